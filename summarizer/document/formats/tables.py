"""Tables among the lines of a PDF page, which knows words and places and nothing of rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_UNIT: Final = re.compile(r"\(?(?:Đơn vị(?: tính)?|ĐVT)\s*:", re.IGNORECASE)
_CELL: Final = 45  # characters: longer lines are running text in columns
_CELL_LINES: Final = 4
_COLUMN: Final = 15.0  # points by which the next cell begins further right


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: where it begins and how large it is (points), its cells, and the widest gap between them
    (in characters)."""

    text: str
    x: float
    y: float
    size: float
    bold: bool = False
    cells: tuple[str, ...] = ()
    gap: int = 0


def joined_rows(lines: list[Line]) -> list[Line]:
    """`lines` with each table row whose cells hold several lines put together.

    Writers of PDF set such a row cell by cell: down the lines of one, then up and to the right to the next.
    """
    found: list[Line] = []
    at = 0
    while at < len(lines):
        row, end = _row(lines, at)
        found.append(row or lines[at])
        at = end if row else at + 1
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
    return Line(" ".join(words), first.x, first.y, first.size, first.bold, tuple(words), 9), end


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
