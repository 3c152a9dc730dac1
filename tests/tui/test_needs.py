"""What editors missed: several at once, stars and notes, rows into the brief, differences, the way outside."""

from __future__ import annotations

from dataclasses import replace

import pytest

from summarizer.facts.model import Facts
from summarizer.tui import protocol as p
from summarizer.tui.screens.dialog import Choose
from summarizer.tui.screens.difference import bracketed, compared, paired
from summarizer.tui.screens.export import ExportDialog
from tests.tui.conftest import covers, make_article, make_brief, make_facts, press, said, settled, shown_text


@covers("queue.mark", "queue.mark_all", "queue.star", "queue.handled")
async def test_several_articles_are_marked(desk, folder):
    async with desk(folder) as (pilot, screen):
        entries = screen.library.entries
        await press(pilot, "queue.mark", "queue.mark")
        assert [entry.marked for entry in entries] == [True, True, False]
        assert "2 bài đánh dấu" in shown_text(pilot)
        await press(pilot, "queue.star", "queue.handled")
        assert [entry.star for entry in entries] == [True, True, False]
        assert [entry.handled for entry in entries] == [True, True, False]
        assert "★" in shown_text(pilot)
        await press(pilot, "queue.mark_all")
        assert all(entry.marked for entry in entries)
        await press(pilot, "queue.mark_all", "queue.star")
        assert [entry.star for entry in entries] == [True, True, True]
        await press(pilot, "queue.mark_all", "queue.remove")
        assert screen.library.entries == []
        await press(pilot, "desk.undo")
        assert len(screen.library.entries) == 3
        assert said(pilot, "Đã đưa lại 3 bài")


@covers("queue.note")
async def test_a_note_is_written_and_found(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "queue.note", *"hoi lai so", "enter")
        assert screen.entry.note == "hoi lai so"
        assert "✎ hoi lai so" in shown_text(pilot)
        await press(pilot, "queue.search", *"lai", "enter")
        assert [entry.name for entry in screen.library.view()] == ["giao-thong.txt"]
        await press(pilot, "escape", "queue.note", "ctrl+u", "enter")
        assert screen.entry.note == ""


async def test_a_note_being_typed_is_kept_whatever_ends_the_desk(desk, folder, tmp_path):
    store = tmp_path / "store.db"
    async with desk(folder, store=store) as (pilot, screen):
        await press(pilot, "queue.note", *"goi lai", "enter")
        await press(pilot, "queue.note", *" ngay", "escape")
        assert screen.entry.note == "goi lai"
        await press(pilot, "queue.note", *" mai", "ctrl+q")
    async with desk(store=store) as (_, screen):
        assert screen.entry.note == "goi lai mai"


@covers("brief.include")
async def test_a_row_goes_into_the_brief(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief", "desk.pane_brief")
        await press(pilot, "brief.all_figures")
        assert screen.brief_view.choose("f7")
        await press(pilot, "brief.include")
        assert any(s.text.startswith("Các huyện") for s in screen.entry.current().summary)
        await press(pilot, "desk.undo")
        screen.brief_view.choose("d2")
        await press(pilot, "brief.include")
        assert any(s.text.startswith("Không để phát sinh") for s in screen.entry.current().summary)
        screen.brief_view.choose("s0")
        await press(pilot, "brief.include")
        assert said(pilot, "Chọn một dòng số liệu hay chỉ đạo")


async def test_marks_that_come_with_the_brief_are_shown_in_the_source(desk, folder, worker, monkeypatch):
    article = make_article(origin="ngan-sach.txt")
    facts = replace(make_facts(article), marked=True)
    unmarked = Facts(tuple(replace(figure, key=False, label=None) for figure in facts.figures))
    worker.articles["ngan-sach.txt"] = article, unmarked
    brief = make_brief(article, facts)
    monkeypatch.setattr(worker, "finish", lambda asked: worker.emit(p.Composed(asked.key, asked.ticket, brief)))
    async with desk(folder / "ngan-sach.txt") as (pilot, screen):
        page = screen.source_view.page
        assert not page.directives
        assert "có khi bài được tóm tắt" in shown_text(pilot)
        await press(pilot, "desk.brief")
        assert screen.source_view.page is page
        assert page.directives == facts.directives
        await press(pilot, "desk.pane_source", "source.next_directive")
        assert screen.source_view.mark == ("directive", 0)


@covers("brief.difference")
async def test_the_difference_between_the_words(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief", "desk.pane_brief", "home", "down", "brief.difference")
        assert said(pilot, "vẫn như máy viết")
        await press(pilot, "brief.edit")
        screen.editor.load_text(screen.editor.words.replace("8.250", "8.260"))
        await settled(pilot)
        await press(pilot, "edit.save", "brief.difference")
        words = shown_text(pilot)
        assert "[-8.250]" in words
        assert "[+8.260]" in words
        await press(pilot, "escape")


def test_what_went_and_what_came():
    assert compared("thu đạt 8 tỷ", "thu đạt 9 tỷ") == [
        ("thu", ""), ("đạt", ""), ("8", "gone"), ("9", "new"), ("tỷ", ""),
    ]  # fmt: skip
    runs = bracketed(compared("thu đạt 8 tỷ", "thu cả năm đạt 9 tỷ"))
    assert " ".join(word for word, _ in runs) == "thu [+cả năm] đạt [-8] [+9] tỷ"

    from summarizer.brief.model import BriefSentence
    from summarizer.tui.edits import Draft

    old = Draft(BriefSentence("Đầu đề"), (BriefSentence("Một."), BriefSentence("Hai.")))
    new = Draft(None, (BriefSentence("Hai."), BriefSentence("Ba.")))
    assert [(before, after) for _, before, after in paired(old, new)] == [("Đầu đề", ""), ("Một.", ""), ("", "Ba.")]


@covers("desk.outside")
async def test_outside(desk, folder, monkeypatch, tmp_path):
    opened = []
    monkeypatch.setattr("summarizer.tui.screens.opening.webbrowser.open", opened.append)
    async with desk() as (pilot, screen):
        await press(pilot, "desk.outside")
        assert said(pilot, "Chưa có bài nào đang mở")
        screen.desk.add(["https://an:bi-mat@vidu.vn/tin"])
        await settled(pilot)
        await press(pilot, "desk.outside")
        assert opened == ["https://an@vidu.vn/tin"]
        screen.desk.add_given("Một bài dán vào đây.".encode())
        await settled(pilot)
        await press(pilot, "desk.outside")
        assert said(pilot, "không có tệp để mở")
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.delenv("EDITOR", raising=False)
        monkeypatch.delenv("VISUAL", raising=False)
        screen.take_in([str(folder / "y-te.txt")])
        await settled(pilot)
        await press(pilot, "desk.outside")
        assert said(pilot, "đặt biến EDITOR")
        (folder / "y-te.txt").unlink()
        await press(pilot, "desk.outside")
        assert said(pilot, "tệp không còn ở chỗ cũ")


@covers("desk.together")
async def test_several_articles_become_one_document(desk, folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with desk(folder, store=tmp_path / "store.db", size=(140, 50)) as (pilot, _screen):
        await press(pilot, "desk.together")
        assert said(pilot, "Chưa đánh dấu bài nào")
        await press(pilot, "desk.brief_all", "queue.mark", "queue.mark", "desk.together")
        assert isinstance(pilot.app.screen, ExportDialog)
        assert "2 bài thành một văn bản" in shown_text(pilot)
        await press(pilot, "enter")
        assert said(pilot, "Đã lưu")
        page = (tmp_path / "2-bai.tom-tat.html").read_text(encoding="utf-8")
        assert "giao-thong.txt" in page
        assert "ngan-sach.txt" in page
        await press(pilot, "desk.together", "down", "down", "down", "enter")
        await settled(pilot)
        assert pilot.app.clipboard.count("[1] ") == 2
        assert "[⚠ nguồn không có số 84 dự án]" in pilot.app.clipboard


@pytest.mark.parametrize("command", ["desk.copy_brief", "desk.copy_sources"])
async def test_a_warning_goes_along_with_a_copy(desk, folder, command):
    async with desk(folder) as (pilot, _screen):
        await press(pilot, "desk.brief", command)
        assert "Tỉnh còn 84 dự án chậm tiến độ. [⚠ nguồn không có số 84 dự án]" in pilot.app.clipboard


async def test_a_sentence_is_copied_with_its_warning(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief", "desk.pane_brief")
        screen.brief_view.choose("s2")
        await press(pilot, "desk.copy")
        assert pilot.app.clipboard.endswith("[⚠ nguồn không có số 84 dự án]")


async def test_the_title_says_where_one_is_after_a_search(desk, folder):
    async with desk(folder) as (pilot, screen):
        for pane, name in ((1, "source"), (0, "queue")):
            await press(pilot, f"desk.pane_{name}", f"{name}.search", "t", "enter")
            assert [one.title().focused_pane for one in screen.panes] == [n == pane for n in range(3)]
            await press(pilot, "escape")
            assert [one.title().focused_pane for one in screen.panes] == [n == pane for n in range(3)]


@pytest.mark.parametrize("pane", ["queue", "source"])
async def test_keys_belong_to_the_pane_after_its_search_was_given_up(desk, folder, pane):
    async with desk(folder) as (pilot, screen):
        await press(pilot, f"desk.pane_{pane}", f"{pane}.search", *"ng", "escape")
        view = screen.queue_view if pane == "queue" else screen.source_view
        assert view.has_focus
        assert not screen.query_one(f"#{pane}-search").display


async def test_a_long_warning_is_read_whole_while_typing(desk, folder, worker):
    from summarizer.brief.model import BriefSentence

    why = "nguồn nói 8.250 tỷ đồng, không phải 8.260 tỷ đồng; " * 2 + "hãy xem lại câu thứ hai của nguồn"
    worker.check = lambda request: (BriefSentence(request.text, (), "unsupported", (), (why,)),)
    async with desk(folder) as (pilot, _screen):
        await press(pilot, "desk.brief", "desk.pane_brief", "home", "down", "brief.edit")
        await settled(pilot)
        words = " ".join("".join(row[86:]) for row in shown_text(pilot).split("\n"))
        assert "thứ hai của nguồn" in " ".join(words.split())
        await press(pilot, "escape")


async def test_quitting_asks_where_saving_fails(desk, folder, tmp_path, monkeypatch):
    from summarizer.store.connection import Store, StoreError

    def refuse(self):
        raise StoreError("store_full", path=self.path)

    async with desk(folder, store=tmp_path / "store.db") as (pilot, _screen):
        monkeypatch.setattr(Store, "write", refuse)
        await press(pilot, "queue.star")
        pilot.app.desk.memory.save()
        await settled(pilot)
        assert said(pilot, "Chưa lưu được")
        assert "⚠ chưa lưu được" in shown_text(pilot).splitlines()[0]
        await press(pilot, "q")
        assert isinstance(pilot.app.screen, Choose)
        assert not pilot.app._exit
        assert "đĩa đầy" in shown_text(pilot)
        await press(pilot, "escape", "q", "enter")
        assert isinstance(pilot.app.screen, Choose)
        monkeypatch.undo()
        await press(pilot, "enter")
        assert pilot.app._exit


async def test_a_pasted_address_or_path_takes_the_place_of_what_stands_there(desk, folder):
    from textual import events

    async with desk() as (pilot, screen):
        for command, pasted in (
            ("desk.open_url", "https://vidu.vn/tin"),
            ("desk.open", str(folder / "y-te.txt")),
            ("desk.open", f"'{folder / 'giao-thong.txt'}' "),
        ):
            await press(pilot, command)
            pilot.app.post_message(events.Paste(pasted))
            await settled(pilot)
            await press(pilot, "enter")
        assert [entry.source for entry in screen.library.entries] == [
            "https://vidu.vn/tin", str(folder / "y-te.txt"), str(folder / "giao-thong.txt"),
        ]  # fmt: skip


async def test_the_help_is_filtered(desk, folder):
    async with desk(folder, size=(120, 40)) as (pilot, _screen):
        await press(pilot, "desk.help", *"mau")
        words = shown_text(pilot)
        assert "Đổi giao diện màu" in words
        assert "Sang hàng đợi" not in words
        await press(pilot, "escape")
