"""Figures in tables: a bare number is what the heads of its row and column say."""

from __future__ import annotations

import pytest

from summarizer import document
from summarizer.document.model import Article
from summarizer.facts import find
from summarizer.facts.json import facts_json
from summarizer.facts.model import Figure

_TEXT = (
    "Sản lượng lúa vụ mùa\n\nSở công bố số liệu vụ mùa của tỉnh trong sáng nay.\n\n"
    "Huyện | Mã số | Diện tích (ha) | Sản lượng (tấn) | So cùng kỳ (%) | Hộ\n"
    "Hạ Lang | 00315 | 4.200 | 25.620 | 103,5 | 96\nBảo Lạc | 00316 | 3.150 | 18.270 | 98 | 90\n"
)


@pytest.fixture(scope="module")
def article() -> Article:
    return document.from_text(_TEXT)


@pytest.fixture(scope="module")
def figures(article: Article) -> dict[str, Figure]:
    return {figure.span.of(article.text): figure for figure in find(article).figures}


@pytest.mark.parametrize(
    ("said", "kind", "value", "unit"),
    [("4.200", "measure", 4200, "ha"), ("25.620", "measure", 25620, "tấn"), ("103,5", "percent", 103.5, "%")],
)
def test_a_bare_number_has_the_unit_of_its_column(
    figures: dict[str, Figure], said: str, kind: str, value: float, unit: str
) -> None:
    found = figures[said]
    assert (found.kind, found.value, found.unit) == (kind, value, unit)


def test_it_is_called_by_its_row_and_column(figures: dict[str, Figure]) -> None:
    assert figures["18.270"].label == "Bảo Lạc – Sản lượng"


def test_codes_are_no_figures(figures: dict[str, Figure]) -> None:
    assert not {"00315", "00316"} & set(figures)


def test_json_carries_row_and_column(article: Article) -> None:
    data = facts_json(article, find(article))
    cell = next(f["cell"] for f in data["figures"] if f["span"]["text"] == "3.150")
    assert [head["text"] for head in cell["row"]] == ["Bảo Lạc"]
    assert [head["text"] for head in cell["column"]] == ["Diện tích (ha)"]
    assert cell["unit"] is None


def test_csv_carries_row_and_column(article: Article) -> None:
    from summarizer.cli.facts_csv import COLUMNS, rows

    lines = [line.split(",") for line in rows(article, find(article)).splitlines()]
    row, column = COLUMNS.index("row"), COLUMNS.index("column")
    assert [(line[row], line[column]) for line in lines if "3.150" in line] == [("Bảo Lạc", "Diện tích (ha)")]


def test_figures_in_prose_have_no_cell(article: Article) -> None:
    plain = document.from_text("Sở cấp 120 giấy phép trong tháng, tăng 5% so với tháng trước.")
    assert {f["cell"] for f in facts_json(plain, find(plain))["figures"]} == {None}


@pytest.mark.parametrize(
    "text",
    [
        "Lúa các xã\n(ĐVT: 1.000 tấn)\nXã | Kế hoạch | Thực hiện\nTân Phú | 12,5 | 13,1\nAn Lạc | 8,2 | 7,9\n",
        "Lúa các xã\n\nXã | Kế hoạch (1.000 tấn) | Thực hiện (1.000 tấn)\nTân Phú | 12,5 | 13,1\nAn Lạc | 8,2 | 7,9\n",
    ],
    ids=["above", "in the head"],
)
def test_the_factor_of_a_unit_counts_for_the_cells_and_is_no_figure(text: str) -> None:
    found = find(document.from_text(text + "\nCác xã đã gặt xong vụ hè thu trong tháng trước.\n")).figures
    assert [(f.value, f.unit) for f in found] == [(v, "tấn") for v in (12_500, 13_100, 8_200, 7_900)]


def test_a_plan_below_the_head_of_its_year_is_a_plan() -> None:
    head = "Xã | Năm 2025 (tỷ đồng) |\n| Kế hoạch | Thực hiện\n"
    found = find(
        document.from_text(f"Thu các xã\n\n{head}Tân Phú | 12 | 13\nAn Lạc | 8 | 7\n\nCác xã thu xong.\n")
    ).figures
    assert [f.modality for f in found if f.label] == ["plan", "result"] * 2


def test_a_factor_may_stand_close_to_its_unit() -> None:
    text = "Chi các xã\n(Đơn vị tính: 1000đ)\nXã | Chi\nTân Phú | 1.250\nAn Lạc | 950\n\nCác xã chi xong.\n"
    assert [f.value for f in find(document.from_text(text)).figures] == [1_250_000, 950_000]
