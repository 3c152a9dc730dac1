"""What the best extract of an article would be: the greedy oracle, and the relevance of each unit by itself."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from models.training.rouge import Tokens, rouge


def relevance(units: Sequence[Tokens], reference: Tokens) -> npt.NDArray[np.float32]:
    """ROUGE-1 plus ROUGE-2 F1 of each unit with the reference, (units,)."""
    scores = (rouge(u, reference) for u in units)
    return np.array([s.r1 + s.r2 for s in scores], dtype=np.float32)


def greedy(
    units: Sequence[Tokens], reference: Tokens, *, words: int | None = 120, most: int | None = None, pool: int = 14
) -> list[int]:
    """Units that together score best, taken one by one while the score grows; in source order.

    The score is ROUGE-1 + ROUGE-2 + ROUGE-L F1 of the units in source order. Only the `pool` units most like the
    reference are tried (the rest cannot matter much), under `words` syllables and `most` units.
    """
    alone = relevance(units, reference)
    tried = [int(i) for i in np.argsort(-alone, kind="stable")[:pool]]
    chosen: list[int] = []
    best = 0.0
    while most is None or len(chosen) < most:
        gain: tuple[float, list[int]] | None = None
        for i in tried:
            if i in chosen:
                continue
            extract = sorted([*chosen, i])
            tokens = [t for j in extract for t in units[j]]
            if words is not None and len(tokens) > words:
                continue
            score = sum(rouge(tokens, reference))
            if score > best and (gain is None or score > gain[0]):
                gain = (score, extract)
        if gain is None:
            return chosen
        best, chosen = gain
    return chosen
