"""Text that was decoded wrongly before it reached us, read again.

Word files and PDFs in the fonts `.VnTime` and `VNI-Times`, and pages copied from them, are Unicode only in name: the
characters are windows-1252 readings of TCVN3 or VNI bytes (`Thµnh ñy`). Others are UTF-8 read as windows-1252
(`ThÃ nh`).
"""

from __future__ import annotations

from contextlib import suppress

from summarizer.document.encodings.legacy import ABC, VNI, restore_capitals
from summarizer.document.encodings.syllable import look

_WELL = 0.5  # of the accented words are syllables: no other reading is tried
_ENOUGH = 0.85  # of them are in the reading that is taken, and
_MORE = 0.3  # more than there were
_PROBE = 60_000


def mend(text: str) -> tuple[str, str] | None:
    """`text` read as it was meant and the name of what it had been in, or None where it is well as it is."""
    seen = look(text[:_PROBE])
    if not seen.accented or seen.validity >= _WELL:
        return None
    data = windows_1252(text)
    if data is None:
        return None
    readings = [(restore_capitals(ABC.decode(data)), "tcvn3"), (VNI.decode(data), "vni")]
    with suppress(UnicodeDecodeError):
        readings.append((data.decode(), "utf-8"))
    looks = [look(reading[:_PROBE]) for reading, _ in readings]
    best = max(range(len(readings)), key=lambda i: looks[i].validity)
    if looks[best].validity < max(_ENOUGH, seen.validity + _MORE) or looks[best].valid < 2:
        return None
    return readings[best]


# what makers of PDF put for the glyphs of a legacy font: soft hyphen, micro sign, middle dot and others by their looks
_LOOK_ALIKE = {"\u2212": 0xAD, "\u2010": 0xAD, "\u2011": 0xAD, "\u03bc": 0xB5, "\u2219": 0xB7, "\u22c5": 0xB7}


def windows_1252(text: str) -> bytes | None:
    """The windows-1252 bytes of `text`, or None where it holds what that encoding cannot hold."""
    out = bytearray()
    for char in text:
        try:
            out += char.encode("cp1252")
        except UnicodeEncodeError:
            code = _LOOK_ALIKE.get(char, ord(char))
            if code > 255:
                return None
            out.append(code)
    return bytes(out)
