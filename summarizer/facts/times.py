"""How two dates or periods stand to each other: `30/6` agrees with `ngày 30/6/2024`."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal

from summarizer.facts import dates
from summarizer.facts.likeness import numbers
from summarizer.facts.model import Figure
from summarizer.facts.resolve import When

Verdict = Literal["equal", "agrees", "differs", "incomparable"]
"""How one figure stands to another (`compare.relation`)."""


def is_time(figure: Figure) -> bool:
    """Whether a figure is a date or a period."""
    return figure.kind in ("date", "period")


def when(figure: Figure) -> When | None:
    """What a date or period says in numbers, read from its text; None for quantities."""
    return dates.said(figure.value) if isinstance(figure.value, str) else None


def _fields(when: When) -> tuple[int | str | None, ...]:
    return (*when.near, *when.far, when.count, when.unit, when.hour, when.minute)


def relate_times(a: Figure, b: Figure) -> Verdict:
    """How two figures stand to each other of which one at least is a date or a period."""
    if not (is_time(a) and is_time(b)):
        return _duration(a, b)
    if _bare(str(a.value)) == _bare(str(b.value)):
        return "equal"
    x, y = when(a), when(b)
    if x is None or y is None or x.lunar != y.lunar:
        return "incomparable"
    shared = [pair for pair in zip(_fields(x), _fields(y), strict=True) if None not in pair]
    if not shared:  # the days they resolve to decide: hôm nay, ngày 9/12
        return "agrees" if a.date is not None and a.date == b.date else "incomparable"
    if any(p != q for p, q in shared):
        # at one depth a difference is a contradiction (năm 2022, năm 2023)
        depths = ([part is None for part in (*w.near[1:], w.count)] for w in (x, y))
        return "differs" if next(depths) == next(depths) else "incomparable"
    return "equal" if x == y else "agrees"


def _duration(a: Figure, b: Figure) -> Verdict:
    """A period and a length of time (`10 tháng năm 2024`, `10 tháng`), or a date and a bare `9/12` that was read as a
    ratio."""
    time, other = (a, b) if is_time(a) else (b, a)
    w, told = when(time), numbers(other)
    if w is not None and other.kind == "ratio" and other.unit is None and w.near.day and w.near.month:
        return "agrees" if told == (Fraction(w.near.day), Fraction(w.near.month)) else "incomparable"
    counts = w is not None and w.count is not None and told == (Fraction(w.count),)
    return "agrees" if w is not None and w.unit == other.unit and counts else "incomparable"


def _bare(text: str) -> str:
    """A time in lower case without `ngày` and zeros in front, so that `Ngày 09/12` is `9/12`."""
    text = re.sub(r"\s+", " ", text.lower()).removeprefix("ngày ").removeprefix("hôm ")
    return re.sub(r"(?<!\d)0(?=\d)", "", re.sub(r"\s*([/–-])\s*", r"\1", text))
