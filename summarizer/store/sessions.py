"""What stands on a desk: the queue with its places, stars and notes, and the layout. Several desks may share it.

Each desk writes the rows that it changed and no others; taking something off is a mark on its row, so that it can
be put back until it is purged.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from typing import Any, Final

from summarizer.store import codec
from summarizer.store.names import pack, unpack

MARKS: Final = ("note", "star", "done")
"""What a reader sets on an article."""


@dataclass(frozen=True, slots=True)
class Row:
    """One article of the queue. `number` 0 is a new one; `article` the id of the text that it was briefed on last."""

    number: int
    source: str
    given: bytes | None = None
    article: str | None = None
    data: dict[str, Any] = field(default_factory=dict)
    removed: str | None = None


def rows(db: sqlite3.Connection, session: str, after: int = 0) -> list[Row]:
    """The queue in its order, what was taken off too; of rows numbered after `after`."""
    found = db.execute(
        "SELECT q.no, q.source, q.given, a.id, q.data, q.removed FROM queue q LEFT JOIN articles a ON a.no = q.article"
        " WHERE q.session = ? AND q.no > ? ORDER BY q.no",
        (session, after),
    )
    return [
        Row(number, unpack(source), given, article, _data(data), removed)
        for number, source, given, article, data, removed in found
    ]


def _data(text: str) -> dict[str, Any]:
    data = json.loads(text)
    return data if isinstance(data, dict) else {}


def marks(data: dict[str, Any]) -> dict[str, Any]:
    """What a reader set on an article, out of the data of its row."""
    return {name: data.get(name) or None for name in MARKS}


def put(db: sqlite3.Connection, session: str, row: Row, base: dict[str, Any] | None = None) -> int:
    """Store a row as it stands, `removed` too; its number. A source that another desk put there is that row.

    `base` is the row's data as this desk knew it before: a mark that it did not set since then stays as it is stored,
    for another desk may have set it.
    """
    source = pack(row.source)
    number = row.number
    if not number and row.given is None:
        found = db.execute(
            "SELECT no FROM queue WHERE session = ? AND source = ? AND given IS NULL", (session, source)
        ).fetchone()
        number = int(found[0]) if found else 0
    if not number:
        number = (
            db.execute(
                "INSERT INTO queue (session, source, given, data) VALUES (?, ?, ?, '{}')", (session, source, row.given)
            ).lastrowid
            or 0
        )
    (stored,) = db.execute("SELECT data FROM queue WHERE no = ?", (number,)).fetchone() or ("{}",)
    before, mine = marks(base or {}), marks(row.data)
    theirs = {name: value for name, value in _data(stored).items() if name in MARKS and mine[name] == before[name]}
    db.execute(
        "UPDATE queue SET data = ?, removed = ?, article = coalesce((SELECT no FROM articles WHERE id = ?), article)"
        " WHERE no = ?",
        (codec.dumps(row.data | theirs), row.removed, row.article, number),
    )
    return number


def layout(db: sqlite3.Connection, session: str) -> dict[str, Any]:
    """How the desk was left; empty where it never was."""
    found = db.execute("SELECT data FROM sessions WHERE name = ?", (session,)).fetchone()
    return _data(found[0]) if found else {}


def put_layout(db: sqlite3.Connection, session: str, data: dict[str, Any]) -> None:
    """Remember how the desk is left."""
    db.execute("INSERT OR REPLACE INTO sessions (name, data) VALUES (?, ?)", (session, codec.dumps(data)))
