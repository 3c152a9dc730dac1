"""PDF by PDFium: its characters become lines with a place and a size, and `unwrap` makes paragraphs of them.

The measures below were chosen by eye on the pages of `samples/` and of the tests.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

from summarizer.document import ocr
from summarizer.document.encodings import read_run
from summarizer.document.failure import LoadError
from summarizer.document.formats import pdfium
from summarizer.document.formats.content import Content, Source, assemble, flat
from summarizer.document.formats.pdfium import Piece
from summarizer.document.formats.raised import MARK, power
from summarizer.document.formats.tables import CLOSING, ONE_HEIGHT, Line
from summarizer.document.formats.unwrap import unwrap

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

# ligatures, and the bullets that Word takes from the fonts Symbol and Wingdings (at their private code points)
_GLYPHS: Final = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
    | {"\uf0b7": "•", "\uf02d": "-", "\uf0a7": "▪", "\uf0d8": "►", "\uf076": "❖", "\uf0fc": "✓"}
)
_BOLD: Final = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_FEW: Final = 20  # letters on a page; fewer are a stamp or a page number on a picture
_SCAN: Final = 0.3  # of a page that a picture covers: it is one of the page
_MAX_SCANS: Final = 300
_RISE: Final = 0.45  # of the font size: more than the rise of a superscript
_CELL: Final = 1.2  # of the font size: the narrowest gap between two cells
_JUSTIFIED: Final = 2.2  # times the usual gap of a line: narrower ones only fill it
_NEAR: Final = 6  # lines above and below in which cells of the same column are looked for

_WIDTH: Final = 0.5  # of the font size: how wide a character is about
_SPACED: Final = 5  # letters set apart that make a word
_STRAY: Final = 0.15  # of the pieces of a page that fit into the gaps of earlier ones: it was written font by font
_STRAYS: Final = 3
"""Rows of words that stray so on a page written font by font, at least: on a short page a share says nothing."""
_BAND: Final = 3
"""Points: how high the bands of a page are in which rows near a height are looked for."""
_FITTING: Final = 0.2
"""Share of the font size by which the heights of a row and of the one whose gap it fits into differ, at most."""
_BLANK: Final = 0.18
"""Share of the font size: a wider gap parts words, where letters of several fonts are put together."""

_LEVEL: Final = 0.1
"""Share of the font size by which heights differ of what is level; what stands higher is raised."""
_BEHIND: Final = 0.4
"""Share of the font size: the raised mark of a note stands nearer than this behind its word."""
_ONWARD: Final = 0.6
"""Share of the font size: what goes on behind a raised mark begins nearer than this to the piece before it."""
_APART: Final = 4
"""Times the font size: a wider gap parts cells, whatever the other gaps of the line."""

_SINGLES: Final = 8
"""Words of one letter among each `_AMONG` of a cell, at least, where its letters are set apart."""
_AMONG: Final = 10
"""The words among which `_SINGLES` are counted."""
_LOOSER: Final = 1.5
"""Times the usual gap between letters set apart: a gap that parts words is wider than this and `_LOOSE`."""
_LOOSE: Final = 0.1
"""Share of the font size that is added to `_LOOSER` times the usual gap."""


def read(source: Source) -> Content:
    """The text of a PDF in paragraphs, with running heads and page numbers as furniture; pictures of pages by OCR.

    Raises:
        LoadError: `pdf_encrypted`, `pdf_broken`, or `ocr_missing` where all pages are pictures and there is no OCR.
    """
    with pdfium.opened(source.data, source.name) as document:
        pages = _pages(document, source.name)
        title = pdfium.title(document)
        bare = [number for number, lines in enumerate(pages) if sum(map(_letters, lines)) < _FEW]
        scans = [number for number in bare if pdfium.covered(document, number) > _SCAN]
    if len(bare) == len(pages) and not scans and not any(_letters(line) for lines in pages for line in lines):
        raise LoadError("file_empty", name=source.name)
    whole = len(scans) == len(pages)
    found = _recognised(source, pages, scans) if scans and (whole or (_drawn() and ocr.available())) else []
    pictured = set(scans)
    unread = [number for number in bare if number in pictured or not any(map(_letters, pages[number]))]
    parts = unwrap(pages)
    text, hints = assemble(parts)
    large = next((flat(part.text) for part in parts if part.role == "title"), None)
    said = flat(title)
    unsure = ocr.doubtful(text, found)
    return Content(
        text,
        hints,
        title=said if said and said in text else large,
        warnings=tuple(_warnings(unread, scans if found else [], len(unsure))),
        doubtful=unsure,
    )


def _drawn() -> bool:
    """Whether Pillow is here, through which the engine is given its pages."""
    return find_spec("PIL") is not None


def _recognised(source: Source, pages: list[list[Line]], scans: Sequence[int]) -> list[ocr.Word]:
    """The words of the pages that are pictures, whose lines are put in their places."""
    if not _drawn():
        raise LoadError("extra_missing", name=source.name, extra="ocr")
    found: list[ocr.Word] = []
    for done, number in enumerate(scans[:_MAX_SCANS], 1):
        ocr.tell(done, len(scans))
        with pdfium.opened(source.data, source.name) as document:
            page = document[number]
            picture = pdfium.picture(page, ocr.DPI, ocr.MAX_PIXELS)
            page.close()
        words = ocr.words(picture, source.name)
        pages[number] = lines([word.piece for word in words])
        found.extend(words)
    return found


def _warnings(unread: Sequence[int], read: Sequence[int], unsure: int) -> Iterator[tuple[str, dict[str, object]]]:
    if read:
        yield "ocr_pages", {"count": len(read), "pages": _ranges([n + 1 for n in read]), "unsure": unsure}
    if left := [n + 1 for n in unread if n not in set(read)]:
        yield "pdf_pages", {"count": len(left), "pages": _ranges(left)}


def _pages(document: PdfDocument, name: str) -> list[list[Line]]:
    """The lines of every page; none of a page that is damaged while others are sound."""
    from pypdfium2 import PdfiumError

    pages: list[list[Line]] = []
    damaged = 0
    for number in range(min(len(document), pdfium.MAX_PAGES)):
        try:
            page = document[number]
        except PdfiumError:
            damaged += 1
            pages.append([])
            continue
        try:
            pages.append(lines(pdfium.pieces(page)))
        finally:
            page.close()
    if damaged == len(pages):
        raise LoadError("pdf_broken", name=name)
    return pages


def _letters(line: Line) -> int:
    return sum(char.isalnum() for char in line.text)


def _ranges(numbers: list[int]) -> str:
    """`1–3, 7` for 1, 2, 3, 7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{a}–{b}" if a < b else str(a) for a, b in runs)


def lines(pieces: Sequence[Piece]) -> list[Line]:
    """The lines of a page in the order of its content stream, which is the order of reading in most."""
    rows = _in_place(list(_rows(pieces)))
    found = [_line(row) for row in rows]
    begins = [{round(left) for left, _ in line.places} for line in found]
    return [
        _line(row, frozenset().union(*begins[max(0, i - _NEAR) : i], *begins[i + 1 : i + 1 + _NEAR]))
        if len(line.cells) > 2
        else line
        for i, (row, line) in enumerate(zip(rows, found, strict=True))
    ]


def _rows(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Runs of words at one height; the cells of a table row may hold several lines."""
    row: list[Piece] = []
    for piece in pieces:
        if row:
            last = row[-1]
            if _is_mark(last, piece):
                last.text += power(last.text, piece.text)
                last.end = piece.end
                continue
            if _goes_on(last, piece):
                row.append(piece)
                continue
            moved = abs(piece.y - last.y) > _RISE * max(last.size, piece.size)
            if piece.line or moved or piece.x < last.x - 2 * last.size:
                yield row
                row = []
        row.append(piece)
    if row:
        yield row


def _is_mark(last: Piece, piece: Piece) -> bool:
    """Whether a piece is the raised mark of a note behind a word, and so no word of the text."""
    small = piece.size < pdfium.RAISED * last.size and MARK.fullmatch(piece.text) is not None
    raised = _LEVEL * last.size < piece.y - last.y < last.size
    return small and raised and -1 < piece.x - last.end < _BEHIND * last.size


def _goes_on(last: Piece, piece: Piece) -> bool:
    """Whether PDFium begins a line at a piece that stands right behind the last one: a raised mark is between them."""
    level = abs(piece.y - last.y) < _LEVEL * last.size
    return piece.line and level and -1 < piece.x - last.end < _ONWARD * last.size


def _in_place(rows: list[list[Piece]]) -> list[list[Piece]]:
    """`rows`, put together by their places where the page was written font by font, and not in the order of reading."""
    at: dict[int, list[list[Piece]]] = {}
    stray = 0
    for row in rows:
        level = round(row[0].y / _BAND)
        stray += any(_fits(row, other) for near in (level - 1, level, level + 1) for other in at.get(near, ()))
        at.setdefault(level, []).append(row)
    if stray < max(_STRAYS, _STRAY * len(rows)):
        return rows
    found: list[list[Piece]] = []
    for piece in sorted((p for row in rows for p in row), key=lambda p: -p.y):
        if found and abs(found[-1][0].y - piece.y) <= ONE_HEIGHT * piece.size:
            found[-1].append(piece)
        else:
            found.append([piece])
    return [_joined(sorted(row, key=lambda p: p.x)) for row in found]


def _fits(row: list[Piece], other: list[Piece]) -> bool:
    """Whether `row` stands in a gap inside `other`, at its height."""
    if abs(row[0].y - other[0].y) > _FITTING * row[0].size or not other[0].x < row[0].x < other[-1].x:
        return False
    return all(p.end <= row[0].x + 1 or p.x >= row[-1].end - 1 for p in other)


def _joined(row: list[Piece]) -> list[Piece]:
    """A row that was put together, with words that no gap parts made one: their letters came from several fonts."""
    found = row[:1]
    for piece in row[1:]:
        last = found[-1]
        if piece.x - last.end > _BLANK * piece.size:
            found.append(piece)
        else:
            text = read_run(last.text, last.font) + read_run(piece.text, piece.font)
            found[-1] = Piece(text, last.x, last.y, piece.end, last.size, "", False)
    return found


def _line(row: list[Piece], begins: frozenset[int] = frozenset()) -> Line:
    """The line that a row of words is; `begins` are places (points) where cells of the lines around it begin."""
    gaps = [after.x - before.end for before, after in pairwise(row)]
    usual = median(gaps) if gaps else 0.0
    wide = [
        i
        for i, gap in enumerate(gaps, 1)
        if (gap > _CELL * row[i].size and (gap > _JUSTIFIED * usual or round(row[i].x) in begins))
        or gap > _APART * row[i].size
    ]
    starts = [0, *wide]
    cells = [_words(row[start:end]) for start, end in zip(starts, [*wide, len(row)], strict=True)]
    sizes = Counter[float]()
    for piece in row:
        sizes[piece.size] += len(piece.text)
    return Line(
        " ".join(cells),
        row[0].x,
        row[0].y,
        sizes.most_common(1)[0][0],
        all(_BOLD.search(font) is not None for font in {piece.font for piece in row}),
        tuple(cells),
        round(max((gaps[i - 1] / (_WIDTH * row[i].size or 1.0) for i in wide), default=0)),
        places=tuple((row[start].x, row[end - 1].end) for start, end in zip(starts, [*wide, len(row)], strict=True)),
    )


def _words(row: Sequence[Piece]) -> str:
    """The words of a cell, those of legacy fonts read as they are shown."""
    words = [read_run(piece.text, piece.font).translate(_GLYPHS) for piece in row]
    if len(words[0]) == 1 and "\ue000" <= words[0] <= "\uf8ff":
        words[0] = "•"  # a sign of a font of its own before the words of a line
    singles = sum(len(word) == 1 and word.isalpha() for word in words)
    if len(words) >= _SPACED and _AMONG * singles >= _SINGLES * len(words):
        return _letter_spaced(row, words)
    return "".join(
        word if i == 0 or (row[i].line and word[:1] in CLOSING) else f" {word}" for i, word in enumerate(words)
    )


def _letter_spaced(row: Sequence[Piece], words: list[str]) -> str:
    """`B Á O   C Á O`: letters set apart, put together where the gap is no wider than between most of them."""
    gaps = [after.x - before.end for before, after in pairwise(row)]
    wide = _LOOSER * median(gaps) + _LOOSE * row[0].size
    return words[0] + "".join((" " if gap > wide else "") + word for gap, word in zip(gaps, words[1:], strict=True))
