"""Runs: what was asked for, which brief stood for each input, what failed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from summarizer.store import codec
from summarizer.store.briefs import now
from summarizer.store.names import pack, scrubbed, unpack


@dataclass(frozen=True, slots=True)
class RunBrief:
    """One input of a run and the brief that stands for it."""

    position: int
    origin: str
    folder: str
    brief: int


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be briefed; `message` is one line in words."""

    position: int
    origin: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Run:
    """A run as it went. `finished` is None where it was interrupted, or is still going."""

    number: int
    started: str
    finished: str | None
    call: Mapping[str, object]
    total: int
    made: int
    known: int
    failed: int


def begin(db: sqlite3.Connection, call: Mapping[str, object], total: int) -> int:
    """A new run's number. Addresses in what was asked for are kept without their passwords."""
    kept = codec.dumps({name: scrubbed(value) for name, value in call.items()})
    number = db.execute("INSERT INTO runs (started, call, total) VALUES (?, ?, ?)", (now(), kept, total)).lastrowid
    assert number is not None
    return number


def add(db: sqlite3.Connection, run: int, entry: RunBrief, *, made: bool) -> None:
    """Note the brief of one input, made now or known before."""
    db.execute(
        "INSERT OR REPLACE INTO run_briefs VALUES (?, ?, ?, ?, ?)",
        (run, entry.position, pack(entry.origin), pack(entry.folder), entry.brief),
    )
    column = "made" if made else "known"
    db.execute(f"UPDATE runs SET {column} = {column} + 1 WHERE no = ?", (run,))


def fail(db: sqlite3.Connection, run: int, failure: Failure) -> None:
    """Note an input that failed."""
    db.execute(
        "INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?, ?)",
        (run, failure.position, pack(failure.origin), failure.code, failure.message),
    )


def finish(db: sqlite3.Connection, run: int) -> None:
    """The run went to its end."""
    db.execute("UPDATE runs SET finished = ? WHERE no = ?", (now(), run))


_RUN = (
    "SELECT no, started, finished, call, total, made, known,"
    " (SELECT count(*) FROM failures f WHERE f.run = runs.no) FROM runs"
)


def _run(row: tuple[int, str, str | None, str, int, int, int, int]) -> Run:
    return Run(row[0], row[1], row[2], json.loads(row[3]), *row[4:])


def latest(db: sqlite3.Connection, limit: int) -> list[Run]:
    """The last runs, newest first."""
    return [_run(row) for row in db.execute(f"{_RUN} ORDER BY no DESC LIMIT ?", (limit,))]


def get(db: sqlite3.Connection, number: int) -> Run | None:
    """One run."""
    row = db.execute(f"{_RUN} WHERE no = ?", (number,)).fetchone()
    return _run(row) if row else None


def briefs_of(db: sqlite3.Connection, run: int) -> list[RunBrief]:
    """Inputs and briefs of a run, in input order."""
    rows = db.execute("SELECT position, origin, folder, brief FROM run_briefs WHERE run = ? ORDER BY position", (run,))
    return [RunBrief(position, unpack(origin), unpack(folder), brief) for position, origin, folder, brief in rows]


def failures_of(db: sqlite3.Connection, run: int) -> list[Failure]:
    """What failed in a run, in input order."""
    rows = db.execute("SELECT position, origin, code, message FROM failures WHERE run = ? ORDER BY position", (run,))
    return [Failure(position, unpack(origin), *rest) for position, origin, *rest in rows]


def earlier_cards(db: sqlite3.Connection, run: int, most: int = 20_000) -> list[tuple[int, str, str]]:
    """(run, origin, card) of what runs before `run` briefed, each brief once, the newest first."""
    rows = db.execute(
        "SELECT max(r.run), max(r.origin), b.card FROM run_briefs r JOIN briefs b ON b.no = r.brief"
        " WHERE r.run < ? AND r.brief NOT IN (SELECT brief FROM run_briefs WHERE run = ?)"
        " GROUP BY r.brief ORDER BY max(r.run) DESC, r.brief DESC LIMIT ?",
        (run, run, most),
    )
    return [(int(number), unpack(origin), card) for number, origin, card in rows]
