"""Telling a development from a conflict: a count that grows from one report to the next contradicts nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from summarizer.digest.asof import Moment
from summarizer.digest.claim import Claim
from summarizer.facts.compare import magnitude

Timed = tuple[Claim, Moment | None]
"""A claim, and when it was told: the moment that it names, else the day of its report."""
_NOON: Final = 12
_MISSING: Final = "mất tích"


def in_time(values: Sequence[Sequence[Timed]]) -> list[int] | None:
    """The order in time of what is said of a fact, value by value; None where the values are at odds.

    They are a development where each was told before the next and they only grow, or of missing people only shrink; or
    where the larger of two is said to be what the other has grown to.
    """
    amounts = [magnitude(value[0][0].figure) for value in values]
    if any(a is None for a in amounts):
        return None
    if len(values) == 2:
        low, high = sorted((0, 1), key=lambda k: amounts[k] or 0)
        if any(c.raised for c, _ in values[high]) and not any(c.raised for c, _ in values[low]):
            return [low, high]
    spans = []
    for value in values:
        moments = [m for _, m in value if m is not None]
        if len(moments) < len(value):
            return None
        spans.append((min(moments, key=_key), max(moments, key=_key)))
    order = sorted(range(len(values)), key=lambda k: _key(spans[k][0]))
    if not all(before(spans[a][1], spans[b][0]) for a, b in pairwise(order)):
        return None
    steps = [(amounts[b] or 0) > (amounts[a] or 0) for a, b in pairwise(order)]
    shrinks = all(_MISSING in c.near for value in values for c, _ in value)
    return order if all(steps) or (shrinks and not any(steps)) else None


def _key(moment: Moment) -> tuple[int, int]:
    return moment[0].toordinal(), _NOON if moment[1] is None else moment[1]


def before(a: Moment, b: Moment) -> bool:
    """Whether a moment is surely before another: on one day only where both name the hour."""
    return a[0] < b[0] or (a[0] == b[0] and a[1] is not None and b[1] is not None and a[1] < b[1])
