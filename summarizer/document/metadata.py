"""Byline and date of an article, where its text gives them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date as Date
from typing import Final

from summarizer.document.furniture import is_name
from summarizer.document.model import FurnitureKind
from summarizer.document.paragraphs import Block

_LABEL: Final = re.compile(
    r"(?:tác giả|người viết|phóng viên|thực hiện|bài(?:, | và )ảnh|tin(?:, | và )ảnh|tin(?:, | và )bài|bài|tin)\s*[:：]\s*",
    re.IGNORECASE,
)
_SOURCE: Final = re.compile(r"\s*\([^()]*\)\.?$")
_NUMERIC: Final = re.compile(r"(?<![\d/.-])(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?((?:19|20)\d\d)(?![\d/])")
_WORDED: Final = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+((?:19|20)\d\d)", re.IGNORECASE)
_REACH: Final = 6  # paragraphs from the top in which a date is taken for that of the article


def byline(blocks: Sequence[Block], kinds: Sequence[FurnitureKind | None]) -> str | None:
    """The author: a labelled line (`Tác giả: …`) or else the bare name below the article."""
    for block, kind in zip(blocks, kinds, strict=True):
        if kind == "byline" and (label := _LABEL.match(block.text)):
            return block.text[label.end() :].strip() or None
    for block, kind in zip(blocks, kinds, strict=True):
        if kind == "byline" and is_name(block.text):
            return _SOURCE.sub("", block.text).rstrip(".") or None
    return None


def date_of(text: str, blocks: Sequence[Block], kinds: Sequence[FurnitureKind | None]) -> Date | None:
    """The day of the article: that of a dateline, else the first full date near the top."""
    for block in blocks[:_REACH]:
        if found := first_date(text[block.start : block.end]):
            return found
    return None


def first_date(text: str) -> Date | None:
    """The first full date (day, month and year) in `text`."""
    hits = sorted(
        [(m.start(), m.group(1), m.group(3), m.group(4)) for m in _NUMERIC.finditer(text)]
        + [(m.start(), *m.groups()) for m in _WORDED.finditer(text)]
    )
    for _, day, month, year in hits:
        try:
            return Date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None
