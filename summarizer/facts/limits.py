"""Deadlines by rule: a time expression behind words that make it a limit (`trước ngày 30/6`, `trong quý III`)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from summarizer.document.model import Span
from summarizer.facts import dates
from summarizer.facts.model import Figure

_LEAD: Final = re.compile(
    r"(?<!\w)(?:xong )?(?:trước|chậm nhất|muộn nhất|đến hết|hết|trong vòng|trong|đến"
    r"|tới|từ nay đến|từ nay tới|thời hạn|(?<!trung )(?<!dài )(?<!ngắn )hạn|định kỳ|cứ|vào|chậm nhất là|xong)"
    r"(?:\s+(?:là|vào|hết|trước|đến|ngày|cuối|đầu|giữa|thời điểm|vòng|tháng|quý|năm|khoảng|:))*\s*$",
    re.IGNORECASE,
)
_WEAK: Final = re.compile(r"^(?:đến|tới|vào|trong|hết)\b", re.IGNORECASE)
"""Leads that also tell when something was: a limit only at the end of its clause."""
_PERIODIC: Final = re.compile(
    r"\s*(?:hằng|hàng|mỗi)\s+(?:ngày|tuần|tháng|quý|năm)|\s+(?:kể từ|tính từ)[^,;.\n]{3,50}|\s+(?:tới|này|nữa)(?!\w)",
    re.IGNORECASE,
)
_SELF: Final = re.compile(
    r"(?<!\w)(?:trong (?:tháng|tuần|quý|năm|ngày|hôm) (?:này|nay)|ngay trong (?:ngày|hôm nay|tháng)[^,;.\n]{0,12}"
    r"|(?:trước|chậm nhất)[^,;.\n\d]{0,30}\d{1,2}\s(?:hằng|hàng) (?:tháng|quý|năm|tuần)"
    r"|từ nay đến (?:cuối|hết) \w+)",
    re.IGNORECASE,
)
_RECURRING: Final = re.compile(
    r"(?<!\w)(?:\d{1,2} giờ(?: \d{2})? )?(?:(?:sáng|chiều|tối) )?(?:thứ \w+ |ngày \d{1,2} )?"
    r"(?:hằng|hàng|mỗi) (?:ngày|tuần|tháng|quý|năm)(?: một lần)?",
    re.IGNORECASE,
)
"""When a duty comes back: a deadline in documents; in annotated news none of 40 that this found was one."""
_EVENT: Final = re.compile(
    r"(?<!\w)(?:trước (?:mùa|vụ|Tết|tết|dịp|kỳ họp|phiên)(?!\w)|(?:tại|trong|vào) (?:[Kk]ỳ họp|[Pp]hiên(?: họp)?)(?= )"
    r"|(?:ngay )?trong tuần(?= (?:đầu|thứ|cuối|này|tới|sau|\d))|(?:mỗi|vào|chiều|sáng) thứ \w+(?= (?:hằng|hàng|tuần)))"
    r"[^,;.\n]{0,40}"
)
"""Limits that are no dates. Of those in the sentence of an annotated task without a date, 19 in 20 are its deadline."""
_OPENING: Final = 5
"""So few words stand between the start of a clause and a limit that opens it: `Trước ngày 30/6, các sở phải …`."""
_END: Final = re.compile(r"\s*(?:[,;.)\n]|$)")
_RECURS: Final = re.compile(r"(?<!\w)(?:hằng|hàng|mỗi|định kỳ|cứ|tháng (?:đầu|cuối) quý)(?!\w)", re.IGNORECASE)
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


def limit_in(text: str, place: Span, times: Sequence[Figure], *, office: bool) -> Span | None:
    """The last limit inside `place`, or None; `times` are dates, periods and lengths of time in text order.

    `office` says that the text is an administrative document, whose duties may recur.
    """
    found: Span | None = None
    for figure in within(times, place):
        before = text[max(place.start, figure.span.start - _REACH) : figure.span.start]
        own = text[figure.span.start : figure.span.end]
        lead = _LEAD.search(before)
        if lead is None:
            continue
        start = figure.span.start - len(before) + lead.start()
        after = _PERIODIC.match(text, figure.span.end, place.end)
        end = after.end() if after else figure.span.end
        length = figure.kind == "measure"
        weak = _WEAK.match(lead.group().strip()) is not None
        if (length or (weak and not own.lower().startswith("đến"))) and not _END.match(text, end):
            continue
        found = Span(start, end)
    if found is None:
        for pattern in (_SELF, _RECURRING) if office else (_SELF,):
            for match in pattern.finditer(text, place.start, place.end):
                found = Span(match.start(), match.end())
    if found is None:
        for match in _EVENT.finditer(text, place.start, place.end):
            found = Span(match.start(), match.start() + len(match.group().rstrip()))
    return found


def opening(text: str, place: Span, times: Sequence[Figure]) -> Span | None:
    """The limit that opens the clause of an administrative document which ends with `place`, or None.

    In news what opens a clause is as often when something was.
    """
    start = max(place.start, text.rfind(";", place.start, place.end) + 1, place.end - _CLAUSE)
    found = limit_in(text, Span(start, place.end), times, office=True)
    return found if found is not None and len(text[start : found.start].split()) <= _OPENING else None


def due_date(phrase: str, reference: date | None) -> date | None:
    """The last day on which a deadline's phrase still holds; None for a periodic one, or where it cannot be told."""
    if _RECURS.search(phrase):
        return None
    days = dates.resolve(phrase, reference, "future")
    return days.end if days is not None else None
