"""Deadlines of directives: `trước ngày 30/6`, `trong quý III`, `chậm nhất đến hết năm 2025`, `trong vòng 10 ngày`.

A deadline is a time expression of `dates` behind words that make it a limit. A date that only tells when something
was (`được phân bổ trong năm 2017`), or that names a plan (`giai đoạn 2021-2025, tầm nhìn đến năm 2050`), is none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from typing import Final

from summarizer.document.model import Span
from summarizer.facts.dates import find_times
from summarizer.facts.dates import resolve as resolve_phrase
from summarizer.facts.gazetteer import directive_words
from summarizer.facts.phrases import QUOTES, Line, syllables

_LEADS: Final = syllables(
    "trước đến tới hết trong vào chậm nhất muộn cuối đầu giữa xong nay từ vòng hạn ngay thời là các những tháng quý"
)
_VAGUE: Final = syllables("cuối đầu giữa")
_LIMITS: Final = syllables("trước đến tới hết trong vào chậm muộn hạn cuối")
_INTRODUCE: Final = syllables("tiêu đấu và thời là rằng nên thì phải cần chậm cầu nghị giao đạo")
_UNITS: Final = syllables("giờ ngày tuần tháng quý năm")
_FINISHING: Final = ("hoàn thành", "hoàn tất", "khởi công", "xong", "kết thúc", "đạt", "thông xe", "đưa vào")


def deadline_in(
    line: Line, start: int, end: int, action: int, reference: date | None = None, *, frontal: bool = False
) -> Span | None:
    """The deadline among tokens `[start, end)` of a directive whose action begins at token `action`.

    A limit inside the action wins over one before it; of several the last one, which mostly closes the clause.
    """
    inside: Span | None = None
    before: Span | None = None
    for a, b in _limits(line, start, end, reference):
        if a >= action:
            inside = line.span(a, b)
        elif line.low[a] not in _VAGUE and _opens(
            line, a, start
        ):  # "Cuối tháng 11, tỉnh kiến nghị …" dates the request
            before = line.span(a, b)
    if inside is None and before is None and frontal:
        return _front_year(line, start, action)
    return inside or before


def _front_year(line: Line, start: int, action: int) -> Span | None:
    """The year or quarter that a duty is set ahead of: `Năm 2025, Chính phủ cần ban hành …`."""
    for k in range(start + 1, min(start + 4, action)):
        if line.low[k] == "," and line.low[start] in ("năm", "quý") and line.low[start + 1][:1].isalnum():
            return line.span(start, k)
    return None


def _opens(line: Line, a: int, start: int) -> bool:
    """Whether a time before the action stands for itself (`Đến năm 2030, …`), not inside a phrase."""
    before = line.at(a - 1)
    purpose = line.low[start:a]
    if ("để" in purpose or "nhằm" in purpose) and ("thành" in purpose or "đạt" in purpose or "xong" in purpose):
        return True  # "để hoàn thành 1.200 km vào năm 2025, …"
    return a == start or not before or not before[0].isalpha() or before in _INTRODUCE


def due_date(phrase: str, reference: date | None) -> date | None:
    """The last day on which a deadline's phrase still holds, or None where it cannot be told."""
    days = resolve_phrase(phrase, reference, "future")
    return days.end if days is not None else None


def _limits(line: Line, start: int, end: int, reference: date | None) -> Iterator[tuple[int, int]]:
    """Token ranges of the limits in `[start, end)`, left to right."""
    if start >= end:
        return
    seen = start
    marks = []
    for mention in find_times(line.text, reference, "future", start=line.start[start], end=line.end[end - 1]):
        a = bisect_left(line.start, mention.span.start)
        b = bisect_left(line.start, mention.span.end)
        past = (
            reference is not None
            and mention.days is not None
            and mention.days.end is not None
            and mention.days.end < reference
        )
        marks.append((a, b, past))
    for i in range(start, end):
        if (n := directive_words().time_limits.length(line, i)) and not line.at(i + n).isdigit():
            marks.append((i, i + n, False))
        elif line.low[i] in _UNITS and line.at(i - 1).isdigit():
            marks.append((i - 1, i + 1, False))
    for a, b, past in sorted(marks):
        if a < seen:
            continue
        if directive_words().time_limits.length(line, a) == b - a:
            yield a, b
            seen = b
            continue
        first = a
        while first > seen and a - first < 7 and line.low[first - 1] in _LEADS:
            first -= 1
        while line.low[first] == "xong" and first < a:
            first += 1
        if line.low[first] == "nhất" and first < a:  # "… nhất trong năm 2019"
            first += 1
        if line.low[first] == "là" and line.at(first - 1) != "hạn" and first < a:  # "nhất là trong tháng 12"
            first += 1
        if line.at(a - 1) == "(":  # "tại kỳ họp 8 (tháng 10/2024)"
            meeting = _meeting(line, a - 1, seen)
            if meeting >= 0 and line.at(b) == ")":
                yield meeting, b + 1
                seen = b + 1
                continue
        lead = line.low[first:a]
        seen = b
        if past or not _limit(line, first, a, b, start, end, lead):
            continue
        if line.at(b) == ")" and "(" in line.low[max(start, first - 6) : first]:
            b += 1
        yield first, b


def _meeting(line: Line, i: int, low: int) -> int:
    """Where `tại kỳ họp …`, `trước phiên họp …` begins that ends before token `i`; -1 for nowhere."""
    for m in range(i - 2, max(low - 1, i - 8), -1):
        if line.low[m : m + 2] in (("kỳ", "họp"), ("phiên", "họp")) and line.at(m - 1) in ("tại", "trước", "vào"):
            return m - 1
    return -1


def _limit(line: Line, first: int, a: int, b: int, start: int, end: int, lead: tuple[str, ...]) -> bool:
    """Whether a time expression with these words before it is a limit."""
    before = line.low[max(start, first - 5) : first]
    if (
        line.at(a + 1) in _UNITS and line.low[a].isdigit() and b == a + 2
    ):  # a length of time: only "trong (vòng) 10 ngày"
        soon = (
            "vòng" in lead
            or "hạn" in lead
            or line.at(b) in ("tới", "kể", "nữa")
            or (b >= end and line.low[a + 1] in ("giờ", "ngày"))
        )
        return "trong" in lead and soon and not ("được" in before or "đã" in before)
    if lead[:2] == ("ngay", "từ"):
        return True
    if not any(w in _LIMITS for w in lead):
        closes = b >= end or line.at(b) in (",", ".")
        near = list(line.low[max(start, a - 16) : a])
        if "," in near:
            near = near[len(near) - near[::-1].index(",") :]
        text = " ".join(near)
        return (
            closes
            and line.low[a] in ("năm", "tháng", "quý")
            and line.at(a - 1) not in ("của", "từ", "khi")
            and any(f in text for f in _FINISHING[:2])
        )
    if "từ" in lead and not ("đến" in lead or "tới" in lead):
        return False
    if line.at(first - 1) in ("nhìn", "đoạn", "kỳ", "bàn") or (
        any(w in ("được", "đã") for w in before[-4:]) and "hoàn" not in before
    ):
        return False
    return not any(line.low[m] in QUOTES for m in range(b, min(b + 1, len(line))))
