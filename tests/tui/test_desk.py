"""What the desk knows and does, with no terminal: a fake pair of eyes, the tests' worker, a real store."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import TomtatError
from summarizer.facts.model import Facts
from summarizer.store import open_store, sessions
from summarizer.store.connection import Store, StoreError
from summarizer.tui import protocol as p
from summarizer.tui.desk import Desk
from summarizer.tui.entry import Place, State
from summarizer.tui.inference import Inference
from summarizer.tui.preferences import Preferences
from tests.tui.conftest import Worker, make_article, make_facts


class Eyes:
    """Remembers what it was told; the cursor of the brief is where a test puts it."""

    def __init__(self) -> None:
        self.told: list[tuple[str, dict[str, Any]]] = []
        self.cursor: tuple[str, int | None, str] | None = None
        self.editor = ""
        self.where: Place | None = None

    def tell(self, name, severity="information", /, **values):
        self.told.append((name, values))

    def alarm(self, words):
        self.told.append(("alarm", {"words": words}))

    def editor_opened(self, item, text):
        self.editor = text

    def editor_words(self):
        return self.editor

    def chosen(self):
        return self.cursor

    def choose(self, item):
        return True

    def place(self):
        return self.where

    def layout_data(self):
        return {"shares": [24, 42, 34], "folded": []}

    def __getattr__(self, name):
        return lambda *args, **more: None

    def names(self):
        return [name for name, _ in self.told]


class Rig:
    """A desk with its parts; `settle` waits for the keeper and hands over what it reported."""

    def __init__(self, store: Path | None = None, worker: Worker | None = None, *, fresh: bool = False) -> None:
        self.worker = worker or Worker()
        self.eyes = Eyes()
        self.replies: list[p.Reply] = []
        self.reports: list[Any] = []
        inference = Inference(self.replies.append, self.worker)
        self.desk = Desk(Preferences(auto=False), inference, self.eyes)
        inference.start()
        if store is not None:
            self.desk.memory.open(store, "", self.reports.append, fresh=fresh)
            self.desk.show(self.desk.memory.current())
            self.settle()

    def settle(self) -> None:
        for _ in range(4):
            while self.replies:
                self.desk.replied(self.replies.pop(0))
            self.desk.memory.save()
            if self.desk.memory.keeper is not None:
                self.desk.memory.keeper.rest()
            while self.reports:
                self.desk.memory.reported(self.reports.pop(0))

    def add(self, *sources: object) -> None:
        self.desk.add([str(source) for source in sources])
        self.settle()

    def brief(self) -> None:
        self.desk.briefing.brief_current()
        self.settle()

    def choose(self, index: int) -> None:
        self.eyes.cursor = (f"s{index}", index, self.desk.entry.current().summary[index].text)

    def type(self, text: str, index: int = 0) -> None:
        self.choose(index)
        self.desk.edits.edit()
        self.eyes.editor = text
        self.desk.edits.typed(text)
        self.settle()

    def edit(self, text: str, index: int = 0) -> None:
        self.type(text, index)
        self.desk.edits.finish(text, kept=True)
        self.settle()

    def words(self, index: int = 0) -> str:
        return self.desk.entry.current().summary[index].text

    def leave(self) -> None:
        self.desk.edits.leave()
        self.desk.keep_place()
        assert self.desk.memory.close() == ""
        self.desk.memory.end()

    def vanish(self) -> None:
        """The process is gone: nothing more is written."""
        self.desk.memory.keeper.close()


@pytest.fixture
def store(tmp_path):
    return tmp_path / "store.db"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "ngan-sach.txt"
    path.write_text("bài", encoding="utf-8")
    return path


def edited(store, file, text="Câu đã sửa."):
    rig = Rig(store)
    rig.add(file)
    rig.brief()
    rig.edit(text)
    return rig


def test_brief_edit_and_text_come_back(store, file):
    edited(store, file).leave()
    rig = Rig(store)
    assert rig.words() == "Câu đã sửa."
    assert rig.desk.entry.article.text == make_article().text
    assert rig.desk.entry.edited
    assert rig.desk.entry.since == ""
    assert not [one for one in rig.worker.requests if isinstance(one, p.Load)]
    rig.leave()


def test_a_file_that_changed_leaves_the_edit_and_its_text(store, file):
    edited(store, file).leave()
    file.write_text("bài khác, dài hơn", encoding="utf-8")
    worker = Worker()
    worker.articles[file.name] = make_article([("body", ["Văn bản mới."])]), make_facts(make_article())
    rig = Rig(store, worker)
    entry = rig.desk.entry
    assert rig.words() == "Câu đã sửa."
    assert entry.article.text == make_article().text
    assert entry.since == "changed"
    # What the file says now is taken on purpose, and the edit is one step of undo away.
    rig.desk.reload(entry)
    rig.settle()
    assert entry.article.text == "Văn bản mới."
    assert entry.brief is None
    rig.desk.edits.undo()
    rig.settle()
    assert rig.words() == "Câu đã sửa."
    assert entry.since == "changed"
    rig.leave()


def test_an_edit_that_gave_way_to_the_text_of_today_comes_back_in_a_later_run(store, file):
    def rig():
        worker = Worker()
        worker.articles[file.name] = make_article([("body", ["Văn bản mới."])]), make_facts(make_article())
        return Rig(store, worker)

    edited(store, file).leave()
    file.write_text("bài khác, dài hơn", encoding="utf-8")
    first = rig()
    first.desk.reload(first.desk.entry)
    first.settle()
    first.brief()
    assert first.words() == "Văn bản mới."
    first.leave()
    again = rig()
    assert again.desk.entry.article.text == "Văn bản mới."
    again.desk.edits.undo()
    again.settle()
    assert again.words() == "Câu đã sửa."
    assert again.desk.entry.since == "changed"
    again.leave()
    once_more = rig()
    assert once_more.words() == "Câu đã sửa."
    once_more.leave()


def test_an_unedited_brief_gives_way_to_the_text_of_today(store, file):
    rig = Rig(store)
    rig.add(file)
    rig.brief()
    rig.leave()
    file.write_text("bài khác, dài hơn", encoding="utf-8")
    worker = Worker()
    worker.articles[file.name] = make_article([("body", ["Văn bản mới."])]), make_facts(make_article())
    rig = Rig(store, worker)
    rig.settle()
    assert rig.desk.entry.article.text == "Văn bản mới."
    rig.leave()


def test_a_file_that_is_gone_leaves_everything(store, file):
    edited(store, file).leave()
    file.unlink()
    rig = Rig(store)
    assert rig.words() == "Câu đã sửa."
    assert rig.desk.entry.since == "gone"
    assert rig.desk.entry.state is State.WARNED
    rig.leave()


def test_a_file_that_moved_is_the_same_text(store, file, tmp_path):
    edited(store, file).leave()
    moved = tmp_path / "kho" / "ngan-sach.txt"
    moved.parent.mkdir()
    file.rename(moved)
    rig = Rig(store, fresh=True)
    rig.add(moved)
    assert rig.words() == "Câu đã sửa."
    rig.leave()


@pytest.mark.parametrize("name", [b"b\xe1o c\xe1o.txt", "báo cáo.txt".encode()])
def test_any_file_name_is_kept(store, tmp_path, name):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    path.write_text("bài", encoding="utf-8")
    edited(store, path).leave()
    rig = Rig(store)
    assert rig.desk.entry.source == str(path)
    assert rig.words() == "Câu đã sửa."
    assert rig.desk.entry.since == ""
    rig.leave()


def test_what_is_being_typed_is_kept_as_it_stands(store, file):
    rig = Rig(store)
    rig.add(file)
    rig.brief()
    rig.type("Chín tháng năm 2025, đang gõ dở")
    rig.vanish()
    rig = Rig(store)
    assert rig.words() == "Chín tháng năm 2025, đang gõ dở"
    # It was checked at once, and the engine's words are a step away.
    assert rig.desk.entry.current().summary[0].reasons == ("không thấy trong nguồn",)
    rig.desk.edits.undo()
    assert not rig.desk.entry.edited
    rig.leave()


def test_a_new_sentence_being_typed_is_kept_too(store, file):
    rig = Rig(store)
    rig.add(file)
    rig.brief()
    rig.choose(0)
    rig.desk.edits.new_sentence()
    rig.desk.edits.typed("Câu mới.")
    rig.settle()
    rig.vanish()
    rig = Rig(store)
    assert rig.words(1) == "Câu mới."
    assert len(rig.desk.entry.current().summary) == 4
    rig.leave()


def test_two_desks_share_a_session(store, tmp_path):
    one, two = tmp_path / "mot.txt", tmp_path / "hai.txt"
    for path in (one, two):
        path.write_text("x", encoding="utf-8")
    first, second = Rig(store), Rig(store)
    first.add(one)
    second.add(two)
    first.brief()
    first.edit("Câu của bàn một.")
    second.brief()
    second.edit("Câu của bàn hai.")
    second.leave()
    first.leave()
    rig = Rig(store)
    assert sorted(entry.name for entry in rig.desk.library.entries) == ["hai.txt", "mot.txt"]
    words = {}
    for entry in rig.desk.library.entries:
        rig.desk.show(entry)
        rig.settle()
        words[entry.name] = rig.words()
    assert words == {"mot.txt": "Câu của bàn một.", "hai.txt": "Câu của bàn hai."}
    rig.leave()


def test_what_another_desk_adds_appears_here_and_is_told(store, tmp_path):
    one, two = tmp_path / "mot.txt", tmp_path / "hai.txt"
    for path in (one, two):
        path.write_text("x", encoding="utf-8")
    first, second = Rig(store), Rig(store)
    first.add(one)
    second.add(two)
    second.brief()
    second.edit("Câu của bàn hai.")
    for rig in (first, second):
        rig.desk.memory.look_for_others()
        rig.settle()
        assert sorted(entry.name for entry in rig.desk.library.entries) == ["hai.txt", "mot.txt"]
        assert rig.eyes.names().count("joined") == 1
    # With what was made of it there; and looking again finds nothing new.
    first.desk.show(first.desk.library.by_source(str(two)))
    first.settle()
    assert first.words() == "Câu của bàn hai."
    first.desk.memory.look_for_others()
    first.settle()
    assert first.eyes.names().count("joined") == 1
    first.leave()
    second.leave()


def test_a_mark_of_one_desk_is_not_lost_to_another_that_passes_by(store, file):
    edited(store, file).leave()
    first, second = Rig(store), Rig(store)
    first.desk.annotate(first.desk.entry, "hỏi lại số nợ")
    first.settle()
    second.eyes.where = Place(30, "s1")
    second.desk.keep_place()
    second.desk.mark([second.desk.entry], "star")
    second.settle()
    for rig in (first, second):
        rig.desk.memory.look_for_others()
        rig.settle()
        assert (rig.desk.entry.note, rig.desk.entry.star) == ("hỏi lại số nợ", True)
    # A desk that opens the same file anew takes nothing away either.
    third = Rig()
    third.desk.memory.open(store, "", third.reports.append, fresh=True)
    third.add(file)
    third.desk.memory.look_for_others()
    third.settle()
    assert third.desk.entry.note == "hỏi lại số nợ"
    for rig in (third, second, first):
        rig.leave()
    again = Rig(store)
    assert (again.desk.entry.note, again.desk.entry.star) == ("hỏi lại số nợ", True)
    again.leave()


def test_thousands_of_changes_are_handed_over_bit_by_bit_and_words_first(store, tmp_path, monkeypatch):
    rig = Rig(store)
    for number in range(20):
        path = tmp_path / f"{number}.txt"
        path.write_text("x", encoding="utf-8")
        rig.add(path)
    rig.brief()
    memory = rig.desk.memory
    memory.save(None)
    handed = []
    monkeypatch.setattr(memory.keeper, "save", handed.append)
    rig.desk.mark(rig.desk.library.entries, "star")
    rig.desk.changed(rig.desk.entry, words=True)
    assert memory.save(0.0)
    assert set(handed[0].works) == {rig.desk.entry.key}
    assert not memory.save(None)
    assert {key for snapshot in handed for key in snapshot.rows} == {e.key for e in rig.desk.library.entries}
    monkeypatch.undo()
    rig.leave()


def test_two_desks_on_one_article_lose_nobodys_words(store, file):
    edited(store, file, "Câu chung.").leave()
    first, second = Rig(store), Rig(store)
    first.edit("Câu của bàn một.")
    second.edit("Câu của bàn hai.")
    assert "crossed" in second.eyes.names()
    seen = set()
    while second.desk.entry.history.can_undo:
        second.desk.edits.undo()
        seen.add(second.words())
    assert "Câu của bàn một." in seen
    first.leave()
    second.leave()


@pytest.mark.parametrize("kept", [True, False])
def test_one_undo_shows_what_another_desk_wrote_while_a_sentence_was_typed(store, file, kept):
    edited(store, file, "Câu chung.").leave()
    first, second = Rig(store), Rig(store)
    first.edit("Câu của bàn một.")
    second.type("Câu của bàn hai.")
    assert "crossed" not in second.eyes.names()
    second.desk.edits.finish("Câu của bàn hai.", kept=kept)
    second.settle()
    assert second.eyes.names().count("crossed") == 1
    assert second.words() == ("Câu của bàn hai." if kept else "Câu chung.")
    second.desk.edits.undo()
    assert second.words() == "Câu của bàn một."
    first.leave()
    second.leave()


def test_both_desks_are_told_and_the_words_that_gave_way_are_there_after_a_restart(store, file):
    edited(store, file, "Câu chung.").leave()
    first, second = Rig(store), Rig(store)
    first.edit("Câu của bàn một.")
    second.edit("Câu của bàn hai.")
    assert second.eyes.names().count("crossed") == 1
    for rig in (first, second) * 2:
        rig.desk.memory.look_for_others()
        rig.settle()
    assert first.eyes.names().count("overtaken") == 1
    assert "overtaken" not in second.eyes.names()
    assert first.words() == "Câu của bàn một."
    first.leave()
    second.leave()
    again = Rig(store)
    assert again.words() == "Câu của bàn hai."
    again.desk.edits.undo()
    assert again.words() == "Câu của bàn một."
    again.desk.edits.redo()
    assert again.words() == "Câu của bàn hai."
    again.leave()


@pytest.mark.parametrize("way", ["briefed again", "restored", "removed"])
def test_words_that_gave_way_are_a_step_of_undo_away_after_a_restart(store, file, way):
    rig = edited(store, file)
    if way == "briefed again":
        rig.brief()
    elif way == "restored":
        rig.desk.edits.restore()
    else:
        rig.choose(0)
        rig.desk.edits.remove()
    assert rig.words() != "Câu đã sửa."
    rig.leave()
    again = Rig(store)
    assert again.words() != "Câu đã sửa."
    again.desk.memory.look_for_others()
    again.settle()
    again.desk.edits.undo()
    assert again.words() == "Câu đã sửa."
    assert "overtaken" not in again.eyes.names()
    again.leave()


def test_taking_words_back_and_again_is_no_other_desk(store, file):
    rig = edited(store, file, "Một.")
    rig.edit("Hai.")
    rig.desk.edits.undo()
    rig.settle()
    rig.desk.memory.look_for_others()
    rig.settle()
    assert rig.words() == "Một."
    assert "overtaken" not in rig.eyes.names()
    rig.leave()


def test_removing_is_undone_in_place_and_in_a_later_run(store, file, tmp_path):
    rig = Rig(store)
    rig.add(file)
    rig.desk.add_given("Một bài dán vào.".encode())
    rig.settle()
    entries = list(rig.desk.library.entries)
    rig.desk.remove(entries[:1])
    rig.desk.remove(entries[1:])
    rig.settle()
    assert rig.desk.library.entries == []
    assert rig.desk.undo_step()
    assert [entry.source for entry in rig.desk.library.entries] == ["-"]
    assert rig.desk.redo_step()
    rig.settle()
    rig.leave()
    rig = Rig(store)
    assert rig.desk.library.entries == []
    assert rig.desk.undo_step()
    rig.settle()
    assert rig.desk.entry.piped == "Một bài dán vào.".encode()
    assert "dán vào" in rig.desk.entry.article.text
    assert rig.desk.undo_step()
    assert not rig.desk.undo_step()
    assert [entry.source for entry in rig.desk.library.entries] == [str(file), "-"]
    rig.leave()
    assert len(Rig(store).desk.library.entries) == 2


def test_a_fresh_queue_can_be_filled_again(store, file):
    edited(store, file).leave()
    rig = Rig(store, fresh=True)
    assert rig.desk.library.entries == []
    assert rig.desk.undo_step()
    rig.settle()
    assert rig.words() == "Câu đã sửa."
    rig.leave()


def test_marks_and_notes_are_kept_and_found(store, file, tmp_path):
    other = tmp_path / "khac.txt"
    other.write_text("x")
    rig = Rig(store)
    rig.add(file, other)
    entry = rig.desk.library.entries[0]
    rig.desk.mark([entry], "star")
    rig.desk.mark([entry], "handled")
    rig.desk.annotate(entry, "gọi lại Sở Tài chính")
    rig.leave()
    rig = Rig(store)
    entry = rig.desk.library.entries[0]
    assert (entry.star, entry.handled, entry.note) == (True, True, "gọi lại Sở Tài chính")
    rig.desk.library.query = "goi lai"
    assert rig.desk.library.view() == [entry]
    rig.desk.library.query = ""
    rig.desk.library.filter = "unhandled"
    assert [one.name for one in rig.desk.library.view()] == ["khac.txt"]
    rig.desk.mark([entry], "star")
    assert not entry.star
    rig.leave()


def test_a_failed_save_is_told_at_once_and_made_good(store, file, monkeypatch):
    rig = Rig(store)
    rig.add(file)
    rig.brief()
    write = Store.write

    def refuse(self):
        raise StoreError("store_full", path=self.path)

    monkeypatch.setattr(Store, "write", refuse)
    rig.edit("Câu đã sửa.")
    assert rig.eyes.names().count("unsaved") == 1
    assert "đĩa đầy" in rig.desk.memory.close()
    monkeypatch.setattr(Store, "write", write)
    rig.edit("Câu đã sửa lần nữa.")
    assert "saved_again" in rig.eyes.names()
    rig.leave()
    rig = Rig(store)
    assert rig.words() == "Câu đã sửa lần nữa."
    rig.leave()


def test_another_place_takes_everything(store, file, tmp_path, monkeypatch):
    other = tmp_path / "khong-ai-nhin.txt"
    other.write_text("bài", encoding="utf-8")
    worker = Worker()
    worker.articles[other.name] = make_article([("body", ["Không ai nhìn bài này."])], other.name), Facts()
    rig = Rig(store, worker)
    for path in (other, file):
        rig.add(path)
        rig.desk.show(rig.desk.library.by_source(str(path)))
        rig.brief()
        rig.edit("Câu đã sửa.")
    rig.leave()
    rig = Rig(store)
    # The other lies in the store alone, and nothing of it changed.
    assert [entry.parked for entry in rig.desk.library.entries] == [True, False]
    rig.desk.annotate(rig.desk.entry, "ghi chú")
    rig.desk.memory.move(tmp_path / "khac" / "store.db")
    rig.leave()
    worker = Worker()
    worker.failures |= dict.fromkeys((file.name, other.name), "không còn")
    rig = Rig(tmp_path / "khac" / "store.db", worker)
    assert [entry.name for entry in rig.desk.library.entries] == [other.name, file.name]
    assert rig.words() == "Câu đã sửa."
    assert rig.desk.entry.note == "ghi chú"
    rig.desk.show(rig.desk.library.entries[0])
    rig.settle()
    assert rig.words() == "Câu đã sửa."
    rig.leave()


def test_a_store_that_cannot_be_read_is_told_and_left_alone(store, file):
    store.write_bytes(b"not a database at all, but some text that somebody needs" * 20)
    before = store.read_bytes()
    rig = Rig(store)
    rig.add(file)
    assert "unsaved" in rig.eyes.names()
    assert rig.desk.memory.close()
    assert store.read_bytes() == before


def test_the_place_of_the_reader_is_kept(store, file, tmp_path):
    rig = Rig(store)
    rig.add(file)
    rig.eyes.where = Place(120, "s1")
    rig.leave()
    rig = Rig(store)
    assert rig.desk.entry.place == Place(120, "s1")
    rig.leave()


def test_all_are_briefed_again_after_another_length_but_edits_stay(store, tmp_path):
    paths = [tmp_path / name for name in ("mot.txt", "hai.txt", "ba.txt")]
    for path in paths:
        path.write_text("x")
    rig = Rig(store)
    rig.add(*paths)
    rig.desk.briefing.brief_all()
    rig.settle()
    rig.desk.show(rig.desk.library.entries[0])
    rig.edit("Câu đã sửa.")
    rig.eyes.told.clear()
    rig.desk.briefing.brief_all()
    assert rig.eyes.names() == ["nothing_waits"]
    rig.desk.preferences.words = 180
    before = len(rig.worker.requests)
    rig.desk.briefing.brief_all()
    rig.settle()
    asked = [one for one in rig.worker.requests[before:] if isinstance(one, p.Compose)]
    assert [one.options.words for one in asked] == [180, 180]
    assert ("brief_all_kept", {"n": 2, "kept": 1}) in rig.eyes.told
    rig.leave()
    # What is in the store alone is fetched, and briefed by the choice of today.
    rig = Rig(store)
    rig.desk.preferences.words = 60
    rig.desk.briefing.brief_all()
    rig.settle()
    rig.settle()
    assert sum(isinstance(one, p.Compose) for one in rig.worker.requests) == 2
    rig.leave()


def test_arrivals_are_briefed_and_told(store, tmp_path):
    rig = Rig(store)
    rig.desk.preferences.auto = True
    paths = [tmp_path / name for name in ("mot.txt", "hai.txt")]
    for path in paths:
        path.write_text("x")
    rig.desk.appeared(paths)
    rig.settle()
    assert [entry.state for entry in rig.desk.library.entries] == [State.WARNED, State.WARNED]
    assert {"arrivals_warned"} <= set(rig.eyes.names())
    rig.leave()


def test_a_row_goes_into_the_brief_once(store, file):
    rig = Rig(store)
    rig.add(file)
    rig.brief()
    figure = rig.desk.entry.facts.figures[7]
    rig.desk.edits.include([figure.span])
    assert rig.words(2).startswith("Các huyện tập trung giải ngân")
    rig.desk.edits.include([figure.span])
    assert rig.eyes.names()[-1] == "there_already"
    rig.leave()


def test_sorting_by_time_and_by_warnings(tmp_path):
    rig = Rig()
    paths = [tmp_path / name for name in ("mot.txt", "hai.txt")]
    for path in paths:
        path.write_text("x")
    rig.add(*paths)
    rig.desk.show(rig.desk.library.entries[1])
    rig.brief()
    rig.desk.library.sort = "warnings"
    assert rig.desk.library.view()[0].name == "hai.txt"
    rig.desk.library.entries[0].added = "2020-01-01T00:00:00+00:00"
    rig.desk.library.sort = "newest"
    assert rig.desk.library.view()[0].name == "hai.txt"


def test_passwords_are_neither_shown_nor_kept(store):
    rig = Rig(store)
    rig.desk.add(["https://an:mat-khau@vidu.vn/tin"])
    rig.settle()
    assert rig.desk.library.entries[0].name == "vidu.vn/tin"
    rig.brief()
    rig.leave()
    with open_store(store) as kept:
        assert [row.source for row in sessions.rows(kept.db, "")] == ["https://an@vidu.vn/tin"]
    for path in store.parent.glob("store.db*"):
        assert b"mat-khau" not in path.read_bytes()


def test_a_legacy_session_is_taken_over_once(store, file, tmp_path):
    import json
    from dataclasses import asdict

    from summarizer.brief.model import BriefSentence
    from tests.tui.conftest import make_brief

    article = make_article()
    brief = make_brief(article, make_facts(article))
    words = {"headline": asdict(brief.headline), "summary": [asdict(s) for s in brief.summary]}
    now = {**words, "summary": [asdict(BriefSentence("Câu sửa từ trước.")), *words["summary"][1:]]}
    kept = {
        "engine": asdict(brief.engine),
        "left_out": {"figures": [1], "directives": []},
        "warnings": [],
        "original": words,
        "current": now,
    }
    session = tmp_path / "session.json"
    entries = [
        {"source": str(file), "offset": 7, "item": "s1"},
        {"source": "-", "text": "Bài dán.", "offset": 0, "item": ""},
    ]
    data = {
        "schema": "tomtat.session/1",
        "entries": entries,
        "briefs": {article.id: kept},
        "desk": {"sort": "title"},
        "current": "",
    }
    session.write_text(json.dumps(data), encoding="utf-8")
    for _ in range(2):
        rig = Rig(store)
        rig.desk.memory.take_over(session)
        rig.settle()
        assert len(rig.desk.library.entries) == 2
        rig.desk.show(rig.desk.library.by_source(str(file)))
        rig.settle()
        assert rig.words() == "Câu sửa từ trước."
        rig.leave()
    assert not session.exists()
    aside = tmp_path / "session.taken-over.json"
    assert aside.stat().st_mode & 0o777 == 0o600


def test_the_desk_knows_no_terminal():
    import subprocess
    import sys

    code = (
        "import sys, summarizer.tui.desk; sys.exit(any(m.split('.')[0] in ('textual', 'torch') for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_surprise_in_the_keeper_does_not_end_it(store, file, monkeypatch):
    rig = Rig(store)
    rig.add(file)

    def surprise(*args):
        raise RuntimeError("không ngờ")

    monkeypatch.setattr("summarizer.tui.keeping.sessions.put", surprise)
    rig.desk.annotate(rig.desk.entry, "một")
    rig.settle()
    assert "không ngờ" in rig.desk.memory.trouble
    monkeypatch.undo()
    rig.desk.annotate(rig.desk.entry, "hai")
    rig.settle()
    assert rig.desk.memory.trouble == ""
    rig.leave()
    assert isinstance(StoreError("store_full", path="x"), TomtatError)
