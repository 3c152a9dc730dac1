"""For which moment a figure is told: `tính đến 17h ngày 10/9`, `đến chiều nay`; counts grow from one to the next."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from summarizer.facts.model import Figure

Moment = tuple[date, int | None]
"""A day, and the hour where it is told."""
_UP_TO: Final = re.compile(
    r"(?<!\w)(?:(?:tính|cho)\s+)?(?:đến|tới)\s+(?:hết\s+|khoảng\s+|lúc\s+|cuối\s+)?"
    r"(?:(?:rạng\s+)?(?:sáng|trưa|chiều|tối|đêm)\s+)?$",
    re.IGNORECASE,
)
_FROM: Final = re.compile(r"(?<!\w)từ(?!\w)[^,;.]*$", re.IGNORECASE)
"""`từ 1/9 đến 10/9` is a stretch of time."""
_HOUR: Final = re.compile(r"(\d{1,2}) ?(?:h|g|giờ|:)")
_PARTS: Final = {"rạng sáng": 5, "sáng": 9, "trưa": 12, "chiều": 16, "tối": 20, "đêm": 23}
_PART: Final = re.compile(r"(?<!\w)(rạng sáng|sáng|trưa|chiều|tối|đêm)(?!\w)", re.IGNORECASE)
_BEFORE: Final = 30
"""Code points before a date that may say that it is told up to it."""


def is_as_of(text: str, time: Figure) -> bool:
    """Whether a date is the moment up to which is counted."""
    before = text[max(0, time.span.start - _BEFORE) : time.span.start]
    found = _UP_TO.search(before)
    return time.kind == "date" and found is not None and not _FROM.search(before[: found.start()])


def as_of(text: str, time: Figure) -> Moment | None:
    """The moment that a date names; None where its day is not known."""
    if time.date is None or time.date.end is None:
        return None
    said = text[max(0, time.span.start - 12) : time.span.end]
    if m := _HOUR.search(said):
        return time.date.end, int(m[1])
    part = _PART.search(said)
    return time.date.end, _PARTS[part[1].lower()] if part else None
