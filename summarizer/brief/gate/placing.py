"""The right figure on the wrong thing."""

from __future__ import annotations

from summarizer.brief.gate.alignment import Alignment
from summarizer.brief.gate.amounts import date_parts, units_agree
from summarizer.brief.gate.book import FigureBook
from summarizer.brief.gate.context import Contexts, Place, Said, sort_of
from summarizer.brief.gate.contrast import opposed_words
from summarizer.brief.gate.limits import is_change, trend_of
from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.predicates import another_has_it, measure_of_another
from summarizer.brief.gate.rivals import misplaced
from summarizer.brief.gate.words import WORD
from summarizer.facts.model import Figure

_LEADS = {
    ("trong", "đó"), ("trong", "số"), ("riêng",), ("mục", "tiêu"), ("kế", "hoạch"), ("chỉ", "tiêu"), ("con", "số"),
    ("so", "với"), ("so_với",), ("cùng_kỳ",), ("trước", "đó"), ("tổng", "cộng"), ("bình_quân",), ("tính", "chung"),
    ("số", "còn"),
}  # fmt: skip
"""What a sentence opens with that leaves out what it is about."""
_MOST = 40
"""Figures of one sentence that are looked at as rivals: a table row run together may have hundreds."""
_CLOSE = 0.5
_CLOSER = 0.75
"""How much of the brief's clause a sentence must have, in order, for its figures to be rivals."""


def wrong_thing(book: FigureBook, a: Alignment, contexts: Contexts, place: Place, other: Place) -> str | None:
    """What the figure is said of in the source, where the brief says it of something else; None if it fits."""
    figure, told = place.figure, contexts.said(place)
    if vague(place) or _bare_year(figure, figure.span.of(place.passage.text)):
        return None
    clause = a.sentence.clauses[place.begin]
    if place.figure.unit == other.figure.unit or not _counts_anyone(other):
        told = _with_unit(told, place)
    else:
        told = _without_unit(told, place, other)
    if not told.own:
        return None
    own = _with_lead(book, book.contexts(other.passage).said(other), other.passage)
    moves = trend_of(place) if is_change(place) else None
    carried = _goes_on(other.passage)
    # a title tells its figures shorter than any sentence
    titled = other.passage.role == "title"
    if carried:
        own = own._replace(wide=own.wide | told.names)
    rivals: list[tuple[Said, bool]] = []
    pool = (other.passage,) if titled else (*a.pool, other.passage)
    for p in {id(q): q for q in pool}.values():
        for q in book.contexts(p).placed[:_MOST]:
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
            said = _with_unit(book.contexts(p).said(q), q)
            if carried and p.index < other.passage.index:
                said = said._replace(own=said.own - said.names, names=frozenset())
            rivals.append((said, same))
    plain = told._replace(plain=told.plain - told.names) if carried else told
    if (not titled and _unrelated(book, a, contexts, place, plain, own, other)) or (
        sort_of(figure) != "time" and opposed_words(told.own, own.own)
    ):
        return _thing(other)
    if another_has_it(book, a, place, other) or measure_of_another(book, a, contexts, place, other):
        return _thing(other)
    if misplaced(told, _with_unit(own, other), rivals, book.source, sort_of(figure) == "time") is None:
        return None
    return _thing(other)


def _unrelated(
    book: FigureBook, a: Alignment, contexts: Contexts, place: Place, told: Said, own: Said, other: Place
) -> bool:
    """Whether the figure's sentence has none of the brief's words about it, which stand round a figure elsewhere."""
    if sort_of(place.figure) in ("time", "count") or len(told.plain) < 2 or len(told.near) < 2:
        return False
    shared = told.plain & (own.own | own.wide | other.passage.key_set)
    if len(shared) > 0.3 * len(told.plain) or contexts.nearest(place) in own.own:
        return False
    moves, carried = trend_of(place), _goes_on(other.passage)
    before = a.source.passages[max(0, other.passage.index - 2) : other.passage.index]
    if carried and told.plain <= frozenset[str]().union(*(p.key_set for p in before)):
        # `kim ngạch cả năm đạt 3,5 tỷ USD`: of what, the sentences before tell
        return False
    for p in a.pool:
        if moves is not None and moves == trend_of(other) and p.index == other.passage.index - 1 and carried:
            # how it moved is told in the sentence after
            continue
        if p is not other.passage and len(told.plain & p.key_set) >= max(0.7 * len(told.plain), len(shared) + 2):
            theirs = book.contexts(p)
            return any(told.plain & theirs.said(q).own - shared for q in theirs.placed if sort_of(q.figure) != "time")
    return False


def _goes_on(p: Passage) -> bool:
    """Whether a sentence goes on about whom the one before names."""
    return bool(p.index) and p.names_nobody


def _with_lead(book: FigureBook, said: Said, p: Passage) -> Said:
    """A sentence that opens with `trong đó`, `riêng` goes on about the one before."""
    leads = p.keys[:2] in _LEADS or p.keys[:1] in _LEADS or "này" in p.keys
    if p.index and leads:
        return said._replace(wide=said.wide | book.source.passages[p.index - 1].key_set)
    return said


def _counts_anyone(place: Place) -> bool:
    """Whether a count names its thing by a word that stands for all of the kind: `năm người`, `5 trường hợp`."""
    return place.figure.kind in ("count", "ratio") and place.figure.unit in ("người", "trường hợp", "ca", "em")


def _with_unit(said: Said, place: Place) -> Said:
    """For counts the counted noun says what is measured."""
    p = place.passage
    if place.figure.kind not in ("count", "ratio"):
        return said
    unit = frozenset(p.keys[k] for k in range(place.begin, place.end) if p.terms[k].kind == WORD and p.content[k])
    return said._replace(own=said.own | unit, wide=said.wide | unit, plain=said.plain | unit)


def _without_unit(said: Said, place: Place, other: Place) -> Said:
    """The counted noun says nothing where the source counts by `người`."""
    theirs = {
        k
        for k, c in zip(other.passage.keys, other.passage.clauses, strict=True)
        if c == other.passage.clauses[other.begin]
    }
    unit = frozenset(place.passage.keys[place.begin : place.end]) - theirs
    return said._replace(own=said.own - unit, wide=said.wide - unit, plain=said.plain - unit)


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
