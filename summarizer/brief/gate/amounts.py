"""Whether two figures say the same amount: equal, honestly rounded, or the same in another form.

`relation` of `summarizer.facts.compare` decides on values and modifiers; here stands what only a brief needs: units
that a rewording may change, amounts turned (`gấp 2,5 lần` is `tăng 150%`), a sign that a word can carry.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Literal

from summarizer.brief.gate.lexicon import nouns
from summarizer.brief.gate.times import as_long, dates_agree
from summarizer.brief.gate.words import keys_of, terms
from summarizer.facts.compare import base_unit, relation
from summarizer.facts.model import Figure, Modifier
from summarizer.facts.times import is_time

Match = Literal["equal", "rounded", "unit", "sign", "none"]
"""`unit`: the same number, but of another thing; `sign`: the same amount, once below zero and once above."""
_LOOSE = frozenset(
    ["chiếc", "cái", "cây", "con", "căn", "ngôi", "quả", "bộ", "tấm", "đợt", "loại", "dòng", "nơi", "điểm", "đơn", "vị"]
)
_EXACT = frozenset({"duration", "container", "goal", "medal"})
"""Classes whose nouns never stand for each other, though they share a word (`tháng tuổi`, `tuổi`)."""
_FAR_APART = 0.16
"""Share of the larger value from which on no rounding of `_MAY_BE_OFF` can bring two together."""
_MAY_BE_OFF: dict[Modifier | None, tuple[float, float]] = {
    "over": (-0.15, 0.0),
    "at_least": (-0.15, 0.0),
    "under": (0.0, 0.1),
    "at_most": (0.0, 0.1),
    "approx": (-0.06, 0.1),
    "estimate": (-0.06, 0.06),
}
"""How far below and above the source's a rounder figure may lie, by its modifier (`hơn 300` for 345; `gần 400` for
370); chosen on the pairs of tests/brief/pairs, where honest briefs go no further."""
_SILENTLY_OFF = 0.012
"""The same for a figure without a modifier."""
_PER_CENT = 0.51
"""A share told in whole per cents is off by half of one at most."""
_FRACTION = 5.0
"""Points of per cent that a fraction of small numbers may be off (`gần hai phần ba`)."""
_MAGNITUDE = re.compile(r"(?:nghìn|ngàn|triệu|tỷ|tỉ)$", re.IGNORECASE)
_VAGUE = re.compile(r"(?:hàng|vài|mấy|nhiều|cả|dăm)\s", re.IGNORECASE)


def vague(text: str) -> bool:
    """Whether a figure only gives an order of magnitude: `vài trăm người`, `hàng nghìn`."""
    return _VAGUE.match(text) is not None


def match(ours: Figure, theirs: Figure, our_text: str, their_text: str) -> Match:
    """How the brief's figure `ours` stands to the source's `theirs`."""
    if is_time(ours) or is_time(theirs):
        if is_time(ours) and is_time(theirs):
            return "equal" if dates_agree(ours, theirs, our_text, their_text) else "none"
        return "equal" if as_long(our_text, their_text) else "none"
    ours, theirs = _counted(ours, our_text, theirs), _counted(theirs, their_text, ours)
    turned = _turned(ours, theirs)
    if turned:
        return turned
    same = _numeral(our_text) == _numeral(their_text)
    if not same and not _worth_comparing(ours, theirs):
        return "none"
    found = relation(ours, theirs)
    if found.verdict == "equal" or (found.verdict == "agrees" and found.reason in ("unit", "modifier", "part")):
        return _in_units(ours, theirs)
    if found.verdict == "differs" and found.reason == "modifier":
        return "equal"
    if found.verdict == "agrees":
        return _coarser(ours, theirs)
    a, b = _number(ours.value), _number(theirs.value)
    if a is None or b is None:
        return _compound(ours, theirs)
    if a and a == -b and units_agree(ours.unit, theirs.unit):
        return "sign"
    if a == b and found.verdict == "incomparable":
        return _in_units(ours, theirs)
    return "unit" if same and ours.kind == theirs.kind else "none"


def _counted(figure: Figure, text: str, other: Figure) -> Figure:
    """A bare `11 triệu`, which the grammar takes for money, as a number of what the `other` counts."""
    if figure.kind == "money" and other.kind == "count" and _MAGNITUDE.search(text):
        return replace(figure, kind="count", unit=None)
    return figure


def _in_units(ours: Figure, theirs: Figure) -> Match:
    """Of one value: 45 triệu đồng and 45 triệu USD, 120 hộ and 120 người; or two words for one thing."""
    return "equal" if units_agree(ours.unit, theirs.unit) else "unit"


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _numeral(text: str) -> str:
    """The digits that a figure opens with: `386` of both `386 tỷ đồng` and `386 triệu đồng`."""
    found = re.search(r"\d[\d.,]*", text)
    return found[0].rstrip(".,") if found else text


def _worth_comparing(ours: Figure, theirs: Figure) -> bool:
    """A quick look that spares most pairs of a long article: values far apart have nothing to say to each other."""
    a, b = _number(ours.value), _number(theirs.value)
    if a is None or b is None or ours.unit != theirs.unit:
        return True
    return abs(abs(a) - abs(b)) <= _FAR_APART * max(abs(a), abs(b))


def _coarser(ours: Figure, theirs: Figure) -> Match:
    """Rounding is honest in a brief where the brief is the rounder of the two; a ratio that agrees is equal."""
    a, b = _number(ours.value), _number(theirs.value)
    if a is None or b is None:
        return "equal" if ours.kind in ("ratio", "percent") else _compound(ours, theirs)
    return _values(a * float(base_unit(ours.unit)[1]), b * float(base_unit(theirs.unit)[1]), ours)


def significant(value: float) -> int:
    """Number of significant digits of a value, trailing zeros not counted."""
    digits = f"{abs(value):.10f}".rstrip("0").rstrip(".").replace(".", "").strip("0")
    return max(1, len(digits))


def _rounds_to(exact: float, shown: float) -> bool:
    """Whether `shown` is `exact` rounded to as many significant digits as it shows."""
    digits = significant(shown)
    if exact == 0 or digits >= significant(exact):
        return False
    return abs(float(f"%.{digits - 1}e" % (exact * (1 + 1e-12))) - shown) <= 1e-9 * abs(shown)


def _values(a: float, b: float, ours: Figure) -> Match:
    if abs(a - b) <= 1e-9 * max(abs(a), abs(b), 1e-12):
        return "equal"
    if b == 0:
        return "none"
    off = (a - b) / abs(b)
    low, high = _MAY_BE_OFF.get(ours.modifier, (0.0, 0.0))
    if low <= off <= high and significant(a) < significant(b):
        return "rounded"
    if ours.modifier is None and abs(off) <= _SILENTLY_OFF and significant(a) >= 2 and _rounds_to(b, a):
        return "rounded"
    return "none"


def _turned(ours: Figure, theirs: Figure) -> Match | None:
    """Percent against times, ratio against percent or count."""
    a, b = _number(ours.value), _number(theirs.value)
    if a is not None and b is not None:
        if (ours.unit, theirs.unit) == ("%", "lần"):
            return "equal" if _grows(b, a) else "none"
        if (ours.unit, theirs.unit) == ("lần", "%"):
            return "equal" if _grows(a, b) else "none"
        return None
    if theirs.kind == "ratio" and a is not None and isinstance(theirs.value, tuple):
        part, whole = float(theirs.value[0]), float(theirs.value[-1])
        if ours.kind == "percent":
            return "equal" if whole and abs(100 * part / whole - a) < _PER_CENT else "none"
        if ours.kind == "count":  # 87 xã, or 120 xã, of 87/120 xã
            return "equal" if a in map(float, theirs.value) else "none"
    if ours.kind == "ratio" and theirs.kind == "percent" and b is not None and isinstance(ours.value, tuple):
        part, whole = float(ours.value[0]), float(ours.value[-1])
        off = abs(100 * part / whole - b) if whole else 100.0
        simple = off < _FRACTION and whole < 10 and bool(ours.modifier)  # `gần hai phần ba` for 62,3 %
        return "equal" if off < _PER_CENT else "rounded" if simple else "none"
    return None


def _grows(times: float, percent: float) -> bool:
    """Whether `gấp 2,5 lần` is `tăng 150%`, or `bằng 250%`."""
    return min(abs(percent - (times - 1) * 100), abs(percent - times * 100)) < 0.5


def _compound(ours: Figure, theirs: Figure) -> Match:
    if isinstance(ours.value, tuple) and isinstance(theirs.value, tuple):
        if tuple(map(float, ours.value)) == tuple(map(float, theirs.value)):
            return "equal" if units_agree(ours.unit, theirs.unit) else "unit"
        return "none"
    a = _number(ours.value)
    hedged = ours.modifier in ("at_most", "under", "over", "at_least", "approx") or ours.trend == "reach"
    if a is not None and isinstance(theirs.value, tuple) and theirs.kind != "ratio" and hedged:
        # one end of a range, said as such
        return "equal" if a in tuple(map(float, theirs.value)) and units_agree(ours.unit, theirs.unit) else "none"
    return "none"


@cache
def _noun_class(key: str) -> frozenset[str]:
    return frozenset(name for name, words in nouns().items() if any(key == "_".join(keys_of(w)) for w in words))


@cache
def units_agree(ours: str | None, theirs: str | None) -> bool:
    """Whether a brief may give `ours` where the source has `theirs`.

    A noun that the table does not know may be another word for the same thing.
    """
    if ours == theirs or ours is None or theirs is None or {"VND", "tiền"} == {ours, theirs}:
        return True
    a, b = (tuple(t.key for t in terms(unit)) for unit in (ours, theirs))
    (x, factor), (y, other) = base_unit(ours), base_unit(theirs)
    if "/" not in x + y and (a[: len(b)] == b or b[: len(a)] == a):
        return True  # `10 năm` for `10 năm tù`
    if "/" in x + y or {x, y} & {"vnd", "usd", "eur", "%"} or factor != 1 or other != 1:
        return x.split("/")[0] == y.split("/")[0]  # for what it is told is compared apart
    one, two = _classes(a), _classes(b)
    if not one or not two or ((set(a) & set(b)) - _LOOSE and not (one & two & _EXACT)):
        return True
    return bool(one & two) and not one & two & _EXACT


def _classes(keys: tuple[str, ...]) -> frozenset[str]:
    """The classes of the longest head that the table knows."""
    found = (_noun_class("_".join(keys[:size])) for size in range(len(keys), 0, -1))
    return next((f for f in found if f), frozenset())
