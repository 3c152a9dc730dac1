"""Every figure of a brief sentence must stand in the source: the same amount, sign, unit, rate, bound and direction.

A figure is held against all of its like in the source and judged by the one that fits best, so that only what fits none
is an objection. Whether it is told of the right thing is no question for a rule: that is the judge's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarizer.brief.gate.amounts import VAGUE, Match, match
from summarizer.brief.gate.changes import Place, objections
from summarizer.brief.gate.derived import derived
from summarizer.brief.gate.passage import Finding, Passage
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.times import date_parts
from summarizer.brief.gate.words import table, word_set
from summarizer.brief.model import CheckedFigure
from summarizer.document.model import Span
from summarizer.facts import figures_in
from summarizer.facts.likeness import numbers
from summarizer.facts.model import Figure
from summarizer.facts.times import is_time

_LOOKED_AT = 6
"""Partners of a figure that are judged, the likeliest first."""
_MANY_DIGITS = 3
"""A sum of so many digits that no figures of the source make up is nobody's own working out."""
_TELLING = 2
"""A number of more digits is hardly met by chance."""
_LISTED = 10
"""So many things a brief may have counted by itself."""
_LIKE = 3
"""Words near a figure, the unit counting twice, that make another one the one in its place."""
_NEAR = 5
"""Words on either side of a figure that are compared with those of its like."""


class _Partner(NamedTuple):
    place: Place
    match: Match
    near: bool
    shared: int


def places(p: Passage, figures: Sequence[Figure]) -> list[Place]:
    """The figures of a sentence as terms."""
    return [Place(f, p, p.at_offset(f.span.start), p.at_offset(f.span.end - 1) + 1) for f in figures]


def check(s: Passage, pool: Sequence[Passage], source: Source) -> tuple[list[CheckedFigure], list[Finding]]:
    """All figures of the brief sentence `s` with their partners, and what is wrong with them.

    `pool` are the source sentences that `s` most likely rests on.
    """
    told = [_one(place, pool, source) for place in places(s, figures_in(s.text, source.article.date))]
    return [figure for figure, _ in told], [f for _, found in told for f in found]


def _one(place: Place, pool: Sequence[Passage], source: Source) -> tuple[CheckedFigure, list[Finding]]:
    span = place.figure.span
    partners = list(_partners(place, pool, source))
    good = [c for c in partners if c.match in ("equal", "rounded")]
    if not good:
        unread = _unread(place, source)
        if unread or derived(source, pool, place.figure, place.text, worked=_worked_out(place)):
            return CheckedFigure(span, "supported", unread), []
    # a number in another unit is the same figure if what is told beside it is, or its digits meet by no chance
    telling = sum(c.isdigit() for c in place.text) > _TELLING
    some = good or [c for c in partners if c.match == "sign" or (c.near and c.shared >= (1 if telling else 2))]
    likely = sorted(some, key=lambda c: (-c.near, -c.shared, c.match != "equal"))[:_LOOKED_AT]
    weighed = [(objections(place, c.place, c.match), c) for c in likely]
    if not weighed:
        return CheckedFigure(span, "unsupported"), _missing(place, pool, source)
    found, best = min(
        weighed, key=lambda w: (sum(f.gravity == "error" for f in w[0]), -w[1].near, len(w[0]), -w[1].shared)
    )
    if good:
        return CheckedFigure(span, "supported" if best.near else "elsewhere", best.place.figure.span), found
    return CheckedFigure(span, "unsupported" if found else "supported", best.place.figure.span), found


def _partners(place: Place, pool: Sequence[Passage], source: Source) -> Iterator[_Partner]:
    """Figures of the source that say the amount, or the number in another unit or with another sign."""
    close = {p.index for p in pool}
    around = _around(place)
    for index, figures in source.figures.items():
        p = source.passages[index]
        for f in figures:
            text = f.span.of(p.text)
            how = match(place.figure, f, place.text, text)
            if how == "none" or (VAGUE.match(text) and not VAGUE.match(place.text) and place.figure.modifier is None):
                continue
            (other,) = places(p, [f])
            yield _Partner(other, how, index in close, len(around & _around(other)))


def _unread(place: Place, source: Source) -> Span | None:
    """Where the figure's words stand in the source, and the grammar saw no figure."""
    keys = place.passage.keys[place.begin : place.end]
    for index in source.index.get(keys[0], ()):
        p, seen = source.passages[index], [f.span for f in source.figures.get(index, [])]
        for k in range(len(p.keys)):
            if p.keys[k : k + len(keys)] == keys and not any(f.overlaps(p.span(k, k + len(keys))) for f in seen):
                return p.span(k, k + len(keys))
    return None


def _around(place: Place) -> frozenset[str]:
    """What is told near a figure, the figure's own words aside."""
    p = place.passage
    near = (*range(max(0, place.begin - _NEAR), place.begin), *range(place.end, min(len(p.keys), place.end + _NEAR)))
    return frozenset(p.keys[k] for k in near if p.content[k])


def _missing(place: Place, pool: Sequence[Passage], source: Source) -> list[Finding]:
    """The objection that the source does not have the figure, with the one it has in its place.

    Nothing for the day of the document, in its head.
    """
    time, words = is_time(place.figure), (place.span,)
    kind = "time" if time else "number"
    like = [
        (len(_around(place) & _around(q)) + (q.figure.unit == place.figure.unit) * 2, -n, q)
        for n, q in enumerate(q for p in pool for q in places(p, source.figures.get(p.index, [])))
        if q.figure.kind == place.figure.kind or (time and is_time(q.figure))
    ]
    alike, _, instead = max(like, default=(0, 0, place))
    stands = alike > _LIKE and instead.figure.unit == place.figure.unit
    if not stands or isinstance(instead.figure.value, tuple):
        parts = date_parts(place.text)
        if parts and any(parts <= date_parts(p.text[p.start : p.end]) for p in source.everything if p.index < 0):
            return []
        if not _cannot_be_own(place):
            return []
    if alike < _LIKE:
        return [Finding("figure.missing", kind, place.text, words)]
    return [Finding("figure.other", kind, place.text, words, instead.text, (instead.figure.span,))]


def _cannot_be_own(place: Place) -> bool:
    """Whether a brief cannot have come to the figure by itself, as by counting a list or the days between two dates."""
    figure = place.figure
    if is_time(figure):
        return any(name != "year" for name, _ in date_parts(place.text))
    if "nửa" in place.text or figure.unit in table("cues")["durations"]:
        return False
    if _worked_out(place) and sum(c.isdigit() for c in place.text) < _MANY_DIGITS:
        return False
    if figure.kind == "ratio":
        return "/" in place.text
    large = any(abs(v) > _LISTED or v != int(v) for v in numbers(figure))
    return large or figure.kind in ("money", "percent")


def _worked_out(place: Place) -> bool:
    """Whether the words around say that the figure is a sum, a rest, a mean or a difference."""
    p = place.passage
    before, after = place.before(6), p.keys[place.end : place.end + 3]
    more = any(p.wording(k, k + 1).lower() == "hơn" for k in range(place.begin - len(before), place.begin - 1))
    return bool(word_set("summing") & set(before)) or more or "mỗi" in after or after[:2] == ("so", "với")
