"""Paragraphs in which words of Unicode and of a legacy encoding stand side by side, as pasting leaves them.

No font is known there, so each word is asked: one that is a syllable only when it is read by the table is legacy, one
that is a syllable only as it stands is Unicode. What could be either is read as its neighbours on both sides are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal

from summarizer.document.encodings.legacy import ABC, VNI, restore_capitals
from summarizer.document.encodings.mend import windows_1252
from summarizer.document.encodings.syllable import is_syllable

Side = Literal["legacy", "unicode", "either"]

_TABLES: Final = {"tcvn3": ABC, "vni": VNI}
UNICODE: Final = re.compile("[\u0102-\u0103\u0110-\u0111\u0128-\u0129\u0168-\u0169\u01a0-\u01b0\u1ea0-\u1ef9]")
"""Letters that windows-1252 lacks: they are Unicode whatever a font is called."""
# what legacy words are full of and Vietnamese ones are not, so that sound paragraphs cost one search
_ODD: Final = re.compile(
    "[\xa1-\xaf\xb1-\xbf\xc4-\xc7\xcb\xce-\xd1\xd6-\xd8\xdb\xdc\xde\xdf\xe4-\xe7\xeb\xee-\xf1\xf6-\xf8\xfb\xfc\xfe\xff]"
)
_WORD: Final = re.compile(r"[^\s!-/:-@\[-`{-~\u2013-\u201f]+")
_ENOUGH: Final = 2  # words that are surely legacy: one alone may be a name from abroad


def unmix(text: str) -> str:
    """A paragraph with its legacy words, TCVN3 or VNI, read as they were meant."""
    if not _ODD.search(text):
        return text
    places = list(_WORD.finditer(text))
    readings = [(name, _legacy([m[0] for m in places], name)) for name in _TABLES]
    name, found = max(readings, key=lambda reading: sum(reading[1]))
    if sum(found) < _ENOUGH:
        return text
    out: list[str] = []
    at = 0
    for place, is_legacy in zip(places, found, strict=True):
        out.append(text[at : place.start()])
        out.append(_read(place[0], name) or place[0] if is_legacy else place[0])
        at = place.end()
    mended = "".join([*out, text[at:]])
    return restore_capitals(mended) if name == "tcvn3" else mended


def _legacy(words: Sequence[str], name: str) -> list[bool]:
    """Which of the words are in the legacy encoding."""
    sides = [_side(word, name) for word in words]
    before: list[Side | None] = []
    last: Side | None = None
    for side in sides:
        before.append(last)
        last = side if side in ("legacy", "unicode") else last
    found = []
    after: Side | None = None
    for side, ahead in zip(reversed(sides), reversed(before), strict=True):
        around = {s for s in (ahead, after) if s is not None}
        found.append(side == "legacy" or (side == "either" and around == {"legacy"}))
        after = side if side in ("legacy", "unicode") else after
    return found[::-1]


@lru_cache(maxsize=65536)
def _side(word: str, name: str) -> Side | None:
    """What a word is by itself; None for one of ASCII letters, which are the same in both."""
    if word.isascii():
        return None
    stands = is_syllable(word)
    read = _read(word, name)
    if read is None or read == word or not is_syllable(read) or (stands and UNICODE.search(word)):
        return "unicode"
    return "either" if stands or len(word) == 1 else "legacy"  # `ë` may be ở, as `÷` may be ữ


def _read(word: str, name: str) -> str | None:
    """A word by the table, but for its letters that only Unicode has; None where it can't be in the encoding."""
    parts = []
    at = 0
    for kept in [*UNICODE.finditer(word), None]:
        data = windows_1252(word[at : kept.start() if kept else None])
        if data is None:
            return None
        parts += [_TABLES[name].decode(data), kept[0] if kept else ""]
        at = kept.end() if kept else at
    return "".join(parts)
