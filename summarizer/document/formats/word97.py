"""The binary form of Word 97 to 2003: text by its piece table, with what its property tables say of each place.

Only what reading needs is read ([MS-DOC]): characters with their font, hidden or deleted or not; paragraphs with their
style, table cells and row ends. Every offset comes from the file and is distrusted.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from summarizer.document.encodings.legacy import WINDOWS_1252
from summarizer.document.formats.sprm import FONT, ROW, sprms, style_fonts, u16

_MAX_PIECES: Final = 100_000
_MAX_PAGES: Final = 50_000  # of the property tables, 512 bytes each
_PAGE: Final = 512

# offsets in the file information block
_FLAGS, _LENGTHS, _STYLES, _CHPX, _PAPX, _FONTS, _CLX = 0x0A, 0x4C, 0xA2, 0xFA, 0x102, 0x112, 0x1A2
_ENCRYPTED: Final = 0x0100
_TABLE_1: Final = 0x0200

# properties
_STYLE, _VANISH, _DELETED, _BOLD, _RAISED = 0x4A30, 0x083C, 0x0800, 0x0835, 0x2A48
_IN_TABLE, _ROW_END, _LIST = 0x2416, 0x2417, 0x460B


class Broken(ValueError):
    """The file is not what it says."""


class Locked(Broken):
    """The file has a password."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look. `font` is its name, empty where neither they nor their style name one."""

    text: str
    font: str
    hidden: bool
    bold: bool
    raised: bool


@dataclass(frozen=True, slots=True)
class ParagraphRun:
    """A paragraph: its runs, the mark it ends in (`\\r`, `\\x07`, `\\x0c`), its style's number, and where it stands.

    `edges` are where the cells of the row begin that ends here, in twentieths of a point.
    """

    runs: tuple[Run, ...]
    mark: str
    style: int
    in_table: bool
    row_end: bool
    listed: bool
    edges: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int  # character position
    end: int
    offset: int  # in the stream
    narrow: bool


class Document:
    """A document by its streams `WordDocument`, `0Table` and `1Table`."""

    def __init__(self, stream: bytes, tables: dict[str, bytes]) -> None:
        if len(stream) < 0x1AA or stream[:2] != b"\xec\xa5":
            raise Broken
        self.stream = stream
        flags = u16(stream, _FLAGS)
        if flags & _ENCRYPTED:
            raise Locked
        self.table = tables.get("1Table" if flags & _TABLE_1 else "0Table", b"") or next(iter(tables.values()), b"")
        self.lengths = struct.unpack_from("<8i", stream, _LENGTHS)  # text, notes, heads, macros, comments, endnotes …
        self.pieces = list(self._pieces())
        self.fonts = self._fonts()
        begin, length = struct.unpack_from("<II", stream, _STYLES)
        self.styles = [self._font(number) for number in style_fonts(self.table[begin : begin + length])]
        self.looks = self._properties(_CHPX, paragraphs=False)
        self.forms = self._properties(_PAPX, paragraphs=True)

    def stories(self) -> dict[str, list[ParagraphRun]]:
        """The paragraphs of the text, its notes, endnotes and text boxes; running heads and comments are left out."""
        text, notes, heads, macros, comments, endnotes, boxes, _ = (max(0, n) for n in self.lengths)
        starts = [0, text, text + notes + heads + macros + comments]
        return {
            "text": list(self.paragraphs(starts[0], text)),
            "notes": list(self.paragraphs(starts[1], starts[1] + notes)),
            "endnotes": list(self.paragraphs(starts[2], starts[2] + endnotes)),
            "boxes": list(self.paragraphs(starts[2] + endnotes, starts[2] + endnotes + boxes)),
        }

    def paragraphs(self, start: int, end: int) -> Iterator[ParagraphRun]:
        """The paragraphs between two character positions."""
        runs: list[Run] = []
        for text, offset, width in self._spans(start, end):
            at = 0
            for mark in (*_marks(text), len(text)):
                runs.extend(self._runs(text[at:mark], offset + at * width, width))
                if mark < len(text):
                    yield self._paragraph(runs, text[mark], offset + mark * width)
                    runs = []
                at = mark + 1
        if runs:
            yield ParagraphRun(tuple(self._styled(runs, 0)), "\r", 0, False, False, False)

    def _paragraph(self, runs: list[Run], mark: str, offset: int) -> ParagraphRun:
        form = self.forms.at(offset)
        style = u16(form, 0) if len(form) >= 2 else 0
        said = dict(sprms(form[2:]))
        return ParagraphRun(
            tuple(self._styled(runs, style)),
            mark,
            style,
            bool(said.get(_IN_TABLE, b"\0")[0]) or mark == "\x07",
            bool(said.get(_ROW_END, b"\0")[0]),
            any(said.get(_LIST, b"")),
            _edges(said.get(ROW, b"")),
        )

    def _styled(self, runs: list[Run], style: int) -> Iterator[Run]:
        """`runs` of a paragraph of that style, each with its font."""
        font = self.styles[style] if style < len(self.styles) else ""
        for run in runs:
            yield run if run.font else replace(run, font=font)

    def _font(self, number: int | None) -> str:
        return self.fonts[number] if number is not None and number < len(self.fonts) else ""

    def _spans(self, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        """Decoded text of the pieces between two positions, with its offset in the stream and bytes a character."""
        for piece in self.pieces:
            first, last = max(start, piece.start), min(end, piece.end)
            if first >= last:
                continue
            width = 1 if piece.narrow else 2
            offset = piece.offset + (first - piece.start) * width
            data = self.stream[offset : offset + (last - first) * width]
            if piece.narrow:
                # five bytes of cp1252 are unassigned; VNI and TCVN3 have letters there all the same
                text = WINDOWS_1252.decode(data)
            else:
                text = data[: len(data) // 2 * 2].decode("utf-16-le", "replace")
                if len(text) * 2 != len(data):  # surrogate pairs: offsets would not hold
                    text = "".join(chr(code) for (code,) in struct.iter_unpack("<H", data[: len(data) // 2 * 2]))
            yield text, offset, width

    def _runs(self, text: str, offset: int, width: int) -> Iterator[Run]:
        at = 0
        while at < len(text):
            form, end = self.looks.span(offset + at * width)
            stop = min(len(text), max(at + 1, (end - offset + width - 1) // width))
            said = dict(sprms(form))
            font = self._font(u16(said[FONT], 0)) if FONT in said else ""
            if not font and _STYLE in said:
                font = self.styles[style] if (style := u16(said[_STYLE], 0)) < len(self.styles) else ""
            hidden = any(said.get(_VANISH, b"\0")) or any(said.get(_DELETED, b"\0"))
            yield Run(text[at:stop], font, hidden, any(said.get(_BOLD, b"\0")), said.get(_RAISED, b"\0")[:1] == b"\1")
            at = stop

    def _pieces(self) -> Iterator[_Piece]:
        begin, length = struct.unpack_from("<II", self.stream, _CLX)
        clx = self.table[begin : begin + length]
        at = 0
        while at + 5 <= len(clx) and clx[at] == 1:
            at += 3 + u16(clx, at + 1)
        if at + 5 > len(clx) or clx[at] != 2:
            raise Broken
        plc = clx[at + 5 : at + 5 + struct.unpack_from("<I", clx, at + 1)[0]]
        count = (len(plc) - 4) // 12
        if not 0 < count <= _MAX_PIECES:
            raise Broken
        places = struct.unpack_from(f"<{count + 1}I", plc)
        for i in range(count):
            code = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * i + 2)[0]
            narrow = bool(code & 0x40000000)
            offset = (code & 0x3FFFFFFF) // (2 if narrow else 1)
            yield _Piece(places[i], max(places[i], places[i + 1]), offset, narrow)

    def _fonts(self) -> list[str]:
        begin, length = struct.unpack_from("<II", self.stream, _FONTS)
        data = self.table[begin : begin + length]
        found: list[str] = []
        at = 4
        while at < len(data):
            size = data[at] + 1
            name = data[at + 40 : at + size].decode("utf-16-le", "ignore")
            found.append(name.split("\0")[0])
            at += size
        return found

    def _properties(self, where: int, *, paragraphs: bool) -> _Properties:
        begin, length = struct.unpack_from("<II", self.stream, where)
        plc = self.table[begin : begin + length]
        count = max(0, (len(plc) - 4) // 8)
        found: list[tuple[int, int, bytes]] = []
        for i in range(min(count, _MAX_PAGES)):
            page = struct.unpack_from("<I", plc, 4 * (count + 1) + 4 * i)[0] & 0x3FFFFF
            data = self.stream[page * _PAGE : (page + 1) * _PAGE]
            if len(data) == _PAGE:
                found.extend(_page(data, paragraphs=paragraphs))
        return _Properties(found)


class _Properties:
    """Properties by ranges of offsets in the stream."""

    def __init__(self, found: list[tuple[int, int, bytes]]) -> None:
        self.found = sorted(found)
        self.starts = [start for start, _, _ in self.found]

    def span(self, offset: int) -> tuple[bytes, int]:
        """The properties at an offset, and where they end."""
        i = bisect_right(self.starts, offset) - 1
        if i >= 0 and offset < self.found[i][1]:
            return self.found[i][2], self.found[i][1]
        following = self.starts[i + 1] if i + 1 < len(self.starts) else 1 << 40
        return b"", following

    def at(self, offset: int) -> bytes:
        return self.span(offset)[0]


def _page(data: bytes, *, paragraphs: bool) -> Iterator[tuple[int, int, bytes]]:
    """The entries of a page of formatted properties."""
    count = data[-1]
    step = 13 if paragraphs else 1
    if 4 * (count + 1) + step * count >= _PAGE:
        return
    places = struct.unpack_from(f"<{count + 1}I", data)
    for i in range(count):
        at = 2 * data[4 * (count + 1) + step * i]
        form = b""
        if at:
            size = data[at]
            if paragraphs and size == 0 and at + 1 < _PAGE:
                form = data[at + 2 : at + 2 + 2 * data[at + 1]]
            elif paragraphs:
                form = data[at + 1 : at + 2 * size]
            else:
                form = data[at + 1 : at + 1 + size]
        if places[i] < places[i + 1]:
            yield places[i], places[i + 1], form


def _edges(row: bytes) -> tuple[int, ...]:
    """Where the cells of a row begin: behind its length and their count, one edge more than there are cells."""
    count = row[2] if len(row) > 2 else 0
    return struct.unpack_from(f"<{count}h", row, 3) if len(row) >= 3 + 2 * count else ()


def _marks(text: str) -> list[int]:
    return [i for i, char in enumerate(text) if char in "\r\x07\x0c"]
