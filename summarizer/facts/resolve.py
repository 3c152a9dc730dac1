"""From a parsed time expression to the days it covers, against the article's own date.

A year that is not written is the one that brings the expression nearest to the reference (`prefer="nearest"`, for what
a report tells), or the next one in which it still lies ahead (`prefer="future"`, for deadlines).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from summarizer.facts.model import DateRange

Prefer = Literal["nearest", "future"]
Edge = Literal["first", "last", "past", "next"]
Unit = Literal["giờ", "ngày", "tuần", "tháng", "quý", "năm", "thập kỷ"]


@dataclass(frozen=True, slots=True)
class When:
    """A time expression in numbers; what is None was not said.

    `year`, `quarter`, `month`, `day` name the start and `year2 … day2` the end of a range. `count` units of `unit` lie
    at the `edge` of the year (`6 tháng đầu năm`: 6, tháng, first), or up to now or from now on (`3 năm qua`, `10 ngày
    tới`). `shift` counts whole units away from the reference (`hôm nay` is 0 days, `năm ngoái` -1 year). A `lunar` date
    names no day of the solar calendar.
    """

    year: int | None = None
    quarter: int | None = None
    month: int | None = None
    day: int | None = None
    year2: int | None = None
    quarter2: int | None = None
    month2: int | None = None
    day2: int | None = None
    count: int | None = None
    unit: Unit | None = None
    edge: Edge | None = None
    shift: int | None = None
    hour: int | None = None
    lunar: bool = False


def resolve(when: When, reference: date | None, prefer: Prefer = "nearest") -> DateRange | None:
    """The days that `when` covers, or None where the reference is needed and missing, or the date does not exist."""
    if when.lunar:
        return None
    try:
        return _resolve(when, reference, prefer)
    except (ValueError, OverflowError):
        return None


def _resolve(w: When, ref: date | None, prefer: Prefer) -> DateRange | None:
    if w.count is not None and w.unit is not None:
        return _counted(w, ref)
    if w.shift is not None and w.month is None and w.day is None:
        return None if ref is None else _shifted(ref, w)
    year = ref.year + w.shift if w.year is None and w.shift is not None and ref is not None else w.year
    if w.month is None and w.quarter is None and w.day is None:
        return None if year is None else _from_new_year(w, year, ref, prefer)
    if year is None and ref is not None and prefer == "future" and _is_day_alone(w):
        w = _coming(w, ref)
        year = w.year
    if year is None:
        year = w.year2 if w.year2 is not None or ref is None else _year(w, ref, prefer)
    if year is None:
        return None
    return _between(w, year, ref)


def _between(w: When, year: int, ref: date | None) -> DateRange | None:
    """From the first day to the last, which may lie in the next year."""
    start = _first(w, year, ref)
    end = _last(w, w.year2 or year, ref)
    if start is None or end is None:
        return None
    if end < start and w.year2 is None:
        end = date(end.year + 1, end.month, end.day)
    return DateRange(start, end)


def _coming(w: When, ref: date) -> When:
    """A day without a month that has passed in this one, in the next: `trước ngày 20`, told on the 24th."""
    if (w.day2 or w.day or 0) >= ref.day:
        return w
    coming = add_months(date(ref.year, ref.month, 1), 1)
    return replace(w, year=coming.year, month=coming.month)


def _is_day_alone(w: When) -> bool:
    """Whether a day is named without its month."""
    return w.day is not None and w.month is None and w.month2 is None and w.quarter is None and w.year2 is None


def _from_new_year(w: When, year: int, ref: date | None, prefer: Prefer) -> DateRange | None:
    """Whole years, or from the start of one to a day or month (`từ năm 2022 đến 30/6`)."""
    if w.month2 is None:
        return DateRange(date(year, 1, 1), date(w.year2 or year, 12, 31))
    close = _resolve(When(w.year2, month=w.month2, day=w.day2), ref, prefer)
    return None if close is None else DateRange(date(year, 1, 1), close.end)


def _first(w: When, year: int, ref: date | None) -> date | None:
    if w.quarter is not None:
        return date(year, 3 * w.quarter - 2, 1)
    month = w.month if w.month is not None else w.month2 if w.month2 is not None else ref.month if ref else None
    return None if month is None else date(year, month, w.day or 1)


def _last(w: When, year: int, ref: date | None) -> date | None:
    if w.quarter is not None:
        return month_end(year, 3 * (w.quarter2 or w.quarter))
    month = w.month2 if w.month2 is not None else w.month if w.month is not None else ref.month if ref else None
    if month is None:
        return None
    day = w.day2 if w.day2 is not None else w.day if w.month2 is None else None
    return date(year, month, day) if day is not None else month_end(year, month)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def _year(w: When, ref: date, prefer: Prefer) -> int:
    """The year among last, this and next that suits `prefer`."""
    options = []
    for year in (ref.year - 1, ref.year, ref.year + 1):
        try:
            start, end = _first(w, year, ref), _last(w, year, ref)
        except ValueError:
            continue
        if start is not None and end is not None:
            options.append((year, start, end))
    if not options:
        return ref.year
    if prefer == "future":
        ahead = [y for y, _, end in options if end >= ref]
        return ahead[0] if ahead else ref.year

    def distance(start: date, end: date) -> int:
        return 0 if start <= ref <= end else min(abs((start - ref).days), abs((end - ref).days))

    year = min(options, key=lambda o: (distance(o[1], o[2]), o[0] != ref.year))[0]
    return min(year, ref.year) if w.quarter is not None else year  # quý I, told in December, is the one that has been


_MONTHS = {"tháng": 1, "quý": 3, "năm": 12, "thập kỷ": 120}


def _counted(w: When, ref: date | None) -> DateRange | None:
    assert w.count is not None
    assert w.unit is not None
    if w.edge in ("first", "last"):
        year = w.year if w.year is not None else None if ref is None else ref.year + (w.shift or 0)
        months = _MONTHS.get(w.unit, 0) * w.count
        if year is None or not 0 < months <= 12:
            return None
        if w.edge == "last":
            return DateRange(date(year, 13 - months, 1), date(year, 12, 31))
        return DateRange(date(year, 1, 1), month_end(year, months))
    if ref is None:
        return None
    sign = -1 if w.edge == "past" else 1
    if w.unit in _MONTHS:
        other = add_months(ref, sign * _MONTHS[w.unit] * w.count)
    elif w.unit == "giờ":
        other = ref + timedelta(days=sign * -(-w.count // 24))
    else:
        other = ref + timedelta(days=sign * w.count * (7 if w.unit == "tuần" else 1))
    return DateRange(min(ref, other), max(ref, other))


def add_months(day: date, months: int) -> date:
    """`day` moved by whole months, held within the month it lands in."""
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _shifted(ref: date, w: When) -> DateRange:
    assert w.shift is not None
    if w.unit == "năm":
        year = ref.year + w.shift
        start, end = date(year, 1, 1), date(year, 12, 31)
    elif w.unit == "quý":
        at = add_months(date(ref.year, 3 * ((ref.month - 1) // 3) + 1, 1), 3 * w.shift)
        start, end = at, month_end(add_months(at, 2).year, add_months(at, 2).month)
    elif w.unit == "tháng":
        start = add_months(date(ref.year, ref.month, 1), w.shift)
        end = month_end(start.year, start.month)
    elif w.unit == "tuần":
        start = ref - timedelta(days=ref.weekday()) + timedelta(weeks=w.shift)
        end = start + timedelta(days=6)
    else:
        start = end = ref + timedelta(days=w.shift)
    return DateRange(start, end)


def part_of(days: DateRange, part: str) -> DateRange:
    """The `đầu`, `giữa` or `cuối` third of a range (`cuối năm 2024` → September to December); unknown parts change
    nothing."""
    if days.start is None or days.end is None or part not in ("đầu", "giữa", "cuối"):
        return days
    total = (days.end - days.start).days + 1
    if total < 3:
        return days
    a, b = days.start + timedelta(days=total // 3), days.start + timedelta(days=2 * total // 3)
    if part == "đầu":
        return DateRange(days.start, a - timedelta(days=1))
    if part == "giữa":
        return DateRange(a, b - timedelta(days=1))
    return DateRange(b, days.end)
