"""Tables among the lines of a PDF page, which knows words and places and nothing of rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

_UNIT: Final = re.compile(r"\(?(?:Đơn vị(?: tính)?|ĐVT)\s*:", re.IGNORECASE)
_CELL: Final = 45  # characters: longer lines are running text in columns
_CELL_LINES: Final = 4
_WIDTH: Final = 0.45  # of the font size: how wide a letter is about
_CELLS_APART: Final = 9  # the gap, in characters, of cells that the page sets one by one
_COLUMN: Final = 15.0  # points by which the next cell begins further right


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page.

    Where it begins and how large it is (points), its cells, the widest gap between them (in characters), and how far
    right of its beginning the last cell begins that was joined to it (points).
    """

    text: str
    x: float
    y: float
    size: float
    bold: bool = False
    cells: tuple[str, ...] = ()
    gap: int = 0
    reach: float = 0.0


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
        if left is None or abs(line.y - left.y) > 0.3 * line.size or line.x <= left.x + left.reach:
            found.append(replace(line, reach=0.0))
            continue
        cells, more = left.cells or (left.text,), line.cells or (line.text,)
        apart = line.x - left.x - left.reach - _WIDTH * left.size * len(cells[-1]) > 0.6 * line.size
        if not apart:
            cells, more = cells[:-1], (f"{cells[-1]} {more[0]}", *more[1:])
        found[-1] = replace(
            left,
            text=f"{left.text} {line.text}",
            bold=left.bold and line.bold,
            cells=cells + more,
            gap=max(left.gap, line.gap, _CELLS_APART if apart else 0),
            reach=line.x - left.x,
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
        left = min(part.x for part in cells[-1])
        if line.y < above.y and line.y > above.y - 2.6 * line.size and abs(line.x - left) < 25 and len(line.cells) < 2:
            if len(cells[-1]) == _CELL_LINES:
                break
            cells[-1].append(line)
        elif line.x > left + _COLUMN and above.y - 0.5 * line.size < line.y < first.y + 2 * line.size:
            rises += line.y > above.y + 1
            cells.append([line])
        else:
            break
        end += 1
    words = [cell for group in cells for cell in _words(group)]
    if len(words) < 3 or not rises or any(len(word) > _CELL * _CELL_LINES for word in words):
        return None, start + 1
    last = len(cells[-1])
    if last > 1 and max(len(group) for group in cells[:-1]) < last:
        return None, start + 1  # the lines below the last cell are no part of it
    return Line(" ".join(words), first.x, first.y, first.size, first.bold, tuple(words), _CELLS_APART), end


def _words(group: list[Line]) -> tuple[str, ...]:
    """The cells of the lines that make one group: several if they stand side by side on its only line."""
    if len(group) == 1 and len(group[0].cells) > 1:
        return group[0].cells
    return (" ".join(line.text for line in group),)


def table_lines(lines: list[Line]) -> set[int]:
    """Rows of cells, two or more of them on end; and a line that gives their unit."""
    rows = [len(line.cells) >= 3 or (len(line.cells) == 2 and line.gap >= 3) for line in lines]
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
