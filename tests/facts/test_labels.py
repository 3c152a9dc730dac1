"""What a count is called: with what was done, or what was told of it."""

from __future__ import annotations

import pytest

from summarizer import facts
from summarizer.document import from_text
from tests.facts.scripted import Scripted, slot


def labels(text: str) -> dict[str, str | None]:
    return {f.span.of(text): f.label for f in facts.find(from_text(text), Scripted()).figures}


@pytest.mark.parametrize(
    ("text", "amount", "label"),
    [
        ("Huyện đã kiểm tra 12 trường học.", "12 trường học", "Kiểm tra trường học"),
        ("Đến nay đã hỗ trợ được 45/60 hộ mất nhà, còn lại chờ vốn.", "45/60 hộ", "Hỗ trợ hộ mất nhà"),
        ("Có 9/11 chỉ tiêu đạt kế hoạch đề ra.", "9/11 chỉ tiêu", "Chỉ tiêu đạt kế hoạch đề ra"),
    ],
)
def test_a_bare_count_is_named_by_what_was_done(text: str, amount: str, label: str) -> None:
    assert labels(text)[amount] == label


def test_how_many_of_the_targets_were_reached_is_key() -> None:
    text = "Có 9/11 chỉ tiêu đạt kế hoạch, 3 xã chậm."
    found = facts.find(from_text(text), Scripted(key=0.1)).figures
    assert [f.span.of(text) for f in found if f.key] == ["9/11 chỉ tiêu"]


def test_the_border_of_a_cell_is_no_part_of_a_label() -> None:
    text = "Ghi chép trong ngày.\n\nTổng thu tại chợ | đạt 1.200 triệu đồng."
    assert labels(text)["1.200 triệu đồng"] == "Tổng thu tại chợ"


@pytest.mark.parametrize(
    ("text", "amount", "pointed", "label"),
    [
        # a count runs on as far as the marker says, past a word that else ends it, but over no other number
        ("Có 17 cán bộ từng là bộ đội Trường Sơn.", "17 cán bộ", "cán bộ từng là bộ đội", "Cán bộ từng là bộ đội"),
        ("Có 9 hộ nuôi cá với tổng số 40 lồng.", "9 hộ", "hộ nuôi cá với tổng số 40 lồng", "Hộ nuôi cá"),
        (
            "Mưa làm 8 người chết và bị thương.",
            "8 người",
            "Mưa làm 8 người chết và bị thương",
            "Người chết và bị thương",
        ),
        ("Có 25 hộ trồng nấm, thu 9 tấn mỗi vụ.", "25 hộ", "Có 25 hộ trồng nấm, thu", "Hộ trồng nấm"),
        ("Có 30 bị cáo kháng cáo.", "30 bị cáo", "bị cáo kháng cáo", "Bị cáo kháng cáo"),
        # a name ends before what carries the amount, and before a bracket that it opens
        ("Chiếc máy gặt trị giá 300 triệu đồng.", "300 triệu đồng", "Chiếc máy gặt trị giá", "Chiếc máy gặt"),
        ("Cầu treo Tà Lài (dài 90 m) đã xong.", "90 m", "Cầu treo Tà Lài (dài", "Cầu treo Tà Lài"),
        # and begins behind the place, with the whole of its first word
        ("Tại vùng biển, giá muối là 2.100 đồng/kg.", "2.100 đồng/kg", "Tại vùng biển, giá muối", "Giá muối"),
        ("Việc cho vay mua bò đạt 4 tỷ đồng.", "4 tỷ đồng", "cho vay mua bò", "Cho vay mua bò"),
        # of words on both sides of a figure those are its own that no comma or `và` parts from it
        ("Vụ lúa thu 50 tấn, dưa hấu và rau 9 tấn.", "50 tấn", "Vụ lúa thu 50 tấn, dưa hấu và rau", "Vụ lúa thu"),
        ("Sản lượng 10 tháng là 50 tấn.", "50 tấn", "Sản lượng 10 tháng", "Sản lượng 10 tháng"),
        ("Chi trường 5 tỷ đồng; chi chợ 3 tỷ đồng.", "3 tỷ đồng", "Chi trường", None),
        ("Chi 9 tỷ đồng, trong đó có 3 tỷ đồng vốn vay.", "3 tỷ đồng", "Chi", "Vốn vay"),
        ("Tỷ lệ đỗ của học sinh xã đạt 91%.", "91%", "học sinh xã", "Tỷ lệ đỗ của học sinh xã"),
        ("Chi trường 5 tỷ đồng; thêm 3 tỷ đồng vốn vay.", "3 tỷ đồng", "Chi trường", "Vốn vay"),
        # what is done with an amount, and what is not
        ("Xã hỗ trợ 40 triệu đồng cho đội bóng.", "40 triệu đồng", "đội bóng", "Hỗ trợ cho đội bóng"),
        ("Xã không hỗ trợ 40 triệu đồng cho đội bóng.", "40 triệu đồng", "đội bóng", "Không hỗ trợ cho đội bóng"),
        ("Bà Tư nhập 45% lượng gạo từ Lào.", "45%", "Bà Tư nhập", "Bà Tư nhập lượng gạo"),
        # a count whose noun its value says already is called by what it is told of, or by nothing
        ("Tầng hai có 30 học sinh.", "30 học sinh", "Tầng hai", "Tầng hai"),
        ("Tầng hai có 30 học sinh.", "30 học sinh", "học sinh", "Học sinh"),
        ("Có 30 học sinh, mừng vì nắng.", "30 học sinh", "mừng vì nắng", None),
        ("Có 30 học sinh gồm lớp 3 và lớp 4.", "30 học sinh", "học sinh gồm lớp", "Học sinh"),
        # what is no name: a time, the base of a share; and a number of an unknown unit
        ("Năm 2023 thu 12 tỷ đồng.", "12 tỷ đồng", "Năm 2023", None),
        ("Lương ghi 1.200 RM rõ ràng.", "1.200", "Lương", None),
        ("Khoảng sáng gầm xe 235 mm.", "235 mm", "Khoảng sáng gầm xe", "Khoảng sáng gầm xe"),
    ],
)
def test_a_label_is_the_whole_name_and_no_more(text: str, amount: str, pointed: str, label: str | None) -> None:
    found = facts.find(from_text(text), Scripted(label=slot(text, pointed))).figures
    assert next(f.label for f in found if f.span.of(text) == amount) == label


def test_a_count_is_named_without_its_numeral() -> None:
    assert labels("Có hàng chục nghìn cử tri dự họp.")["hàng chục nghìn cử tri"] == "Cử tri dự họp"


def test_digits_of_a_name_stay_in_its_label() -> None:
    text = "Máy kéo Kubo M7 Plus bán với giá 450 triệu đồng tại Hòa Sơn."
    (figure,) = [
        f for f in facts.find(from_text(text), Scripted(label=slot(text, "Máy kéo Kubo M7 Plus"))).figures if f.key
    ]
    assert figure.label == "Máy kéo Kubo M7 Plus"


@pytest.mark.parametrize(
    ("text", "amount", "meant"),
    [
        ("Thủy điện phải mở 8 cửa trong đêm.", "8 cửa", "result"),
        ("Tỷ lệ hộ có nước phải đạt 95% vào cuối năm.", "95%", "plan"),
        ("Vốn chương trình mục tiêu quốc gia mới đạt 38%.", "38%", "result"),
    ],
)
def test_what_has_to_be_done_is_no_target_in_news(text: str, amount: str, meant: str) -> None:
    found = facts.find(from_text(text), Scripted()).figures
    assert next(f.modality for f in found if f.span.of(text) == amount) == meant
