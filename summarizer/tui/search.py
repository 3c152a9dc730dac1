"""Searching a text the way people type: `hoa` finds `hoà`, `hòa` and `Hóa`; `hoà` finds only it and `hòa`.

The text is folded character by character into one of the same length, so a hit in it is a span of the source.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from summarizer.document.model import Span

LIMIT: Final = 10_000
"""More hits than this are not collected: nobody steps through them, and they cost memory."""


@lru_cache(8192)
def _fold_char(char: str) -> str:
    if char in "đĐ":
        return "d"
    base = unicodedata.normalize("NFD", char)[0].lower()
    return base if len(base) == 1 else char


def fold(text: str) -> str:
    """`text` in lower case without diacritics, of the same length, character by character."""
    return text.translate({ord(char): _fold_char(char) for char in set(text)})


def plain(text: str) -> str:
    """`text` folded, whether its letters and their marks are one or apart (as typed, as macOS names files)."""
    return fold(unicodedata.normalize("NFC", text))


_folded_article = lru_cache(4)(fold)


def _tones(text: str) -> list[tuple[str, list[str]]]:
    """A word's letters and, apart from them, its marks: where a tone stands (hoà, hòa) does not matter."""
    words = []
    for word in unicodedata.normalize("NFD", text.lower()).split():
        marks = sorted(char for char in word if unicodedata.combining(char))
        words.append(("".join(char for char in word if not unicodedata.combining(char)), marks))
    return words


def find(text: str, query: str, limit: int = LIMIT) -> list[Span]:
    """Where `query` stands in `text`, in order; white space in it matches any white space. At most `limit` spans."""
    words = unicodedata.normalize("NFC", query).split()
    if not words:
        return []
    pattern = re.compile(r"\s+".join(re.escape(fold(word)) for word in words))
    typed = " ".join(words)
    exact = _tones(typed) if fold(typed) != typed.lower() else None
    spans = []
    for match in pattern.finditer(_folded_article(text)):
        if exact is not None and _tones(text[match.start() : match.end()]) != exact:
            continue
        spans.append(Span(match.start(), match.end()))
        if len(spans) >= limit:
            break
    return spans


def matches(text: str, query: str) -> bool:
    """Whether every word of `query` stands somewhere in `text`, diacritics and case aside."""
    folded = plain(text)
    return all(word in folded for word in plain(query).split())


def begins(text: str, query: str) -> bool:
    """Whether every word of `query` begins a word of `text`, diacritics and case aside."""
    words = plain(text).split()
    return all(any(word.startswith(part) for word in words) for part in plain(query).split())
