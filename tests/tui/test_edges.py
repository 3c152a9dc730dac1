"""The desk's edges: clipboard tools, terminal, words, names of sources, watched folders, keymap of Textual."""

from __future__ import annotations

import asyncio
import os
import pty
import threading
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from summarizer import locale
from summarizer.document.model import Span
from summarizer.facts.model import DateRange, Figure
from summarizer.tui import clipboard, terminal
from summarizer.tui.bindings import textual_keymap
from summarizer.tui.body import Body
from summarizer.tui.commands import keymap
from summarizer.tui.entry import Entry, State
from summarizer.tui.intake import IntakeError, expand, is_article
from summarizer.tui.library import Library
from summarizer.tui.notice import Notice
from summarizer.tui.watch import watch
from summarizer.tui.words import day, figure_card, file_name, number, place, value_words
from tests.tui.conftest import make_article, make_brief, make_facts, notices, press, settled, shown_text


async def test_why_nothing_is_kept_stays_to_be_read(desk, folder, tmp_path):
    store = tmp_path / "store.db"
    store.write_bytes(b"not a store" * 200)
    async with desk(store=store) as (pilot, screen):
        pilot.app.clear_notifications()
        await settled(pilot)
        words = " ".join(shown_text(pilot).replace("▏", " ").split())
        assert "không phải kho của tomtat" in words
        assert "còn nguyên" not in words
        assert f"⚠ chưa lưu được · {store}" in words
        store.unlink()
        screen.desk.memory.touch_layout()
        await settled(pilot)
        await pilot.pause(0.4)
        await settled(pilot)
        words = shown_text(pilot)
        assert "lần sau mọi thứ còn nguyên" in words
        assert "⚠" not in words


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (39_740_000_000_000, "39.740.000.000.000", "39,740,000,000,000"),
        (99.4, "99,4", "99.4"),
        (0.5, "0,5", "0.5"),
        (1234.5, "1.234,5", "1,234.5"),
        (7, "7", "7"),
        (3.0, "3", "3"),
        (1e15, "1.000.000.000.000.000", "1,000,000,000,000,000"),
    ],
)
def test_numbers(value, vi, en):
    assert number(value) == vi
    locale.use("en")
    assert number(value) == en


def test_values_dates_places():
    assert value_words(12.5, "%") == "12,5%"
    assert value_words((15, 18), None) == "15 / 18"
    assert value_words((5, 7), "km") == "5 - 7 km"
    assert value_words("quý III", None) == "quý III"
    assert day(date(2025, 9, 2)) == "02/09/2025"
    locale.use("en")
    assert day(date(2025, 9, 2)) == "2025-09-02"
    assert place(Entry(1, "https://vidu.vn/a/b")) == "vidu.vn"
    assert place(Entry(1, "/x/y/bai.txt")) == "bai.txt"
    assert place(Entry(1, "-")) == "stdin"
    assert file_name(Entry(1, "/x/y/bài 1.txt")) == "bài 1"
    assert file_name(Entry(1, "-", body=Body(make_article()))) == "ham-giang-thu-ngan-sach-vuot-ke-hoach"
    assert file_name(Entry(1, "-", body=Body(make_article([("title", ["…"])])))) == "tin"


def test_cards_of_open_periods_and_modifiers():
    article = make_article()
    figure = Figure(Span(0, 4), "period", "đến năm 2030", modifier="approx", date=DateRange(None, date(2030, 12, 31)))
    words = dict(figure_card(article, figure))
    assert words["Ngày"] == "… - 31/12/2030"
    assert words["Giá trị"] == "khoảng"


def test_what_is_copied():
    article = make_article()
    brief = make_brief(article, make_facts(article))
    assert clipboard.brief_words(brief).splitlines()[0] == article.title_text
    words = clipboard.brief_with_sources(brief)
    assert words.count("«") == 3
    assert words.rstrip().endswith("(ngan-sach.txt)")


def test_a_name_that_is_no_text_can_be_copied():
    article = replace(make_article(), origin=os.fsdecode(b"/b\xe1o c\xe1o.txt"))
    words = clipboard.brief_with_sources(make_brief(article, make_facts(article)))
    assert words.encode("utf-8").rstrip().endswith(b"(/b?o c?o.txt)")


def test_native_tools(monkeypatch, tmp_path):
    monkeypatch.setattr("sys.platform", "linux")
    for variable in ("WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(variable, raising=False)
    assert clipboard.native_tool() is None
    assert not clipboard.copy_natively("x")
    tool = tmp_path / "xclip"
    tool.write_text(f"#!/bin/sh\ncat > {tmp_path}/copied\n")
    tool.chmod(0o755)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert clipboard.copy_natively("chép – tỷ")
    assert (tmp_path / "copied").read_text(encoding="utf-8") == "chép – tỷ"
    tool.write_text("#!/bin/sh\nexit 1\n")
    assert not clipboard.copy_natively("x")
    tool.write_text("not a program")
    assert not clipboard.copy_natively("x")
    monkeypatch.setattr("sys.platform", "darwin")
    assert clipboard.native_tool() == ("pbcopy",)
    monkeypatch.setattr("sys.platform", "win32")
    assert clipboard.native_tool() == ("clip",)


@pytest.mark.parametrize(
    ("answer", "dark"),
    [
        (b"\x1b]11;rgb:1515/1818/1d1d\x1b\\\x1b[?62c", True),
        (b"\x1b]11;rgb:fdfd/f6f6/e3e3\x07\x1b[?1;2c", False),
        (b"\x1b]11;rgb:ff/ff/ff\x1b\\\x1b[?62c", False),
        (b"\x1b[?62c", None),
        (b"", None),
    ],
)
def test_the_terminal_is_asked_for_its_background(monkeypatch, answer, dark):
    master, slave = pty.openpty()
    monkeypatch.setattr(terminal, "_open_terminal", lambda flags: os.dup(slave))
    monkeypatch.delenv("COLORFGBG", raising=False)

    def reply() -> None:
        asked = b""
        while b"\x1b[c" not in asked:
            asked += os.read(master, 100)
        if answer:
            os.write(master, answer)

    thread = threading.Thread(target=reply, daemon=True)
    thread.start()
    before = time.monotonic()
    assert terminal.is_dark(wait=0.2 if not answer else 3.0) is (True if dark is None else dark)
    assert time.monotonic() - before < 2.0
    thread.join(2)
    os.close(master)
    os.close(slave)


def test_without_a_terminal_the_environment_is_believed(monkeypatch):
    def nothing(flags):
        raise OSError(6, "No such device or address")

    monkeypatch.setattr(terminal, "_open_terminal", nothing)
    monkeypatch.setenv("COLORFGBG", "0;15")
    assert not terminal.is_dark()
    monkeypatch.setenv("COLORFGBG", "15;0")
    assert terminal.is_dark()
    monkeypatch.delenv("COLORFGBG")
    assert terminal.is_dark()
    monkeypatch.setattr("sys.__stdin__", open(os.devnull))  # noqa: SIM115, PTH123
    assert not terminal.keyboard_from_terminal()
    assert not terminal.can_draw()


def test_sources(tmp_path):
    (tmp_path / "a").mkdir()
    for name in ("a/hai.txt", "mot.MD", "README.md", ".an.txt", "~$x.docx", "anh.exe", "a/ba.pdf"):
        (tmp_path / name).write_text("x")
    assert [Path(one).name for one in expand(str(tmp_path), max_bytes=1_000)] == ["mot.MD", "ba.pdf", "hai.txt"]
    assert list(expand("https://vidu.vn/x", max_bytes=1_000)) == ["https://vidu.vn/x"]
    assert list(expand(str(tmp_path / "anh.exe"), max_bytes=1_000)) == [str(tmp_path / "anh.exe")]
    assert not is_article("x.exe")
    with pytest.raises(IntakeError, match="không có tệp hay thư mục này"):
        list(expand(str(tmp_path / "khong"), max_bytes=1_000))


def test_the_library_never_doubles_a_source():
    library = Library()
    first = library.add("/a.txt")
    assert library.add("/a.txt") is None
    assert library.by_source("/a.txt") is first
    assert library.by_key(99) is None
    assert library.add("-", piped=b"x") is not library.add("-", piped=b"x")
    first.error = "hỏng"
    first.settle()
    assert first.state is State.FAILED
    library.filter = "failed"
    assert library.view() == [first]


def test_only_changed_keys_reach_textual():
    assert textual_keymap(keymap()) == {}
    assert textual_keymap(keymap({"desk.theme": "", "desk.open": "f7 f8"})) == {
        "desk.theme": "<none>",
        "desk.open": "f7,f8",
    }


async def test_a_watched_folder_tells_of_whole_files(tmp_path):
    seen: list[str] = []
    watching = asyncio.create_task(watch([tmp_path], lambda paths: seen.extend(path.name for path in paths)))
    end, written = time.monotonic() + 60, -9.0
    while "moi.txt" not in seen and time.monotonic() < end:
        # Nothing says when the watching has begun: what was written before is written again.
        if time.monotonic() - written > 3:
            (tmp_path / "anh.exe").write_text("x")
            (tmp_path / "rong.txt").write_text("")
            (tmp_path / "moi.txt").write_text("Một bài mới.", encoding="utf-8")
            written = time.monotonic()
        await asyncio.sleep(0.05)
    watching.cancel()
    assert set(seen) == {"moi.txt"}


async def test_new_files_join_the_queue(desk, folder, worker):
    from summarizer.tui.messages import FilesAppeared

    async with desk(folders=[folder]) as (pilot, screen):
        assert len(screen.library.entries) == 3
        current = screen.entry
        (folder / "moi.txt").write_text("x")
        screen.post_message(FilesAppeared([folder / "moi.txt", folder / "y-te.txt"]))
        await settled(pilot)
        assert [entry.name for entry in screen.library.entries][-1] == "moi.txt"
        assert screen.entry is current
        assert any("1 bài mới: moi.txt" in words for words in notices(pilot))
        await press(pilot, "end")
        assert screen.entry.name == "moi.txt"


async def test_an_empty_watched_folder_is_no_error(desk, tmp_path):
    async with desk(folders=[tmp_path]) as (pilot, _):
        assert notices(pilot) == [f"Đang theo dõi {tmp_path.name}: bài thả vào đó tự vào hàng đợi."]


def test_a_notice_has_time_left_until_it_is_taken_down():
    # Textual starts a timer with what is left; with less than nothing that never comes to an end.
    late = Notice("Đã lưu", timeout=-1.0)
    assert late.has_expired
    assert late.time_left > 0
    assert not Notice("Đã lưu").has_expired
