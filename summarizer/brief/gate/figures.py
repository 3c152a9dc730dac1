"""Every figure of a brief sentence and its partner in the source: the same amount, unit, limit, trend and thing."""

from __future__ import annotations

from dataclasses import dataclass, field

from summarizer.brief.gate import numbers, timing
from summarizer.brief.gate.alignment import Alignment
from summarizer.brief.gate.amounts import Match, match, related, units_agree
from summarizer.brief.gate.book import FigureBook
from summarizer.brief.gate.context import Contexts, Place, Said, places, sort_of
from summarizer.brief.gate.derived import derived, order_of_magnitude
from summarizer.brief.gate.finding import Finding, Gravity
from summarizer.brief.gate.limits import changes, limits, wrong_side
from summarizer.brief.gate.mentions import mentions, proper_names
from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.placing import vague, wrong_thing
from summarizer.brief.gate.rates import figure_with_rate, rates_differ
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.words import DIGITS, NUMBER
from summarizer.brief.model import CheckedFigure, FigureStatus
from summarizer.document.model import Span
from summarizer.facts import figures_in
from summarizer.facts.model import Figure

_DEICTIC = frozenset({"trước", "qua", "nay", "tới", "sau", "liền"})
_LOOKED_AT = 6
"""Partners of a figure that are judged, the likeliest first."""


@dataclass
class Verdict:
    """What the figures of a sentence came to; `judged` are the terms that other checks need not look at again."""

    checked: list[CheckedFigure] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    judged: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class _Partner:
    place: Place
    match: Match
    near: bool
    score: float


class FigureCheck:
    """The figures of a source by place, for looking up those of brief sentences."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.book = FigureBook(source)

    def check(self, a: Alignment) -> Verdict:
        """All figures of the brief sentence of `a` against the source."""
        s = a.sentence
        found = places(s, list(figures_in(s.text, self.source.article.date)))
        proper = self.source.remembered("proper", proper_names)
        contexts = Contexts(s, [q for q in found if not self._of_a_name(q)], proper)
        verdict = Verdict()
        for place in contexts.placed:
            status, span, findings = self._one(a, contexts, place)
            verdict.checked.append(CheckedFigure(place.figure.span, status, span))
            verdict.findings.extend(findings)
            partner = self._trend_of(span)
            if place.figure.trend in ("up", "down") and partner == place.figure.trend:
                low = max((q.end for q in contexts.placed if q.end <= place.begin), default=0)
                verdict.judged.update(range(max(low, place.begin - 6), place.end))
        return verdict

    def _of_a_name(self, place: Place) -> bool:
        """Whether the number belongs to the name before it: `Bệnh viện Nhi Đồng 2 | tuần qua`."""
        p, i = place.passage, place.begin
        if not i or not p.terms[i - 1].case or p.terms[i].kind != NUMBER:
            return False
        for index, k in self.source.positions.get(p.keys[i], ()):
            q = self.source.passages[index]
            if k and q.terms[k - 1].case and q.keys[k - 1] == p.keys[i - 1]:
                return not any(c.begin <= k < c.end for c in self.book.contexts(q).placed)
        return False

    def _trend_of(self, span: Span | None) -> str | None:
        """The trend of the source figure at `span`."""
        p = self.source.passage_at(span.start) if span is not None else None
        found = self.source.figures.get(p.index, []) if p is not None else []
        return next((f.trend for f in found if f.span == span), None)

    def _one(self, a: Alignment, contexts: Contexts, place: Place) -> tuple[FigureStatus, Span | None, list[Finding]]:
        s = a.sentence
        told = contexts.said(place)
        text = place.figure.span.of(s.text)
        partners = self._partners(a, place, told)
        if place.figure.kind == "ratio" and not any(c.place.figure.kind == "ratio" for c in partners):
            together = self._part_and_whole(place)
            if together is not None:
                return "supported", together, []
        if all(partner.match == "unit" for partner in partners):
            literal = self._literal(place)
            if literal is not None:
                return "supported", literal, []
        if not partners:
            if self._one_of_them(place) or self._counted_alike(place):
                return "supported", None, []
            if derived(self.book, a, place) or (vague(place) and order_of_magnitude(self.book, place.figure)):
                return "supported", None, []
            return "unsupported", None, [self._nearest(a, place, told, text)]
        verdicts = [(self._objections(a, contexts, place, partner), partner) for partner in partners[:_LOOKED_AT]]
        verdicts.sort(key=lambda v: (sum(f.gravity == "error" for f in v[0]), -v[1].near, len(v[0]), -v[1].score))
        findings, partner = verdicts[0]
        if any(f.key == "figure.unit" for f in findings):
            return "unsupported", partner.place.figure.span, findings
        status: FigureStatus = "supported" if partner.near else "elsewhere"
        if any(f.key == "figure.misplaced" for f in findings):
            status = "elsewhere"
        return status, partner.place.figure.span, findings

    # ---- finding partners --------------------------------------------------------------------------------------

    def _partners(self, a: Alignment, place: Place, told: Said) -> list[_Partner]:
        out: list[_Partner] = []
        text = place.figure.span.of(a.sentence.text)
        for index, figures in self.source.figures.items():
            p = self.source.passages[index]
            near = any(q is p for q in a.pool)
            for n, theirs in enumerate(figures):
                held = match(place.figure, theirs, text, theirs.span.of(p.text))
                if held == "none" or (held == "rounded" and wrong_side(place, theirs)):
                    continue
                other = self.book.contexts(p).placed[n]
                said = self.book.contexts(p).said(other)
                score = len(told.own & said.own) + 0.5 * len(told.own & said.wide) + (1.0 if near else 0.0)
                score += {"equal": 2.0, "rounded": 1.0, "unit": -2.0, "none": 0.0}[held]
                out.append(_Partner(other, held, near, score))
        out.sort(key=lambda c: (-c.score, c.place.begin))
        if any(c.match != "unit" for c in out):
            # a number that also counts another thing elsewhere
            out = [c for c in out if c.match != "unit"]
        return out

    def _literal(self, place: Place) -> Span | None:
        """The figure's words as they stand in a source sentence, where the grammar saw no figure there."""
        return next((span for wanted in _wordings(place) if (span := self._stands(wanted)) is not None), None)

    def _stands(self, wanted: tuple[str, ...]) -> Span | None:
        """Where the source has these keys, number words and digits alike, and not as a part of a longer figure."""
        number = _digit(wanted[0])
        for key in {wanted[0], number, *(w for w, d in DIGITS.items() if d == number)}:
            for index, i in self.source.positions.get(key, ()):
                p = self.source.passages[index]
                found = tuple(_digit(k) for k in p.keys[i : i + len(wanted)])
                if found == tuple(_digit(k) for k in wanted) and not self._inside_larger(p, i, len(wanted)):
                    return Span(p.terms[i].start, p.terms[i + len(wanted) - 1].end)
        return None

    def _one_of_them(self, place: Place) -> bool:
        """`một em` for `một nam sinh`: the grammar may see a figure in one of the two only."""
        if place.figure.kind != "count" or place.figure.value != 1 or place.passage.keys[place.begin] != "một":
            return False
        nouns = (
            p.wording(k + 1, min(k + 3, len(p.terms)))
            for index, k in self.source.positions.get("một", ())
            if k + 1 < len((p := self.source.passages[index]).terms) and p.content[k + 1]
        )
        unit = place.figure.unit
        return any(units_agree(unit, noun) and related(unit, noun) for noun in nouns)

    def _counted_alike(self, place: Place) -> bool:
        """A small count that the source has in words, where its grammar saw none."""
        value = place.figure.value
        if place.figure.kind != "count" or not isinstance(value, int | float) or not 2 <= value <= 10:
            return False
        return numbers.in_words(place.passage, range(place.begin, place.end), str(int(value)), self.source)

    def _part_and_whole(self, place: Place) -> Span | None:
        """A ratio that the source tells as two counts of one sentence: `có 18 chi bộ; 15 chi bộ hoàn thành`."""
        wanted = place.figure.value
        if not isinstance(wanted, tuple):
            return None
        for figures in self.source.figures.values():
            held = {f.value: f for f in figures if f.kind == "count" and units_agree(place.figure.unit, f.unit)}
            if all(v in held for v in wanted):
                return held[wanted[0]].span
        return None

    def _inside_larger(self, p: Passage, i: int, size: int) -> bool:
        """Whether the words stand inside a figure of the source that says more (`ba` of `mười ba người`)."""
        return any(q.begin <= i and i + size <= q.end and q.end - q.begin > size for q in self.book.contexts(p).placed)

    # ---- judging a partner -------------------------------------------------------------------------------------

    def _objections(self, a: Alignment, contexts: Contexts, place: Place, partner: _Partner) -> list[Finding]:
        s, other, told = a.sentence, partner.place, contexts.said(place)
        figure, theirs = place.figure, other.figure
        text = figure.span.of(s.text)
        quoted = theirs.span.of(other.passage.text)
        if partner.match == "unit" and vague(place):
            return []
        if partner.match == "unit":
            gravity: Gravity = "error" if self._sure_of_unit(told, partner, figure) else "note"
            return [Finding("figure.unit", {"figure": text, "source": quoted}, gravity, place.begin)]
        if rates_differ(place, other):
            return [
                Finding(
                    "figure.unit",
                    {"figure": figure_with_rate(place), "source": figure_with_rate(other)},
                    at=place.begin,
                )
            ]
        out = changes(place, told, other, self.book.contexts(other.passage))
        out.extend(limits(place, other, partner.match))
        late = timing.check(self.book, contexts, place, other)
        out.extend([late] if late is not None else [])
        when = timing.event_of_another(self.book, contexts, place) if sort_of(figure) == "time" else None
        if when is not None:
            out.append(Finding("figure.instead", {"figure": text, "source": when}, at=place.begin))
        wrong = wrong_thing(self.book, a, contexts, place, other)
        if wrong is not None:
            key = "figure.misplaced" if wrong else "figure.misplaced_plain"
            out.append(Finding(key, {"figure": text, "thing": wrong}, at=place.begin))
        return out

    def _sure_of_unit(self, told: Said, partner: _Partner, figure: Figure) -> bool:
        """Whether a number that counts another thing in the source is the same number: small ones meet by chance."""
        if not isinstance(figure.value, int | float) or figure.value > 10 or figure.kind != "count":
            return True
        said = self.book.contexts(partner.place.passage).said(partner.place)
        return partner.near and len(told.own & said.wide) >= 2

    def _may_be_counted(self, place: Place) -> bool:
        """Whether the brief may have counted for itself: a small number of things that the source never counts."""
        figure = place.figure
        if figure.kind != "count" or not isinstance(figure.value, int | float) or not 2 <= figure.value <= 5:
            return False
        noun = next(
            (
                k
                for k in range(place.begin, place.end)
                if place.passage.content[k] and place.passage.keys[k] not in DIGITS
            ),
            None,
        )
        for index, k in self.source.positions.get(place.passage.keys[noun], ()) if noun is not None else ():
            if k and self.source.passages[index].keys[k - 1] in DIGITS:
                # `một cửa xả`
                return False
        return not any(
            f.kind in ("count", "ratio") and units_agree(figure.unit, f.unit) and related(figure.unit, f.unit)
            for figures in self.source.figures.values()
            for f in figures
        )

    def _listed(self, a: Alignment, place: Place) -> bool:
        """Whether the source lists as many names as the brief counts: `Hai người` for `An và Bình`."""
        proper = self.source.remembered("proper", proper_names)
        for p in a.pool:
            size, last = 1, None
            for begin, end in mentions(p, proper):
                joined = last is not None and begin - last <= 4 and {",", "và"} & set(p.keys[last:begin])
                size = size + 1 if joined else 1
                if size == place.figure.value:
                    return True
                last = end
        return False

    # ---- no partner --------------------------------------------------------------------------------------------

    def _nearest(self, a: Alignment, place: Place, told: Said, text: str) -> Finding:
        """The figure that the source has in the place of one that it does not hold."""
        best: tuple[float, Place] | None = None
        for p in a.pool:
            contexts = self.book.contexts(p)
            for q in contexts.placed:
                if sort_of(q.figure) != sort_of(place.figure):
                    continue
                said = contexts.said(q)
                score = (
                    len(told.own & said.own)
                    + 0.3 * len(told.own & said.wide)
                    + 0.5 * (q.figure.unit == place.figure.unit)
                )
                if best is None or score > best[0]:
                    best = score, q
        counted = self._may_be_counted(place)
        if best is None or best[0] < 1.0 or (counted and self._listed(a, place)):
            gravity: Gravity = "note" if counted else "error"
            return Finding("figure.missing", {"figure": text}, gravity, place.begin)
        return Finding(
            "figure.other", {"figure": text, "source": best[1].figure.span.of(best[1].passage.text)}, at=place.begin
        )


def _wordings(place: Place) -> list[tuple[str, ...]]:
    """The figure's words, and those of a time without what only points at it: `hai năm` of `hai năm trước`."""
    keys = place.passage.keys[place.begin : place.end]
    out = [keys]
    if place.figure.kind == "period":
        if len(keys) > 2 and keys[-1] in _DEICTIC:
            out.append(keys[:-1])
        if len(keys) == 2 and keys[0] == "năm" and len(keys[1]) == 4:
            out.append(keys[1:])
    return out


def _digit(key: str) -> str:
    return DIGITS.get(key, key)
