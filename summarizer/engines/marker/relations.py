"""Where a token stands as seen from a span: how far, how many sentences away, and what lies between.

An addressee is mostly the one just before its action, or the one of the line above; not the one of the next item. The
pointers learn that from these three relations, which no product of vectors tells them.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]

_BEFORE: Final = np.array([-200, -100, -50, -25, -12, -6, -3])
_AFTER: Final = np.array([6, 25, 100])
DISTANCES: Final = len(_BEFORE) + 1 + 1 + len(_AFTER) + 1
"""Buckets of distance: before (8), inside, after (4)."""
_BACK, _ON = 6, 2
SENTENCES: Final = 1 + _BACK + 1 + _ON
"""Buckets of sentences away: none (special tokens), six or more back … two or more on."""
_MOST: Final = 3
BETWEEN: Final = 2 * (_MOST + 1)
"""Buckets of other spans that begin between: 0 … 3 or more, before and after."""


def relations(sentence: IntArray, spans: IntArray) -> IntArray:
    """(n, length, 3) buckets of distance, sentences away and spans between, of n spans [start, end) (n, 2).

    `sentence` (length,) numbers the sentence of each token, -1 for special tokens.
    """
    place = np.arange(len(sentence))[None]
    start, end = spans[:, :1], spans[:, 1:]
    before = np.searchsorted(_BEFORE, place - start, side="right")
    after = len(_BEFORE) + 2 + np.searchsorted(_AFTER, place - end, side="right")
    distance = np.where(place < start, before, np.where(place < end, len(_BEFORE) + 1, after))
    away = np.clip(sentence[None] - sentence[spans[:, 0]][:, None], -_BACK, _ON) + _BACK + 1
    away = np.where(sentence[None] < 0, 0, away)
    starts = np.sort(spans[:, 0])
    upto = np.searchsorted(starts, place, side="right")  # spans that begin at a place or before it
    own = np.searchsorted(starts, start, side="left")
    ahead = np.clip(own - upto, 0, _MOST)
    behind = _MOST + 1 + np.clip(upto - own - 1, 0, _MOST)
    between = np.where(place < start, ahead, behind)
    return np.stack([distance, away, between], axis=-1).astype(np.int64)
