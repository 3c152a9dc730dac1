"""From the marker's scores to spans: runs of tags, and the best start and end that a span points at."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]

LONGEST: Final = 40
"""Tokens of a slot, at most."""
_SHORTEST: Final = 2
"""Tokens of an action, at least."""


def runs(scores: FloatArray, own: npt.NDArray[np.bool_], bias: float) -> list[tuple[int, int, float]]:
    """Actions (start, end, confidence) among the window's own tokens from tag scores (n, 3) of O, B and I.

    `bias` is added to B and I: above 0 more is found, below 0 less. The confidence is the mean probability of the
    tokens to lie in an action.
    """
    shifted = scores + np.array([0.0, bias, bias], np.float32)
    odds = np.exp(shifted - shifted.max(1, keepdims=True))
    odds /= odds.sum(1, keepdims=True)
    best = np.where(own, shifted.argmax(1), 0)
    found: list[tuple[int, int, float]] = []
    start: int | None = None
    for i, tag in enumerate([*best.tolist(), 0]):
        if start is not None and tag in (0, 1):
            if i - start >= _SHORTEST:
                found.append((start, i, float(1 - odds[start:i, 0].mean())))
            start = None
        if start is None and tag:
            start = i
    return found


def pointed(scores: FloatArray) -> tuple[int, int, float]:
    """The best (first, last, confidence) of scores (2, n + 1) for start and end, whose last place is none.

    The confidence is that of the span against there being none; it is 0 where a longer span than `LONGEST` would be
    best of all, or none of the places can be pointed at.
    """
    start, end = (row - np.logaddexp.reduce(row) for row in scores)
    none = float(start[-1] + end[-1])
    n = len(start) - 1
    best, place = -np.inf, (-1, -1)
    for i in np.argsort(start[:n])[::-1][:8]:
        j = int(i + end[i : min(n, i + LONGEST)].argmax())
        value = float(start[i] + end[j])
        if value > best:
            best, place = value, (int(i), j)
    if place[0] < 0:
        return -1, -1, 0.0
    return *place, float(1 / (1 + np.exp(none - best)))
