"""From how likely each word is kept to the words that are: the best cut of few pieces that breaks no exact rule."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from summarizer.engines.editor.told import Word

SEAM: Final = 4.0
"""What a cut costs that begins or ends inside a clause, in nats; at a border it costs `BORDER`."""
BORDER: Final = 0.7
LEAST: Final = 0.4
"""Share of the words that a cut sentence must keep: with less it tells another thing."""
_SURE: Final = 1e-3


def kept(words: Sequence[Word], chances: Sequence[float], *, bias: float = 0.0) -> list[bool]:
    """Which words stay (`chances` 0…1 each); all of them where no cut is good enough.

    Viterbi over keep and drop: each change of the two costs, less where the sentence has a border. A word that is
    guarded stays; words of one group stay or go together. `bias` is added to the logit of keeping.
    """
    if not words:
        return []
    logits = _logits(words, chances, bias)
    cost = [[0.0, 0.0] for _ in words]
    back = [[0, 0] for _ in words]
    for i, word in enumerate(words):
        here = (math.log1p(math.exp(-logits[i])), math.log1p(math.exp(logits[i])))  # keep, drop
        for state in (0, 1):
            emit = math.inf if state and word.guarded else here[state]
            if i == 0:
                cost[i][state] = emit + (BORDER if state else 0.0)
                continue
            seam = _seam(words[i - 1], word)
            options = [cost[i - 1][before] + (seam if before != state else 0.0) for before in (0, 1)]
            back[i][state] = 0 if options[0] <= options[1] else 1
            cost[i][state] = emit + min(options)
    state = 0 if cost[-1][0] <= cost[-1][1] + BORDER else 1
    stays = [True] * len(words)
    for i in range(len(words) - 1, -1, -1):
        stays[i] = state == 0
        state = back[i][state]
    return stays if sum(stays) >= LEAST * len(words) else [True] * len(words)


def _seam(before: Word, word: Word) -> float:
    if before.group == word.group:
        return math.inf
    return BORDER if before.segment != word.segment else SEAM


def _logits(words: Sequence[Word], chances: Sequence[float], bias: float) -> list[float]:
    """Logits, the same for all words of a group: their mean."""
    raw = [math.log(min(1 - _SURE, max(_SURE, p)) / (1 - min(1 - _SURE, max(_SURE, p)))) + bias for p in chances]
    held: dict[int, list[float]] = {}
    for word, value in zip(words, raw, strict=True):
        held.setdefault(word.group, []).append(value)
    return [sum(held[w.group]) / len(held[w.group]) for w in words]
