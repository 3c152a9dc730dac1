"""What the reader learns: how relevant each sentence is, and which near-best sets of sentences it belongs to.

Greedy oracles follow Nallapati et al. 2017 (SummaRuNNer). One greedy set is a noisy target: many sets score nearly
alike. So a beam keeps several, and a sentence's target is the share of them, weighted by their scores, that hold it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from models.training import oracle, rouge
from models.training.rouge import Tokens


def softened(values: Sequence[float], sharpness: float = 8.0) -> list[float]:
    """A distribution over the units: softmax of `sharpness · value / max value`."""
    top = max(values, default=0.0) or 1.0
    e = [math.exp(sharpness * (v / top - 1.0)) for v in values]
    total = sum(e)
    return [x / total for x in e]


def near_best(
    units: Sequence[Tokens],
    reference: Tokens,
    *,
    words: int,
    candidates: int = 14,
    beam: int = 6,
    most: int = 6,
) -> list[tuple[float, tuple[int, ...]]]:
    """Sets of units of at most `words` syllables, best mean ROUGE-1/2/L first, as (score, sorted indices)."""
    alone = oracle.relevance(units, reference).tolist()
    pool = sorted(range(len(units)), key=lambda i: -alone[i])[:candidates]
    found: dict[tuple[int, ...], float] = {}
    front: list[tuple[float, tuple[int, ...]]] = [(0.0, ())]
    for _ in range(most):
        grown: dict[tuple[int, ...], float] = {}
        for score, chosen in front:
            room = words - sum(len(units[i]) for i in chosen)
            for i in pool:
                key = tuple(sorted((*chosen, i)))
                if i in chosen or key in grown or (len(units[i]) > room and chosen):
                    continue
                value = sum(rouge.rouge([t for j in key for t in units[j]], reference)) / 3
                if value > score:
                    grown[key] = value
        if not grown:
            break
        found |= grown
        front = sorted(((v, k) for k, v in grown.items()), reverse=True)[:beam]
    return sorted(((v, k) for k, v in found.items()), reverse=True)


def membership(
    ranked: Sequence[tuple[float, tuple[int, ...]]], n: int, *, keep: int = 8, heat: float = 0.015
) -> list[float]:
    """Distribution over `n` units: how much of the near-best sets each belongs to. Sums to 1, or 0 without sets."""
    weights = [0.0] * n
    for value, chosen in ranked[:keep]:
        w = math.exp((value - ranked[0][0]) / heat)
        for i in chosen:
            weights[i] += w
    total = sum(weights) or 1.0
    return [w / total for w in weights]
