"""The pages of a PDF by PDFium: characters with their places, fonts and sizes, and pictures of pages.

PDFium knows what a page shows where its content stream lies: blanks of their own text objects, broken fonts, filters by
short names. It is not made for threads, so that one lock stands around every call.
"""

from __future__ import annotations

import ctypes
import math
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from summarizer.document.encodings import font_encoding
from summarizer.document.failure import LoadError
from summarizer.document.formats.raised import MARK, power

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument, PdfPage

MAX_PAGES: Final = 3000
_MAX_CHARS: Final = 100_000  # of a page
_LOCK: Final = threading.RLock()
_SAMPLES: Final = 200  # characters of a page that are asked which way they run
_NEARLY_ALL: Final = 0.8
_HIGHER: Final = 0.1  # of the size of a word: what stands less above its line is not raised
RAISED: Final = 0.8  # of the size of a word: smaller is what is raised behind it
_LONGEST: Final = 4  # characters of a mark
_ENDS: Final = frozenset("0123456789*ivx)]")  # what one may end in
_STOPS: Final = '.,;:!?"”’'  # signs that may stand behind one
_PARTED: Final = 2
"""What PDFium gives for a hyphen at the end of a line, which it makes one with the next."""
_NAME: Final = 128  # bytes of a font's name


@dataclass(slots=True)
class Piece:
    """A word of a page: where its first letter stands and its last one ends, its font and size (points).

    The page is seen with its words upright, as it is shown or as one turns it; `y` goes up. `line` says that PDFium
    begins a new line at it.
    """

    text: str
    x: float
    y: float
    end: float
    size: float
    font: str
    line: bool


@contextmanager
def opened(data: bytes, name: str) -> Iterator[PdfDocument]:
    """A document under the lock, closed at the end.

    Raises:
        LoadError: `pdf_encrypted` or `pdf_broken`.
    """
    import pypdfium2
    import pypdfium2.raw as raw

    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
            pages = len(document)
        except pypdfium2.PdfiumError as error:
            locked = getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
            raise LoadError("pdf_encrypted" if locked else "pdf_broken", name=name) from None
        try:
            if not pages:
                raise LoadError("pdf_broken", name=name)
            yield document
        finally:
            document.close()


def title(document: PdfDocument) -> str:
    """The title in the document's information dictionary; empty if there is none."""
    try:
        return document.get_metadata_value("Title") or ""
    except (UnicodeDecodeError, ValueError):
        return ""


def pieces(page: PdfPage) -> list[Piece]:
    """The words of a page in the order of its content."""
    import pypdfium2.raw as raw

    text = page.get_textpage()
    try:
        if (angle := _upright(text.raw, text.count_chars(), raw)) not in (None, page.get_rotation()):
            page.set_rotation(angle)  # a page on which words run up or down, such as a wide table set sideways
            text.close()
            text = page.get_textpage()
        return list(_pieces(text.raw, min(text.count_chars(), _MAX_CHARS), _Turned(page), raw))
    finally:
        text.close()


def _pieces(text: Any, count: int, turned: _Turned, raw: Any) -> Iterator[Piece]:
    """Characters are asked for their places only where words begin and end, for each call costs a microsecond."""
    code_at = raw.FPDFText_GetUnicode
    known: dict[int, tuple[str, float]] = {}
    place = _Places(text, turned, raw)
    letters: list[str] = []
    first, line, broken, high = 0, False, True, 0

    def word(end: int) -> Piece:
        font, size = _style_at(text, first, end, known, raw)
        x, y = place.origin(first)
        said = "".join(letters)
        for signs in (_STOPS, _STOPS + ")]"):
            body = said.rstrip(signs)
            ends = body[-1:] in _ENDS or (body[-1:] in ("o", "O") and body[-2:-1].isdigit())  # a sign of degrees
            n = raised(end - len(said) + len(body), y, size) if ends else 0
            if n and MARK.fullmatch(body[-n:]):
                said = body[:-n] + power(body[:-n], body[-n:]) + said[len(body) :]
                break
        return Piece(said, x, y, max(x, place.end(end)), size, font, line)

    def raised(end: int, y: float, size: float) -> int:
        """How many characters of a word at height `y`, up to `end`, are small and raised; 0 where too many are."""
        for n in range(min(_LONGEST + 1, max(0, end - first + 1))):
            small = _style_at(text, end - n, end - n, known, raw)[1] < RAISED * size
            if not small or place.origin(end - n)[1] - y < _HIGHER * size:
                return n
        return 0

    for i in range(count):
        code = code_at(text, i)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        char = chr(code) if code else "\ufffd"
        if char.isspace():
            if letters:
                yield word(i - 1)
                letters, broken = [], False
            broken = broken or code in (10, 13)
            continue
        if not letters:
            first, line = i, broken
        if code == _PARTED:  # whether the hyphen stays is for who joins the lines
            letters.append("-")
            yield word(i)
            letters, broken = [], True
            continue
        letters.append(char)
    if letters:
        yield word(count - 1)


class _Places:
    """Where characters stand."""

    def __init__(self, text: Any, turned: _Turned, raw: Any) -> None:
        self.text, self.turned, self.raw = text, turned, raw
        self.box = [ctypes.c_double() for _ in range(4)]
        self.point = [ctypes.c_double() for _ in range(2)]

    def origin(self, i: int) -> tuple[float, float]:
        x, y = self.point
        self.raw.FPDFText_GetCharOrigin(self.text, i, x, y)
        return self.turned.place(x.value, y.value)

    def end(self, i: int) -> float:
        left, right, bottom, top = self.box
        self.raw.FPDFText_GetCharBox(self.text, i, left, right, bottom, top)
        a, b = self.turned.place(left.value, bottom.value), self.turned.place(right.value, top.value)
        return max(a[0], b[0])


def _style_at(text: Any, first: int, last: int, known: dict[int, tuple[str, float]], raw: Any) -> tuple[str, float]:
    """Font and size of a word; the font of a legacy encoding where one of its ends is in such."""
    found = ("", 0.0)
    for i in (first, last):
        thing = raw.FPDFText_GetTextObject(text, i)
        if not thing:
            continue
        key = ctypes.addressof(thing.contents)
        if key not in known:
            known[key] = _style(thing, raw)
        if not found[1] or font_encoding(known[key][0]):
            found = known[key]
        if first == last or font_encoding(found[0]):
            break
    return found


def _style(thing: Any, raw: Any) -> tuple[str, float]:
    """Font name and size of a text object, as large as it is shown."""
    name = ctypes.create_string_buffer(_NAME)
    raw.FPDFFont_GetBaseFontName(raw.FPDFTextObj_GetFont(thing), name, _NAME)
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(thing, size)
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, matrix)
    scale = abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5
    return name.value.decode("utf-8", "replace"), abs(size.value) * scale


class _Turned:
    """From the places of a page to those on the page as it is shown."""

    def __init__(self, page: PdfPage) -> None:
        self.angle = page.get_rotation()
        self.wide, self.high = page.get_size()

    def place(self, x: float, y: float) -> tuple[float, float]:
        match self.angle:
            case 90:
                return y, self.high - x
            case 180:
                return self.wide - x, self.high - y
            case 270:
                return self.wide - y, x
            case _:
                return x, y


def _upright(text: Any, count: int, raw: Any) -> int | None:
    """The turn of the page (degrees) by which nearly all its words stand upright; None where they run several ways."""
    inked = (i for i in range(0, count, max(1, count // _SAMPLES)) if not raw.FPDFText_IsGenerated(text, i))
    ways = Counter(round(math.degrees(raw.FPDFText_GetCharAngle(text, i))) for i in inked)
    way, most = ways.most_common(1)[0] if ways else (1, 0)
    return -way % 360 if way % 90 == 0 and most > _NEARLY_ALL * ways.total() else None


def covered(document: PdfDocument, number: int) -> float:
    """The share of a page (from 0) that pictures cover, 0…1: one picture over all of it is a scan."""
    import pypdfium2
    import pypdfium2.raw as raw

    area = 0.0
    try:
        page = document[number]
        left, bottom, right, top = page.get_mediabox()
        for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
            west, south, east, north = thing.get_bounds()
            area += max(0.0, min(east, right) - max(west, left)) * max(0.0, min(north, top) - max(south, bottom))
    except pypdfium2.PdfiumError:
        return 0.0
    return float(min(1.0, area / max(1.0, (right - left) * (top - bottom))))


def picture(page: PdfPage, dpi: int, most: int) -> Image:
    """A page as a picture of `dpi`, of at most `most` pixels."""
    wide, high = page.get_size()
    scale = dpi / 72
    scale = min(scale, (most / max(1.0, wide * high)) ** 0.5)
    return page.render(scale=scale).to_pil()
