"""Drafts, undo and redo."""

from __future__ import annotations

from summarizer.brief.model import BriefSentence
from summarizer.tui.edits import DEPTH, Draft, History
from tests.tui.conftest import make_article, make_brief, make_facts


def draft(*texts: str) -> Draft:
    return Draft(BriefSentence("đầu đề"), tuple(BriefSentence(text) for text in texts))


def texts(one: Draft) -> list[str]:
    return [sentence.text for sentence in one.summary]


def test_drafts_change_by_copy():
    one = draft("a", "b", "c")
    assert texts(one.with_sentence(1)) == ["a", "c"]
    assert texts(one.with_sentence(1, BriefSentence("x"), BriefSentence("y"))) == ["a", "x", "y", "c"]
    assert texts(one.inserted(3, BriefSentence("d"))) == ["a", "b", "c", "d"]
    assert texts(one.moved(0, 2)) == ["b", "c", "a"]
    assert one.moved(0, 3) is one
    assert one.moved(-1, 0) is one
    assert one.with_sentence(-1).headline is None
    assert one.with_sentence(-1, BriefSentence("z")).headline.text == "z"
    assert texts(one) == ["a", "b", "c"]


def test_history():
    article = make_article()
    history = History.of(make_brief(article, make_facts(article)))
    first = history.current
    assert not history.edited
    assert not history.undo()
    assert not history.redo()
    second = first.with_sentence(0)
    history.push(second)
    history.push(second)
    assert history.edited
    assert history.can_undo
    third = second.with_sentence(0)
    history.push(third)
    assert history.undo()
    assert history.current is second
    assert history.redo()
    assert history.current is third
    history.undo()
    history.push(first)
    assert not history.redo()
    assert not history.edited


def test_undo_is_bounded():
    history = History(draft("0"), draft("0"))
    for number in range(DEPTH + 50):
        history.push(draft(str(number + 1)))
    steps = 0
    while history.undo():
        steps += 1
    assert steps == DEPTH
