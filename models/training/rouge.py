"""Syllable ROUGE: ROUGE-1, ROUGE-2 and ROUGE-L (F1) over lower-cased Unicode words, and bootstrap intervals.

Vietnamese is written in syllables set apart by spaces, so words here are syllables. `rouge_score`'s default tokenizer
keeps only `[a-z0-9]` and tears Vietnamese words into letters: two random sentences get ROUGE-1 51 under it. It is
offered as `latin` for comparison with published figures alone.

Sources: Lin 2004, "ROUGE: a package for automatic evaluation of summaries"; the longest common subsequence is the
bit-parallel one of Hyyrö 2004; Koehn 2004, "Statistical significance tests for machine translation evaluation".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from summarizer.text.tokens import runs

Tokens = Sequence[str]
Tokenizer = Callable[[str], list[str]]

_LATIN = re.compile(r"[a-z0-9]+")


class Rouge(NamedTuple):
    """F1 of unigrams, bigrams and the longest common subsequence, each 0…1."""

    r1: float
    r2: float
    rl: float


class Interval(NamedTuple):
    """A mean with its bootstrap interval."""

    mean: float
    low: float
    high: float


def syllables(text: str) -> list[str]:
    """Lower-cased Unicode words of `text`; for NFC Vietnamese these are syllables and numbers' parts."""
    return runs(text.lower())


def latin(text: str) -> list[str]:
    """The tokens of `rouge_score`'s default tokenizer; only for comparison with papers that used it."""
    return _LATIN.findall(text.lower())


def f1(overlap: float, candidate: int, reference: int) -> float:
    """Harmonic mean of precision and recall; 0 where either side is empty."""
    return 2.0 * overlap / (candidate + reference) if overlap else 0.0


def overlap(candidate: Tokens, reference: Tokens, n: int) -> float:
    """ROUGE-n F1, counts clipped."""
    if n == 1:
        a: Counter[Any] = Counter(candidate)
        b: Counter[Any] = Counter(reference)
        total_a, total_b = len(candidate), len(reference)
    else:
        left = list(zip(*(candidate[i:] for i in range(n)), strict=False))
        right = list(zip(*(reference[i:] for i in range(n)), strict=False))
        a, b = Counter(left), Counter(right)
        total_a, total_b = len(left), len(right)
    if len(a) > len(b):
        a, b = b, a
    return f1(sum(min(c, b[g]) for g, c in a.items() if g in b), total_a, total_b)


def lcs(a: Tokens, b: Tokens) -> int:
    """Length of the longest common subsequence, one machine operation a token of `b` and 64 of `a`."""
    where: dict[str, int] = {}
    for i, token in enumerate(a):
        where[token] = where.get(token, 0) | 1 << i
    mask = (1 << len(a)) - 1
    row = mask
    for token in b:
        matches = where.get(token)
        if matches:
            common = row & matches
            row = ((row + common) | (row - common)) & mask
    return len(a) - row.bit_count()


def rouge(candidate: str | Tokens, reference: str | Tokens, tokenize: Tokenizer = syllables) -> Rouge:
    """ROUGE-1, -2 and -L of one candidate against one reference; strings are tokenized, tokens taken as they are."""
    a = tokenize(candidate) if isinstance(candidate, str) else candidate
    b = tokenize(reference) if isinstance(reference, str) else reference
    return Rouge(overlap(a, b, 1), overlap(a, b, 2), f1(lcs(a, b), len(a), len(b)))


def rouge_many(candidate: str, references: Sequence[str], tokenize: Tokenizer = syllables) -> Rouge:
    """The mean over several references (as for clusters with two human summaries)."""
    scores = [rouge(candidate, r, tokenize) for r in references]
    return Rouge(*(sum(column) / len(scores) for column in zip(*scores, strict=True)))


def bootstrap(
    values: Sequence[float] | npt.NDArray[np.float64], *, samples: int = 2000, level: float = 0.95, seed: int = 0
) -> Interval:
    """Mean of `values` (n,) with a percentile bootstrap interval over articles.

    Give differences of two systems on the same articles for the paired test: they differ where 0 lies outside.
    """
    data = np.asarray(values, dtype=np.float64)
    if data.size == 0:
        raise ValueError("nothing to resample")
    rng = np.random.default_rng(seed)
    means = data[rng.integers(0, data.size, size=(samples, data.size))].mean(axis=1)
    tail = (1.0 - level) / 2.0
    low, high = np.quantile(means, (tail, 1.0 - tail))
    return Interval(float(data.mean()), float(low), float(high))


def paired(a: Sequence[float], b: Sequence[float], *, samples: int = 2000, seed: int = 0) -> Interval:
    """Mean of `a - b` article by article, with its interval.

    Raises:
        ValueError: the two do not have one value an article each.
    """
    if len(a) != len(b):
        raise ValueError(f"{len(a)} values against {len(b)}")
    return bootstrap(np.asarray(a, dtype=np.float64) - np.asarray(b, dtype=np.float64), samples=samples, seed=seed)
