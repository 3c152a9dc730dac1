"""CSV and its like: one table, its cells apart by commas, semicolons or tabs, whatever the file is called."""

from __future__ import annotations

import csv
import io
import re
from typing import Final

from summarizer.document.failure import LoadError
from summarizer.document.formats import decimals
from summarizer.document.formats.content import Content, Source, assemble
from summarizer.document.formats.plain import decoded_text
from summarizer.document.formats.sheets import MAX_COLUMNS, MAX_ROWS, parts

_MARKS: Final = ("\t", ";", ",")
_LINES: Final = 3
_CELL_WORDS: Final = 6.0  # more on the average is prose
_QUOTED: Final = re.compile(r'"[^"\n]*"')


def read(source: Source) -> Content:
    """The rows of a table as lines of cells.

    Raises:
        LoadError: as `decoded_text`, and `file_empty` where no cell is filled.
    """
    decoded, warnings = decoded_text(source)
    mark = delimiter(decoded.text[:4096]) or max(_MARKS, key=decoded.text[:4096].count)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(decoded.text), delimiter=mark):
            rows.append([cell.strip() for cell in row[:MAX_COLUMNS]])
            if len(rows) >= MAX_ROWS:
                warnings = (*warnings, ("rows", {"count": MAX_ROWS}))
                break
    except csv.Error:
        raise LoadError("table_broken", name=source.name) from None
    read = decimals.vietnamese(rows)
    if read != rows:
        warnings = (*warnings, ("decimals", {}))
    text, hints = assemble(parts("", read, named=False))
    if not text:
        raise LoadError("file_empty", name=source.name)
    return Content(text, hints, encoding=decoded.encoding, warnings=warnings)


def delimiter(head: str) -> str | None:
    """What parts the cells, if the first lines of a file are rows of one table; None for prose."""
    lines = [_QUOTED.sub('""', line) for line in head.splitlines() if line.strip()]
    lines = lines[:-1] if len(head) >= 4000 else lines  # the last may be cut off
    if len(lines) < _LINES:
        return None
    for mark in _MARKS:
        counts = {line.count(mark) for line in lines}
        if len(counts) > 1 or min(counts) < (2 if mark == "," else 1):
            continue
        cells = [cell for line in lines for cell in line.split(mark)]
        spaced = sum(cell.startswith(" ") for cell in cells)
        if spaced * 5 < len(cells) and sum(len(cell.split()) for cell in cells) <= _CELL_WORDS * len(cells):
            return mark
    return None
