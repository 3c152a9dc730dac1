"""Works: a brief with the text it was made of comes back whole; desks that meet lose nobody's words."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace

import pytest

from summarizer.store import open_store, sessions, works
from summarizer.store.migrations import LATEST
from summarizer.store.sessions import Row
from summarizer.store.works import Typing, Work


def work(brief, text="Câu đã sửa.", **more):
    changed = (replace(brief.summary[0], text=text, figures=(), pieces=()), *brief.summary[1:])
    return Work(brief, brief.headline, changed, **more)


def kept(store, one):
    packed = works.pack(one)
    with store.write() as db:
        return works.keep(db, packed)


def test_a_work_comes_back_with_its_text(store, brief):
    one = work(brief, typing=Typing(0, False, "cũ", "mới"), asked='{"words": 100}')
    assert kept(store, one) == (1, None)
    back = works.recall(store.db, brief.article.id)
    assert back == replace(one, version=1)
    assert back.edited
    assert back.brief.article.text == brief.article.text
    assert works.recall(store.db, "0" * 64) is None
    assert store.db.execute("SELECT count(*) FROM works").fetchone() == (1,)


def test_the_later_of_two_desks_gets_the_words_of_the_other(store, brief):
    version, _ = kept(store, work(brief, "Câu của bàn một."))
    mine = work(brief, "Câu của bàn hai.")
    second, other = kept(store, mine)
    assert second == version + 1
    assert works.words_of(store.db, mine, other).summary[0].text == "Câu của bàn một."
    assert works.recall(store.db, brief.article.id).summary[0].text == "Câu của bàn hai."
    assert store.db.execute("SELECT count(*) FROM past_works").fetchone() == (1,)
    assert [past.summary[0].text for past in works.recall(store.db, brief.article.id).past] == ["Câu của bàn một."]
    # Of facts that are no longer there: no way to it, but none barred to the rest.
    store.db.execute("UPDATE past_works SET current = replace(current, '\"left_out\":[[', '\"left_out\":[[99,')")
    assert works.recall(store.db, brief.article.id).past == ()


def test_a_readers_words_never_give_way_to_an_engines(store, brief):
    version, _ = kept(store, work(brief, "Câu đã sửa."))
    assert kept(store, Work(brief, brief.headline, brief.summary))[0] == version
    assert works.recall(store.db, brief.article.id).summary[0].text == "Câu đã sửa."


def test_words_that_give_way_to_a_new_brief_or_to_later_ones_stay(store, brief):
    def past():
        return [one.summary[0].text for one in works.recall(store.db, brief.article.id).past]

    version, _ = kept(store, work(brief, "Một."))
    checked = replace(work(brief, "Một."), version=version)
    checked = replace(checked, summary=(replace(checked.summary[0], reasons=("đã đối chiếu",)), *checked.summary[1:]))
    version, _ = kept(store, checked)
    assert past() == []
    version, _ = kept(store, work(brief, "Hai.", version=version))
    assert past() == ["Một."]
    version, other = kept(store, Work(brief, brief.headline, brief.summary, version=version))
    assert other is None
    assert past() == ["Một.", "Hai."]
    for number in range(works.PAST + 2):
        version, _ = kept(store, work(brief, f"Câu {number}.", version=version))
    assert past() == [f"Câu {number}." for number in range(1, works.PAST + 1)]


def test_what_is_known_and_unchanged_crosses_nobody(store, brief):
    version, _ = kept(store, work(brief, "Một."))
    assert kept(store, work(brief, "Hai.", version=version)) == (version + 1, None)
    assert kept(store, work(brief, "Hai.")) == (version + 2, None)


@pytest.mark.parametrize("column", ["original", "current", "typing"])
def test_a_damaged_work_is_said_to_be_one(store, brief, column):
    kept(store, work(brief, typing=Typing(0, False, "a", "b")))
    store.db.execute(f"UPDATE works SET {column} = '{{\"x\": 1}}'")
    with pytest.raises(ValueError, match=r"."):
        works.recall(store.db, brief.article.id)


def test_rows_keep_their_place_and_what_was_given(store):
    with store.write() as db:
        first = sessions.put(db, "", Row(0, "/a/b\udce1.txt", None, None, {"note": "ghi \udce1"}))
        second = sessions.put(db, "", Row(0, "-", "Bài dán.".encode()))
        third = sessions.put(db, "", Row(0, "-", "Bài dán.".encode()))
        assert sessions.put(db, "", Row(0, "/a/b\udce1.txt", removed="2025-01-01")) == first
        sessions.put(db, "khác", Row(0, "/c.txt"))
    rows = sessions.rows(store.db, "")
    assert [row.number for row in rows] == [first, second, third]
    assert rows[0].source == "/a/b\udce1.txt"
    assert rows[0].removed == "2025-01-01"
    assert rows[1].given == "Bài dán.".encode()


def test_a_store_of_the_digest_alone_is_brought_up(tmp_path):
    path = tmp_path / "cũ.db"
    open_store(path).close()
    db = sqlite3.connect(path)
    for table in ("works", "past_works", "sessions", "queue", "meanings"):
        db.execute(f"DROP TABLE {table}")
    db.execute("PRAGMA user_version = 1")
    db.commit()
    db.close()
    with open_store(path) as store:
        assert store.db.execute("PRAGMA user_version").fetchone() == (LATEST,)
        assert sessions.rows(store.db, "") == []


def test_passwords_that_an_old_store_kept_are_wiped(tmp_path):
    path = tmp_path / "cũ.db"
    feed, bare = "https://an:mat-khau@bao.vn/rss", "https://an@bao.vn/rss"
    open_store(path).close()
    db = sqlite3.connect(path)
    call = json.dumps({"sources": ["a.txt", feed], "words": 60})
    db.execute("INSERT INTO runs (started, call, total) VALUES ('2025-01-01', ?, 1)", (call,))
    for url in (feed, bare, "https://tin.vn/rss"):
        db.execute("INSERT INTO feeds VALUES (?, '\"v1\"', '', '2025-01-01')", (url,))
        db.execute("INSERT INTO feed_entries VALUES (?, 0, ?, 'x', NULL)", (url, url.replace("rss", "1.html")))
    db.execute(f"PRAGMA user_version = {LATEST - 1}")
    db.commit()
    db.close()
    assert b"mat-khau" in path.read_bytes()
    with open_store(path) as store:
        assert json.loads(store.db.execute("SELECT call FROM runs").fetchone()[0])["sources"] == ["a.txt", bare]
        assert store.db.execute("SELECT url FROM feeds ORDER BY url").fetchall() == [(bare,), ("https://tin.vn/rss",)]
        found = store.db.execute("SELECT link FROM feed_entries ORDER BY link").fetchall()
        assert found == [("https://an@bao.vn/1.html",), ("https://tin.vn/1.html",)]
        assert not [file for file in tmp_path.iterdir() if b"mat-khau" in file.read_bytes()]


def test_a_new_store_is_for_its_owner_alone_and_an_old_one_keeps_its_rights(tmp_path):
    path = tmp_path / "store.db"
    with open_store(path) as store, store.write() as db:
        sessions.put_layout(db, "", {})
        for file in tmp_path.iterdir():
            assert file.stat().st_mode & 0o777 == 0o600, file.name
    path.chmod(0o660)
    open_store(path).close()
    assert path.stat().st_mode & 0o777 == 0o660
