"""What is marked in a text, searchable by range: marks that may overlap, and runs that stand one after the other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import Final, Generic, TypeVar

from summarizer.document.model import Span
from summarizer.facts.model import FigureKind


class Mark:
    """What a piece of text is, all at once, as bits of an int. The three lowest number a figure's kind (`KINDS`).

    Plain ints, not an `IntFlag`: a screen of rows combines thousands of them between a key and its answer.
    """

    NONE: Final = 0
    KIND: Final = 7
    KEY: Final = 8
    DIRECTIVE: Final = 16
    TRIGGER: Final = 32
    EVIDENCE: Final = 64
    HIT: Final = 128
    HIT_NOW: Final = 256
    CHOSEN: Final = 512
    SENTENCE: Final = 1024
    FURNITURE: Final = 2048
    HEADING: Final = 4096
    TITLE: Final = 8192
    ROLE: Final = 16384
    DOUBTFUL: Final = 32768


KINDS: Final[tuple[FigureKind, ...]] = ("money", "percent", "ratio", "count", "measure", "date", "period")


class Layer:
    """Marked spans in text order, searchable by range; spans may overlap."""

    def __init__(self, marks: Iterable[tuple[Span, int]] = ()) -> None:
        self.marks = sorted(marks, key=lambda mark: (mark[0].start, mark[0].end))
        self._starts = [span.start for span, _ in self.marks]
        # The farthest end so far: no mark before the first that reaches past an offset can cover it.
        self._reach = list(accumulate((span.end for span, _ in self.marks), max))

    def within(self, start: int, end: int) -> Iterable[tuple[Span, int]]:
        """The marks that share a code point with `[start, end)`."""
        first, last = bisect_right(self._reach, start), bisect_left(self._starts, end)
        return (mark for mark in self.marks[first:last] if mark[0].end > start)


Thing = TypeVar("Thing")


class Runs(Generic[Thing]):
    """Things in text order, none over another (figures, furniture): nothing is built, so a book's cost no more."""

    def __init__(self, things: Sequence[Thing], span: Callable[[Thing], Span], bits: Callable[[Thing], int]) -> None:
        self._things, self._span, self._bits = things, span, bits

    def within(self, start: int, end: int) -> Iterable[tuple[Span, int]]:
        """Those that share a code point with `[start, end)`, as spans with what they are."""
        first = bisect_right(self._things, start, key=lambda thing: self._span(thing).end)
        for index in range(first, len(self._things)):
            span = self._span(self._things[index])
            if span.start >= end:
                return
            yield span, self._bits(self._things[index])
