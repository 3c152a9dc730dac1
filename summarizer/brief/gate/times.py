"""Whether two dates or lengths of time say the same: equal, or the brief's is the coarser (`tháng 6` of `30/6`)."""

from __future__ import annotations

import re
from functools import cache

from summarizer.brief.gate.words import DIGITS, syllables, terms
from summarizer.facts.compare import base_unit
from summarizer.facts.dates import ROMAN
from summarizer.facts.model import Figure

_DMY = re.compile(r"(?<!\d)(\d{1,2})\s?[/.-]\s?(\d{1,2})(?:\s?[/.-]\s?(\d{4}))?(?!\d)")
_MY = re.compile(r"(?<!\d)(\d{1,2})\s?[/-]\s?(\d{4})(?!\d)")
_SPAN = re.compile(r"(?<!\d)(\d{1,2})\s?[-–]\s?(\d{1,2})\s?/\s?(\d{1,2})(?![\d/])")
_CLOCK = re.compile(r"(\d{1,2})\s?(?:h|giờ|g|:)\s?(\d{1,2})?", re.IGNORECASE)


@cache
def date_parts(text: str) -> frozenset[tuple[str, int]]:
    """What a date or period names: day, month, year, quarter, clock, as (field, number); a range has several."""
    low = text.lower()
    out: set[tuple[str, int]] = set()
    for m in _CLOCK.finditer(low):
        out.add(("clock", int(m[1]) * 60 + int(m[2] or 0)))
    low = _CLOCK.sub(" ", low)
    for m in _SPAN.finditer(low):
        out |= {("day", int(m[1])), ("day", int(m[2])), ("month", int(m[3]))}
    low = _SPAN.sub(" ", low)
    for m in _DMY.finditer(low):
        out |= {("day", int(m[1])), ("month", int(m[2]))}
        if m[3]:
            out.add(("year", int(m[3])))
    low = _DMY.sub(" ", low)
    for m in _MY.finditer(low):
        out |= {("month", int(m[1])), ("year", int(m[2]))}
    low = _MY.sub(" ", low)
    for word, field in (("ngày", "day"), ("tháng", "month"), ("năm", "year"), ("quý", "quarter")):
        for m in re.finditer(rf"{word}\s+(\d{{1,4}}|[ivx]+\b)", low):
            out.add((field, ROMAN.get(m[1]) or (int(m[1]) if m[1].isdigit() else 0)))
    out |= {("year", int(y)) for y in re.findall(r"(?<!\d)((?:19|20)\d\d)(?!\d)", low)}
    for m in re.finditer(r"(?<!ngày )(?<!\d)(\d{1,2})\s+(tháng|ngày|năm|quý|tuần)(?!\s*\d)", low):
        out.add((f"span_{m[2]}", int(m[1])))
    return frozenset(out)


def dates_agree(ours: Figure, theirs: Figure, our_text: str, their_text: str) -> bool:
    """Whether the brief's date is the source's, or a coarser one that holds it (`tháng 6` of `30/6`)."""
    mine, its = date_parts(our_text), date_parts(their_text)
    if mine and its:
        fields = {f for f, _ in its}
        given = {(f, n) for f, n in mine if f in fields}
        # the year may be added from the article's date: `ngày 9/12` is `9/12/2023`
        extra = {f for f, _ in mine} - fields
        if given and given <= its and (not extra or extra <= {"year"}) and not ("day" in fields and extra):
            return True
        if given and given <= its and extra <= {"year"} and _within(ours, theirs):
            return True
        return _same_range(ours, theirs)
    length = _length(our_text)
    if length is not None and length == _length(their_text):
        return True
    return _same_range(ours, theirs) or [t.key for t in terms(our_text)] == [t.key for t in terms(their_text)]


def _same_range(ours: Figure, theirs: Figure) -> bool:
    return ours.date is not None and ours.date == theirs.date


def _within(ours: Figure, theirs: Figure) -> bool:
    a, b = ours.date, theirs.date
    if a is None or b is None or a.start is None or b.start is None:
        return True
    return a.start <= b.start and (a.end is None or b.end is None or b.end <= a.end)


def as_long(our_text: str, their_text: str) -> bool:
    """Whether a length of time read once as a period and once as a measure is the same (`9 tháng`, `5 năm`)."""
    mine, its = date_parts(our_text), date_parts(their_text)
    if mine and mine <= its:
        return True
    ours_long, theirs_long = _length(our_text), _length(their_text)
    return ours_long is not None and ours_long == theirs_long


def _length(text: str) -> float | None:
    """Minutes (or months, negative) of a time told by number and unit: `24 giờ qua`, `một ngày qua`."""
    keys = [t.key for t in syllables(text)]
    for k in range(len(keys) - 1):
        number = DIGITS.get(keys[k], keys[k])
        unit, factor = base_unit(keys[k + 1])
        if number.isdigit() and unit in ("phút", "tháng"):
            return int(number) * float(factor) * (1.0 if unit == "phút" else -1.0)
    return None
