"""Text and brief of an article, packed while nobody looks at them."""

from __future__ import annotations

import pytest

from summarizer.tui.body import BOOK, Body
from summarizer.tui.edits import History
from summarizer.tui.entry import Entry, State
from tests.tui.conftest import make_article, make_brief, make_facts, press, settled


def briefed() -> Entry:
    article = make_article()
    facts = make_facts(article)
    brief = make_brief(article, facts)
    entry = Entry(1, "ngan-sach.txt", body=Body(article, facts, brief, History.of(brief)))
    entry.settle()
    return entry


LISTED = ("id", "title", "words", "loaded", "briefed", "parked", "warnings", "unsure", "edited", "findable", "state")


def test_what_a_list_shows_is_known_of_a_packed_article_without_opening_it():
    entry, same = briefed(), briefed()
    entry.pack()
    assert not entry.open
    entry.settle()
    assert [getattr(entry, name) for name in LISTED] == [getattr(same, name) for name in LISTED]
    assert not entry.open


def test_a_packed_article_comes_back_as_it_was():
    entry, same = briefed(), briefed()
    entry.pack()
    assert entry.article == same.article
    assert entry.open
    assert (entry.facts, entry.brief, entry.history) == (same.facts, same.brief, same.history)
    assert entry.brief.article is entry.article


def test_whoever_needs_a_text_once_leaves_it_packed():
    entry = briefed()
    entry.pack()
    article, facts = entry.text()
    assert (article, facts) == (make_article(), make_facts(make_article()))
    assert not entry.open
    with pytest.raises(LookupError):
        Entry(2, "trống.txt").text()


def test_a_book_stays_as_it_is():
    entry = Entry(1, "dai.txt", body=Body(make_article([("body", ["Một câu. " * (BOOK // 8)])])))
    entry.pack()
    assert entry.body.article is not None


async def test_what_nobody_reads_is_packed_and_opened_where_somebody_does(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief_all")
        read, *others = screen.library.entries
        assert screen.entry is read
        while screen.desk.tidy():
            pass
        assert read.open
        assert not any(entry.open for entry in others)
        assert [entry.state for entry in others] == [State.WARNED, State.WARNED]
        await press(pilot, "down")
        assert screen.entry is others[0]
        assert others[0].open
        assert others[0].article.text in screen.source_view.page.article.text
        await settled(pilot)


async def test_briefs_are_made_of_packed_texts_too(desk, folder):
    async with desk(folder) as (pilot, screen):
        while screen.desk.tidy():
            pass
        await press(pilot, "desk.brief_all")
        assert all(entry.briefed for entry in screen.library.entries)
        assert all(entry.brief.article.text == entry.article.text for entry in screen.library.entries)
