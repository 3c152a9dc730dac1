"""Whether two dates or lengths of time say the same: equal, or the brief's is the coarser (`tháng 6` of `30/6`)."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Final

from summarizer.brief.gate.words import DIGITS, syllables, table, terms
from summarizer.facts.dates import ROMAN
from summarizer.facts.likeness import base_unit
from summarizer.facts.model import Figure
from summarizer.text.phrases import patterns

_FORMS: Final = tuple(patterns(table("times")).values())
"""What a date or period may look like, in the order in which it is read; its groups are the fields it gives."""
Parts = frozenset[tuple[str, int]]


@cache
def date_parts(text: str) -> Parts:
    """What a date or period names, as (field, number): hour, day …, or how many of a unit; a range has several."""
    rest = text.lower()
    out: set[tuple[str, int]] = set()
    for form in _FORMS:
        for m in form.finditer(rest):
            out |= {(f.removesuffix("_2"), ROMAN.get(n) or int(n)) for f, n in m.groupdict().items() if n}
        rest = form.sub(" ", rest)
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
