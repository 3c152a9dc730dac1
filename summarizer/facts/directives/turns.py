"""What a clause of a sentence adds to the order it stands under, or takes away from it."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from summarizer.document.model import Span
from summarizer.facts.actors import Actor, actor_at
from summarizer.facts.directives.clauses import BULLETS, Clause, skip_openers
from summarizer.facts.directives.emit import rstrip
from summarizer.facts.directives.frames import lead
from summarizer.facts.directives.inherit import goes_on
from summarizer.facts.directives.model import Found, Order, Read
from summarizer.facts.directives.speech import trailing
from summarizer.facts.directives.triggers import Candidate
from summarizer.facts.directives.verbs import adverb, verb
from summarizer.facts.gazetteer import directive_words
from summarizer.facts.model import Directive
from summarizer.facts.phrases import Line
from summarizer.facts.ranks import rank

#: Commands that an addressee may be told to pass on, under an order from above.
PASSED_ON: Final = (
    "chỉ đạo",
    "đề xuất",
    "kiến nghị",
    "phân công",
    "quán triệt",
    "nhắc nhở",
    "kêu gọi",
    "giao",
    "lưu ý",
)


def passes_on(line: Line, at: Candidate, subject: Actor, clause: Clause, order: Order) -> bool:
    """Whether the command is itself what the subject was told to do (`Bộ A tiếp tục chỉ đạo …` after an order)."""
    below = subject.kind == "office" and at.word(line) in ("chỉ đạo", "phân công", "giao")
    if (
        at.word(line) not in PASSED_ON
        or line.at(at.end) == ":"
        or not (below or subject.kind in ("body", "group", "place"))
    ):
        return False
    if subject.start > skip_openers(line, clause.start, clause.end) or order.issuer is None:
        return False
    if at.start > subject.end and not below:
        return adverb(line, subject.end) > 0 or verb(line, subject.end) > 1
    above = Line.of(line.text, order.issuer.span.start, order.issuer.span.end)
    return rank(above, 0, len(above)) > rank(line, subject.start, subject.end) > 0


def before_speaker(read: Read, clause: Clause) -> Clause:
    """The clause without who said it behind its quotation."""
    behind = trailing(read.line, read.said)
    if behind is None or behind.actor.start <= clause.start:
        return clause
    return Clause(clause.start, max(clause.start + 1, rstrip(read.line, clause.start, behind.actor.start)))


def nobodys(order: Order | None) -> bool:
    """Whether nobody in particular has given the last order."""
    return order is None or order.issuer is None


def said_before(one: Found, last: Directive, line: Line) -> bool:
    """Whether a clause of a quotation has the very trigger, behind the quotation, that the clause before it had."""
    return (
        one.trigger is not None
        and one.trigger[0] >= one.end
        and last.trigger == line.span(*one.trigger)
        and not lead(line, one.start)
    )


def led_by(read: Read, clause: Clause, one: Found, order: Order, here: bool) -> list[Found]:
    """What goes on under the order before a modal of its own (`Ngành điện đẩy mạnh tiết kiệm …, giá phải phù hợp`)."""
    line = read.line
    if one.start - clause.start < 8 or line.at(one.start - 1) not in (",", "…", "...", "."):
        return []
    went = goes_on(read, Clause(clause.start, rstrip(line, clause.start, one.start)), order, here)
    return [went] if went is not None and went.frame.addressee is not None else []


def topic(line: Line, clause: Clause, end: int) -> Span | None:
    """The body that a clause turns to before who speaks: `Đối với chính quyền các địa phương, Thủ tướng yêu cầu …`."""
    i = skip_openers(line, clause.start, end)
    if line.low[i : i + 2] != ("đối", "với"):
        return None
    actor = actor_at(line, i + 2)
    told = actor is not None and actor.kind in ("body", "group", "office", "place") and line.at(actor.end) == ","
    return line.span(actor.start, actor.end) if actor is not None and told and actor.end < end else None


def only_bans(line: Line, clause: Clause, one: Found) -> bool:
    """Whether all that was found is a ban within a longer work (`tăng cường tuần tra …, không để xảy ra ùn tắc`)."""
    inner = one.trigger is not None and one.start == one.trigger[0] > clause.start
    return (
        inner
        and line.low[one.start] in ("không", "tuyệt", "kiên", "dứt", "nghiêm", "phấn")
        and line.at(one.start - 1) == ","
    )


def background(line: Line) -> bool:
    """Whether the sentence tells of earlier orders: `Trước đó, … đã yêu cầu`, `Tháng 5, … đã chỉ đạo`."""
    i = 1 if line.low[0] in BULLETS and len(line) > 1 else 0
    words = directive_words()
    if words.background.length(line, i) or line.low[i : i + 2] == ("có", "phải"):
        return True
    if any(line.low[m : m + 3] == (",", "trước", "đó") for m in range(min(12, len(line)))):
        return True
    told = any(t in ("đã", "từng") for t in line.low[i:30])
    if line.low[i] in ("tháng", "năm", "hôm") and line.at(i + 1)[:1].isdigit():
        return told
    if line.low[i] == "từ" and line.at(i + 1) in ("tháng", "năm", "ngày") and line.at(i + 2)[:1].isdigit():
        return True
    since = line.low[i:24]
    return any(t == "hồi" and u in ("tháng", "năm", "ngày", "cuối", "đầu", "giữa") for t, u in pairwise(since))
