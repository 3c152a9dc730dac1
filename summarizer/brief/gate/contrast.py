"""Whether something else of the source would stand better in its place: a name, a number, a day, a word's opposite.

A false sentence is mostly a true one with one thing exchanged. So each name, number and day of a sentence is held
against the others of its kind that the source has near by: if what stands round it in the sentence stands in the
source round another, or if two of the sentence would fit better the other way round, that other was meant. How near
two things stand falls off exponentially with the words between them. Each such exchange gives points; their weights are
fitted by `models/training/fit_contrast.py` on claims with twins, so that they are log odds, to be added to the judge's.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import combinations, permutations, takewhile
from typing import Final, NamedTuple

from summarizer.brief.gate.passage import Finding, Passage, objection, phrase
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.units import Key, Unit, clash, units
from summarizer.brief.gate.words import SIGN, WORD, phrases, table, word_set
from summarizer.document.model import Span
from summarizer.engines.base import Verdict
from summarizer.facts import figures_in, orders
from summarizer.facts.model import Figure

_REACH: Final = 6.0, 8.0
"""Words over which nearness falls to a third, in the sentence and in the source."""
_CLAUSE: Final = 0.6, 0.7
"""Factor for each clause between the two, likewise."""
_NEXT: Final = 0.2
"""Nearness of what stands in neighbouring sentences of the source."""
_LONG: Final = 120, 300
"""Terms of a sentence, and of one of the source, beyond which it is none; time grows with their cube and square."""
_SCOPE: Final = 3
"""Words that a denial reaches."""
_COUNTED: Final = 9
"""Words on either side of a number that tell what it is of."""


class Exchange(NamedTuple):
    """An exchange that would make the sentence fit better: `gain` (0…1), its terms, what the source has instead."""

    feature: str
    gain: float
    begin: int
    end: int
    there: Span | None

    @property
    def points(self) -> float:
        """Log odds that the sentence is false."""
        knot, weight = table("contrast")["weights"][self.feature]
        return float(weight) * max(0.0, self.gain - float(knot))


@dataclass(frozen=True)
class Contrast:
    """The best exchange of each feature."""

    exchanges: tuple[Exchange, ...]

    @property
    def points(self) -> float:
        """Log odds that the sentence is false, beyond what is known without it; 0 where nothing would fit better."""
        return sum(e.points for e in self.exchanges)

    def findings(self, s: Passage, source: Source, verdict: Verdict | None = None) -> list[Finding]:
        """The objection that weighs most, where points are many, or make up for what the judge's `verdict` lacks."""
        enough = min(table("contrast")["alone"], verdict.short if verdict is not None else math.inf)
        if not 0 < self.points >= enough:
            return []
        best = max(self.exchanges, key=lambda e: e.points)
        kind = table("contrast")["kinds"][best.feature]
        key = f"judge.{kind}" if best.there is not None else f"judge_alone.{kind}"
        return [objection(key, kind, s, phrase(s, best.begin, best.end), best.there, source.article.text)]


def _near(p: Passage, one: Unit, other: Unit, side: int) -> float:
    gap = max(0, max(one.begin, other.begin) - min(one.end, other.end))
    apart = min(3, abs(p.clauses[one.begin] - p.clauses[other.begin]))
    return math.exp(-gap / _REACH[side]) * float(_CLAUSE[side] ** apart)


class _Ties:
    """What stands near what in the sentence, and in those that it rests on; `others` are names and figures of these."""

    def __init__(self, s: Passage, pool: Sequence[Passage], source: Source) -> None:
        self.mine = units(s, figures_in(s.text, source.article.date), source)
        wanted = {u.key for u in self.mine}
        opposite = {y for u in self.mine if u.kind == "word" for y in _opposites().get(u.name, ())}
        self.places: dict[Key, list[tuple[Passage, Unit]]] = {}
        for p in pool:
            for u in units(p, source.figures.get(p.index, []), source) if len(p.terms) <= _LONG[1] else ():
                if u.kind != "word" or u.key in wanted or u.name in opposite:
                    self.places.setdefault(u.key, []).append((p, u))
        self.others = [key for key in self.places if key[0] != "word" and key not in wanted]
        weights = [source.weight(u.name) if u.kind == "word" else 1.0 for u in self.mine]
        self.tie = [
            [0.0 if u is v else _near(s, u, v, 0) * w * x for v, x in zip(self.mine, weights, strict=True)]
            for u, w in zip(self.mine, weights, strict=True)
        ]
        self.sum = [sum(row) or 1.0 for row in self.tie]
        self.between = cache(self._between)

    def _between(self, one: Key, other: Key) -> tuple[float, int]:
        """How near the two come in the source, and in which order they stand there (1, -1; 0 in two sentences)."""
        best = 0.0, 0
        for p, u in self.places.get(one, ()):
            for q, v in self.places.get(other, ()):
                if p is not q:
                    found = (_NEXT if abs(p.index - q.index) == 1 else 0.0), 0
                else:
                    found = (_near(p, u, v, 1) if u is not v else 0.0), (1 if u.begin < v.begin else -1)
                best = max(best, found, key=lambda x: x[0])
        return best

    def fit(self, i: int, key: Key, skip: int = -1) -> tuple[float, float]:
        """How well `key` would stand in place of unit `i`: by nearness, and by nearness in the same order."""
        near = order = 0.0
        for j, other in enumerate(self.mine):
            if j not in (i, skip) and other.key != key:
                value, turn = self.between(key, other.key)
                near += self.tie[i][j] * value
                order += self.tie[i][j] * value * turn * (1 if i < j else -1)
        return near, order

    def fit_at(self, i: int, p: Passage, u: Unit) -> float:
        """How well unit `i` would stand where `u` does: by nearness in that sentence."""
        near = 0.0
        for j, other in enumerate(self.mine):
            found = self.places.get(other.key, ()) if j != i else ()
            near += self.tie[i][j] * max((_near(p, u, v, 1) for q, v in found if q is p and v is not u), default=0.0)
        return near


def check(s: Passage, pool: Sequence[Passage], source: Source) -> Contrast:
    """The exchanges that would make `s` fit its source better; `pool` are the sentences that it rests on."""
    if len(s.terms) > _LONG[0]:
        return Contrast(())
    ties = _Ties(s, pool, source)
    best: dict[str, Exchange] = {}
    for e in (*_replaced(s, ties, source), *_opposed(s, ties), *_swapped(s, ties), *_turned(s, ties, source)):
        if e.feature not in best or e.gain > best[e.feature].gain:
            best[e.feature] = e
    return Contrast(tuple(best.values()))


def _replaced(s: Passage, ties: _Ties, source: Source) -> Iterator[Exchange]:
    """Another name, number or day of the evidence in the place of one of the sentence."""
    for i, u in enumerate(ties.mine):
        held = u.key in ties.places or (u.kind == "name" and u.name in source.index)
        if u.kind == "word" or not u.label or not held:
            continue  # what the source does not have at all is for other rules
        if s.keys[max(0, u.begin - 2) : u.begin] == ("so", "với"):
            continue  # what it is compared with may stand anywhere
        own = ties.fit(i, u.key)[0]
        for key in ties.others:
            places = ties.places[key]
            if key[0] != u.kind or clash(u, key) or all(v.label != u.label for _, v in places):
                continue
            p, v = places[0]
            gain = (ties.fit(i, key)[0] - own) / ties.sum[i]
            yield Exchange(f"other_{u.kind}", gain, u.begin, u.end, p.span(v.begin, v.end))


def exchanged(s: Passage, pool: Sequence[Passage], source: Source) -> list[Finding]:
    """The objection that two numbers are exchanged between what they count, which is certain and needs no weights.

    Wherever both stand in one sentence of the `pool`, each has of the words that part them those of the other.
    """
    mine = _counting(s, figures_in(s.text, source.article.date), source) if len(s.terms) <= _LONG[0] else []
    read = [p for p in pool if len(mine) > 1 and len(p.terms) <= _LONG[0]]
    told = [(p, _counting(p, source.figures.get(p.index, []), source)) for p in read]
    for (u, a), (v, b) in combinations(mine, 2):
        if u.key == v.key or clash(u, v.key) or (v.begin - u.end == 1 and s.keys[u.end] in "-–"):
            continue  # a score
        both = [
            (p, x, y, _crossed(a, b, c, d))
            for p, some in told
            for (x, c), (y, d) in permutations([n for n in some if n[0].key in (u.key, v.key)], 2)
            if (x.key, y.key) == (u.key, v.key)
        ]
        if both and all(crossed for *_, crossed in both):
            p, x, y, _ = both[0]
            there = p.span(min(x.begin, y.begin), max(x.end, y.end))
            return [objection("judge.swap", "swap", s, (u.begin, v.end), there, source.article.text)]
    return []


def _counting(p: Passage, figures: Sequence[Figure], source: Source) -> list[tuple[Unit, frozenset[str]]]:
    """The numbers of a sentence, each with the words about it, between its neighbours, that tell what it is of."""
    numbers = [u for u in units(p, figures, source) if u.kind == "number"]
    taken = {k for u in numbers for k in range(u.begin, u.end)}
    free = [k not in taken and t.kind != SIGN and t.key != "và" for k, t in enumerate(p.terms)]
    out: list[tuple[Unit, frozenset[str]]] = []
    for u in numbers:
        before = takewhile(free.__getitem__, reversed(range(max(0, u.begin - _COUNTED), u.begin)))
        after = takewhile(free.__getitem__, range(u.end, min(len(free), u.end + _COUNTED)))
        near = (*before, *range(u.begin, u.end), *after)
        out.append((u, frozenset(p.keys[k] for k in near if p.terms[k].kind == WORD) - word_set("empty")))
    return out


def _crossed(a: Set[str], b: Set[str], c: Set[str], d: Set[str]) -> bool:
    """Whether, of the words that part `c` from `d` in the source, `a` has only those of `d`, and `b` those of `c`."""
    a, b = a - b, b - a
    return bool(a & (d - c)) and bool(b & (c - d)) and not a & (c - d) and not b & (d - c)


@cache
def _opposites() -> dict[str, frozenset[str]]:
    pairs = [pair for one, other in table("contrast")["opposites"] for pair in ((one, other), (other, one))]
    return {word: frozenset(other for one, other in pairs if one == word) for word, _ in pairs}


def _opposed(s: Passage, ties: _Ties) -> Iterator[Exchange]:
    """The opposite of a word, before the same word as in the sentence."""
    for i, u in enumerate(ties.mine):
        for word in _opposites().get(u.name, frozenset()) - s.key_set if u.kind == "word" else ():
            key = ("word", (word,))
            like = [(p, v) for p, v in ties.places.get(key, ()) if _after(p, v.end) == _after(s, u.end)]
            for p, v in like[:1]:
                if (_denial(s, u.begin) is None) == (_denial(p, v.begin) is None):
                    gain = (ties.fit(i, key)[0] - ties.fit(i, u.key)[0]) / ties.sum[i]
                    yield Exchange("opposite", gain, u.begin, u.end, p.span(*phrase(p, v.begin, v.end)))


def _after(p: Passage, k: int) -> str | None:
    """The content word that follows at term `k`."""
    while k < len(p.keys) and not p.content[k] and p.terms[k].kind == WORD:
        k += 1
    return p.keys[k] if k < len(p.keys) else None


def _swapped(s: Passage, ties: _Ties) -> Iterator[Exchange]:
    """Two of one kind that would stand better each in the other's place, the order counted in."""
    held = [(i, u) for i, u in enumerate(ties.mine) if u.key in ties.places]
    some = [(i, u) for i, u in held if u.kind == "number" or (u.kind == "name" and u.label)]
    for (i, u), (j, v) in combinations(some, 2):
        if v.kind == u.kind and v.label == u.label and not clash(u, v.key):
            near, order = ties.between(u.key, v.key)
            gain = ties.fit(i, v.key, j)[1] + ties.fit(j, u.key, i)[1]
            gain -= ties.fit(i, u.key, j)[1] + ties.fit(j, v.key, i)[1] + 2 * ties.tie[i][j] * near * order
            gain /= ties.sum[i] + ties.sum[j]
            p, there = ties.places[u.key][0]
            yield Exchange(f"swapped_{u.kind}", gain, u.begin, v.end, p.span(there.begin, there.end))


def _turned(s: Passage, ties: _Ties, source: Source) -> Iterator[Exchange]:
    """A word denied that the source does not deny where it fits best, or the other way round."""
    for i, u in enumerate(ties.mine):
        found = ties.places.get(u.key, ()) if u.kind == "word" else ()
        mine = _denial(s, u.begin)
        denials = [_forbidden(p, v.begin, source.bans) for p, v in found]
        if all((d is None) == (mine is None) for d in denials):
            continue
        hedged = mine is None and _hedged(s, u.begin)
        open_ = mine is None and bool(word_set("denying") & s.key_set)
        same = other = 0.0
        at: Span | None = None
        for (p, v), d in zip(found, denials, strict=True):
            fit = ties.fit_at(i, p, v)
            unsure = hedged or (d is None and _hedged(p, v.begin)) or (open_ and _denial(p, v.begin) is None)
            if (d is None) == (mine is None) or unsure:
                same = max(same, fit)
            elif fit > other:
                other, at = fit, p.span(*phrase(p, v.begin if d is None else d, v.end))
        begin = u.begin if mine is None else mine
        yield Exchange("affirmed" if mine is None else "denied", (other - same) / ties.sum[i], begin, u.end, at)


def _denial(p: Passage, k: int) -> int | None:
    """The denial that reaches term `k`, the first word of content after it."""
    for j in range(max(0, k - _SCOPE), k):
        after, before = p.keys[j + 1], p.keys[j - 1] if j else ""
        if (
            p.keys[j] in word_set("denials")
            and not any(p.content[j:k])
            and p.clauses[j] == p.clauses[k]
            and after not in word_set("after_no_denial")
            and before not in word_set("before_no_denial")
        ):
            return j
    return None


def _forbidden(p: Passage, k: int, bans: Sequence[Span]) -> int | None:
    """The denial that reaches term `k`, or what forbids all behind it: `nghiêm cấm tàu, thuyền ra khơi`, a list."""
    near = _denial(p, k)
    listed = orders.ban_at(bans, p.terms[k].start)
    if near is None and listed is not None:
        return p.at_offset(listed.start)
    before = range(k - 1, -1, -1) if near is None else ()
    far = (j for j in before if p.parts[j] == p.parts[k] and phrases("forbidding").length(p.keys, j))
    return next(far, near)


def _hedged(p: Passage, k: int) -> bool:
    """Whether its clause has a word that may deny in another way: `từ chối`, `ngoại trừ`, `bất`."""
    return any(key in word_set("denying") and c == p.clauses[k] for key, c in zip(p.keys, p.clauses, strict=True))
