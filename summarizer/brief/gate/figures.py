"""Every figure of a brief sentence must stand in the source: the same amount, sign, unit, rate, bound and direction.

A figure is held against all of its like in the source and judged by the one that fits best, so that only what fits none
is an objection. Whether it is told of the right thing is no question for a rule: that is the judge's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarizer.brief.gate.amounts import Match, match, units_agree, vague
from summarizer.brief.gate.changes import Place, objections
from summarizer.brief.gate.derived import derived, may_be_worked_out
from summarizer.brief.gate.finding import Finding
from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.times import date_parts
from summarizer.brief.gate.words import DIGITS, SIGN
from summarizer.brief.model import CheckedFigure
from summarizer.document.model import Span
from summarizer.facts import figures_in
from summarizer.facts.model import Figure
from summarizer.facts.times import is_time

_LOOKED_AT = 6
"""Partners of a figure that are judged, the likeliest first."""
_MANY_DIGITS = 3
"""A sum of so many digits that no figures of the source make up is nobody's own working out."""
_LISTED = 10
"""So many things a brief may have counted by itself."""
_TELLING = 2
"""A number of more digits is hardly met by chance."""
_LIKE = 3
"""Words near a figure, the unit counting twice, that make another one the one in its place."""
_NEAR = 5
"""Words on either side of a figure that are compared with those of its like."""
_DURATIONS = ("giây", "phút", "giờ", "ngày", "tuần", "tháng", "quý", "năm", "thập kỷ", "tuổi")
_SUMMING = frozenset({"tổng", "cộng", "gộp", "còn", "chênh", "tức", "kém", "mỗi", "nhau", "thêm", "nữa", "bớt"})
_DEICTIC = frozenset({"trước", "qua", "nay", "tới", "sau", "liền"})


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
    checked: list[CheckedFigure] = []
    findings: list[Finding] = []
    for place in places(s, list(figures_in(s.text, source.article.date))):
        figure, found = _one(place, pool, source)
        checked.append(figure)
        findings += found
    return checked, findings


def _one(place: Place, pool: Sequence[Passage], source: Source) -> tuple[CheckedFigure, list[Finding]]:
    span = place.figure.span
    partners = list(_partners(place, pool, source))
    good = [c for c in partners if c.match in ("equal", "rounded")]
    weighed = [
        (objections(place, c.place, c.match), c)
        for c in sorted(good or partners, key=lambda c: (-c.near, -c.shared, c.match != "equal"))[:_LOOKED_AT]
    ]
    weighed.sort(key=lambda w: (sum(f.gravity == "error" for f in w[0]), -w[1].near, len(w[0]), -w[1].shared))
    if good:
        found, best = weighed[0]
        return CheckedFigure(span, "supported" if best.near else "elsewhere", best.place.figure.span), found
    literal = _literal(place, source)
    if literal is not None:
        return CheckedFigure(span, "supported", literal), []
    if vague(place.text) or derived(source, pool, place.figure, place.text, worked=_worked_out(place)):
        return CheckedFigure(span, "supported"), []
    sure = [(found, c) for found, c in weighed if c.match == "sign" or _same_thing(place, c)]
    if sure:
        found, best = sure[0]
        if not found:
            return CheckedFigure(span, "supported", best.place.figure.span), []
        return CheckedFigure(span, "unsupported", best.place.figure.span), found
    return CheckedFigure(span, "unsupported"), _missing(place, pool, source)


def _partners(place: Place, pool: Sequence[Passage], source: Source) -> Iterator[_Partner]:
    """Figures of the source that say the amount, or the number in another unit or with another sign."""
    close = {p.index for p in pool}
    for index, figures in source.figures.items():
        p = source.passages[index]
        for f in figures:
            text = f.span.of(p.text)
            how = match(place.figure, f, place.text, text)
            if how == "none" or (vague(text) and not vague(place.text) and place.figure.modifier is None):
                continue
            (other,) = places(p, [f])
            yield _Partner(other, how, index in close, len(_around(place) & _around(other)))


def _around(place: Place) -> frozenset[str]:
    """What is told near a figure, the figure's own words aside."""
    p = place.passage
    near = (*range(max(0, place.begin - _NEAR), place.begin), *range(place.end, min(len(p.keys), place.end + _NEAR)))
    return frozenset(p.keys[k] for k in near if p.content[k])


def _same_thing(place: Place, partner: _Partner) -> bool:
    """Whether a number in another unit is the same figure: in a like place, or of digits that meet by no chance."""
    if not partner.near:
        return False
    telling = sum(c.isdigit() for c in place.text) > _TELLING
    return partner.shared >= (1 if telling else 2) and (telling or bool(_beside(place) & _beside(partner.place)))


def _beside(place: Place) -> frozenset[tuple[int, str]]:
    """The content words nearest before and after a figure."""
    p = place.passage
    before = next((k for k in range(place.begin - 1, max(-1, place.begin - 4), -1) if p.content[k]), None)
    after = next((k for k in range(place.end, min(len(p.keys), place.end + 3)) if p.content[k]), None)
    return frozenset((side, p.keys[k]) for side, k in ((-1, before), (1, after)) if k is not None)


# ---- no partner ------------------------------------------------------------------------------------------------


def _missing(place: Place, pool: Sequence[Passage], source: Source) -> list[Finding]:
    """The objection that the source does not have the figure, with the one it has in its place.

    A remark where it may have been worked out; nothing for the day of the document, in its head.
    """
    time, words = is_time(place.figure), (place.passage.span(place.begin, place.end),)
    kind = "time" if time else "number"
    like = [
        (len(_around(place) & _around(q)) + (q.figure.unit == place.figure.unit) * 2, -n, q)
        for n, q in enumerate(q for p in pool for q in places(p, source.figures.get(p.index, [])))
        if q.figure.kind == place.figure.kind or (time and is_time(q.figure))
    ]
    alike, _, instead = max(like, default=(0, 0, place))
    stands = alike >= _LIKE and instead.figure.unit == place.figure.unit and bool(_beside(place) & _beside(instead))
    if not stands or isinstance(instead.figure.value, tuple):
        parts = date_parts(place.text)
        if parts and any(parts <= date_parts(p.text[p.start : p.end]) for p in source.everything if p.index < 0):
            return []
        if may_be_worked_out(source, pool, place.figure):
            return [Finding("figure.derived", kind, {"figure": place.text}, "note", words)]
        if not _cannot_be_own(place):
            return []
    if alike < _LIKE:
        return [Finding("figure.missing", kind, {"figure": place.text}, words=words)]
    told = {"figure": place.text, "source": instead.text}
    return [Finding("figure.other", kind, told, words=words, source=(instead.figure.span,))]


def _cannot_be_own(place: Place) -> bool:
    """Whether a brief cannot have come to the figure by itself, as by counting a list or the days between two dates."""
    figure = place.figure
    if is_time(figure):
        parts = date_parts(place.text)
        return bool(parts) and not all(name == "year" for name, _ in parts)
    if "nửa" in place.text or figure.unit in _DURATIONS:
        return False
    if _worked_out(place) and sum(c.isdigit() for c in place.text) < _MANY_DIGITS:
        return False
    if figure.kind == "ratio":
        return "/" in place.text
    if figure.kind in ("money", "percent"):
        return True
    values = figure.value if isinstance(figure.value, tuple) else (figure.value,)
    return any(isinstance(v, int | float) and (abs(v) > _LISTED or v != int(v)) for v in values)


def _worked_out(place: Place) -> bool:
    """Whether the words around say that the figure is a sum, a rest, a mean or a difference."""
    p = place.passage
    before = p.keys[max(0, place.begin - 6) : place.begin]
    after = p.keys[place.end : place.end + 3]
    more = any(p.wording(k, k + 1).lower() == "hơn" for k in range(place.begin - len(before), place.begin - 1))
    return bool(_SUMMING & set(before)) or more or "mỗi" in after or after[:2] == ("so", "với")


def _literal(place: Place, source: Source) -> Span | None:
    """The figure's words as they stand in a source sentence, where the grammar saw no such figure there."""
    keys = place.passage.keys[place.begin : place.end]
    if any(t.kind == SIGN and t.key in "-−(" for t in place.passage.terms[place.begin : place.begin + 1]):
        return None
    wordings = [keys]
    if place.figure.kind == "period" and len(keys) > 2 and keys[-1] in _DEICTIC:
        wordings.append(keys[:-1])
    if place.figure.kind == "period" and len(keys) == 2 and keys[0] == "năm" and len(keys[1]) == 4:
        wordings.append(keys[1:])
    if len(keys) > 1 and sum(c.isdigit() for k in keys[:-1] for c in k) >= _MANY_DIGITS:
        wordings.append(keys[:-1])  # `nhóm điểm 4,5-7,5` for `4,5-7,5 điểm`, `3.400 x 1.000 mm` for `3.400 mm`
    return next((span for wanted in wordings if (span := _stands(wanted, place, source)) is not None), None)


def _stands(wanted: tuple[str, ...], place: Place, source: Source) -> Span | None:
    """Where the source has these keys, number words and digits alike, and not as a part of a longer figure."""
    plain = tuple(DIGITS.get(k, k) for k in wanted)
    for key in dict.fromkeys((wanted[0], plain[0], *(w for w, d in DIGITS.items() if d == plain[0]))):
        for index, i in source.positions.get(key, ()):
            p = source.passages[index]
            j = i + len(wanted)
            if tuple(DIGITS.get(k, k) for k in p.keys[i:j]) != plain:
                continue
            larger = [q for q in places(p, source.figures.get(index, [])) if q.begin <= i and j <= q.end]
            if all(units_agree(place.figure.unit, q.figure.unit) and q.end - q.begin == j - i for q in larger):
                return p.span(i, j)
    return None
