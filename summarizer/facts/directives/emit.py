"""From a directive in tokens to spans: its ends, its deadline, its polarity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from summarizer.document.model import Span
from summarizer.facts.deadlines import deadline_in, due_date
from summarizer.facts.directives.clauses import END, Clause, Quote, quote_at
from summarizer.facts.directives.model import Found
from summarizer.facts.gazetteer import directive_words
from summarizer.facts.model import Directive, Polarity
from summarizer.facts.phrases import QUOTES, Line, syllables

#: How far before a directive an adverbial with its deadline may begin, in tokens.
_FRONT = 60
_REASON = syllables("mấy đây hiện lo cho đã theo số nếu thời hầu đa nhiều trong")
_TURNS = syllables("trong tuy song nhưng do vì")
_TOLD = syllables("đã sẽ đang được bị là")


def directive(line: Line, one: Found, quotes: Sequence[Quote], front: int, today: date | None) -> Directive:
    """The directive with its spans. `front` is the token where an adverbial before it may begin (`Đến năm 2030, …`)."""
    a, b = one.frame.action
    b = rstrip(line, a + 1, _reasonless(line, a, _unquoted(line, a, min(b, one.end), quotes)))
    inside = one.trigger is not None and one.start <= one.trigger[0] < one.end
    end = max(b, a + 1, one.trigger[1] if one.trigger and inside else 0)
    duty = one.inherited or (one.trigger is not None and directive_words().modals.length(line, one.trigger[0]) > 0)
    deadline = (
        deadline_in(line, min(max(front, one.start - _FRONT), one.start), end, a, today, frontal=duty) or one.deadline
    )
    action = line.span(a, max(b, a + 1))
    if deadline is not None:
        action = _without(line.text, action, deadline)
    return Directive(
        span=line.span(one.start, end),
        action=action,
        trigger=line.span(*one.trigger) if one.trigger else None,
        issuer=one.issuer.span if one.issuer else None,
        addressee=one.whom(line),
        deadline=deadline,
        due=due_date(deadline.of(line.text), today) if deadline else None,
        strength=one.strength,
        polarity=_polarity(line, one),
        inherited=one.inherited,
    )


def acts(line: Line, one: Found) -> bool:
    """Whether the action holds a word at all."""
    a, b = one.frame.action
    return line.word(a) or any(line.word(k) for k in range(a, min(b, one.end, a + 8)))


def continues(line: Line, clause: Clause) -> bool:
    """Whether a clause behind a semicolon only goes on with a list (`tạm dừng xe container; xe tải trên 10 tấn`)."""
    told = any(t in _TOLD for t in line.low[clause.start : clause.end])
    return (
        not told
        and clause.end - clause.start <= 60
        and line.low[clause.start] not in ("trong", "tuy", "song", "nhưng", "do", "vì")
    )


def extended(line: Line, one: Directive, clause: Clause) -> Directive:
    """A directive with a further clause of its list."""
    end = line.end[clause.end - 1]
    action = one.action if one.deadline and one.deadline.start >= one.action.end else Span(one.action.start, end)
    return replace(one, span=Span(one.span.start, end), action=action)


def rstrip(line: Line, a: int, b: int) -> int:
    """The end `b` of a clause moved before stops, quotation marks and a connective that led over to the next clause."""
    while b > a:
        if b - a > 2 and line.low[b - 2 : b] == (".", "/"):  # "./." closes official papers
            b -= 2
        elif line.low[b - 1] in END or line.low[b - 1] in ("và", "nhưng", "song"):
            b -= 1
        elif b - a > 1 and line.low[b - 2 : b] == ("đồng", "thời"):
            b -= 2
        else:
            break
    return b


def _unquoted(line: Line, a: int, b: int, quotes: Sequence[Quote]) -> int:
    """End of an action whose quotation closes before its clause does, because an attribution follows."""
    for k in range(a, b):
        if line.low[k] in QUOTES:
            quote = quote_at(quotes, line.start[k])
            if quote is not None and line.start[k] == quote.end - 1 and quote.start < line.start[a]:
                return k
    return b


def _reasonless(line: Line, a: int, b: int) -> int:
    """End of an action before the reason that follows it (`…, bởi đây là …`, `… vì hiện nay …`)."""
    for k in range(a + 3, b):
        low = line.low[k]
        because = low == "bởi" and line.low[k - 1] not in ("được", "bị", "gây")
        if line.low[k : k + 2] == ("và", "sẽ"):  # "yêu cầu … và sẽ làm việc với …": its own plan
            return k
        if low == "theo" and k >= a + 4 and line.low[k - 1] == "," and _sourced(line, k + 1):
            return k - 1
        if k >= a + 5 and (because or (low == "vì" and line.at(k + 1) in _REASON)):
            return k
    return b


def _sourced(line: Line, i: int) -> bool:
    """Whether what follows `theo` names who or what orders (`…, theo yêu cầu của Thủ tướng`, `…, theo Nghị quyết`)."""
    words = directive_words()
    return line.capital(i) or words.commands.length(line, i) > 0 or line.low[i : i + 2] == ("nghị", "quyết")


def _without(text: str, action: Span, deadline: Span) -> Span:
    """The action without a deadline at its very end, and without the verb that only carries it."""
    if deadline.end != action.end or deadline.start <= action.start:
        return action
    cut = text[action.start : deadline.start].rstrip(" ,")
    for carrier in (", hoàn thành", ", xong", ", hoàn tất"):
        cut = cut.removesuffix(carrier)
    return Span(action.start, action.start + len(cut)) if cut else action


def _polarity(line: Line, one: Found) -> Polarity:
    """Whether the directive forbids: its trigger does, or its action begins so."""
    words = directive_words()
    if one.trigger and words.do_not.length(line, one.trigger[0]):
        return "do_not"
    return "do_not" if words.do_not.length(line, one.frame.action[0]) else "do"
