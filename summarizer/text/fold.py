"""Folding: forms of a text in which what is to compare equal is equal. All but `key` work on text in NFC.

Vietnamese spelling places the mark of `oa`, `oe`, `uy` on the first vowel (newspapers) or the second (schools):
`hòa` and `hoà` are one word. Precomposed letters keep their count, so offsets into `newspaper(text)` and `plain(text)`
are offsets into the text, and a place that was found can be shown.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_MARKED: Final = {"o": "òóỏõọ", "u": "ùúủũụ", "a": "àáảãạ", "e": "èéẻẽẹ", "y": "ỳýỷỹỵ"}
_BARRED: Final = str.maketrans("Đđ", "Dd")
_FINAL_Y: Final = re.compile(r"^(qu|[bcdđghklmnprstvx]{1,2})([yỳýỷỹỵ])$")
_Y_TO_I: Final = str.maketrans("yỳýỷỹỵ", "iìíỉĩị")
_PIECE: Final = 100_000
WORD: Final = re.compile(r"[^\W_]+")
"""What a word is to `folded_text`."""


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
    """`text` with tone marks in the newspaper style, in which the models were trained; the same length."""
    return _OLD.sub(lambda m: _PAIRS[m.group()], text)


@lru_cache(maxsize=1 << 15)
def key(word: str) -> str:
    """The form of a syllable that comparisons use: lower case, one tone placement, one final i or y (`tỷ` = `tỉ`)."""
    low = newspaper(word.lower().replace("ð", "đ"))  # the Icelandic letter that old keyboards write
    match = _FINAL_Y.match(low)
    return match[1] + match[2].translate(_Y_TO_I) if match else low


def without_marks(word: str) -> str:
    """A word without its marks: `Cá` is `Ca`, `Đỗ` is `Do`."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)).translate(_BARRED)


class _Table(dict[int, str]):
    """Folds each code point the first time it is met."""

    def __missing__(self, point: int) -> str:
        c = chr(point)
        folded = unicodedata.normalize("NFD", c)[0].translate(_BARRED).lower()
        self[point] = folded if len(folded) == 1 else c
        return self[point]


_TABLE: Final = _Table()


def plain(text: str) -> str:
    """`text` without case and marks, one code point for one: `Thủ tướng Đỗ` → `thu tuong do`.

    SQLite's own folding leaves `đ` as it is, and its older versions stumble over letters with two marks.
    """
    if len(text) <= _PIECE:
        return text.translate(_TABLE)
    # piece by piece: one call over a book would hold up every other thread
    return "".join(text[at : at + _PIECE].translate(_TABLE) for at in range(0, len(text), _PIECE))


def folded_text(text: str) -> str:
    """Words of `text` folded and joined by single spaces, with one before and after: for substring search."""
    return f" {' '.join(key(word) for word in WORD.findall(text))} "
