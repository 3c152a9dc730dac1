"""Finding stored articles by their words, with or without marks: `thu ngan sach` finds `thu ngân sách`."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from summarizer.store import codec
from summarizer.store.names import unpack
from summarizer.text.fold import plain
from summarizer.text.span import Span
from summarizer.text.tokens import runs

TITLE_WEIGHT: Final = 4.0
EXACT: Final = 1.5
"""Factor for articles that hold the words with the very marks of the query."""
_FAR: Final = 10
"""Words between terms from which they have nothing to do with each other."""
_FOUND: Final = (
    "SELECT a.id, a.title, a.date, a.text, a.layout,"
    " coalesce((SELECT origin FROM sources s WHERE s.article = a.no ORDER BY seen DESC, origin LIMIT 1), ''),"
    " -bm25(found, ?, 1.0) AS score FROM found JOIN articles a ON a.no = found.rowid"
    " WHERE found MATCH ? ORDER BY score DESC, a.no LIMIT ?"
)
_CANDIDATES: Final = 4
"""So many times the limit are fetched before they are put in order."""
_PART: Final = re.compile(r'"([^"]*)"?|(\S+)')


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
    def phrase(self) -> str:
        """The same, with all terms side by side in their order."""
        return f"{_quoted(' '.join(t for t, _ in self.terms))}{' *' if self.terms[-1][1] else ''}"

    @property
    def near(self) -> str:
        """The same, with all terms within `_FAR` words; empty where there is but one, or one is cut short."""
        if len(self.terms) < 2 or any(prefix for _, prefix in self.terms):
            return ""
        return f"NEAR({' '.join(_quoted(t) for t, _ in self.terms)}, {_FAR})"

    @property
    def match(self) -> str:
        """In FTS5's language: all terms, each quoted, so that nothing in them is an operator."""
        return " AND ".join(f"{_quoted(t)}{' *' if p else ''}" for t, p in self.terms)


def _quoted(term: str) -> str:
    return f'"{" ".join(runs(plain(term)))}"'


def any_of(text: str) -> str:
    """In FTS5's language: any word of a text, or any two of it side by side."""
    words = runs(plain(unicodedata.normalize("NFC", text)))
    return " OR ".join(dict.fromkeys(f'"{w}"' for w in (*words, *(" ".join(two) for two in pairwise(words)))))


def parse(text: str) -> Query:
    """Words and "phrases"; a word that ends in `*` matches all that begin so. Without quotes, all words count.

    Letters may be composed or not: what is looked for is NFC, as the texts are.
    """
    terms = []
    for quoted, word in _PART.findall(unicodedata.normalize("NFC", text)):
        part = quoted or word
        if runs(part):
            terms.append((part.rstrip("*"), part.endswith("*")))
    return Query(tuple(terms))


def count(db: sqlite3.Connection, text: str) -> int:
    """How many articles a query finds."""
    query = parse(text)
    if not query.terms:
        return 0
    (found,) = db.execute("SELECT count(*) FROM found WHERE found MATCH ?", (query.match,)).fetchone()
    return int(found)


def search(db: sqlite3.Connection, text: str, limit: int = 20, passages: int = 2) -> list[Hit]:
    """The best articles for a query: those where its words stand side by side, then those where they stand near each
    other, then the rest; within each by BM25, the title and the very marks counting more. Scores are 0…3."""
    text = unicodedata.normalize("NFC", text)
    query = parse(text)
    if not query.terms:
        return []
    rows: dict[str, tuple[str, ...]] = {}
    # where the words stand together is looked for first: among many that hold them anywhere those could be passed over
    for match in (query.phrase, query.near, query.match):
        for row in db.execute(_FOUND, (TITLE_WEIGHT, match, limit * _CANDIDATES)) if match else ():
            rows.setdefault(row[0], row)
    whole = " ".join(runs(text)).lower()
    hits = []
    for id, title, date, body, layout, origin, score in rows.values():
        lower = " ".join(runs(body.lower()))
        exact = sum(" ".join(runs(t.lower())) in lower for t, _ in query.terms) / len(query.terms)
        found = float(score) * (1.0 + (EXACT - 1.0) * exact + (EXACT - 1.0) * (whole in lower))
        near = nearness(body, query)
        hits.append(((near == 1.0) + (near > 0.0) + found / (1.0 + found), id, title, date, body, layout, origin))
    hits.sort(key=lambda h: -h[0])
    return [
        Hit(id, title, unpack(origin), date, round(score, 4), _passages(id, body, layout, query, whole, passages))
        for score, id, title, date, body, layout, origin in hits[:limit]
    ]


def nearness(text: str, query: Query) -> float:
    """How near the terms of a query come to each other in a text: 1 side by side in their order, 0 far apart."""
    if len(query.terms) < 2:
        return 1.0
    words = runs(plain(text))
    wanted = [runs(plain(t))[0] for t, _ in query.terms]
    prefixes = [p and len(runs(t)) == 1 for t, p in query.terms]
    last: list[int | None] = [None] * len(wanted)
    best = float("inf")
    for at, word in enumerate(words):
        for k, (term, prefix) in enumerate(zip(wanted, prefixes, strict=True)):
            if word == term or (prefix and word.startswith(term)):
                last[k] = at
        there = [p for p in last if p is not None]
        if len(there) == len(wanted):
            turned = sum(b < a for a, b in pairwise(there))
            best = min(best, max(there) - min(there) + 1 - len(wanted) + turned)
    return max(0.0, 1.0 - best / _FAR)


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
    words = [r"\W+".join(map(re.escape, runs(plain(t)))) for t in terms]
    pattern = "|".join(sorted({w for w in words if w}, key=len, reverse=True))
    return [Span(m.start(), m.end()) for m in re.finditer(rf"(?<!\w)(?:{pattern})", plain(text))] if pattern else []
