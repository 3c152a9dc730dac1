"""Keeping the desk's work in the store: a thread that writes what changed, and fetches what is asked for.

The desk hands over snapshots of immutable things and goes on; each is one transaction. What could not be written is
told at once, kept here, and tried again with the next. Reports come through `post`, from this thread.
"""

from __future__ import annotations

import contextlib
import os
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from summarizer.brief.model import Brief
from summarizer.errors import TomtatError, reason
from summarizer.store import Store, open_store, sessions, works
from summarizer.store.sessions import Row
from summarizer.store.works import Work
from summarizer.tui.reports import Crossed, Failed, Joined, Looked, Marked, Overtaken, Recalled, Recovered, Report
from summarizer.tui.stamps import stamp

AGAIN: Final = 3.0
"""Seconds between attempts to write what could not be written."""


@dataclass(frozen=True)
class Snapshot:
    """What changed on the desk. `rows` and `works` by the key of their entry; `layout` None where it is as it was."""

    rows: dict[int, Row] = field(default_factory=dict)
    works: dict[int, Work] = field(default_factory=dict)
    layout: dict[str, Any] | None = None

    def then(self, later: Snapshot) -> Snapshot:
        """Both, the later one over this one."""
        layout = self.layout if later.layout is None else later.layout
        return Snapshot(self.rows | later.rows, self.works | later.works, layout)

    def __bool__(self) -> bool:
        return bool(self.rows or self.works or self.layout is not None)


@dataclass(frozen=True)
class Opened:
    """What a store knew of a session when it was opened."""

    rows: list[Row]
    layout: dict[str, Any]
    works: frozenset[str]


def look(path: Path, session: str) -> Opened:
    """Read a session; the store is made where there is none.

    Raises:
        StoreError: it cannot be used; in words.
    """
    with open_store(path) as store, store.explained() as db:
        known = frozenset(id for (id,) in db.execute("SELECT a.id FROM works w JOIN articles a ON a.no = w.article"))
        return Opened(sessions.rows(db, session), sessions.layout(db, session), known)


class Keeper:
    """The thread. `path` may change while it runs: then everything that it was given goes there."""

    def __init__(self, path: Path, session: str, post: Callable[[Report], None]) -> None:
        self.path, self.session = path, session
        self.trouble = ""
        """Why the last attempt failed, in words; empty where all is written."""
        self._post = post
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._pending = Snapshot()
        self._store: Store | None = None
        self._numbers: dict[int, int] = {}
        self._bases: dict[int, dict[str, Any]] = {}
        """The data of rows as this desk read or wrote them last, by entry."""
        self._versions: dict[str, int] = {}
        self._wrote: dict[str, tuple[str, int]] = {}
        """The reader's words that were written here last, and the key of their entry, by the id of the text."""
        self._past = 0
        """The last words seen that gave way to others."""
        self._own: set[int] = set()
        """Those after it that gave way to words of this desk: no news."""
        self._whole = Snapshot()
        self._last = self._version = 0
        """The last row seen of other desks, and SQLite's number for what they all wrote."""
        self._thread = threading.Thread(target=self._run, name="keeping", daemon=True)
        self._thread.start()

    # --- from the desk; all return at once

    def began(self, rows: dict[int, Row], last: int = 0) -> None:
        """The rows that are on the desk, by entry, and the number of the last one that was read."""
        self._do(lambda: self._began(rows, last))

    def save(self, snapshot: Snapshot) -> None:
        """Write this, with what is left of earlier ones."""
        self._do(lambda: self._save(snapshot))

    def recall(self, key: int, id: str, origin: str | None) -> None:
        """Fetch the work on a text."""
        self._do(lambda: self._recall(key, id, origin))

    def look_for_others(self) -> None:
        """Look what other desks put into the queue."""
        self._do(self._others)

    def look_at(self, sources: dict[int, str]) -> None:
        """Look what became of sources."""
        self._do(lambda: self._post(Looked({key: stamp(source) for key, source in sources.items()})))

    def gather(self, ids: list[str], then: Callable[[Store, list[Brief]], None]) -> None:
        """Call `then`, in this thread, with the briefs of these texts as they stand."""
        self._do(lambda: self._gather(ids, then))

    def move(self, path: Path) -> None:
        """Keep everything in another store from here on."""
        self._do(lambda: self._move(path))

    def rest(self, seconds: float = 10.0) -> bool:
        """Wait until all that was asked so far is done; False where that takes longer."""
        done = threading.Event()
        self._do(done.set)
        return done.wait(seconds)

    def close(self, seconds: float = 10.0) -> str:
        """Do what was asked, and end. Why not all of it was written, in words, or empty."""
        self._jobs.put(None)
        self._thread.join(seconds)
        return self.trouble

    def _do(self, job: Callable[[], None]) -> None:
        self._jobs.put(job)

    # --- in the thread

    def _run(self) -> None:
        # What the first article needs to be indexed, before somebody waits for it.
        with contextlib.suppress(ImportError):
            import rensa  # noqa: F401
        while True:
            try:
                job = self._jobs.get(timeout=AGAIN if self._pending else None)
            except queue.Empty:
                self._write()
                continue
            if job is None:
                break
            # A surprise must not end the thread that everything hangs on.
            try:
                job()
            except Exception as error:
                self._failed(f"{type(error).__name__}: {error}")
        if self._pending:
            self._write()
        if self._store is not None:
            self._store.close()

    def _open(self) -> Store:
        if self._store is None:
            self._store = open_store(self.path)
            if not self._past:  # what gave way before this desk began is none of its business
                with self._store.explained() as db:
                    self._past = works.newest_past(db)
        return self._store

    def _save(self, snapshot: Snapshot) -> None:
        self._pending = self._pending.then(snapshot)
        self._whole = self._whole.then(replace(snapshot, works={}))
        self._write()

    def _write(self) -> None:
        if not self._pending:
            return
        pending, crossed = self._pending, dict[int, str]()
        numbers, versions = dict(self._numbers), dict(self._versions)
        try:
            packed = {
                key: works.pack(replace(work, version=max(work.version, versions.get(work.brief.article.id, 0))))
                for key, work in pending.works.items()
            }
            store = self._open()
            with store.write() as db:
                before = works.newest_past(db)
                for key, one in packed.items():
                    versions[one.id], other = works.keep(db, one)
                    if other is not None:
                        crossed[key] = other
                for key, row in pending.rows.items():
                    placed = replace(row, number=numbers.get(key, row.number))
                    numbers[key] = sessions.put(db, self.session, placed, self._bases.get(key))
                if pending.layout is not None:
                    sessions.put_layout(db, self.session, pending.layout)
                own = range(before + 1, works.newest_past(db) + 1)
        except TomtatError as error:
            self._failed(str(error))
            return
        except OSError as error:
            self._failed(reason(error))
            return
        self._pending, self._numbers, self._versions = Snapshot(), numbers, versions
        self._own.update(own)
        self._bases.update((key, row.data) for key, row in pending.rows.items())
        self._wrote |= {one.id: (one.current, key) for key, one in packed.items() if one.edited}
        if self.trouble:
            self.trouble = ""
            self._post(Recovered())
        for key, other in crossed.items():
            with contextlib.suppress(ValueError, KeyError, TypeError):
                self._post(Crossed(key, works.words_of(store.db, pending.works[key], other)))

    def _began(self, rows: dict[int, Row], last: int) -> None:
        self._numbers.update((key, row.number) for key, row in rows.items())
        self._bases.update((key, row.data) for key, row in rows.items())
        self._last = max(self._last, last)

    def _others(self) -> None:
        if self.trouble:
            return
        with contextlib.suppress(TomtatError), self._open().explained() as db:
            (version,) = db.execute("PRAGMA data_version").fetchone()
            if version == self._version:
                return
            self._version = version
            for past, id, words in works.gave_way(db, self._past):
                self._past = past
                if past in self._own:
                    self._own.discard(past)
                    continue
                mine, key = self._wrote.get(id, ("", 0))
                if words == mine:
                    self._post(Overtaken(key))
            own = {number: key for key, number in self._numbers.items()}
            rows = sessions.rows(db, self.session)
            for row in rows:
                if row.number in own:
                    self._look_at_marks(own[row.number], row)
            found = [row for row in rows if row.number > self._last and row.number not in own]
            if found:
                self._last = found[-1].number
                self._post(Joined([row for row in found if row.removed is None]))

    def _look_at_marks(self, key: int, row: Row) -> None:
        before, now = sessions.marks(self._bases.get(key, {})), sessions.marks(row.data)
        if before != now:
            self._bases[key] = self._bases.get(key, {}) | now
            self._post(Marked(key, before, now))

    def _failed(self, words: str) -> None:
        # After a failure the connection may be of no use any more: a file that was moved, a disk that came back.
        if self._store is not None:
            self._store.close()
            self._store = None
        told, self.trouble = self.trouble, words
        if words != told:
            self._post(Failed(words))

    def _recall(self, key: int, id: str, origin: str | None) -> None:
        work = None
        with contextlib.suppress(TomtatError, ValueError):
            store = self._open()
            with store.explained() as db:
                work = works.recall(db, id, origin)
            if work is not None:
                self._versions[id] = max(self._versions.get(id, 0), work.version)
        self._post(Recalled(key, id, work))

    def _gather(self, ids: list[str], then: Callable[[Store, list[Brief]], None]) -> None:
        store = self._open()
        with store.explained() as db:
            found = [works.recall(db, id) for id in ids]
        then(store, [work.current for work in found if work is not None])

    def _move(self, path: Path) -> None:
        before, rows, held = self._store, dict[int, Row](), list[Work]()
        if before is None:
            with contextlib.suppress(TomtatError):
                before = open_store(self.path, read_only=True)
        if before is not None:
            with contextlib.suppress(TomtatError, ValueError), before.explained() as db:
                keys = {number: key for key, number in self._numbers.items()}
                rows = {keys[row.number]: row for row in sessions.rows(db, self.session) if row.number in keys}
                ids = {row.article for row in (*rows.values(), *self._whole.rows.values()) if row.article}
                held = [work for id in ids if (work := works.recall(db, id)) is not None]
            before.close()
        self._store, self.path = None, path
        self._numbers, self._bases, self._versions, self._past, self._own = {}, {}, {}, 0, set()
        rows = {key: replace(row, number=0) for key, row in (rows | self._whole.rows).items()}
        works_of = {-number: replace(work, version=0) for number, work in enumerate(held, 1)}
        self._pending = Snapshot(rows, works_of, self._whole.layout).then(self._pending)
        self._write()


def put_aside(path: Path) -> None:
    """The session file was taken over: it stays, for its owner alone, where no later start looks for it."""
    with contextlib.suppress(OSError):
        aside = path.with_suffix(".taken-over.json")
        path.replace(aside)
        os.chmod(aside, 0o600)  # noqa: PTH101
