"""Tables among the lines of a PDF page, which knows words and places and nothing of rows.

The measures below were chosen by eye on the pages of `samples/` and of the tests.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

_UNIT: Final = re.compile(r"\(?(?:Đơn vị(?: tính)?|ĐVT)\s*:", re.IGNORECASE)
_CELL: Final = 45  # characters: longer lines are running text in columns
_CELL_LINES: Final = 4
_WIDTH: Final = 0.45  # of the font size: how wide a letter is about
_CELLS_APART: Final = 9  # the gap, in characters, of cells that the page sets one by one
CLOSING: Final = frozenset(",.;:!?)")
_COLUMNS: Final = 30  # more are no table that is set by hand
_SAME: Final = 2.0  # points within which lines of one cell begin
_COLUMN: Final = 15.0  # points by which the next cell begins further right
_CENTRED: Final = 25
"""Points: where a cell goes on, its next line begins nearer than this to its leftmost line, to either side."""
_BELOW: Final = 2.6
"""Times the font size: where a cell goes on, its next line is nearer than this below the last."""
_SUNK: Final = 0.5
"""Share of the font size: the next cell to the right stands less than this below the line before it."""
ONE_HEIGHT: Final = 0.3
"""Share of the font size by which heights differ of what stands on one line, at most."""
_GAP: Final = 0.6
"""Share of the font size: a wider gap, by the width that its letters have about, parts two cells at one height."""
_ROW: Final = 3
"""Cells that make a row of a table, at least: two may be blocks side by side."""
_PARTED: Final = 3
"""Characters of the gap between two cells alone that make a row all the same, at least."""
_ACROSS: Final = 0.5
"""Share of the font size that a cell above several columns costs: what fits as well above one belongs there."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page.

    Where it begins and how large it is (points), its cells, the widest gap between them (in characters), how far right
    of its beginning the last cell begins that was joined to it (points), and from where to where each cell stands.
    """

    text: str
    x: float
    y: float
    size: float
    bold: bool = False
    cells: tuple[str, ...] = ()
    gap: int = 0
    reach: float = 0.0
    places: tuple[tuple[float, float], ...] = ()


def joined_rows(lines: list[Line]) -> list[Line]:
    """`lines` with each table row put together that the page sets cell by cell.

    Cells of one line stand at one height; where they hold several lines, writers of PDF set them down the lines of one,
    then up and to the right to the next.
    """
    lines = _levelled(lines)
    found: list[Line] = []
    at = 0
    while at < len(lines):
        row, end = _row(lines, at)
        found.append(row or lines[at])
        at = end if row else at + 1
    return found


def _levelled(lines: list[Line]) -> list[Line]:
    """`lines` with neighbours at one height, each further right, made one line of cells."""
    found: list[Line] = []
    for line in lines:
        left = found[-1] if found else None
        if left is None or abs(line.y - left.y) > ONE_HEIGHT * line.size or line.x <= left.x + left.reach:
            found.append(replace(line, reach=0.0))
            continue
        cells, more = left.cells or (left.text,), line.cells or (line.text,)
        places, after = left.places, line.places
        apart = line.x - left.x - left.reach - _WIDTH * left.size * len(cells[-1]) > _GAP * line.size
        if not apart:
            # a raised mark of a note ends a line of PDFium, and the full stop behind it begins one
            blank = "" if more[0][:1] in CLOSING else " "
            cells, more = cells[:-1], (f"{cells[-1]}{blank}{more[0]}", *more[1:])
            if places and after:
                places, after = places[:-1], ((places[-1][0], after[0][1]), *after[1:])
        found[-1] = replace(
            left,
            text=f"{left.text}{'' if not apart and line.text[:1] in CLOSING else ' '}{line.text}",
            bold=left.bold and line.bold,
            cells=cells + more,
            gap=max(left.gap, line.gap, _CELLS_APART if apart else 0),
            reach=line.x - left.x,
            places=places + after,
        )
    return found


def _row(lines: list[Line], start: int) -> tuple[Line | None, int]:
    """The row of several cells that begins with line `start`, and the index behind it."""
    first = lines[start]
    cells: list[list[Line]] = [[first]]
    end = start + 1
    rises = 0
    while end < len(lines) and len(lines[end].text) <= _CELL * max(1, len(lines[end].cells)):
        line, above = lines[end], lines[end - 1]
        if line.y < above.y and len(cells[-1]) == 1:
            cells[-1:] = _parted(cells[-1][0], line.x)
        left = min(part.x for part in cells[-1])
        under = abs(line.x - left) < _CENTRED
        if line.y < above.y and line.y > above.y - _BELOW * line.size and under and len(line.cells) < 2:
            if len(cells[-1]) == _CELL_LINES:
                break
            cells[-1].append(line)
        elif line.x > left + _COLUMN and above.y - _SUNK * line.size < line.y < first.y + 2 * line.size:
            rises += line.y > above.y + 1
            cells.append([line])
        else:
            break
        end += 1
    words = [cell for group in cells for cell in _words(group)]
    places = tuple(place for group in cells for place in _places(group))
    if len(words) < _ROW or not rises or any(len(word) > _CELL * _CELL_LINES for word in words):
        return None, start + 1
    last = len(cells[-1])
    if last > 1 and max(len(group) for group in cells[:-1]) < last:
        return None, start + 1  # the lines below the last cell are no part of it
    whole = Line(" ".join(words), first.x, first.y, first.size, first.bold, tuple(words), _CELLS_APART, places=places)
    return whole, end


def _parted(line: Line, below: float) -> list[list[Line]]:
    """The cells of a line as groups of their own, where another line may go on (at `below`) under the last of them.

    Two may be one cell whose words are set apart to fill it; then what is below goes on under both.
    """
    if len(line.cells) < 2 or len(line.places) != len(line.cells):
        return [[line]]
    if len(line.cells) == 2 and abs(line.places[-1][0] - below) > _SAME:
        return [[line]]
    return [
        [replace(line, text=cell, x=place[0], cells=(cell,), places=(place,))]
        for cell, place in zip(line.cells, line.places, strict=True)
    ]


def _words(group: list[Line]) -> tuple[str, ...]:
    """The cells of the lines that make one group: several if they stand side by side on its only line."""
    if len(group) == 1 and len(group[0].cells) > 1:
        return group[0].cells
    return (" ".join(line.text for line in group),)


def _places(group: list[Line]) -> tuple[tuple[float, float], ...]:
    places = [place for line in group for place in line.places]
    if len(group) == 1 or not places:
        return tuple(places)
    return ((min(left for left, _ in places), max(right for _, right in places)),)


def in_columns(rows: list[Line]) -> list[tuple[str, ...]]:
    """The cells of the rows of a table, each in its column.

    A row with fewer cells than the widest leaves some out, or has heads above several columns: they get those whose
    middle is nearest to theirs, and stand in the first of them.
    """
    wide = max(len(row.cells) for row in rows)
    full = [row.places for row in rows if len(row.places) == len(row.cells) == wide]
    if not full or wide > _COLUMNS:
        return [row.cells for row in rows]
    columns = [(min(p[i][0] for p in full), max(p[i][1] for p in full)) for i in range(wide)]
    return [
        _spread(row, columns) if len(row.places) == len(row.cells) < wide and len(row.cells) > 1 else row.cells
        for row in rows
    ]


def _spread(row: Line, columns: list[tuple[float, float]]) -> tuple[str, ...]:
    """The least costly way to give the cells of a row to columns in order, by dynamic programming."""
    least: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}  # by the next free column
    for left, right in row.places:
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for free, (cost, firsts) in least.items():
            for first in range(free, len(columns)):
                for last in range(first, len(columns)):
                    off = cost + _off(left, right, columns[first : last + 1], row.size)
                    if last + 1 not in following or off < following[last + 1][0]:
                        following[last + 1] = off, (*firsts, first)
        least = following
    if not least:
        return row.cells
    _, firsts = min(least.values())
    cells = [""] * (firsts[-1] + 1)
    for first, cell in zip(firsts, row.cells, strict=True):
        cells[first] = cell
    return tuple(cells)


def _off(left: float, right: float, columns: list[tuple[float, float]], size: float) -> float:
    """How far a cell stands from where it would above `columns`; over one of them it may keep to a side."""
    begin, end = columns[0][0], columns[-1][1]
    middle = abs((left + right) - (begin + end)) / 2
    if len(columns) == 1:
        return min(middle, abs(left - begin), abs(right - end))
    return middle + _ACROSS * size


def table_lines(lines: list[Line]) -> set[int]:
    """Rows of cells, two or more of them on end; and a line that gives their unit."""
    rows = [len(line.cells) >= _ROW or (len(line.cells) == 2 and line.gap >= _PARTED) for line in lines]
    found = {i for i, line in enumerate(lines) if _UNIT.match(line.text)}
    start = 0
    while start < len(rows):
        end = start
        while end < len(rows) and rows[end]:
            end += 1
        if end - start >= 2 and not _side_by_side(lines[start:end]):
            found.update(range(start, end))
        start = end + 1
    return found


def _side_by_side(run: list[Line]) -> bool:
    """Whether a run of two-cell rows is two blocks of an official letter: no figures in the second."""
    return all(len(line.cells) == 2 for line in run) and not any(line.cells[1][:1].isdigit() for line in run)
