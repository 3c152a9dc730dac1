"""Names of bodies at the head of a line, and what only looks like one."""

from __future__ import annotations

import pytest

from summarizer.brief.bodies import body_at, lead_in
from summarizer.document import from_text
from summarizer.document.model import Span


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Tổ chức thực hiện", None),
        ("Tổ chức Công đoàn phối hợp các trường.", "Tổ chức Công đoàn"),
        ("Tổ công tác số 2 thực hiện kiểm tra.", "Tổ công tác số 2"),
        ("Sở Tài chính thẩm định dự toán.", "Sở Tài chính"),
        ("Bộ Ngoại giao trình ba đề án.", "Bộ Ngoại giao"),
    ],
)
def test_bodies(line: str, name: str | None) -> None:
    article = from_text(f"Quy chế mạng nội bộ\n\n{line}\n\nCác đơn vị gửi kết quả về huyện trước ngày 5/3.")
    start = article.text.index(line)
    found = body_at(article, start, start + len(line))
    assert (found.of(article.text) if found else None) == name


@pytest.mark.parametrize(
    "line", ["Bộ Ngoại giao:", "Các đơn vị được giao nhiệm vụ:", "Sở Giao thông vận tải và các huyện:"]
)
def test_a_name_or_a_passive_orders_nothing(line: str) -> None:
    article = from_text(f"Kế hoạch mở lãnh sự quán\n\n{line}\n\nMở thêm ba lãnh sự quán trước ngày 5/3.")
    start = article.text.index(line)
    assert lead_in(article, Span(start, start + len(line))).issuer is None
