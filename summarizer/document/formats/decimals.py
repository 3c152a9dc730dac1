"""Numbers of a table that are of the English kind (`1.5`, `3,250.75`), put as a Vietnamese reader has them.

`1.500` is one and a half thousand in one file and one and a half in another: what tells is the rest of its table, where
some number can be read in one way only. Nothing is changed where none can, or where there are some of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final


def _sure(mark: str, point: str) -> re.Pattern[str]:
    """A number that has `point` before its decimals and `mark` between its thousands, and cannot be read otherwise."""
    m, p = re.escape(mark), re.escape(point)
    return re.compile(
        rf"\d{{1,3}}(?:{m}\d{{3}})+{p}\d+|\d{{1,3}}(?:{m}\d{{3}}){{2,}}|\d+{p}(?:\d{{1,2}}|\d{{4,}})|(?:0|\d{{4,}}){p}\d+"
    )


_ENGLISH: Final = _sure(",", ".")
_VIETNAMESE: Final = _sure(".", ",")
_NUMBER: Final = re.compile(r"(?P<before>[-–+(]?\s?)(?P<digits>\d[\d.,]*)(?P<after>\s?%?\)?)")
_WRITTEN: Final = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
# what is no number though it has a point: `3.2025` is a month, `12.5` under `Ngày` a day
_MONTH: Final = re.compile(r"\d{1,2}[.,](?:19|20)\d\d")
_NO_NUMBERS: Final = re.compile(
    r"(?:ngày|giờ|thời (?:gian|điểm)|mã|số (?:hiệu|tt)|ký hiệu|mục|điều|phiên bản|date|time|code|version|id)(?!\w)"
    r"|(?:tháng|năm|s?tt|no\.?|month|year)\s*$",
    re.IGNORECASE,
)
_SWAP: Final = str.maketrans(",.", ".,")


def vietnamese(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """`rows`, the first of them their heads, with their numbers as a Vietnamese reader has them."""
    found = [list(row) for row in rows]
    if _english(found):
        for row, column, number in _numbers(found):
            if _WRITTEN.fullmatch(number["digits"]):
                row[column] = number["before"] + swapped(number["digits"]) + number["after"]
    return found


def swapped(number: str) -> str:
    """`1,250.5` as `1.250,5`."""
    return number.translate(_SWAP)


def _english(rows: Sequence[list[str]]) -> bool:
    """Whether some number plainly has a decimal point, and none a decimal comma."""
    digits = [number["digits"] for _, _, number in _numbers(rows)]
    return any(map(_ENGLISH.fullmatch, digits)) and not any(map(_VIETNAMESE.fullmatch, digits))


def _numbers(rows: Sequence[list[str]]) -> Iterator[tuple[list[str], int, re.Match[str]]]:
    """(row, column, number) of the cells that hold one; the first column counts rows or names them."""
    heads = rows[0] if rows else []
    for row in rows[1:]:
        for column in range(1, len(row)):
            if column < len(heads) and _NO_NUMBERS.match(heads[column]):
                continue
            number = _NUMBER.fullmatch(row[column])
            if number and not _MONTH.fullmatch(number["digits"]):
                yield row, column, number
