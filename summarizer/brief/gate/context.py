"""What a figure is said of: the words of its segment, and whether those of the brief fit another figure better.

A segment runs between commas, stops and conjunctions. One that says nothing but the change (`tăng 35%`) goes on about
the segment before it. A figure stands on the wrong thing when the brief's words about it are found round a rival of its
kind and not round the figure itself (the measured property of MeasEval, found by association instead of a parse).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from summarizer.brief.gate.attribution import frames
from summarizer.brief.gate.inversion import verbs
from summarizer.brief.gate.lexicon import bases
from summarizer.brief.gate.passage import Passage, Phrases, phrases, word_set
from summarizer.brief.gate.words import NUMBER, SIGN, WORD
from summarizer.facts.model import Figure

_SPLITS = frozenset(",;:()\n.")
_JOINS = frozenset({"và", "nhưng", "còn", "dù", "cùng", "hay", "hoặc"})
_OWNING = frozenset({"của", "tại", "ở", "trong"})
_BASIS = frozenset({("so", "với"), ("so", "với_mức"), ("kỉ", "lục"), ("ban", "đầu")})
"""Two words before a figure that make it one to compare with."""
_PERIODS = {"quí": "quarter", "tháng": "month"}
_COPULAS = frozenset({"là", "đạt", "còn", "với_mức", "bằng", "khoảng", "gần", "trên_hơn", "ước", "dự_kiến"})
_GAP = 4
_WINDOW = 12
"""Words on either side of a figure that are about it at most."""


class Place(NamedTuple):
    """A figure in a sentence: terms `[begin, end)`."""

    figure: Figure
    passage: Passage
    begin: int
    end: int


class Said(NamedTuple):
    """What a place is said of.

    `own`: words of its segment and of the subject it goes on about; `wide`: these, and the words that all figures of
    the sentence share; `topic`: what its `;` part opens with; `head`: what the sentence opens with;
    `names`: those of `own` in capitals;
    `basis`: classes of what a change is measured against;
    `plain`: `own` without the names that only stand before it; `near`: what its own segment says.
    """

    own: frozenset[str]
    wide: frozenset[str]
    topic: frozenset[str]
    head: frozenset[str]
    names: frozenset[str]
    basis: frozenset[str]
    plain: frozenset[str]
    near: frozenset[str]


def places(p: Passage, figures: list[Figure]) -> list[Place]:
    """The figures of a sentence as terms."""
    out: list[Place] = []
    for f in figures:
        begin = p.at_offset(f.span.start)
        end = p.at_offset(f.span.end - 1) + 1
        out.append(Place(f, p, begin, end))
    return out


def _anaphors(p: Passage) -> set[int]:
    """Terms that only point back: `công ty` of `công ty này`."""
    return {
        k
        for end, key in enumerate(p.keys)
        if key in ("này", "đó", "ấy")
        for k in range(max(0, end - 2), end)
        if p.content[k] and all(p.content[k:end]) and p.clauses[k] == p.clauses[end]
    }


def _speakers(p: Passage) -> set[int]:
    """Terms that tell who says it, unless what is said is the speaker's own deed (`VinFast cho biết bán 5.000 xe`)."""
    out: set[int] = set()
    for frame in frames(p):
        head = next((k for k in range(frame.begin, frame.end) if p.content[k] or p.terms[k].kind == NUMBER), None)
        if frame.begin >= frame.speaker_end and head is not None and not any(b == head for b, _ in verbs(p)):
            out.update(k for k in range(frame.speaker_begin, frame.begin) if p.keys[k] != "dự_báo")
    return out


def _period_basis(keys: tuple[str, ...]) -> frozenset[str]:
    """What kind of time a change is measured against, where it is named: `so với quý II`; with its year it is another
    year's.
    """
    for k in range(len(keys) - 3):
        if keys[k : k + 2] == ("so", "với") and keys[k + 2] in _PERIODS:
            rest = keys[k + 2 : k + 8]
            dated = any(len(key) == 4 and key.isdigit() for key in rest) or "năm_trước" in rest or "cùng_kỳ" in rest
            return frozenset() if dated else frozenset({_PERIODS[keys[k + 2]]})
    return frozenset()


@cache
def _bases() -> tuple[tuple[str, Phrases], ...]:
    return tuple((name, Phrases(words)) for name, words in bases().items())


class Contexts:
    """The contexts of all figures of one sentence; `proper` are words known to be names (`mentions.proper_names`)."""

    def __init__(self, p: Passage, placed: list[Place], proper: frozenset[str] = frozenset()) -> None:
        self.passage = p
        self._proper = proper
        self.placed = placed
        self._taken = {
            k
            for q in placed
            for k in range(q.begin, q.end)
            if p.terms[k].kind != WORD or q.figure.kind not in ("count", "ratio")
        }
        self._light = {k for begin, end, _ in p.cue("light") for k in range(begin, end)} | _anaphors(p) | _speakers(p)
        self._segments = self._split()
        self._starts = [a for a, _ in self._segments]
        self._held = {bisect_right(self._starts, q.begin) - 1 for q in placed}
        self._free: dict[int, frozenset[str]] = {}
        self._said: dict[int, Said] = {}

    def _split(self) -> list[tuple[int, int]]:
        """Segments as (begin, end); a conjunction splits only where a figure stands on both sides of it."""
        p = self.passage
        starts = [q.begin for q in self.placed if q.figure.kind not in ("date", "period")]
        cuts: list[int] = [0]
        conjunctions = {i for i, _, _ in phrases("conjunctions").find(p.keys) if p.keys[i] != "còn"}
        inside = {k for q in self.placed for k in range(q.begin, q.end)}
        for k, t in enumerate(p.terms):
            if k in inside:
                continue
            if t.kind == SIGN and (t.key in _SPLITS or p.breaks_at_dash(k)):
                cuts.append(k + 1)
            elif k in conjunctions or t.key in _JOINS:
                before = any(cuts[-1] <= s < k for s in starts)
                after = any(s >= k for s in starts)
                if k in conjunctions or (before and after):
                    cuts.append(k)
        cuts.append(len(p.terms))
        return [(a, b) for a, b in pairwise(cuts) if b > a]

    def said(self, place: Place) -> Said:
        """What the figure at `place` is said of."""
        known = self._said.get(place.begin)
        if known is None:
            known = self._said[place.begin] = self._read(place)
        return known

    def _read(self, place: Place) -> Said:
        p = self.passage
        n = max(0, bisect_right(self._starts, place.begin) - 1)
        own = near = self._between(n, place)
        wide = set(own) | self._told_after(n, place)
        if not self._opens_with_subject(n, place):
            back = n - 1
            while back >= 0 and p.parts[self._segments[back][0]] == p.parts[self._segments[n][0]]:
                subject = self._subject(back) or self._counted(back)
                wide |= {k for k in range(*self._segments[back]) if self._tells(k)}
                if subject:
                    own = own | subject
                    break
                back -= 1
        plain = own
        if not self._counts_first(n, place):
            own = own | self._owners(n, place)
        wide |= own
        topic = self._head(p.parts[place.begin])
        wide |= self._rest(n, place) | set(range(place.begin, place.end))
        basis = self._basis(self._segments[n], place)
        return Said(
            self._keys(own),
            self._keys(k for k in wide if self._tells(k)) | self._shared(p.parts[place.begin]),
            self._keys(topic),
            self._keys(self._head(0)),
            frozenset(p.keys[k] for k in own if self._names(k)),
            basis,
            self._keys(plain),
            self._keys(near),
        )

    def segment(self, k: int) -> range:
        """The segment that holds term `k`."""
        n = bisect_right(self._starts, k) - 1
        return range(*self._segments[n]) if n >= 0 and k < self._segments[n][1] else range(0)

    def nearest(self, place: Place) -> str:
        """The telling word nearest before the figure in its segment, no name; empty where there is none."""
        p, start = self.passage, self.segment(place.begin).start
        found = (k for k in range(place.begin - 1, start - 1, -1) if self._tells(k) and not self._names(k))
        return next((p.keys[k] for k in found), "")

    def measured(self, place: Place) -> tuple[tuple[str, ...], ...]:
        """What names that which an amount measures, before it: the telling words in a row (`vốn điều lệ` of `vốn điều
        lệ là 38 tỷ`), and the last two words of any kind.
        """
        p, row = self.passage, list[int]()
        start = self.segment(place.begin).start
        for k in range(place.begin - 1, start - 1, -1):
            if self._tells(k) and not self._names(k):
                row.append(k)
            elif row and p.keys[k] in _OWNING:
                # `doanh thu của tập đoàn`: whose it is comes last
                row = []
            elif row and p.terms[k].case == 0:
                break
        if not row:
            return ()
        last = (
            (row[0] - 1, row[0])
            if row[0] + 1 >= place.begin or p.keys[row[0] + 1] in _COPULAS
            else (row[0], row[0] + 1)
        )
        plain = all(start <= k < place.begin and p.terms[k].kind == WORD and not p.terms[k].case for k in last)
        plain = plain and p.keys[last[0] - 1] not in _OWNING and p.keys[last[0]] not in word_set("org_heads")
        rows = [tuple(p.keys[k] for k in reversed(row))] + ([tuple(p.keys[k] for k in last)] if plain else [])
        return tuple(r for r in rows if len(r) > 1)

    def _opens_with_subject(self, n: int, place: Place) -> bool:
        """Whether the segment says of itself what the figure is about."""
        return any(self._tells(k) for k in range(self._segments[n][0], place.begin)) or self._counts_first(n, place)

    def _counts_first(self, n: int, place: Place) -> bool:
        """A segment that begins with what it counts: `3 người mất tích`."""
        a, b = self._segments[n]
        if place.figure.kind not in ("count", "ratio") or place.begin - a > 1:
            return False
        return any(self._tells(k) for k in range(place.end, b)) and not any(
            self._tells(k) for k in range(a, place.begin)
        )

    def _owners(self, n: int, place: Place) -> set[int]:
        """Capitalised words nearest before the figure: whose it is (`Vĩnh Phúc …, Bắc Giang …`)."""
        p = self.passage
        for back in range(n, -1, -1):
            a, b = self._segments[back]
            if p.parts[a] != p.parts[place.begin]:
                break
            stop = place.begin if back == n else b
            if a and p.keys[a - 1] == "(":
                # `343 mã lực (AWD), phạm vi 600 km`
                continue
            found = {k for k in range(a, stop) if p.terms[k].case and self._tells(k)}
            if found:
                return found
        return set()

    def _told_after(self, n: int, place: Place) -> set[int]:
        """Names after a row of counts, which hold for all of them: `627 người chết, 5.300 người bị thương ở Iran`."""
        p = self.passage
        if place.figure.kind not in ("count", "ratio"):
            return set()
        for a, b in self._segments[n + 1 :]:
            first = next((q for q in self.placed if a <= q.begin < b), None)
            if first is None or first.begin - a > 1 or p.parts[a] != p.parts[place.begin] or p.keys[a] in _JOINS:
                break
            found = {k for k in range(a, b) if self._tells(k) and self._names(k)}
            if found:
                return found
        return set()

    def _head(self, part: int) -> set[int]:
        """Telling words of a `;` part before its first amount."""
        p = self.passage
        amounts = [q.begin for q in self.placed if p.parts[q.begin] == part and q.figure.kind not in ("date", "period")]
        first = min(amounts, default=len(p.terms))
        return {k for k in range(first) if p.parts[k] == part and self._tells(k)}

    def _keys(self, indices: Iterable[int]) -> frozenset[str]:
        return frozenset(self.passage.keys[k] for k in indices)

    def _tells(self, k: int) -> bool:
        """Whether a term can say what a figure measures."""
        p = self.passage
        t = p.terms[k]
        if t.kind != WORD or k in self._taken:
            return False
        opens = k == 0 and t.case == 1
        return (p.content[k] or (t.case > 0 and not opens)) and k not in self._light

    def _subject(self, n: int) -> set[int]:
        """Telling words of a segment before its first figure."""
        a, b = self._segments[n]
        stop = min((q.begin for q in self.placed if a <= q.begin < b), default=b)
        return {k for k in range(a, stop) if self._tells(k)}

    def _counted(self, n: int) -> set[int]:
        """Telling words of a segment that begins with the one thing it counts: `19 xã có đường nhựa (35%)`."""
        a, b = self._segments[n]
        inside = [q for q in self.placed if a <= q.begin < b]
        if len(inside) != 1 or inside[0].begin - a > 1 or inside[0].figure.kind not in ("count", "ratio"):
            return set()
        return {k for k in range(a, b) if self._tells(k)}

    def _between(self, n: int, place: Place) -> set[int]:
        """Telling words of a segment; where several figures share it, those between the neighbours of `place`."""
        a, b = self._segments[n]
        before = sorted(q.end for q in self.placed if a <= q.begin < place.begin and _rivals(q, place))
        after = [q.begin for q in self.placed if place.begin < q.begin < b and _rivals(q, place)]
        last = next((k for k in range(place.begin - 1, a - 1, -1) if self._tells(k)), a - 1)
        # figures with no word between them share what stands before the first
        before = [end for end in before if end <= last]
        if before:
            a = before[-1]
        if after:
            # what stands right before the next figure is rather said of that one
            b = min(after[0], max(place.end + _GAP, (after[0] + place.end) // 2))
        near = range(max(a, place.begin - _WINDOW), min(b, place.end + _WINDOW))
        return {k for k in near if self._tells(k)}

    def _basis(self, segment: tuple[int, int], place: Place) -> frozenset[str]:
        _, b = segment
        after = [q.begin for q in self.placed if place.begin < q.begin < b and _rivals(q, place)]
        stop = after[0] if after else b
        keys = self.passage.keys[place.end : stop]
        return frozenset(name for name, found in _bases() if found.find(keys)) | _period_basis(keys)

    def _names(self, k: int) -> bool:
        """Whether a term is part of a name, not just the word that a sentence opens with."""
        terms = self.passage.terms
        if k or terms[k].case != 1:
            return terms[k].case > 0
        return terms[k].key in self._proper or (len(terms) > 1 and terms[1].case > 0)

    def _shared(self, part: int) -> frozenset[str]:
        """Telling words of segments without a figure, which the figures of a `;` part share, and what the sentence
        opens with before its first figure, which all share.
        """
        if part not in self._free:
            first = min(self._held, default=0)
            self._free[part] = self._keys(
                k
                for n, (a, b) in enumerate(self._segments)
                if n not in self._held and (n < first or self.passage.parts[a] == part)
                for k in range(a, b)
                if self._tells(k)
            )
        return self._free[part]

    def _rest(self, n: int, place: Place) -> set[int]:
        """Telling words that follow in the segment, over the next figure: `800 nhân viên của hai công ty ở Balad`."""
        return {k for k in range(place.end, self._segments[n][1]) if self._tells(k)}

    def is_a_basis(self, place: Place) -> bool:
        """Whether the figure is what another is compared with (`306.252 xe, so với 199.597 xe năm trước`)."""
        p = self.passage
        before = p.keys[max(0, place.begin - 4) : place.begin]
        at = next((k for k, pair in enumerate(pairwise(before)) if pair in _BASIS), None)
        if at is None or place.figure.kind in ("date", "period") or "," in before[at:]:
            return False
        return before[-1] not in ("tăng", "giảm", "hơn", "trên_hơn")

    def starts_a_change(self, place: Place) -> bool:
        """Whether the figure is where a change comes from (`từ 10% xuống 8%`)."""
        p = self.passage
        if not place.begin or p.keys[place.begin - 1] != "từ":
            return False
        return any(
            place.end <= k < place.end + 5 and p.keys[k] in ("lên", "xuống", "còn", "thành", "sang")
            for k in range(place.end, min(len(p.keys), place.end + 5))
        )


def _rivals(q: Place, place: Place) -> bool:
    return q.figure.kind not in ("date", "period") or place.figure.kind in ("date", "period")


def sort_of(figure: Figure) -> str:
    """Figures of one sort can be taken for each other."""
    if figure.kind in ("date", "period"):
        return "time"
    if figure.kind in ("count", "ratio"):
        return "count"
    return figure.kind
