"""Keys typed ahead take effect in the order in which they were typed, wherever each of them leads."""

from __future__ import annotations

import asyncio

from textual.events import Key

from summarizer.tui import app
from summarizer.tui import protocol as p
from summarizer.tui.screens.dialog import Dialog
from tests.tui.conftest import press, settled


async def type_ahead(pilot, *keys: str) -> None:
    """All keys at once, none waiting for what the one before it does."""
    for key in keys:
        pilot.app.post_message(Key(key, key if len(key) == 1 else None))
    for _ in range(3):
        await settled(pilot)


async def test_a_key_after_a_change_of_pane_belongs_to_the_new_one(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "down", "desk.brief")
        await type_ahead(pilot, "3", "g", "j", "e")
        assert screen.editor.has_focus
        assert screen.desk.edits.now.index == 0


async def test_a_word_typed_after_the_search_key_is_searched_for(desk, folder):
    async with desk(folder) as (pilot, screen):
        await type_ahead(pilot, "slash", *"y-te", "enter", "2")
        assert screen.library.query == "y-te"
        assert screen.entry.name == "y-te.txt"
        assert screen.source_view.has_focus


async def test_a_note_is_typed_into_its_dialog(desk, folder):
    async with desk(folder) as (pilot, screen):
        await type_ahead(pilot, "e", *"goi", "enter", "down")
        assert screen.library.entries[0].note == "goi"
        assert not isinstance(pilot.app.screen, Dialog)
        assert screen.entry is screen.library.entries[1]


async def test_composed_letters_keep_their_place(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "down", "desk.brief", "desk.pane_source")
        # `đ` is `d`: to the first directive; then on to its sentence in the brief.
        await type_ahead(pilot, "đ", "1")
        assert screen.source_view.mark == ("directive", 0)
        assert screen.queue_view.has_focus


async def test_keys_go_on_where_one_hangs(desk, folder, monkeypatch):
    monkeypatch.setattr("summarizer.tui.keyboard.PATIENCE", 0.05)
    async with desk(folder) as (pilot, screen):
        monkeypatch.setattr("summarizer.tui.keyboard.Climb.on", lambda climb: None)
        await type_ahead(pilot, "down", "down")
        await pilot.pause(0.3)
        await settled(pilot)
        assert screen.entry is screen.library.entries[2]


async def test_no_key_is_held_up_by_a_dialog_that_went(desk, folder, monkeypatch):
    monkeypatch.setattr("summarizer.tui.keyboard.PATIENCE", 600)
    async with desk(folder) as (pilot, screen):
        for keys in (
            ("e", "x", "enter", "down"),
            ("colon", "m", "escape", "1"),
            ("slash", "n", "escape", "s", "escape"),
        ):
            await asyncio.wait_for(type_ahead(pilot, *keys), 120)
        await press(pilot, "desk.brief")
        await asyncio.wait_for(type_ahead(pilot, "3", "g", "e", "z", "enter", "u", "1"), 120)
        assert pilot.app.screen is screen
        assert screen.queue_view.has_focus


async def test_packing_gives_way_to_a_key_but_not_for_ever(desk, folder, monkeypatch):
    async with desk(folder) as (pilot, _screen):
        monkeypatch.setattr(type(pilot.app.keyboard), "busy", True)
        done = asyncio.Event()
        pilot.app.beside_keys(0.01, done.set)
        await asyncio.sleep(app.YIELD / 2)
        assert not done.is_set()
        await asyncio.wait_for(done.wait(), 10)


async def test_no_article_comes_between_a_key_and_what_is_seen_of_it(desk, folder, monkeypatch):
    monkeypatch.setattr("summarizer.tui.keyboard.DRAWN", 600)
    monkeypatch.setattr(app, "YIELD", 600)
    async with desk(folder) as (pilot, screen):
        taken, drawn = [], pilot.app.keyboard._drawn
        monkeypatch.setattr(screen.desk, "replied", taken.append)
        monkeypatch.setattr(pilot.app.keyboard, "_drawn", lambda: None)
        pilot.app.post_message(Key("down", None))
        while screen.entry is not screen.library.entries[1]:
            await asyncio.sleep(0.01)
        article, asked = p.LoadFailed(0, ""), p.CheckedText(0, ())
        pilot.app.inbox.put(article)
        pilot.app.inbox.put(asked)
        await asyncio.sleep(0.1)
        assert taken == [asked], "the key is through, but not on the screen"
        drawn()
        while len(taken) < 2:
            await asyncio.sleep(0.01)
        assert taken[1] is article


async def test_what_the_worker_answers_comes_in_while_a_key_hangs(desk, folder, monkeypatch):
    async with desk(folder) as (pilot, screen):
        monkeypatch.setattr(type(pilot.app.keyboard), "busy", True)
        taken = []
        monkeypatch.setattr(screen.desk, "replied", taken.append)
        for key in range(5):
            pilot.app.inbox.put(p.LoadFailed(key, ""))
        for _ in range(200):
            await asyncio.sleep(0.02)
            if len(taken) == 5:
                break
        assert [reply.key for reply in taken] == [0, 1, 2, 3, 4]
