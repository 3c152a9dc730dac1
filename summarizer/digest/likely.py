"""How likely two figures of two reports are told of one thing, by all that stands round them at once.

Reports of one event repeat most of its figures, so what one thing looks like in two reports is learned from those that
are the same, what two things look like from a figure whose like the other report gives elsewhere: a logistic
regression over clusters that nobody marked (`python -m models.training.fit_conflicts`, weights in `likely.toml`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from math import inf, log1p
from typing import Final

from summarizer.digest.claim import Claim
from summarizer.digest.differing import differ, far, slipped
from summarizer.digest.lexicon import lexicon, weight
from summarizer.digest.same import held_apart, named_alike, of_two_times, otherwise_called
from summarizer.digest.sole import OF_THINGS, parted
from summarizer.engines.lexical import idf
from summarizer.facts.compare import magnitude
from summarizer.facts.likeness import numbers
from summarizer.text.data import load

Pair = tuple[float, Claim, Claim]
_OWN: Final = ("one", "near", "words", "sentence", "before", "after")
"""What weighs otherwise with each kind of figure."""
_BEARER: Final = 5
_FAR: Final = 2
"""Amounts that are further apart are of two things, unless they are a slip of scale."""
_LEAST: Final = -0.9
"""How likely it must be (log odds) where neither report gives another amount of its kind; 0 where one does."""
_OF_ALL: Final = 0.3
"""The same of per cents, which are said of everything."""
_FEW: Final = 5
_OF_FEW: Final = 2.0
"""Of a handful there are many in every report: how likely those must be."""
_OTHERWISE: Final = 1.0
"""The same of amounts whose indicators have no word in common."""
_BESIDE: Final = -0.45
"""The same of amounts that stand beside another of their kind."""
_SLIP: Final = -1.0
_SLIP_AMONG: Final = 6
_SLIP_OF_MANY: Final = -0.5
"""The same of amounts that differ as by a slip, and of those that stand among so many others that two are by chance."""
_OTHERS: Final = 1
_TOLLS: Final = 3
"""How many other amounts of their kind two reports may give; of tolls."""


def alike(x: Claim, y: Claim) -> dict[str, float]:
    """What two claims have in common, by name."""
    nouns = x.noun | y.noun
    near = x.near - nouns, y.near - nouns
    words = x.words - nouns, y.words - nouns
    found = {
        "one": 1.0,
        "near": _shared(*near),
        "words": _shared(*words),
        "sentence": _shared_terms(x, y),
        "before": _shared(near[0] - x.after, near[1] - y.after),
        "after": _shared(x.after - nouns, y.after - nouns),
    }
    found |= {f"{name} of {x.figure.kind}": found[name] for name in _OWN}
    return found | {
        "fewer words": weight(words[0] & words[1]) / (min(map(weight, words)) or 1.0),
        "all words": log1p(weight(words[0] & words[1])),
        "all near": log1p(weight(near[0] & near[1])),
        "same noun": float(bool(x.noun) and x.noun == y.noun),
        "noun within": float(bool(x.noun & y.noun) and x.noun != y.noun),
        "other noun": float(bool(x.noun and y.noun) and not x.noun & y.noun),
        "time": float(bool(x.times and y.times)),
        "name": float(named_alike(x.names, y.names)),
        "number": float(bool(x.numbered & y.numbered)),
        "fate": float(_of_one_fate(x, y)),
        "size": float(bool(x.sizes & y.sizes)),
        "bearer": _within(frozenset(x.bearer[-_BEARER:]), frozenset(y.bearer[-_BEARER:])),
        "beside": float(bool(x.beside & y.beside)),
        "one in a list": float(x.listed != y.listed),
        "people": float(x.unit == "người"),
    }


@cache
def _weights() -> dict[str, float]:
    return {name: float(value) for name, value in load(__package__, "likely.toml")["weights"].items()}


def odds(x: Claim, y: Claim) -> float:
    """The log odds that two claims are of one thing."""
    known = _weights()
    return sum(value * known.get(name, 0.0) for name, value in alike(x, y).items() if value)


def comparable(x: Claim, y: Claim) -> bool:
    """Whether two claims are of one kind, unit and way, whatever they are said of."""
    if x.of_person or y.of_person or bool(x.moves) != bool(y.moves):
        return False
    kinds = {x.figure.kind, y.figure.kind}
    if len(kinds) > 1 and kinds != {"count", "measure"}:
        return False
    return x.unit == y.unit or ("count" in kinds and bool(x.noun & y.noun))


def likely_pairs(
    ours: Sequence[Claim], theirs: Sequence[Claim], many: Sequence[int], more: Sequence[int]
) -> Iterator[tuple[Claim, Claim]]:
    """Claims of two reports with two amounts that are likely of one thing: each is the other's likeliest, nothing
    tells them apart, and neither report gives the other's amount. `many` and `more`: how many `others` each has."""
    known: dict[tuple[int, int], float] = {}

    def found(i: int, j: int) -> float:
        if (i, j) not in known:
            known[i, j] = odds(ours[i], theirs[j]) if comparable(ours[i], theirs[j]) else -inf
        return known[i, j]

    for (i, x), (j, y) in product(enumerate(ours), enumerate(theirs)):
        if not comparable(x, y):
            continue
        slip = slipped(x.figure, y.figure)
        if (many[i] + more[j] > _TOLLS and not slip) or not differ(x, y) or far(x.figure, y.figure, _FAR):
            continue
        if _given(x, theirs) or _given(y, ours) or found(i, j) < (_SLIP if slip else _LEAST):
            continue
        rivals = [found(i, k) for k, c in enumerate(theirs) if _other_amount(c, y)]
        rivals += [found(k, j) for k, c in enumerate(ours) if _other_amount(c, x)]
        likeliest = max(rivals, default=-inf) <= found(i, j)
        among = many[i] + more[j]
        least = _SLIP if among <= _SLIP_AMONG else _SLIP_OF_MANY
        told = found(i, j) >= least if slip else likeliest and enough(x, y, found(i, j), among)
        if told and not (of_two_times(x, y) if slip and x.figure.kind != "measure" else told_apart(x, y)):
            yield x, y


def _other_amount(a: Claim, b: Claim) -> bool:
    return magnitude(a.figure) != magnitude(b.figure)


def told_apart(x: Claim, y: Claim) -> bool:
    """Whether something says that two amounts are of two things; so do two words for what has a size."""
    sized = x.unit in OF_THINGS and x.sizes & y.sizes
    return bool(sized and not {*x.bearer[-_BEARER:]} & {*y.bearer[-_BEARER:]}) or held_apart(x, y) or parted(x, y)


def _given(x: Claim, claims: Sequence[Claim]) -> bool:
    return any(magnitude(c.figure) == magnitude(x.figure) and comparable(x, c) for c in claims)


def others(x: Claim, claims: Sequence[Claim]) -> int:
    """How many other amounts of its kind a report gives."""
    return len({magnitude(c.figure) for c in claims if comparable(c, x)} - {magnitude(x.figure)})


def enough(x: Claim, y: Claim, likely: float, many: int) -> bool:
    """Whether two amounts are likely enough of one thing where the reports give so many others."""
    if otherwise_called(x, y) and likely < _OTHERWISE:
        return False
    if _of_one_fate(x, y):
        return many <= _TOLLS and likely >= 0
    if many > _OTHERS or (x.figure.kind == "percent" and many):
        return False
    if x.figure.kind == "percent":
        return likely >= _OF_ALL
    few = "count" in (x.figure.kind, y.figure.kind) and min(*numbers(x.figure), *numbers(y.figure)) <= _FEW
    return likely >= (_OF_FEW if few else _BESIDE if many else _LEAST)


def _of_one_fate(x: Claim, y: Claim) -> bool:
    return bool(x.near & y.near & lexicon().fates)


def _shared(a: frozenset[str], b: frozenset[str]) -> float:
    """Share of the words of two that both have, by weight."""
    return weight(a & b) / (weight(a | b) or 1.0)


def _within(a: frozenset[str], b: frozenset[str]) -> float:
    return weight(a & b) / (min(weight(a), weight(b)) or 1.0)


def _shared_terms(x: Claim, y: Claim) -> float:
    both = sum(map(idf, x.sentence | y.sentence))
    return sum(map(idf, x.sentence & y.sentence)) / (both or 1.0)
