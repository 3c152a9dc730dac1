"""How two dates or periods stand to each other: `30/6` agrees with `ngày 30/6/2024`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from summarizer.facts.dates import find_times
from summarizer.facts.likeness import numbers
from summarizer.facts.model import Figure
from summarizer.facts.resolve import When

Verdict = Literal["equal", "agrees", "differs", "incomparable"]
Reason = Literal["value", "unit", "kind", "modifier", "rounded", "part", "time", "none"]


@dataclass(frozen=True, slots=True)
class Relation:
    """How figure `a` stands to figure `b`, and why; `gap` is the relative difference of their values, where they have
    any."""

    verdict: Verdict
    reason: Reason = "none"
    gap: float | None = None

    @property
    def compatible(self) -> bool:
        """Whether both can be true of one thing."""
        return self.verdict in ("equal", "agrees")


def is_time(figure: Figure) -> bool:
    """Whether a figure is a date or a period."""
    return figure.kind in ("date", "period")


def when(figure: Figure) -> When | None:
    """What a date or period says in numbers, read from its text; None for quantities."""
    if not isinstance(figure.value, str):
        return None
    found = find_times(figure.value)
    return found[0].when if found else None


def _fields(when: When) -> tuple[int | str | None, ...]:
    return (*when.near, *when.far, when.count, when.unit, when.hour)


def relate_times(a: Figure, b: Figure) -> Relation:
    if not (is_time(a) and is_time(b)):
        return _duration(a, b)
    if isinstance(a.value, str) and isinstance(b.value, str) and _bare(a.value) == _bare(b.value):
        return Relation("equal")
    x, y = when(a), when(b)
    if x is None or y is None or x.lunar != y.lunar:
        return Relation("incomparable", "time")
    shared = [pair for pair in zip(_fields(x), _fields(y), strict=True) if None not in pair]
    if not shared:  # the days they resolve to decide: hôm nay, ngày 9/12
        return Relation("agrees" if a.date is not None and a.date == b.date else "incomparable", "time")
    if any(p != q for p, q in shared):
        # at one depth a difference is a contradiction (năm 2022, năm 2023)
        depths = ([part is None for part in (*w.near[1:], w.count)] for w in (x, y))
        return Relation("differs" if next(depths) == next(depths) else "incomparable", "time")
    return Relation("equal") if x == y else Relation("agrees", "time")


def _duration(a: Figure, b: Figure) -> Relation:
    """A period and a length of time (`10 tháng năm 2024`, `10 tháng`), or a date and a bare `9/12` that was read as a
    ratio."""
    time, other = (a, b) if is_time(a) else (b, a)
    w = when(time)
    if w is not None and other.kind == "ratio" and other.unit is None and w.near.day and w.near.month:
        return Relation(
            "agrees" if numbers(other) == (Fraction(w.near.day), Fraction(w.near.month)) else "incomparable", "time"
        )
    if w is None or w.count is None or other.unit != w.unit or numbers(other) != (Fraction(w.count),):
        return Relation("incomparable", "kind")
    return Relation("agrees", "time")


def _bare(text: str) -> str:
    """A time in lower case without `ngày` and zeros in front, so that `Ngày 09/12` is `9/12`."""
    text = re.sub(r"\s+", " ", text.lower()).removeprefix("ngày ").removeprefix("hôm ")
    return re.sub(r"(?<!\d)0(?=\d)", "", re.sub(r"\s*([/–-])\s*", r"\1", text))
