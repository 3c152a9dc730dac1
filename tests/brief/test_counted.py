"""The rows of a report: by indicator where a name stands before its value, by clause where something is counted."""

from __future__ import annotations

import pytest

from summarizer import locale
from summarizer.brief.figures import FigureRow
from summarizer.brief.left_out import left_out
from summarizer.brief.model import Brief, EngineInfo
from summarizer.brief.rendering.bars import groups
from summarizer.brief.table import counted
from summarizer.document import Span, from_text
from summarizer.facts.model import Facts, Figure, Modality

from .articles import span


@pytest.fixture(autouse=True)
def _vietnamese() -> None:
    locale.use("vi")


def report(text: str, *told: tuple[str, str | None], modality: Modality | None = None) -> Brief:
    """A brief without sentences of a report with key counts, each told by its words and those that name it."""
    article = from_text(f"Báo cáo tình hình trong tháng của huyện\n\n{text}")
    figures = tuple(
        Figure(
            span(article, words),
            "count",
            float(words.split()[0].split("/")[0].replace(".", "")),
            words.split()[-1],
            indicator=span(article, name) if name else None,
            key=True,
            salience=0.5,
            label=f"{name[0].upper()}{name[1:]}" if name else None,
            modality=modality,
        )
        for words, name in told
    )
    facts = Facts(figures, (), marked=True)
    return Brief(article, facts, EngineInfo("extractive", None, "1", True), None, (), left_out(article, facts, ()))


@pytest.mark.parametrize(
    ("text", "figure", "name", "row"),
    [
        ("Toàn huyện giữ nếp họp dân, có 15/18 thôn đạt chuẩn mới.", "15/18 thôn", "thôn đạt chuẩn mới", "Có 15/18 thôn đạt chuẩn mới"),
        ("Dịch bệnh giảm; 120 hộ được cấp giống; chợ mở lại.", "120 hộ", "hộ được cấp giống", "120 hộ được cấp giống"),
        ("An sinh: có 40 hộ thiếu nước.", "40 hộ", "hộ thiếu nước", "An sinh: có 40 hộ thiếu nước"),
        ("Xã Bình Lâm có 12 tổ tự quản, gồm cả tổ mới.", "12 tổ", "Xã Bình Lâm", "Xã Bình Lâm có 12 tổ tự quản"),
        ("- Ban chỉ đạo nêu khó khăn, vướng mắc từ đó đề ra 06 nhóm việc.", "06 nhóm", "nhóm việc", "Đề ra 06 nhóm việc"),
    ],
)  # fmt: skip
def test_what_is_counted_is_told_in_its_clause(text: str, figure: str, name: str, row: str) -> None:
    (found,) = counted(report(text, (figure, name)))
    assert (found.indicator, found.value, found.told) == (row, figure, True)
    assert found.unsaid == ""


def test_a_name_before_its_value_is_a_row_by_indicator() -> None:
    (found,) = counted(
        report("Nay tổng số lao động có việc làm là 1.200 người.", ("1.200 người", "tổng số lao động có việc làm"))
    )
    assert (found.indicator, found.told, found.unsaid) == ("Tổng số lao động có việc làm", False, "1.200 người")


def test_a_figure_without_a_name_goes_with_the_clause_before_it() -> None:
    brief = report("Huyện chi trả cho 680 hộ bị ảnh hưởng, với số tiền trên 158 tỷ; còn 9 xã.", ("680 hộ", "hộ bị ảnh hưởng"), ("158 tỷ", None), ("9 xã", None))  # fmt: skip
    (found,) = counted(brief)
    assert found.indicator == "Huyện chi trả cho 680 hộ bị ảnh hưởng, với số tiền trên 158 tỷ"
    assert found.value == "680 hộ; 158 tỷ"


def test_a_target_is_called_one_beside_its_clause() -> None:
    (found,) = counted(report("Trồng mới 200 ha rừng.", ("200 ha", "ha rừng"), modality="plan"))
    assert found.unsaid == "200 ha (mục tiêu)"


def test_clauses_have_no_lengths_beside_each_other() -> None:
    brief = report(
        "Sửa 40 nhà bị tốc mái; xây 90 nhà ở bờ sông.", ("40 nhà", "nhà bị tốc mái"), ("90 nhà", "nhà ở bờ sông")
    )
    rows = counted(brief)
    assert [row.told for row in rows] == [True, True]
    assert groups(brief, rows) == ()


@pytest.mark.parametrize(
    ("clause", "value", "unsaid"),
    [
        ("Số thuyền thêm so với năm ngoái là 40 chiếc", "tăng 40 chiếc", ""),  # the clause says which way
        ("Vé hạng nhất đắt hơn khoảng 20.000 đồng", "hơn 20.000 đồng", ""),
        ("Số thuyền thêm là 40 chiếc", "tăng 41 chiếc", "tăng 41 chiếc"),
        ("Bến phà có 40 thuyền", "40 thuyền (mục tiêu)", "40 thuyền (mục tiêu)"),
    ],
)
def test_an_amount_whose_number_stands_in_its_clause_is_not_told_again(clause: str, value: str, unsaid: str) -> None:
    assert FigureRow(clause, value, (), Span(0, 1), 0, left_out=False, salience=0.5, told=True).unsaid == unsaid
