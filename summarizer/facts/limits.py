"""Deadlines by rule: a time expression behind words that make it a limit (`trước ngày 30/6`, `trong quý III`)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from summarizer.document.model import Article, Span
from summarizer.facts import dates
from summarizer.facts.model import Figure
from summarizer.text.data import load
from summarizer.text.phrases import patterns

_RE: Final = patterns(load(__package__, "data", "limits.toml"))
_OPENING: Final = 5
"""So few words stand between the start of a clause and a limit that opens it: `Trước ngày 30/6, các sở phải …`."""
_MONTH: Final = 27
"""Days from the first to the last of the shortest month."""
_YEAR: Final = 360
_REACH: Final = 34
_AFTER: Final = 10
_CLAUSE: Final = 160
"""Characters before an action in which a limit may open its clause."""


def within(times: Sequence[Figure], place: Span) -> Iterator[Figure]:
    """The figures in text order that lie wholly inside `place`."""
    for i in range(bisect_left(times, place.start, key=lambda f: f.span.start), len(times)):
        if times[i].span.start >= place.end:
            return
        if times[i].span.end <= place.end:
            yield times[i]


def limit_in(text: str, place: Span, times: Sequence[Figure]) -> Span | None:
    """The last limit inside `place`, or None; `times` are dates, periods and lengths of time in text order."""
    found: Span | None = None
    for figure in within(times, place):
        before = text[max(place.start, figure.span.start - _REACH) : figure.span.start]
        lead = _RE["lead"].search(before)
        if lead is None:
            continue
        start = figure.span.start - len(before) + lead.start()
        after = _RE["periodic"].match(text, figure.span.end, place.end)
        end = after.end() if after else figure.span.end
        loose = figure.kind == "measure" or _RE["weak"].match(lead.group().strip())
        if loose and not _RE["end"].match(text, end):
            continue
        found = Span(start, end)
    if found is None:
        for match in _RE["event"].finditer(text, place.start, place.end):
            found = Span(match.start(), match.start() + len(match.group().rstrip()))
    return found


def opening(text: str, place: Span, times: Sequence[Figure]) -> Span | None:
    """The limit that opens the clause of an administrative document which ends with `place`, or None.

    In news what opens a clause is as often when something was.
    """
    start = max(place.start, text.rfind(";", place.start, place.end) + 1, place.end - _CLAUSE)
    found = limit_in(text, Span(start, place.end), times)
    return found if found is not None and len(text[start : found.start].split()) <= _OPENING else None


def dates_a_paper(text: str, limit: Span) -> bool:
    """Whether a date is that of a paper which is cited: `tại Công điện số 225/CĐ-TTg ngày 20/11/2025`."""
    last = text.rfind("ngày", limit.start, limit.end)
    return last >= 0 and _RE["paper"].search(text, max(0, last - _CLAUSE), last) is not None


def looks_back(text: str, limit: Span) -> bool:
    """Whether a time is one that has passed, not a limit: `trong 6 tháng trước đó`."""
    return _RE["past"].search(text, limit.start, limit.end + _AFTER) is not None


def told_below(article: Article, end: int) -> Span | None:
    """The limit in a sentence of its own behind the one that ends a task: `Thời hạn hoàn thành: trước ngày 30/11.`"""
    at = article.sentence_at(end - 1)
    told = article.sentences[at + 1] if at is not None and at + 1 < len(article.sentences) else Span(end, end)
    found = _RE["told"].match(article.text, told.start, told.end)
    return Span(*found.span(1)) if found is not None else None


def due_date(phrase: str, reference: date | None, task: str = "") -> date | None:
    """The last day on which a deadline's phrase still holds; None for a periodic one, or where it cannot be told.

    `trước tháng 12` ends with November. `task` is what has to be done: what is done every month is due on no one day.
    """
    if _RE["recurs"].search(phrase) or _RE["every"].search(task):
        return None
    said = " ".join(phrase.lower().split())
    days = dates.resolve(said, reference, "future")
    if days is None or days.end is None:
        return None
    if _RE["feast"].search(said) and (days.start is None or (days.end - days.start).days >= _YEAR):
        return None
    before = (
        _RE["before"].search(said) is not None and days.start is not None and (days.end - days.start).days >= _MONTH
    )
    return days.start - timedelta(days=1) if before and days.start is not None else days.end
