"""Searching a text the way people type: `hoa` finds `hoà`, `hòa` and `Hóa`; `hoà` finds only it and `hòa`.

The text is folded character by character into one of the same length, so a hit in it is a span of the source.
"""

from __future__ import annotations

import re
import unicodedata
from collections import OrderedDict
from functools import lru_cache
from typing import Final

from summarizer.document.model import Span
from summarizer.document.normalize import nfc
from summarizer.text import fold

LIMIT: Final = 10_000
"""More hits than this are not collected: nobody steps through them, and they cost memory."""


def plain(text: str) -> str:
    """`text` folded, whether its letters and their marks are one or apart (as typed, as macOS names files)."""
    return fold.plain(nfc(text))


_SHORT: Final = 200_000
"""Characters of a text that may be folded between a key and its answer."""
_folded: OrderedDict[str, str] = OrderedDict()


def short(text: str) -> bool:
    """Whether a text can be searched between a key and its answer; a book is searched in a thread."""
    return len(text) <= _SHORT


def prepare(text: str) -> str:
    """The text folded; kept for the next search in it."""
    if (folded := _folded.get(text)) is None:
        folded = fold.plain(text)
        _folded[text] = folded
        while len(_folded) > 4:
            _folded.popitem(last=False)
    return folded


@lru_cache(4096)
def _tones(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """A word's letters and, apart from them, its marks: where a tone stands (hoà, hòa) does not matter."""
    words = []
    for word in unicodedata.normalize("NFD", text.lower()).split():
        marks = tuple(sorted(char for char in word if unicodedata.combining(char)))
        words.append(("".join(char for char in word if not unicodedata.combining(char)), marks))
    return tuple(words)


def find(text: str, query: str, limit: int = LIMIT) -> list[Span]:
    """Where `query` stands in `text`, in order; white space in it matches any white space. At most `limit` spans."""
    words = nfc(query).split()
    if not words:
        return []
    pattern = re.compile(r"\s+".join(re.escape(fold.plain(word)) for word in words))
    typed = " ".join(words)
    exact = _tones(typed) if fold.plain(typed) != typed.lower() else None
    spans = []
    for match in pattern.finditer(prepare(text)):
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
