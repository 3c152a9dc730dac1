"""OpenDocument: texts, spreadsheets and presentations of LibreOffice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from summarizer.document.encodings import read_run
from summarizer.document.failure import LoadError
from summarizer.document.formats import package, sheets
from summarizer.document.formats.content import Content, Part, Source, assemble
from summarizer.document.formats.raised import behind
from summarizer.document.formats.rows import layout_or_rows, lines_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO: Final = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_PRESENTATION: Final = "{urn:oasis:names:tc:opendocument:xmlns:presentation:1.0}"
_ASIDE: Final = frozenset(
    (
        f"{_OFFICE}annotation",
        f"{_TEXT}tracked-changes",
        f"{_PRESENTATION}notes",
        f"{_TEXT}note-citation",
        f"{_TEXT}hidden-text",
        f"{_TEXT}hidden-paragraph",
    )
)
_MAX_REPEAT: Final = 64  # times that an empty cell is repeated in a row: more only fill the sheet


_UNSEEN: Final = ("collapse", "filter")


def read(source: Source) -> Content:
    """The body of a document, its notes behind the paragraph that calls them.

    Raises:
        LoadError: `office_broken`, `docx_encrypted` or `docx_bomb`.
    """
    with package.opened(source, broken="office_broken") as opened:
        manifest = opened.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in opened.namelist() else b""
        if b"encryption-data" in manifest:
            raise LoadError("docx_encrypted", name=source.name)
        root = package.xml(opened, "content.xml")
        body = root.find(f"{_OFFICE}body")
        reader = _Reader(root)
        text, hints = assemble(reader.blocks(body) if body is not None else [])
    if not text:
        raise LoadError("file_empty", name=source.name)
    return Content(text, hints, warnings=reader.unseen.warnings)


class _Reader:
    """Walks through a body with the fonts and weights of its automatic styles."""

    def __init__(self, root: _Element) -> None:
        self.fonts: dict[str, str] = {}
        self.bold: set[str] = set()
        self.hidden: set[str] = set()
        self.raised: set[str] = set()
        self.hidden_sheets: set[str] = set()
        self.unseen = sheets.Hidden()
        for style in root.iter(f"{_STYLE}style"):
            name = style.get(f"{_STYLE}name", "")
            sheet = style.find(f"{_STYLE}table-properties")
            if sheet is not None and sheet.get(f"{_TABLE}display") == "false":
                self.hidden_sheets.add(name)
            looks = style.find(f"{_STYLE}text-properties")
            if looks is not None:
                self.fonts[name] = looks.get(f"{_STYLE}font-name", "")
                if looks.get(f"{_FO}font-weight") == "bold":
                    self.bold.add(name)
                if looks.get(f"{_STYLE}text-position", "").startswith("super"):
                    self.raised.add(name)
                if looks.get(f"{_TEXT}display") == "none":
                    self.hidden.add(name)

    def blocks(self, element: _Element) -> Iterator[Part]:
        for child in element:
            if child.tag in _ASIDE or not isinstance(child.tag, str) or child.get(f"{_TEXT}display") == "none":
                continue
            if child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                yield from self.paragraph(child, listed=False)
            elif child.tag == f"{_TEXT}list":
                yield from self.items(child)
            elif child.tag == f"{_TABLE}table":
                yield from self.table(child)
            else:
                yield from self.blocks(child)

    def items(self, element: _Element) -> Iterator[Part]:
        for child in element.iter(f"{_TEXT}p", f"{_TEXT}h"):
            yield from self.paragraph(child, listed=True)

    def paragraph(self, element: _Element, *, listed: bool) -> Iterator[Part]:
        level = int(element.get(f"{_TEXT}outline-level", "1") or 1) if element.tag == f"{_TEXT}h" else 0
        style = element.get(f"{_TEXT}style-name", "")
        if style in self.hidden:
            return
        spans = [span.get(f"{_TEXT}style-name", "") for span in element.iter(f"{_TEXT}span") if _inner(span).strip()]
        bold = style in self.bold or (
            bool(spans) and all(name in self.bold for name in spans) and not (element.text or "").strip()
        )
        for line in self.words(element, self.fonts.get(style, "")).split("\n"):
            if line.strip():
                yield lines_of(line, bold=bold, heading=level, listed=listed)
        for note in element.iter(f"{_TEXT}note-body"):
            yield from self.blocks(note)

    def words(self, element: _Element, font: str) -> str:
        words = [read_run(element.text or "", font)]
        for child in element:
            tag = child.tag
            if tag == f"{_TEXT}s":
                words.append(" ")
            elif tag == f"{_TEXT}tab":
                words.append("\t")
            elif tag == f"{_TEXT}line-break":
                words.append("\n")
            elif tag not in _ASIDE and tag != f"{_TEXT}note" and isinstance(tag, str):
                style = child.get(f"{_TEXT}style-name", "")
                if style not in self.hidden:
                    said = self.words(child, self.fonts.get(style) or font)
                    words.append(behind("".join(words[-2:]), said) if style in self.raised else said)
            words.append(read_run(child.tail or "", font))
        return "".join(words)

    def table(self, element: _Element) -> Iterator[Part]:
        if element.get(f"{_TABLE}style-name") in self.hidden_sheets:
            self.unseen.sheets += bool(_inner(element).strip())
            return
        lines = list(element.iter(f"{_TABLE}table-row"))[: sheets.MAX_ROWS]
        rows = [self.row(line) for line in lines]
        if next(element.iterancestors(f"{_OFFICE}spreadsheet"), None) is not None:
            several = any(s.tag == element.tag for way in (True, False) for s in element.itersiblings(preceding=way))
            seen = self.unseen.shown(rows, _layout(element, lines))
            yield from sheets.parts(element.get(f"{_TABLE}name", ""), seen, named=several)
        else:
            yield from layout_or_rows([row for row in rows if any(row)])

    def row(self, element: _Element) -> list[str]:
        cells: list[str] = []
        for cell in element:
            if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                continue
            font = self.fonts.get(cell.get(f"{_TABLE}style-name", ""), "")
            words = "\n".join(self.words(p, font) for p in cell.iter(f"{_TEXT}p"))
            if value := cell.get(f"{_OFFICE}value"):
                words = _number(words, value)
            cells.extend([words] * _repeated(cell))
        return cells[: sheets.MAX_COLUMNS]


def _repeated(element: _Element, kind: str = "columns-repeated") -> int:
    times = element.get(f"{_TABLE}number-{kind}", "1")
    return min(int(times) if times.isdigit() else 1, _MAX_REPEAT)


def _layout(sheet: _Element, lines: Sequence[_Element]) -> sheets.Layout:
    rows = {r for r, line in enumerate(lines) if line.get(f"{_TABLE}visibility") in _UNSEEN}
    columns: set[int] = set()
    at = 0
    for column in sheet.iter(f"{_TABLE}table-column"):
        after = at + _repeated(column)
        columns |= set(range(at, after)) if column.get(f"{_TABLE}visibility") in _UNSEEN else set()
        at = after
    if not rows and not columns:
        return sheets.Layout()
    merged = []
    for r, line in enumerate(lines):
        c = 0
        for cell in line.iter(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            down, on = _repeated(cell, "rows-spanned"), _repeated(cell, "columns-spanned")
            if (down, on) != (1, 1):
                merged.append((r, c, r + down - 1, c + on - 1))
            c += _repeated(cell)
    return sheets.Layout(rows, columns, merged)


def _number(shown: str, value: str) -> str:
    """A number as a Vietnamese reader sees it, with the decimals and the grouping that the file's language shows."""
    percent = shown.rstrip().endswith("%")
    digits = "".join(char for char in shown if char.isdigit())
    for places in range(7):
        try:
            exact = float(value) * (100 if percent else 1)
        except (ValueError, OverflowError):
            return shown
        if f"{abs(exact):.{places}f}".replace(".", "").lstrip("0") == digits.lstrip("0"):
            grouped = sum(char in ",.\xa0\u202f " for char in shown.strip()) > bool(places)
            form = ("#,##0" if grouped else "0") + ("." + "0" * places if places else "")
            return sheets.number(exact, form) + ("%" if percent else "")
    return shown


def _inner(element: _Element) -> str:
    return "".join(str(text) for text in element.itertext())
