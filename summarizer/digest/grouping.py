"""Articles that tell one story.

How likely two articles report one event is told from the two alone (`likeness`): what their titles, openings, names and
numbers share, weighed by how rare it is in news at large. Two are linked where that is likely; stories are what links
hold together. So adding an article can join stories, but never split one, and no day is too large for a large event.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from summarizer.store.trace import FIELDS
from summarizer.text.data import load

if TYPE_CHECKING:
    from summarizer.store.trace import Trace

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

LIKELY: Final = 1.0
"""Logarithm of the odds from which two articles are of one story. Picked on the clusters that the weights were fitted
to, among few settings seen on others (docs/digest.md); lower ones chain what one office does all year."""
SHARED: Final = 3
"""Rare terms that two articles must share to be compared at all."""
APART: Final = 7
"""Days that reports of one event are apart at most, where both are dated; of ViMs clusters 97 in 100 are within 4."""
STRANGE: Final = 0.1
"""Cosine under which next to no names, or numbers, are shared."""
_OTHERS: Final = (0.25, 0.05, 4)
"""Cosines of names and numbers under which two articles are of two events whatever words they share, and the numbers
that there would have been to share: notices by one pattern. So are 99 pairs of two clusters, and 19 of one."""
_AT_ONCE: Final = 4_000_000
"""Shared terms that are counted at a time: bounds the memory, not what is compared."""


def groups(traces: Sequence[Trace], days: Sequence[date | None] | None = None) -> list[list[int]]:
    """Indices of the articles of each story, every one in one; in order of the first, each story in order."""
    parent = list(range(len(traces)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for ours, theirs in _likely(traces):
        for i, j in zip(ours.tolist(), theirs.tolist(), strict=True):
            a, b = (days[i], days[j]) if days else (None, None)
            if a is None or b is None or abs((a - b).days) <= APART:
                low, high = sorted((root(i), root(j)))
                parent[high] = low
    found: dict[int, list[int]] = {}
    for i in range(len(traces)):
        found.setdefault(root(i), []).append(i)
    return list(found.values())


def likeness(alike: Floats) -> Floats:
    """Log-odds, (n,), that pairs report one event, of what `compared` says of them, (n, 13)."""
    weights, bias = _weights()
    return table(alike) @ weights + bias


def table(alike: Floats) -> Floats:
    """Measures of pairs, (n, 22), of what `compared` says of them, (n, 13).

    The cosine of each field, its root, some products, how many names, numbers and days there would have been to
    share where none are (two notices by one pattern have all words but those in common), and how many terms of each
    field are shared: a cosine of two short texts may be one term's.
    """
    cosines, there, shared = np.split(alike, [len(FIELDS), len(FIELDS) + 3], axis=1)
    title, text, names, numbers, days = cosines.T
    strange = np.log1p(there) * (cosines[:, 2:] < STRANGE)
    return np.column_stack(
        [
            cosines,
            np.sqrt(cosines),
            title * text,
            text * names,
            text * numbers,
            text * days,
            strange,
            np.log1p(shared),
        ]
    )


@cache
def _weights() -> tuple[Floats, float]:
    data = load(__package__, "stories.toml")
    return np.array(data["weights"], np.float64), float(data["bias"])


def _likely(traces: Sequence[Trace]) -> Iterator[tuple[Ints, Ints]]:
    """Pairs that are linked, their days aside."""
    for ours, theirs, alike in compared(traces):
        few_names, few_numbers, there = _OTHERS
        others = (alike[:, 2] < few_names) & (alike[:, 3] < few_numbers) & (alike[:, 6] >= there)
        kept = (likeness(alike) >= LIKELY) & ~others
        yield ours[kept], theirs[kept]


def compared(traces: Sequence[Trace]) -> Iterator[tuple[Ints, Ints, Floats]]:
    """All pairs that share enough rare terms: indices i < j, and what they have in common, (n, 13).

    That is the cosine of each field, then how many names, numbers and days the one with fewer has, then how many terms
    of each field are shared.
    """
    if len(traces) < 2:
        return
    sizes = np.array([len(t.terms) for t in traces])
    starts = np.concatenate([[0], np.cumsum(sizes)])
    terms = np.concatenate([t.terms for t in traces])
    weights = np.concatenate([t.weights for t in traces])
    ends = np.array([t.ends for t in traces])
    counts = np.diff(ends, axis=1)[:, 1:]
    vocabulary, ids = np.unique(terms, return_inverse=True)
    del terms
    index = _Index(traces)
    dense = np.zeros(len(vocabulary), np.float32)
    field = np.repeat(np.tile(np.arange(len(FIELDS)), len(traces)), np.diff(ends, axis=1, prepend=0).ravel())
    for ours, theirs in index.pairs():
        alike, shared = np.zeros((2, len(ours), len(FIELDS)))
        bounds = np.searchsorted(ours, np.arange(ours[0], ours[-1] + 2)) if len(ours) else np.zeros(1, np.int64)
        for low, high in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
            if low == high:
                continue
            i = int(ours[low])
            mine = slice(starts[i], starts[i + 1])
            dense[ids[mine]] = weights[mine]
            them = theirs[low:high]
            places = _ranges(starts[them], sizes[them])
            row = np.repeat(np.arange(high - low), sizes[them])
            product = dense[ids[places]] * weights[places]
            cell, size = row * len(FIELDS) + field[places], (high - low) * len(FIELDS)
            alike[low:high] = np.bincount(cell, product, size).reshape(-1, len(FIELDS))
            shared[low:high] = np.bincount(cell, product > 0, size).reshape(-1, len(FIELDS))
            dense[ids[mine]] = 0
        fewer = np.minimum(counts[ours], counts[theirs])
        yield ours, theirs, np.column_stack([np.minimum(alike, 1.0), fewer, shared])


class _Index:
    """Articles by the rare terms of their text."""

    def __init__(self, traces: Sequence[Trace]) -> None:
        self._n = len(traces)
        counts = [t.rare for t in traces]
        rare = np.concatenate([t.terms[t.ends[0] : t.ends[0] + t.rare] for t in traces])
        owner = np.repeat(np.arange(self._n), counts)
        order = np.argsort(rare, kind="stable")
        self._posted = owner[order]
        _, first, size = np.unique(rare[order], return_index=True, return_counts=True)
        end = np.repeat(first + size, size)
        # for every term of every article: where those after it are posted
        self._from, self._to = np.empty(len(rare), np.int64), np.empty(len(rare), np.int64)
        self._from[order], self._to[order] = np.arange(len(rare)) + 1, end
        self._starts = np.concatenate([[0], np.cumsum(counts)])

    def pairs(self) -> Iterator[tuple[Ints, Ints]]:
        """Pairs i < j that share `SHARED` rare terms, in order, some articles at a time."""
        lengths = self._to - self._from
        work = np.concatenate([[0], np.cumsum(lengths)])[self._starts]
        i = 0
        while i < self._n:
            j = max(i + 1, int(np.searchsorted(work, work[i] + _AT_ONCE, "right")) - 1)
            mine = slice(self._starts[i], self._starts[j])
            owner = np.repeat(np.arange(i, j), np.diff(self._starts[i : j + 1]))
            others = self._posted[_ranges(self._from[mine], lengths[mine])]
            keys, times = np.unique(np.repeat(owner, lengths[mine]) * self._n + others, return_counts=True)
            kept = keys[times >= SHARED]
            if len(kept):
                yield kept // self._n, kept % self._n
            i = j


def _ranges(starts: Ints, sizes: Ints) -> Ints:
    """The numbers start, start + 1, … of each range, one after the other."""
    total = int(sizes.sum())
    before = np.cumsum(sizes) - sizes
    found: Ints = np.arange(total) + np.repeat(starts - before, sizes)
    return found
