"""Comparing two figures: are they the same amount, compatible, or at odds?

`1.250 tỷ đồng` equals `1,25 nghìn tỷ đồng`; `hơn 39.700 tỷ` agrees with `39.740 tỷ`; `15/18 chỉ tiêu` is not
`18 chỉ tiêu`;
`30/6` agrees with `ngày 30/6/2024`. Rounding is honest where the rounder figure is the nearest one at its own
precision,
or where its modifier covers the difference.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Final, Literal

from summarizer.facts.dates import find_times
from summarizer.facts.lexicon import load
from summarizer.facts.model import Figure, Number
from summarizer.facts.resolve import When

Verdict = Literal["equal", "agrees", "differs", "incomparable"]
Reason = Literal["value", "unit", "kind", "modifier", "rounded", "part", "time", "none"]

# A modifier covers a difference of up to this share of the larger value: `khoảng 40.000` for 39.740, not for 30.000.
TOLERANCE: Final = Fraction(1, 10)
_EXACT: Final = Fraction(1, 10**9)


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


def relation(a: Figure, b: Figure) -> Relation:
    """How `a` (as a brief tells it) stands to `b` (as the source tells it).

    `equal`: the same amount in the same unit, in whatever form. `agrees`: one is an honest rounding of the other, or a
    modifier covers the difference, or one says less (no year, no unit). `differs`: at odds. `incomparable`: of
    different kinds or units, so that nothing follows.
    """
    if _is_time(a) or _is_time(b):
        return _times(a, b)
    if (a.kind == "ratio") != (b.kind == "ratio"):
        return _part_and_whole(a, b)
    if not same_kind(a, b):
        return Relation("incomparable", "kind")
    unit = _units(a, b)
    if unit is None:
        return Relation("incomparable", "unit")
    found = _values(a, b)
    if opposed(a, b) and found.compatible:
        return Relation("differs", "modifier", found.gap)
    if found.verdict == "equal":
        if unit == "loose":
            return Relation("agrees", "unit", found.gap)
        if not _modifiers_meet(a, b):
            return Relation("agrees", "modifier", found.gap)
    return found


def _is_time(f: Figure) -> bool:
    return f.kind in ("date", "period")


def same_kind(a: Figure, b: Figure) -> bool:
    """Whether two quantities are of one kind; counts and measures are one group."""
    group = {"measure": "count"}
    return group.get(a.kind, a.kind) == group.get(b.kind, b.kind)


def numbers(figure: Figure) -> tuple[Fraction, ...]:
    """The values of a quantity, exact; empty for dates and periods."""
    if isinstance(figure.value, str):
        return ()
    values: Iterable[Number] = figure.value if isinstance(figure.value, tuple) else (figure.value,)
    return tuple(Fraction(str(v)) if isinstance(v, float) else Fraction(v) for v in values)


# --- units ------------------------------------------------------------------------------------------------------------

_FACTORS: Final[dict[str, tuple[str, Fraction]]] = {
    "km": ("m", Fraction(1000)),
    "hải lý": ("m", Fraction(1852)),
    "cm": ("m", Fraction(1, 100)),
    "mm": ("m", Fraction(1, 1000)),
    "dm": ("m", Fraction(1, 10)),
    "ha": ("m2", Fraction(10_000)),
    "km2": ("m2", Fraction(10**6)),
    "tấn": ("kg", Fraction(1000)),
    "tạ": ("kg", Fraction(100)),
    "yến": ("kg", Fraction(10)),
    "g": ("kg", Fraction(1, 1000)),
    "mg": ("kg", Fraction(1, 10**6)),
    "ml": ("lít", Fraction(1, 1000)),
    "m3": ("lít", Fraction(1000)),
    "giờ": ("phút", Fraction(60)),
    "giây": ("phút", Fraction(1, 60)),
    "ngày": ("phút", Fraction(24 * 60)),
    "tuần": ("phút", Fraction(7 * 24 * 60)),
    "năm": ("tháng", Fraction(12)),
    "quý": ("tháng", Fraction(3)),
    "thập kỷ": ("tháng", Fraction(120)),
    "năm tù": ("tháng tù", Fraction(12)),
    "MW": ("kW", Fraction(1000)),
    "GW": ("kW", Fraction(10**6)),
    "W": ("kW", Fraction(1, 1000)),
    "MWh": ("kWh", Fraction(1000)),
    "GWh": ("kWh", Fraction(10**6)),
    "TB": ("GB", Fraction(1000)),
    "MB": ("GB", Fraction(1, 1000)),
}


@cache
def _classifiers() -> frozenset[str]:
    return frozenset(w.strip() for w in load("nouns")["classifiers"].split(","))


def base_unit(unit: str | None) -> tuple[str, Fraction]:
    """The unit that amounts are compared in, and how many of it one `unit` is (`km` → m, 1000); denominators stay."""
    top, _, below = (unit or "").lower().partition("/")
    name, factor = next(((n, f) for u, (n, f) in _FACTORS.items() if u.lower() == top), (top, Fraction(1)))
    return (f"{name}/{below}" if below else name), factor


def _units(a: Figure, b: Figure) -> Literal["same", "loose"] | None:
    """Whether the units are the same, loosely so (one is missing or names the thing more fully), or at odds."""
    x, y = base_unit(a.unit)[0], base_unit(b.unit)[0]
    if x == y:
        return "same"
    if not x or not y:
        return "loose"
    if a.kind == "money" or b.kind == "money":
        # 99 triệu đồng for 99 triệu đồng/người/năm leaves out what it is counted by
        return (
            "loose"
            if a.kind == b.kind and x.partition("/")[0] == y.partition("/")[0] and ("/" in x) != ("/" in y)
            else None
        )
    if a.kind == "percent":
        return "loose" if {x, y} == {"%", "điểm phần trăm"} or (x.startswith("%") and y.startswith("%")) else None
    return "loose" if _related(x, y) else None


_SAME_THINGS: Final = (
    frozenset({"người", "người dân", "dân", "nạn nhân", "khách", "cá nhân", "công dân"}),
    frozenset({"căn nhà", "nhà", "ngôi nhà", "căn", "nhà dân", "nhà ở"}),
    frozenset({"hộ", "hộ dân", "hộ gia đình", "gia đình"}),
    frozenset({"tỉnh", "tỉnh thành", "tỉnh, thành", "tỉnh, thành phố", "địa phương", "tỉnh thành phố"}),
    frozenset({"vụ", "vụ việc", "vụ án", "trường hợp"}),
    frozenset({"doanh nghiệp", "công ty", "đơn vị"}),
    frozenset({"nước", "quốc gia"}),
    frozenset({"ca", "ca mắc", "ca bệnh", "ca nhiễm", "trường hợp"}),
    frozenset({"lượt khách", "lượt", "khách", "lượt du khách", "du khách", "khách du lịch", "lượt khách du lịch"}),
    frozenset({"học sinh", "em", "trẻ", "trẻ em", "cháu", "học trò", "em học sinh"}),
    frozenset({"xe", "chiếc", "chiếc xe", "ô tô", "ôtô", "phương tiện"}),
    frozenset({"tàu", "tàu cá", "chiếc", "chiếc tàu", "tàu thuyền"}),
    frozenset({"bị cáo", "bị can", "người"}),
    frozenset({"cán bộ", "công chức", "người"}),
    frozenset({"đảng viên", "người"}),
    frozenset({"công nhân", "lao động", "người", "người lao động", "nhân viên"}),
)


def _related(x: str, y: str) -> bool:
    """Whether two counted things may be the same: one name within the other (`hộ`, `hộ nghèo`), or words for one
    thing."""
    a, b = x.replace(",", "").split(), y.replace(",", "").split()
    short, long = sorted((a, b), key=len)
    if long[: len(short)] == short or long[-len(short) :] == short:
        return True
    if short[0] in _classifiers() and long == short[1:]:
        return True
    return any(x in group and y in group for group in _SAME_THINGS)


# --- values -----------------------------------------------------------------------------------------------------------


def precision(figure: Figure) -> Fraction:
    """The step between the values that a figure could have named: 10 for `39.740`, 0,1 tỷ for `1,3 tỷ`; 0 where all
    digits count.

    Trailing zeros of a number of four digits or more are taken as rounding, as are those of a scale word.
    """
    best = Fraction(0)
    for value in numbers(figure):
        best = max(best, _step(value))
    return best


def _step(value: Fraction) -> Fraction:
    if value == 0:
        return Fraction(0)
    scaled, exponent = value, 0
    while scaled.denominator != 1 and exponent > -12:
        scaled, exponent = scaled * 10, exponent - 1
    whole = int(scaled)
    while whole % 10 == 0:
        whole, exponent = whole // 10, exponent + 1
    return Fraction(10) ** exponent


def _values(a: Figure, b: Figure) -> Relation:
    x = tuple(v * base_unit(a.unit)[1] for v in numbers(a))
    y = tuple(v * base_unit(b.unit)[1] for v in numbers(b))
    if not x or not y:
        return Relation("incomparable", "kind")
    if a.kind == "ratio" and b.kind == "ratio":
        if x == y:
            return Relation("equal", gap=0.0)
        same = x[1] != 0 and y[1] != 0 and x[0] / x[1] == y[0] / y[1]
        return Relation("agrees" if same else "differs", "value" if not same else "rounded")
    if len(x) != len(y):
        # 6 lies within 5-7 where the range is the source's: it narrows what was said, so it is another claim
        inside = (len(x) == 1 and y[0] <= x[0] <= y[-1]) or (len(y) == 1 and x[0] <= y[0] <= x[-1])
        hedged = a.modifier == "approx" or b.modifier == "approx"
        return Relation("agrees" if inside and hedged else "differs", "value", float(_gap(x[0], y[0])))
    gap = max(_gap(p, q) for p, q in zip(x, y, strict=True))
    if gap <= _EXACT:
        return Relation("equal", gap=0.0)
    if all(_honest(p, q, a, b) for p, q in zip(x, y, strict=True)):
        return Relation("agrees", "rounded", float(gap))
    return Relation("differs", "value", float(gap))


def _gap(p: Fraction, q: Fraction) -> Fraction:
    top = max(abs(p), abs(q))
    return abs(p - q) / top if top else Fraction(0)


def _honest(p: Fraction, q: Fraction, a: Figure, b: Figure) -> bool:
    """Whether value `p` of `a` and `q` of `b` can be told of one amount: by rounding, or by a modifier."""
    if a.kind == "count" and not a.modifier and not b.modifier and max(abs(p), abs(q)) < 1000:
        return False  # eleven people are never twelve
    if _covered(p, q, a) or _covered(q, p, b):
        return True
    if _excluded(p, q, a) or _excluded(q, p, b):
        return False  # hơn 39.740 tỷ is not a rounding of 39.700 tỷ
    return _rounds(p, q) or _rounds(q, p)


def _excluded(claimed: Fraction, actual: Fraction, figure: Figure) -> bool:
    """Whether the modifier of the figure that claims `claimed` rules `actual` out."""
    direction = _DIRECTION.get(figure.modifier or "", 0)
    return (actual - claimed) * direction < 0


def _rounds(coarse: Fraction, fine: Fraction) -> bool:
    """Whether `coarse` is `fine` rounded to the nearest at its own precision, two digits at least being kept."""
    step = _step(coarse)
    digits = coarse / step if step else Fraction(0)
    if step <= _step(fine) or (digits < 10 and _gap(coarse, fine) > Fraction(1, 20)):
        return False
    return abs(coarse - fine) * 2 <= step


def _covered(claimed: Fraction, actual: Fraction, figure: Figure) -> bool:
    """Whether the modifier of the figure that claims `claimed` allows `actual`."""
    modifier = figure.modifier
    if modifier is None or _gap(claimed, actual) > TOLERANCE:
        return False
    if modifier in ("over", "at_least"):
        return actual >= claimed
    if modifier in ("under", "at_most"):
        return actual <= claimed
    step = _step(claimed)
    return abs(claimed - actual) <= step or _gap(claimed, actual) <= TOLERANCE / 2


_DIRECTION: Final = {"over": 1, "at_least": 1, "under": -1, "at_most": -1}


def _modifiers_meet(a: Figure, b: Figure) -> bool:
    """Whether the modifiers of two equal values say the same: `hơn` lost or gained, or turned round, do not."""
    x, y = a.modifier, b.modifier
    if x == y:
        return True
    return x is not None and y is not None and _DIRECTION.get(x, 0) == _DIRECTION.get(y, 0)


def opposed(a: Figure, b: Figure) -> bool:
    """Whether the modifiers contradict each other (`hơn 100` and `dưới 100`)."""
    x, y = _DIRECTION.get(a.modifier or "", 0), _DIRECTION.get(b.modifier or "", 0)
    return x * y < 0


def _part_and_whole(a: Figure, b: Figure) -> Relation:
    """A ratio and a plain number: `15/18` is not `18`, but the percentage it comes to agrees with it."""
    ratio, plain = (a, b) if a.kind == "ratio" else (b, a)
    values = numbers(ratio)
    if plain.kind == "percent" and len(values) == 2 and values[1]:
        share = 100 * values[0] / values[1]
        n = numbers(plain)
        if len(n) == 1 and abs(share - n[0]) <= max(_step(n[0]) / 2, Fraction(1, 100)):
            return Relation("agrees", "rounded", float(_gap(share, n[0])))
        return Relation("incomparable", "kind")
    if _units(ratio, plain) is None or not same_kind_as_count(plain):
        return Relation("incomparable", "kind")
    if len(numbers(plain)) == 1 and numbers(plain)[0] == values[0]:
        return Relation("agrees", "part", 0.0)  # 15 chỉ tiêu đạt, of 15/18
    return Relation("differs", "part")


def same_kind_as_count(figure: Figure) -> bool:
    """Whether a figure counts or measures things."""
    return figure.kind in ("count", "measure")


# --- time -------------------------------------------------------------------------------------------------------------


def when(figure: Figure) -> When | None:
    """What a date or period says in numbers, read from its text; None for quantities."""
    if not isinstance(figure.value, str):
        return None
    found = find_times(_NEUTRAL.sub("", figure.value))
    return found[0].when if found else None


_NEUTRAL: Final = re.compile(r"^\s+|\s+$")
_FIELDS: Final = ("year", "quarter", "month", "day", "year2", "quarter2", "month2", "day2", "count", "unit", "hour")


def _times(a: Figure, b: Figure) -> Relation:
    if not (_is_time(a) and _is_time(b)):
        return _duration(a, b)
    if isinstance(a.value, str) and isinstance(b.value, str) and _bare(a.value) == _bare(b.value):
        return Relation("equal")
    x, y = when(a), when(b)
    if x is None or y is None:
        return Relation("incomparable", "time")
    shared = [
        (getattr(x, f), getattr(y, f)) for f in _FIELDS if getattr(x, f) is not None and getattr(y, f) is not None
    ]
    if not shared:
        return _days(a, b)
    if any(p != q for p, q in shared):
        return Relation("differs" if _comparable(x, y) else "incomparable", "time")
    same = all(getattr(x, f) == getattr(y, f) for f in _FIELDS)
    if same and x.shift == y.shift and x.edge == y.edge:
        return Relation("equal")
    return Relation("agrees", "time")


def _comparable(x: When, y: When) -> bool:
    """Whether two times are at one depth, so that a difference is a contradiction (`năm 2022` and `năm 2023`)."""

    def depth(w: When) -> tuple[bool, ...]:
        return (w.day is not None, w.month is not None, w.quarter is not None, w.count is not None)

    return depth(x) == depth(y)


def _days(a: Figure, b: Figure) -> Relation:
    """Nothing written is shared: the days they resolve to decide (`hôm nay`, `ngày 9/12`)."""
    if a.date is None or b.date is None:
        return Relation("incomparable", "time")
    if a.date == b.date:
        return Relation("agrees", "time")
    return Relation("incomparable", "time")


def _duration(a: Figure, b: Figure) -> Relation:
    """A period and a length of time (`10 tháng năm 2024`, `10 tháng`), or a date and a bare `9/12` that was read as a
    ratio."""
    time, other = (a, b) if _is_time(a) else (b, a)
    w = when(time)
    if w is not None and other.kind == "ratio" and other.unit is None and w.day is not None and w.month is not None:
        return Relation("agrees" if numbers(other) == (Fraction(w.day), Fraction(w.month)) else "incomparable", "time")
    if w is None or w.count is None or other.unit != w.unit or numbers(other) != (Fraction(w.count),):
        return Relation("incomparable", "kind")
    return Relation("agrees", "time")


def _bare(text: str) -> str:
    """A time in lower case without `ngày` and zeros in front, so that `Ngày 09/12` is `9/12`."""
    text = re.sub(r"\s+", " ", text.lower()).removeprefix("ngày ").removeprefix("hôm ")
    return re.sub(r"(?<!\d)0(?=\d)", "", re.sub(r"\s*([/–-])\s*", r"\1", text))


# --- order ------------------------------------------------------------------------------------------------------------


def order(a: Figure, b: Figure) -> int | None:
    """-1, 0 or 1 as `a` is less than, equal to or more than `b`; None where they cannot be ordered.

    Ranges compare by their middle, ratios by their quotient, times by their first day.
    """
    if _is_time(a) and _is_time(b):
        if a.date is None or b.date is None or a.date.start is None or b.date.start is None:
            return None
        return (a.date.start > b.date.start) - (a.date.start < b.date.start)
    if _is_time(a) or _is_time(b) or not same_kind(a, b) or _units(a, b) is None:
        return None
    x, y = magnitude(a), magnitude(b)
    if x is None or y is None:
        return None
    return (x > y) - (x < y)


def magnitude(figure: Figure) -> Fraction | None:
    """One number for a quantity in its base unit: its value, the middle of its range, the quotient of its ratio."""
    values = numbers(figure)
    if not values:
        return None
    if figure.kind == "ratio":
        return values[0] / values[1] if len(values) == 2 and values[1] else None
    return sum(values, Fraction(0)) / len(values) * base_unit(figure.unit)[1]


def best(figure: Figure, others: Sequence[Figure]) -> tuple[int, Relation] | None:
    """The index of the figure among `others` that `figure` stands closest to, and how; None where there are none.

    Equal before agreeing before differing, then the smaller gap, then the same indicator words being no matter.
    """
    rank = {"equal": 0, "agrees": 1, "differs": 2, "incomparable": 3}
    found: tuple[int, Relation] | None = None
    key = (9, math.inf)
    for i, other in enumerate(others):
        r = relation(figure, other)
        k = (rank[r.verdict], r.gap if r.gap is not None else 0.5)
        if k < key:
            found, key = (i, r), k
    return found
