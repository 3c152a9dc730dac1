"""How a figure moves and is bounded: rise or fall, a sign, `hơn` or `dưới`, its rate, what it is compared with."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from summarizer.brief.gate.amounts import Match, values
from summarizer.brief.gate.passage import Finding, Passage
from summarizer.brief.gate.times import date_parts
from summarizer.brief.gate.words import NUMBER, SIGN, keys_of, phrases, table, word_set
from summarizer.brief.model import Gravity
from summarizer.document.model import Span
from summarizer.facts import trends
from summarizer.facts.model import Figure, Trend
from summarizer.facts.times import is_time

_REACH = 7
"""Words before a figure among which its movement or sign stands."""
_SUSPENDED = re.compile(r"[^\d.;\n]{0,40}?\streo(?!\w)")
_OPPOSED = frozenset({"over", "at_least"}), frozenset({"under", "at_most"})


class Place(NamedTuple):
    """A figure in a sentence: terms `[begin, end)`."""

    figure: Figure
    passage: Passage
    begin: int
    end: int

    @property
    def text(self) -> str:
        """The figure as it is written."""
        return self.figure.span.of(self.passage.text)

    @property
    def span(self) -> Span:
        """Where its terms stand."""
        return self.passage.span(self.begin, self.end)

    def before(self, words: int) -> tuple[str, ...]:
        """The keys of so many terms before the figure."""
        return self.passage.keys[max(0, self.begin - words) : self.begin]

    def wording(self, before: int, after: int) -> str:
        """The figure with so many words before and after it; those that bound it go together: `không quá 5 người`."""
        p, begin, end = self.passage, self.begin, self.end
        while before and begin and p.keys[begin - 1] in word_set("bounding"):
            begin -= 1
        before = before if begin == self.begin else 0
        while before and begin and p.terms[begin - 1].kind != SIGN:
            begin, before = begin - 1, before - 1
        while after and end < len(p.terms) and p.terms[end].kind != SIGN:
            end, after = end + 1, after - 1
        return p.wording(begin, end)


class _Rule(NamedTuple):
    """What makes figures differ, and the words before and after them that show it."""

    key: str
    kind: str
    before: int
    after: int
    differ: Callable[[Place, Place, Match], bool]
    gravity: Gravity = "error"


def objections(ours: Place, theirs: Place, how: Match) -> list[Finding]:
    """What is wrong with the brief's figure `ours` if `theirs` is the one it stands for; they match as `how` says."""
    out: list[Finding] = []
    for rule in _RULES:
        if rule.differ(ours, theirs, how):
            told, source = (x.wording(rule.before, rule.after) for x in (ours, theirs))
            there = (theirs.figure.span,)
            out.append(Finding(f"figure.{rule.key}", rule.kind, told, (ours.span,), source, there, rule.gravity))
    return out


def _other_rate(ours: Place, theirs: Place, how: Match) -> bool:
    told = ({_per(x, rates) for x in (ours, theirs)} - {None} for rates in table("cues")["rates"].values())
    return any(len(pair) > 1 for pair in told)


def _per(place: Place, rates: dict[str, str]) -> str | None:
    """What of `rates` the amount is for, told in its unit, right after it, or before: `/kg`, `một năm`, `mỗi năm`."""
    p, figure, end = place.passage, place.figure, place.end
    if is_time(figure) or figure.kind == "ratio":
        return None
    told = [rates[part] for part in (figure.unit or "").split("/")[1:] if part in rates]
    if told:
        return told[0]
    if end + 1 < len(p.keys) and p.keys[end] in word_set("each") and p.keys[end + 1] in rates:
        return rates[p.keys[end + 1]]
    for k in range(place.begin - 1, 0, -1):  # `Mỗi ngày, công ty thu 153 triệu đồng`
        if p.terms[k].kind == NUMBER or p.keys[k] == ";":
            return None
        if p.keys[k - 1] in ("mỗi", "hằng", "hàng") and p.keys[k] in rates:
            return rates[p.keys[k]]
    return None


def _other_basis(ours: Place, theirs: Place, how: Match) -> bool:
    """`so với đầu năm` for `so với cùng kỳ`."""
    told = (x.figure.basis.of(x.passage.text) if x.figure.basis is not None else "" for x in (ours, theirs))
    one, other = ({name for _, _, name in phrases("basis").find(keys_of(text))} for text in told)
    return bool(one and other) and not one & other


@cache
def _moves(*ways: Trend) -> frozenset[str]:
    """Words of a fall, or a rise, that say by how much."""
    return frozenset(keys_of(word)[0] for way in ways for word in trends.words(way) - word_set("leads")).union(
        *map(word_set, ways)
    )


def _moved(place: Place) -> str | None:
    """Whether a figure is what something moved `by` (`giảm 3,4%`) or `to` (`giảm còn`, `từ 5% xuống 3,4%`)."""
    p, k = place.passage, place.begin - 1
    while k >= 0 and p.keys[k] in word_set("how_far"):
        k -= 1
    if k < 0 or is_time(place.figure) or p.clauses[k] != p.clauses[place.begin]:
        return None
    before, moves = p.keys[max(0, k - _REACH) : k], _moves("up", "down")
    reached = "từ" in before or (moves - {"nhích"}) & set(before[-1:])  # `nhích lên 600 USD` is by so much
    if p.keys[k] == "còn" or (p.keys[k] in ("lên", "xuống") and reached):
        return "to"
    return "by" if p.keys[k] in moves else None


def _other_sign(ours: Place, theirs: Place, how: Match) -> bool:
    """Whether one is below zero, and the other without a word that says so: `giảm 2,3 %` for `âm 2,3 %`."""
    if how != "sign":
        return False
    positive = max(ours, theirs, key=lambda x: values(x.figure))
    near = {part for k in positive.before(_REACH) for part in k.split("_")}
    if positive.figure.kind == "measure":
        return not near & {"âm", "lạnh"}  # `xuống 3 độ` is warmer than `xuống âm 3 độ`
    return positive.figure.trend != "down" and not near & (_moves("down") | word_set("below_zero"))


def _bound(place: Place) -> str | None:
    """The modifier, `gần` read as a bound from above."""
    return "under" if set(place.before(1)) & {"gần", "ngót"} else place.figure.modifier


def _other_limit(ours: Place, theirs: Place, how: Match) -> bool:
    """The opposite bound, or a rounding to the side that the bound denies: `gần 1.300` for 1.306."""
    if is_time(ours.figure):
        return False
    one, other = _bound(ours), _bound(theirs)
    if how == "rounded" and ours.figure.unit == theirs.figure.unit:
        a, b = (max(values(x.figure)) for x in (ours, theirs))
        return (one == "under" and 0 < a < b) or (one == "over" and a > b > 0)
    # `không dùng quá 200 ml`
    denied = {"không", "chưa", "chẳng"} & set(theirs.before(5)) and {one, other} != {"at_most", "at_least"}
    return not denied and any(one in a and other in b for a, b in (_OPPOSED, _OPPOSED[::-1]))


def _other_side(ours: Place, theirs: Place, how: Match) -> bool:
    """`sau ngày 15/8` for `trước ngày 15/8`."""
    sides = [{"trước", "sau"} & {*x.before(1), x.passage.keys[x.begin]} for x in (ours, theirs)]
    exact = {"day", "month", "hour"} & {field for field, _ in date_parts(ours.text)}
    return is_time(ours.figure) and bool(exact) and all(sides) and sides[0] != sides[1]


def _to_serve(ours: Place, theirs: Place, how: Match) -> bool:
    """`18 tháng tù giam` for `18 tháng tù nhưng cho hưởng án treo`."""
    suspended = _SUSPENDED.match(theirs.passage.text, theirs.figure.span.end)
    return suspended is not None and "tù" in ours.text.split() and "treo" not in ours.passage.key_set


def _limit_lost(ours: Place, theirs: Place, how: Match) -> bool:
    lost = _bound(ours) is None and _bound(theirs) in ("over", "under", "approx")
    return lost and how != "rounded" and not is_time(ours.figure)


_RULES = (
    _Rule("unit", "wrongthing", 0, 0, lambda x, y, how: how == "unit"),
    _Rule("unit", "wrongthing", 0, 2, _other_rate),
    _Rule("sign", "number", 2, 0, _other_sign),
    _Rule(
        "trend", "trend", 2, 0, lambda x, y, how: how != "sign" and {x.figure.trend, y.figure.trend} == {"up", "down"}
    ),
    _Rule("level", "number", 2, 0, lambda x, y, how: {_moved(x), _moved(y)} == {"by", "to"}),
    _Rule("basis", "time", 0, 6, _other_basis),
    _Rule("served", "wrongthing", 0, _REACH, _to_serve),
    _Rule("limit", "number", 1, 0, _other_limit),
    _Rule("limit", "time", 1, 0, _other_side),
    _Rule("limit_lost", "number", 1, 0, _limit_lost, "note"),
)
