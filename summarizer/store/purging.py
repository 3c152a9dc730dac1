"""Taking things out of a store for good, from the index of words too."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from summarizer.document.members import BETWEEN, MARK
from summarizer.store.connection import Store
from summarizer.store.keeping import vacuum
from summarizer.store.names import pack
from summarizer.text.fold import plain

_ID = 8
"""Digits of an id that name an article."""
_HOLDERS = ("meanings", "past_works", "works", "briefs", "facts")
"""Tables whose rows hang on an article, those that others point to last."""


@dataclass(frozen=True, slots=True)
class Purged:
    """How much went."""

    articles: int
    entries: int


def find(db: sqlite3.Connection, name: str) -> list[int]:
    """The articles meant by the beginning of an id (eight digits or more), a path or an address."""
    numbers: set[int] = set()
    if is_id(name):
        numbers |= {no for (no,) in db.execute("SELECT no FROM articles WHERE id GLOB ?", (f"{name.lower()}*",))}
    where, names = _places(name, "origin")
    numbers |= {no for (no,) in db.execute(f"SELECT article FROM sources WHERE {where}", names)}
    where, names = _places(name, "source")
    numbers |= {no for (no,) in db.execute(f"SELECT article FROM queue WHERE ({where}) AND article NOT NULL", names)}
    return sorted(numbers)


def _absolute(name: str) -> str:
    return name if "://" in name else str(Path(name).expanduser().resolve())


def _places(name: str, column: str) -> tuple[str, list[str]]:
    """A condition on `column`, and its values: a path or address, however it is written, and what lies inside of it.

    So the attachments of a mail go with the mail.
    """
    same = {spelt for place in (name, _absolute(name)) for spelt in _spellings(place)}
    inside = [f"{place}{mark}" for place in same for mark in (MARK, BETWEEN)]
    values = [*map(pack, sorted(same)), *(value for start in map(pack, inside) for value in (start, start))]
    held = [f"{column} IN ({', '.join('?' * len(same))})", *[f"substr({column}, 1, length(?)) = ?"] * len(inside)]
    return " OR ".join(held), values


def _spellings(name: str) -> set[str]:
    return {name, name.replace(MARK, BETWEEN), name.replace(BETWEEN, MARK)}


def entries_of(db: sqlite3.Connection, name: str) -> list[int]:
    """The places in queues that a path or address has, briefed or not."""
    where, names = _places(name, "source")
    return [no for (no,) in db.execute(f"SELECT no FROM queue WHERE {where}", names)]


def is_id(name: str) -> bool:
    """Whether a name can be the beginning of an id."""
    return len(name) >= _ID and all(c in "0123456789abcdef" for c in name.lower())


def forget(store: Store, articles: list[int], entries: list[int] | None = None) -> Purged:
    """Remove articles with all that hangs on them, and places in queues. What was removed leaves no trace in the file.

    Raises:
        StoreError: it cannot be written.
    """
    with store.explained() as db:
        db.execute("PRAGMA secure_delete = ON")
    gone = 0
    with store.write() as db:
        for article in articles:
            gone += db.execute("DELETE FROM queue WHERE article = ?", (article,)).rowcount
            _remove(db, article)
        for entry in entries or ():
            gone += db.execute("DELETE FROM queue WHERE no = ?", (entry,)).rowcount
    vacuum(store)
    return Purged(len(articles), gone)


def _remove(db: sqlite3.Connection, article: int) -> None:
    title, text = db.execute("SELECT title, text FROM articles WHERE no = ?", (article,)).fetchone()
    # an index without content is told what to take out
    db.execute(
        "INSERT INTO found (found, rowid, title, body) VALUES ('delete', ?, ?, ?)", (article, plain(title), plain(text))
    )
    db.execute("DELETE FROM run_briefs WHERE brief IN (SELECT no FROM briefs WHERE article = ?)", (article,))
    for table in _HOLDERS:
        db.execute(f"DELETE FROM {table} WHERE article = ?", (article,))
    db.execute("DELETE FROM sources WHERE article = ?", (article,))
    db.execute("DELETE FROM articles WHERE no = ?", (article,))


def prune(store: Store, age: timedelta) -> Purged:
    """Forget what nobody has touched for so long: articles, taken-off rows and runs.

    An article stays while it stands in a queue, has a star, or was seen, briefed or edited since.

    Raises:
        StoreError: it cannot be written.
    """
    before = (datetime.now(UTC) - age).isoformat(timespec="seconds")
    with store.explained() as db:
        entries = [no for (no,) in db.execute("SELECT no FROM queue WHERE removed < ?", (before,))]
        articles = [
            no
            for (no,) in db.execute(
                "SELECT no FROM articles a WHERE added < ?1"
                " AND NOT EXISTS (SELECT 1 FROM sources s WHERE s.article = a.no AND s.seen >= ?1)"
                " AND NOT EXISTS (SELECT 1 FROM briefs b WHERE b.article = a.no AND b.made >= ?1)"
                " AND NOT EXISTS (SELECT 1 FROM works w WHERE w.article = a.no AND w.changed >= ?1)"
                " AND NOT EXISTS (SELECT 1 FROM queue q WHERE q.article = a.no"
                " AND (q.removed IS NULL OR q.removed >= ?1 OR json_extract(q.data, '$.star')))",
                (before,),
            )
        ]
    with store.write() as db:
        old = "SELECT no FROM runs WHERE started < ?"
        for table in ("run_briefs", "failures"):
            db.execute(f"DELETE FROM {table} WHERE run IN ({old})", (before,))
        db.execute("DELETE FROM runs WHERE started < ?", (before,))
    return forget(store, articles, entries)
