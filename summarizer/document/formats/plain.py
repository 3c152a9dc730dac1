"""Plain text: decoded, and left as it is."""

from __future__ import annotations

import re

from summarizer.document.encodings import Decoded, decode, mend
from summarizer.document.encodings.mixed import unmix
from summarizer.document.failure import LoadError
from summarizer.document.formats.content import Content, Source

Warnings = tuple[tuple[str, dict[str, object]], ...]

_UNSURE = 0.6
_GAPS = re.compile(r"(\n[^\S\n]*\n\s*)")
_SUBTITLES = re.compile(r"(?:WEBVTT\b|\s*\d+\s*\r?\n\s*\d\d:\d\d:\d\d[,.]\d{3}\s*-->)")


def read(source: Source) -> Content:
    """Plain text in any encoding known.

    Raises:
        LoadError: as `decoded_text`, and `text_subtitles` for the subtitles of a film.
    """
    decoded, warnings = decoded_text(source)
    text = decoded.text
    if _SUBTITLES.match(text):
        raise LoadError("text_subtitles", name=source.name)
    if mended := mend(text):
        text = mended[0]
        warnings = (*warnings, ("mended", {"encoding": mended[1]}))
    elif not text.isascii() and (pasted := _mended(text)) != text:
        text = pasted
        warnings = (*warnings, ("mended", {"encoding": "TCVN3/VNI"}))
    return Content(text, encoding=decoded.encoding, warnings=warnings)


def _mended(text: str) -> str:
    """A text with those paragraphs read as meant that pasting left in a legacy encoding; a language from abroad
    may stand beside them, so none is read as the others are."""
    parts = _GAPS.split(text)
    parts[::2] = [mended[0] if (mended := mend(part)) else unmix(part) for part in parts[::2]]
    return "".join(parts)


def decoded_text(source: Source) -> tuple[Decoded, Warnings]:
    """The text of `source` with what is to be said about its decoding.

    Raises:
        LoadError: `file_binary`, for bytes that are no text; `encoding_wrong`, for no text in the encoding forced.
    """
    decoded = decode(source.data, source.encoding)
    if source.encoding and (decoded.binary or decoded.lost * 5 > len(decoded.text)):
        raise LoadError("encoding_wrong", name=source.name, encoding=source.encoding)
    if decoded.binary:
        raise LoadError("file_binary", name=source.name)
    warnings: Warnings = ()
    if decoded.lost:
        warnings = (("lost", {"count": decoded.lost, "encoding": decoded.encoding.name}),)
    elif decoded.encoding.confidence < _UNSURE:
        warnings = (("encoding_unsure", {"encoding": decoded.encoding.name}),)
    return decoded, warnings
