"""Commands that hold in every pane."""

from __future__ import annotations

import time

import pytest

from summarizer.brief.model import BriefSentence, Progress
from summarizer.tui import protocol as p
from summarizer.tui.entry import State
from summarizer.tui.preferences import LENGTHS, Preferences
from summarizer.tui.screens import open as open_screen
from summarizer.tui.screens.dialog import Ask, Choose
from summarizer.tui.screens.help import HelpScreen
from summarizer.tui.screens.open import OpenDialog
from tests.tui.conftest import covers, press, said, settled, shown_text


@covers("desk.open")
async def test_open_a_file_a_folder_and_nothing(desk, folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    async with desk() as (pilot, screen):
        assert "Nhấn o để mở" in shown_text(pilot)
        await press(pilot, "desk.open")
        assert isinstance(pilot.app.screen, OpenDialog)
        assert "bai/" in shown_text(pilot)
        await press(pilot, *"bai", "tab")
        assert "Mở cả thư mục này (3 bài" in shown_text(pilot)
        await press(pilot, *"y-te", "enter")
        assert [entry.name for entry in screen.library.entries] == ["y-te.txt"]
        await press(pilot, "desk.open", "enter")
        assert len(screen.library.entries) == 3
        await press(pilot, "desk.open", "escape")
        assert pilot.app.screen is screen
        await press(pilot, "desk.open", "down", "enter")
        assert str(folder.parent) in pilot.app.screen.query_one("Input").value
        await press(pilot, *"khong-co", "enter")
        assert "không có bài nào ở đây" in shown_text(pilot)


async def test_enter_means_the_line_as_typed_though_its_folder_is_still_being_read(desk, folder, monkeypatch):
    monkeypatch.chdir(folder)
    read = open_screen._list

    def slowly(place):
        time.sleep(0.3)
        return read(place)

    async with desk() as (pilot, screen):
        await press(pilot, "desk.open")
        monkeypatch.setattr(open_screen, "_list", slowly)
        await pilot.press(*"ngan", "enter")
        await settled(pilot)
        assert [entry.name for entry in screen.library.entries] == ["ngan-sach.txt"]


@covers("desk.open_url")
async def test_open_an_address(desk, folder):
    async with desk() as (pilot, screen):
        await press(pilot, "desk.open_url", *"vidu.vn/tin", "enter")
        assert [entry.source for entry in screen.library.entries] == ["https://vidu.vn/tin"]
        assert screen.library.entries[0].name == "vidu.vn/tin"


async def test_what_is_not_there_is_said_in_words(desk, tmp_path):
    (tmp_path / "trong").mkdir()
    async with desk(tmp_path / "khong-co.txt", tmp_path / "trong") as (pilot, screen):
        assert said(pilot, "khong-co.txt: không có tệp hay thư mục này")
        assert said(pilot, "thư mục không có bài nào")
        assert screen.library.entries == []


@covers("desk.brief", "desk.brief_all")
async def test_brief_one_and_all(desk, folder, worker):
    async with desk() as (pilot, screen):
        await press(pilot, "desk.brief", "desk.brief_all")
        assert said(pilot, "Chưa có bài nào đang mở")
        screen.take_in([str(folder)])
        await settled(pilot)
        await press(pilot, "desk.brief")
        assert [entry.state for entry in screen.library.entries] == [State.WARNED, State.WAITING, State.WAITING]
        worker.held = True
        await press(pilot, "desk.brief_all")
        assert said(pilot, "Tóm tắt 2 bài")
        assert screen.desk.inference.busy == 2
        assert "2 bài đang làm" in shown_text(pilot)
        worker.finish(worker.waiting[0])
        worker.finish(worker.waiting[0])
        await settled(pilot)
        assert all(entry.state is State.WARNED for entry in screen.library.entries)
        await press(pilot, "desk.brief_all")
        assert said(pilot, "Không còn bài nào chờ")


async def test_what_is_still_loading_is_briefed_once_it_is_there(desk, folder, worker):
    held: list[p.Request] = []
    load = worker._load
    worker._load = held.append
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief", "desk.brief_all")
        assert said(pilot, "Tóm tắt 3 bài")
        worker._load = load
        while held:
            load(held.pop(0))
            await settled(pilot)
        assert all(entry.state is State.WARNED for entry in screen.library.entries)


async def test_a_brief_streams_into_its_pane(desk, folder, worker):
    worker.held = True
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief")
        assert screen.entry.state is State.QUEUED
        (request,) = worker.waiting
        worker.progress(request, Progress("reading"))
        await settled(pilot)
        assert "đang đọc" in shown_text(pilot)
        worker.progress(request, Progress("writing", 0, 2, BriefSentence("Thu ngân")))
        worker.progress(request, Progress("writing", 0, 2, BriefSentence("Thu ngân sách đạt")))
        await settled(pilot)
        assert "Thu ngân sách đạt▍" in shown_text(pilot)
        worker.progress(request, Progress("writing", 1, 2, BriefSentence("Sở Tài chính")))
        await settled(pilot)
        words = shown_text(pilot)
        # Sentences may be worded all at once: none is done before it was checked.
        assert "Thu ngân sách đạt▍" in words
        assert "Sở Tài chính▍" in words
        assert "✓" not in words
        worker.progress(request, Progress("checking", 0, 2, BriefSentence("Thu ngân sách đạt kế hoạch.")))
        await settled(pilot)
        words = shown_text(pilot)
        assert "✓ 1 Thu ngân sách đạt kế hoạch. " in words
        assert "Sở Tài chính▍" in words
        assert "1/2" in words
        worker.finish(request)
        await settled(pilot)
        assert "▍" not in shown_text(pilot)
        assert screen.entry.written == []


async def test_an_article_one_stays_on_is_briefed(desk, folder):
    async with desk(folder, auto=True) as (pilot, screen):
        await pilot.pause(0.2)
        await settled(pilot)
        assert [entry.state for entry in screen.library.entries] == [State.WARNED, State.WAITING, State.WAITING]


@covers("desk.cancel", "desk.cancel_all")
async def test_cancelling_is_at_once(desk, folder, worker):
    worker.held = True
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.cancel", "desk.cancel_all")
        assert said(pilot, "Không có bài nào đang tóm tắt")
        await press(pilot, "desk.brief_all", "desk.cancel")
        assert [entry.state for entry in screen.library.entries] == [State.WAITING, State.QUEUED, State.QUEUED]
        await press(pilot, "desk.cancel_all")
        assert all(entry.state is State.WAITING for entry in screen.library.entries)
        assert screen.desk.inference.busy == 0
        worker.held = False
        await press(pilot, "desk.brief")
        assert screen.entry.state is State.WARNED


async def test_cancelling_keeps_the_brief_that_was_there(desk, folder, worker):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief")
        worker.held = True
        await press(pilot, "desk.brief", "desk.cancel")
        assert screen.entry.state is State.WARNED
        assert len(screen.entry.current().summary) == 3


@covers("desk.shorter", "desk.longer", "desk.length")
async def test_lengths(desk, folder, worker):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief", "desk.shorter")
        assert screen.desk.preferences.words == 60
        assert worker.requests[-1].options.words == 60
        await press(pilot, "desk.shorter")
        assert said(pilot, "Không có độ dài nào hơn nữa")
        await press(pilot, "desk.longer", "desk.longer")
        assert screen.desk.preferences.words == 180
        await press(pilot, "desk.length", "up", "enter")
        assert screen.desk.preferences.words == 100
        assert "vừa" in shown_text(pilot).splitlines()[0]


async def test_a_list_has_its_ends_by_a_key(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.length", "G", "enter")
        assert screen.desk.preferences.words == max(LENGTHS.values())
        await press(pilot, "desk.length", "g", "j", "k", "enter")
        assert screen.desk.preferences.words == min(LENGTHS.values())


async def test_another_length_leaves_an_edited_brief_alone(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief", "desk.pane_brief", "down", "down", "brief.remove", "desk.longer")
        assert said(pilot, "Bản tóm đã được sửa")
        assert len(screen.entry.current().summary) == 2


@covers("desk.engine")
async def test_engine_model_and_server(desk, folder, worker):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief", "desk.engine", "down", "enter")
        assert screen.desk.preferences.engine.name == "extractive"
        assert screen.entry.brief.engine.name == "extractive"
        await press(pilot, "desk.engine")
        assert isinstance(pilot.app.screen, Choose)
        await press(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, Ask)
        pilot.app.screen.query_one("Input").value = "./vit5"
        await press(pilot, "enter")
        assert screen.desk.preferences.engine.model == "./vit5"
        assert "vit5" in shown_text(pilot).splitlines()[0]
        await press(pilot, "desk.engine", "down", "enter")
        pilot.app.screen.query_one("Input").value = "http://localhost:8000/v1 qwen3"
        await press(pilot, "enter")
        assert screen.desk.preferences.engine.endpoints == ("http://localhost:8000/v1",)
        assert screen.desk.preferences.engine.endpoint_model == "qwen3"
        await press(pilot, "desk.engine", "escape")


@covers("desk.copy", "desk.copy_brief", "desk.copy_sources")
async def test_copying(desk, folder, monkeypatch):
    native: list[str] = []
    monkeypatch.setattr("summarizer.tui.screens.taking.copy_natively", native.append)
    async with desk(folder) as (pilot, _screen):
        await press(pilot, "desk.copy", "desk.copy_brief", "desk.copy_sources")
        assert said(pilot, "Chưa chọn gì để chép")
        assert native == []
        await press(pilot, "desk.brief", "desk.pane_brief", "down", "down", "desk.copy")
        assert pilot.app.clipboard.startswith("Chín tháng năm 2025")
        assert native == [pilot.app.clipboard]
        await press(pilot, "desk.copy_brief")
        assert pilot.app.clipboard.startswith("Hàm Giang thu ngân sách")
        assert pilot.app.clipboard.count("\n") == 3
        await press(pilot, "desk.copy_sources")
        assert "[3] Tỉnh còn 84 dự án" in pilot.app.clipboard
        assert "« Toàn tỉnh còn 48 dự án" in pilot.app.clipboard
        assert "(giao-thong.txt)" in pilot.app.clipboard
        await press(pilot, "desk.pane_source", "j", "desk.copy")
        assert pilot.app.clipboard == native[-1]
        assert "\n" not in native[-1]


@covers("desk.export")
async def test_export_in_every_format_and_over_a_file(desk, folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.export")
        assert said(pilot, "chưa có bản tóm")
        await press(pilot, "desk.brief", "desk.export", "enter")
        written = tmp_path / "giao-thong.tom-tat.md"
        assert written.read_bytes() == b"markdown: 3"
        assert said(pilot, "Đã lưu")
        await press(pilot, "desk.export", "down", "enter")
        assert (tmp_path / "giao-thong.tom-tat.html").exists()
        await press(pilot, "desk.export", "enter")
        assert "nhấn ⏎ lần nữa để ghi đè" in shown_text(pilot)
        await press(pilot, "enter")
        assert pilot.app.screen is screen
        await press(pilot, "desk.export")
        pilot.app.screen.query_one("Input").value = str(tmp_path / "khong-co" / "a.html")
        await press(pilot, "enter")
        assert "không có thư mục này" in shown_text(pilot)
        pilot.app.screen.query_one("Input").value = str(tmp_path)
        await press(pilot, "enter")
        assert "đây là thư mục" in shown_text(pilot)
        await press(pilot, "escape")


async def test_a_file_that_cannot_be_written_is_a_notice(desk, folder, tmp_path, monkeypatch):
    def refuse(path, data):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("summarizer.tui.screens.taking.write_whole", refuse)
    monkeypatch.chdir(tmp_path)
    async with desk(folder) as (pilot, _screen):
        await press(pilot, "desk.brief", "desk.export", "enter")
        assert said(pilot, "không lưu được: không có quyền")


@covers("desk.next_warning")
async def test_the_next_sentence_that_needs_a_look(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.next_warning")
        assert said(pilot, "Không có câu nào cần xem lại")
        await press(pilot, "desk.brief_all", "desk.next_warning")
        assert screen.entry.name == "giao-thong.txt"
        assert screen.brief_view.chosen.id == "s2"
        await press(pilot, "desk.next_warning")
        assert screen.entry.name == "ngan-sach.txt"
        assert screen.brief_view.chosen.id == "s2"


@covers("desk.pane_queue", "desk.next_pane", "desk.previous_pane")
async def test_panes_by_number_and_by_tab(desk, folder):
    async with desk(folder) as (pilot, screen):
        for command, view in (("source", "source_view"), ("brief", "brief_view"), ("queue", "queue_view")):
            await press(pilot, f"desk.pane_{command}")
            assert getattr(screen, view).has_focus
        await press(pilot, "desk.next_pane")
        assert screen.source_view.has_focus
        await press(pilot, "desk.next_pane", "desk.next_pane")
        assert screen.queue_view.has_focus
        await press(pilot, "desk.previous_pane")
        assert screen.brief_view.has_focus
        assert "▶ Bản tóm" in shown_text(pilot)


@covers("desk.fold", "desk.zoom")
async def test_folding_and_zooming(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.fold")
        assert [pane.display for pane in screen.panes] == [False, True, True]
        assert screen.brief_view.has_focus
        await press(pilot, "desk.fold")
        assert [pane.display for pane in screen.panes] == [False, True, False]
        await press(pilot, "desk.fold")
        assert said(pilot, "Không gấp được nữa")
        await press(pilot, "desk.pane_queue")
        assert [pane.display for pane in screen.panes] == [True, True, False]
        await press(pilot, "desk.zoom")
        assert [pane.display for pane in screen.panes] == [True, False, False]
        await press(pilot, "desk.next_pane")
        assert [pane.display for pane in screen.panes] == [False, True, False]
        await press(pilot, "escape")
        assert [pane.display for pane in screen.panes] == [True, True, False]


@covers("desk.wider", "desk.narrower", "desk.reset_panes")
async def test_widths(desk, folder):
    async with desk(folder) as (pilot, screen):
        before = screen.queue_view.size.width
        await press(pilot, "desk.wider", "desk.wider")
        wide = screen.queue_view.size.width
        assert wide > before
        await press(pilot, "desk.narrower")
        assert before < screen.queue_view.size.width < wide
        await press(pilot, *["desk.narrower"] * 12)
        assert screen.queue_view.size.width >= 12
        await press(pilot, "desk.reset_panes")
        assert screen.queue_view.size.width == before


@covers("desk.theme")
async def test_themes(desk, folder):
    async with desk(folder) as (pilot, screen):
        assert pilot.app.theme == "tomtat-dark"
        await press(pilot, "desk.theme", "down", "enter")
        assert pilot.app.theme == "tomtat-light"
        assert screen.desk.preferences.theme == "tomtat-light"


@covers("desk.palette")
async def test_the_palette_finds_commands_without_diacritics(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.palette", *"so")
        await press(pilot, "escape")
        await press(pilot, "desk.palette")
        pilot.app.screen.query_one("Input").value = "so lieu ke"
        await settled(pilot)
        await press(pilot, "enter")
        assert screen.source_view.has_focus
        assert screen.source_view.mark == ("figure", 0)
        await press(pilot, "desk.palette")
        pilot.app.screen.query_one("Input").value = "phong khung"
        await settled(pilot)
        await press(pilot, "enter")
        assert [pane.display for pane in screen.panes] == [False, True, False]


@covers("desk.help")
async def test_help_begins_with_the_pane_in_use(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.pane_source", "desk.help")
        assert isinstance(pilot.app.screen, HelpScreen)
        words = shown_text(pilot)
        assert words.index("Số liệu kế tiếp") < len(words) // 2
        await press(pilot, "end", "escape")
        assert pilot.app.screen is screen


async def test_a_file_that_is_still_being_made_is_waited_for_once(desk, folder, tmp_path, worker, monkeypatch):
    monkeypatch.chdir(tmp_path)
    send = worker.send
    monkeypatch.setattr(worker, "send", lambda request: None if isinstance(request, p.Render) else send(request))
    async with desk(folder) as (pilot, _screen):
        await press(pilot, "desk.brief", "desk.export", "enter", "desk.quit")
        assert said(pilot, "Đang lưu")
        assert not pilot.app._exit
        await pilot.press("q")
        await pilot.pause()
        assert pilot.app._exit


@covers("desk.quit")
async def test_quitting_stops_the_worker_at_once(desk, folder, worker):
    worker.held = True
    async with desk(folder) as (pilot, _screen):
        await press(pilot, "desk.brief_all")
        await pilot.press("q")
        await pilot.pause()
        assert worker.closed == 1
        assert pilot.app._exit


async def test_ctrl_c_says_how_to_leave(desk, folder):
    async with desk(folder) as (pilot, _screen):
        await press(pilot, "ctrl+c")
        assert said(pilot, "Nhấn q để thoát")


async def test_composed_letters_are_the_keys_they_were_typed_with(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.pane_source", "đ")
        assert screen.source_view.mark == ("directive", 0)
        await press(pilot, "Đ")
        assert screen.source_view.mark == ("directive", 2)


async def test_keys_of_the_reader(desk, folder):
    from summarizer.tui.commands import keymap

    preferences = Preferences(
        auto=False, keys=keymap({"desk.theme": "f8", "source.next_figure": "ctrl+n", "desk.fold": ""})
    )
    async with desk(folder, preferences=preferences) as (pilot, screen):
        await press(pilot, "2", "s")
        assert screen.source_view.mark is None
        await press(pilot, "ctrl+n")
        assert screen.source_view.mark == ("figure", 0)
        await press(pilot, "z")
        assert all(pane.display for pane in screen.panes)
        await press(pilot, "f8", "escape")


async def test_the_footer_runs_what_is_clicked(desk, folder):
    async with desk(folder) as (pilot, screen):
        bar = screen.key_bar
        place = next(start for start, end, command in bar._places if command.id == "desk.help")
        await pilot.click("#keys", offset=(place + 1, 0))
        await settled(pilot)
        assert isinstance(pilot.app.screen, HelpScreen)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_narrow_terminals_show_tabs(desk, folder, size):
    async with desk(folder, size=size) as (pilot, screen):
        assert [pane.display for pane in screen.panes] == [True, False, False]
        await press(pilot, "desk.brief", "desk.next_pane")
        assert [pane.display for pane in screen.panes] == [False, True, False]
        await press(pilot, "desk.pane_brief", "down", "down")
        assert "❝ Chín tháng năm 2025" in shown_text(pilot)
        await press(pilot, "brief.to_source")
        assert screen.source_view.has_focus
        await press(pilot, "desk.fold")
        assert said(pilot, "Không gấp được nữa")
        await pilot.click("#top", offset=(3, 0))
        await settled(pilot)
        assert screen.queue_view.has_focus
        await pilot.resize_terminal(140, 40)
        await settled(pilot)
        assert all(pane.display for pane in screen.panes)


async def test_a_click_beside_a_dialog_closes_it(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.help")
        await pilot.click(offset=(1, 1))
        await settled(pilot)
        assert pilot.app.screen is screen


async def test_trouble_in_the_worker_is_a_notice(desk, folder, worker):
    from summarizer.tui import protocol as p

    worker.held = True
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief")
        worker.emit(p.ComposeFailed(worker.waiting[0].key, worker.waiting[0].ticket, "máy chủ không trả lời"))
        await settled(pilot)
        assert said(pilot, "máy chủ không trả lời")
        assert screen.entry.state is State.FAILED
        assert "máy chủ không trả lời" in shown_text(pilot)
        worker.emit(p.EngineState(False, "extractive", "không thấy mô hình"))
        worker.emit(p.Died("exit -9"))
        await settled(pilot)
        assert said(pilot, "không thấy mô hình")
        assert said(pilot, "(exit -9)")


async def test_english(desk, folder):
    from summarizer import locale

    locale.use("en")
    async with desk(folder) as (pilot, _screen):
        words = shown_text(pilot)
        assert "Queue" in words
        assert "KEY FIGURES" in words
        assert "Hàng đợi" not in words
