"""What stands alone in a digest can be read alone."""

from __future__ import annotations

import pytest

from summarizer.digest.readable import is_body, is_label, is_task


@pytest.mark.parametrize(
    ("label", "unit", "kind"),
    [
        ("Thu ngân sách", "VND", "money"),
        ("Cán bộ bị kỷ luật", "cán bộ", "count"),
        ("Tổng kim ngạch thương mại hai nước", "USD", "money"),
        ("Thu nhập bình quân đầu người", "VND", "money"),
    ],
)
def test_a_label_says_what_is_measured(label, unit, kind):
    assert is_label(label, unit, kind)


@pytest.mark.parametrize(
    ("label", "unit", "kind"),
    [
        ("Nghị quyết", "nghị quyết", "count"),  # no more than the noun
        ("Dự luật khác", "dự luật", "count"),
        ("Dân số", "dân số", "count"),
        ("Thuế", "VND", "money"),  # one word
        ("Tháng đầu năm", "%", "percent"),  # a time
        ("Trước Syria", "bậc", "count"),  # leans on what goes before
        ("Doanh thu của", "VND", "money"),  # broken off
        ("Lô đất (tổng diện tích", "m2", "measure"),
        ("Tổng vốn", "km", "measure"),
        ("Dự kiến", "%", "percent"),
        ("/h, tải trọng", "tấn", "measure"),
        ("Chi phí “chạy", "%", "percent"),
    ],
)
def test_a_label_that_says_nothing_by_itself_is_none(label, unit, kind):
    assert not is_label(label, unit, kind)


def test_a_body_is_a_name_and_nothing_of_its_task():
    assert is_body("UBND các tỉnh, thành phố trực thuộc Trung ương")
    assert is_body("các bộ, ngành, địa phương")
    assert not is_body("Bộ Công Thương sớm ban hành bộ")
    assert not is_body("chúng ta")
    assert not is_body("hai bên")
    assert not is_body("")


def test_a_task_is_told_whole():
    assert is_task("báo cáo kết quả về Bộ trước ngày 30/11")
    assert not is_task("thật khẩn trương")
    assert not is_task("rà soát, sửa đổi các quy định của")
    assert not is_task("trung tâm này sẽ xây dựng ra sao?")
    assert not is_task('nhấn mạnh "phải làm ngay từ đầu năm')
