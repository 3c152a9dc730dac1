"""XLSX by openpyxl: the values of its cells as a reader sees them, merged heads in their first column."""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from summarizer.document.encodings import read_run
from summarizer.document.failure import LoadError
from summarizer.document.formats import package, sheets
from summarizer.document.formats.content import Content, Part, Source, assemble
from summarizer.document.formats.quiet import quiet

if TYPE_CHECKING:
    from openpyxl import Workbook


_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_HIDES: Final = re.compile(rb"\shidden=[\"'](?:1|true)")


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
            hidden = sheets.Hidden()
            with zipfile.ZipFile(io.BytesIO(source.data)) as opened:
                text, hints = assemble(_parts(book, opened, hidden))
        except Exception:  # openpyxl lets out whatever a broken part makes it raise
            raise LoadError("sheet_broken", name=source.name) from None
    if not text:
        raise LoadError("file_empty", name=source.name)
    return Content(text, hints, warnings=hidden.warnings)


def _parts(book: Workbook, opened: zipfile.ZipFile, hidden: sheets.Hidden) -> Iterator[Part]:
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    hidden.sheets = sum(_holds(sheet) for sheet in book.worksheets if sheet.sheet_state != "visible")
    members = _members(opened)
    for sheet in shown:
        rows: list[list[str]] = []
        blank = 0
        for row in sheet.iter_rows(max_row=sheets.MAX_ROWS, max_col=sheets.MAX_COLUMNS):
            words = [_words(cell) for cell in row]
            blank = 0 if any(words) else blank + 1
            if blank > 200:  # a sheet formatted down to its last row
                break
            rows.append(words)
        seen = hidden.shown(rows, _layout(opened, members.get(sheet.title, "")))
        yield from sheets.parts(sheet.title, seen, named=len(shown) > 1)


def _holds(sheet: Any) -> bool:
    return any(any(row) for row in sheet.iter_rows(max_row=200, max_col=sheets.MAX_COLUMNS, values_only=True))


def _members(opened: zipfile.ZipFile) -> dict[str, str]:
    """Where in the package each sheet lies, by its name; of a workbook with names of its own for its parts nothing."""
    if not {"xl/_rels/workbook.xml.rels", "xl/workbook.xml"} <= set(opened.namelist()):
        return {}
    links = {e.get("Id"): e.get("Target", "") for e in package.xml(opened, "xl/_rels/workbook.xml.rels")}
    found = {}
    for sheet in package.xml(opened, "xl/workbook.xml").iter(f"{_MAIN}sheet"):
        target = links.get(sheet.get(f"{_LINK}id"), "")
        found[sheet.get("name", "")] = target[1:] if target.startswith("/") else f"xl/{target}"
    return found


def _layout(opened: zipfile.ZipFile, member: str) -> sheets.Layout:
    """What openpyxl does not tell when it streams a sheet."""
    from lxml import etree
    from openpyxl.utils.cell import range_boundaries

    if member not in opened.namelist() or not _HIDES.search(data := opened.read(member)):
        return sheets.Layout()
    rows, columns, merged = set(), set(), []
    number = 0
    tags = tuple(f"{_MAIN}{name}" for name in ("row", "col", "mergeCell"))
    guarded = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    for _, element in etree.iterparse(io.BytesIO(data), tag=tags, **guarded):
        hides = element.get("hidden") in ("1", "true")
        if element.tag == tags[0]:
            number = int(element.get("r") or number + 1)
            rows |= {number - 1} if hides else set()
        elif element.tag == tags[1] and hides:
            columns |= set(range(int(element.get("min")) - 1, min(int(element.get("max")), sheets.MAX_COLUMNS)))
        elif element.tag == tags[2]:
            left, top, right, bottom = range_boundaries(element.get("ref"))
            merged.append((top - 1, left - 1, bottom - 1, right - 1))
        element.clear()
    return sheets.Layout(rows, columns, merged)


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
