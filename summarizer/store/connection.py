"""Opening a store, and saying in words what is wrong with it."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from summarizer.errors import TomtatError, reason
from summarizer.store import migrations

PATIENCE: Final = 60.0
"""Seconds that a write waits for another run to finish one."""


class StoreError(TomtatError):
    """The store cannot be used; what it holds is untouched."""


@dataclass(frozen=True)
class Store:
    """An open store. Use one from the thread that opened it; close it, or use it in a `with`."""

    path: Path
    db: sqlite3.Connection

    @contextlib.contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it lands, or nothing.

        Raises:
            StoreError: the disk is full, the file is read-only, locked or damaged.
        """
        with self.explained():
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield self.db
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    self.db.execute("ROLLBACK")
                raise
            self.db.execute("COMMIT")

    @contextlib.contextmanager
    def explained(self) -> Iterator[sqlite3.Connection]:
        """Reading (or a statement of its own), with SQLite's errors in words."""
        try:
            yield self.db
        except sqlite3.Error as error:
            raise _explain(self.path, error) from error

    def close(self) -> None:
        """Close; what was committed stays."""
        with contextlib.suppress(sqlite3.Error):
            self.db.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def default_path() -> Path:
    """Where the store is kept: TOMTAT_STORE, else the platform's folder for data."""
    if named := os.environ.get("TOMTAT_STORE"):
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("tomtat", appauthor=False) / "store.db"


def open_store(path: Path, *, read_only: bool = False) -> Store:
    """Open the store at `path`; one that is not there is made, unless `read_only`.

    A store of an older program is migrated. Nothing is ever repaired or written over.

    Raises:
        StoreError: there is none (`read_only`), it cannot be opened, is damaged, or is a newer program's.
    """
    if read_only and not path.exists():
        raise StoreError("store_missing", path=path)
    try:
        if not read_only:
            path.parent.mkdir(parents=True, exist_ok=True)
            _for_owner(path)
        db = _connect(path, read_only)
    except OSError as error:
        raise StoreError("store_unwritable", path=path, why=reason(error)) from error
    except sqlite3.Error as error:
        raise _explain(path, error) from error
    try:
        _set_up(db, path, read_only)
    except sqlite3.Error as error:
        db.close()
        raise _explain(path, error) from error
    except BaseException:
        db.close()
        raise
    return Store(path, db)


def _for_owner(path: Path) -> None:
    """Make a store that is not there yet for its owner alone (SQLite gives its own files the same rights).

    One that is there keeps the rights it was given: a newsroom may share it.
    """
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _connect(path: Path, read_only: bool) -> sqlite3.Connection:
    if not read_only:
        return sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    name = f"file:{quote(str(path.absolute()))}"
    db = sqlite3.connect(f"{name}?mode=ro", uri=True, timeout=PATIENCE, isolation_level=None)
    try:
        db.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError:
        # a folder that cannot be written has no room for WAL's shared memory: then nobody writes to the store either
        db.close()
        if os.access(path.parent, os.W_OK) or not os.access(path, os.R_OK):
            raise
        db = sqlite3.connect(f"{name}?mode=ro&immutable=1", uri=True, isolation_level=None)
    return db


def _set_up(db: sqlite3.Connection, path: Path, read_only: bool) -> None:
    db.execute("PRAGMA foreign_keys = ON")
    # tables first: another process may be making the store, and its tables and version land together
    tables = migrations.has_tables(db)
    version = migrations.version(db)
    if version > migrations.LATEST:
        raise StoreError("store_newer", path=path)
    if read_only:
        if version < migrations.LATEST:
            raise StoreError("store_older", path=path)
        return
    if version == 0 and tables:  # somebody else's database
        raise StoreError("store_foreign", path=path)
    _use_wal(db)
    # with WAL a killed process loses nothing; only a power cut may lose the last transactions, never damage the file
    db.execute("PRAGMA synchronous = NORMAL")
    if version < migrations.LATEST:
        migrations.migrate(db)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # what a step wiped is not to live on beside the file


def _use_wal(db: sqlite3.Connection) -> None:
    """Switch to WAL, which needs the file for itself for a moment: SQLite does not wait for that, so this does."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))
            if not busy or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _explain(path: Path, error: sqlite3.Error) -> StoreError:
    """SQLite's error as one line that says what to do."""
    name = getattr(error, "sqlite_errorname", "") or ""
    for prefix, code in _CODES.items():
        if name.startswith(prefix):
            return StoreError(code, path=path, why=error)
    return StoreError("store_failed", path=path, why=error)


_CODES: Final = {
    "SQLITE_FULL": "store_full",
    "SQLITE_READONLY": "store_readonly",
    "SQLITE_PERM": "store_readonly",
    "SQLITE_CANTOPEN": "store_unwritable",
    "SQLITE_BUSY": "store_busy",
    "SQLITE_LOCKED": "store_busy",
    "SQLITE_CORRUPT": "store_damaged",
    "SQLITE_NOTADB": "store_foreign",
    "SQLITE_IOERR": "store_io",
}
