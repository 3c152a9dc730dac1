"""What spreadsheets have in common: sheets of cells become paragraphs and table rows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from summarizer.document.formats.content import Part
from summarizer.document.formats.decimals import swapped

MAX_ROWS: Final = 20_000  # of a sheet
MAX_COLUMNS: Final = 200
_NAMELESS: Final = re.compile(r"(?:sheet|trang|trang tính|bảng)\s?\d*$", re.IGNORECASE)
_GROUPED: Final = re.compile(r"[#0],[#0]")
_DECIMALS: Final = re.compile(r"\.(0+)")


@dataclass(frozen=True, slots=True)
class Layout:
    """What a sheet hides, and which cells are merged: rows and columns by number from 0; of a merged range its first
    row and column and its last ones."""

    rows: Collection[int] = ()
    columns: Collection[int] = ()
    merged: Collection[tuple[int, int, int, int]] = ()


class Hidden:
    """What a workbook does not show (a filter hides rows, too): left out, and counted where it holds something."""

    def __init__(self) -> None:
        self.sheets = self.rows = self.columns = 0

    def shown(self, rows: Sequence[list[str]], layout: Layout) -> list[list[str]]:
        """The rows as seen; words of a merged range whose first cell is hidden stand in the first one that is shown."""
        if not layout.rows and not layout.columns:
            return list(rows)
        for top, left, bottom, right in layout.merged:
            row = next((r for r in range(top, min(bottom + 1, len(rows))) if r not in layout.rows), None)
            column = next((c for c in range(left, right + 1) if c not in layout.columns), None)
            if row is None or column is None or left >= len(rows[top]) or column >= len(rows[row]):
                continue
            if (row, column) != (top, left):
                rows[row][column], rows[top][left] = rows[top][left], ""
        kept = [row for r, row in enumerate(rows) if r not in layout.rows]
        self.rows += sum(1 for r in layout.rows if r < len(rows) and any(rows[r]))
        self.columns += sum(1 for c in layout.columns if any(c < len(row) and row[c] for row in kept))
        return [[cell for c, cell in enumerate(row) if c not in layout.columns] for row in kept]

    @property
    def warnings(self) -> tuple[tuple[str, dict[str, object]], ...]:
        """What was left out, for `Content.warnings`."""
        counted = (("hidden_sheets", self.sheets), ("hidden_rows", self.rows), ("hidden_columns", self.columns))
        return tuple((key, {"count": count}) for key, count in counted if count)


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
