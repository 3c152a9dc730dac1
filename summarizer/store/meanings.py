"""Finding stored articles by what they are about: every vector is compared, 100,000 in about a second."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from summarizer.store.names import unpack

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from summarizer.brief.model import Meaning

_AT_ONCE: Final = 8_192
"""Vectors that are held at a time."""


@dataclass(frozen=True, slots=True)
class Alike:
    """An article that is about what was asked: `score` is the cosine of both, -1…1."""

    id: str
    title: str
    origin: str
    date: str | None
    score: float
    opening: str


def put(db: sqlite3.Connection, article: int, meaning: Meaning) -> None:
    """Keep what an article is about; the newest model's word counts."""
    db.execute(
        "INSERT INTO meanings (article, model, vector) VALUES (?, ?, ?) ON CONFLICT (article)"
        " DO UPDATE SET model = excluded.model, vector = excluded.vector",
        (article, meaning.model, meaning.vector),
    )


def count(db: sqlite3.Connection, model: str) -> tuple[int, int]:
    """How many articles can be found by the vectors of a model, and how many there are."""
    (known,) = db.execute("SELECT count(*) FROM meanings WHERE model = ?", (model,)).fetchone()
    (all_,) = db.execute("SELECT count(*) FROM articles").fetchone()
    return int(known), int(all_)


def search(db: sqlite3.Connection, wanted: Meaning, limit: int = 20) -> list[Alike]:
    """The articles that are most alike, the best first; of equals the one stored first.

    What all stored articles share says nothing of any: it is taken from each (`wanted` is less what questions share).
    """
    import numpy as np

    vector = np.frombuffer(wanted.vector, "<f2").astype(np.float32)
    total, seen = np.zeros(len(vector)), 0
    for numbers, vectors in _stored(db, wanted.model):
        total += vectors.sum(0)
        seen += len(numbers)
    middle = (total / max(1, seen)).astype(np.float32)
    best: list[tuple[float, int]] = []
    for numbers, vectors in _stored(db, wanted.model):
        apart = vectors - middle
        scores = (apart @ vector) / np.maximum(np.linalg.norm(apart, axis=1), 1e-6)
        top = np.argsort(-scores, kind="stable")[:limit]
        best += zip(scores[top].tolist(), numbers[top].tolist(), strict=True)
        best = sorted(best, key=lambda b: (-b[0], b[1]))[:limit]
    return [_alike(db, number, score) for score, number in best]


def _stored(db: sqlite3.Connection, model: str) -> Iterator[tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]]:
    import numpy as np

    found = db.execute("SELECT article, vector FROM meanings WHERE model = ? ORDER BY article", (model,))
    while rows := found.fetchmany(_AT_ONCE):
        vectors = np.frombuffer(b"".join(v for _, v in rows), "<f2").reshape(len(rows), -1)
        yield np.array([n for n, _ in rows], np.int64), vectors.astype(np.float32)


def _alike(db: sqlite3.Connection, number: int, score: float) -> Alike:
    id, title, date, opening, origin = db.execute(
        "SELECT a.id, a.title, a.date, substr(a.text, 1, 600), coalesce((SELECT origin FROM sources s"
        " WHERE s.article = a.no ORDER BY seen DESC, origin LIMIT 1), '') FROM articles a WHERE a.no = ?",
        (number,),
    ).fetchone()
    body = " ".join(opening.removeprefix(title).split())
    return Alike(id, title, unpack(origin), date, round(score, 4), body[:200])
