"""An edit meets something else: another article, a new brief, a change in the middle, the end. Nothing typed is lost."""

from __future__ import annotations

import pytest

from summarizer.store import open_store, works
from summarizer.tui.entry import State
from summarizer.tui.messages import FilesAppeared
from tests.tui.conftest import notices, press, settled, shown_text


@pytest.fixture(autouse=True)
def no_check_by_itself(monkeypatch):
    """What was typed is checked when a test says so, not after a moment that a busy machine stretches."""
    monkeypatch.setattr("summarizer.tui.panes.brief.PAUSE", 600)


TYPED = " Số nợ là 9 tỷ đồng."


async def begin(pilot, screen, typed=TYPED):
    """Brief, choose the first sentence, type at its end; nothing is checked yet."""
    await press(pilot, "desk.brief", "desk.pane_brief", "home", "down", "brief.edit")
    screen.editor.insert(typed)


def first(entry):
    return entry.current().summary[0].text


@pytest.mark.parametrize("keys", [["ctrl+down"], ["f5"], ["ctrl+p", *"kèm", "enter"]], ids=["next", "brief", "copy"])
async def test_what_was_typed_is_kept(desk, folder, keys):
    async with desk(folder) as (pilot, screen):
        entry = screen.entry
        await begin(pilot, screen)
        await press(pilot, *keys)
        assert screen.desk.edits.now is None
        assert not screen.editor.display
        if keys == ["f5"]:
            await press(pilot, "desk.undo")
        assert first(entry).endswith(TYPED)


async def test_a_click_in_the_source_leaves_the_editor_open(desk, folder):
    async with desk(folder) as (pilot, screen):
        await begin(pilot, screen)
        await pilot.click("#source", offset=(12, 3))
        await settled(pilot)
        assert screen.editor.display
        assert screen.scope == "source"
        await press(pilot, "desk.pane_brief")
        assert screen.editor.has_focus
        await press(pilot, "edit.save")
        assert first(screen.entry).endswith(TYPED)


@pytest.mark.parametrize("command", ["brief.remove", "brief.move_up", "brief.edit", "brief.new_sentence", "desk.undo"])
async def test_another_change_keeps_it_first(desk, folder, command):
    async with desk(folder) as (pilot, screen):
        await begin(pilot, screen)
        before = [sentence.text for sentence in screen.entry.current().summary]
        item = screen.brief_view.item("s1")
        await pilot.click("#brief", offset=(8, item.first))
        assert screen.brief_view.chosen.id == "s1"
        await press(pilot, command)
        now = [sentence.text for sentence in screen.entry.current().summary if sentence.text]
        changed = before[0] + TYPED
        expected = {
            "brief.remove": [changed, before[2]],
            "brief.move_up": [before[1], changed, before[2]],
            "brief.edit": [changed, *before[1:]],
            "brief.new_sentence": [changed, *before[1:]],
            "desk.undo": before,
        }
        assert now == expected[command]
        if command == "brief.edit":
            assert screen.editor.words == before[1]
        await press(pilot, "escape")


async def test_no_edit_while_a_new_brief_is_written(desk, folder, worker):
    """Its sentences are about to be others."""
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief")
        before = screen.entry.current()
        worker.held = True
        await press(pilot, "desk.brief", "desk.pane_brief", "home", "down")
        for command in ("brief.edit", "brief.new_sentence", "brief.remove", "brief.move_down", "desk.undo"):
            await press(pilot, command)
            assert screen.desk.edits.now is None
        assert screen.entry.current() == before
        assert any("Đang tóm tắt bài này" in words for words in notices(pilot))
        await press(pilot, "desk.cancel", "brief.edit")
        assert screen.editor.display
        await press(pilot, "escape")


async def test_a_file_that_changes_under_an_edit(desk, folder, worker):
    async with desk(folder) as (pilot, screen):
        entry = screen.entry
        await begin(pilot, screen)
        loads = len(worker.requests)
        screen.post_message(FilesAppeared([folder / entry.name]))
        await settled(pilot)
        assert first(entry).endswith(TYPED)
        assert entry.state is State.WARNED
        assert not [one for one in worker.requests[loads:] if type(one).__name__ == "Load"]
        assert any(f"{entry.name} đã thay đổi" in words for words in notices(pilot))


async def test_quitting_in_the_middle_of_a_word(desk, folder, tmp_path):
    """What was left unchecked is checked as soon as there is somebody to do it."""
    store = tmp_path / "store.db"
    async with desk(folder, store=store) as (pilot, screen):
        await begin(pilot, screen)
        await press(pilot, "ctrl+q")
    async with desk(store=store) as (_, screen):
        sentence = screen.entry.current().summary[0]
        assert sentence.text.endswith(TYPED)
        assert sentence.reasons == ("không thấy trong nguồn",)


async def test_a_sentence_being_written_is_not_in_the_brief_that_is_kept(desk, folder, tmp_path):
    store = tmp_path / "store.db"
    async with desk(folder, store=store) as (pilot, screen):
        await press(pilot, "desk.brief", "desk.pane_brief", "home", "down", "brief.new_sentence")
        screen.desk.memory.save()
        await settled(pilot)
        id = screen.entry.article.id
        with open_store(store) as kept:
            assert all(sentence.text for sentence in works.recall(kept.db, id).summary)
        await press(pilot, "escape")


async def test_the_verdict_is_on_the_words_there_are(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief", "desk.pane_brief", "home", "down", "brief.edit")
        assert "✓ có trong nguồn" in shown_text(pilot)
        await press(pilot, "9")
        assert "đang kiểm tra" in shown_text(pilot)
        assert "✎ 1" in shown_text(pilot)
        screen.desk.edits.check(screen.editor.words)
        await settled(pilot)
        assert "⚠ không thấy trong nguồn" in shown_text(pilot)
        await press(pilot, "escape")


def drawn_editor(pilot, screen):
    """The rows of the screen that the editor lies over, and the verdict under them."""
    rows = shown_text(pilot).split("\n")
    region = screen.editor.region
    lines = [row[region.x : region.right].rstrip() for row in rows[region.y : region.bottom + 1]]
    return " ".join(lines[:-1]).split(), lines[-1]


async def test_the_editor_shows_the_whole_sentence_at_any_size(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief", "desk.pane_brief", "home", "down", "brief.edit")
        for size in ((140, 40), (100, 30), (80, 24), (60, 20), (160, 48)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            words, verdict = drawn_editor(pilot, screen)
            assert words == screen.editor.words.split(), size
            assert verdict == "✓ có trong nguồn", size
            item = screen.brief_view.item("s0")
            row = screen.editor.region.y - screen.brief_view.region.y + screen.brief_view.scroll_offset.y
            assert row == item.first, size
        await press(pilot, "escape")
