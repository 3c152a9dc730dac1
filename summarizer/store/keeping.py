"""Looking after a store: is it sound, is it small, can it leave."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from summarizer.store import Store, briefs
from summarizer.store.names import unpack


def problems(store: Store) -> list[str]:
    """What is wrong with a store, in SQLite's words and ours; empty where it is sound."""
    found: list[str] = []
    try:
        found += [str(row[0]) for row in store.db.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
        found += [f"{row[0]} {row[1]} → {row[2]}" for row in store.db.execute("PRAGMA foreign_key_check")]
        if not found:
            store.db.execute("INSERT INTO found (found) VALUES ('integrity-check')")
            found += list(_unreadable(store.db))
    except sqlite3.DatabaseError as error:
        found.append(str(error))
    return found


def _unreadable(db: sqlite3.Connection) -> Iterator[str]:
    """Briefs that cannot be read back."""
    for (number,) in db.execute("SELECT no FROM briefs ORDER BY no").fetchall():
        try:
            briefs.get(db, number)
        except (ValueError, TypeError, KeyError, IndexError) as error:
            yield f"brief {number}: {error}"


def counts(store: Store) -> dict[str, int]:
    """How much a store holds; `bytes` on disk."""
    tables = ("articles", "briefs", "runs", "failures")
    with store.explained() as db:
        found = {t: int(db.execute(f"SELECT count(*) FROM {t}").fetchone()[0]) for t in tables}
        pages, size = (int(db.execute(f"PRAGMA {p}").fetchone()[0]) for p in ("page_count", "page_size"))
    return found | {"bytes": pages * size}


def vacuum(store: Store) -> None:
    """Give back what is not used, and tidy the index: nothing of what went stays readable, in free pages or the log.

    Raises:
        StoreError: the disk has no room for the copy that this takes, or another run is at work.
    """
    with store.explained() as db:
        db.execute("INSERT INTO found (found) VALUES ('optimize')")
        db.execute("VACUUM")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def newest(store: Store) -> Iterator[tuple[int, str]]:
    """(number, origin) of the newest brief of every article, oldest article first."""
    with store.explained() as db:
        rows = db.execute(
            "SELECT max(b.no), coalesce((SELECT origin FROM sources s WHERE s.article = b.article"
            " ORDER BY seen DESC, origin LIMIT 1), '') FROM briefs b GROUP BY b.article ORDER BY b.article"
        ).fetchall()
    yield from ((number, unpack(origin)) for number, origin in rows)
