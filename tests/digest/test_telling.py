"""Clauses with key figures beside a story: those that stand alone, and say what its brief does not."""

from __future__ import annotations

import pytest

from summarizer.brief.directives import DirectiveBlock, DirectiveRow
from summarizer.brief.left_out import left_out
from summarizer.brief.model import Brief, EngineInfo
from summarizer.brief.table import figure_rows
from summarizer.digest.telling import rows, said
from summarizer.document import Span, from_text
from summarizer.facts.model import Facts, Figure


def told(sentence: str, words: str, value: float, *beside: str) -> list[str]:
    """The rows of an article of one sentence with one key count, beside what a story says."""
    article = from_text(f"Tin trong ngày\n\n{sentence}")
    at = article.text.index(words)
    figure = Figure(Span(at, at + len(words)), "count", value, words.split()[-1], key=True, salience=0.5, label="x")
    facts = Facts((figure,), marked=True)
    brief = Brief(article, facts, EngineInfo("extractive", None, "1", True), None, (), left_out(article, facts, ()))
    return [row.indicator for row in rows(figure_rows(brief), brief, beside)]


def test_a_clause_that_says_who_did_what_is_shown() -> None:
    sentence = "Bến phà An Lạc đã chở 900 khách trong ngày đầu năm."
    assert told(sentence, "900 khách", 900) == [sentence.removesuffix(".")]


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("Bến phà này đã chở 900 khách trong ngày đầu năm.", "900 khách", 900),  # which?
        ("Đội thuyền của họ đã chở 900 khách trong ngày đầu năm.", "900 khách", 900),
        ("Hôm qua làng bầu ông giữ việc trông 40 thuyền ở bến.", "40 thuyền", 40),
        ("Trong năm ông 20 lần chở khách của 40 thuyền qua bến An Lạc.", "40 thuyền", 40),  # who?
        ("Bến phà An Lạc mở thêm 3 làn trong ngày đầu năm.", "3 làn", 3),  # a handful
        ("Bến phà đã chở 900 khách.", "900 khách", 900),  # short
        ("Bến phà An Lạc là một trong 40 bến lớn nhất cả nước.", "40 bến", 40),  # a rank
    ],
)
def test_what_cannot_be_read_alone_is_not(sentence: str, words: str, value: float) -> None:
    assert told(sentence, words, value) == []


def test_the_harmed_are_told_though_they_are_few() -> None:
    assert told("Vụ lật thuyền ở bến An Lạc làm 3 người chết trong đêm.", "3 người", 3)


def test_what_the_story_says_is_not_said_again() -> None:
    sentence = "Bến phà An Lạc đã chở 900 khách trong ngày đầu năm."
    assert told(sentence, "900 khách", 900, "Trong ngày đầu năm bến phà An Lạc đã chở 900 khách sang sông.") == []


def test_what_a_task_beside_it_says_is_not_said_again() -> None:
    sentence = "Sở Giao thông An Lạc kiến nghị tỉnh cho phép thêm 40 thuyền ở bến phà."
    task = DirectiveRow("cho phép thêm 40 thuyền ở bến phà, đến hết năm", False, "", Span(0, 1), 0, False)
    block = DirectiveBlock("Sở Giao thông An Lạc kiến nghị tỉnh", "Sở Giao thông An Lạc", "tỉnh", (task,))
    assert told(sentence, "40 thuyền", 40) != []
    assert told(sentence, "40 thuyền", 40, *said("Bến phà An Lạc", (), [block])) == []
