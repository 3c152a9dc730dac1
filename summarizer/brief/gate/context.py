"""What a figure is said of: the words of its segment, and whether those of the brief fit another figure better.

A segment runs between commas, stops and conjunctions. One that says nothing but the change (`tăng 35%`) goes on about
the segment before it. A figure stands on the wrong thing when the brief's words about it are found round a rival of its kind and not
round the figure itself (the measured property of MeasEval, found by association instead of a parse).
"""

from __future__ import annotations

from typing import NamedTuple

from summarizer.brief.gate.passage import Passage, phrases
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.words import SIGN, WORD
from summarizer.facts.model import Figure

_SPLITS = frozenset(",;:()–—\n.")
_JOINS = frozenset({"và", "nhưng", "còn", "dù", "trong_khi", "cùng", "hay", "hoặc"})


class Place(NamedTuple):
    """A figure in a sentence: terms `[begin, end)`."""

    figure: Figure
    passage: Passage
    begin: int
    end: int


class Said(NamedTuple):
    """What a place is said of: words of its own segment, those it goes on about, and the free words of the sentence."""

    own: frozenset[str]
    wide: frozenset[str]
    names: frozenset[str]


def places(p: Passage, figures: list[Figure]) -> list[Place]:
    """The figures of a sentence as terms."""
    out: list[Place] = []
    for f in figures:
        begin = p.at_offset(f.span.start)
        end = p.at_offset(f.span.end - 1) + 1
        out.append(Place(f, p, begin, end))
    return out


class Contexts:
    """The contexts of all figures of one sentence."""

    def __init__(self, p: Passage, placed: list[Place]) -> None:
        self.passage = p
        self.placed = placed
        self._taken = {k for q in placed for k in range(q.begin, q.end) if p.terms[k].kind != WORD}
        self._segments = self._split()
        self._light = {key for begin, end, _ in phrases("light").find(p.keys) for key in p.keys[begin:end]}

    def _split(self) -> list[tuple[int, int]]:
        """Segments as (begin, end); a conjunction splits only where a figure stands on both sides of it."""
        p = self.passage
        starts = [q.begin for q in self.placed if q.figure.kind not in ("date", "period")]
        cuts: list[int] = [0]
        conjunctions = {i for i, _, _ in phrases("conjunctions").find(p.keys)}
        inside = {k for q in self.placed for k in range(q.begin, q.end)}
        for k, t in enumerate(p.terms):
            if k in inside:
                continue
            if t.kind == SIGN and (t.key in _SPLITS or (t.key == "-" and p._spaced(k))):
                cuts.append(k + 1)
            elif k in conjunctions or t.key in _JOINS:
                before = any(cuts[-1] <= s < k for s in starts)
                after = any(s >= k for s in starts)
                if k in conjunctions or (before and after):
                    cuts.append(k)
        cuts.append(len(p.terms))
        return [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if b > a]

    def said(self, place: Place) -> Said:
        """What the figure at `place` is said of."""
        n = next((i for i, (a, b) in enumerate(self._segments) if a <= place.begin < b), 0)
        own = self._words(n, place)
        wide = set(own)
        back = n
        while back > 0 and not self._speaks(back, place if back == n else None):
            back -= 1
            if self.passage.parts[self._segments[back][0]] != self.passage.parts[self._segments[n][0]]:
                break
            words = self._words(back, None)
            wide |= words
            if back == n - 1:
                own = own | words if not self._speaks(n, place) else own
        wide |= self._free()
        p = self.passage
        names = frozenset(p.keys[k] for k in range(*self._segments[n]) if p.terms[k].case and p.terms[k].kind == WORD)
        return Said(frozenset(own), frozenset(wide), names)

    def _speaks(self, n: int, place: Place | None) -> bool:
        """Whether a segment names a thing of its own: a content word before its figure that is not light."""
        a, b = self._segments[n]
        stop = place.begin if place is not None else b
        return any(self._tells(k) for k in range(a, min(stop, b)))

    def _tells(self, k: int) -> bool:
        p = self.passage
        t = p.terms[k]
        if t.kind != WORD or k in self._taken:
            return False
        return (p.content[k] or t.case > 0) and t.key not in self._light

    def _words(self, n: int, place: Place | None) -> set[str]:
        """Telling words of a segment; where several figures share it, those between the neighbours of `place`."""
        p = self.passage
        a, b = self._segments[n]
        if place is not None:
            before = [q for q in self.placed if a <= q.begin < place.begin and self._rival_kind(q, place)]
            after = [q for q in self.placed if place.begin < q.begin < b and self._rival_kind(q, place)]
            if before:
                a = before[-1].end
            if after:
                b = after[0].begin
        return {p.keys[k] for k in range(a, b) if self._tells(k)}

    @staticmethod
    def _rival_kind(q: Place, place: Place) -> bool:
        return q.figure.kind not in ("date", "period") or place.figure.kind in ("date", "period")

    def _free(self) -> set[str]:
        """Telling words of segments without a figure: the whole sentence shares them."""
        held = {n for n, (a, b) in enumerate(self._segments) for q in self.placed if a <= q.begin < b}
        words: set[str] = set()
        for n, (a, b) in enumerate(self._segments):
            if n not in held:
                words |= {self.passage.keys[k] for k in range(a, b) if self._tells(k)}
        return words


def sort_of(figure: Figure) -> str:
    """Figures of one sort can be taken for each other."""
    if figure.kind in ("date", "period"):
        return "time"
    if figure.kind in ("count", "ratio"):
        return "count"
    return figure.kind


def misplaced(told: Said, own: Said, rivals: list[Said], source: Source) -> int | None:
    """Index of the rival that the brief's words fit instead of the figure itself; None where they fit it."""
    best: tuple[float, int] | None = None
    for n, rival in enumerate(rivals):
        foreign = {k for k in told.own if k in rival.own and k not in own.wide}
        if not foreign:
            continue
        fitting = {k for k in told.own if k in own.own and k not in rival.wide and k not in rival.own}
        against = sum(_weight(k, rival, source) for k in foreign)
        in_favour = sum(_weight(k, own, source) for k in fitting)
        if against > 1.5 * in_favour and (best is None or against > best[0]):
            best = against, n
    return best[1] if best else None


def _weight(key: str, said: Said, source: Source) -> float:
    return (2.0 if key in said.names else 1.0) * (0.5 + source.weight(key))
