"""Comparing two figures: are they the same amount, compatible, or at odds?

`1.250 tỷ đồng` equals `1,25 nghìn tỷ đồng`; `hơn 39.700 tỷ` agrees with `39.740 tỷ`; `15/18 chỉ tiêu` is not `18 chỉ
tiêu`; `30/6` agrees with `ngày 30/6/2024`. Rounding is honest where the rounder figure is the nearest one at its own
precision, or where its modifier covers the difference.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final

from summarizer.facts.likeness import amounts, numbers, relate_units
from summarizer.facts.model import Figure
from summarizer.facts.times import Verdict, is_time, relate_times

# A modifier covers a difference of up to this share of the larger value: `khoảng 40.000` for 39.740, not for 30.000.
_TOLERANCE: Final = Fraction(1, 10)
_EXACT: Final = Fraction(1, 10**9)
_COUNTED: Final = 1000
"""A smaller count is never rounded without a word: eleven people are never twelve."""
_PLACES: Final = 12
"""Decimal places of a value, at most: what is finer came from a float."""
_ONE_DIGIT: Final = Fraction(1, 20)
"""How far off a value of one digit may be that is still a rounding: `4 tỷ` of 4,1 tỷ, not of 4,4 tỷ."""


def relation(a: Figure, b: Figure) -> Verdict:
    """How `a` (as a brief tells it) stands to `b` (as the source tells it).

    `equal`: the same amount in the same unit, in whatever form. `agrees`: one is an honest rounding of the other, or a
    modifier covers the difference, or one says less (no year, no unit). `differs`: at odds. `incomparable`: of
    different kinds or units, so that nothing follows.
    """
    if is_time(a) or is_time(b):
        return relate_times(a, b)
    if (a.kind == "ratio") != (b.kind == "ratio"):
        return _part_and_whole(a, b)
    alike = a.kind == b.kind or {a.kind, b.kind} == {"count", "measure"}
    unit = relate_units(a, b) if alike else None
    found = _values(a, b) if unit is not None else "incomparable"
    if found in ("equal", "agrees") and _direction(a) * _direction(b) < 0:
        return "differs"  # hơn 100, dưới 100
    # `hơn` lost or gained
    same = unit == "same" and bool(a.modifier) == bool(b.modifier) and _direction(a) == _direction(b)
    return found if found != "equal" or same else "agrees"


def compatible(a: Figure, b: Figure) -> bool:
    """Whether both can be true of one thing."""
    return relation(a, b) in ("equal", "agrees")


def precision(figure: Figure) -> Fraction:
    """The step between the values that a figure could have named: 10 for `39.740`, 0,1 tỷ for `1,3 tỷ`; 0 where all
    digits count.

    Trailing zeros of a number of four digits or more are taken as rounding, as are those of a scale word.
    """
    return max(map(_step, numbers(figure)), default=Fraction(0))


def _step(value: Fraction) -> Fraction:
    told = round(value, _PLACES)
    exponent = (Decimal(told.numerator) / Decimal(told.denominator)).normalize().as_tuple().exponent
    return Fraction(10) ** int(exponent) if told else Fraction(0)


def _values(a: Figure, b: Figure) -> Verdict:
    x, y = amounts(a), amounts(b)
    if not x or not y:
        return "incomparable"
    if a.kind == "ratio" and b.kind == "ratio":
        same = x[1] != 0 and y[1] != 0 and x[0] / x[1] == y[0] / y[1]
        return "equal" if x == y else "agrees" if same else "differs"
    if len(x) != len(y):
        # 6 lies within 5-7 where the range is the source's: it narrows what was said, so it is another claim
        inside = (len(x) == 1 and y[0] <= x[0] <= y[-1]) or (len(y) == 1 and x[0] <= y[0] <= x[-1])
        return "agrees" if inside and "approx" in (a.modifier, b.modifier) else "differs"
    pairs = list(zip(x, y, strict=True))
    if all(_gap(p, q) <= _EXACT for p, q in pairs):
        return "equal"
    return "agrees" if all(_honest(p, q, a, b) for p, q in pairs) else "differs"


def _gap(p: Fraction, q: Fraction) -> Fraction:
    top = max(abs(p), abs(q))
    return abs(p - q) / top if top else Fraction(0)


def _honest(p: Fraction, q: Fraction, a: Figure, b: Figure) -> bool:
    """Whether value `p` of `a` and `q` of `b` can be told of one amount: by rounding, or by a modifier."""
    if (p < 0) != (q < 0):
        return False  # a loss is no gain, however small
    p, q = abs(p), abs(q)
    if a.kind == "count" and not a.modifier and not b.modifier and max(p, q) < _COUNTED:
        return False
    if _covered(p, q, a) or _covered(q, p, b):
        return True
    if (q - p) * _direction(a) < 0 or (p - q) * _direction(b) < 0:
        return False  # hơn 39.740 tỷ is not a rounding of 39.700 tỷ
    return _rounds(p, q) or _rounds(q, p)


def rounded(ours: Figure, theirs: Figure) -> bool:
    """Whether `ours` is `theirs` made rounder: to the precision of its digits, two or more, or as its modifier says."""
    p, q = amounts(ours)[0], amounts(theirs)[0]
    step = _step(p)
    if step <= _step(q) or (p < 0) != (q < 0):
        return False
    p, q = abs(p), abs(q)
    if ours.modifier is not None:
        return _covered(p, q, ours) and abs(p - q) <= _TOLERANCE * q
    return p >= 10 * step and _rounds(p, q) and (ours.kind != "count" or q >= _COUNTED)


def _rounds(coarse: Fraction, fine: Fraction) -> bool:
    """Whether `coarse` is `fine` rounded to the nearest at its own precision, two digits at least being kept."""
    step = _step(coarse)
    digits = abs(coarse) / step if step else Fraction(0)
    if step <= _step(fine) or (digits < 10 and _gap(coarse, fine) > _ONE_DIGIT):
        return False
    return abs(coarse - fine) * 2 <= step


def _covered(claimed: Fraction, actual: Fraction, figure: Figure) -> bool:
    """Whether the modifier of the figure that claims `claimed` allows `actual`."""
    if figure.modifier is None or _gap(claimed, actual) > _TOLERANCE:
        return False
    if _direction(figure):
        return (actual - claimed) * _direction(figure) >= 0
    return abs(claimed - actual) <= _step(claimed) or _gap(claimed, actual) <= _TOLERANCE / 2


DIRECTION: Final = {"over": 1, "at_least": 1, "under": -1, "at_most": -1}


def _direction(figure: Figure) -> int:
    return DIRECTION.get(figure.modifier or "", 0)


def _part_and_whole(a: Figure, b: Figure) -> Verdict:
    """A ratio and a plain number: `15/18` is not `18`, but the percentage it comes to agrees with it."""
    ratio, plain = (a, b) if a.kind == "ratio" else (b, a)
    values, told = numbers(ratio), numbers(plain)
    if plain.kind == "percent" and len(values) == 2 and values[1]:
        share = 100 * values[0] / values[1]
        near = len(told) == 1 and abs(share - told[0]) <= max(_step(told[0]) / 2, Fraction(1, 100))
        return "agrees" if near else "incomparable"
    if plain.kind not in ("count", "measure", "money") or relate_units(ratio, plain) is None:
        return "incomparable"
    return "agrees" if told == values[:1] else "differs"  # 15 chỉ tiêu đạt, of 15/18


def magnitude(figure: Figure) -> Fraction | None:
    """One number for a quantity in its base unit: its value, the middle of its range, the quotient of its ratio."""
    values = amounts(figure)
    if not values:
        return None
    if figure.kind == "ratio":
        return values[0] / values[1] if len(values) == 2 and values[1] else None
    return sum(values, Fraction(0)) / len(values)
