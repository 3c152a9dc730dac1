"""XLS of Excel 97 to 2003 by xlrd, which knows the font of each cell: old tables are in legacy fonts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from summarizer.document.encodings import read_run
from summarizer.document.failure import LoadError
from summarizer.document.formats import sheets
from summarizer.document.formats.content import Content, Part, Source, assemble
from summarizer.document.formats.quiet import quiet

if TYPE_CHECKING:
    from xlrd import Book
    from xlrd.sheet import Sheet


def read(source: Source) -> Content:
    """The sheets of a workbook, a row a line.

    Raises:
        LoadError: `sheet_encrypted`, `sheet_broken`, or `extra_missing` without the extra `office`.
    """
    book = _open(source)
    hidden = sheets.Hidden()
    try:
        text, hints = assemble(_parts(book, hidden))
    except Exception:  # xlrd lets out whatever a broken record makes it raise
        raise LoadError("sheet_broken", name=source.name) from None
    if not text:
        raise LoadError("file_empty", name=source.name)
    return Content(text, hints, warnings=hidden.warnings)


def _open(source: Source) -> Book:
    with quiet("xlrd"):
        try:
            import xlrd
        except ImportError:
            raise LoadError("extra_missing", name=source.name, extra="office") from None
        stream = _stream(source)
        for formatted in (True, False):  # damaged format records cost the fonts, not the words
            try:
                return xlrd.open_workbook(file_contents=stream, formatting_info=formatted, logfile=_Silence())
            except Exception as error:
                if "password" in str(error).lower() or "encrypt" in str(error).lower():
                    raise LoadError("sheet_encrypted", name=source.name) from None
        raise LoadError("sheet_broken", name=source.name)


def _stream(source: Source) -> bytes:
    """The workbook's own stream: in a damaged container xlrd walks for ever, olefile sees that sectors come again."""
    import olefile

    if not source.data.startswith(olefile.MAGIC):
        return source.data
    try:
        with quiet("olefile"), olefile.OleFileIO(io.BytesIO(source.data)) as package:
            if package.exists("EncryptedPackage"):
                raise LoadError("sheet_encrypted", name=source.name)
            name = next(name for name in ("Workbook", "Book") if package.exists(name))
            return bytes(package.openstream(name).read())
    except LoadError:
        raise
    except Exception:  # olefile and struct let out whatever a broken file makes them raise
        raise LoadError("sheet_broken", name=source.name) from None


class _Silence:
    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None:
        return None


def _parts(book: Book, hidden: sheets.Hidden) -> Iterator[Part]:
    hidden.sheets = sum(bool(sheet.visibility and sheet.nrows) for sheet in book.sheets())
    shown = [sheet for sheet in book.sheets() if not sheet.visibility and sheet.nrows]
    for sheet in shown:
        rows = [
            [_words(book, sheet, r, c) for c in range(min(sheet.row_len(r), sheets.MAX_COLUMNS))]
            for r in range(min(sheet.nrows, sheets.MAX_ROWS))
        ]
        yield from sheets.parts(sheet.name, hidden.shown(rows, _layout(sheet)), named=len(shown) > 1)


def _layout(sheet: Sheet) -> sheets.Layout:
    return sheets.Layout(
        {r for r, info in sheet.rowinfo_map.items() if info.hidden},
        {c for c, info in sheet.colinfo_map.items() if info.hidden},
        [(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells],
    )


def _words(book: Book, sheet: Sheet, r: int, c: int) -> str:
    import xlrd

    cell = sheet.cell(r, c)
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return _text(book, sheet, r, c, str(cell.value))
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return sheets.number(cell.value, _form(book, cell.xf_index))
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            y, m, d, *_ = xlrd.xldate_as_tuple(cell.value, book.datemode)
        except xlrd.XLDateError:
            return sheets.number(cell.value, "")
        return f"{d:02}/{m:02}/{y}" if y else ""
    return ""


def _form(book: Book, xf: int | None) -> str:
    if xf is None or xf >= len(book.xf_list):
        return ""
    return str(getattr(book.format_map.get(book.xf_list[xf].format_key), "format_str", "") or "")


def _text(book: Book, sheet: Sheet, r: int, c: int, value: str) -> str:
    """The words of a cell, each run by its font."""
    cell_font = (
        _font(book, book.xf_list[xf].font_index)
        if (xf := sheet.cell(r, c).xf_index) is not None and book.xf_list
        else ""
    )
    runs: list[tuple[int, int]] = sheet.rich_text_runlist_map.get((r, c), []) if book.formatting_info else []
    words: list[str] = []
    at, font = 0, cell_font
    for start, number in [*runs, (len(value), -1)]:
        words.append(read_run(value[at:start], font))
        at, font = start, _font(book, number) if number >= 0 else ""
    return "".join(words).strip()


def _font(book: Any, number: int) -> str:
    return book.font_list[number].name if 0 <= number < len(book.font_list) else ""
