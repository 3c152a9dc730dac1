"""The right amount at the wrong time: `năm 2001 là 38 tỷ` for `38 tỷ, so với 5 tỷ năm 2001`.

A time binds to the amount right before it, and to those of its segment. The brief's time is wrong where the source
binds it to another amount of the unit only, and the brief's amount to another time or to none.
"""

from __future__ import annotations

from summarizer.brief.gate.amounts import dates_agree
from summarizer.brief.gate.book import FigureBook
from summarizer.brief.gate.context import Contexts, Place
from summarizer.brief.gate.finding import Finding

_TIMES = ("date", "period")
_NEAR = 3
"""Words between an event and its time."""
_SINCE = frozenset({"từ", "với", "đến", "tới", "trước", "sau"})


def check(book: FigureBook, contexts: Contexts, place: Place, other: Place) -> Finding | None:
    """A finding where the brief gives `place` at a time that the source binds to a rival of its partner `other`."""
    ours = _alone(contexts, place)
    if ours is None or place.figure.kind not in ("money", "measure", "percent", "count"):
        return None
    theirs = book.contexts(other.passage)
    times = [t for t in theirs.placed if t.figure.kind in _TIMES]
    same = [t for t in times if _agree(ours, t)]
    bound = [t for t in times if any(q is other for q in _amounts(theirs, t))]
    if not same and _told_later(book, ours, other):
        values = {"figure": place.figure.span.of(place.passage.text), "time": ours.figure.span.of(place.passage.text)}
        return Finding("figure.time_plain", values, at=place.begin)
    if not same or any(t in bound for t in same):
        return None
    if not all(_rival(theirs, t, other, bool(bound)) for t in same):
        return None
    said = (bound or same)[0].figure.span.of(other.passage.text)
    values = {"figure": place.figure.span.of(place.passage.text), "time": ours.figure.span.of(place.passage.text)}
    return Finding(
        "figure.time" if bound else "figure.time_plain", values | ({"source": said} if bound else {}), at=place.begin
    )


def event_of_another(book: FigureBook, contexts: Contexts, place: Place) -> str | None:
    """Where the source tells when the event right before the brief's time was, and it was at another time: `khởi công
    năm 2030` for `khởi công cuối năm 2025 và vận hành năm 2030`. None where it fits, or nothing can be said.
    """
    p = place.passage
    event = next((k for k in range(place.begin - 1, max(-1, place.begin - 3), -1) if p.content[k]), None)
    if event is None or p.terms[event].case or p.clauses[event] != p.clauses[place.begin]:
        return None
    words = p.keys[event : event + 1] if "_" in p.keys[event] else p.keys[max(0, event - 1) : event + 1]
    if "_" not in p.keys[event] and (len(words) < 2 or not p.content[event - 1]):
        return None
    found: str | None = None
    for index, k in book.source.positions.get(words[-1], ()):
        q = book.source.passages[index]
        if q.keys[k - len(words) + 1 : k + 1] != words:
            continue
        times = [t for t in book.contexts(q).placed if t.figure.kind in _TIMES]
        after = next((t for t in times if 0 < t.begin - k <= _NEAR and q.clauses[t.begin] == q.clauses[k]), None)
        if (
            after is None
            or _agree(place, after)
            or _agree(after, place)
            or any(_agree(place, t) for t in times if t.begin < k and q.parts[t.begin] == q.parts[k])
        ):
            return None
        found = after.figure.span.of(q.text)
    return found


def _alone(contexts: Contexts, place: Place) -> Place | None:
    """The one time that the brief tells its one amount of: in its clause, or before it in its `;` part."""
    p = place.passage
    inside = [
        q
        for q in contexts.placed
        if p.clauses[q.begin] == p.clauses[place.begin]
        or (q.begin < place.begin and p.parts[q.begin] == p.parts[place.begin])
    ]
    if any(q.figure.kind in _TIMES and p.keys[q.begin - 1] in _SINCE for q in inside if q.begin):
        return None
    times = [q for q in inside if q.figure.kind in _TIMES]
    amounts = [q for q in inside if q.figure.kind not in _TIMES]
    return times[0] if len(times) == 1 and amounts == [place] else None


def _told_later(book: FigureBook, ours: Place, other: Place) -> bool:
    """Whether the source comes to the time after the partner only, and with a rival: times hold on, but not back."""
    rivals = False
    for index in book.source.figures:
        contexts = book.contexts(book.source.passages[index])
        for t in contexts.placed:
            if t.figure.kind in _TIMES and _agree(ours, t):
                if index <= other.passage.index:
                    return False
                rivals |= _rival(contexts, t, other, True)
    return rivals


def _agree(ours: Place, theirs: Place) -> bool:
    return dates_agree(
        ours.figure, theirs.figure, ours.figure.span.of(ours.passage.text), theirs.figure.span.of(theirs.passage.text)
    )


def _amounts(contexts: Contexts, time: Place) -> list[Place]:
    """The amounts that a time is told of: those of its segment, or after a segment of its own those up to the next."""
    amounts = [q for q in contexts.placed if q.figure.kind not in _TIMES]
    inside = [q for q in amounts if q.begin in contexts.segment(time.begin)]
    if inside:
        return inside
    p = contexts.passage
    stop = next((t.begin for t in contexts.placed if t.figure.kind in _TIMES and t.begin > time.begin), len(p.terms))
    return [q for q in amounts if time.begin < q.begin < stop and p.parts[q.begin] == p.parts[time.begin]]


def _rival(theirs: Contexts, time: Place, other: Place, otherwise: bool) -> bool:
    """Whether the time is told of another amount of the unit: right after it, or in its segment where `other` has a
    time of its own (`otherwise`).
    """
    rivals = [
        q
        for q in _amounts(theirs, time)
        if (q.figure.kind, q.figure.unit) == (other.figure.kind, other.figure.unit)
        and q.figure.value != other.figure.value
    ]
    return any(otherwise or (q.end == time.begin and other.begin < q.begin) for q in rivals)
