"""Where two articles of one story give different figures for the same thing.

Two figures conflict when they are of one kind and unit, what stands round them is the same (`claims`), nothing tells
them apart (another date, place, part, plan, direction), their values cannot both be true (`facts.compare`), neither
article also gives the other's figure, and neither says two things of what would be one: words that one article uses of
several amounts do not tell which is meant. Where in doubt nothing is said: an editor who is shown false conflicts
stops looking.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, islice
from typing import Final

from summarizer import locale
from summarizer.brief.model import Brief
from summarizer.brief.rendering.places import Places
from summarizer.digest.asof import Moment
from summarizer.digest.claim import Claim
from summarizer.digest.claims import claims_of
from summarizer.digest.clocks import clocks_at_odds, days_at_odds
from summarizer.digest.development import before, in_time
from summarizer.digest.differing import differ, of_a_kind, reckoned
from summarizer.digest.document.model import Conflict, Entry, Side
from summarizer.digest.lexicon import lexicon
from summarizer.digest.likely import likely_pairs, odds, others
from summarizer.digest.same import apart, ends_alike, same_thing
from summarizer.digest.sole import of_one_event, only_one, same_sole
from summarizer.document.model import Span
from summarizer.facts.compare import compatible, magnitude
from summarizer.facts.model import Figure
from summarizer.text.clean import clean

MOST: Final = 6
"""Conflicts of a story that are shown."""
MANY: Final = 5
"""Amounts on which two reports differ from which on they tell of two things; the dead and ages are compared still."""
_CROWD: Final = {"percent": 3, "count": 4, "measure": 6}
"""Amounts of one kind and unit of which more in one report are of many things."""
_OF_MOMENT: Final = frozenset({"cấp", "điểm"})
"""Units of wind and of scores, which are of a moment."""
_SPANS: Final = frozenset({"phút", "tháng", "phút/ngày"})
"""Base units of stretches of time: how long something took is told of too many things to go by a few words."""
_PERSON: Final = "người"
_DEAD: Final = "chết"
_BOUND: Final = re.compile(r"(?<!\w)(hơn|gần|khoảng|trên|dưới|ít nhất|tối thiểu|tối đa|chừng)\s+$", re.IGNORECASE)


Said = tuple[int, Claim]
"""A claim, with the index of the article that makes it."""


@dataclass(frozen=True, slots=True)
class Told:
    """An article of the story, as it was briefed."""

    entry: Entry
    brief: Brief


def conflicts(told: Sequence[Told]) -> list[Conflict]:
    """The facts on which the articles of a story differ, each with all that is said of it: the dead first, then what
    else befell people, then the most salient."""
    claims = [claims_of(t.brief.article, t.brief.facts) for t in told]
    found = []
    for fact in facts_at_odds(claims):
        values, grows = in_order(fact, [t.brief.article.date for t in told])
        last = _newest(values, [t.brief.article.date for t in told])
        sides = tuple(
            _side(told, value[0][1].figure, [i for i, _ in value], value[0][1].as_of, newest=k == last)
            for k, value in enumerate(values)
        )
        what = next((w for w, _ in Counter(c.what for value in values for _, c in value if c.what).most_common(1)), "")
        salience = max(c.figure.salience for _, c in fact)
        found.append(((_rank(fact), grows, -salience), Conflict(what, sides, development=grows)))
    reports = [(t.brief.article, t.brief.facts) for t in told]
    for times in filter(None, (clocks_at_odds(reports), days_at_odds(reports))):
        sides = tuple(_side(told, value[0][1].figure, [i for i, _ in value]) for value in times)
        found.append(((_rank([]), False, -1.0), Conflict(locale.text("digest.happened"), sides)))
    found.sort(key=lambda f: f[0])
    return [conflict for _, conflict in found[:MOST]]


def _rank(fact: Sequence[Said]) -> int:
    """0 of the dead, 1 of what else befell people, 2 of the rest."""
    fates = {w for _, c in fact for w in c.near & lexicon().fates}
    return 0 if _DEAD in fates else 1 if fates else 2


def _newest(values: Sequence[Sequence[Said]], days: Sequence[date | None]) -> int | None:
    """Which value is told later than all others; None where that is not known."""
    latest = []
    for value in values:
        moments = [m for k, c in value if (m := _when(c, days[k])) is not None]
        if not moments:
            return None
        latest.append(max(moments, key=lambda m: (m[0], -1 if m[1] is None else m[1])))
    order = sorted(range(len(values)), key=lambda k: (latest[k][0], -1 if latest[k][1] is None else latest[k][1]))
    return order[-1] if len(order) > 1 and before(latest[order[-2]], latest[order[-1]]) else None


def in_order(fact: Sequence[Said], days: Sequence[date | None]) -> tuple[list[list[Said]], bool]:
    """What is said of a fact, value by value, and whether it is a development: then in the order of time."""
    values = _values(fact)
    order = in_time([[(c, _when(c, days[k])) for k, c in value] for value in values])
    return ([values[k] for k in order], True) if order is not None else (values, False)


def _when(claim: Claim, day: date | None) -> Moment | None:
    """When a claim was told: the moment that it names, else the day of its report."""
    return claim.as_of or ((day, None) if day else None)


def facts_at_odds(claims: Sequence[Sequence[Claim]]) -> list[list[Said]]:
    """What articles contradict each other on: for each fact, all claims of it, with the article of each."""
    facts: list[list[Said]] = []
    for pair in _odd(claims):
        touched = [f for f in facts if any(_one(p, q) for p in pair for q in f)]
        merged: list[Said] = []
        for said in [*(s for f in touched for s in f), *pair]:
            if not any(_one(said, other) for other in merged):
                merged.append(said)
        facts = [f for f in facts if not any(f is t for t in touched)] + [merged]
    facts = _merged(facts)
    telling = [_telling(c) for c in claims] if facts else []
    for fact in facts:
        fact += _likewise(fact, telling)
    return [f for f in facts if len(_values(f)) > 1]  # `gần 250` may come between 250 and 240


def _likewise(fact: Sequence[Said], claims: Sequence[Sequence[Claim]]) -> list[Said]:
    """Who else says so: of each article that is not in it yet one claim."""
    there = {k for k, _ in fact}
    found = []
    for k, theirs in enumerate(claims):
        if k not in there:
            telling = (c for c in theirs if not reckoned(c))
            same = (c for c in telling if any(same_thing(c, o) and _agrees(c, o) for _, o in fact) or _least(c, fact))
            found += [(k, c) for c in islice(same, 1)]
    return found


def _least(claim: Claim, fact: Sequence[Said]) -> bool:
    """Whether a claim tells the least of those whom the same befell: a side, though no larger count contradicts it."""
    bounded = claim.figure.modifier == "at_least"
    return bounded and any(claim.near & o.near & lexicon().fates and same_thing(claim, o) for _, o in fact)


def _odd(claims: Sequence[Sequence[Claim]]) -> Iterator[tuple[Said, Said]]:
    """The pairs of claims of two articles that contradict each other; of two that tell of two moments (two sessions
    of a market, two products) only the dead and the like."""
    crowds = [_crowds(c) for c in claims]
    telling = [_telling(c) for c in claims]
    many = [[others(x, c) for x in c] for c in claims]
    for (i, ours), (j, theirs) in combinations(enumerate(claims), 2):
        found = _pairs(telling[i], telling[j])
        told = {c.figure.span for pair in found for c in pair}
        found += [
            pair for pair in likely_pairs(ours, theirs, many[i], many[j]) if not told & {c.figure.span for c in pair}
        ]
        for x, y in found:
            if x.unit in _SPANS and odds(x, y) < 0:
                continue
            of_many = len(found) >= MANY or x.unit in _OF_MOMENT or _kind(x) in crowds[i] or _kind(y) in crowds[j]
            if x.of_person or x.near & y.near & lexicon().fates or not of_many:
                yield (i, x), (j, y)


def _kind(claim: Claim) -> tuple[str, str, bool]:
    return claim.unit, claim.figure.kind, bool(claim.moves)


def _crowds(claims: Sequence[Claim]) -> set[tuple[str, str, bool]]:
    """Of what a report gives so many amounts that they are of many things: changes in per cent, games, medals."""
    amounts = Counter(kind for kind, _ in {(_kind(c), magnitude(c.figure)) for c in claims if c.unit != _PERSON})
    return {kind for kind, n in amounts.items() if n > _CROWD.get(kind[1], n)}


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
        same = next((v for v in values if _one_amount(v[0][1].figure, said[1].figure)), None)
        if same is None:
            values.append([said])
        else:
            same.append(said)
    return sorted(values, key=lambda v: -len({k for k, _ in v}))


def _one_amount(a: Figure, b: Figure) -> bool:
    """Whether two figures of one fact say one amount, whatever they call what they count: `17 người`, `17 binh sĩ`."""
    return compatible(a, replace(b, unit=a.unit) if a.kind == b.kind == "count" else b)


def pairs(ours: Sequence[Claim], theirs: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
    """Claims of two articles that cannot both be true."""
    return _pairs(_telling(ours), _telling(theirs))


def _pairs(ours: Sequence[Claim], theirs: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
    """The same of claims that are `_telling`."""
    found = []
    for x in ours:
        rivals = [y for y in theirs if at_odds(x, y)] or _sole_rivals(x, ours, theirs)
        if not rivals or any(_agrees(x, y) or _gives(x, y) for y in theirs):
            continue
        y = max(rivals, key=lambda r: (len(x.words & r.words), r.figure.salience))
        if not any(_agrees(y, other) or _gives(y, other) for other in ours):
            found.append((x, y))
    return found


def _sole_rivals(x: Claim, ours: Sequence[Claim], theirs: Sequence[Claim]) -> list[Claim]:
    """Claims at odds with `x` where each is the only one of its kind in its article, and the articles have a name, a
    time or an amount in common."""
    alike = [y for y in theirs if same_sole(x, y) and differ(x, y)]
    if not alike or not only_one(x, ours) or not of_one_event(ours, theirs):
        return []
    return [y for y in alike if only_one(y, theirs)]


def _telling(claims: Sequence[Claim]) -> list[Claim]:
    """Those that no other claim of the same article is at odds with, unless it is told for another moment."""

    def doubted(x: Claim, other: Claim) -> bool:
        return at_odds(x, other, apart=False) and (x.as_of is None or other.as_of is None or x.as_of == other.as_of)

    return [x for x in claims if not any(doubted(x, other) for other in claims if other is not x)]


def at_odds(x: Claim, y: Claim, *, apart: bool = True) -> bool:
    """Whether two claims are of the same thing and contradict each other; unless they are far apart, with `apart`."""
    turned = {x.moves, y.moves} == {"up", "down"}
    if not of_a_kind(x, y):
        return False
    if (x.moves != y.moves and not turned) or not same_thing(x, y):
        return False
    return differ(x, y, apart=apart)


def _agrees(x: Claim, y: Claim) -> bool:
    """Whether `y` says what `x` says, as far as the value goes, of something that may be the same."""
    if x.moves != y.moves or not (ends_alike(x.who, y.who) if x.of_person else x.words & y.words):
        return False
    return compatible(x.figure, y.figure) and not apart(x, y)


def _gives(x: Claim, y: Claim) -> bool:
    """Whether `y` gives the very sum of `x` beside a word of it: who gives both sums knows of two."""
    return (
        x.figure.kind == "money"
        and magnitude(x.figure) == magnitude(y.figure)
        and x.unit == y.unit
        and bool((x.near & y.near) - x.noun)
    )


def _worded(text: str, span: Span) -> str:
    """A figure with the word that bounds it: `hơn 2.000 người`."""
    bound = _BOUND.search(text, max(0, span.start - 12), span.start)
    return text[bound.start(1) if bound else span.start : span.end]


def _side(
    told: Sequence[Told], figure: Figure, who: Sequence[int], as_of: Moment | None = None, *, newest: bool = False
) -> Side:
    """One value: as the first article of `who` tells it, with the others that say the same."""
    one = told[who[0]]
    article = one.brief.article
    place = article.sentence_at(figure.span.start)
    assert place is not None
    others = tuple(told[k].entry for k in dict.fromkeys(who) if k != who[0])
    return Side(
        one.entry,
        clean(_worded(article.text, figure.span)),
        clean(article.sentences[place].of(article.text)),
        figure.span,
        Places(article).short(figure.span),
        others,
        as_of,
        newest,
    )
