"""Numbers in tables are figures: with the unit that the table gives, and called by their row and column."""

from __future__ import annotations

from dataclasses import replace

import pytest

from summarizer.document import Article, Span, from_text
from summarizer.facts import cells, find
from summarizer.facts.model import Figure

LEAD = "Kết quả thu ngân sách của huyện Tân Phú được nêu trong bảng sau.\n\n"
TABLE = (
    LEAD
    + "Đơn vị tính: tỷ đồng\n"
    + "Khoản thu | Dự toán | Thực hiện | So dự toán (%)\n"
    + "Thuế | 1.950 | 1.128 | 57,8\n"
    + "Phí, lệ phí | 268 | 156 | 58,2\n"
)


def read(text: str) -> tuple[Article, dict[str, Figure]]:
    article = from_text(text)
    return article, {f.span.of(article.text): f for f in find(article).figures}


def test_a_cell_has_the_unit_above_its_table() -> None:
    _, found = read(TABLE)
    assert (found["1.950"].value, found["1.950"].unit) == (1_950_000_000_000, "VND")


def test_the_head_of_a_column_gives_its_own_unit() -> None:
    _, found = read(TABLE)
    assert (found["57,8"].value, found["57,8"].unit, found["57,8"].kind) == (57.8, "%", "percent")


def test_the_name_of_a_row_gives_its_own_unit() -> None:
    text = (
        LEAD
        + "Chỉ tiêu | Kế hoạch | Thực hiện\nXuất khẩu (triệu USD) | 1.150 | 768\nThu ngân sách (tỷ đồng) | 5.300 | 3.127\n"
    )
    _, found = read(text)
    assert (found["768"].value, found["768"].unit) == (768_000_000, "USD")


def test_a_bare_number_is_of_what_its_row_or_column_counts() -> None:
    _, found = read(LEAD + "Xã | Số hộ nghèo | Số thu | Số lượng\nAn Lộc | 950 | 12 | 31\nBình Sơn | 1.250 | 15 | 40\n")
    assert (found["950"].value, found["950"].unit, found["1.250"].unit) == (950, "hộ nghèo", "hộ nghèo")
    assert not {"12", "31"} & found.keys()
    _, found = read(LEAD + "Chỉ tiêu | Năm 2024 | Năm 2025\nTổng số vụ cháy | 17 | 15\nSố người chết | 21 | 36\n")
    assert [found[number].unit for number in ("17", "15", "21")] == ["vụ cháy", "vụ cháy", "người"]


def test_a_cell_that_compares_without_a_unit_is_no_figure() -> None:
    """`So kế hoạch` of 66,8 under `Đơn vị: tỷ đồng` is no money."""
    _, found = read(TABLE.replace(" (%)", ""))
    assert "57,8" not in found
    assert "1.128" in found


def test_every_number_of_a_table_is_found_once() -> None:
    article, _ = read(TABLE)
    spans = [f.span for f in find(article).figures]
    assert len(set(spans)) == len(spans) == 6
    assert spans == sorted(spans)


@pytest.mark.parametrize("cell", ["-", "…", "x", "Đạt", "12/15 xã"])
def test_a_cell_that_is_no_number_is_left_to_the_grammar(cell: str) -> None:
    _, found = read(TABLE.replace("1.128", cell))
    assert all(f.unit != "VND" or s != cell for s, f in found.items())


def test_a_figure_is_called_by_its_row_and_column() -> None:
    article, found = read(TABLE)
    named = cells.named(article, found["1.128"])
    assert named is not None
    assert named.label == "Thuế – Thực hiện"
    assert named.indicator is not None
    assert named.indicator.of(article.text) == "Thực hiện"


def test_a_planned_column_is_a_plan() -> None:
    article, found = read(TABLE)
    meant = [cells.named(article, found[words]) for words in ("1.950", "1.128")]
    assert [figure.modality for figure in meant if figure] == ["plan", "result"]


def test_outside_tables_nothing_is_named() -> None:
    article = from_text("Huyện thu 5 tỷ đồng trong tháng Sáu, bằng một nửa dự toán.")
    assert [cells.named(article, figure) for figure in find(article).figures] == [None] * len(find(article).figures)


def test_a_table_does_not_fill_the_brief() -> None:
    rows = "".join(f"Xã số {chr(65 + i)} | {100 + i} | {50 + i}\n" for i in range(20))
    article = from_text(
        LEAD + "Đơn vị tính: tỷ đồng\nĐịa phương | Dự toán | Thực hiện\n" + rows + "Tổng cộng | 2.190 | 1.190\n"
    )
    figures = [replace(f, key=True, salience=0.6) for f in find(article).figures]
    key = [f.span.of(article.text) for f in cells.weighed(article, figures) if f.key]
    assert len(key) == 6
    assert {"2.190", "1.190"} <= set(key)


def test_a_workbook_of_many_cells_is_read_from_its_beginning() -> None:
    rows = "".join(f"Xã Tân Phú {i // 26}{chr(65 + i % 26)} | {100 + i} | {50 + i}\n" for i in range(600))
    article = from_text(LEAD + "Đơn vị tính: tỷ đồng\nĐịa phương | Dự toán | Thực hiện\n" + rows)
    figures = [f for f in find(article).figures if article.cell_at(f.span.start)]
    assert 0 < len(figures) <= 300
    assert figures[0].span == Span(article.text.index("100"), article.text.index("100") + 3)


def test_empty_cells_at_both_ends_of_a_row_keep_the_others_in_their_columns() -> None:
    head = "Xã | Năm nay (tỷ đồng) | | Tỷ lệ (%)\n| Kế hoạch | Thực hiện |\n"
    _, found = read(LEAD + head + "Tân Phú | 1.950 | 2.100 | 107,7\nAn Lạc | 1.250 | 1.120 | 89,6\n")
    assert found["1.950"].label == "Tân Phú – Năm nay – Kế hoạch"
    assert (found["2.100"].value, found["2.100"].unit) == (2_100_000_000_000, "VND")
    assert found["107,7"].label == "Tân Phú – Tỷ lệ"


def test_bars_around_every_row_are_a_frame() -> None:
    _, found = read(LEAD + "| Xã | Thu (tỷ đồng) |\n| Tân Phú | 12 |\n| An Lạc | 9 |\n")
    assert [f.label for f in found.values()] == ["Tân Phú – Thu", "An Lạc – Thu"]


def test_what_was_the_year_before_is_no_estimate() -> None:
    _, found = read(LEAD + "Xã | Năm trước (tỷ đồng) | Ước cả năm (tỷ đồng)\nTân Phú | 12 | 14\nAn Lạc | 8 | 9\n")
    assert [found[said].modality for said in ("12", "14")] == ["result", "estimate"]
