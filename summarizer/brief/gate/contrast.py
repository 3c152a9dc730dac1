"""Whether something else of the source would stand better in its place: a name, a number, a day, a word's opposite.

A false sentence is mostly a true one with one thing exchanged. So each name, number and day of a sentence is held
against the others of its kind that the source has near by: if what stands round it in the sentence stands in the
source round another, or if two of the sentence would fit better the other way round, that other was meant. How near
two things stand falls off exponentially with the words between them. Each such exchange gives points; their weights are
fitted by `models/training/fit_contrast.py` on claims with twins, so that they are log odds, to be added to the judge's.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from summarizer.brief.gate.finding import Finding, objection
from summarizer.brief.gate.passage import Passage, phrase
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.units import Ident, Unit, cased, clash, figures_of, units
from summarizer.brief.gate.words import WORD, table, word_set
from summarizer.document.model import Span
from summarizer.engines.base import Verdict
from summarizer.facts import figures_in

Key = tuple[str, Ident]
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
_FORBIDDING: Final = ("không", "để"), ("không", "cho")
_AROUND: Final = 1
"""Sentences on either side of the evidence that are looked at."""


class Exchange(NamedTuple):
    """An exchange that would make the sentence fit better: `gain` (0…1), its terms, what the source has instead."""

    feature: str
    gain: float
    begin: int
    end: int
    there: Span | None


@dataclass(frozen=True)
class Contrast:
    """The best exchange of each feature."""

    exchanges: tuple[Exchange, ...]

    @property
    def points(self) -> float:
        """Log odds that the sentence is false, beyond what is known without it; 0 where nothing would fit better."""
        return sum(_points(e) for e in self.exchanges)

    def findings(self, s: Passage, source: Source, verdict: Verdict | None = None) -> list[Finding]:
        """The objection that weighs most, where points are many, or make up for what the judge's `verdict` lacks."""
        enough: float = table("contrast")["alone"]
        if verdict is not None:
            enough = min(enough, verdict.short)
        best = max(self.exchanges, key=_points, default=None)
        if best is None or not 0 < self.points >= enough:
            return []
        kind = table("contrast")["kinds"][best.feature]
        key = f"judge.{kind}" if best.there is not None else f"judge_alone.{kind}"
        return [objection(key, kind, s, phrase(s, best.begin, best.end), best.there, source.article.text)]


def _points(e: Exchange) -> float:
    knot, weight = table("contrast")["weights"][e.feature]
    return float(weight) * max(0.0, e.gain - float(knot))


# ---- nearness --------------------------------------------------------------------------------------------------


def _near(p: Passage, one: Unit, other: Unit, side: int) -> float:
    gap = max(0, max(one.begin, other.begin) - min(one.end, other.end))
    apart = min(3, abs(p.clauses[one.begin] - p.clauses[other.begin]))
    return math.exp(-gap / _REACH[side]) * float(_CLAUSE[side] ** apart)


class _Ties:
    """What stands near what in the sentences round the evidence."""

    def __init__(self, s: Passage, pool: Sequence[Passage], source: Source) -> None:
        self._cased = source.remembered("cased", cased)
        self.mine = units(s, list(figures_in(s.text, source.article.date)), self._cased)
        self._source = source
        wanted = {(u.kind, u.ident) for u in self.mine}
        opposite = {y for u in self.mine if u.kind == "word" for y in _opposites().get(str(u.ident[0]), ())}
        close = {p.index for p in pool}
        last = len(source.passages)
        self.wide = [
            source.passages[i]
            for i in sorted({i for k in close for i in range(max(0, k - _AROUND), min(last, k + _AROUND + 1))})
            if len(source.passages[i].terms) <= _LONG[1]
        ]
        self.places: dict[Key, list[tuple[Passage, Unit]]] = {}
        self.others: dict[Key, None] = {}
        for p in self.wide:
            for u in self._units(p):
                key = u.kind, u.ident
                if u.kind != "word" or key in wanted or u.ident[0] in opposite:
                    self.places.setdefault(key, []).append((p, u))
                if u.kind != "word" and key not in wanted and p.index in close:
                    self.others[key] = None
        weights = [source.weight(str(u.ident[-1])) if u.kind == "word" else 1.0 for u in self.mine]
        n = range(len(self.mine))
        self.tie = [
            [0.0 if i == j else _near(s, self.mine[i], self.mine[j], 0) * weights[i] * weights[j] for j in n] for i in n
        ]
        self.sum = [sum(row) or 1.0 for row in self.tie]
        self._known: dict[tuple[Key, Key], tuple[float, int]] = {}

    def _units(self, p: Passage) -> list[Unit]:
        kept: dict[int, list[Unit]] = self._source.remembered("units", lambda _: {})
        if p.index not in kept:
            kept[p.index] = units(p, self._source.figures.get(p.index, []), self._cased)
        return kept[p.index]

    def between(self, one: Key, other: Key) -> tuple[float, int]:
        """How near the two come in the source, and in which order they stand there (1, -1; 0 in two sentences)."""
        if (one, other) not in self._known:
            best, order = 0.0, 0
            for p, u in self.places.get(one, ()):
                for q, v in self.places.get(other, ()):
                    if p is not q:
                        value, turn = (_NEXT if abs(p.index - q.index) == 1 else 0.0), 0
                    elif u is v:
                        continue
                    else:
                        value, turn = _near(p, u, v, 1), 1 if u.begin < v.begin else -1
                    if value > best:
                        best, order = value, turn
            self._known[one, other] = best, order
            self._known[other, one] = best, -order
        return self._known[one, other]

    def fit(self, i: int, ident: Ident, skip: int = -1) -> tuple[float, float]:
        """How well `ident` would stand in place of unit `i`: by nearness, and by nearness in the same order."""
        near = order = 0.0
        for j, other in enumerate(self.mine):
            if j in (i, skip) or (other.kind == self.mine[i].kind and other.ident == ident):
                continue
            value, turn = self.between((self.mine[i].kind, ident), (other.kind, other.ident))
            near += self.tie[i][j] * value
            order += self.tie[i][j] * value * turn * (1 if i < j else -1)
        return near, order

    def fit_at(self, i: int, p: Passage, u: Unit) -> float:
        """How well unit `i` would stand where `u` does: by nearness in that sentence."""
        near = 0.0
        for j, other in enumerate(self.mine):
            found = self.places.get((other.kind, other.ident), ()) if j != i else ()
            near += self.tie[i][j] * max((_near(p, u, v, 1) for q, v in found if q is p and v is not u), default=0.0)
        return near

    def held(self, u: Unit) -> bool:
        """Whether the source has the unit at all: what it does not have is for other rules."""
        if (u.kind, u.ident) in self.places:
            return True
        if u.kind == "name":
            return u.ident[0] in self._source.index
        return (u.kind, u.ident) in self._source.remembered("figures_of", figures_of)


# ---- exchanges -------------------------------------------------------------------------------------------------


def check(s: Passage, pool: Sequence[Passage], source: Source) -> Contrast:
    """The exchanges that would make `s` fit its source better; `pool` are the sentences that it rests on."""
    if len(s.terms) > _LONG[0]:
        return Contrast(())
    ties = _Ties(s, pool, source)
    best: dict[str, Exchange] = {}
    for e in (*_replaced(s, ties), *_opposed(s, ties), *_swapped(s, ties), *_turned(s, ties)):
        if e.feature not in best or e.gain > best[e.feature].gain:
            best[e.feature] = e
    return Contrast(tuple(best.values()))


def _replaced(s: Passage, ties: _Ties) -> Iterator[Exchange]:
    """Another name, number or day of the evidence in the place of one of the sentence."""
    for i, u in enumerate(ties.mine):
        if u.kind == "word" or not u.label or u.label == "year" or not ties.held(u):
            continue
        if s.keys[max(0, u.begin - 2) : u.begin] == ("so", "với"):
            continue  # what it is compared with may stand anywhere
        own = ties.fit(i, u.ident)[0]
        for kind, ident in ties.others:
            if kind != u.kind or clash(u, ident) or ident[0] in word_set("common_abbreviations"):
                continue
            places = ties.places[kind, ident]
            if all(v.label != u.label for _, v in places):
                continue
            gain = (ties.fit(i, ident)[0] - own) / ties.sum[i]
            p, there = places[0]
            yield Exchange(f"other_{kind}", gain, u.begin, u.end, p.span(there.begin, there.end))


@cache
def _opposites() -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = {}
    for one, other in table("contrast")["opposites"]:
        out.setdefault(one, set()).add(other)
        out.setdefault(other, set()).add(one)
    return {k: frozenset(v) for k, v in out.items()}


def _opposed(s: Passage, ties: _Ties) -> Iterator[Exchange]:
    """The opposite of a word, before the same word as in the sentence."""
    for i, u in enumerate(ties.mine):
        if u.kind != "word":
            continue
        for word in _opposites().get(str(u.ident[0]), frozenset()) - s.key_set:
            found = ties.places.get(("word", (word,)), ())
            at = next(((p, v) for p, v in found if _after(p, v.end) == _after(s, u.end)), None)
            if at is not None and (_denial(s, u.begin) is None) == (_denial(at[0], at[1].begin) is None):
                gain = (ties.fit(i, (word,))[0] - ties.fit(i, u.ident)[0]) / ties.sum[i]
                yield Exchange("opposite", gain, u.begin, u.end, at[0].span(*phrase(at[0], at[1].begin, at[1].end)))


def _after(p: Passage, k: int) -> str | None:
    """The content word that follows at term `k`."""
    while k < len(p.keys) and not p.content[k] and p.terms[k].kind == WORD:
        k += 1
    return p.keys[k] if k < len(p.keys) else None


def _swapped(s: Passage, ties: _Ties) -> Iterator[Exchange]:
    """Two of one kind that would stand better each in the other's place, the order counted in."""
    for i, u in enumerate(ties.mine):
        if u.kind not in ("name", "number") or (u.kind == "name" and not u.label):
            continue
        for j in range(i + 1, len(ties.mine)):
            v = ties.mine[j]
            if v.kind != u.kind or v.label != u.label or clash(u, v.ident):
                continue
            if (u.kind, u.ident) not in ties.places or (v.kind, v.ident) not in ties.places:
                continue
            near, order = ties.between((u.kind, u.ident), (v.kind, v.ident))
            gain = ties.fit(i, v.ident, j)[1] + ties.fit(j, u.ident, i)[1]
            gain -= ties.fit(i, u.ident, j)[1] + ties.fit(j, v.ident, i)[1] + 2 * ties.tie[i][j] * near * order
            p, there = ties.places[u.kind, u.ident][0]
            yield Exchange(
                f"swapped_{u.kind}",
                gain / (ties.sum[i] + ties.sum[j]),
                u.begin,
                v.end,
                p.span(there.begin, there.end),
            )


def _turned(s: Passage, ties: _Ties) -> Iterator[Exchange]:
    """A word denied that the source does not deny where it fits best, or the other way round."""
    for i, u in enumerate(ties.mine):
        found = ties.places.get(("word", u.ident), ()) if u.kind == "word" else ()
        mine = _denial(s, u.begin)
        denials = [_forbidden(p, v.begin) for p, v in found]
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


def _forbidden(p: Passage, k: int) -> int | None:
    """The denial that reaches term `k`, or what forbids all behind it: `nghiêm cấm tàu, thuyền ra khơi`."""
    near = _denial(p, k)
    before = range(k - 1, -1, -1) if near is None else ()
    far = (j for j in before if p.parts[j] == p.parts[k] and (p.keys[j] == "cấm" or p.keys[j : j + 2] in _FORBIDDING))
    return next(far, near)


def _hedged(p: Passage, k: int) -> bool:
    """Whether its clause has a word that may deny in another way: `từ chối`, `ngoại trừ`, `bất`."""
    return any(key in word_set("denying") and c == p.clauses[k] for key, c in zip(p.keys, p.clauses, strict=True))
