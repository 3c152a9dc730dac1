"""What the readers of office formats share: the part that a paragraph is, and tables that only hold a page together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from summarizer.document.formats.content import Part

STOPPED: Final = re.compile(r"[.!?…:;,][\"”’»')\]]*\s*$")
MARKED: Final = re.compile(r"[-–—+*•]\s|\(?[\da-zđ]{1,2}[.)]\s")
_BOLD_HEADING: Final = 160  # characters: longer ones are paragraphs somebody stressed
_BARE: Final = re.compile(r"[-+]?\d[\d.,]*\s?%?")
_LAYOUT_ROWS: Final = 3
_LAYOUT_WORDS: Final = 60  # of a cell: more is running text, and no datum


def lines_of(words: str, *, bold: bool = False, heading: int = 0, listed: bool = False) -> Part:
    """The part that one line of a paragraph is: a heading by its style or its looks, a list item, or body."""
    line = " ".join(words.split())
    if heading:
        return Part(line, "heading", heading)
    if bold and len(line) <= _BOLD_HEADING and not STOPPED.search(line) and not line.startswith("-"):
        return Part(line, "heading", 2)
    if listed:
        return Part(line if MARKED.match(line) else f"- {line}", "item")
    return Part(line)


def in_columns(rows: Sequence[Sequence[str]], edges: Sequence[Sequence[float]], near: float) -> list[list[str]]:
    """`rows` with each cell in its column, and the rest of what it spans empty.

    `edges` are the left ends of the cells of each row. The row with most cells gives the columns; where another row
    fits into them nowhere (within `near`), the rows come back as they are, for they are no one table.
    """
    grid: list[float] = []
    for lefts in edges:
        grid = sorted(lefts) if len(lefts) > len(grid) else grid
    found: list[list[str]] = []
    for cells, lefts in zip(rows, edges, strict=True):
        columns = [next((i for i, x in enumerate(grid) if abs(x - left) <= near), -1) for left in lefts]
        if len(cells) != len(lefts) or -1 in columns or any(a >= b for a, b in pairwise(columns)):
            return [list(row) for row in rows]
        row = [""] * (columns[-1] + 1 if columns else 0)
        for column, cell in zip(columns, cells, strict=True):
            row[column] = cell
        found.append(row)
    return found


def layout_or_rows(rows: Sequence[Sequence[str]]) -> Iterator[Part]:
    """Rows as `a | b | c`; the cells of a table that only holds the page together (the head of a letter) in order."""
    wide = max((len(row) for row in rows), default=0)
    prose = any(len(cell.split()) > _LAYOUT_WORDS for row in rows for cell in row)
    # a bare number below the head is a datum, and no part of the head of a letter
    data = any(_BARE.fullmatch(row[-1].strip()) for row in rows[1:] if len(row) == 2)
    if wide <= 1 or (wide == 2 and ((len(rows) <= _LAYOUT_ROWS and not data) or prose)):
        for row in rows:
            for cell in row:
                for line in cell.split("\n"):
                    if line.strip():
                        yield lines_of(line)
        return
    for row in rows:
        cells = [" ".join(cell.split()) for cell in row]
        if any(cells):
            yield Part(" | ".join(cells), "table")
