"""Articles, facts and briefs in the store."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime

from summarizer import __version__
from summarizer.brief.model import Brief
from summarizer.store import codec, meanings
from summarizer.store.names import pack, unpack
from summarizer.store.rows import Key, Rows, Text


def now() -> str:
    """This second in UTC, ISO."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def put(db: sqlite3.Connection, rows: Rows, origin: str, stamp: str) -> int:
    """Store an article with facts and brief and where it came from; what is there already stays. The brief's number."""
    article = put_article(db, rows)
    db.execute(
        "INSERT INTO facts (article, program, data) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (article, __version__, rows.facts),
    )
    (facts,) = db.execute("SELECT no FROM facts WHERE article = ? AND program = ?", (article, __version__)).fetchone()
    db.execute(
        "INSERT INTO briefs (article, facts, engine, model, options, headline, unsupported, data, card, made)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (
            article,
            facts,
            rows.key.engine,
            rows.key.model,
            rows.key.options,
            rows.headline,
            rows.unsupported,
            rows.brief,
            rows.card,
            now(),
        ),
    )
    if rows.meaning is not None:
        meanings.put(db, article, rows.meaning)
    saw(db, article, origin, stamp)
    found = find(db, rows.id, rows.key)
    assert found is not None
    return found


def put_article(db: sqlite3.Connection, rows: Text) -> int:
    """The article's number, stored and indexed if it is new."""
    known = db.execute("SELECT no FROM articles WHERE id = ?", (rows.id,)).fetchone()
    if known:
        return int(known[0])
    number = db.execute(
        "INSERT INTO articles (id, title, words, date, text, layout, sketch, terms, added)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (rows.id, rows.title, rows.words, rows.date, rows.text, rows.layout, rows.sketch, rows.terms, now()),
    ).lastrowid
    db.execute("INSERT INTO found (rowid, title, body) VALUES (?, ?, ?)", (number, rows.folded_title, rows.folded_body))
    assert number is not None
    return number


def saw(db: sqlite3.Connection, article: int, origin: str, stamp: str) -> None:
    """Note that `origin` holds this article, as long as it has this stamp."""
    db.execute(
        "INSERT INTO sources (origin, article, stamp, seen) VALUES (?, ?, ?, ?) ON CONFLICT (origin)"
        " DO UPDATE SET article = excluded.article, stamp = excluded.stamp, seen = excluded.seen",
        (pack(origin), article, stamp, now()),
    )


def find(db: sqlite3.Connection, id: str, key: Key) -> int | None:
    """The number of the brief of article `id` under `key`, if there is one."""
    found = db.execute(
        "SELECT b.no FROM briefs b JOIN articles a ON a.no = b.article"
        " WHERE a.id = ? AND b.engine = ? AND b.model = ? AND b.options = ? ORDER BY b.no DESC LIMIT 1",
        (id, key.engine, key.model, key.options),
    ).fetchone()
    return int(found[0]) if found else None


def find_source(db: sqlite3.Connection, origin: str, stamp: str, key: Key) -> int | None:
    """The number of the brief of what `origin` held when it had this very stamp; None where that cannot be told."""
    if not stamp:
        return None
    found = db.execute(
        "SELECT b.no FROM sources s JOIN briefs b ON b.article = s.article"
        " WHERE s.origin = ? AND s.stamp = ? AND b.engine = ? AND b.model = ? AND b.options = ?"
        " ORDER BY b.no DESC LIMIT 1",
        (pack(origin), stamp, key.engine, key.model, key.options),
    ).fetchone()
    return int(found[0]) if found else None


def number_of(db: sqlite3.Connection, id: str) -> int:
    """The row number of an article that is stored."""
    return int(db.execute("SELECT no FROM articles WHERE id = ?", (id,)).fetchone()[0])


def get(db: sqlite3.Connection, number: int, origin: str | None = None) -> Brief:
    """A brief with its article and facts.

    Raises:
        KeyError: there is none of this number.
        ValueError: what is stored does not fit together.
    """
    row = db.execute(
        "SELECT a.id, a.text, a.layout, f.data, b.data FROM briefs b"
        " JOIN articles a ON a.no = b.article JOIN facts f ON f.no = b.facts WHERE b.no = ?",
        (number,),
    ).fetchone()
    if row is None:
        raise KeyError(number)
    article = codec.unpack_article(row[0], row[1], row[2], origin)
    return codec.unpack_brief(row[4], article, codec.unpack_facts(row[3]))


@dataclass(frozen=True, slots=True)
class Listed:
    """A stored brief in short."""

    number: int
    id: str
    headline: str
    origin: str
    engine: str
    made: str


def of_article(db: sqlite3.Connection, prefix: str) -> list[Listed]:
    """The briefs of the articles whose id begins with `prefix` (hex), newest first."""
    rows = db.execute(
        "SELECT b.no, a.id, b.headline, coalesce((SELECT origin FROM sources s WHERE s.article = a.no"
        " ORDER BY seen DESC, origin LIMIT 1), ''), b.engine, b.made"
        " FROM briefs b JOIN articles a ON a.no = b.article WHERE a.id >= ? AND a.id < ? ORDER BY b.no DESC",
        (prefix, prefix + "g"),
    )
    return [Listed(no, id, head, unpack(origin), engine, made) for no, id, head, origin, engine, made in rows]


@dataclass(frozen=True, slots=True)
class Short:
    """What an overview needs of a brief: no text, no facts. `card`, `sketch` and `terms` as they are stored."""

    number: int
    id: str
    headline: str
    words: int
    date: str | None
    unsupported: int
    card: str
    sketch: bytes
    terms: bytes


def short(db: sqlite3.Connection, number: int) -> Short:
    """A brief in short.

    Raises:
        KeyError: there is none of this number.
    """
    row = db.execute(
        "SELECT b.no, a.id, b.headline, a.words, a.date, b.unsupported, b.card, a.sketch, a.terms"
        " FROM briefs b JOIN articles a ON a.no = b.article WHERE b.no = ?",
        (number,),
    ).fetchone()
    if row is None:
        raise KeyError(number)
    return Short(*row)
