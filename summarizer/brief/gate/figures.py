"""Every figure of a brief sentence and its partner in the source: the same amount, unit, limit, trend, said of the same thing."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations

from summarizer.brief.gate.alignment import Alignment
from summarizer.brief.gate.amounts import Match, date_parts, days_of, match, significant, units_agree
from summarizer.brief.gate.context import Contexts, Place, Said, misplaced, places, sort_of
from summarizer.brief.gate.contrast import opposed_words
from summarizer.brief.gate.finding import Finding, Gravity
from summarizer.brief.gate.numbers import DIGITS
from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.words import NUMBER, WORD
from summarizer.brief.model import CheckedFigure, FigureStatus
from summarizer.document.model import Span
from summarizer.facts import figures_in
from summarizer.facts.model import Figure, Modifier

_CLOSE = 0.5
_CLOSER = 0.75
"""How much of the brief's clause a sentence must have, in order, for its figures to be rivals."""
_CHANGES = frozenset({"tăng", "giảm", "hơn", "thêm", "trên_hơn", "kém", "chênh", "lệch", "biến", "sụt", "bớt", "hụt"})
_OPPOSED: dict[str, frozenset[str]] = {
    "over": frozenset({"under", "at_most"}),
    "at_least": frozenset({"under", "at_most"}),
    "under": frozenset({"over", "at_least"}),
    "at_most": frozenset({"over", "at_least"}),
}


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
        self._contexts: dict[int, Contexts] = {}

    def contexts(self, p: Passage) -> Contexts:
        """Contexts of the figures of source sentence `p`."""
        if p.index not in self._contexts:
            self._contexts[p.index] = Contexts(p, places(p, self.source.figures.get(p.index, [])))
        return self._contexts[p.index]

    def check(self, a: Alignment) -> Verdict:
        """All figures of the brief sentence of `a` against the source."""
        s = a.sentence
        ours = list(figures_in(s.text, self.source.article.date))
        contexts = Contexts(s, places(s, ours))
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
        if all(partner.match == "unit" for partner in partners):
            literal = self._literal(a, place)
            if literal is not None:
                return "supported", literal, []
        if not partners:
            if self._derived(a, place) or (_vague(place) and self._order_of_magnitude(place.figure)):
                return "supported", None, []
            return "unsupported", None, [self._nearest(a, place, told, text)]
        verdicts = [(self._objections(a, place, told, partner), partner) for partner in partners[:12]]
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
                if held == "none" or (held == "rounded" and _wrong_side(place, theirs)):
                    continue
                other = self.contexts(p).placed[n]
                said = self.contexts(p).said(other)
                score = len(told.own & said.own) + 0.5 * len(told.own & said.wide) + (1.0 if near else 0.0)
                score += {"equal": 2.0, "rounded": 1.0, "unit": -2.0, "none": 0.0}[held]
                out.append(_Partner(other, held, near, score))
        out.sort(key=lambda c: (-c.score, c.place.begin))
        if any(c.match != "unit" for c in out):
            # a number that also counts another thing elsewhere
            out = [c for c in out if c.match != "unit"]
        return out

    def _literal(self, a: Alignment, place: Place) -> Span | None:
        """The figure's words as they stand in a source sentence, where the grammar saw no figure there."""
        s = a.sentence
        wanted = tuple(_digit(k) for k in s.keys[place.begin : place.end])
        for key in {s.keys[place.begin], wanted[0], *(w for w, d in DIGITS.items() if d == wanted[0])}:
            for index, i in self.source.positions.get(key, ()):
                p = self.source.passages[index]
                found = tuple(_digit(k) for k in p.keys[i : i + len(wanted)])
                if found == wanted and not self._inside_larger(p, i, len(wanted)):
                    return Span(p.terms[i].start, p.terms[i + len(wanted) - 1].end)
        return None

    def _inside_larger(self, p: Passage, i: int, size: int) -> bool:
        """Whether the words stand inside a figure of the source that says more (`ba` of `mười ba người`)."""
        return any(q.begin <= i and i + size <= q.end and q.end - q.begin > size for q in self.contexts(p).placed)

    def _derived(self, a: Alignment, place: Place) -> bool:
        """Whether the figure is the sum or difference of two of one source sentence, or the whole of a ratio."""
        figure = place.figure
        if figure.kind in ("date", "period"):
            return self._time_derived(a, place)
        if isinstance(figure.value, tuple):
            ends = [float(v) for v in figure.value]
            return figure.kind != "ratio" and all(self._held(figure, v) for v in ends)
        if not isinstance(figure.value, int | float):
            return False
        value = float(figure.value)
        for p in a.pool:
            same = [
                float(f.value)
                for f in self.source.figures.get(p.index, [])
                if isinstance(f.value, int | float)
                and f.kind == figure.kind
                and (
                    _base(f.unit) == _base(figure.unit) or (figure.kind == "count" and units_agree(figure.unit, f.unit))
                )
            ]
            if figure.kind == "ratio" or (value < 100 and significant(value) < 3):
                continue
            for one, two in combinations(same, 2):
                if min(abs(one + two - value), abs(abs(one - two) - value)) <= 1e-9 * value:
                    return True
        for p in a.pool:
            for f in self.source.figures.get(p.index, []):
                if f.kind == "ratio" and isinstance(f.value, tuple) and float(f.value[-1]) == value:
                    before = a.sentence.keys[max(0, place.begin - 4) : place.begin]
                    if {"tổng", "trong", "toàn_bộ", "trên_hơn"} & set(before):
                        return True
        return False

    def _order_of_magnitude(self, figure: Figure) -> bool:
        """`hàng chục nghìn cửa hàng` for 82.000 of them."""
        if not isinstance(figure.value, int | float):
            return False
        return any(
            isinstance(f.value, int | float)
            and figure.value <= f.value < 10 * figure.value
            and units_agree(figure.unit, f.unit)
            for figures in self.source.figures.values()
            for f in figures
        )

    def _held(self, figure: Figure, value: float) -> bool:
        return any(
            f.value == value and (f.unit == figure.unit or figure.unit is None or f.unit is None)
            for figures in self.source.figures.values()
            for f in figures
        )

    def _time_derived(self, a: Alignment, place: Place) -> bool:
        """`so với tháng 9` where the source, on October, says `tháng trước`; a date whose parts stand in one sentence."""
        parts = date_parts(place.figure.span.of(a.sentence.text))
        if not parts:
            return False
        words = {"month": ("tháng", "trước"), "year": ("năm_trước", "")}
        for p in a.pool:
            each = [date_parts(f.span.of(p.text)) for f in self.source.figures.get(p.index, [])]
            said = frozenset().union(*each)
            day = frozenset(x for x in parts if x[0] != "year")
            if parts <= said and any(day <= one for one in each):
                return True
            days = days_of(place.figure.span.of(a.sentence.text))
            if len(days) > 1 and parts <= said and all(any(d <= one for one in each) for d in days):
                return True
            for name, number in parts:
                if name in words and any(f == name and n in (number + 1, number - 11) for f, n in said):
                    first, second = words[name]
                    if first in p.key_set and (not second or second in p.key_set):
                        return True
        return False

    # ---- judging a partner -------------------------------------------------------------------------------------

    def _objections(self, a: Alignment, place: Place, told: Said, partner: _Partner) -> list[Finding]:
        s, other = a.sentence, partner.place
        figure, theirs = place.figure, other.figure
        text = figure.span.of(s.text)
        quoted = theirs.span.of(other.passage.text)
        out: list[Finding] = []
        if partner.match == "unit":
            gravity: Gravity = "error" if self._sure_of_unit(told, partner, figure) else "note"
            return [Finding("figure.unit", {"figure": text, "source": quoted}, gravity, place.begin)]
        trend = self._trend(figure, theirs)
        if told.basis and (basis := self.contexts(other.passage).said(other).basis) and not told.basis & basis:
            out.append(Finding("figure.basis", {"figure": text, "source": _after(other)}, at=place.begin))
        if _is_change(other) and _is_level(place):
            out.append(Finding("figure.change", {"figure": text, "source": _trend_wording(other)}, at=place.begin))
        if self.contexts(other.passage).starts_a_change(other) and _ends_a_change(place):
            out.append(Finding("figure.start", {"figure": text}, at=place.begin))
        if trend:
            out.append(Finding("figure.trend", {"figure": text, "source": _trend_wording(other)}, at=place.begin))
        out.extend(self._limits(place, partner, text, quoted))
        wrong = None if _vague(place) or _bare_year(place.figure, text) else self._misplaced(a, place, told, other)
        if wrong is not None:
            key = "figure.misplaced" if wrong else "figure.misplaced_plain"
            out.append(Finding(key, {"figure": text, "thing": wrong}, at=place.begin))
        return out

    def _sure_of_unit(self, told: Said, partner: _Partner, figure: Figure) -> bool:
        """Whether a number that counts another thing in the source is the same number: small ones meet by chance."""
        if not isinstance(figure.value, int | float) or figure.value > 10 or figure.kind != "count":
            return True
        said = self.contexts(partner.place.passage).said(partner.place)
        return partner.near and len(told.own & said.wide) >= 2

    def _unrelated(self, a: Alignment, place: Place, told: Said, own: Said, other: Place) -> bool:
        """Whether the figure's sentence has none of the brief's words about it, which stand round a figure elsewhere."""
        if sort_of(place.figure) in ("time", "count") or len(told.plain) < 2:
            return False
        shared = told.plain & (own.own | own.wide | other.passage.key_set)
        if len(shared) > 0.3 * len(told.plain):
            return False
        for p in a.pool:
            if p is not other.passage and len(told.plain & p.key_set) >= max(0.7 * len(told.plain), len(shared) + 2):
                contexts = self.contexts(p)
                return any(
                    told.plain & contexts.said(q).own - shared for q in contexts.placed if sort_of(q.figure) != "time"
                )
        return False

    def _with_lead(self, said: Said, p: Passage) -> Said:
        """A sentence that opens with `trong đó`, `riêng` goes on about the one before."""
        leads = p.keys[:2] in (("trong", "đó"), ("trong", "số")) or p.keys[:1] == ("riêng",) or "này" in p.keys[:7]
        if p.index and leads:
            return said._replace(wide=said.wide | self.source.passages[p.index - 1].key_set)
        return said

    @staticmethod
    def _trend(ours: Figure, theirs: Figure) -> bool:
        return {ours.trend, theirs.trend} == {"up", "down"}

    @staticmethod
    def _limits(place: Place, partner: _Partner, text: str, quoted: str) -> list[Finding]:
        ours, theirs = _limit(place), _limit(partner.place)
        if place.figure.kind in ("date", "period") or ours == theirs or partner.match == "rounded":
            return []
        if ours and theirs and theirs in _OPPOSED.get(ours, frozenset()):
            return [
                Finding("figure.limit", {"figure": _limited(place), "source": _limited(partner.place)}, at=place.begin)
            ]
        if ours in ("over", "under") and theirs is None:
            return [Finding("figure.limit_gained", {"figure": _limited(place), "source": quoted}, at=place.begin)]
        if theirs in ("over", "under", "approx") and ours is None:
            return [
                Finding("figure.limit_lost", {"figure": text, "source": _limited(partner.place)}, "note", place.begin)
            ]
        return []

    def _misplaced(self, a: Alignment, place: Place, told: Said, other: Place) -> str | None:
        """What the figure is said of in the source, where the brief says it of something else; None if it fits."""
        figure = place.figure
        clause = a.sentence.clauses[place.begin]
        told = _with_unit(told, place)
        if not told.own:
            return None
        own = self._with_lead(self.contexts(other.passage).said(other), other.passage)
        rivals: list[tuple[Said, bool]] = []
        for p in {id(q): q for q in (*a.pool, other.passage)}.values():
            contexts = self.contexts(p)
            for q in contexts.placed:
                if q is other or (q.figure.value == other.figure.value and q.figure.kind == other.figure.kind):
                    continue
                same = sort_of(q.figure) == sort_of(figure)
                if same and sort_of(figure) in ("count", "measure") and not units_agree(figure.unit, q.figure.unit):
                    continue
                if not same and {sort_of(q.figure), sort_of(figure)} != {"count", "percent"}:
                    continue
                if p is not other.passage and a.closeness(clause, p) < (
                    _CLOSER if sort_of(figure) == "time" else _CLOSE
                ):
                    # freer wording draws sentences together; what stands apart is no rival
                    continue
                rivals.append((_with_unit(contexts.said(q), q), same))
        if self._unrelated(a, place, told, own, other) or (
            sort_of(figure) != "time" and opposed_words(told.own, own.own)
        ):
            return _thing(other, self.contexts(other.passage))
        if misplaced(told, _with_unit(own, other), rivals, self.source, sort_of(figure) == "time") is None:
            return None
        return _thing(other, self.contexts(other.passage))

    def _may_be_counted(self, place: Place) -> bool:
        """Whether the brief may have counted for itself: a small number of things that the source never counts."""
        figure = place.figure
        if figure.kind != "count" or not isinstance(figure.value, int | float) or not 2 <= figure.value <= 5:
            return False
        return not any(
            f.kind in ("count", "ratio") and units_agree(figure.unit, f.unit)
            for figures in self.source.figures.values()
            for f in figures
        )

    # ---- no partner --------------------------------------------------------------------------------------------

    def _nearest(self, a: Alignment, place: Place, told: Said, text: str) -> Finding:
        """The figure that the source has in the place of one that it does not hold."""
        best: tuple[float, Place] | None = None
        for p in a.pool:
            contexts = self.contexts(p)
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
        if best is None or best[0] < 1.0:
            gravity: Gravity = "note" if self._may_be_counted(place) else "error"
            return Finding("figure.missing", {"figure": text}, gravity, place.begin)
        return Finding(
            "figure.other", {"figure": text, "source": best[1].figure.span.of(best[1].passage.text)}, at=place.begin
        )


def _digit(key: str) -> str:
    return DIGITS.get(key, key)


def _bare_year(figure: Figure, text: str) -> bool:
    """A year alone is too loosely tied to what happens in it."""
    return figure.kind == "period" and {field for field, _ in date_parts(text)} <= {"year"}


def _vague(place: Place) -> bool:
    """`hàng nghìn`, `vài chục`, `gần nghìn`: said of many things alike."""
    first = place.passage.keys[place.begin]
    return first in ("hàng", "vài", "mấy", "nghìn", "trăm", "chục", "triệu", "ngàn")


def _base(unit: str | None) -> str | None:
    return unit.split("/")[0] if unit else unit


def _with_unit(said: Said, place: Place) -> Said:
    """For counts the counted noun says what is measured."""
    p = place.passage
    if place.figure.kind not in ("count", "ratio"):
        return said
    unit = frozenset(p.keys[k] for k in range(place.begin, place.end) if p.terms[k].kind == WORD and p.content[k])
    return said._replace(own=said.own | unit, wide=said.wide | unit)


def _limit(place: Place) -> str | None:
    """The modifier, with `gần` read as a bound from above."""
    p = place.passage
    if place.begin and p.keys[place.begin - 1] in ("gần", "ngót"):
        return "under"
    return place.figure.modifier


def _wrong_side(place: Place, theirs: Figure) -> bool:
    """`gần 1.300` for 1.306: rounded to the side that the word denies."""
    ours = place.figure.value
    if _limit(place) != "under" or not isinstance(ours, int | float) or not isinstance(theirs.value, int | float):
        return False
    return place.figure.unit == theirs.unit and ours < theirs.value


def _limited(place: Place) -> str:
    """The figure with the word that limits it."""
    p = place.passage
    modifier: Modifier | None = place.figure.modifier
    begin = place.begin
    if modifier is not None and begin and p.terms[begin - 1].kind == WORD:
        begin -= 1
    return p.wording(begin, place.end)


def _after(place: Place) -> str:
    """The figure with the words after it."""
    p = place.passage
    end = place.end
    while end < len(p.terms) and p.terms[end].kind == WORD and end - place.end < 7:
        end += 1
    return p.wording(place.begin, end)


def _is_change(place: Place) -> bool:
    """Whether the figure is how much something rose or fell (`cao hơn vụ trước 600 đồng`), not where it came to."""
    p = place.passage
    if not place.begin or p.keys[place.begin - 1] in ("lên", "xuống", "còn", "tới", "đến", "với_mức", "là", "đạt"):
        return False
    words = [k for k in range(max(0, place.begin - 6), place.begin) if p.clauses[k] == p.clauses[place.begin]]
    return any(p.keys[k] in ("tăng", "giảm") for k in words[-2:]) or any(
        p.keys[k : k + 2] in (("cao", "trên_hơn"), ("thấp", "trên_hơn"), ("nhiều", "trên_hơn")) for k in words
    )


def _is_level(place: Place) -> bool:
    """Whether the brief gives the figure as a level: `ở mức`, `đạt`, `còn`, with no word of rise or fall before it."""
    p = place.passage
    if not place.begin or p.keys[place.begin - 1] not in ("với_mức", "đạt", "là", "còn"):
        return False
    start = place.begin
    while start and p.clauses[start - 1] == p.clauses[place.begin]:
        start -= 1
    return place.figure.trend not in ("up", "down") and not _CHANGES & set(p.keys[start : place.end])


def _ends_a_change(place: Place) -> bool:
    """Whether the brief gives the figure as where a change leads."""
    p = place.passage
    return bool(place.begin) and p.keys[place.begin - 1] in (
        "lên",
        "xuống",
        "còn",
        "đạt",
        "là",
        "với_mức",
        "tới",
        "thành",
    )


def _trend_wording(place: Place) -> str:
    p = place.passage
    begin = place.begin
    while begin > max(0, place.begin - 4) and p.terms[begin - 1].kind in (WORD, NUMBER):
        begin -= 1
        if p.keys[begin] in ("tăng", "giảm"):
            break
    return p.wording(begin, place.end)


def _thing(place: Place, contexts: Contexts) -> str:
    """What the figure is said of, in the source's words: its indicator, or the words before it."""
    p = place.passage
    if place.figure.indicator is not None:
        return place.figure.indicator.of(p.text)
    begin = place.begin
    while begin > 0 and p.clauses[begin - 1] == p.clauses[place.begin] and place.begin - begin < 8:
        begin -= 1
    wording = p.wording(begin, place.begin)
    return wording or p.wording(place.end, min(len(p.terms), place.end + 5))
