"""Marks and rules joined: what the marker found, with exact values, dates and the order state of the document."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from summarizer.document.model import Article, Span
from summarizer.engines.base import STRENGTHS, DirectiveMark, FigureMark, Marker, Tags
from summarizer.facts import cells, clauses, dates, formulas, leadins, orders, parting, tasks
from summarizer.facts.labels import by_deed, labelled
from summarizer.facts.limits import dates_a_paper, due_date, limit_in, looks_back, opening, told_below, within
from summarizer.facts.model import Directive, Facts, Figure, Polarity
from summarizer.facts.orders import TRIGGER_SURE, OrderState, speakers, sure
from summarizer.text.data import load
from summarizer.text.phrases import patterns

KEY: Final = 0.5
"""Figures above this are key; chosen on development rows."""
SURE: Final = 0.7
"""Directives below this confidence are left out; chosen on development rows for precision."""
_PASSED: Final = timedelta(days=31)
"""A day so long before a news article's own was no limit: `công nhận hội đồng được bầu ngày 2-8-2014`."""
_WORDS: Final = 3
"""A shorter action is a piece of one (+0.02 on development news)."""
_RE: Final = patterns(load(__package__, "data", "marked.toml"))
_DEADLINE_SURE: Final = 0.5
_DENIAL: Final = 30
_HEADING: Final = 10
"""Words before a colon that are no task themselves: `Chuyển đổi số, cải cách hành chính: Sở Khoa học …`."""
_HEAD: Final = 2
"""So few syllables between the start of a clause and an action belong to it: `Phấn` before `đấu đạt …`."""
_OBJECT: Final = 3
"""And so few in small letters between a word that orders and the action."""
_QUOTES: Final = '“"('
_TAIL: Final = 4
"""And so few between its end and the next stop; on development rows six actions in 147 more end as annotated."""
_NEAR: Final = 200
"""Characters before an action in which issuer, trigger and addressee still belong to its clause."""


def marked(article: Article, figures: Sequence[Figure], marker: Marker) -> Facts:
    """The facts of an article whose figures were found by rule."""
    timed = [f for f in figures if f.kind in ("date", "period")]
    others = [f for f in figures if f.kind not in ("date", "period")]
    marks = marker.mark(article, [f.span for f in timed], [f.span for f in others])
    known: dict[Span, FigureMark] = dict(zip([f.span for f in (*timed, *others)], marks.figures, strict=True))
    lengths = [f for f in figures if f.kind in ("date", "period", "measure")]
    pointed, found = _known(article, marks.directives)
    state = OrderState(
        article,
        speakers(article, found),
        list(orders.bans(article)),
        under=leadins.under(article),
        told=leadins.addressees(article, pointed),
    )
    nobody = formulas.directs_nobody(article)
    told = (m for m in found if m.confidence >= SURE and not nobody(m) and not _leads(article.text, m.action))
    whole = (replace(m, action=_clause(article, m)) for m in told)
    kept = _apart(article, (m for m in whole if _whole(m.action.of(article.text))))
    forbidden = [DirectiveMark(ban, tasks.SURE, "order", 1.0) for ban in state.bans]
    directives = tuple(_directives(article, _besides(_parted(article, kept, marks.tags), forbidden), state, lengths))
    if article.card is not None:
        directives = tuple(_no_petition(_handed_over(article.text, directives)))
    limits = [d.deadline for d in directives if d.deadline is not None and d.due is not None]
    ahead = {f.span for limit in limits for f in within(figures, limit)}
    named = (_figure(article, f, known[f.span], ahead, figures) for f in figures)
    return Facts(cells.weighed(article, list(named)), directives, marked=True)


def _known(article: Article, marks: Sequence[DirectiveMark]) -> tuple[list[DirectiveMark], list[DirectiveMark]]:
    """The marks with names that are whole and alone; and those outside tables of tasks, with what is known by form."""
    text = article.text
    own = [replace(m, addressee=formulas.body(text, m.addressee), issuer=formulas.body(text, m.issuer)) for m in marks]
    tables = list(tasks.tables(article))
    free = [m for m in own if not any(table.covers(m.action) for table in tables)]
    return own, _besides(formulas.joined(article, free), [*tasks.tabled(article), *formulas.executions(article)])


def _directives(
    article: Article, marks: Iterable[DirectiveMark], state: OrderState, times: Sequence[Figure]
) -> Iterator[Directive]:
    told = list(clauses.conditioned(article, marks))
    actions = [mark.action for mark, _ in told]
    for i, (mark, condition) in enumerate(told):
        found = _directive(article, mark, state, _own(article, actions, i), times)
        if not _decided(article, found):
            yield replace(found, condition=condition)


def _no_petition(directives: Sequence[Directive]) -> Iterator[Directive]:
    """In a document a task that no word asks for is of the kind that most tasks of the same body are, rather than a
    petition."""
    kinds = Counter((d.addressee, d.strength) for d in directives)
    for d in directives:
        alone = d.inherited and d.strength == "petition"
        yield replace(d, strength=max(reversed(STRENGTHS), key=lambda s: kinds[d.addressee, s])) if alone else d


def _handed_over(text: str, directives: Sequence[Directive]) -> list[Directive]:
    """What is drawn up has the limit by which it is handed over: `Lập phương án, trình UBND tỉnh trước ngày 15/9`."""
    out = list(directives)
    for i in range(len(out) - 1, 0, -1):
        task, then = out[i - 1], out[i]
        if task.deadline is None and then.deadline is not None and then.action.start <= then.deadline.start:
            handed = _RE["hands_over"].match(text, task.action.end)
            if handed is not None and handed.start("verb") == then.action.start:
                out[i - 1] = replace(task, deadline=then.deadline, due=then.due)
    return out


def _decided(article: Article, told: Directive) -> bool:
    """Whether a line above says that the authority itself does this: `Ủy ban Thường vụ Quốc hội quyết định:`."""
    who, issuer = told.addressee, told.issuer
    if article.card is None or not told.inherited or who is None or issuer is None:
        return False
    above = article.sentence_at(who.start) != article.sentence_at(told.action.start)
    return above and orders.name_of(article, who) == orders.name_of(article, issuer)


def _leads(text: str, action: Span) -> bool:
    """Whether words are the head of an item (`2. Về | giải phóng mặt bằng`), or a lead-in: `chủ trì, phối hợp với:`."""
    said = action.of(text)
    if text.endswith("Về ", 0, action.start):
        return True
    return text.startswith(":", action.end) and (len(said.split()) <= _HEADING or _RE["leads"].search(said) is not None)


def _besides(marks: Sequence[DirectiveMark], known: Sequence[DirectiveMark]) -> list[DirectiveMark]:
    """The marks and what is known by form, in text order; a mark on the same words gives way."""
    known = sorted(known, key=lambda k: k.action.start)
    ends = [k.action.end for k in known]

    def free(mark: DirectiveMark) -> bool:
        i = bisect_right(ends, mark.action.start)
        return i == len(known) or mark.action.end <= known[i].action.start

    rest = [m for m in marks if free(m)]
    return sorted([*rest, *known], key=lambda m: m.action.start)


def _figure(
    article: Article, figure: Figure, mark: FigureMark, ahead: Collection[Span], figures: Sequence[Figure]
) -> Figure:
    """The figure with its marks; what is a limit lies ahead, whatever else its sentence tells."""
    if figure.date is not None and figure.span in ahead:
        figure = replace(figure, date=dates.resolve(figure.span.of(article.text), article.date, "future"))
    reached = figure.kind == "ratio" and figure.unit == "chỉ tiêu"  # how many of the targets: a report's first figure
    cited = figure.kind == "date" and dates_a_paper(article.text, figure.span)
    weighed = replace(figure, salience=mark.key, key=reached or (mark.key >= KEY and not cited))
    return cells.named(article, weighed) or by_deed(article, labelled(article, weighed, mark.label, figures))


def _whole(action: str) -> bool:
    """Whether words can be something to do: not a piece, a condition, or the lead-in of a list."""
    closed = action.count("(") >= action.count(")")
    return len(action.split()) >= _WORDS and closed and not _RE["no_action"].search(action)


def _apart(article: Article, marks: Iterable[DirectiveMark]) -> list[DirectiveMark]:
    """Actions that share no word: one that runs on into the next ends there, one inside the last is a piece of it."""
    out: list[DirectiveMark] = []
    for mark in marks:
        if out and out[-1].action.covers(mark.action):
            continue
        if out and out[-1].action.start <= mark.action.start < out[-1].action.end:
            last = out.pop()
            rest = _RE["loose"].sub("", article.text[last.action.start : mark.action.start])
            if _whole(rest):
                out.append(replace(last, action=Span(last.action.start, last.action.start + len(rest))))
        out.append(mark)
    return out


def _parted(article: Article, marks: Sequence[DirectiveMark], tags: Mapping[int, Tags]) -> list[DirectiveMark]:
    """Marks that only a comma or the like stands between, taken together and parted where a task ends."""
    text, office = article.text, article.card is not None
    chains: list[list[DirectiveMark]] = []
    for mark in marks:
        between = text[chains[-1][-1].action.end : mark.action.start] if chains else "\n"
        joined = (between.isspace() and office) or parting.SEPARATOR.fullmatch(between)
        if "\n" not in between and joined:
            chains[-1].append(mark)
        else:
            chains.append([mark])
    out = []
    for chain in chains:
        whole = Span(chain[0].action.start, chain[-1].action.end)
        starts = [m.action.start for m in chain]
        place = article.sentence_at(whole.start)
        listed = place is not None and article.sentences[place].role != "body"  # as in a document
        told = {} if office or listed else tags
        for span in parting.parted(text, whole, starts[1:], office=office, tags=told):
            own = chain[max(0, bisect_right(starts, span.start) - 1)]
            first = own.action.start == span.start
            out.append(replace(own, action=span) if first else replace(own, action=span, trigger=None, inherited=1.0))
    return out


def _clause(article: Article, mark: DirectiveMark) -> Span:
    """The action to the edges of its clause, where the marker began or ended a syllable or two beside them."""
    text, start, end = article.text, mark.action.start, mark.action.end
    who = sure(mark.addressee, TRIGGER_SURE)
    start = who.end if who is not None and who.start <= start < who.end < end else start  # `Sở X: | Sở X rà soát`
    head = 0
    for m in _RE["border"].finditer(text, max(0, start - 40), start):
        item = _RE["item"].match(text, m.end(), start)
        head = item.end() if item else m.end()
    words = " ".join(text[head:start].lower().split())
    told = (sure(s, TRIGGER_SURE) for s in (mark.trigger, mark.issuer, mark.addressee))
    named = max((s.end for s in told if s is not None and head < s.end <= start), default=None)
    near = _HEAD
    if named is not None:
        ordered = (t := sure(mark.trigger, TRIGGER_SURE)) is not None and t.end == named
        words = text[named:start].strip()
        whom = not words.islower() or _RE["no_action"].search(f"{words} ")  # `các xã`
        near = _OBJECT if ordered and not whom else 1
        head = named  # `…, đơn vị | tập | trung`, `đề nghị | lùi thời điểm | áp dụng`
    if head and 0 < len(words.split()) <= near and not _RE["links"].search(words.lower()):
        start = head + len(text[head:start]) - len(text[head:start].lstrip())
    denied = _RE["denies"].search(text, max(0, start - _DENIAL), start)
    start = denied.start() if denied else start  # `Chưa xem xét …` is no task to `xem xét`
    end = _clause_end(text, start, end)
    start = item.end() if (item := _RE["item"].match(text, start, end)) else start
    while start < end and not text[start].isalnum() and text[start] not in _QUOTES:
        start += 1  # `| Rà soát hộ nghèo`: the line of a table
    loose = _RE["loose"].search(text[start:end])
    return Span(start, start + loose.start() if loose is not None else end)


def _clause_end(text: str, start: int, end: int) -> int:
    """Where an action ends that the marker ended at `end`: without the condition of the next one, with its own."""
    stop = _RE["stop"].search(text, end)
    hangs = stop is not None and text[end : end + 1] == " " and _RE["hangs"].search(text, start, end) is not None
    if stop is not None and (hangs or _RE["cut"].match(text, end) or len(text[end : stop.start()].split()) <= _TAIL):
        end += len(text[end : stop.start()].rstrip())
    if text.endswith("thì", start, end) or text.startswith(" thì ", end):  # the condition of what follows
        end = max(start, text.rfind(";", start, end), text.rfind(",", start, end))
    said = text[start:end]
    if text.startswith("”", end) and said.count("“") > said.count("”"):
        end += 1
    elif text.startswith('"', end) and said.count('"') % 2:
        end += 1  # `… theo phương châm "bốn tại chỗ|"`
    held = clauses.HELD.match(text, end)
    return held.end() if held is not None else end  # `… trừ trường hợp khẩn cấp`


def _own(article: Article, actions: Sequence[Span], i: int) -> Span:
    """Where the deadline of the i-th action may stand: its sentence, but for what is its neighbours'."""
    action = actions[i]
    first, last = (article.sentence_at(at) for at in (action.start, action.end - 1))
    start = article.sentences[first].start if first is not None else action.start
    end = article.sentences[last].end if last is not None else action.end
    if i and actions[i - 1].end <= action.start:
        start = max(start, actions[i - 1].end)
    if i + 1 < len(actions):
        end = max(action.end, min(end, actions[i + 1].start))
    return Span(start, end)


def _deadline(article: Article, mark: DirectiveMark, own: Span, times: Sequence[Figure]) -> Span | None:
    """What is pointed at, if it stands with the action; else what a rule finds from the action on."""
    text = article.text
    pointed = sure(mark.deadline, _DEADLINE_SURE)
    found = limit_in(text, Span(mark.action.start, own.end), times)
    above = mark.confidence == tasks.SURE and pointed is not None and pointed.end <= own.start  # for `-nt-`
    barred = pointed is not None and (dates_a_paper(text, pointed) or looks_back(text, pointed))
    if pointed is not None and (above or own.covers(pointed)) and not barred:
        return pointed
    if found is None and article.card is not None:
        found = opening(text, Span(own.start, mark.action.start), times) or told_below(article, mark.action.end)
    return found


def _directive(
    article: Article, mark: DirectiveMark, state: OrderState, own: Span, times: Sequence[Figure]
) -> Directive:
    text = article.text
    issuer, addressee = state.who(mark)
    trigger = sure(mark.trigger, TRIGGER_SURE)
    if trigger is not None and mark.action.end <= trigger.start:
        trigger = None  # the next clause's
    index = article.sentence_at(mark.action.start)
    sentence = article.sentences[index] if index is not None else mark.action
    deadline = _deadline(article, mark, own, times)
    due = due_date(deadline.of(text), article.date, mark.action.of(text)) if deadline is not None else None
    if due and article.card is None and article.date is not None and article.date - due > _PASSED:
        deadline = due = None
    near = [
        s
        for s in (issuer, trigger, addressee)
        if s is not None and sentence.start <= s.start < mark.action.start and mark.action.start - s.end < _NEAR
    ]
    start = min([mark.action.start, *(s.start for s in near)])
    return Directive(
        Span(start, mark.action.end),
        mark.action,
        trigger,
        issuer,
        addressee,
        deadline,
        due,
        mark.strength,
        "do_not" if orders.ban_at(state.bans, mark.action.start) else _polarity(text, mark.action, trigger),
        trigger is None,
        confidence=mark.confidence,
    )


def _polarity(text: str, action: Span, trigger: Span | None) -> Polarity:
    """What is forbidden by the action or its trigger; a ban does not reach over to the next clause."""
    apart = trigger is None or _RE["comma"].search(text, trigger.end, action.start)
    ordered = "" if trigger is None or apart else _RE["comma"].split(trigger.of(text))[-1]
    forbidden = _RE["forbids"].match(text, action.start, action.end) or _RE["forbids"].search(ordered)
    return "do_not" if forbidden else "do"
