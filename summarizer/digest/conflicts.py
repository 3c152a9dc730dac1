"""Where two articles of one story give different figures for the same thing.

Two figures conflict when they are of one kind and unit, what stands round them is the same (`claims`), nothing tells
them apart (another date, place, part, plan, direction), their values cannot both be true (`facts.compare`), neither
article also gives the other's figure, and neither says two things of what would be one: words that one article uses of
several amounts do not tell which is meant. Where in doubt nothing is said: an editor who is shown false conflicts
stops looking.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Final

from summarizer.brief.model import Brief
from summarizer.brief.rendering.clean import clean
from summarizer.brief.rendering.places import Places
from summarizer.digest.claims import Claim, claims_of, lexicon
from summarizer.digest.document.model import Conflict, Entry, Side
from summarizer.facts.compare import base_unit, magnitude, numbers, precision, relation
from summarizer.facts.model import Figure

MOST: Final = 6
"""Conflicts of a story that are shown."""
_LIKE: Final = 0.6
"""Share of the words round the figure with fewer of them that the other has, too."""
_COUNTED: Final = 0.4
"""The same where a telling noun is counted (`hộ dân`, `nghi phạm`), and shared."""
_WHOLE: Final = 0.4
"""Share of all words round two amounts that both have: money and per cents are said of everything."""
_SOME: Final = 0.2
"""The same where a noun is counted."""
_FAR: Final = 10
"""Amounts that are further apart than this are of two things, whatever stands round them."""
_WAY: Final = {"over": 1, "at_least": 1, "under": -1, "at_most": -1}
_BOUNDS: Final = frozenset({"at_least", "at_most"})
_BEYOND: Final = Fraction(3, 20)
"""How far `hơn` and `gần` reach: 112 is `hơn 100`, 140 is not."""
_DATED: Final = frozenset({"percent", "money"})
"""Where one article says of when these are and the other does not, they may be of two years."""
_SLIPS: Final = (2, 3, 6)
_ILL: Final = "mắc"
_VAGUE: Final = frozenset({"người", "nạn nhân", "cái", "chiếc", "trường hợp", ""})


Said = tuple[int, Claim]
"""A claim, with the index of the article that makes it."""


@dataclass(frozen=True, slots=True)
class Told:
    """An article of the story, as it was briefed."""

    entry: Entry
    brief: Brief


def conflicts(told: Sequence[Told]) -> list[Conflict]:
    """The facts on which the articles of a story differ, most salient first; each with all that is said of it."""
    claims = [claims_of(t.brief.article, t.brief.facts) for t in told]
    found = []
    for fact in facts_at_odds(claims):
        values = _values(fact)
        sides = tuple(_side(told, value) for value in values)
        what = next((c.what for value in values for _, c in value if c.what), "")
        found.append((max(c.figure.salience for _, c in fact), Conflict(what, sides)))
    found.sort(key=lambda f: -f[0])
    return [conflict for _, conflict in found[:MOST]]


def facts_at_odds(claims: Sequence[Sequence[Claim]]) -> list[list[Said]]:
    """What articles contradict each other on: for each fact, all claims of it, with the article of each."""
    odd: list[tuple[Said, Said]] = []
    for (i, ours), (j, theirs) in combinations(enumerate(claims), 2):
        odd += [((i, x), (j, y)) for x, y in pairs(ours, theirs)]
    facts: list[list[Said]] = []
    for pair in odd:
        touched = [f for f in facts if any(_one(p, q) for p in pair for q in f)]
        merged: list[Said] = []
        for said in [*(s for f in touched for s in f), *pair]:
            if not any(_one(said, other) for other in merged):
                merged.append(said)
        facts = [f for f in facts if not any(f is t for t in touched)] + [merged]
    facts = _merged(facts)
    # who else says so
    for fact in facts:
        there = {k for k, _ in fact}
        for k, theirs in enumerate(claims):
            if k not in there:
                fact += [(k, c) for c in _telling(theirs) if any(_same_thing(c, o) and _agrees(c, o) for _, o in fact)][
                    :1
                ]
    return facts


def _merged(facts: Sequence[list[Said]]) -> list[list[Said]]:
    """Facts that differ on the same two amounts are one: what a title says, its text says again in other words."""
    kept: list[list[Said]] = []
    for fact in facts:
        amounts = {(magnitude(c.figure), c.moves) for _, c in fact}
        same = next((k for k in kept if len(amounts & {(magnitude(c.figure), c.moves) for _, c in k}) > 1), None)
        if same is None:
            kept.append(fact)
        else:
            there = {k for k, _ in same}
            same += [said for said in fact if said[0] not in there]
    return kept


def _one(a: Said, b: Said) -> bool:
    """Whether two are one claim of one article."""
    return a[0] == b[0] and a[1].figure.span == b[1].figure.span and a[1].near == b[1].near


def _values(fact: Sequence[Said]) -> list[list[Said]]:
    """The claims of a fact by what they say: what most articles say first, then in their order."""
    values: list[list[Said]] = []
    for said in sorted(fact, key=lambda s: s[0]):
        same = next((v for v in values if relation(v[0][1].figure, said[1].figure).compatible), None)
        if same is None:
            values.append([said])
        else:
            same.append(said)
    return sorted(values, key=lambda v: -len({k for k, _ in v}))


def pairs(ours: Sequence[Claim], theirs: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
    """Claims of two articles that cannot both be true."""
    ours, theirs = _telling(ours), _telling(theirs)
    found = []
    for x in ours:
        rivals = [y for y in theirs if at_odds(x, y)]
        if not rivals or any(_agrees(x, y) for y in theirs):
            continue
        y = max(rivals, key=lambda r: (len(x.words & r.words), r.figure.salience))
        if not any(_agrees(y, other) for other in ours):
            found.append((x, y))
    return found


def _telling(claims: Sequence[Claim]) -> list[Claim]:
    """Those that no other claim of the same article is at odds with."""
    return [x for x in claims if not any(at_odds(x, other) for other in claims if other is not x)]


def at_odds(x: Claim, y: Claim) -> bool:
    """Whether two claims are of the same thing and contradict each other."""
    a, b = x.figure, y.figure
    if a.kind != b.kind and {a.kind, b.kind} != {"count", "measure"}:
        return False
    turned = {x.moves, y.moves} == {"up", "down"}
    if (x.moves != y.moves and not turned) or not _same_thing(x, y):
        return False
    found = relation(a, b).verdict
    if _leaves_room(a, b) or _leaves_room(b, a) or _far(a, b):
        return False
    if x.unit != y.unit and (found != "differs" or a.kind not in ("count", "measure")):
        return False
    return turned or found == "differs"


def _leaves_room(a: Figure, b: Figure) -> bool:
    """Whether `a` allows `b` as news tells amounts: a least that it keeps to, a range it is in, its digits cut off."""
    x, y = ([n * base_unit(f.unit)[1] for n in numbers(f)] for f in (a, b))
    if not x or not y:
        return False
    if len(x) != len(y) or len(x) > 1:
        return x[0] <= y[-1] and y[0] <= x[-1]
    way = _WAY.get(a.modifier or "", 0)
    if way and (y[0] - x[0]) * way >= 0 and (a.modifier in _BOUNDS or abs(y[0] - x[0]) <= _BEYOND * abs(x[0])):
        return True
    step, finer = (precision(f) * base_unit(f.unit)[1] for f in (a, b))
    return step > finer and x[0] >= 10 * step and 0 <= y[0] - x[0] < step


def _far(a: Figure, b: Figure) -> bool:
    """Whether one amount is many times the other, and no slip of scale (`triệu` for `tỷ`)."""
    low, high = sorted(abs(magnitude(f) or Fraction(0)) for f in (a, b))
    return bool(low) and high > _FAR * low and high not in (low * 10**n for n in _SLIPS)


def _agrees(x: Claim, y: Claim) -> bool:
    """Whether `y` says what `x` says, as far as the value goes, of something that may be the same."""
    if x.moves != y.moves or not (_ends_alike(x.who, y.who) if x.of_person else x.words & y.words):
        return False
    return relation(x.figure, y.figure).compatible and not _apart(x, y)


def _same_thing(x: Claim, y: Claim) -> bool:
    """Whether what stands round the two is the same, and nothing tells them apart."""
    if _other_ills(x, y):
        return False
    if x.of_person or y.of_person:
        return x.unit == y.unit and bool(x.who and y.who) and _ends_alike(x.who, y.who) and not _apart(x, y)
    nouns = x.noun | y.noun
    ours, theirs = x.words - nouns, y.words - nouns
    shared, near = ours & theirs, (x.near & y.near) - nouns
    if not shared or not near or (x.head and y.head and not x.head & y.head) or _apart(x, y):
        return False
    if x.noun & y.noun and not (x.noun - y.noun <= y.words and y.noun - x.noun <= x.words):
        return False  # `257 cơ sở vi phạm`, `168 cơ sở`
    if bool(x.unit) != bool(y.unit) and not nouns & (x.near if not x.unit else y.near):
        return False
    few, all_ = min(len(ours), len(theirs)), len(ours | theirs)
    if "count" in (x.figure.kind, y.figure.kind):
        if near & lexicon().fates:
            return True
        if 1 in (*numbers(x.figure), *numbers(y.figure)):
            return False  # one of many
        if x.unit not in _VAGUE:
            return len(shared) >= max(_COUNTED * few, _SOME * all_)  # the noun itself is shared, too
    if len(shared) < _LIKE * few:
        return False
    return x.unit in _VAGUE or len(shared) >= _WHOLE * all_


def _other_ills(x: Claim, y: Claim) -> bool:
    """Whether cases of two illnesses are counted: `12 ca mắc sởi`, `15 ca mắc cúm A`."""
    if _ILL not in (x.near | x.noun) & (y.near | y.noun):
        return False
    ours, theirs = x.after - {_ILL}, y.after - {_ILL}
    return bool(ours and theirs) and not ours & theirs


def _apart(x: Claim, y: Claim) -> bool:
    """Whether something tells the two apart: a part against a whole, other names, times or contrary words."""
    if x.part != y.part:
        return True
    nouns = x.noun | y.noun
    if (
        "count" in (x.figure.kind, y.figure.kind)
        and lexicon().fates & x.near - nouns != lexicon().fates & y.near - nouns
    ):
        return True
    if x.of_year != y.of_year or (x.figure.kind in _DATED and x.dated != y.dated):
        return True
    for row in lexicon().apart:
        ours, theirs = (row & x.words) - nouns, (row & y.words) - nouns
        if ours != theirs and (row & (x.near | y.near) or (ours and theirs)):
            return True
    if any(a == b and m != n for a, m in x.numbered for b, n in y.numbered) and not x.numbered & y.numbered:
        return True
    if x.names and y.names and not _named_alike(x.names, y.names):
        return True
    if x.named and y.named and not _named_alike({x.named}, {y.named}):
        return True
    if _of_others(x.subjects, y.subjects) and _of_others(y.subjects, x.subjects):
        return True
    if x.spells and y.spells and not x.spells & y.spells:
        return True
    return _other_time(x, y)


def _of_others(a: Set[str], b: Set[str]) -> bool:
    """Whether `a` has a name that is none of `b`."""
    return any(not _named_alike({name}, b) for name in a)


def _named_alike(a: Set[str], b: Set[str]) -> bool:
    """Whether a name of one is within a name of the other (`Hà Nội`, `TP Hà Nội`)."""
    return any(f" {p} " in f" {q} " or f" {q} " in f" {p} " for p in a for q in b)


def _ends_alike(a: str, b: str) -> bool:
    """Whether two names may be one person's: the given name and what both have before it."""
    return f" {a}".endswith(f" {b}") or f" {b}".endswith(f" {a}")


def _other_time(x: Claim, y: Claim) -> bool:
    """Whether both name times and none of them can be the same."""
    if not x.times or not y.times:
        return False
    verdicts = {relation(s, t).verdict for s in x.times for t in y.times}
    return not verdicts & {"equal", "agrees"} and "differs" in verdicts


def _side(told: Sequence[Told], value: Sequence[Said]) -> Side:
    """One value: told by its first article, with the others that say the same."""
    index, claim = value[0]
    one = told[index]
    article = one.brief.article
    place = article.sentence_at(claim.figure.span.start)
    assert place is not None
    others = tuple(told[k].entry for k in dict.fromkeys(k for k, _ in value) if k != index)
    return Side(
        one.entry,
        clean(claim.figure.span.of(article.text)),
        clean(article.sentences[place].of(article.text)),
        claim.figure.span,
        Places(article).short(claim.figure.span),
        others,
    )
