"""Byline and date of an article, where its text gives them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from summarizer.document.furniture import author_of
from summarizer.document.model import FurnitureKind
from summarizer.document.paragraphs import Block
from summarizer.text.bodies import pattern
from summarizer.text.data import load
from summarizer.text.fold import without_marks
from summarizer.text.phrases import alternatives

_DATA: Final = load(__package__, "data", "metadata.toml")
_LABEL: Final = re.compile(rf"(?:{alternatives(_DATA['labels'])})\s*[:：]\s*", re.IGNORECASE)
_NUMERIC: Final = re.compile(r"(?<![\d/.-])(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?((?:19|20)\d\d)(?![\d/])")
_WORDED: Final = re.compile(
    r"ng[àa]y\s{1,3}(\d{1,2})\s{1,3}th[áa]ng\s{1,3}(\d{1,2})\s{1,3}n[ăa]m\s{1,3}((?:19|20)\d\d)\b", re.IGNORECASE
)
# days of something else than the report: births, documents cited, terms that run or end
_OTHER: Final = re.compile(
    rf"(?i:{alternatives(_DATA['other_days'])})(?i: vào)?(?i: hết)?(?i: ngày)?\s*$"
    rf"|(?:[Ss]ố:?\s(?=\d)|{alternatives(_DATA['cited'])})"
    r"(?:(?!\d{4},)[^,;.()]){0,60}?,?(?: ký| ban hành)?(?: ngày)?\s*$"
)
_OTHER_UNMARKED: Final = re.compile(without_marks(_OTHER.pattern), re.IGNORECASE)
_DATELINE: Final = re.compile(
    r"(?:\(?[\w. -]{2,40}\)?\s*[-–—:,]\s*)?(?:Cập nhật|Sáng|Trưa|Chiều|Tối|Đêm|Rạng sáng|Hôm nay|Trong)?\s?"
    r"\(?(?:[Nn]gày:?\s)?$"
)
_ACTS: Final = re.compile(rf"(?<!\w)(?:{pattern('bodies')})(?!\w)|\ACập nhật")
"""A body in the line that a date opens: `Ngày 9/12/2023, Thành ủy … tổ chức`. So write those who have plans to tell."""
_YEAR: Final = re.compile(r"(?<![\d/.,-])((?:19|20)\d\d)(?![\d/%]|[.,]\d)")
_YEARLESS: Final = re.compile(r"(?<![\d/.,-])\d{1,2}/\d{1,2}(?![\d/])")
_REACH: Final = 1500  # code points of text in which a date is taken for that of the article
_OLDEST: Final = 1995  # a year before it is history, not news
_LATER: Final = 45  # days after that of an article on which nothing that it tells can have been
_BEFORE: Final = 80  # code points looked back for what a date belongs to


def byline(lines: Iterable[str]) -> str | None:
    """The author among byline lines in text order: a labelled one (`Tác giả: …`), else a bare name."""
    names = list(lines)
    for line in names:
        if label := _LABEL.match(line):
            return line[label.end() :].strip(" .") or None
    return next((author for line in names if (author := author_of(line))), None)


def date_of(blocks: Sequence[Block], kinds: Sequence[FurnitureKind | None]) -> datetime.date | None:
    """The day of the article.

    That of its form (`Hà Nội, ngày … tháng … năm …`) or of its time stamp; else that of its dateline; else the first
    full date near the top that is not plainly the day of something else. One in a table is its row's. Newspapers write
    no year with what is new: where a later day is told, or a later year beside days without one, it was then.
    """
    for wanted in ("masthead", "byline"):
        for block, kind in zip(blocks, kinds, strict=True):
            if kind == wanted and (found := next(dates(block.text), None)):
                return found[1]
    first: datetime.date | None = None
    reach = _REACH
    for block, kind in zip(blocks, kinds, strict=True):
        if kind is not None or block.shape == "table" or reach <= 0:
            continue
        line = block.text[:reach]
        reach -= len(line)
        for at, day in dates(line):
            before = line[max(0, at - _BEFORE) : at]
            if at <= _BEFORE and _DATELINE.match(before):
                return day if _ACTS.search(line, 0, at + _BEFORE) or _newest(day, blocks) else None
            if first is None and day.year >= _OLDEST and not _of_another(before):
                first = day
    return first if first is not None and _newest(first, blocks, years=True) else None


def _of_another(before: str) -> bool:
    """Whether the words before a day say that it is that of something else."""
    return (_OTHER_UNMARKED if before.isascii() else _OTHER).search(before) is not None


def _newest(day: datetime.date, blocks: Sequence[Block], *, years: bool = False) -> bool:
    """Whether a text tells of no day long after `day`, nor (`years`) of a later year beside days without a year."""
    text = "\n".join(block.text for block in blocks)
    if years and _YEARLESS.search(text) and any(int(year) > day.year for year in _YEAR.findall(text)):
        return False
    return not any(
        (other - day).days > _LATER and not _of_another(text[max(0, at - _BEFORE) : at]) for at, other in dates(text)
    )


def dates(line: str) -> Iterator[tuple[int, datetime.date]]:
    """The full dates (day, month, year) of a line with their offsets, in order; impossible ones are passed over."""
    hits = [(m.start(), m.group(1), m.group(3), m.group(4)) for m in _NUMERIC.finditer(line)]
    hits += [(m.start(), m.group(1), m.group(2), m.group(3)) for m in _WORDED.finditer(line)]
    for at, day, month, year in sorted(hits):
        try:
            yield at, datetime.date(int(year), int(month), int(day))
        except ValueError:
            continue
