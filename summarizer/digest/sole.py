"""Amounts that are each the only one of their kind in their article: `86 ki-ốt bị cháy`, `xóa sổ 112 ki-ốt`.

Reports of one event tell one thing in words that need not be the same. Where an article gives but one amount of a
telling noun, or of a measure by its name, and another article one other, they are told of the same thing, unless
something parts them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import Final

from summarizer.digest.claim import TELLING, Claim
from summarizer.digest.lexicon import lexicon, weight
from summarizer.facts.compare import compatible, magnitude
from summarizer.facts.likeness import numbers
from summarizer.facts.model import Figure

_SHARED: Final = 0.25
"""Share of what stands right beside two amounts that both have, by weight; of money, of which reports have many kinds,
the words that it is called by."""
_OWN_NOUN: Final = 2.3
"""How much a noun says from which it needs no other word where both count the very same."""
_SHARED_MONEY: Final = 0.5
_HANDFUL: Final = 5
_DAY: Final = re.compile(r"(?<!\d)0?(\d{1,2})[/.-]0?(\d{1,2})")
_CLOSE: Final = 3
"""Words before a size that say what has it."""
OF_THINGS: Final = frozenset({"m", "kg"})
"""Base units of sizes that any thing has."""
_PERSON: Final = "người"


def only_one(x: Claim, claims: Sequence[Claim]) -> bool:
    """Whether an article gives no other amount of what `x` counts or measures."""
    rivals = (c for c in claims if c is not x and c.unit == x.unit and _of_a_kind(c, x))
    return all(magnitude(c.figure) == magnitude(x.figure) for c in rivals)


def of_one_event(ours: Sequence[Claim], theirs: Sequence[Claim]) -> bool:
    """Whether two articles may tell of one event: beside what they count they name a name, a time or an amount (of more
    than a handful) that both have, or one of them no name at all."""

    def amounts(claims: Sequence[Claim]) -> set[tuple[object, str]]:
        return {(magnitude(c.figure), c.unit) for c in claims if (magnitude(c.figure) or 0) > _HANDFUL}

    names, others = ({n for c in claims for n in c.names} for claims in (ours, theirs))
    if not names or not others or _named_alike(names, others) or amounts(ours) & amounts(theirs):
        return True
    times, moments = ({t for c in claims for t in c.times} for claims in (ours, theirs))
    return any(_of_one_time(a, b) for a in times for b in moments)


def same_sole(x: Claim, y: Claim) -> bool:
    """Whether two amounts, each the only one of its kind in its article, are told of the same thing."""
    if x.of_person or y.of_person or not _of_a_kind(x, y) or parted(x, y):
        return False
    nouns = x.noun | y.noun
    near = (x.near & y.near) - nouns
    both = (x.near | y.near) - nouns
    beside = weight(near) / (weight(both) or 1.0)
    if x.unit == _PERSON:
        return not any(a.listed and a.noun and not b.noun for a, b in ((x, y), (y, x)))  # passengers, not all aboard
    if "count" in (x.figure.kind, y.figure.kind):
        few = min(*numbers(x.figure), *numbers(y.figure)) <= _HANDFUL
        telling = weight(x.noun & y.noun) >= (_OWN_NOUN if x.noun == y.noun else TELLING) and not few
        return bool(x.noun & y.noun) and (telling or (bool(near) and beside >= _SHARED))
    if x.figure.kind == "measure":
        return _of_one_bearer(x, y) if x.sizes or x.unit in OF_THINGS else beside >= _SHARED
    return x.figure.kind == "money" and beside >= _SHARED_MONEY and len(near) > 1


def _of_one_bearer(x: Claim, y: Claim) -> bool:
    """Whether one size of one thing is measured, called by the same word: `vực sâu 40 m`, `vực sâu chừng 70 m`."""
    return bool(x.sizes & y.sizes) and bool({*x.bearer[-_CLOSE:]} & {*y.bearer[-_CLOSE:]})


def _of_a_kind(x: Claim, y: Claim) -> bool:
    """Whether both count one noun, or measure one size in one unit."""
    if x.unit != y.unit or bool(x.moves) != bool(y.moves):
        return False
    if x.unit == _PERSON:  # how many a bus carries
        return bool(x.sizes & y.sizes)
    if "count" in (x.figure.kind, y.figure.kind):
        return x.noun <= y.noun or y.noun <= x.noun
    return not (x.sizes and y.sizes) or bool(x.sizes & y.sizes)


def parted(x: Claim, y: Claim) -> bool:
    """Whether one is a part, a plan, of another time, place or fate than the other."""
    if x.part != y.part or x.to_come != y.to_come or x.of_year != y.of_year:
        return True
    if x.spells and y.spells and not x.spells & y.spells:
        return True
    if x.held and y.held and not _named_alike(x.held, y.held):
        return True
    if _of_two_times(x, y):
        return True
    if any(a == b and m != n for a, m in x.numbered for b, n in y.numbered) and not x.numbered & y.numbered:
        return True
    return _fated(x.near) != _fated(y.near) if _fated(x.near) and _fated(y.near) else _contrary(x, y)


def _of_two_times(x: Claim, y: Claim) -> bool:
    """Whether two claims are told of different times, or are prices of which one is not dated."""
    if x.figure.kind == "money" and (x.dated != y.dated or ("/" in x.unit and not (x.times and y.times))):
        return True
    return bool(x.times and y.times) and not any(_of_one_time(a, b) for a in x.times for b in y.times)


def _named_alike(a: Set[str], b: Set[str]) -> bool:
    """Whether a name of one is within a name of the other."""
    return any(f" {p} " in f" {q} " or f" {q} " in f" {p} " for p in a for q in b)


def _of_one_time(a: Figure, b: Figure) -> bool:
    """Whether two times may be one; a day without its year is any year's."""
    days = [_DAY.search(str(t.value)) for t in (a, b)]
    if days[0] and days[1]:
        return days[0].groups() == days[1].groups()
    return compatible(a, b)


def _fated(words: Set[str]) -> frozenset[str]:
    return frozenset(words & lexicon().fates)


def _contrary(x: Claim, y: Claim) -> bool:
    """Whether each has another word of a row that tells things apart."""
    rows = ((row & x.words, row & y.words) for row in lexicon().apart)
    return any(ours and theirs and ours != theirs for ours, theirs in rows)
