"""XLSX by openpyxl: the values of its cells as a reader sees them, merged heads in their first column."""

from __future__ import annotations

import datetime
import io
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from summarizer.document.encodings import read_run
from summarizer.document.failure import LoadError
from summarizer.document.formats import package, sheets
from summarizer.document.formats.content import Content, Part, Source, assemble
from summarizer.document.formats.quiet import quiet

if TYPE_CHECKING:
    from openpyxl import Workbook


def read(source: Source) -> Content:
    """The sheets of a workbook, a row a line.

    Raises:
        LoadError: `sheet_broken`, `docx_bomb`, or `extra_missing` without the extra `office`.
    """
    package.check(source, broken="sheet_broken")
    with quiet("openpyxl"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            import openpyxl
        except ImportError:
            raise LoadError("extra_missing", name=source.name, extra="office") from None
        try:
            # read-only mode streams the rows; values are those that Excel computed last
            book = openpyxl.load_workbook(io.BytesIO(source.data), read_only=True, data_only=True, keep_links=False)
            text, hints = assemble(_parts(book))
        except Exception:  # openpyxl lets out whatever a broken part makes it raise
            raise LoadError("sheet_broken", name=source.name) from None
    if not text:
        raise LoadError("file_empty", name=source.name)
    return Content(text, hints)


def _parts(book: Workbook) -> Iterator[Part]:
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in shown:
        rows: list[list[str]] = []
        blank = 0
        for row in sheet.iter_rows(max_row=sheets.MAX_ROWS, max_col=sheets.MAX_COLUMNS):
            words = [_words(cell) for cell in row]
            blank = 0 if any(words) else blank + 1
            if blank > 200:  # a sheet formatted down to its last row
                break
            rows.append(words)
        yield from sheets.parts(sheet.title, rows, named=len(shown) > 1)


def _words(cell: Any) -> str:
    value = cell.value
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, int | float):
        return sheets.number(float(value), str(cell.number_format or ""))
    if isinstance(value, datetime.datetime | datetime.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, datetime.time | datetime.timedelta):
        return str(value)
    font = getattr(getattr(cell, "font", None), "name", None) or ""
    return read_run(str(value), font).strip()
