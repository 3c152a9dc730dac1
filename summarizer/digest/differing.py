"""Whether two amounts, if they are of one thing, cannot both be true."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from summarizer.digest.claim import YEARS, Claim
from summarizer.digest.lexicon import lexicon
from summarizer.facts.compare import DIRECTION, magnitude, precision, relation
from summarizer.facts.likeness import base_unit, numbers
from summarizer.facts.model import Figure

_PERSON: Final = "người"
_FAR: Final = 6
"""Counts of people that are further apart than this are of two things, whatever stands round them."""
_FAR_APART: Final = 4
"""The same of other amounts."""
_BOUNDS: Final = frozenset({"at_least", "at_most"})
_BEYOND: Final = Fraction(3, 20)
"""How far `hơn` and `gần` reach: 112 is `hơn 100`, 140 is not."""
_IN_ANY_UNIT: Final = frozenset({"count", "measure"})
_SLIPS: Final = (2, 3, 6)
_TELLING_DIGITS: Final = 3
_MOST_DIGITS: Final = 12


def differ(x: Claim, y: Claim, *, apart: bool = True) -> bool:
    """Whether two amounts, if they are of one thing, cannot both be true; unless they are far apart, with `apart`."""
    a, b = x.figure, y.figure
    if reckoned(x) and reckoned(y):
        return False  # the years of birth are compared
    if not of_a_kind(x, y):
        return False
    if _sums_up(x, y) or _sums_up(y, x):
        return False
    turned = {x.moves, y.moves} == {"up", "down"}
    if a.kind == b.kind == "count" and x.noun and x.noun == y.noun:
        b = replace(b, unit=a.unit)  # `ngôi nhà` and `căn nhà`
    found = relation(a, b)
    told_of_both = a.modifier == b.modifier and a.modifier in _BOUNDS and not x.near & y.near & lexicon().fates
    if not told_of_both and (_leaves_room(a, b) or _leaves_room(b, a)):
        return False  # `tối đa 1.500`, `tối đa 2.000` are two rules; `ít nhất 12 người chết` is told so far
    if apart and far(a, b, _FAR if x.unit == _PERSON else _FAR_APART):
        return False
    if a.kind == "percent" and 100 in (a.value, b.value):
        return False  # all of it, told in passing
    if x.unit != y.unit and (found != "differs" or a.kind not in ("count", "measure")):
        return False
    return turned or found == "differs"


def of_a_kind(x: Claim, y: Claim) -> bool:
    """Whether two amounts are of one kind, sums and shares also of one unit: others contradict nothing."""
    a, b = x.figure.kind, y.figure.kind
    return (x.unit == y.unit or a in _IN_ANY_UNIT) if a == b else {a, b} == _IN_ANY_UNIT


def reckoned(claim: Claim) -> bool:
    """Whether an age is reckoned from a year of birth."""
    return claim.unit == YEARS and isinstance(claim.figure.value, tuple)


def _sums_up(part: Claim, whole: Claim) -> bool:
    """Whether a figure and another beside it make up the other article's: `5 người trên xe và 1 người đi đường`."""
    ours, theirs = magnitude(part.figure), magnitude(whole.figure)
    listed = (str(part.figure.value), part.unit) in whole.beside  # `4 xe, gồm 3 xe chữa cháy và 1 xe chở nước`
    # what both tell beside it (`2 người chết, 8 bị thương`, `2 người chết, 10 bị thương`) is none of its parts
    beside = part.beside if listed else part.beside - whole.beside
    others = (Fraction(v) for v, unit in beside if unit == part.unit and v.isdigit())
    return ours is not None and any(ours + other == theirs for other in others)


def _leaves_room(a: Figure, b: Figure) -> bool:
    """Whether `a` allows `b` as news tells amounts: a least that it keeps to, a range it is in, its digits cut off."""
    x, y = ([n * base_unit(f.unit)[1] for n in numbers(f)] for f in (a, b))
    if not x or not y:
        return False
    if len(x) != len(y) or len(x) > 1:
        return x[0] <= y[-1] and y[0] <= x[-1]
    way = DIRECTION.get(a.modifier or "", 0)
    if way and (y[0] - x[0]) * way >= 0 and (a.modifier in _BOUNDS or abs(y[0] - x[0]) <= _BEYOND * abs(x[0])):
        return True
    step, finer = (precision(f) * base_unit(f.unit)[1] for f in (a, b))
    return step > finer and x[0] >= 10 * step and 0 <= y[0] - x[0] < step


def slipped(a: Figure, b: Figure) -> bool:
    """Whether two amounts are written with the same digits but for one, or for two that changed places: `2.150`,
    `2.510`. Of three digits or more that is seldom by chance."""
    one, other = (_digits(f) for f in (a, b))
    if len(one) != len(other) or len(one) < _TELLING_DIGITS:
        return False
    odd = [k for k in range(len(one)) if one[k] != other[k]]
    swapped = len(odd) == 2 and odd[1] == odd[0] + 1 and one[odd[0]] == other[odd[1]] and one[odd[1]] == other[odd[0]]
    return len(odd) == 1 or swapped


def _digits(figure: Figure) -> str:
    """The digits of a single exact number without the zeros at its end."""
    values = numbers(figure)
    if len(values) != 1 or figure.modifier:
        return ""
    value = abs(values[0])
    while value.denominator > 1 and len(str(value.numerator)) < _MOST_DIGITS:
        value *= 10
    return str(value.numerator).rstrip("0")


def far(a: Figure, b: Figure, times: int) -> bool:
    """Whether one amount is many times the other, and no slip of scale (`triệu` for `tỷ`)."""
    low, high = sorted(abs(magnitude(f) or Fraction(0)) for f in (a, b))
    return bool(low) and high > times * low and high not in (low * 10**n for n in _SLIPS)
