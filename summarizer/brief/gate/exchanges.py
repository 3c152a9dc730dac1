"""Two of a kind in each other's place, for certain: of the words that part them, each has those of the other.

Held against each other are the numbers of a sentence with what they count, `từ A sang B`, comparisons (`cao hơn X`),
and who is praised and who is blamed. Where one sentence of the evidence has it as it is told, nothing is objected.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from summarizer.brief.gate.bodies import Body, bodies, named_in, same, with_parties
from summarizer.brief.gate.passage import Finding, Passage, objection
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.units import Unit, clash, units
from summarizer.brief.gate.words import NUMBER, SIGN, WORD, phrases, word_set
from summarizer.document.model import Span
from summarizer.facts import figures_in

_WIDE = 9
"""Words on either side of a number, and after `từ` and `sang`, that tell what it is of."""
_HALF = 0.5
"""Share of a sentence's content that one of the source must have to tell of the same."""

Words = frozenset[str]


def check(s: Passage, pool: Sequence[Passage], source: Source) -> list[Finding]:
    """Findings on a sentence; `pool` are those of the source that it rests on."""
    found = [*_counted(s, pool, source), *_moved(s, pool), *_judged(s, source), *_compared(s, pool)]
    return [objection(key, key.split(".")[1], s, at, there, source.article.text) for key, at, there in found[:1]]


_Fault = tuple[str, tuple[int, int], Span]


def _crossed(ours: tuple[Words, Words], theirs: tuple[Words, Words]) -> bool:
    """Whether of the words that part two things of the source, each has those of the other, none its own."""
    (a, b), (c, d) = ours, theirs
    x, y = a - b, b - a
    return bool(x & (d - c)) and bool(y & (c - d)) and not x & (c - d) and not y & (d - c)


def _numbers(p: Passage, all_units: Sequence[Unit]) -> list[tuple[Unit, Words]]:
    """The numbers of a sentence, each with the words between its neighbours that tell what it is of."""
    some = [u for u in all_units if u.kind == "number" and u.label != "year"]
    return [(u, _around(p, u, some)) for u in some]


def _around(p: Passage, u: Unit, others: Sequence[Unit]) -> Words:
    taken = {k for o in others if o is not u for k in range(o.begin, o.end)}

    def ends(k: int) -> bool:
        return k in taken or p.terms[k].kind == SIGN or p.keys[k] == "và"

    low, high = u.begin, u.end
    while low and u.begin - low < _WIDE and not ends(low - 1):
        low -= 1
    while high < len(p.keys) and high - u.end < _WIDE and not ends(high):
        high += 1
    return frozenset(k for k, t in zip(p.keys[low:high], p.terms[low:high], strict=True) if t.kind == WORD) - word_set(
        "empty"
    )


def _counted(s: Passage, pool: Sequence[Passage], source: Source) -> Iterator[_Fault]:
    """Two numbers exchanged between what they count."""
    mine = _numbers(s, units(s, figures_in(s.text, source.article.date), source))
    if len(mine) < 2:
        return
    told = [(p, _numbers(p, units(p, source.figures.get(p.index, []), source))) for p in pool]
    for (u, a), (v, b) in combinations(mine, 2):
        if clash(u, v.key) or (v.begin - u.end == 1 and s.keys[u.end] in "-–"):  # a score
            continue
        both = [
            (p, w, c, x, d) for p, some in told for w, c in some for x, d in some if (w.key, x.key) == (u.key, v.key)
        ]
        if both and all(_crossed((a, b), (c, d)) for _, _, c, _, d in both):
            p, w, _, x, _ = both[0]
            yield "judge.swap", (u.begin, v.end), p.span(min(w.begin, x.begin), max(w.end, x.end))


def _moved(s: Passage, pool: Sequence[Passage]) -> Iterator[_Fault]:
    """`từ B sang A` for `từ A sang B`."""
    for begin, end, ours in _ways(s):
        theirs = [(p, x, y, both) for p in pool for x, y, both in _ways(p)]
        crossed = [_crossed(ours, both) for *_, both in theirs]
        if crossed and all(crossed):
            p, x, y, _ = theirs[0]
            yield "judge.swap", (begin, end), p.span(x, y)


def _ways(p: Passage) -> Iterator[tuple[int, int, tuple[Words, Words]]]:
    """Each `từ A sang B` of a sentence: its terms, and the words of both."""
    for k in (k for k, key in enumerate(p.keys) if key == "từ"):
        over = next((m for m in range(k + 2, min(len(p.keys), k + 2 + _WIDE)) if p.keys[m] in word_set("over_to")), 0)
        if over and p.clauses[over] == p.clauses[k] and over + 1 < len(p.keys):
            end = over + 1
            while end < len(p.keys) and end - over <= _WIDE and p.terms[end].kind == WORD:
                end += 1
            if end > over + 1 and not any(t.kind == NUMBER for t in p.terms[k:over]):
                yield k, end, (frozenset(p.keys[k + 1 : over]), frozenset(p.keys[over + 1 : end]))


def _judged(s: Passage, source: Source) -> Iterator[_Fault]:
    """One praised, or blamed, where the source has another."""
    for kind, (begin, end), some in _regarded(s, named_in(s, source)):
        theirs = source.remembered("regarded", lambda x: [(p, *r) for p in x.passages for r in _regarded(p, bodies(p))])
        like = [(p, at, those) for p, other, at, those in theirs if other == kind]
        rest = s.told.difference(*some)
        near = [x for x in like if len(rest & x[0].key_set) >= _HALF * len(rest)]
        if near and not any(same(one, other) for one in some for _, _, those in like for other in those):
            yield "judge.entity", (begin, end), near[0][0].span(*near[0][1])


def _regarded(p: Passage, named: Sequence[Body]) -> Iterator[tuple[str, tuple[int, int], list[Words]]]:
    """Each word of praise or blame with whom it is of, the terms of both."""
    cues = phrases("regards").find(p.keys)
    named = with_parties(p, named) if cues else []
    for begin, end, kind in cues:
        beside = [b for b in named if p.parts[b.begin] == p.parts[begin]]
        stop = min([x for x, _, _ in cues if x > begin] + [end + 3 * _WIDE])
        if begin and p.keys[begin - 1] in ("bị", "được"):
            of = [b for b in beside if b.end <= begin][-1:]
        else:
            of = [b for b in beside if end <= b.begin < stop]
            of = of if of and of[0].begin <= end + 2 else []
        if of:
            yield kind, (min(begin, of[0].begin), max(end, of[-1].end)), [b.core for b in of]


def _compared(s: Passage, pool: Sequence[Passage]) -> Iterator[_Fault]:
    """`cao hơn X` for `thấp hơn X`."""
    opposed = {"above": "below", "below": "above", "early": "late", "late": "early"}
    for begin, end, way in phrases("ways").find(s.keys):
        theirs = [
            (p, x, y, w)
            for p in pool
            for x, y, w in phrases("ways").find(p.keys)
            if end < len(s.keys) and s.terms[end].kind == WORD and p.keys[y : y + 1] == s.keys[end : end + 1]
        ]
        near = [t for t in theirs if len(s.told & t[0].key_set) >= _HALF * len(s.told)]
        if way in opposed and near and all(t[3] == opposed[way] for t in near):
            p, x, y, _ = near[0]
            yield "judge.opposite", (begin, end + 1), p.span(x, y + 1)
