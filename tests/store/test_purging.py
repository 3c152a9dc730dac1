"""Forgetting: what was forgotten is in no table, not in the index, and not in the bytes of the file."""

from __future__ import annotations

from datetime import timedelta

import pytest

from summarizer.brief.model import Options
from summarizer.store import briefs, keeping, purging, runs, search, sessions, works
from summarizer.store.rows import rows
from summarizer.store.runs import RunBrief
from summarizer.store.sessions import Row
from summarizer.store.works import Work


@pytest.fixture
def full(store, brief):
    """An article that everything in the store hangs on."""
    with store.write() as db:
        number = briefs.put(db, rows(brief, Options(), "{}"), "/bai/ngan-sach.txt", "1-1")
        run = runs.begin(db, {}, 1)
        runs.add(db, run, RunBrief(0, "/bai/ngan-sach.txt", "", number), made=True)
        works.keep(db, works.pack(Work(brief, brief.headline, brief.summary)))
        sessions.put(db, "", Row(0, "/bai/ngan-sach.txt", None, brief.article.id))
    return store


@pytest.mark.parametrize("name", ["id", "/bai/ngan-sach.txt"])
def test_forgetting_leaves_no_trace(full, brief, name):
    name = brief.article.id[:12] if name == "id" else name
    found = purging.find(full.db, name)
    assert len(found) == 1
    assert purging.forget(full, found) == purging.Purged(1, 1)
    assert keeping.problems(full) == []
    assert keeping.counts(full)["articles"] == 0
    assert search.search(full.db, "ngân sách") == []
    assert sessions.rows(full.db, "") == []
    for file in full.path.parent.iterdir():
        data = file.read_bytes()
        assert b"8.250" not in data
        assert b"ngan sach" not in data


def test_what_is_not_there_is_not_found(full):
    assert purging.find(full.db, "khong-co.txt") == []
    assert purging.find(full.db, "abc") == []


def test_pruning_spares_what_is_used(full, brief):
    assert purging.prune(full, timedelta(days=90)) == purging.Purged(0, 0)
    for table, column in (
        ("articles", "added"),
        ("sources", "seen"),
        ("briefs", "made"),
        ("works", "changed"),
        ("runs", "started"),
    ):
        full.db.execute(f"UPDATE {table} SET {column} = '2020-01-01T00:00:00+00:00'")
    # It stands in a queue: nobody has put it away.
    assert purging.prune(full, timedelta(days=90)) == purging.Purged(0, 0)
    assert full.db.execute("SELECT count(*) FROM runs").fetchone() == (0,)
    full.db.execute("UPDATE queue SET removed = '2020-01-01', data = '{\"star\": true}'")
    assert purging.prune(full, timedelta(days=90)) == purging.Purged(0, 1)
    assert purging.prune(full, timedelta(days=90)) == purging.Purged(1, 0)
    assert keeping.problems(full) == []


@pytest.mark.parametrize("name", ["/bai/thu.eml", "/bai/thu.eml!/so-lieu.txt", "/bai/thu.eml › so-lieu.txt"])
def test_an_attachment_goes_by_either_name_and_with_its_mail(store, brief, name):
    with store.write() as db:
        briefs.put(db, rows(brief, Options(), "{}"), "/bai/thu.eml › so-lieu.txt", "1-1")
        sessions.put(db, "", Row(0, "/bai/thu.eml!/so-lieu.txt", None, None))
    assert len(purging.find(store.db, name)) == 1
    assert len(purging.entries_of(store.db, name)) == 1
    assert purging.find(store.db, "/bai/thu") == []
