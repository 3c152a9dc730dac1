"""From the marker's scores to spans: the best sequence of tags, and the best start and end that a span points at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt

from summarizer.engines.base import Tags

FloatArray = npt.NDArray[np.float32]

TAG_WEIGHTS: Final = (1.0, 4.0, 1.5)
"""How much an O, a B and an I count in training: an action has one B and a window a handful of actions."""
_OUTSIDE, _BEGIN, _INSIDE = 0, 1, 2
_NEVER: Final = -1e9
_LONGEST: Final = 40
"""Tokens of a slot, at most."""
_SHORTEST: Final = 2
"""Tokens of an action, at least."""


def actions(scores: FloatArray, own: npt.NDArray[np.bool_], bias: float = 0.0) -> list[tuple[int, int, float]]:
    """Actions (start, end, confidence) among the window's own tokens from tag scores (n, 3) of O, B and I.

    The most likely sequence of tags in which no I follows an O (Viterbi 1967), the weights of training taken back.
    `bias` is added to B and I: above 0 more is found, below 0 less. The confidence is the mean probability of the
    tokens to lie in an action.
    """
    shifted = logs(scores, bias)
    tags = _best(np.where(own[:, None], shifted, np.array([0.0, _NEVER, _NEVER], np.float32)))
    inside = 1 - np.exp(shifted[:, _OUTSIDE])
    found: list[tuple[int, int, float]] = []
    start: int | None = None
    for i, tag in enumerate([*tags, _OUTSIDE]):
        if start is not None and tag != _INSIDE:
            if i - start >= _SHORTEST:
                found.append((start, i, float(inside[start:i].mean())))
            start = None
        if tag == _BEGIN:
            start = i
    return found


def logs(scores: FloatArray, bias: float = 0.0) -> FloatArray:
    """Log probabilities (n, 3) of O, B and I, the weights of training taken back."""
    shifted = scores - np.log(np.array(TAG_WEIGHTS, np.float32)) + np.array([0.0, bias, bias], np.float32)
    found: FloatArray = shifted - np.logaddexp.reduce(shifted, axis=1, keepdims=True)
    return found


def tags(scores: FloatArray, starts: npt.NDArray[np.int64], found: Iterable[tuple[int, int, float]]) -> dict[int, Tags]:
    """The tags of the tokens of the actions found, by the characters where they start."""
    said = logs(scores)
    return {
        int(starts[i]): Tags(*(float(said[at]) for at in ((i, _BEGIN), (i, _INSIDE), (i, _OUTSIDE), (i - 1, _OUTSIDE))))
        for start, end, _ in found
        for i in range(start, end)
    }


def _best(scores: FloatArray) -> list[int]:
    """The best sequence of tags of log probabilities (n, 3)."""
    n = len(scores)
    value = scores[0].astype(np.float64)
    value[_INSIDE] = _NEVER
    came = np.zeros((n, 3), np.int64)
    for t in range(1, n):
        before = np.repeat(value[None], 3, axis=0)
        before[_INSIDE, _OUTSIDE] = _NEVER
        came[t] = before.argmax(1)
        value = before.max(1) + scores[t]
    tag = int(value.argmax())
    tags = [tag]
    for t in range(n - 1, 0, -1):
        tag = int(came[t, tag])
        tags.append(tag)
    return tags[::-1]


def pointed(scores: FloatArray, sentence: npt.NDArray[np.int64]) -> tuple[int, int, float]:
    """The best (first, last, confidence) of scores (2, n + 1) for start and end, whose last place is none.

    `sentence` (n,) numbers the sentence of each token, -1 for special tokens: a span lies within one. The confidence is
    that of the span against there being none; (-1, -1, 0.0) where nothing can be pointed at.
    """
    start, end = (row - np.logaddexp.reduce(row) for row in scores)
    none = float(start[-1] + end[-1])
    n = len(start) - 1
    best, place = -np.inf, (-1, -1)
    for i in np.argsort(start[:n])[::-1][:8]:
        if sentence[i] < 0:
            continue
        same = sentence[i : min(n, i + _LONGEST)] == sentence[i]
        j = int(i + np.where(same, end[i : i + len(same)], _NEVER).argmax())
        value = float(start[i] + end[j])
        if value > best:
            best, place = value, (int(i), j)
    if place[0] < 0:
        return -1, -1, 0.0
    return *place, float(1 / (1 + np.exp(none - best)))
