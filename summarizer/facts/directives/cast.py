"""The actors of a sentence, found by position: a long sentence is read in linear time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from summarizer.facts.actors import Actor


class Cast:
    """Actors of one line, left to right and disjoint."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self.all = tuple(actors)
        self._starts = [a.start for a in self.all]
        self._ends = [a.end for a in self.all]

    def __iter__(self) -> Iterator[Actor]:
        return iter(self.all)

    def before(self, k: int, limit: int = 6) -> Iterator[Actor]:
        """The actors that end at or before token `k`, the nearest first, `limit` of them at most."""
        i = bisect_right(self._ends, k)
        return iter(self.all[max(0, i - limit) : i][::-1])

    def ending(self, k: int) -> Actor | None:
        """The actor whose phrase ends exactly at token `k`."""
        i = bisect_left(self._ends, k)
        return self.all[i] if i < len(self._ends) and self._ends[i] == k else None

    def within(self, start: int, end: int) -> tuple[Actor, ...]:
        """The actors that begin in `[start, end)`."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
