"""Typing as Vietnamese input methods do it: backspaces and letters in one burst, decomposed letters, a word with Enter."""

from __future__ import annotations

import asyncio
import shlex

import pytest
from textual._xterm_parser import XTermParser
from textual.events import Event, Paste
from textual.widgets import Input

from summarizer.tui.intake import dropped
from summarizer.tui.screens.dialog import Choose, Dialog
from summarizer.tui.widgets.picklist import PickList
from tests.tui.conftest import Facts, make_article, notices, press, settled, shown_text


async def burst(pilot, characters):
    """What the terminal sends, all at once: nothing is handled between two keys."""
    for message in XTermParser().feed(characters):
        if isinstance(message, Event):
            pilot.app.post_message(message)
    await settled(pilot)


async def stream(pilot, characters, turns):
    """As a terminal reads them: one key after so many turns of the loop, whatever the one before it is doing."""
    for message in XTermParser().feed(characters):
        if isinstance(message, Event):
            pilot.app.post_message(message)
            for _ in range(turns):
                await asyncio.sleep(0)
    await settled(pilot)


TELEX = "Thu\x7fử nghiêm\x7f\x7fệm đươ\x7f\x7fượ\x7fợc"


async def test_an_input_method_that_takes_letters_back(desk, folder):
    async with desk(folder / "ngan-sach.txt") as (pilot, screen):
        await press(pilot, "desk.brief", "desk.pane_brief", "down", "down", "brief.edit")
        await burst(pilot, f" {TELEX}")
        assert screen.editor.words.endswith("so với cùng kỳ. Thử nghiệm được")
        await press(pilot, "edit.discard", "desk.pane_source", "source.search")
        await burst(pilot, "ngaa\x7f\x7fân sac\x7f\x7fách")
        assert screen.source_pane.search.query_text == "ngân sách"
        assert len(screen.source_view.hits) == 2  # title and first sentence
        await press(pilot, "escape", "desk.pane_queue", "queue.search")
        await burst(pilot, TELEX)
        assert screen.queue_pane.search.query_text == "Thử nghiệm được"


@pytest.mark.parametrize("turns", [1, 2, 3, 5])
async def test_letters_keep_their_places_however_they_come(desk, folder, turns):
    """A letter that comes just when the one before it is done must not overtake those that wait."""
    words = "đường phố Hà Nội đông nghịt người aaa bbb ccc"
    async with desk(folder / "ngan-sach.txt") as (pilot, screen):
        await press(pilot, "desk.brief", "desk.pane_brief", "down", "down", "brief.edit")
        await stream(pilot, f" {words}", turns)
        assert screen.editor.words.endswith(f" {words}")
        await stream(pilot, f" {TELEX}", turns)
        assert screen.editor.words.endswith(" Thử nghiệm được")


async def test_the_last_word_is_not_lost_to_enter(desk, folder):
    async with desk(folder / "ngan-sach.txt") as (pilot, screen):
        await press(pilot, "desk.brief", "desk.pane_brief", "down", "down", "brief.edit")
        await burst(pilot, " Thử nghiệm.\r")
        assert screen.desk.edits.now is None
        assert screen.entry.current().summary[0].text.endswith("Thử nghiệm.")
        await press(pilot, "desk.palette")
        await burst(pilot, "mẫu\x7f\x7fàu\r")
        assert pilot.app.screen.query_one(PickList).chosen.id == "tomtat-dark"
        await press(pilot, "escape")


@pytest.mark.parametrize("typed", ["giao thông", "giao tho\u0302ng"])
async def test_letters_and_marks_typed_apart_find_what_is_meant(desk, folder, worker, typed):
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
        await pilot.click(PickList, offset=(5, 1), times=2)
        await settled(pilot)
        assert pilot.app.screen is screen
        assert screen.desk.preferences.engine.name == "extractive"
        for command in ("desk.open", "desk.length", "desk.export", "queue.filter", "desk.help"):
            await press(pilot, "desk.pane_queue", command)
            if isinstance(pilot.app.screen, Dialog):
                for field in pilot.app.screen.query(Input):
                    field.value = str(folder / "y-te.txt")
                await burst(pilot, "\r\r\x1b")
                await burst(pilot, "\x1b")
        await press(pilot, "escape", "escape")
        assert pilot.app.screen is screen


async def test_a_pasted_article_joins_the_queue(desk):
    async with desk() as (pilot, screen):
        assert "Dán cả bài vào đây" in shown_text(pilot)
        pilot.app.post_message(Paste("xin chào"))
        await settled(pilot)
        assert screen.library.entries == []
        assert any("quá ngắn" in words for words in notices(pilot))
        text = "Đầu đề\r\r" + "Hội nghị\x1b[2J bàn về ngân sách năm nay. " * 5
        pilot.app.post_message(Paste(text))
        await settled(pilot)
        assert screen.entry.piped.decode().splitlines()[:2] == ["Đầu đề", ""]
        assert "\x1b" not in screen.entry.piped.decode()
        # In a field it is one line.
        await press(pilot, "queue.search")
        pilot.app.post_message(Paste(text))
        await settled(pilot)
        assert screen.queue_pane.search.query_text.startswith("Đầu đề Hội nghị")
        assert len(screen.library.entries) == 1


async def test_a_paste_keeps_the_blanks_at_its_ends_in_a_sentence(desk, folder):
    async with desk(folder / "ngan-sach.txt") as (pilot, screen):
        await press(pilot, "desk.brief", "desk.pane_brief", "down", "down", "brief.edit")
        for pasted in (" đường\x1b phố ", "\nHà\r\nNội\r\n"):
            pilot.app.post_message(Paste(pasted))
            await settled(pilot)
        assert screen.editor.text.endswith("so với cùng kỳ. đường phố Hà Nội")


async def test_a_file_dragged_onto_the_window_is_opened(desk, folder):
    quoted = folder / "bài 'mới'.txt"
    quoted.write_text("x")
    async with desk() as (pilot, screen):
        for pasted in (f"{folder / 'y-te.txt'} ", shlex.quote(str(quoted)), f"file://{folder}/giao-thong.txt"):
            pilot.app.post_message(Paste(pasted))
            await settled(pilot)
        assert [entry.name for entry in screen.library.entries] == ["y-te.txt", quoted.name, "giao-thong.txt"]


@pytest.mark.parametrize(
    ("pasted", "names"),
    [
        ("https://vidu.vn/a http://vidu.vn/b", ["https://vidu.vn/a", "http://vidu.vn/b"]),
        ("xem https://vidu.vn/a", []),
        ("/khong/co.txt", []),
        ("it's", []),
        ("", []),
        ("/tmp\n/tmp", ["/tmp", "/tmp"]),
        ("ftp://vidu.vn/a", []),
        ("/" + "x" * 9000, []),
    ],
)
def test_what_is_dropped(pasted, names):
    assert dropped(pasted) == names


async def test_ctrl_c_copies_what_is_selected_in_a_field(desk, folder, monkeypatch):
    copied = []
    async with desk(folder) as (pilot, _):
        monkeypatch.setattr(pilot.app, "copy_to_clipboard", copied.append)
        await press(pilot, "queue.search", *"tin", "shift+home", "ctrl+c")
        assert copied == ["tin"]
        await press(pilot, "end", "ctrl+c")
        assert copied == ["tin"]
        assert any("Nhấn q để thoát" in words for words in notices(pilot))


async def test_a_queue_that_a_search_empties_says_so(desk, folder):
    async with desk(folder) as (pilot, _):
        await press(pilot, "queue.search", *"zzz")
        assert "Không có bài nào khớp" in shown_text(pilot)
        assert "Chưa có bài nào" not in shown_text(pilot)


async def test_what_was_chosen_in_an_article_left_behind_comes_too_late(desk, folder, worker):
    worker.articles["y-te.txt"] = (make_article([("title", ["Một câu"])]), Facts())
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief", "desk.pane_source")
        for command in ("source.previous_figure", "source.next_sentence"):
            await screen.source_view.run_action(command.removeprefix("source."))
            screen.desk.show(screen.library.entries[2])
            await settled(pilot)
            assert screen.entry.name == "y-te.txt"
            screen.desk.show(screen.library.entries[0])
            await settled(pilot)
