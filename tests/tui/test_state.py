"""The session file: whole, atomic, and never the reason for a crash."""

from __future__ import annotations

import json

import pytest

from summarizer.brief.model import BriefSentence
from summarizer.tui import state
from summarizer.tui.edits import History
from summarizer.tui.library import Library, State
from tests.tui.conftest import make_article, make_brief, make_facts, press, settled


@pytest.fixture
def library():
    one = Library()
    entry = one.add("/bai/ngan-sach.txt")
    entry.article = make_article()
    entry.facts = make_facts(entry.article)
    entry.brief = make_brief(entry.article, entry.facts)
    entry.history = History.of(entry.brief)
    entry.history.push(entry.history.current.with_sentence(0, BriefSentence("Câu đã sửa.")))
    entry.place.offset, entry.place.item = 120, "s1"
    entry.settle()
    piped = one.add("-", piped="Bài từ đường ống".encode())
    piped.place.offset = 3
    return one


def test_round_trip(library, tmp_path):
    path = tmp_path / "thu-muc" / "session.json"
    entry = library.entries[0]
    state.save(path, state.remember(state.Session(), library.entries, entry, {"sort": "title"}))
    assert [file.name for file in path.parent.iterdir()] == ["session.json"]
    kept, trouble = state.load(path)
    assert trouble == ""
    assert kept.desk == {"sort": "title"}
    assert [one["source"] for one in kept.entries] == ["/bai/ngan-sach.txt", "-"]
    assert kept.entries[1]["text"] == "Bài từ đường ống"
    assert state.is_current(kept, kept.entries[0])
    assert not state.is_current(kept, kept.entries[1])
    assert state.place_of(kept.entries[0]).item == "s1"
    brief, history = state.recall(kept, entry.article, entry.facts)
    assert history.current == entry.history.current
    assert history.original == entry.history.original
    assert brief == entry.brief
    assert state.recall(kept, make_article([("body", ["khác"])]), entry.facts) is None


def test_briefs_outlive_the_queue(library):
    session = state.remember(state.Session(), library.entries, None, {})
    session = state.remember(session, [], None, {})
    assert session.entries == []
    assert state.recall(session, library.entries[0].article, library.entries[0].facts) is not None


@pytest.mark.parametrize(
    "content", ["{", "[]", '{"schema": "tomtat.session/9"}', '{"schema": "tomtat.session/1"}', "\x00", "[" * 100_000]
)
def test_a_damaged_file_is_put_aside(tmp_path, content):
    path = tmp_path / "session.json"
    path.write_text(content, encoding="utf-8")
    session, trouble = state.load(path)
    assert session == state.Session()
    assert trouble.endswith("session.damaged.json")
    assert not path.exists()
    assert (tmp_path / "session.damaged.json").read_text(encoding="utf-8") == content


def test_no_file_is_no_trouble(tmp_path):
    assert state.load(tmp_path / "session.json") == (state.Session(), "")
    assert state.load(tmp_path)[1] != ""


@pytest.mark.parametrize("harm", ["status", "evidence", "engine", "original"])
def test_a_damaged_brief_is_none(library, harm):
    entry = library.entries[0]
    session = state.remember(state.Session(), library.entries, entry, {})
    data = json.loads(json.dumps(session.briefs[entry.article.id]))
    if harm == "status":
        data["original"]["summary"][0]["status"] = "wonderful"
    elif harm == "evidence":
        data["current"]["summary"][0]["evidence"] = [{"start": 0, "end": 10**9, "score": 1.0}]
    elif harm == "engine":
        data["engine"] = {"name": "x"}
    else:
        del data["original"]
    session.briefs[entry.article.id] = data
    assert state.recall(session, entry.article, entry.facts) is None


def test_a_write_that_fails_leaves_the_old_file(library, tmp_path, monkeypatch):
    path = tmp_path / "session.json"
    state.save(path, state.Session())
    before = path.read_bytes()

    def refuse(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    with pytest.raises(OSError, match="No space"):
        state.save(path, state.remember(state.Session(), library.entries, None, {}))
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["session.json"]


def test_where_it_is_kept(monkeypatch, tmp_path):
    monkeypatch.setenv("TOMTAT_SESSION", str(tmp_path / "x.json"))
    assert state.default_path() == tmp_path / "x.json"
    monkeypatch.delenv("TOMTAT_SESSION")
    assert state.default_path().name == "session.json"


async def test_the_desk_comes_back_as_it_was_left(desk, folder, tmp_path):
    path = tmp_path / "session.json"
    async with desk(folder, session=path) as (pilot, screen):
        await press(pilot, "desk.brief_all", "down", "desk.pane_brief", "down", "down", "brief.remove", "desk.wider")
        shares = screen.layout_data()["shares"]
        await press(pilot, "desk.theme", "down", "enter")
        pilot.app._save_changes()
        await settled(pilot)
        assert path.exists()
        pilot.app.leave()
    async with desk(session=path) as (pilot, screen):
        assert [entry.name for entry in screen.library.entries] == ["giao-thong.txt", "ngan-sach.txt", "y-te.txt"]
        assert screen.entry.name == "ngan-sach.txt"
        assert len(screen.entry.current().summary) == 2
        assert screen.entry.history.edited
        assert all(entry.state is not State.WAITING for entry in screen.library.entries)
        assert screen.layout_data()["shares"] == shares
        assert pilot.app.theme == "tomtat-light"
        pilot.app.leave()
    async with desk(session=path, fresh=True) as (pilot, screen):
        assert screen.library.entries == []


async def test_piped_text_survives_a_restart(desk, tmp_path):
    path = tmp_path / "session.json"
    async with desk(session=path, piped=["Một bài từ đường ống.".encode()]) as (pilot, screen):
        assert "đường ống" in screen.entry.article.text
        pilot.app.leave()
    async with desk(session=path) as (pilot, screen):
        assert "đường ống" in screen.entry.article.text


async def test_a_session_that_cannot_be_kept_is_a_notice(desk, folder, tmp_path, monkeypatch):
    def refuse(path, session):
        raise OSError(28, "No space left on device")

    (tmp_path / "session.json").write_text("{", encoding="utf-8")
    async with desk(folder, session=tmp_path / "session.json") as (pilot, _screen):
        notices = [notice.message for notice in pilot.app._notifications]
        assert any("session.damaged.json" in words for words in notices)
        monkeypatch.setattr("summarizer.tui.app.state.save", refuse)
        # On a slow machine the desk has saved by itself before.
        pilot.app.dirty = True
        pilot.app._save_changes()
        await settled(pilot)
        notices = [notice.message for notice in pilot.app._notifications]
        assert any("không lưu được phiên làm việc: đĩa đã đầy" in words for words in notices)
        pilot.app.leave()
