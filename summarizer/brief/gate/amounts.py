"""Whether two figures say the same amount: equal, honestly rounded, or the same in another form.

A brief may change units by rewording, turn amounts (`gấp 2,5 lần` is `tăng 150%`), and put a sign into words.
"""

from __future__ import annotations

import re
from functools import cache
from math import isclose
from typing import Literal

from summarizer.brief.gate.times import as_long, dates_agree
from summarizer.brief.gate.words import keys_of, table
from summarizer.facts.compare import rounded
from summarizer.facts.likeness import amounts, base_unit, numbers
from summarizer.facts.model import Figure
from summarizer.facts.times import is_time

Match = Literal["equal", "rounded", "unit", "sign", "none"]
"""`unit`: the same number, but of another thing; `sign`: the same amount, once below zero and once above."""
_PER_CENT = 0.51
"""A share told in whole per cents is off by half of one at most."""
_MAGNITUDE = re.compile(r"(?:nghìn|ngàn|triệu|tỷ|tỉ)$", re.IGNORECASE)
VAGUE = re.compile(r"(?:hàng|vài|mấy|nhiều|cả|dăm)\s", re.IGNORECASE)
"""How a figure begins that only gives an order of magnitude: `vài trăm người`."""


def values(figure: Figure) -> tuple[float, ...]:
    """The values of a quantity in its base unit; none for a time."""
    return tuple(map(float, amounts(figure)))


def match(ours: Figure, theirs: Figure, our_text: str, their_text: str) -> Match:
    """How the brief's figure `ours` stands to the source's `theirs`."""
    if is_time(ours) or is_time(theirs):
        both = is_time(ours) and is_time(theirs)
        agree = dates_agree(ours, theirs, our_text, their_text) if both else as_long(our_text, their_text)
        return "equal" if agree else "none"
    turned = _turned(ours, theirs)
    if turned is not None:
        return turned
    a, b = values(ours), values(theirs)
    # a bare `11 triệu` is no money where the other counts
    counted = {ours.kind, theirs.kind} == {"money", "count"}
    bare = counted and _MAGNITUDE.search(our_text if ours.kind == "money" else their_text)
    agree = bool(bare) or units_agree(ours.unit, theirs.unit)
    if len(a) == len(b) and all(map(isclose, a, b)):
        return "equal" if agree else "unit"
    if len(a) == len(b) == 1 and agree:
        if a[0] == -b[0]:
            return "sign"
        if rounded(ours, theirs):
            return "rounded"
    if len(a) == 1 and a[0] in b and agree:
        # one end of a range, said as such
        return "equal" if ours.modifier is not None or ours.trend == "reach" else "none"
    same = len(a) == len(b) and ours.kind == theirs.kind and _numeral(our_text) == _numeral(their_text)
    return "unit" if same else "none"


def _numeral(text: str) -> str:
    """The digits that a figure opens with: `386` of both `386 tỷ đồng` and `386 triệu đồng`."""
    found = re.search(r"\d[\d.,]*", text)
    return found[0].rstrip(".,") if found else text


def _turned(ours: Figure, theirs: Figure) -> Match | None:
    """Percent against times, ratio against percent or count; None for figures of one form."""
    a, b = ([float(v) for v in numbers(f)] for f in (ours, theirs))
    if {ours.unit, theirs.unit} == {"%", "lần"} and len(a) == len(b) == 1:
        times, percent = (a[0], b[0]) if ours.unit == "lần" else (b[0], a[0])
        return "equal" if min(abs(percent - (times - 1) * 100), abs(percent - times * 100)) < 0.5 else "none"
    if theirs.kind == "ratio" and ours.kind == "count":  # 87 xã, or 120 xã, of 87/120 xã
        return "equal" if a[0] in b else "none"
    if {ours.kind, theirs.kind} != {"ratio", "percent"}:
        return None
    (part, whole), percent = ((a[0], a[-1]), b[0]) if ours.kind == "ratio" else ((b[0], b[-1]), a[0])
    off = abs(100 * part / whole - percent) if whole else 100.0
    return "equal" if off < _PER_CENT else "none"


@cache
def _groups(unit: str) -> set[int]:
    """The groups of `nouns.toml` that hold the longest head of a unit which any of them holds."""
    keys, nouns = keys_of(unit), table("nouns")
    groups = [*nouns["together"].values(), *([noun] for noun in nouns["alone"])]
    heads = (keys[:size] for size in range(len(keys), 0, -1))
    found = ({n for n, group in enumerate(groups) if head in map(keys_of, group)} for head in heads)
    return next(filter(None, found), set())


@cache
def units_agree(ours: str | None, theirs: str | None) -> bool:
    """Whether a brief may give `ours` where the source has `theirs`.

    A noun that the table does not know may be another word for the same thing.
    """
    if ours is None or theirs is None or {"VND", "tiền"} == {ours, theirs}:
        return True
    (x, factor), (y, other) = base_unit(ours), base_unit(theirs)
    if "/" not in x + y and (f"{ours} ".startswith(f"{theirs} ") or f"{theirs} ".startswith(f"{ours} ")):
        return True  # `10 năm` for `10 năm tù`
    if "/" in x + y or {x, y} & {"vnd", "usd", "eur", "%"} or factor != 1 or other != 1:
        return x.split("/")[0] == y.split("/")[0]  # for what it is told is compared apart
    one, two = _groups(ours), _groups(theirs)
    return not one or not two or bool(one & two)
