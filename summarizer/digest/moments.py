"""Moments as people and feeds write them: `3 ngày`, `hôm qua`, `20/11/2026 09:30`, `Thứ Sáu, 20/11/2026 (GMT+7)`."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Final

VIETNAM: Final = timezone(timedelta(hours=7))
"""The clock of feeds that name no zone."""
_AGO: Final = re.compile(r"(\d{1,5})\s*(h|giờ|tiếng|d|ngày|w|tuần)(?:\s+(?:trước|qua))?", re.IGNORECASE)
_UNITS: Final = {"h": 1, "giờ": 1, "tiếng": 1, "d": 24, "ngày": 24, "w": 168, "tuần": 168}
_DAYS: Final = {"hôm nay": 0, "today": 0, "hôm qua": 1, "yesterday": 1, "hôm kia": 2}
_DAY: Final = re.compile(
    r"(?<!\d)(?:(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})(?:[/.-](?P<y>\d{4}))?|(?P<y2>\d{4})-(?P<m2>\d{1,2})-(?P<d2>\d{1,2}))(?!\d)"
)
_CLOCK: Final = re.compile(r"(?<!\d)(\d{1,2})(?::|h|g)(\d{2})(?::(\d{2}))?(?:\s*(SA|CH|AM|PM)\b)?", re.IGNORECASE)
_ZONE: Final = re.compile(r"(?:GMT|UTC)\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?|\s([+-])(\d{2}):?(\d{2})\b", re.IGNORECASE)
_OFTEN: Final = re.compile(r"(?:GMT|UTC)\s*[+-]", re.IGNORECASE)


def parse_since(text: str, now: datetime | None = None) -> datetime:
    """What `--since` names: so long before `now`, a day, or a day and a time; local where no zone is named.

    A day without a year is the last one of that name.

    Raises:
        ValueError: it is none of these.
    """
    now = (now or datetime.now(UTC)).astimezone()
    said = " ".join(text.lower().split())
    if ago := _AGO.fullmatch(said):
        return now - timedelta(hours=int(ago[1]) * _UNITS[ago[2]])
    if said in _DAYS:
        return _midnight(now.date() - timedelta(days=_DAYS[said]))
    try:
        return datetime.fromisoformat(text.strip()).astimezone()
    except ValueError:
        found = _written(text, now.date())
        if found is None:
            raise
        return found.astimezone() if found.tzinfo else found.replace(tzinfo=None).astimezone()


def parse_published(text: str) -> datetime | None:
    """The moment that a feed gives for an article; None where it cannot be told. Vietnam's clock if it names none."""
    text = " ".join(text.split())
    try:
        found: datetime | None = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None and not _OFTEN.search(text):  # `GMT+7` is not in RFC 5322: its reader stops at GMT
        try:
            found = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError):
            found = None
    if found is None:
        found = _written(text, None) or _english(text)
    if found is None:
        return None
    return found if found.tzinfo else found.replace(tzinfo=VIETNAM)


def _english(text: str) -> datetime | None:
    """`Fri, 20 Nov 2026 09:30:00 GMT+7`: all but the zone by RFC 5322."""
    zone = _ZONE.search(text)
    try:
        found = parsedate_to_datetime(text[: zone.start()].strip() if zone else text)
    except (ValueError, TypeError, IndexError):
        return None
    return found.replace(tzinfo=_offset(text) or found.tzinfo)


def _written(text: str, today: date | None) -> datetime | None:
    """A day written in figures, with a time and a zone where they stand; without a year only where `today` is known."""
    m = _DAY.search(text)
    if m is None:
        return None
    d, month, year = int(m["d"] or m["d2"]), int(m["m"] or m["m2"]), m["y"] or m["y2"]
    if year is None and today is None:
        return None
    try:
        day = date(int(year) if year else today.year if today else 0, month, d)
        if not year and today and day > today:
            day = day.replace(year=day.year - 1)
        return datetime.combine(day, _time(text[: m.start()] + " " + text[m.end() :]), _offset(text))
    except ValueError:
        return None


def _time(text: str) -> time:
    m = _CLOCK.search(_ZONE.sub(" ", text))
    if m is None:
        return time()
    hour = int(m[1])
    half = (m[4] or "").upper()
    if half in ("CH", "PM") and hour < 12:
        hour += 12
    elif half in ("SA", "AM") and hour == 12:
        hour = 0
    return time(hour, int(m[2]), int(m[3] or 0))


def _offset(text: str) -> timezone | None:
    m = _ZONE.search(text)
    if m is None:
        return UTC if re.search(r"\b(?:GMT|UTC)\b|\dZ\b", text) else None
    sign, hours, minutes = (m[1], m[2], m[3]) if m[1] else (m[4], m[5], m[6])
    return timezone((-1 if sign == "-" else 1) * timedelta(hours=int(hours), minutes=int(minutes or 0)))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()
