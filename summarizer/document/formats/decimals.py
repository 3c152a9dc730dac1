"""Numbers of a table that are of the English kind (`1.5`, `3,250.75`), put as a Vietnamese reader has them.

`1.500` is one and a half thousand in one file and one and a half in another: what tells is the rest of its table, where
some number can be read in one way only. Nothing is changed where none can, or where there are some of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
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
# what is no number though it has a point: `3.2025` is a month, `30.4` a day, `0912.345.678` a telephone
_MONTH: Final = re.compile(r"\d{1,2}[.,](?:19|20)\d\d")
_DAY: Final = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])")
_TELEPHONE: Final = re.compile(r"0\d+\.[\d.]+")
_ORDER: Final = re.compile(r"\d{1,3}(?:\.\d{1,2}){0,3}")
_NO_NUMBERS: Final = re.compile(
    r"(?:ngày|giờ|thời (?:gian|điểm)|hạn|khởi công|hoàn thành|mã|số (?:hiệu|tt|thứ tự)|ký hiệu|mục|điều|phiên bản"
    r"|đt|điện thoại|sđt|date|time|code|version|id|tel|phone)(?!\w)"
    r"|(?:tháng|năm|s?tt|no\.?|month|year|#)\s*$",
    re.IGNORECASE,
)
# a head that does name a number: `Hoàn thành (%)`
_MEASURED: Final = re.compile(r"%|\b(?:tỷ|triệu|nghìn|đồng|tấn|tạ|kg|ha|km|m2|m3|usd)\b", re.IGNORECASE)
_SWAP: Final = str.maketrans(",.", ".,")


def vietnamese(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """`rows` with their numbers as a Vietnamese reader has them; the first may hold their heads."""
    found = [list(row) for row in rows]
    numbers = list(_numbers(found))
    if _english(number["digits"] for _, _, number in numbers):
        for row, column, number in numbers:
            if _WRITTEN.fullmatch(number["digits"]):
                row[column] = number["before"] + swapped(number["digits"]) + number["after"]
    return found


def swapped(number: str) -> str:
    """`1,250.5` as `1.250,5`."""
    return number.translate(_SWAP)


def _english(numbers: Iterable[str]) -> bool:
    """Whether some number plainly has a decimal point, and none a decimal comma."""
    digits = list(numbers)
    return any(map(_ENGLISH.fullmatch, digits)) and not any(map(_VIETNAMESE.fullmatch, digits))


def _numbers(rows: Sequence[list[str]]) -> Iterator[tuple[list[str], int, re.Match[str]]]:
    """(row, column, number) of the cells that hold one; neither days, telephones nor what counts the rows."""
    for column in range(max(map(len, rows), default=0)):
        cells = [(row, row[column].strip()) for row in rows if column < len(row)]
        head = rows[0][column] if column < len(rows[0]) else ""
        measured = _MEASURED.search(head)
        if _NO_NUMBERS.match(head) and not measured:
            continue
        below = [cell for row, cell in cells if row is not rows[0] and cell]
        if column == 0 and _names_rows(below):
            continue
        found = [(row, number) for row, cell in cells if (number := _number(cell))]
        if not measured and all(
            _DAY.fullmatch(number[0]) for row, number in found if row is not rows[0] or "." in number[0]
        ):
            continue
        yield from ((row, column, number) for row, number in found)


def _number(cell: str) -> re.Match[str] | None:
    number = _NUMBER.fullmatch(cell)
    if number is None or _MONTH.fullmatch(number["digits"]) or _TELEPHONE.fullmatch(number["digits"]):
        return None
    return number


def _names_rows(cells: Sequence[str]) -> bool:
    """Whether a first column names its rows, or counts them: `1`, `1.1`, `1.2`, `2`."""
    if not all(map(_NUMBER.fullmatch, cells)):
        return True
    if not all(map(_ORDER.fullmatch, cells)):
        return False
    counts = [tuple(map(int, cell.split("."))) for cell in cells]
    return all(_follows(after, before) for before, after in pairwise(counts))


def _follows(number: tuple[int, ...], before: tuple[int, ...]) -> bool:
    """Whether `number` counts the row after that of `before`: its next, its first part, or a new count."""
    if number in ((1,), (*before, 1)):
        return True
    above, last = number[:-1], number[-1]
    return len(number) <= len(before) and above == before[: len(above)] and last == before[len(above)] + 1
