"""From a parsed time expression to the days it covers, against the article's own date.

A year that is not written is the one that brings the expression nearest to the reference (`prefer="nearest"`, for what
a report tells), or the next one in which it still lies ahead (`prefer="future"`, for deadlines).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from summarizer.facts.model import DateRange

Prefer = Literal["nearest", "future"]
Edge = Literal["first", "last", "past", "next"]
Unit = Literal["giờ", "ngày", "tuần", "tháng", "quý", "năm", "thập kỷ"]


class Part(NamedTuple):
    """A day as far as it is said."""

    year: int | None = None
    quarter: int | None = None
    month: int | None = None
    day: int | None = None


UNSAID: Final = Part()


@dataclass(frozen=True, slots=True)
class When:
    """A time expression in numbers; what is None was not said.

    `near` is the start, `far` the end of a range. `count` units of `unit` lie at the `edge` of the year (`6 tháng
    đầu năm`: 6, tháng, first), or up to now or from now on (`3 năm qua`, `10 ngày tới`). `shift` counts whole units
    from the reference (`hôm nay` is 0 days, `năm ngoái` -1 year). A `lunar` date names no day of the solar calendar.
    """

    near: Part = UNSAID
    far: Part = UNSAID
    count: int | None = None
    unit: Unit | None = None
    edge: Edge | None = None
    shift: int | None = None
    hour: int | None = None
    minute: int | None = None
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
    year = w.near.year
    if year is None and ref is not None and w.shift is not None:
        year = ref.year + w.shift
    if w.count is not None:
        return _counted(w, w.count, year, ref)
    if w.shift is not None and w.near.month is None:
        return None if ref is None else _whole(ref, w.unit, w.shift)
    if w.near[1:] == UNSAID[1:]:
        return None if year is None else _from_new_year(w.far, year, ref, prefer)
    year = year or w.far.year
    if year is not None or ref is None:
        return None if year is None else _between(w, year, ref.month if ref else None)
    if w.near.quarter is None and w.near.month is None and w.far.month is None:
        after = _add_months(ref.replace(day=1), 1)  # `trước ngày 20`, told on the 24th: in the next month
        passed = prefer == "future" and (w.far.day or w.near.day or 0) < ref.day
        return _between(w, *((after.year, after.month) if passed else (ref.year, ref.month)))
    return _chosen(w, ref, prefer)


def _chosen(w: When, ref: date, prefer: Prefer) -> DateRange | None:
    """The days in last, this or next year, whichever suits `prefer`."""
    options = []
    for year in (ref.year, ref.year - 1, ref.year + 1):
        try:
            days = _between(w, year, ref.month)
        except ValueError:
            continue  # 29 February
        if days is not None and days.start is not None and days.end is not None:
            away = max((days.start - ref).days, (ref - days.end).days, 0)
            if prefer == "nearest" or days.end >= ref:
                options.append((away, days))
    if w.near.quarter is not None and prefer == "nearest":
        options = options[:2]  # quý I, told in December, is the one that has been
    return min(options, key=lambda option: option[0])[1] if options else None


def _between(w: When, year: int, month: int | None) -> DateRange | None:
    """From the first day to the last, which may lie in the next year; `month` is that of what names none."""
    near, far = w.near, w.far
    first = near.month or far.month or month
    last = far.month or near.month or month
    if near.quarter is None and (first is None or last is None):
        return None
    start = _days(Part(year, near.quarter, first, near.day)).start
    day = far.day or (near.day if far.month is None else None)
    end = _days(Part(far.year or year, far.quarter or near.quarter, last, day)).end
    if start is not None and end is not None and end < start:
        end = end.replace(year=end.year + 1)
    return DateRange(start, end)


def _days(part: Part) -> DateRange:
    """The days of a year, or of what is named in it."""
    year, quarter, month, day = part
    assert year is not None
    first, last = (3 * quarter - 2, 3 * quarter) if quarter is not None else (month or 1, month or 12)
    if day is not None:
        return DateRange(date(year, first, day), date(year, first, day))
    return DateRange(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def _from_new_year(far: Part, year: int, ref: date | None, prefer: Prefer) -> DateRange | None:
    """Whole years, or from the start of one to a day or month (`từ năm 2022 đến 30/6`)."""
    start = date(year, 1, 1)
    if far.month is None:
        return DateRange(start, date(far.year or year, 12, 31))
    close = _resolve(When(far._replace(quarter=None)), ref, prefer)
    return None if close is None else DateRange(start, close.end)


_MONTHS: Final = {"tháng": 1, "quý": 3, "năm": 12, "thập kỷ": 120}
_DAYS: Final = {"ngày": 1, "tuần": 7}


def _counted(w: When, count: int, year: int | None, ref: date | None) -> DateRange | None:
    """So many units at an edge of the year, up to now or from now on."""
    months = _MONTHS.get(w.unit or "", 0) * count
    if w.edge in ("first", "last"):
        year = year or (ref.year if ref is not None else None)
        if year is None:
            return None
        first, last = (1, months) if w.edge == "first" else (13 - months, 12)
        return DateRange(date(year, first, 1), date(year, last, monthrange(year, last)[1]))
    if ref is None:
        return None
    sign = -1 if w.edge == "past" else 1
    if w.unit in _MONTHS:
        other = _add_months(ref, sign * months)
    else:
        other = ref + timedelta(days=sign * (-(-count // 24) if w.unit == "giờ" else count * _DAYS[w.unit or "ngày"]))
    return DateRange(min(ref, other), max(ref, other))


def _add_months(day: date, months: int) -> date:
    """`day` moved by whole months, held within the month it lands in."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _whole(ref: date, unit: Unit | None, shift: int) -> DateRange:
    """The unit that lies `shift` units away from the one of the reference: `quý trước`, `tuần tới`, `hôm nay`."""
    if (months := _MONTHS.get(unit or "")) is not None:
        start = _add_months(ref.replace(day=1), -((ref.month - 1) % months) + shift * months)
        return DateRange(start, _add_months(start, months) - timedelta(days=1))
    length = _DAYS.get(unit or "", 1)
    start = ref + timedelta(days=shift * length - (ref.weekday() if unit == "tuần" else 0))
    return DateRange(start, start + timedelta(days=length - 1))


def part_of(days: DateRange, part: str) -> DateRange:
    """The `đầu`, `giữa` or `cuối` third of a range (`cuối năm 2024` → September to December); unknown parts change
    nothing."""
    if days.start is None or days.end is None or part not in ("đầu", "giữa", "cuối"):
        return days
    total = (days.end - days.start).days + 1
    borders = [days.start + timedelta(days=total * k // 3) for k in range(4)]
    k = ("đầu", "giữa", "cuối").index(part)
    return DateRange(borders[k], borders[k + 1] - timedelta(days=1)) if total >= 3 else days
