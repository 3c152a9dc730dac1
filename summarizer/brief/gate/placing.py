"""The right figure on the wrong thing."""

from __future__ import annotations

from summarizer.brief.gate.alignment import Alignment
from summarizer.brief.gate.amounts import date_parts, units_agree
from summarizer.brief.gate.book import FigureBook
from summarizer.brief.gate.context import Place, Said, misplaced, sort_of
from summarizer.brief.gate.contrast import opposed_words
from summarizer.brief.gate.limits import trend_of
from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.words import NUMBER, WORD
from summarizer.facts.model import Figure

_MOST = 40
"""Figures of one sentence that are looked at as rivals: a table row run together may have hundreds."""
_CLOSE = 0.5
_CLOSER = 0.75
"""How much of the brief's clause a sentence must have, in order, for its figures to be rivals."""


def wrong_thing(book: FigureBook, a: Alignment, place: Place, told: Said, other: Place) -> str | None:
    """What the figure is said of in the source, where the brief says it of something else; None if it fits."""
    figure = place.figure
    if vague(place) or _bare_year(figure, figure.span.of(place.passage.text)):
        return None
    clause = a.sentence.clauses[place.begin]
    told = _with_unit(told, place)
    if not told.own:
        return None
    own = _with_lead(book, book.contexts(other.passage).said(other), other.passage)
    moves = trend_of(place)
    rivals: list[tuple[Said, bool]] = []
    for p in {id(q): q for q in (*a.pool, other.passage)}.values():
        contexts = book.contexts(p)
        for q in contexts.placed[:_MOST]:
            if q is other or (q.figure.value == other.figure.value and q.figure.kind == other.figure.kind):
                continue
            same = sort_of(q.figure) == sort_of(figure)
            if same and sort_of(figure) in ("count", "measure") and not units_agree(figure.unit, q.figure.unit):
                continue
            if not same and {sort_of(q.figure), sort_of(figure)} != {"count", "percent"}:
                continue
            if p is not other.passage and a.closeness(clause, p) < (_CLOSER if sort_of(figure) == "time" else _CLOSE):
                # freer wording draws sentences together; what stands apart is no rival
                continue
            if moves in ("up", "down") and trend_of(other) == moves and trend_of(q) is None and same:
                # a change is not taken for a level
                continue
            rivals.append((_with_unit(contexts.said(q), q), same))
    if _unrelated(book, a, place, told, own, other) or (sort_of(figure) != "time" and opposed_words(told.own, own.own)):
        return _thing(other)
    if _another_does_it(book, a, place, other):
        return _thing(other)
    if misplaced(told, _with_unit(own, other), rivals, book.source, sort_of(figure) == "time") is None:
        return None
    return _thing(other)


def _another_does_it(book: FigureBook, a: Alignment, place: Place, other: Place) -> bool:
    """Whether the source says what the brief's clause ends with of another count alone.

    `21 trẻ phải thở máy` for `có 340 trẻ mắc bệnh phải thở máy`.
    """
    s = place.passage
    clause = [k for k in range(place.end, len(s.terms)) if s.clauses[k] == s.clauses[place.begin]]
    tail = [k for k in clause if s.content[k]][-2:]
    if sort_of(place.figure) != "count" or len(tail) < 2 or tail[1] != tail[0] + 1 or tail[0] - place.end < 2:
        return False
    if any(s.terms[k].case or s.terms[k].kind == NUMBER for k in clause) or {"và", "có"} & {s.keys[k] for k in clause}:
        return False
    said = (s.keys[tail[0]], s.keys[tail[1]])
    spots = [
        (p, k)
        for index, k in a.source.positions.get(said[0], ())
        if (p := a.source.passages[index]).keys[k : k + 2] == said
    ]
    if len(spots) != 1:
        return False
    p, k = spots[0]
    theirs = [
        q for q in book.contexts(p).placed if q.end <= k and p.clauses[q.begin] == p.clauses[k] and k - q.end <= 4
    ]
    return any(
        q is not other
        and q.figure.value != place.figure.value
        and sort_of(q.figure) == "count"
        and units_agree(place.figure.unit, q.figure.unit)
        and not any(r is not q and r.begin > q.begin for r in theirs)
        for q in theirs
    )


def _unrelated(book: FigureBook, a: Alignment, place: Place, told: Said, own: Said, other: Place) -> bool:
    """Whether the figure's sentence has none of the brief's words about it, which stand round a figure elsewhere."""
    if sort_of(place.figure) in ("time", "count") or len(told.plain) < 2:
        return False
    shared = told.plain & (own.own | own.wide | other.passage.key_set)
    if len(shared) > 0.3 * len(told.plain):
        return False
    moves = trend_of(place)
    for p in a.pool:
        if moves is not None and moves == trend_of(other) and p.index == other.passage.index - 1:
            # how it moved is told in the sentence after
            continue
        if p is not other.passage and len(told.plain & p.key_set) >= max(0.7 * len(told.plain), len(shared) + 2):
            contexts = book.contexts(p)
            return any(
                told.plain & contexts.said(q).own - shared for q in contexts.placed if sort_of(q.figure) != "time"
            )
    return False


def _with_lead(book: FigureBook, said: Said, p: Passage) -> Said:
    """A sentence that opens with `trong đó`, `riêng` goes on about the one before."""
    leads = p.keys[:2] in (("trong", "đó"), ("trong", "số")) or p.keys[:1] == ("riêng",) or "này" in p.keys[:7]
    if p.index and leads:
        return said._replace(wide=said.wide | book.source.passages[p.index - 1].key_set)
    return said


def _with_unit(said: Said, place: Place) -> Said:
    """For counts the counted noun says what is measured."""
    p = place.passage
    if place.figure.kind not in ("count", "ratio"):
        return said
    unit = frozenset(p.keys[k] for k in range(place.begin, place.end) if p.terms[k].kind == WORD and p.content[k])
    return said._replace(own=said.own | unit, wide=said.wide | unit, plain=said.plain | unit)


def _thing(place: Place) -> str:
    """What the figure is said of, in the source's words: its indicator, or the words before it."""
    p = place.passage
    if place.figure.indicator is not None:
        return place.figure.indicator.of(p.text)
    begin = place.begin
    while begin > 0 and p.clauses[begin - 1] == p.clauses[place.begin] and place.begin - begin < 8:
        begin -= 1
    wording = p.wording(begin, place.begin)
    return wording or p.wording(place.end, min(len(p.terms), place.end + 5))


def _bare_year(figure: Figure, text: str) -> bool:
    """A year alone is too loosely tied to what happens in it."""
    return figure.kind == "period" and {field for field, _ in date_parts(text)} <= {"year"}


def vague(place: Place) -> bool:
    """`hàng nghìn`, `vài chục`, `gần nghìn`: said of many things alike."""
    first = place.passage.keys[place.begin]
    return first in ("hàng", "vài", "mấy", "nghìn", "trăm", "chục", "triệu", "ngàn")
