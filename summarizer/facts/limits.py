"""Deadlines by rule: a time expression behind words that make it a limit (`trước ngày 30/6`, `trong quý III`)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from summarizer.document.model import Article, Span
from summarizer.facts import dates
from summarizer.facts.model import Figure
from summarizer.text.data import entries, load
from summarizer.text.phrases import alternatives

_ANY: Final = {name: alternatives(entries(text)) for name, text in load(__package__, "data", "limits.toml").items()}
_LEAD: Final = re.compile(
    rf"(?<!\w)(?:xong )?(?:{_ANY['lead']}|(?<!trung )(?<!dài )(?<!ngắn )hạn)"
    rf"(?:\s+(?:{_ANY['between']}|tuần(?: thứ \w+)?(?: của)?))*\s*$",
    re.IGNORECASE,
)
_WEAK: Final = re.compile(r"^(?:đến|tới|vào|trong|hết)\b", re.IGNORECASE)
"""Leads that also tell when something was: a limit only at the end of its clause."""
_PERIODIC: Final = re.compile(
    r"\s*(?:hằng|hàng|mỗi)\s+(?:ngày|tuần|tháng|quý|năm)|\s+(?:kể từ|tính từ)[^,;.\n]{3,50}|\s+(?:tới|này|nữa)(?!\w)",
    re.IGNORECASE,
)
_EVENT: Final = re.compile(
    r"(?<!\w)(?:trước (?:mùa|vụ|Tết|dịp|kỳ họp|phiên)(?!\w)|(?:tại|trong|vào) (?:kỳ họp|phiên(?: họp)?)(?= )"
    r"|(?:ngay )?trong tuần(?= (?:đầu|thứ|cuối|này|tới|sau|\d))|(?:mỗi|vào|chiều|sáng) thứ \w+(?= (?:hằng|hàng|tuần)))"
    r"[^,;.\n]{0,40}",
    re.IGNORECASE,
)
"""Limits that are no dates. In documents 77 of 81 beside an annotated task without a date were its deadline."""
_OPENING: Final = 5
"""So few words stand between the start of a clause and a limit that opens it: `Trước ngày 30/6, các sở phải …`."""
_END: Final = re.compile(r"\s*(?:[,;.)\n]|$)")
_RECURS: Final = re.compile(r"(?<!\w)(?:hằng|hàng|mỗi|định kỳ|cứ|tháng (?:đầu|cuối) quý)(?!\w)", re.IGNORECASE)
_BEFORE: Final = re.compile(r"(?<!\w)trước (?:tháng|quý|năm) ")
_MONTH: Final = 27
"""Days from the first to the last of the shortest month."""
_EVERY: Final = re.compile(r"(?<!\w)(?:(?:hằng|hàng|mỗi) (?:ngày|tuần|tháng|quý|năm)|định kỳ)(?!\w)", re.IGNORECASE)
_FEAST: Final = re.compile(
    r"(?<!\w)(?:Tết|âm lịch|Trung thu|rằm|tháng (?:Chạp|Giêng)|mùa|vụ|dịp lễ|năm học|kỳ họp|phiên họp)(?!\w)",
    re.IGNORECASE,
)
"""Of these no day is known from the year beside them: `trước Tết Nguyên đán 2027`."""
_PAPER: Final = re.compile(r"(?<!\w)số\s+\d+\w*/\S+(?:\s+của\s[^;.,\n]{3,40})?[\s,]*\Z", re.IGNORECASE)
_TOLD: Final = re.compile(
    r"\W*(?:Thời hạn|Thời gian)(?: (?:hoàn thành|thực hiện))?\s*:\s*(\S.*?)[\s.;]*$", re.IGNORECASE
)
_YEAR: Final = 360
_REACH: Final = 34
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
        lead = _LEAD.search(before)
        if lead is None:
            continue
        start = figure.span.start - len(before) + lead.start()
        after = _PERIODIC.match(text, figure.span.end, place.end)
        end = after.end() if after else figure.span.end
        loose = figure.kind == "measure" or _WEAK.match(lead.group().strip())
        if loose and not _END.match(text, end):
            continue
        found = Span(start, end)
    if found is None:
        for match in _EVENT.finditer(text, place.start, place.end):
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
    return last >= 0 and _PAPER.search(text, max(0, last - _CLAUSE), last) is not None


def told_below(article: Article, end: int) -> Span | None:
    """The limit in a sentence of its own behind the one that ends a task: `Thời hạn hoàn thành: trước ngày 30/11.`"""
    at = article.sentence_at(end - 1)
    told = article.sentences[at + 1] if at is not None and at + 1 < len(article.sentences) else Span(end, end)
    found = _TOLD.match(article.text, told.start, told.end)
    return Span(*found.span(1)) if found is not None else None


def due_date(phrase: str, reference: date | None, task: str = "") -> date | None:
    """The last day on which a deadline's phrase still holds; None for a periodic one, or where it cannot be told.

    `trước tháng 12` ends with November. `task` is what has to be done: what is done every month is due on no one day.
    """
    if _RECURS.search(phrase) or _EVERY.search(task):
        return None
    said = " ".join(phrase.lower().split())
    days = dates.resolve(said, reference, "future")
    if days is None or days.end is None:
        return None
    if _FEAST.search(said) and (days.start is None or (days.end - days.start).days >= _YEAR):
        return None
    before = _BEFORE.search(said) is not None and days.start is not None and (days.end - days.start).days >= _MONTH
    return days.start - timedelta(days=1) if before and days.start is not None else days.end
