"""Briefs as they stand on the desk: the engine's words, the reader's, and the text that they were made of.

A work hangs on its text, not on a file: whatever becomes of the file, brief, edits and text are there. A reader's words
that give way - to those of another desk, to a new brief, to later ones - stay as past words, the newest `PAST` of them.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import Final

from summarizer import __version__
from summarizer.brief.model import Brief, BriefSentence
from summarizer.store import codec
from summarizer.store.briefs import now, number_of, put_article
from summarizer.store.rows import Text, of_article

PAST: Final = 50
"""Past words that are kept of a text: steps of undo in a later run."""


@dataclass(frozen=True, slots=True)
class Typing:
    """A sentence in the middle of being typed: `index` -1 is the headline; `new` where it is not in the brief yet."""

    index: int
    new: bool
    before: str
    text: str


@dataclass(frozen=True, slots=True)
class Work:
    """One brief. `brief` has the engine's own words; `headline` and `summary` are those that stand now.

    `asked` says with which engine and length it was made, as the desk puts it. `version` is the one that was read or
    written last, 0 where there is none yet. `past` are a reader's words that gave way to others, oldest first.
    """

    brief: Brief
    headline: BriefSentence | None
    summary: tuple[BriefSentence, ...]
    typing: Typing | None = None
    asked: str = "{}"
    version: int = 0
    past: tuple[Brief, ...] = ()

    @property
    def current(self) -> Brief:
        """The brief with the words that stand now."""
        return replace(self.brief, headline=self.headline, summary=self.summary)

    @property
    def edited(self) -> bool:
        """Whether a reader's words are in it."""
        same = self.headline == self.brief.headline and self.summary == self.brief.summary
        return not same or self.typing is not None


@dataclass(frozen=True, slots=True)
class Packed:
    """A work as rows; made outside of any transaction. `text` is None where the article is known to be stored."""

    id: str
    text: Text | None
    facts: str | None
    original: str
    current: str
    typing: str | None
    asked: str
    edited: bool
    version: int


def pack(work: Work, *, stored: bool = False) -> Packed:
    """A work as rows; `stored` where its text and facts are in the store already."""
    article = work.brief.article
    return Packed(
        article.id,
        None if stored else of_article(article),
        None if stored else codec.pack_facts(work.brief.facts),
        codec.pack_brief(work.brief),
        codec.pack_brief(work.current),
        codec.dumps(asdict(work.typing)) if work.typing else None,
        work.asked,
        work.edited,
        work.version,
    )


def keep(db: sqlite3.Connection, packed: Packed) -> tuple[int, str | None]:
    """Store a work. Gives its version, and the words that another desk put there in between (JSON), or None.

    The reader's words never give way to an engine's: where this work has none, the other stays as it is.
    """
    article = put_article(db, packed.text) if packed.text else number_of(db, packed.id)
    row = db.execute("SELECT version, current, facts, edited FROM works WHERE article = ?", (article,)).fetchone()
    other = None
    if row and row[3] and row[1] not in (packed.current, packed.original):
        if row[0] != packed.version:
            other = row[1]
            if not packed.edited:
                return int(row[0]), other
            _put_past(db, article, other)
        elif _texts(row[1]) != _texts(packed.current):
            # What was left out is counted in facts that a new brief finds anew.
            known = db.execute("SELECT current FROM past_works WHERE article = ?", (article,)).fetchall()
            if _texts(row[1]) not in [_texts(past) for (past,) in known]:
                _put_past(db, article, codec.dumps(json.loads(row[1]) | {"left_out": [[], []]}))
    facts = _facts(db, article, packed.facts) if packed.facts is not None else row[2]
    version = (row[0] if row else 0) + 1
    db.execute(
        "INSERT OR REPLACE INTO works (article, facts, original, current, typing, asked, edited, version, changed)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article,
            facts,
            packed.original,
            packed.current,
            packed.typing,
            packed.asked,
            int(packed.edited),
            version,
            now(),
        ),
    )
    return version, other


def _put_past(db: sqlite3.Connection, article: int, words: str) -> None:
    db.execute("INSERT INTO past_works (article, current, changed) VALUES (?, ?, ?)", (article, words, now()))
    db.execute(
        "DELETE FROM past_works WHERE article = ? AND no <="
        " (SELECT no FROM past_works WHERE article = ? ORDER BY no DESC LIMIT 1 OFFSET ?)",
        (article, article, PAST),
    )


def _texts(words: str) -> list[str | None]:
    """The sentences alone: a verdict that comes later makes no other words of them."""
    data = json.loads(words)
    return [data["headline"] and data["headline"]["text"], *(sentence["text"] for sentence in data["summary"])]


def _facts(db: sqlite3.Connection, article: int, data: str) -> int:
    """The number of these very facts: left_out counts in them, so that others of the same program will not do."""
    for program in (__version__, f"{__version__}+{sha256(data.encode()).hexdigest()[:8]}"):
        db.execute(
            "INSERT INTO facts (article, program, data) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (article, program, data),
        )
        number, kept = db.execute(
            "SELECT no, data FROM facts WHERE article = ? AND program = ?", (article, program)
        ).fetchone()
        if kept == data:
            break
    return int(number)


def recall(db: sqlite3.Connection, id: str, origin: str | None = None) -> Work | None:
    """The work on the text of this id; None where there is none.

    Raises:
        ValueError: what is stored does not fit together.
    """
    row = db.execute(
        "SELECT a.text, a.layout, f.data, w.original, w.current, w.typing, w.asked, w.version FROM works w"
        " JOIN articles a ON a.no = w.article JOIN facts f ON f.no = w.facts WHERE a.id = ?",
        (id,),
    ).fetchone()
    if row is None:
        return None
    text, layout, facts, original, current, typing, asked, version = row
    try:
        article = codec.unpack_article(id, text, layout, origin)
        brief = codec.unpack_brief(original, article, codec.unpack_facts(facts))
        words = codec.unpack_brief(current, article, brief.facts)
        brief = replace(brief, left_out=words.left_out)
        typed = Typing(**json.loads(typing)) if typing else None
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError(str(error)) from error
    return Work(brief, words.headline, words.summary, typed, asked, version, tuple(_past(db, brief)))


def _past(db: sqlite3.Connection, brief: Brief) -> Iterator[Brief]:
    rows = db.execute(
        "SELECT current FROM past_works WHERE article = ? ORDER BY no", (number_of(db, brief.article.id),)
    ).fetchall()
    for (current,) in rows:
        # What does not fit the facts of today takes no way to the words that do.
        with contextlib.suppress(ValueError, KeyError, TypeError, IndexError):
            yield codec.unpack_brief(current, brief.article, brief.facts)


def newest_past(db: sqlite3.Connection) -> int:
    """The number of the last words that gave way to others."""
    (number,) = db.execute("SELECT coalesce(max(no), 0) FROM past_works").fetchone()
    return int(number)


def gave_way(db: sqlite3.Connection, after: int) -> list[tuple[int, str, str]]:
    """Words that gave way to others, past number `after`: number, id of the text, words (as in `Packed`)."""
    return db.execute(
        "SELECT p.no, a.id, p.current FROM past_works p JOIN articles a ON a.no = p.article"
        " WHERE p.no > ? ORDER BY p.no",
        (after,),
    ).fetchall()


def words_of(db: sqlite3.Connection, work: Work, current: str) -> Work:
    """`work` with the words of another desk (`current`, as `keep` gave them) in the place of its own."""
    other = codec.unpack_brief(current, work.brief.article, work.brief.facts)
    return replace(work, headline=other.headline, summary=other.summary, typing=None)
