"""PDF by pypdf: its text fragments become lines with a place and a size, and `unwrap` makes paragraphs of them."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from summarizer.document.failure import LoadError
from summarizer.document.formats.content import Content, Source, assemble, flat
from summarizer.document.formats.quiet import quiet
from summarizer.document.formats.tables import Line
from summarizer.document.formats.unwrap import unwrap

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_MAX_PAGES: Final = 3000
# ligatures, and the bullets that Word takes from the fonts Symbol and Wingdings (at their private code points)
_GLYPHS: Final = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
    | {"\uf0b7": "•", "\uf02d": "-", "\uf0a7": "▪", "\uf0d8": "►", "\uf076": "❖", "\uf0fc": "✓"}
)
_FEW: Final = 20  # letters on a page; fewer are a stamp or a page number on a picture


def read(source: Source) -> Content:
    """The text of a PDF in paragraphs, with running heads and page numbers as furniture.

    Raises:
        LoadError: `pdf_encrypted`, `pdf_scanned` (page images without text) or `pdf_broken`.
    """
    with quiet("pypdf"):
        reader = _open(source)
        try:
            pages = [_lines(page) for page in reader.pages[:_MAX_PAGES]]
            title = str((reader.metadata.title if reader.metadata else None) or "")
        except Exception:  # pypdf lets out whatever a broken object makes Python raise
            raise LoadError("pdf_broken", name=source.name) from None
    bare = [number for number, lines in enumerate(pages, 1) if sum(map(_letters, lines)) < _FEW]
    if not any(_letters(line) for lines in pages for line in lines) or (
        len(bare) == len(pages) and any(map(_has_image, reader.pages[:5]))
    ):
        raise LoadError("pdf_scanned", name=source.name)
    parts = unwrap(pages)
    text, hints = assemble(parts)
    large = next((flat(part.text) for part in parts if part.role == "title"), None)
    said = flat(title)
    warnings = (("pdf_pages", {"count": len(bare), "pages": _ranges(bare)}),) if bare else ()
    return Content(text, hints, title=said if said and said in text else large, warnings=warnings)


def _open(source: Source) -> PdfReader:
    import pypdf
    from pypdf.errors import DependencyError

    try:
        reader = pypdf.PdfReader(io.BytesIO(source.data))
        # one with an owner's password alone opens with an empty user password
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = 0 if locked else len(reader.pages)
    except (DependencyError, NotImplementedError):
        raise LoadError("pdf_encrypted", name=source.name) from None
    except Exception:
        raise LoadError("pdf_broken", name=source.name) from None
    if locked:
        raise LoadError("pdf_encrypted", name=source.name)
    if not pages:
        raise LoadError("pdf_broken", name=source.name)
    return reader


def _letters(line: Line) -> int:
    return sum(char.isalnum() for char in line.text)


def _has_image(page: PageObject) -> bool:
    try:
        objects = page["/Resources"]["/XObject"]  # type: ignore[index]
        return any(objects[name].get("/Subtype") == "/Image" for name in objects)
    except Exception:  # no resources, or none that can be read
        return False


def _ranges(numbers: list[int]) -> str:
    """`1–3, 7` for 1, 2, 3, 7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{a}–{b}" if a < b else str(a) for a, b in runs)


Fragment = tuple[str, float, float, float, bool]
"""Words, x and y of their start in points, font size in points, whether the font is bold."""


def _lines(page: PageObject) -> list[Line]:
    """The lines of a page in the order of its content stream, which is the order of reading in most."""
    rows: list[list[Fragment]] = [[]]

    def visit(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        x, y, scale = _place(cm, tm)
        name = str(font.get("/BaseFont", "")) if font else ""
        for i, piece in enumerate(text.translate(_GLYPHS).split("\n")):
            if i:
                rows.append([])
            if piece.strip():
                rows[-1].append((piece, x, y, size * scale, "bold" in name.lower() or "black" in name.lower()))

    page.extract_text(visitor_text=visit)
    levels = [level for row in rows if row for level in _levels(row)]
    layout = _layout(page) if any(len(level) > 1 for level in levels) else ""
    return [_line(level, layout) for level in levels]


def _levels(row: list[Fragment]) -> list[list[Fragment]]:
    """`row` parted where it changes its height: the cells of a table row may hold several lines."""
    found = [[row[0]]]
    for fragment in row[1:]:
        above = found[-1][-1]
        if abs(fragment[2] - above[2]) > 0.45 * above[3]:  # more than the rise of a superscript
            found.append([])
        found[-1].append(fragment)
    return found


def _place(cm: list[float], tm: list[float]) -> tuple[float, float, float]:
    """Where text begins on the page, and how much its font is scaled."""
    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    text, page = tm[0] * tm[3] - tm[1] * tm[2], cm[0] * cm[3] - cm[1] * cm[2]
    return x, y, abs(text * page) ** 0.5


def _layout(page: PageObject) -> str:
    """The page set out in columns of characters: pypdf's layout mode, which knows the width of glyphs."""
    try:
        return page.extract_text(extraction_mode="layout").translate(_GLYPHS)
    except Exception:  # it is stricter than plain extraction, and only helps
        return ""


def _gap(before: str, after: str, layout: str) -> int:
    """How many characters wide the space between two neighbouring fragments is."""
    words = (*(re.escape(word) for word in before.split()[-2:]),), (*(re.escape(word) for word in after.split()[:2]),)
    found = re.search(f"{' +'.join(words[0])}( *){' +'.join(words[1])}", layout)
    return len(found[1]) if found else 0


def _line(row: list[Fragment], layout: str) -> Line:
    cells: list[str] = [row[0][0]]
    widest = 0
    for (before, *_), (piece, *_) in pairwise(row):
        space = _gap(before, piece, layout)
        if space < 2:
            cells[-1] += piece
        else:
            cells.append(piece)
            widest = max(widest, space)
    sized = [size for piece, _, _, size, _ in row for _ in piece.strip()]
    bold = all(bold for *_, bold in row)
    words = tuple(" ".join(cell.split()) for cell in cells)
    return Line(" ".join(words), row[0][1], row[0][2], max(set(sized), key=sized.count), bold, words, widest)
