"""Key figures as lengths: which may stand beside each other, and how the page draws them."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from summarizer.brief.figures import indicators
from summarizer.brief.left_out import left_out
from summarizer.brief.model import Brief, EngineInfo
from summarizer.brief.rendering import render
from summarizer.brief.rendering.bars import MOST, groups
from summarizer.document import from_text
from summarizer.document.model import Card
from summarizer.facts.model import Facts, Figure, FigureKind, Modality

from .articles import span


def brief(*told: tuple[str, str, float, FigureKind, str, Modality | None]) -> Brief:
    """A brief of a text that tells one figure a sentence: words, label, value, kind, unit, modality."""
    lines = [f"{label} là {words} trong kỳ báo cáo này." for words, label, *_ in told]
    article = replace(from_text("Báo cáo của tỉnh\n\n" + "\n\n".join(lines)), card=Card())
    figures = tuple(
        Figure(span(article, words), kind, value, unit, key=True, salience=0.9, label=label, modality=modality)
        for words, label, value, kind, unit, modality in told
    )
    facts = Facts(figures, marked=True)
    return Brief(article, facts, EngineInfo("extractive", None, "1", True), None, (), left_out(article, facts, ()))


def drawn(one: Brief) -> list[list[tuple[str, str, float]]]:
    return [[(bar.label, bar.value, bar.share) for bar in group] for group in groups(one, indicators(one))]


def test_this_year_stands_beside_last_year():
    one = brief(
        ("8.000 tỷ đồng", "Thu năm nay", 8e12, "money", "VND", "result"),
        ("6.000 tỷ đồng", "Thu năm trước", 6e12, "money", "VND", "result"),
    )
    assert drawn(one) == [[("Thu năm nay", "8.000 tỷ đồng", 1.0), ("Thu năm trước", "6.000 tỷ đồng", 0.75)]]


def test_the_plan_stands_beside_the_result_of_the_same_thing():
    one = brief(
        ("8.000 tỷ đồng", "Thu ngân sách", 8e12, "money", "VND", "result"),
        ("10.000 tỷ đồng", "Thu ngân sách", 1e13, "money", "VND", "plan"),
    )
    ((result, plan),) = drawn(one)
    assert (result[2], plan[2]) == (0.8, 1.0)
    assert result[1] != plan[1]
    assert "10.000 tỷ đồng" in plan[1]
    assert plan[1] != "10.000 tỷ đồng"


@pytest.mark.parametrize(
    "told",
    [
        [("8.000 tỷ đồng", "Thu", 8e12, "money", "VND", None), ("40 xã", "Xã", 40.0, "count", "xã", None)],
        [("91%", "Thu", 91.0, "percent", "%", None), ("12%", "Chi", 12.0, "percent", "%", None)],
        [("8.000 tỷ đồng", "Thu", 8e12, "money", "VND", None), ("3 tỷ đồng", "Chi", 3e9, "money", "VND", None)],
        [("8.000 tỷ đồng", "Thu", 8e12, "money", "VND", None), ("9.000 tỷ đồng", "Thu", 9e12, "money", "VND", None)],
        [("8.000 tỷ đồng", "Thu", 8e12, "money", "VND", None)],
    ],
    ids=["units differ", "shares of different wholes", "too small to be seen", "nothing tells them apart", "alone"],
)
def test_what_cannot_be_compared_is_not_drawn(told):
    assert drawn(brief(*told)) == []


def test_no_picture_has_more_than_a_reader_takes_in():
    one = brief(*((f"{n + 10}00 hộ", f"Hộ của xã {n}", 100.0 * (n + 10), "count", "hộ", None) for n in range(20)))
    ((*bars,),) = drawn(one)
    assert len(bars) == MOST


def test_the_page_draws_them_inline_and_escapes_their_words():
    one = brief(
        ("8.000 tỷ đồng", "Thu <b>năm nay</b> & các khoản khác nữa của tỉnh", 8e12, "money", "VND", "result"),
        ("6.000 tỷ đồng", "Thu năm trước", 6e12, "money", "VND", "result"),
    )
    (picture,) = re.findall(r"<svg.*?</svg>", render(one, "html"), re.DOTALL)
    root = ElementTree.fromstring(picture)
    widths = [float(rect.get("width")) for rect in root.iter("rect")]
    assert widths[1] == pytest.approx(0.75 * widths[0])
    titles = [title.text for title in root.iter("title")]
    assert titles[1] == "Thu năm trước: 6.000 tỷ đồng"
    assert "<b>" in titles[0]
    assert root.get("role") == "img"
    assert root.get("aria-label")
    assert "href" not in picture
    assert "style=" not in picture
