"""PPT of PowerPoint 97 to 2003: the text of its slides, in order."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import Final

from summarizer.document.failure import LoadError
from summarizer.document.formats.content import Content, Part, Source, assemble
from summarizer.document.formats.quiet import quiet

_HEADER, _CHARS, _BYTES = 0x0F9F, 0x0FA0, 0x0FA8
_SLIDES: Final = 0x0FF0  # the list that holds the words of all slides, apart from their drawings
_NOTES_LIST: Final = 2
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
        if kind == _HEADER and len(data) >= 4:
            title = struct.unpack_from("<I", data)[0] in _TITLES
            continue
        if kind == _CHARS:
            text = data[: len(data) // 2 * 2].decode("utf-16-le", "replace")
        else:
            text = "".join(_CP1252[byte] for byte in data)
        if text in seen and len(text) > 20:
            continue  # the words of a slide stand in its outline and in its drawing
        seen.add(text)
        for line in text.replace("\x0b", "\r").split("\r"):
            if words := " ".join(line.split()):
                yield Part(words, "heading", 2) if title else Part(words)
        title = False


def _records(stream: bytes, at: int, end: int, depth: int) -> Iterator[tuple[int, bytes]]:
    """The records of text, in the order of the stream."""
    while at + 8 <= end:
        version, kind, size = struct.unpack_from("<HHI", stream, at)
        begin, stop = at + 8, min(end, at + 8 + size)
        if version & 0x0F == _CONTAINER and depth < _MAX_DEPTH:
            if not (kind == _SLIDES and version >> 4 == _NOTES_LIST):
                yield from _records(stream, begin, stop, depth + 1)
        elif kind in (_HEADER, _CHARS, _BYTES):
            yield kind, stream[begin:stop]
        at = begin + size
    return


_CP1252: Final = [bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in range(256)]
