"""Tone marks in the newspaper style (`hòa`, `thủy`), the style that the models were trained on.

Vietnamese spelling places the mark of `oa`, `oe`, `uy` on the first vowel (newspapers) or the second (schools):
`hòa` and `hoà` are one word. Precomposed letters keep their count, so offsets stay as they are.
"""

from __future__ import annotations

import re
from typing import Final

_MARKED: Final = {"o": "òóỏõọ", "u": "ùúủũụ", "a": "àáảãạ", "e": "èéẻẽẹ", "y": "ỳýỷỹỵ"}


def _pairs() -> dict[str, str]:
    pairs: dict[str, str] = {}
    for first, second in ("oa", "oe", "uy"):
        for marked_first, marked_second in zip(_MARKED[first], _MARKED[second], strict=True):
            old, new = first + marked_second, marked_first + second
            for case in (str.lower, str.upper, str.title):
                pairs[case(old)] = case(new)
    return pairs


_PAIRS: Final = _pairs()
# `quý` and `quà` are no such pair: there `qu` is the consonant; before a final consonant the mark stays (`hoàn`).
_OLD: Final = re.compile(rf"(?<![qQ])(?:{'|'.join(_PAIRS)})(?!\w)")


def newspaper(text: str) -> str:
    """`text` (NFC) with tone marks in the newspaper style; the same length."""
    return _OLD.sub(lambda m: _PAIRS[m.group()], text)
