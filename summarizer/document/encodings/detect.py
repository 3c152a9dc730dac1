"""Decode bytes in a named encoding, or in the one under which they read as Vietnamese.

Unicode encodings prove themselves (byte order mark, well-formedness). For 8-bit ones every table is tried on a part of
the bytes, and the share of accented tokens that are Vietnamese syllables (`syllable.look`) tells them apart.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import Final

from summarizer.document.encodings.legacy import (
    ABC,
    TCVN5712,
    VISCII,
    VNI,
    WINDOWS_1252,
    WINDOWS_1258,
    Legacy,
    restore_capitals,
)
from summarizer.document.encodings.syllable import look
from summarizer.document.model import Encoding
from summarizer.document.normalize import nfc

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# In the order in which they are preferred where bytes read equally well; TCVN3 is two tables.
_TABLES: Final = (ABC, VNI, WINDOWS_1258, VISCII)
# windows-1252 quotation marks, dashes, dots: where TCVN 5712 has nothing else in this range, it is an ABC text
_PUNCTUATION: Final = frozenset(b"\x85\x91\x92\x93\x94\x95\x96\x97")

# The shares and limits below were chosen by eye on `samples/` and the texts of the tests; code points are Unicode's.
# High bytes of the UTF-16 units of Vietnamese: Latin-1, Latin Extended-A, combining marks, 1EA0…, punctuation.
_HIGH_BYTES: Final = frozenset((0x00, 0x01, 0x03, 0x1E, 0x20))
_PROBE: Final = 60_000
_SURE: Final = 0.5
_WHOLE: Final = 2
"""Characters of UTF-8 that are whole for each that is broken, at least."""
_CONTROLS: Final = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\b\x1b")
_ASCII_END: Final = 0x7F
"""The last code of ASCII."""
_LATIN_START: Final = 0xA0
"""The first code behind the range where windows-1252 has its punctuation."""
_UNMARKED: Final = 0.95
"""Confidence (0…1) in UTF-16 that has no mark."""
_UTF16_PROBE: Final = 4096
"""Bytes at the start that tell whether a text is UTF-16."""
_UTF16_LEAST: Final = 4
"""Bytes below which a text is not taken for UTF-16."""
_UTF16_KNOWN: Final = 0.95
"""Share of the high bytes that are `_HIGH_BYTES`, at least."""
_UTF16_HIGH_ZEROS: Final = 0.2
"""Share of the high bytes that are zero, at least."""
_UTF16_LOW_ZEROS: Final = 0.05
"""Share of the low bytes that are zero, at most."""
_PER_NUL: Final = 200
"""Characters of decoded Unicode for each NUL, at least; with fewer it is no text."""
_PER_CONTROL: Final = 20
"""Bytes for each control character, at least; with fewer they are no text."""
_UNREAD: Final = 0.5
"""Confidence (0…1) in windows-1252 where nothing reads as Vietnamese under any table."""
_TIED: Final = 0.5
"""Share of the confidence in a table that is left where another one reads as well."""
_CLEAR: Final = 0.4
"""Lead in validity (0…1) over the next table with which the confidence is whole."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """NFC text, the encoding it was in, and how many characters could not be read (U+FFFD stands for each).

    `binary` tells that the bytes are no text in any encoding known.
    """

    text: str
    encoding: Encoding
    lost: int = 0
    binary: bool = False


def decode(data: bytes, name: str | None = None) -> Decoded:
    """Decode `data`, in the encoding `name` (one of `NAMES`) or in the one detected. Never fails."""
    if name is not None:
        return _named(data, name)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _unicode(data[len(mark) :], encoding, 1.0)
    if wide := _utf16_without_mark(data):
        return _unicode(data, wide, _UNMARKED)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return _damaged_utf8(data) or _eight_bit(data)
    return Decoded(nfc(text), Encoding("utf-8"), binary=_has_controls(data))


def _named(data: bytes, name: str) -> Decoded:
    if name.startswith("utf-"):
        for mark, marked in _BOMS:
            if data.startswith(mark) and marked.startswith(name):
                return _unicode(data[len(mark) :], marked, 1.0)
        if name == "utf-16":
            name = _utf16_without_mark(data) or "utf-16-le"
        return _unicode(data, name, 1.0)
    table = next(t for t in (*_TABLES, WINDOWS_1252) if t.name == name)
    return Decoded(_read(table, data), Encoding(name))


def _unicode(data: bytes, name: str, confidence: float) -> Decoded:
    text = data.decode(name, "replace")
    lost = text.count("\ufffd") - data.count("\ufffd".encode(name))
    binary = text.count("\0") * _PER_NUL > len(text)
    return Decoded(nfc(text), Encoding(name, confidence), max(lost, 0), binary=binary)


def _utf16_without_mark(data: bytes) -> str | None:
    """The byte order of UTF-16 that has no mark: one half of the bytes is nearly all `_HIGH_BYTES`, with many zeros."""
    probe = data[:_UTF16_PROBE]
    if len(probe) < _UTF16_LEAST or len(data) % 2:
        return None
    even, odd = probe[::2], probe[1::2]
    for high, low, name in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        known = sum(byte in _HIGH_BYTES for byte in high)
        if (
            known >= _UTF16_KNOWN * len(high)
            and high.count(0) >= _UTF16_HIGH_ZEROS * len(high)
            and low.count(0) <= _UTF16_LOW_ZEROS * len(low)
        ):
            return name
    return None


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken places, such as one that was cut in the middle of a character.

    In 8-bit encodings hardly any letters follow each other as the bytes of a character would.
    """
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    whole = sum(1 for char in text if char > "\x7f") - lost
    if whole < _WHOLE * lost:
        return None
    return Decoded(nfc(text), Encoding("utf-8", round(1 - lost / (whole + lost), 2)), lost, _has_controls(data))


def _eight_bit(data: bytes) -> Decoded:
    probe = data[:_PROBE]
    scored = sorted(
        ((look(_read(table, probe)).validity, -rank) for rank, table in enumerate(_TABLES)),
        reverse=True,
    )
    (best, first), (rival, _) = scored[:2]
    if best < _SURE:
        return Decoded(
            WINDOWS_1252.decode(data), Encoding("windows-1252", round(_UNREAD - best / 2, 2)), binary=_noise(data)
        )
    table = _TABLES[-first]
    # sure of what reads well and reads badly under every other table
    confidence = best * (_TIED + (1 - _TIED) * min(1.0, (best - rival) / _CLEAR))
    return Decoded(_read(table, data), Encoding(table.name, round(confidence, 2)))


def _read(table: Legacy, data: bytes) -> str:
    if table is not ABC:
        return table.decode(data)
    abc = restore_capitals(ABC.decode(data))
    if _PUNCTUATION.issuperset(
        byte for byte in data if byte < _LATIN_START and (byte > _ASCII_END or byte in _CONTROLS)
    ):
        return abc
    full = TCVN5712.decode(data)
    return full if look(full[:_PROBE]).validity >= look(abc[:_PROBE]).validity else abc


def _has_controls(data: bytes) -> bool:
    """Whether control characters are too many for text (escape sequences and back spaces may stand in it)."""
    probe = data[:_PROBE]
    return sum(probe.count(code) for code in _CONTROLS) * _PER_CONTROL > len(probe)


def _noise(data: bytes) -> bool:
    """Whether bytes that fit no table are no text either: many controls, or hardly any white space and letters."""
    probe = data[:_PROBE]
    letters = sum(map(probe.count, b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ \n"))
    return _has_controls(data) or letters * 2 < len(probe)
