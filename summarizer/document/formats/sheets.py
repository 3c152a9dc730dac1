"""What spreadsheets have in common: sheets of cells become paragraphs and table rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from summarizer.document.formats.content import Part
from summarizer.document.formats.decimals import swapped

MAX_ROWS: Final = 20_000  # of a sheet
MAX_COLUMNS: Final = 200
_NAMELESS: Final = re.compile(r"(?:sheet|trang|trang tính|bảng)\s?\d*$", re.IGNORECASE)
_GROUPED: Final = re.compile(r"[#0],[#0]")
_DECIMALS: Final = re.compile(r"\.(0+)")


def parts(name: str, rows: Sequence[Sequence[str]], *, named: bool) -> Iterator[Part]:
    """A sheet: its name as a heading where there are several, lines of one cell as text, the others as table rows."""
    rows = _trimmed(rows)
    if named and rows and not _NAMELESS.match(name):
        yield Part(name, "heading", 1)
    for above, row, below in zip([[], *rows], rows, [*rows[1:], []], strict=False):
        filled = [cell for cell in row if cell]
        if not filled:
            continue
        alone = len(filled) == 1 and len(filled[0]) > 1 and not filled[0].replace(".", "").replace(",", "").isdigit()
        # one cell between rows of a table is a heading inside it
        if alone and not (sum(map(bool, above)) > 1 and sum(map(bool, below)) > 1):
            yield from (Part(line) for line in filled[0].split("\n"))
        else:
            last = max(i for i, cell in enumerate(row) if cell)
            yield Part(" | ".join(" ".join(cell.split()) for cell in row[: last + 1]), "table")


def _trimmed(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """`rows` without columns that are empty in all of them."""
    wide = max((len(row) for row in rows), default=0)
    used = [i for i in range(wide) if any(i < len(row) and row[i] for row in rows)]
    return [[row[i] if i < len(row) else "" for i in used] for row in rows]


def number(value: float, form: str) -> str:
    """A number as a Vietnamese reader sees it: `1.250.000`, `12,5`, `7,3%`; without its grouping where it has none."""
    form = form.split(";")[0]
    if "%" in form:
        return number(value * 100, form.replace("%", "")) + "%"
    said = _DECIMALS.search(form)
    if said:
        text = f"{value:,.{len(said[1])}f}"
    elif form in ("", "General", "@", "GENERAL"):
        text = f"{value:,.10g}" if value != int(value) else f"{int(value):,}"
        text = text if abs(value) >= 10_000 or "." in text else text.replace(",", "")
        return swapped(text.replace(",", "") if not _GROUPED.search(form) else text)
    else:
        text = f"{round(value):,}" if value == int(value) or "0" in form else f"{value:,.10g}"
    return swapped(text if _GROUPED.search(form) else text.replace(",", ""))
