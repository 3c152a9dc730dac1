"""Finding stored articles by what they are about: every vector is compared, and the words in common count beside."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from summarizer.store.names import unpack
from summarizer.store.search import TITLE_WEIGHT, any_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from summarizer.engines.vectors import Meaning

_AT_ONCE: Final = 8_192
"""Vectors that are held at a time."""


@dataclass(frozen=True, slots=True)
class Alike:
    """An article that is about what was asked; the higher the score the more."""

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


def search(db: sqlite3.Connection, question: str, wanted: Meaning, limit: int = 20) -> list[Alike]:
    """The articles that are most about a question, the best first; of equals the one stored first.

    The cosine of the vectors and the words in common (BM25) count alike, each in standard deviations over all articles.
    """
    import numpy as np

    numbers, cosines = _cosines(db, wanted)
    score = _standard(cosines) + _standard(_in_common(db, question, numbers))
    best = np.argsort(-score, kind="stable")[:limit]
    return [_alike(db, int(numbers[i]), float(score[i])) for i in best]


def _cosines(db: sqlite3.Connection, wanted: Meaning) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """The articles that have vectors of a model, and how near each is to what is wanted."""
    import numpy as np

    asked = np.frombuffer(wanted.vector, "<f2").astype(np.float32)
    numbers, cosines = [np.zeros(0, np.int64)], [np.zeros(0, np.float32)]
    for some, vectors in _stored(db, wanted.model):
        numbers.append(some)
        cosines.append(vectors @ asked)
    return np.concatenate(numbers), np.concatenate(cosines)


def _in_common(db: sqlite3.Connection, question: str, numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
    """What BM25 says of the words of a question, and of each two that stand side by side, in these articles."""
    import numpy as np

    found = np.zeros(len(numbers), np.float32)
    if match := any_of(question):
        rows = db.execute("SELECT rowid, -bm25(found, ?, 1.0) FROM found WHERE found MATCH ?", (TITLE_WEIGHT, match))
        scores = dict(rows.fetchall())
        found[:] = [scores.get(n, 0.0) for n in numbers.tolist()]
    return found


def _standard(values: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    import numpy as np

    return (values - values.mean()) / max(float(values.std()), 1e-6) if len(values) else np.zeros(0, np.float32)


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
