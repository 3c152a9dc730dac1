"""PPT of PowerPoint 97 to 2003: the text of its slides, in order."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import Final

from summarizer.document.encodings.legacy import WINDOWS_1252
from summarizer.document.failure import LoadError
from summarizer.document.formats.content import Content, Part, Source, assemble
from summarizer.document.formats.quiet import quiet
from summarizer.document.formats.rows import in_columns, layout_or_rows

_HEADER, _CHARS, _BYTES = 0x0F9F, 0x0FA0, 0x0FA8
_SLIDES: Final = 0x0FF0  # a list of the words of slides (0), masters (1) or notes (2), apart from their drawings
_ASIDE: Final = frozenset((0x03F0, 0x03F8, 0x0FC9))  # notes, master and handout: what no slide shows
_GROUP, _SHAPE, _PLACE, _OPTIONS = 0xF003, 0xF004, 0xF00F, 0xF122
_TABLE: Final = b"\x9f\x03"  # the property that makes a group a table
_CONTAINER: Final = 0x0F
_TITLES: Final = (0, 6)  # kinds of text: title, centred title
_MAX_DEPTH: Final = 12


def read(source: Source) -> Content:
    """The words of a presentation: titles as headings, the rest as items and paragraphs.

    Raises:
        LoadError: `office_broken`.
    """
    with quiet("olefile"):
        import olefile

        try:
            with olefile.OleFileIO(io.BytesIO(source.data)) as package:
                stream = package.openstream("PowerPoint Document").read()
            text, hints = assemble(_parts(stream))
        except Exception:  # olefile and struct let out whatever a broken file makes them raise
            raise LoadError("office_broken", name=source.name) from None
    if not text:
        raise LoadError("file_empty", name=source.name)
    return Content(text, hints)


def _parts(stream: bytes) -> Iterator[Part]:
    seen: set[str] = set()
    title = False
    for kind, data in _records(stream, 0, len(stream), 0):
        if kind == _GROUP:
            yield from layout_or_rows(_rows(data))
            continue
        if kind == _HEADER:
            title = len(data) >= 4 and struct.unpack_from("<I", data)[0] in _TITLES
            continue
        text = _text(kind, data)
        if text in seen and len(text) > 20:
            continue  # the words of a slide stand in its outline and in its drawing
        seen.add(text)
        for line in text.split("\n"):
            if words := " ".join(line.split()):
                yield Part(words, "heading", 2) if title else Part(words)
        title = False


def _text(kind: int, data: bytes) -> str:
    if kind == _CHARS:
        text = data[: len(data) // 2 * 2].decode("utf-16-le", "replace")
    else:
        text = WINDOWS_1252.decode(data)
    return text.replace("\x0b", "\n").replace("\r", "\n")


def _records(stream: bytes, at: int, end: int, depth: int) -> Iterator[tuple[int, bytes]]:
    """The records of text and the groups that are tables, in the order of the stream."""
    for begin, stop, kind, number, container in _children(stream, at, end):
        if container and depth < _MAX_DEPTH:
            if kind in _ASIDE or (kind == _SLIDES and number):
                continue
            if kind == _GROUP and _is_table(stream, begin, stop):
                yield kind, stream[begin:stop]
            else:
                yield from _records(stream, begin, stop, depth + 1)
        elif kind in (_HEADER, _CHARS, _BYTES):
            yield kind, stream[begin:stop]


def _children(stream: bytes, at: int, end: int) -> Iterator[tuple[int, int, int, int, bool]]:
    """The records side by side: where their data begin and stop, kind, instance, and whether they hold others."""
    while at + 8 <= end:
        version, kind, size = struct.unpack_from("<HHI", stream, at)
        yield at + 8, min(end, at + 8 + size), kind, version >> 4, version & 0x0F == _CONTAINER
        at += 8 + size


def _is_table(stream: bytes, begin: int, stop: int) -> bool:
    """Whether a group of shapes is a table, as the properties of its first shape say."""
    _, _, kind, _, _ = first = next(_children(stream, begin, stop), (0, 0, 0, 0, False))
    return kind == _SHAPE and any(
        inner == _OPTIONS and _TABLE in stream[a:b] for a, b, inner, _, _ in _children(stream, *first[:2])
    )


def _rows(group: bytes) -> list[list[str]]:
    """The cells of a table by the places of their shapes."""
    rows: dict[int, dict[int, str]] = {}
    for begin, stop, kind, _, _ in _children(group, 0, len(group)):
        place = next((group[a:b] for a, b, k, _, _ in _children(group, begin, stop) if k == _PLACE), b"")
        if kind == _SHAPE and len(place) >= 16:
            left, top = struct.unpack_from("<ii", place)
            words = "".join(_text(k, data) for k, data in _records(group, begin, stop, 0) if k in (_CHARS, _BYTES))
            rows.setdefault(top, {})[left] = words
    cells = [sorted(row.items()) for _, row in sorted(rows.items())]
    return in_columns([[words for _, words in row] for row in cells], [[x for x, _ in row] for row in cells], 0)
