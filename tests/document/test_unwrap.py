"""Paragraphs and tables from the lines of a PDF, as word processors and report writers set them."""

from __future__ import annotations

from summarizer.document.formats.tables import Line
from summarizer.document.formats.unwrap import unwrap

_FULL = "Thu ngân sách của tỉnh trong chín tháng đạt hơn bảy nghìn tỷ đồng và"  # a full line of 68 letters


def column(*lines: tuple[float, float, str], bold: bool = False) -> list[Line]:
    return [Line(text, x, y, 11, bold=bold) for x, y, text in lines]


def texts(*pages: list[Line]) -> list[str]:
    return [part.text for part in unwrap(list(pages))]


def test_short_paragraphs_do_not_hide_the_step_of_lines() -> None:
    """Most gaps of such a page are those between paragraphs."""
    lines = column(
        (90, 700, "Tỉnh báo cáo các việc sau đây và xin ý kiến của hội nghị hôm nay:"),
        (90, 675, _FULL),
        (90, 660, "bằng 78,2% dự toán cả năm được giao"),
        (90, 635, "Chi ngân sách đạt chín nghìn tỷ đồng theo kho bạc"),
        (90, 610, "Biểu sau đây cho biết thêm về thu và chi của tỉnh"),
    )
    assert len(texts(lines)) == 4


def test_a_short_line_and_an_indent_part_paragraphs_without_a_stop() -> None:
    lines = column(
        (126, 700, _FULL), (90, 680, "nhiệm vụ của năm sau và quý này ở tỉnh"), (126, 660, _FULL), (90, 640, "hết.")
    )
    assert texts(lines)[0] == f"{_FULL} nhiệm vụ của năm sau và quý này ở tỉnh"


def test_a_paragraph_goes_on_over_the_page_where_first_lines_are_set_in() -> None:
    first = column((126, 120, _FULL), (90, 100, f"{_FULL[:60]} đồng."))
    assert len(texts(first, column((90, 700, "Mô hình nuôi hai giai đoạn có 3.140 ha.")))) == 1
    assert len(texts(first, column((126, 700, "Mô hình nuôi hai giai đoạn có 3.140 ha.")))) == 2


def test_a_dash_that_a_line_begins_with_by_chance() -> None:
    above = "Hội nghị nghe báo cáo về tình hình phát triển trong lĩnh vực kinh tế"
    assert texts(column((90, 700, above), (90, 685, "- xã hội sáu tháng đầu năm."))) == [
        f"{above} - xã hội sáu tháng đầu năm."
    ]
    assert len(texts(column((90, 700, f"{above}:"), (90, 685, "- xã hội sáu tháng đầu năm.")))) == 2


def test_rules_and_signers_stand_alone() -> None:
    head = column(
        (306, 700, "Độc lập - Tự do - Hạnh phúc"), (306, 685, "---------------"), (306, 670, "Bắc Nam, ngày 28 tháng 8")
    )
    assert len(texts(head)) == 3
    foot = column(
        (306, 200, "TM. ỦY BAN NHÂN DÂN TỈNH"), (306, 185, "KT. CHỦ TỊCH TỈNH BẮC NAM"), (306, 170, "PHÓ CHỦ TỊCH")
    )
    assert texts(foot)[:1] == ["TM. ỦY BAN NHÂN DÂN TỈNH"]
    assert texts(foot)[1].startswith("KT. CHỦ TỊCH")


def test_an_item_whose_number_has_no_blank_behind() -> None:
    lines = column(
        (90, 700, f"{_FULL};"),
        (90, 685, "1.Có 415 doanh nghiệp thành lập mới;"),
        (90, 670, "2.Có 37 doanh nghiệp giải thể."),
    )
    assert len(texts(lines)) == 3


def test_a_table_set_cell_by_cell() -> None:
    def row(y: float, *cells: str) -> list[Line]:
        return [Line(cell, x, y, 9) for x, cell in zip((144, 174, 277, 326), cells, strict=False) if cell]

    table = [*row(302, "STT", "Chỉ tiêu", "Dự toán", "Thực hiện"), *row(286, "1", "Thu nội địa", "10.500", "8.900")]
    found = unwrap([[*column((90, 330, _FULL)), *table, *row(270, "", "Tổng cộng", "15.000", "12.345")]])
    assert [part.text for part in found if part.role == "table"] == [
        "STT | Chỉ tiêu | Dự toán | Thực hiện",
        "1 | Thu nội địa | 10.500 | 8.900",
        "Tổng cộng | 15.000 | 12.345",
    ]


def test_pieces_of_one_line_are_no_cells() -> None:
    lines = [Line("Thu ngân sách", 90, 700, 11), Line("đạt 7.100 tỷ đồng.", 158, 700, 11)]
    assert texts(lines) == ["Thu ngân sách đạt 7.100 tỷ đồng."]
