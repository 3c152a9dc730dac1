"""Whether two dates or lengths of time say the same: equal, or the brief's is the coarser (`tháng 6` of `30/6`)."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from summarizer.brief.gate.words import DIGITS, syllables, terms
from summarizer.facts.dates import ROMAN
from summarizer.facts.likeness import base_unit
from summarizer.facts.model import Figure

_FORMS = [
    (re.compile(pattern), fields)
    for pattern, *fields in (
        (r"(\d{1,2})\s?(?:h|giờ|g|:)\s?(\d{1,2})?", "hour", "minute"),
        (r"(?<!\d)(\d{1,2})\s?[-–]\s?(\d{1,2})\s?/\s?(\d{1,2})(?![\d/])", "day", "day", "month"),
        (r"(?<!\d)(\d{1,2})\s?[/.-]\s?(\d{1,2})(?:\s?[/.-]\s?(\d{4}))?(?!\d)", "day", "month", "year"),
        (r"(?<!\d)(\d{1,2})\s?[/-]\s?(\d{4})(?!\d)", "month", "year"),
        (r"ngày\s+(\d{1,2})\b", "day"),
        (r"tháng\s+(\d{1,2})\b", "month"),
        (r"quý\s+(\d|[ivx]+)\b", "quarter"),
        (r"(?<!\d)((?:19|20)\d\d)(?!\d)", "year"),
        *((rf"(?<!\d)(\d{{1,2}})\s+{unit}(?!\s*\d)", unit) for unit in ("tháng", "ngày", "năm", "quý", "tuần")),
    )
]
"""What a date or period may look like, in the order in which it is read, and the fields it gives."""
Parts = frozenset[tuple[str, int]]


@cache
def date_parts(text: str) -> Parts:
    """What a date or period names, as (field, number): hour, day …, or how many of a unit; a range has several."""
    rest = text.lower()
    out: set[tuple[str, int]] = set()
    for pattern, fields in _FORMS:
        for m in pattern.finditer(rest):
            out |= {(f, ROMAN.get(n) or int(n)) for f, n in zip(fields, m.groups(), strict=True) if n}
        rest = pattern.sub(" ", rest)
    return frozenset(out)


def dates_agree(ours: Figure, theirs: Figure, our_text: str, their_text: str) -> bool:
    """Whether the brief's date is the source's, or a coarser one that holds it (`tháng 6` of `30/6`)."""
    mine, its = date_parts(our_text), date_parts(their_text)
    if ours.date is not None and ours.date == theirs.date:
        return True
    if not (mine and its):
        return as_long(our_text, their_text) or [t.key for t in terms(our_text)] == [t.key for t in terms(their_text)]
    # the year may be added from the article's date: `tháng 12/2023` is `tháng 12`
    return bool(mine & its) and {f for f, _ in mine - its} <= {"year"} - {f for f, _ in its}


def as_long(our_text: str, their_text: str) -> bool:
    """Whether two lengths of time are the same, be one read as a period (`9 tháng`, `5 năm`)."""
    mine, its = _length(our_text), _length(their_text)
    return date_parts(our_text) == date_parts(their_text) != frozenset() or (mine is not None and mine == its)


def _length(text: str) -> tuple[float, str] | None:
    """A length of time told by number and unit, in the base unit: `24 giờ qua`, `một ngày qua`."""
    keys = [t.key for t in syllables(text)]
    for word, after in pairwise(keys):
        number, (unit, factor) = DIGITS.get(word, word), base_unit(after)
        if number.isdigit() and unit in ("phút", "tháng"):
            return int(number) * float(factor), unit
    return None
