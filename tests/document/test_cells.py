"""Cells of tables carry the heads of their rows and columns."""

from __future__ import annotations

import pytest

from summarizer.document import Article, cells, from_text
from tests.costs import costs_within

LEAD = "Kết quả thu ngân sách sáu tháng đầu năm của huyện Tân Phú được nêu trong bảng sau.\n\n"


def named(article: Article) -> list[tuple[str, list[str], list[str], str | None]]:
    text = article.text
    return [
        (
            c.span.of(text),
            [h.of(text) for h in c.row],
            [h.of(text) for h in c.column],
            c.unit.of(text) if c.unit else None,
        )
        for c in article.cells
    ]


BARS = LEAD + "STT | Khoản thu | Dự toán | Thực hiện\n1 | Thuế | 120 | 98,5\n2 | Phí, lệ phí | 14 | 15,2\n"


def test_a_cell_is_called_by_its_row_and_column() -> None:
    assert named(from_text(BARS)) == [
        ("120", ["Thuế"], ["Dự toán"], None),
        ("98,5", ["Thuế"], ["Thực hiện"], None),
        ("14", ["Phí, lệ phí"], ["Dự toán"], None),
        ("15,2", ["Phí, lệ phí"], ["Thực hiện"], None),
    ]


@pytest.mark.parametrize("apart", ["\t", "      "], ids=["tabs", "gaps"])
def test_tabs_and_wide_gaps_part_cells_too(apart: str) -> None:
    rows = [
        ("Sản phẩm", "11 tháng", "So cùng kỳ"),
        ("Điện thoại", "36,2 triệu cái", "-17,5%"),
        ("Màn hình", "181 triệu cái", "+4,3%"),
    ]
    article = from_text(LEAD + "\n".join(apart.join(row) for row in rows) + "\n")
    assert ("-17,5%", ["Điện thoại"], ["So cùng kỳ"], None) in named(article)
    assert len(article.cells) == 4


def test_blanks_in_the_line_of_a_unit_take_no_time() -> None:
    blank = " " * 20_000
    costs_within(lambda: from_text(LEAD + "Đơn vị:" + blank + "(\n\nThu | 1\nChi | 2\n"), 1.0)
    for line in ("Đơn vị:" + blank + "(", "(" + "Đơn vị:" + blank + "x(", "Đơn vị: x" + blank + "("):
        assert cells._UNIT_LINE.match(line) is None
        costs_within(lambda line=line: cells._UNIT_LINE.match(line), 0.5)


def test_the_unit_of_a_line_above_and_of_a_column() -> None:
    above = from_text(LEAD + "Đơn vị tính: triệu đồng\nXã | Thu | Chi\nAn Lộc | 1.200 | 900\nBình Sơn | 850 | 840\n")
    assert named(above)[0] == ("1.200", ["An Lộc"], ["Thu"], "triệu đồng")
    name = from_text(
        "Thu ngân sách các xã (ĐVT: triệu đồng)\n\nXã | Thu | Chi\nAn Lộc | 1.200 | 900\nBình Sơn | 850 | 840\n"
    )
    assert named(name)[0] == ("1.200", ["An Lộc"], ["Thu"], "triệu đồng")
    column = from_text(
        LEAD + "Chỉ tiêu | ĐVT | Năm 2023 | Năm 2024\nLúa | tấn | 5.200 | 5.450\nĐàn bò | con | 3.100 | 2.980\n"
    )
    assert named(column)[-1] == ("2.980", ["Đàn bò"], ["Năm 2024"], "con")


def test_the_unit_of_a_table_is_not_that_of_its_counts_and_shares() -> None:
    columns = from_text(
        "Thu ngân sách các xã (ĐVT: tỷ đồng)\n\nXã | Thu | Số hộ | Thu/dự toán\nAn Lộc | 120 | 950 | 50,4\nBình Sơn | 85 | 840 | 61,2\n"
    )
    assert [unit for *_, unit in named(columns)] == ["tỷ đồng", None, None] * 2
    rows = from_text(
        "Kết quả năm (ĐVT: tỷ đồng)\n\nChỉ tiêu | Năm 2024\nThu nội địa | 120\nSố doanh nghiệp mới | 85\nSố thu từ đất | 40\n"
    )
    assert [unit for *_, unit in named(rows)] == ["tỷ đồng", None, "tỷ đồng"]


def test_a_head_over_several_columns_stands_before_those_below_it() -> None:
    article = from_text(
        LEAD
        + "Xã | Diện tích (ha) | | Sản lượng\n | 2023 | 2024 | 2024\nAn Lộc | 120 | 131 | 640\nBình Sơn | 85 | 90 | 433\n"
    )
    cells = named(article)
    assert cells[1] == ("131", ["An Lộc"], ["Diện tích (ha)", "2024"], None)
    assert cells[2] == ("640", ["An Lộc"], ["Sản lượng", "2024"], None)


def test_a_heading_inside_a_table_stands_before_the_names_of_its_rows() -> None:
    article = from_text(
        LEAD + "TT | Chỉ tiêu | Kế hoạch\nI | Nông nghiệp |\n1 | Lúa | 5.200\nII | Công nghiệp |\n1 | Gạch | 900\n"
    )
    assert [(words, row) for words, row, _, _ in named(article)] == [
        ("5.200", ["Nông nghiệp", "Lúa"]),
        ("900", ["Công nghiệp", "Gạch"]),
    ]


def test_the_row_that_numbers_the_columns_is_no_data() -> None:
    article = from_text(
        LEAD
        + "Chỉ tiêu | Dự toán | Thực hiện | Đạt\nA | 1 | 2 | 3=2/1\nThu | 1.000 | 640 | 64%\nChi | 900 | 410 | 45,6%\n"
    )
    assert [words for words, *_ in named(article)] == ["1.000", "640", "64%", "900", "410", "45,6%"]


def test_years_name_rows_and_columns() -> None:
    article = from_text(LEAD + "Năm | Số hộ nghèo | Tỷ lệ\n2022 | 412 | 3,1%\n2023 | 377 | 2,8%\n")
    assert named(article)[-1] == ("2,8%", ["2023"], ["Tỷ lệ"], None)


def test_a_cell_is_found_by_an_offset_in_it() -> None:
    article = from_text(BARS)
    cell = article.cell_at(article.text.index("98,5") + 2)
    assert cell is not None
    assert cell.span.of(article.text) == "98,5"
    assert article.cell_at(0) is None
    assert article.cell_at(article.text.index("Dự toán")) is None


def test_offices_under_a_head_that_may_mean_units_name_their_rows() -> None:
    article = from_text(
        LEAD + "TT | Đơn vị | Thu (tỷ đồng)\n1 | Hạt Kiểm lâm Núi Voi | 12\n2 | Công ty Lâm nghiệp An | 9\n"
    )
    assert [row for _, row, _, _ in named(article)] == [["Hạt Kiểm lâm Núi Voi"], ["Công ty Lâm nghiệp An"]]
