"""What pandoc makes of a Word file in Markdown and CommonMark does not know: tables drawn with dashes and plus signs.

Official documents put their letterhead and their signature into tables without borders. Such a table is read cell by
cell, a line a paragraph; one that holds data becomes a pipe table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from summarizer.document.normalize import nfc

_RULE: Final = re.compile(r"\s*-{3,}(?:\s+-{2,})*\s*$")
_COLUMNS: Final = re.compile(r"\s*-{2,}(?:\s+-{2,})+\s*$")
_BORDER: Final = re.compile(r"\s*\+(?:[-=:]{2,}\+)+\s*$")
_EMPHASIS: Final = re.compile(r"(?<!\\)\*+")
_BROKEN: Final = re.compile(r"\\(?=\*+$)\*+")  # a hard break inside of emphasis: `***Nơi nhận:\***`
_BREAK: Final = re.compile(r"(?<!\\)\\$")
_FIGURE: Final = re.compile(r"[-–+(]?\d[\d.,]*\s*%?\)?$")
_MOST: Final = 4000  # lines that one table has at most

Cell = list[str]
Row = list[Cell]


def plain_tables(text: str) -> str:
    """`text` with pandoc's tables as CommonMark has them; what looks like one and is none stays."""
    if not any(_COLUMNS.match(line) or _BORDER.match(line) for line in text.split("\n")):
        return text
    lines = nfc(text).split("\n")
    out: list[str] = []
    at = 0
    while at < len(lines):
        found = _grid(lines, at) or _dashed(lines, at, out)
        if found is None:
            out.append(lines[at])
            at += 1
        else:
            rows, at = found
            out += ["", *_written(rows), ""]
    return "\n".join(out)


def _grid(lines: Sequence[str], at: int) -> tuple[list[Row], int] | None:
    """The table whose first border is line `at`, and the index behind it."""
    border = lines[at]
    if not _BORDER.match(border):
        return None
    cuts = [i for i, char in enumerate(border) if char == "+"]
    rows: list[Row] = [[[] for _ in cuts[1:]]]
    end = at + 1
    while end < len(lines) and end - at < _MOST and lines[end].lstrip()[:1] in ("|", "+"):
        line = lines[end]
        if _BORDER.match(line):
            rows.append([[] for _ in cuts[1:]])
        else:
            for cell, (left, right) in zip(rows[-1], pairwise(cuts), strict=True):
                cell.append(line[left + 1 : right].strip())
        end += 1
    rows = [row for row in rows if any(any(cell) for cell in row)]
    return (rows, end) if rows and _BORDER.match(lines[end - 1]) else None


def _dashed(lines: Sequence[str], at: int, above: list[str]) -> tuple[list[Row], int] | None:
    """The simple or multiline table whose columns are drawn by line `at`; its head is taken back from `above`."""
    if not _COLUMNS.match(lines[at]):
        return None
    inside, behind = _body(lines, at)
    if not inside:
        return None
    head = _head(above)
    groups = [head] if head else []
    if any(not line.strip() for line in inside[1:-1]):
        groups += _groups(inside)
    else:
        groups += [[line] for line in inside if line.strip()]
    columns = list(pairwise([*(m.start() for m in re.finditer(r"-+", lines[at])), None]))
    return [[[line[left:right].strip() for line in group] for left, right in columns] for group in groups], behind


def _body(lines: Sequence[str], at: int) -> tuple[Sequence[str], int]:
    """The lines from line `at` to the rule that ends the table, or else to a blank line; and the index behind it."""
    end = next((i for i in range(at + 1, min(len(lines), at + _MOST)) if _RULE.match(lines[i])), None)
    if end is None or (end - at > 1 and not any(line.strip() for line in lines[at + 1 : end])):
        end = next((i for i in range(at + 1, len(lines)) if not lines[i].strip()), len(lines))
    ruled = end < len(lines) and _RULE.match(lines[end])
    return lines[at + 1 : end], end + 1 if ruled else end


def _head(above: list[str]) -> list[str]:
    """The lines above a table that are its head, taken off `above`; a rule over them goes with them."""
    head: list[str] = []
    while above and above[-1].strip() and not _RULE.match(above[-1]):
        head.insert(0, above.pop())
    if above and _RULE.match(above[-1]):
        above.pop()
    return head


def _groups(lines: Sequence[str]) -> list[list[str]]:
    """Lines between blank ones."""
    found: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [group for group in found if group]


def _written(rows: list[Row]) -> Iterator[str]:
    cells = [[list(_joined(cell)) for cell in row] for row in rows]
    width = len(cells[0])
    figures = sum(len(cell) == 1 and bool(_FIGURE.match(cell[0])) for row in cells for cell in row)
    if width <= 2 and not figures and (len(rows) <= 2 or any(len(cell) > 1 for row in cells for cell in row)):
        for row in cells:
            for cell in row:
                for line in cell:
                    yield from (line, "")
        return
    for number, row in enumerate(cells):
        yield f"| {' | '.join(' '.join(cell).replace('|', '/') for cell in row)} |"
        if not number:
            yield f"|{' --- |' * width}"


def _joined(cell: Cell) -> Iterator[str]:
    """The lines of a cell: those that a `\\` or a blank line ends; the others are wrapped. Without emphasis."""
    held: list[str] = []
    for raw in [*cell, ""]:
        line = _EMPHASIS.sub("", _BROKEN.sub(r"\\", raw)).strip()
        ended = _BREAK.search(line) is not None or not line
        if words := _BREAK.sub("", line).strip():
            held.append(words)
        if ended and held:
            yield " ".join(held)
            held = []
