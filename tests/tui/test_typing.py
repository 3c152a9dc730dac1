"""Typing as Vietnamese input methods do it: backspaces and letters in one burst, decomposed letters, a word with Enter."""

from __future__ import annotations

import pytest
from textual._xterm_parser import XTermParser
from textual.events import Event
from textual.widgets import Input

from summarizer.tui.screens.dialog import Choose, Dialog
from summarizer.tui.widgets.picklist import PickList
from tests.tui.conftest import press, settled


async def burst(pilot, characters):
    """What the terminal sends, all at once: nothing is handled between two keys."""
    for message in XTermParser().feed(characters):
        if isinstance(message, Event):
            pilot.app.post_message(message)
    await settled(pilot)


TELEX = "Thu\x7fử nghiêm\x7f\x7fệm đươ\x7f\x7fượ\x7fợc"


async def test_an_input_method_that_takes_letters_back(desk, folder):
    async with desk(folder / "ngan-sach.txt") as (pilot, screen):
        await press(pilot, "desk.brief", "desk.pane_brief", "down", "down", "brief.edit")
        await burst(pilot, f" {TELEX}")
        assert screen.editor.words.endswith("so với cùng kỳ. Thử nghiệm được")
        await press(pilot, "edit.discard", "desk.pane_source", "source.search")
        await burst(pilot, "ngaa\x7f\x7fân sac\x7f\x7fách")
        assert screen.source_search.query_text == "ngân sách"
        assert len(screen.source_view.hits) == 2  # title and first sentence
        await press(pilot, "escape", "desk.pane_queue", "queue.search")
        await burst(pilot, TELEX)
        assert screen.queue_search.query_text == "Thử nghiệm được"


async def test_the_last_word_is_not_lost_to_enter(desk, folder):
    async with desk(folder / "ngan-sach.txt") as (pilot, screen):
        await press(pilot, "desk.brief", "desk.pane_brief", "down", "down", "brief.edit")
        await burst(pilot, " Thử nghiệm.\r")
        assert screen.editing is None
        assert screen.entry.current().summary[0].text.endswith("Thử nghiệm.")
        await press(pilot, "desk.palette")
        await burst(pilot, "mẫu\x7f\x7fàu\r")
        assert pilot.app.screen.query_one(PickList).chosen.id == "tomtat-dark"
        await press(pilot, "escape")


@pytest.mark.parametrize("typed", ["giao thông", "giao tho\u0302ng"])
async def test_letters_and_marks_typed_apart_find_what_is_meant(desk, folder, worker, typed):
    from tests.tui.conftest import Facts, make_article

    worker.articles["y-te.txt"] = (make_article([("title", ["Tai nạn giao thông giảm"])]), Facts())
    async with desk(folder) as (pilot, screen):
        await press(pilot, "queue.search")
        await burst(pilot, typed)
        assert [entry.name for entry in screen.library.view()] == ["giao-thong.txt", "y-te.txt"]
        await press(pilot, "escape", "desk.palette")
        await burst(pilot, "mu\u0323c lu\u0323c")
        assert pilot.app.screen.query_one(PickList).chosen.id == "source.outline"


async def test_answering_a_dialog_twice_answers_once(desk, folder):
    """A double click, or a key that bounces."""
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.engine")
        assert isinstance(pilot.app.screen, Choose)
        await pilot.click(PickList, offset=(5, 2), times=2)
        await settled(pilot)
        assert pilot.app.screen is screen
        assert screen.preferences.engine.name == "extractive"
        for command in ("desk.open", "desk.length", "desk.export", "queue.filter", "desk.help"):
            await press(pilot, "desk.pane_queue", command)
            if isinstance(pilot.app.screen, Dialog):
                for field in pilot.app.screen.query(Input):
                    field.value = str(folder / "y-te.txt")
                await burst(pilot, "\r\r\x1b")
                await burst(pilot, "\x1b")
        await press(pilot, "escape", "escape")
        assert pilot.app.screen is screen
