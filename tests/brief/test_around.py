"""The clause that a figure of news is shown in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from summarizer.brief.around import around
from summarizer.brief.left_out import left_out
from summarizer.brief.model import Brief, EngineInfo
from summarizer.brief.table import figure_rows
from summarizer.document import from_text
from summarizer.document.model import Article, Span
from summarizer.facts import find
from summarizer.facts.model import Facts, Figure
from tests.costs import grows_within

from .articles import span


def news(sentence: str) -> Article:
    return from_text(f"Tin trong ngày\n\n{sentence}")


@pytest.mark.parametrize(
    ("sentence", "figure", "clause"),
    [
        ("Theo chủ vườn, năm nay nhà ông trồng 400 gốc mai, bán gần hết.", "400 gốc", "năm nay nhà ông trồng 400 gốc mai"),
        ("Đội cứu hộ cho biết con tàu chở 12 thuyền viên.", "12 thuyền viên", "con tàu chở 12 thuyền viên."),
        (  # what goes on with the clause before takes it along
            "Chợ nổi đón 900 lượt ghe, tăng 120 lượt so với Tết trước.",
            "120 lượt",
            "Chợ nổi đón 900 lượt ghe, tăng 120 lượt so với Tết trước.",
        ),
        (  # a bracket is neither opened nor closed alone
            "Bến phà (mở từ 1990, đóng năm ngoái) chở 30 xe mỗi chuyến, có khi hơn.",
            "30 xe",
            "Bến phà (mở từ 1990, đóng năm ngoái) chở 30 xe mỗi chuyến",
        ),
        (  # an enumeration is not begun in its middle
            "Vào ngày rằm, mồng một, chùa đón 700 khách, hôm khác chừng một trăm.",
            "700 khách",
            "Vào ngày rằm, mồng một, chùa đón 700 khách",
        ),
        (  # with or when what is told behind it
            "Xã vừa mở bến mới, trong ba tuần có khách và 40 chuyến đò mỗi ngày, chủ bến có lãi, theo ông Sáu.",
            "40 chuyến đò",
            "trong ba tuần có khách và 40 chuyến đò mỗi ngày, chủ bến có lãi",
        ),
        (  # within a sentence `với` belongs to what stands before
            "Xã vừa mở bến mới, với chừng ấy khách và 40 chuyến đò mỗi ngày, chủ bến có lãi, theo ông Sáu.",
            "40 chuyến đò",
            "Xã vừa mở bến mới, với chừng ấy khách và 40 chuyến đò mỗi ngày",
        ),
        (  # nor is it cut off from what says when
            "Ngày rằm tháng giêng, chùa đón 700 khách.", "700 khách", "Ngày rằm tháng giêng, chùa đón 700 khách."
        ),
        ("Vé vào cổng bán với giá 20.000 - 35.000 đồng, trẻ em miễn phí.", "35.000 đồng", "Vé vào cổng bán với giá 20.000 - 35.000 đồng"),
    ],
)  # fmt: skip
def test_the_clause_has_who_did_what(sentence: str, figure: str, clause: str) -> None:
    article = news(sentence)
    found = around(article, span(article, figure), None)
    assert found is not None
    assert found.of(article.text) == clause


def test_a_clause_without_end_is_no_row() -> None:
    article = news("Ông kể " + "rằng làng bên có hội " * 20 + "với 300 người dự.")
    assert around(article, span(article, "300 người"), None) is None


@pytest.mark.slow
def test_a_sentence_without_end_takes_no_longer_than_its_length() -> None:
    def endless(clauses: int) -> Callable[[], object]:
        article = news(", ".join(f"xã thứ {i} thu được {i} tỷ đồng" for i in range(clauses)))
        places = [m.span() for m in re.finditer(r"\d+ tỷ đồng", article.text)]
        return lambda: [around(article, Span(*place), None) for place in places]

    grows_within(endless(800), endless(4000), 8, slack=0.2)


def test_figures_of_one_clause_share_a_row() -> None:
    article = news("Trận mưa đá làm tốc mái 62 căn nhà và gãy 18 cột điện ở ba xã ven sông.")
    figures = tuple(
        Figure(span(article, words), "count", value, unit, key=True, salience=0.5, label=unit)
        for words, value, unit in (("62 căn nhà", 62, "căn nhà"), ("18 cột điện", 18, "cột điện"))
    )
    facts = Facts(figures, marked=True)
    engine = EngineInfo("extractive", None, "1", True)
    (row,) = figure_rows(Brief(article, facts, engine, None, (), left_out(article, facts, ()), ()))
    assert row.indicator == "Trận mưa đá làm tốc mái 62 căn nhà và gãy 18 cột điện ở ba xã ven sông"
    assert row.value == "62 căn nhà; 18 cột điện"
    assert not row.changes


def test_a_sentence_that_is_shown_again_has_no_second_row() -> None:
    said = "Chuyến đò dọc sông kéo dài 40 phút."
    article = from_text(f"Tin trong ngày\n\n{said}\n\nKhách lên bờ nghỉ chân.\n\n{said}")
    places = [m.start() for m in re.finditer("40 phút", article.text)]
    figures = tuple(
        Figure(Span(at, at + 7), "measure", 40, "phút", key=True, salience=0.5, label="chuyến đò") for at in places
    )
    facts = Facts(figures, marked=True)
    engine = EngineInfo("extractive", None, "1", True)
    assert len(figure_rows(Brief(article, facts, engine, None, (), left_out(article, facts, ()), ()))) == 1


def test_a_cell_is_named_by_its_row_and_column_in_news_too() -> None:
    article = from_text(
        "Thu ngân sách ba xã tăng\n\nXã | Thu năm 2024 (tỷ đồng) | Thu năm 2025 (tỷ đồng)\nBình Lâm | 80 | 96\n"
        "Tân Lập | 70 | 69,5\n\nHuyện cho biết thu ngân sách của hai xã năm nay khác nhau nhiều."
    )
    figures = tuple(replace(figure, key=True) for figure in find(article).figures if article.cell_at(figure.span.start))
    facts = Facts(figures, (), marked=True)
    brief = Brief(article, facts, EngineInfo("extractive", None, "1", True), None, (), left_out(article, facts, ()))
    rows = [(row.indicator, row.value) for row in figure_rows(brief)]
    assert rows[0] == ("Bình Lâm – Thu năm 2024", "80 tỷ đồng")
    assert rows[-1] == ("Tân Lập – Thu năm 2025", "69,5 tỷ đồng")
