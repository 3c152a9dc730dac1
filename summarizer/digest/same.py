"""Whether two figures of two articles are told of the same thing."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache
from typing import Final

from summarizer.digest.claim import Claim
from summarizer.digest.lexicon import lexicon, weight
from summarizer.engines.lexical import idf
from summarizer.facts.compare import relation
from summarizer.facts.likeness import numbers
from summarizer.facts.model import Figure

_LIKE: Final = 0.6
"""Share of the words round the figure with fewer of them that the other has, too."""
_COUNTED: Final = 0.4
"""The same where a telling noun is counted (`hộ dân`, `nghi phạm`), and shared."""
_WHOLE: Final = 0.4
"""Share of all words round two amounts that both have: money and per cents are said of everything."""
_OF_ALL: Final = 0.6
"""The same of per cents, which reports are full of."""
_SOME: Final = 0.2
"""The same where a noun is counted."""
_SENTENCE: Final = 0.12
"""Share of all words of two sentences that both have, by weight; not asked for where one fate is told, of which a story
has one."""
_CLOSE: Final = 5
"""Words before a size that say what has it."""
_DATED: Final = frozenset({"percent", "money"})
"""Where one article says of when these are and the other does not, they may be of two years."""
_SPELLED: Final = _DATED | {"measure"}
"""The same where one says in what stretch of time."""
_TELLING: Final = 7.0
"""How much a counted noun says that is a thing by itself (`hiện vật gốm`), whatever is done with it."""
_OF_THINGS: Final = frozenset({"m", "kg"})
"""Base units of sizes that any thing has; of land that burns or floods there is one in a story."""
_DAY: Final = re.compile(r"0?(\d{1,2})[/.-]0?(\d{1,2})")
_HANDFUL: Final = 5
_ILL: Final = "mắc"
_DEAD: Final = "chết"
_TREATED: Final = "nhập viện"


def same_thing(x: Claim, y: Claim) -> bool:
    """Whether what stands round the two is the same, and nothing tells them apart."""
    if _other_ills(x, y):
        return False
    if x.of_person or y.of_person:
        return x.unit == y.unit and bool(x.who and y.who) and ends_alike(x.who, y.who) and not apart(x, y)
    nouns = x.noun | y.noun
    if not x.sizes & y.sizes and not (x.near & y.near) - nouns:
        return False  # nor would what follows, which takes longer
    if not _of_one_context(x, y):
        return False
    if x.sizes and y.sizes and (x.figure.kind != "money" or (x.bearer and y.bearer)):
        return bool(x.sizes & y.sizes) and x.unit == y.unit and _alike_bearers(x, y) and not apart(x, y)
    if x.sizes & y.sizes and x.unit == y.unit and named_alike(x.names, y.names):
        return not apart(x, y)
    return _worded_alike(x, y, nouns) and not apart(x, y)


def _worded_alike(x: Claim, y: Claim, nouns: Set[str]) -> bool:
    """Whether the same words rule the two, of one noun and one unit."""
    shared, near = (x.words & y.words) - nouns, (x.near & y.near) - nouns
    if not shared or not near or otherwise_called(x, y) or not _nouns_alike(x, y):
        return False
    if bool(x.unit) != bool(y.unit) or _at_other_times(x, y):
        return False
    return _alike(x, y, nouns)


def otherwise_called(x: Claim, y: Claim) -> bool:
    """Whether the indicators of two have no word in common; where one fate is told that says more (`người cứu được`,
    `lực lượng cứu hộ cứu 36 người`)."""
    return bool(x.head and y.head) and not x.head & y.head and not x.near & y.near & lexicon().fates


def _of_one_context(x: Claim, y: Claim) -> bool:
    """Whether the sentences may tell of the same: they have enough in common, or one fate; a size has one owner;
    neither counts all of what the other counts a sort of."""
    if not x.near & y.near & lexicon().fates and not _told_alike(x, y):
        return False
    if x.unit in _OF_THINGS and not x.after & y.after and not _of_one_owner(x, y):
        return False
    return not (_whole_of(x, y) or _whole_of(y, x))


def _told_alike(x: Claim, y: Claim) -> bool:
    """Whether the whole sentences have enough in common, by how rare it is, or another amount."""
    return bool(
        x.beside & y.beside or (x.unit in _OF_THINGS and x.sizes & y.sizes) or _sentences_alike(x.sentence, y.sentence)
    )


@lru_cache(maxsize=1 << 16)
def _sentences_alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether enough of two sentences is the same; asked for each two of their figures."""
    shared = sum(map(idf, a & b))
    return shared >= _SENTENCE * (_said(a) + _said(b) - shared)


@lru_cache(maxsize=1 << 12)
def _said(words: frozenset[str]) -> float:
    return sum(map(idf, words))


def _of_one_owner(x: Claim, y: Claim) -> bool:
    """Whether two sizes may be one thing's: both sentences name it, call it by telling words (`cá ngừ`), or have
    another amount in common."""
    called = weight({*x.bearer[-_CLOSE:]} & {*y.bearer[-_CLOSE:]}) >= _TELLING
    return called or named_alike(x.names, y.names) or bool(x.beside & y.beside)


def _whole_of(x: Claim, y: Claim) -> bool:
    """Whether `x` counts all people and `y` one sort of them in a list: `66 người`, `56 hành khách, 7 phi công`."""
    return x.unit == y.unit and not x.noun and bool(y.noun) and y.listed and not x.near & y.near & lexicon().fates


def _nouns_alike(x: Claim, y: Claim) -> bool:
    """Whether one noun may be counted; `257 cơ sở vi phạm` and `168 cơ sở` are two."""
    if x.noun and y.noun and not x.noun & y.noun:
        return False
    return not x.noun & y.noun or (x.noun - y.noun <= y.words and y.noun - x.noun <= x.words)


def _alike(x: Claim, y: Claim, nouns: Set[str]) -> bool:
    """Whether enough of what stands round the two is the same."""
    ours, theirs = x.words - nouns, y.words - nouns
    shared, near = ours & theirs, (x.near & y.near) - nouns
    said, few, all_ = weight(shared), min(weight(ours), weight(theirs)), weight(ours | theirs)
    beside = weight(near) / (weight((x.near | y.near) - nouns) or 1.0)
    if "count" in (x.figure.kind, y.figure.kind):
        if near & lexicon().fates:
            return True
        if 1 in (*numbers(x.figure), *numbers(y.figure)):
            return False  # one of many
        alike = max(said / all_, beside)
        if _few(x, y):
            return said >= _COUNTED * few and alike >= _WHOLE
        if x.noun and y.noun:  # the noun itself is shared, too
            itself = said == few or (x.noun == y.noun and weight(x.noun) >= _TELLING)
            return itself or (said >= _COUNTED * few and alike >= _SOME)
    if said < _LIKE * few:
        return False
    if x.figure.kind == "measure":
        return max(said / all_, beside) >= _WHOLE
    return x.figure.kind == "count" or said >= (_OF_ALL if x.figure.kind == "percent" else _WHOLE) * all_


def _few(x: Claim, y: Claim) -> bool:
    """Whether either counts but a few: of those there are many in every report."""
    return min(*numbers(x.figure), *numbers(y.figure)) <= _HANDFUL


def _at_other_times(x: Claim, y: Claim) -> bool:
    """Whether the two are prices, which are of a moment, and do not both name the same."""
    return x.figure.kind == "money" and "/" in x.unit and not (x.times and y.times)


def _alike_bearers(x: Claim, y: Claim) -> bool:
    """Whether what has the size may be one thing: it is told in words that enough of both are."""
    ours, theirs = frozenset(x.bearer[-_CLOSE:]), frozenset(y.bearer[-_CLOSE:])
    if not ours or not theirs:
        return True
    said, few, many = weight(ours & theirs), *sorted((weight(ours), weight(theirs)))
    return said >= max(_COUNTED * few, _SOME * many)


def _other_ills(x: Claim, y: Claim) -> bool:
    """Whether cases of two illnesses are counted: `12 ca mắc sởi`, `15 ca mắc cúm A`."""
    if _ILL not in (x.near | x.noun) & (y.near | y.noun):
        return False
    ours, theirs = x.after - {_ILL}, y.after - {_ILL}
    return bool(ours and theirs) and not ours & theirs


def _parts(claim: Claim) -> frozenset[str]:
    """What makes it a part; `3 người khác bị thương` are others than the dead, `3 nghi phạm khác` of the suspects, `48
    người khác chết` than others who died."""
    return claim.part - {"khác"} if not claim.noun and claim.near & (lexicon().fates - {_DEAD}) else claim.part


def _fates(words: Set[str]) -> Set[str]:
    """What befell those counted; that the injured are in hospital is no other fate."""
    return words - {_TREATED} if len(words) > 1 else words


def held_apart(x: Claim, y: Claim) -> bool:
    """Whether anything tells two amounts apart, whatever they are of: also other illnesses, brackets, and all against
    one sort."""
    return (
        x.bracketed != y.bracketed
        or apart(x, y)
        or _other_ills(x, y)
        or _at_other_times(x, y)
        or _whole_of(x, y)
        or _whole_of(y, x)
    )


def of_two_times(x: Claim, y: Claim) -> bool:
    """Whether two amounts are of two times, or prices, which may be."""
    return _at_other_times(x, y) or _other_time(x, y)


def apart(x: Claim, y: Claim) -> bool:
    """Whether something tells the two apart: a part against a whole, other names, times or contrary words."""
    if _parts(x) != _parts(y):
        return True
    nouns = x.noun | y.noun
    fates = lexicon().fates - nouns
    if "count" in (x.figure.kind, y.figure.kind) and _fates(x.near & fates) != _fates(y.near & fates):
        return True
    if x.to_come != y.to_come:
        return True
    if x.figure.kind in _SPELLED and not x.of_person and bool(x.spells) != bool(y.spells):
        return True
    if x.of_year != y.of_year or (x.figure.kind in _DATED and x.dated != y.dated):
        return True
    if x.spells and y.spells and not x.spells & y.spells:
        return True
    return (not x.of_person and _contrary(x, y, nouns)) or _others_named(x, y) or _other_time(x, y)


def _contrary(x: Claim, y: Claim, nouns: Set[str]) -> bool:
    """Whether words that tell things apart stand with one and not with the other."""
    for row in lexicon().apart:
        ours, theirs = (_fates((row & words) - nouns) for words in (x.words, y.words))
        if ours != theirs and (row & (x.near | y.near) or (ours and theirs)):
            return True
    return False


def _others_named(x: Claim, y: Claim) -> bool:
    """Whether they are told of others, by number or by name."""
    if any(a == b and m != n for a, m in x.numbered for b, n in y.numbered) and not x.numbered & y.numbered:
        return True
    count = "count" in (x.figure.kind, y.figure.kind)
    # in a story the dead are those of its event; sentences name offices and hospitals beside them
    counted = count and ((bool(x.noun & y.noun) and not _few(x, y)) or bool(x.near & y.near & lexicon().fates))
    if counted and x.held and y.held and not named_alike(x.held, y.held):
        return True
    if not counted and x.names and y.names and not named_alike(x.names, y.names):
        return True
    for one, other in ((x, y), (y, x)):
        if one.bracketed and not one.of_person and not named_alike({one.bracketed}, other.names):
            return True
    if x.named and y.named and not named_alike({x.named}, {y.named}):
        return True
    return _of_others(x.subjects, y.subjects) and _of_others(y.subjects, x.subjects)


def _of_others(a: Set[str], b: Set[str]) -> bool:
    """Whether `a` has a name that is none of `b`."""
    return any(not named_alike({name}, b) for name in a)


def named_alike(a: Set[str], b: Set[str]) -> bool:
    """Whether a name of one is within a name of the other (`Hà Nội`, `TP Hà Nội`)."""
    return any(f" {p} " in f" {q} " or f" {q} " in f" {p} " for p in a for q in b)


def ends_alike(a: str, b: str) -> bool:
    """Whether two names may be one person's: the given name and what both have before it."""
    return f" {a}".endswith(f" {b}") or f" {b}".endswith(f" {a}")


def _other_time(x: Claim, y: Claim) -> bool:
    """Whether both name times and none of them can be the same."""
    if not x.times or not y.times:
        return False
    verdicts = {_times(s, t) for s in x.times for t in y.times}
    return not verdicts & {"equal", "agrees"} and "differs" in verdicts


def _times(a: Figure, b: Figure) -> str:
    """How two times stand to each other; days without a year are days."""
    days = [_DAY.fullmatch(str(t.value)) for t in (a, b)]
    if days[0] and days[1]:
        return "equal" if days[0].groups() == days[1].groups() else "differs"
    return relation(a, b)
