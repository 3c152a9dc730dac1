"""Words of units as sparse TF-IDF vectors: what similarity means where no model gives embeddings.

Terms are syllables and pairs of neighbouring syllables (most Vietnamese words have two), weighted by how rare they
are in news at large (`idf.tsv`: counts of documents, a statistic of the corpora named in models/README.md). Memory
and time grow with the length of the text, never with its square.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from summarizer.engines.base import FloatArray
from summarizer.text.fold import newspaper
from summarizer.text.tokens import runs

IntArray = npt.NDArray[np.int64]


def syllables(text: str) -> list[str]:
    """Lower-cased Unicode words."""
    return runs(text.lower())


def terms(text: str) -> list[str]:
    """Syllables and pairs of neighbouring ones, `_` between, tone marks in one style; bare numbers are no terms."""
    found = syllables(newspaper(text))
    words = [s for s in found if not s.isdigit()]
    pairs = [f"{a}_{b}" for a, b in pairwise(found) if not (a.isdigit() or b.isdigit())]
    return words + pairs


@cache
def _table() -> tuple[dict[str, float], float, float]:
    """Term → inverse document frequency, and that of an unlisted syllable and pair."""
    lines = resources.files(__package__).joinpath("idf.tsv").read_text(encoding="utf-8").splitlines()
    documents, floor_one, floor_two = (int(n) for n in lines[0].split("\t"))
    idf: dict[str, float] = {}
    for line in lines[1:]:
        count, _, listed = line.partition("\t")
        weight = max(0.0, math.log(documents / int(count)))
        for term in listed.split(" "):
            idf[term] = weight
    return idf, math.log(documents / floor_one), math.log(documents / floor_two)


def idf(term: str) -> float:
    """Natural logarithm of documents at large over documents with `term`; unlisted terms are as rare as the rarest."""
    table, one, two = _table()
    weight = table.get(term)
    if weight is None:
        return two if "_" in term else one
    return weight


class Vectors:
    """TF-IDF vectors of texts, each of length 1 (or 0 where a text has no words), kept as triples."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.index: dict[str, int] = {}
        rows: list[int] = []
        columns: list[int] = []
        counts: list[float] = []
        for row, text in enumerate(texts):
            for term, count in Counter(terms(text)).items():
                rows.append(row)
                columns.append(self.index.setdefault(term, len(self.index)))
                counts.append(1.0 + math.log(count))
        self.size = len(texts)
        self.idf: FloatArray = np.array([idf(term) for term in self.index], dtype=np.float32)
        self._rows: IntArray = np.array(rows, dtype=np.int64)
        self._columns: IntArray = np.array(columns, dtype=np.int64)
        self._bounds: IntArray = np.searchsorted(self._rows, np.arange(self.size + 1))
        raw = np.array(counts, dtype=np.float32) * self.idf[self._columns]
        norm = np.sqrt(np.bincount(self._rows, weights=raw * raw, minlength=self.size))
        self._values: FloatArray = (raw / np.maximum(norm, 1e-9)[self._rows]).astype(np.float32)

    def sum(self, weights: FloatArray | None = None) -> FloatArray:
        """Weighted sum of all vectors, dense, (terms,)."""
        values = self._values if weights is None else self._values * weights[self._rows]
        return np.bincount(self._columns, weights=values, minlength=len(self.index)).astype(np.float32)

    def row(self, i: int) -> FloatArray:
        """The vector of text `i`, dense, (terms,)."""
        here = slice(self._bounds[i], self._bounds[i + 1])
        dense = np.zeros(len(self.index), dtype=np.float32)
        dense[self._columns[here]] = self._values[here]
        return dense

    def vector(self, text: str) -> FloatArray:
        """The vector of another text over the same terms, dense; words unknown here count in its length alone."""
        dense = np.zeros(len(self.index), dtype=np.float32)
        square = 0.0
        for term, count in Counter(terms(text)).items():
            weight = (1.0 + math.log(count)) * idf(term)
            square += weight * weight
            column = self.index.get(term)
            if column is not None:
                dense[column] = weight
        return dense / np.float32(math.sqrt(square) or 1.0)

    def dot(self, vector: FloatArray) -> FloatArray:
        """Product of every text's vector with a dense one, (texts,); the cosine where that has length 1."""
        products = self._values * vector[self._columns]
        return np.bincount(self._rows, weights=products, minlength=self.size).astype(np.float32)

    def similarity(self, i: int) -> FloatArray:
        """Cosine of every text with text `i`, (texts,)."""
        return self.dot(self.row(i))

    def neighbours(self) -> FloatArray:
        """Cosine of every text with the sum of the one before and the one after, (texts,)."""
        width = max(1, len(self.index))
        keys = self._rows * width + self._columns  # rows ascend, columns within a row do not
        order = np.argsort(keys, kind="stable")
        keys, values = keys[order], self._values[order]
        result = np.zeros(self.size, dtype=np.float32)
        square = np.zeros(self.size, dtype=np.float32)
        products: dict[int, FloatArray] = {}
        for step in (1, 2):
            places = np.searchsorted(keys, keys + step * width)
            inside = np.minimum(places, len(keys) - 1)
            hit = keys[inside] == keys + step * width
            rows = keys[hit] // width
            products[step] = np.bincount(rows, weights=values[hit] * values[inside[hit]], minlength=self.size).astype(
                np.float32
            )
        after, across = products[1], products[2]
        result[:-1] += after[:-1]
        result[1:] += after[:-1]
        # the length of (before + after) is sqrt(2 + 2·before·after); at the ends there is one neighbour
        square[:] = 1.0
        square[1:-1] = 2.0 + 2.0 * across[:-2]
        return np.asarray(result / np.sqrt(np.maximum(square, 1e-6)), dtype=np.float32)


def coverage(wanted: Iterable[str], text_terms: set[str]) -> float:
    """Share of `wanted` terms, by weight, that `text_terms` holds; 0 where nothing is wanted."""
    total = held = 0.0
    for term in set(wanted):
        weight = idf(term)
        total += weight
        if term in text_terms:
            held += weight
    return held / total if total else 0.0
