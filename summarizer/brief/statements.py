"""Chosen units as sentences that stand on their own: what a unit leans on is put in its place, from the source itself.

A task gets who is to act from the heading or lead-in above it (`2. Giao Sở Tài chính:`), an order without a subject who
gives it, a figure under the name of a place that name; the marks of lists go. Tasks of one body are one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from summarizer.brief.bodies import TRIGGERS, LeadIn, addressed, body_at, issues, lead_in, names_body, place
from summarizer.brief.drafting import Draft, Part, Said, begins_with_verb, inside, length, spans_of
from summarizer.brief.mentions import Mentions
from summarizer.brief.opening import Opening
from summarizer.brief.outline import Opener, unmarked
from summarizer.brief.units import Group, Unit, predicated, stands_alone
from summarizer.document.model import Article, Span
from summarizer.facts.model import Facts
from summarizer.text.data import load
from summarizer.text.letters import UPPER
from summarizer.text.phrases import alternatives

_ORDERED: Final = re.compile(rf"(?:{'|'.join(TRIGGERS)})(?!\w)", re.IGNORECASE)
_BANS: Final = re.compile(r"(?:Nghiêm cấm|Cấm|Kêu gọi|Khuyến cáo)(?!\w)", re.IGNORECASE)
_TIMED: Final = re.compile(
    r"(?:Trước|Chậm nhất|Định kỳ|Hằng)\s[^,;:]{2,40}?\s(?:gửi|báo cáo|nộp|trình|hoàn thành|có báo cáo|tổng hợp)\s"
)
_REQUESTS: Final = frozenset(("đề nghị", "kính đề nghị", "kiến nghị", "khuyến cáo", "kêu gọi", "mời"))
_ASKED: Final = re.compile(rf"(?:^|[,;]\s)(?P<verb>{'|'.join(sorted(_REQUESTS))})\s*:\s*$", re.IGNORECASE)
_CLAUSE: Final = re.compile(r";\s+")
_DIRECTS: Final = frozenset(("chỉ đạo", "đôn đốc"))  # triggers that are tasks of a body under which they stand, too
_COLON: Final = re.compile(r"\s*:\s*")
_LABEL: Final = re.compile(rf"(?P<label>{alternatives(load(__package__, 'official.toml')['labels'])})\s+(?=[{UPPER}])")
_ACT: Final = re.compile(rf"(?:{alternatives(load(__package__, 'official.toml')['acts'])})(?!\w)")
_VALUE: Final = 12  # words of a label, and of a value that stands under one
_TOGETHER: Final = 60  # syllables of a sentence that joins the tasks of one body
_DATED: Final = ("date", "period")


@dataclass(frozen=True, slots=True)
class Subject:
    """Who acts, or of which place or matter a unit tells: `draft` goes before it, with a colon where it `labels`."""

    draft: Draft
    labels: bool = False
    place: bool = False


@dataclass
class Statements:
    """Drafts of the chosen units of one article.

    `above` are the openers of every sentence (`outline.outline`); `opening` is that of the brief, said before.
    """

    article: Article
    facts: Facts
    above: Sequence[tuple[Opener, ...]]
    opening: Opening | None = None
    mentions: Mentions = field(init=False)

    def __post_init__(self) -> None:
        self.mentions = Mentions(self.article)

    def drafts(self, groups: Iterable[Group]) -> list[Draft]:
        """One draft a sentence of the brief, in order; the opening of an official document first.

        Where the document reports, its first statement names whose report it is.
        """
        found: list[tuple[Subject | None, Draft]] = []
        pending = self.opening.source if self.opening else ()
        if self.opening and not pending:
            found.append((None, self.opening.draft))
        said: list[Span] = []
        for group in groups:
            unit = _whole(group)
            subject = self.subject(unit)
            body = self._body(unit, subject, said)
            said.extend(_spans(body))
            if subject is None and pending and not self._instructs(unit):
                found.append((None, (*pending, ",", *self._period(unit), *self._small(body))))
                pending = ()
                continue
            last = found[-1] if found else (None, ())
            if (
                subject
                and not subject.labels
                and last[0] == subject
                and length(self.article, (*last[1], *body)) <= _TOGETHER
            ):
                found[-1] = (subject, (*last[1], ";", *body))
            elif subject:
                found.append((subject, (*subject.draft, *((":",) if subject.labels else ()), *body)))
            else:
                found.append((None, body))
        if pending and self.opening:
            found.insert(0, (None, self.opening.draft))
        return [draft for _, draft in found]

    def subject(self, unit: Unit) -> Subject | None:
        """What a unit lacks that stands above it; None where it has its own subject, or nothing is known."""
        line = self._line(unit)
        words = line.of(self.article.text)
        openers = self.above[unit.sentence]
        if unit.subject is not None and not unit.subject.overlaps(line):
            return Subject(self._named(unit.subject))
        if begins_with_verb(words) or _TIMED.match(words):
            return self._orderer(words, openers, line) or self._actor(unit, openers)
        return self._asked(line, openers) or self._placed(words, openers) or self._labelled(words, openers)

    def _line(self, unit: Unit) -> Span:
        return unmarked(self.article.text, Span(unit.start, unit.end))

    def _orderer(self, words: str, openers: Sequence[Opener], line: Span) -> Subject | None:
        """Who says `Giao Sở Tài chính …`, `Đề nghị các bộ …`."""
        trigger = _ORDERED.match(words)
        banned = _BANS.match(words) is not None
        if not banned:
            given = Span(line.start + trigger.end() + 1, line.end) if trigger else None
            # whom it orders, though the name cannot be told from what is said of it
            if given is None or not (names_body(self.article, given) or body_at(self.article, given.start, given.end)):
                return None
        own = banned or (trigger is not None and trigger[0].lower() in _DIRECTS)  # `1. UBND các tỉnh: … Cấm biển`
        if own and (body := self._nearest(openers)) is not None:
            return Subject(self._named(body))
        said = self._lead(openers)
        if self.opening is not None and self.opening.issuer:
            return Subject(self.opening.issuer)
        return Subject((said.issuer,)) if said and said.issuer else None

    def _nearest(self, openers: Sequence[Opener]) -> Span | None:
        """The body that is to act by the innermost line above which names one, where that orders nothing itself."""
        for opener in reversed(openers):
            if (body := addressed(self.article, opener.span)) is not None:
                return None if issues(self.article, opener.span) else body
            if opener.leads and lead_in(self.article, opener.span).issuer is not None:
                return None
        return None

    def _actor(self, unit: Unit, openers: Sequence[Opener]) -> Subject | None:
        """Who is to carry out a task: its own sentence first, then the innermost line above that names a body, else who
        has it done."""
        if (own := self._own(unit)) is not None:
            return own
        for opener in reversed(openers):
            if opener.leads and issues(self.article, opener.span):
                continue
            if (body := addressed(self.article, opener.span)) is not None:
                return Subject(self._named(body))
            if opener.leads and (said := lead_in(self.article, opener.span)).issuer is not None:
                return self._ordered(said)
        if (body := self._before(unit)) is not None:
            return Subject(self._named(body))
        if _ORDERED.match(unit.of(self.article.text)):
            return None  # `Đề nghị gắn mã … được nêu`: no verb, but what somebody asked for
        trigger: Span | None = None
        for directive in self.facts.directives:
            trigger = directive.trigger or (trigger if directive.inherited else None)
            if directive.action.overlaps(unit) and directive.addressee and directive.addressee.end <= unit.start:
                if self.opening is None and directive.issuer and trigger:  # nobody has said who orders it
                    return self._ordered(LeadIn(directive.issuer, trigger, directive.addressee))
                return Subject(self._named(directive.addressee))
        return None

    def _own(self, unit: Unit) -> Subject | None:
        """Who acts in the clauses before in a unit's sentence, the nearest first; headings above may name others."""
        text = self.article.text
        start = self.article.sentences[unit.sentence].start
        for clause in reversed(_CLAUSE.split(text[start : unit.start])):
            end = start + text[start : unit.start].rindex(clause) + len(clause)
            line = unmarked(text, Span(end - len(clause), end))
            if not clause.strip() or issues(self.article, line):
                continue
            said = lead_in(self.article, line)
            if said.issuer is not None:
                return self._ordered(said)
            if said.addressee is not None:
                return Subject(self._named(said.addressee))
        return None

    def _before(self, unit: Unit) -> Span | None:
        """The body that the list item of a unit opened with, for a later sentence of the item."""
        sentence = self.article.sentences[unit.sentence]
        if sentence.role != "item" and self.article.card is None:
            return None
        first = unit.sentence
        while first and self.article.sentences[first - 1].paragraph == sentence.paragraph:
            first -= 1
        if first == unit.sentence:
            return None
        line = unmarked(self.article.text, self.article.sentences[first])
        return body_at(self.article, line.start, line.end)

    def _asked(self, line: Span, openers: Sequence[Opener]) -> Subject | None:
        """Who asks it of the body that a unit names: what is but asked for would read as done without it."""
        if not names_body(self.article, line):
            return None
        if (bidden := self._bidden(openers)) is not None:
            return bidden
        said = self._lead(openers)
        if said is None or said.trigger is None:
            return None
        asks = said.trigger.of(self.article.text).lower() in _REQUESTS
        return self._ordered(replace(said, addressee=None)) if asks else None

    def _bidden(self, openers: Sequence[Opener]) -> Subject | None:
        """Whose document it is, where a lead-in asks and names nobody who does: `Để kịp mùa vụ, đề nghị:`."""
        if self.opening is None or not self.opening.issuer:
            return None
        for opener in reversed(openers):
            if opener.leads and lead_in(self.article, opener.span).issuer is not None:
                return None
            if opener.leads and (asked := _ASKED.search(self.article.text, opener.span.start, opener.span.end)):
                verb = Span(asked.start("verb"), asked.end("verb"))
                return Subject((*self.opening.issuer, inside(self.article, verb, free=True)))
        return None

    def _ordered(self, said: LeadIn) -> Subject | None:
        assert said.issuer is not None
        assert said.trigger is not None
        if self.opening is not None and said.addressee is not None and said.addressee in spans_of(self.opening.draft):
            return Subject((said.addressee,))
        if said.addressee is not None:
            return Subject((said.issuer, inside(self.article, said.trigger), said.addressee))
        return Subject((said.issuer, inside(self.article, said.trigger)))

    def _lead(self, openers: Sequence[Opener]) -> LeadIn | None:
        for opener in reversed(openers):
            if opener.leads and (said := lead_in(self.article, opener.span)).issuer is not None:
                return said
        return None

    def _placed(self, words: str, openers: Sequence[Opener]) -> Subject | None:
        """The place that a heading names, for a unit that does not name it."""
        for opener in reversed(openers):
            if (named := place(self.article, opener.span)) is not None:
                name = named.of(self.article.text)
                return None if name.lower() in words.lower() else Subject((named,), labels=True, place=True)
        return None

    def _labelled(self, words: str, openers: Sequence[Opener]) -> Subject | None:
        """The label that a value without a predicate stands under: `Thời gian thực hiện:` over `Từ nay đến hết năm.`"""
        label = openers[-1] if openers and openers[-1].leads else None
        if label is None or self.article.card is None or len(words.split()) > _VALUE or predicated(words):
            return None
        name = Span(label.span.start, label.span.start + len(label.span.of(self.article.text).rstrip(" :")))
        said = lead_in(self.article, label.span)
        if said.issuer or said.addressee or len(name.of(self.article.text).split()) > _VALUE:
            return None
        return None if _ASKED.search(label.span.of(self.article.text)) else Subject((name,), labels=True)

    def _named(self, body: Span) -> Draft:
        return (body,)

    def _body(self, unit: Unit, subject: Subject | None, said: Sequence[Span]) -> Draft:
        line = self._line(unit)
        text = self.article.text
        if subject is None and (body := body_at(self.article, line.start, line.end)) is not None:
            colon = _COLON.match(text, body.end, line.end)
            if colon and begins_with_verb(text[colon.end() : line.end]):
                return (body, inside(self.article, Span(colon.end(), line.end)))
        if subject is not None:
            return (inside(self.article, line, free=True),)
        if self.article.card is not None and (label := _LABEL.match(text, line.start, line.end)):
            rest = Span(label.end(), line.end)
            if _ACT.match(text, rest.start) and stands_alone(rest.of(text)):
                return (rest,)
            return (Span(line.start, label.end("label")), ":", inside(self.article, rest, free=True))
        return self.mentions.pointed(line, said) or (line,)

    def _small(self, body: Draft) -> Draft:
        """A draft that goes on inside a sentence."""
        first = body[0]
        return (inside(self.article, first, free=True), *body[1:]) if isinstance(first, Span) else body

    def _instructs(self, unit: Unit) -> bool:
        return any(d.action.overlaps(unit) for d in self.facts.directives) or begins_with_verb(
            self._line(unit).of(self.article.text)
        )

    def _period(self, unit: Unit) -> Draft:
        """The time that the title gives, for a result that gives none."""
        title = self.article.title
        figures = self.facts.figures
        if title is None or any(f.kind in _DATED and f.span.overlaps(unit) for f in figures):
            return ()
        periods = [f.span for f in figures if f.kind in _DATED and title.covers(f.span)]
        whole = self.article.text[title.start : title.end]
        if len(periods) != 1 or whole.isupper():
            return ()
        return (inside(self.article, periods[0]), ",")


def _whole(group: Group) -> Unit:
    return replace(group[0], end=group[-1].end)


def _spans(draft: Sequence[Part]) -> list[Span]:
    return [p.span if isinstance(p, Said) else p for p in draft if not isinstance(p, str)]
