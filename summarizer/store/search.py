"""Finding stored articles by their words, with or without marks: `thu ngan sach` finds `thu ngân sách`."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from summarizer.document.model import Span
from summarizer.store import codec
from summarizer.store.fold import fold
from summarizer.store.names import unpack

TITLE_WEIGHT: Final = 4.0
EXACT: Final = 1.5
"""Factor for articles that hold the words with the very marks of the query."""
_CANDIDATES: Final = 4
"""So many times the limit are fetched before they are put in order."""
_PART: Final = re.compile(r'"([^"]*)"?|(\S+)')
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that holds words of the query: `matches` are spans of the article, as is `span`."""

    span: Span
    text: str
    matches: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found; the higher the score the better."""

    id: str
    title: str
    origin: str
    date: str | None
    score: float
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A query taken apart: each term is a run of words that have to stand together; `prefix` ends in `*`."""

    terms: tuple[tuple[str, bool], ...]

    @property
    def match(self) -> str:
        """In FTS5's language: all terms, each quoted, so that nothing in them is an operator."""
        return " AND ".join(f'"{" ".join(_WORD.findall(fold(t)))}"{" *" if p else ""}' for t, p in self.terms)


def parse(text: str) -> Query:
    """Words and "phrases"; a word that ends in `*` matches all that begin so. Without quotes, all words count."""
    terms = []
    for quoted, word in _PART.findall(text):
        part = quoted or word
        if _WORD.search(part):
            terms.append((part.rstrip("*"), part.endswith("*")))
    return Query(tuple(terms))


def search(db: sqlite3.Connection, text: str, limit: int = 20, passages: int = 2) -> list[Hit]:
    """The best articles for a query, by BM25 with the title counting more; those with the very marks first."""
    query = parse(text)
    if not query.terms:
        return []
    rows = db.execute(
        "SELECT a.id, a.title, a.date, a.text, a.layout,"
        " coalesce((SELECT origin FROM sources s WHERE s.article = a.no ORDER BY seen DESC, origin LIMIT 1), ''),"
        " -bm25(found, ?, 1.0) AS score FROM found JOIN articles a ON a.no = found.rowid"
        " WHERE found MATCH ? ORDER BY score DESC, a.no LIMIT ?",
        (TITLE_WEIGHT, query.match, limit * _CANDIDATES),
    ).fetchall()
    whole = " ".join(_WORD.findall(text)).lower()
    hits = []
    for id, title, date, body, layout, origin, score in rows:
        lower = " ".join(_WORD.findall(body.lower()))
        exact = sum(" ".join(_WORD.findall(t.lower())) in lower for t, _ in query.terms) / len(query.terms)
        factor = 1.0 + (EXACT - 1.0) * exact + (EXACT - 1.0) * (whole in lower)
        hits.append((score * factor, id, title, date, body, layout, origin))
    hits.sort(key=lambda h: -h[0])
    return [
        Hit(id, title, unpack(origin), date, round(score, 4), _passages(id, body, layout, query, whole, passages))
        for score, id, title, date, body, layout, origin in hits[:limit]
    ]


def _passages(id: str, text: str, layout: str, query: Query, whole: str, most: int) -> tuple[Passage, ...]:
    """The sentences that hold most of the query, in text order."""
    article = codec.unpack_article(id, text, layout)
    matches = find_all(text, [whole, *(t for t, _ in query.terms)])
    found: list[tuple[int, Passage]] = []
    for sentence in article.sentences:
        inside = tuple(m for m in matches if sentence.covers(m))
        if inside:
            weight = sum(len(m) for m in inside)
            found.append((weight, Passage(Span(sentence.start, sentence.end), sentence.of(text), inside)))
    best = sorted(found, key=lambda f: (-f[0], f[1].span.start))[:most]
    return tuple(sorted((p for _, p in best), key=lambda p: p.span.start))


def find_all(text: str, terms: Sequence[str]) -> list[Span]:
    """Where the terms stand in `text`, whatever the marks; disjoint, in order, longer ones first where they clash."""
    words = [r"\W+".join(map(re.escape, _WORD.findall(fold(t)))) for t in terms]
    pattern = "|".join(sorted({w for w in words if w}, key=len, reverse=True))
    return [Span(m.start(), m.end()) for m in re.finditer(rf"(?<!\w)(?:{pattern})", fold(text))] if pattern else []
