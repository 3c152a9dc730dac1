"""The schema, as the ordered steps that made it; `user_version` counts those applied."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from typing import Final

from summarizer.store.names import scrub, scrubbed

_FIRST: Final = """
CREATE TABLE articles (
    no INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,            -- SHA-256 of text, hex
    title TEXT NOT NULL,
    words INTEGER NOT NULL,
    date TEXT,                          -- ISO
    text TEXT NOT NULL,
    layout TEXT NOT NULL,               -- JSON: paragraphs, sentences, furniture, what loading said
    sketch BLOB NOT NULL,               -- MinHash of the text, for copies
    terms BLOB NOT NULL,                -- its trace (trace.py), for reports of one event
    added TEXT NOT NULL                 -- ISO, UTC
) STRICT;
CREATE TABLE sources (                  -- what was last read from where
    origin TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (no),
    stamp TEXT NOT NULL,                -- says whether the source is still the one that was read; '' where it cannot
    seen TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sources_of ON sources (article);
CREATE TABLE facts (
    no INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (no),
    program TEXT NOT NULL,              -- version that found them
    data TEXT NOT NULL,                 -- JSON
    UNIQUE (article, program)
) STRICT;
CREATE TABLE briefs (
    no INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (no),
    facts INTEGER NOT NULL REFERENCES facts (no),   -- those that left_out counts in
    engine TEXT NOT NULL,
    model TEXT NOT NULL,                -- model and revision
    options TEXT NOT NULL,
    headline TEXT NOT NULL,
    unsupported INTEGER NOT NULL,       -- sentences that the gate could not tie to the source
    data TEXT NOT NULL,                 -- JSON
    card TEXT NOT NULL,                 -- JSON: the short of it, for overviews
    made TEXT NOT NULL,
    UNIQUE (article, engine, model, options, facts)
) STRICT;
CREATE TABLE runs (
    no INTEGER PRIMARY KEY,
    started TEXT NOT NULL,
    finished TEXT,                      -- NULL: interrupted, or still going
    call TEXT NOT NULL,                 -- JSON: what was asked for
    total INTEGER NOT NULL,
    made INTEGER NOT NULL DEFAULT 0,
    known INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE run_briefs (
    run INTEGER NOT NULL REFERENCES runs (no),
    position INTEGER NOT NULL,
    origin TEXT NOT NULL,
    folder TEXT NOT NULL,
    brief INTEGER NOT NULL REFERENCES briefs (no),
    PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE failures (
    run INTEGER NOT NULL REFERENCES runs (no),
    position INTEGER NOT NULL,
    origin TEXT NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE feeds (
    url TEXT PRIMARY KEY,
    etag TEXT NOT NULL,
    modified TEXT NOT NULL,
    checked TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE feed_entries (
    feed TEXT NOT NULL REFERENCES feeds (url),
    position INTEGER NOT NULL,
    link TEXT NOT NULL,
    stamp TEXT NOT NULL,
    published TEXT,
    PRIMARY KEY (feed, position)
) STRICT, WITHOUT ROWID;
-- the words without their marks (see fold.py); the text itself is in articles
CREATE VIRTUAL TABLE found USING fts5 (title, body, content = '', tokenize = 'unicode61');
"""


_DESK: Final = """
CREATE TABLE works (                    -- a brief as it stands on the desk: the engine's words and the reader's
    article INTEGER PRIMARY KEY REFERENCES articles (no),  -- the text that it was made of
    facts INTEGER NOT NULL REFERENCES facts (no),          -- those that left_out counts in
    original TEXT NOT NULL,             -- JSON: as the engine wrote it
    current TEXT NOT NULL,              -- JSON: as it stands now
    typing TEXT,                        -- JSON: the sentence that was being typed; NULL: none
    asked TEXT NOT NULL,                -- JSON: with which engine and length
    edited INTEGER NOT NULL,            -- 1: the reader's words differ from the engine's
    version INTEGER NOT NULL,           -- counts the writes, so that a desk sees that another wrote in between
    changed TEXT NOT NULL
) STRICT;
CREATE TABLE past_works (               -- edits that gave way to those of another desk
    no INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (no),
    current TEXT NOT NULL,
    changed TEXT NOT NULL
) STRICT;
CREATE INDEX past_works_of ON past_works (article);
CREATE TABLE sessions (                 -- '' is the usual one
    name TEXT PRIMARY KEY,
    data TEXT NOT NULL                  -- JSON: layout, order, what was being read
) STRICT, WITHOUT ROWID;
CREATE TABLE queue (                    -- what stands on a desk, in the order of `no`
    no INTEGER PRIMARY KEY,
    session TEXT NOT NULL,
    source TEXT NOT NULL,               -- '-' for a text that was given
    given BLOB,                         -- that text; it is nowhere else
    article INTEGER REFERENCES articles (no),  -- what the source held when it was last briefed
    data TEXT NOT NULL,                 -- JSON: where the reader was, star, done, note
    removed TEXT                        -- when it was taken off; NULL: it was not
) STRICT;
CREATE UNIQUE INDEX queue_sources ON queue (session, source) WHERE given IS NULL;
CREATE INDEX queue_articles ON queue (article)
"""

_MEANINGS: Final = """
CREATE TABLE meanings (                 -- what an article is about, where it was briefed with embeddings
    article INTEGER PRIMARY KEY REFERENCES articles (no),
    model TEXT NOT NULL,                -- whose embeddings: vectors of two models have nothing in common
    vector BLOB NOT NULL                -- of length 1, float16, little-endian
) STRICT
"""


def _script(script: str) -> Callable[[sqlite3.Connection], None]:
    def step(db: sqlite3.Connection) -> None:
        for statement in script.split(";\n"):
            if statement.strip():
                db.execute(statement)

    return step


def _without_passwords(db: sqlite3.Connection) -> None:
    """Addresses of runs and feeds, which once were kept with their passwords, without; their bytes are wiped, too."""
    db.execute("PRAGMA secure_delete = ON")
    for no, call in db.execute("SELECT no, call FROM runs WHERE call LIKE '%@%'").fetchall():
        db.execute("UPDATE runs SET call = ? WHERE no = ?", (json.dumps(scrubbed(json.loads(call))), no))
    for (url,) in db.execute("SELECT url FROM feeds WHERE url LIKE '%@%'").fetchall():
        if (bare := scrub(url)) != url:
            same = "SELECT ?, etag, modified, checked FROM feeds WHERE url = ?"
            db.execute(f"INSERT OR IGNORE INTO feeds {same}", (bare, url))
            db.execute("UPDATE OR REPLACE feed_entries SET feed = ? WHERE feed = ?", (bare, url))
            db.execute("DELETE FROM feeds WHERE url = ?", (url,))
    links = db.execute("SELECT feed, position, link FROM feed_entries WHERE link LIKE '%@%'").fetchall()
    for feed, position, link in links:
        db.execute("UPDATE feed_entries SET link = ? WHERE feed = ? AND position = ?", (scrub(link), feed, position))


STEPS: Final[tuple[Callable[[sqlite3.Connection], None], ...]] = (
    _script(_FIRST),
    _script(_DESK),
    _script(_MEANINGS),
    _without_passwords,
)
"""Step i brings a store from version i to i + 1. Published steps never change."""

LATEST: Final = len(STEPS)
APPLICATION: Final = 0x746F6D74  # "tomt"


def version(db: sqlite3.Connection) -> int:
    """How many steps this store has had."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def has_tables(db: sqlite3.Connection) -> bool:
    """Whether the file holds any table."""
    return bool(db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])


def migrate(db: sqlite3.Connection) -> None:
    """Apply what is missing, each step in a transaction of its own; another process may be at it, too."""
    while True:
        db.execute("BEGIN IMMEDIATE")
        try:
            at = version(db)
            if at >= LATEST:
                db.execute("ROLLBACK")
                return
            STEPS[at](db)
            db.execute(f"PRAGMA application_id = {APPLICATION}")
            db.execute(f"PRAGMA user_version = {at + 1}")
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise
