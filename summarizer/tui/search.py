"""Searching a text the way people type: `hoa` finds `hoà`, `hòa` and `Hóa`; `hoà` finds only it and `hòa`.

A letter that was typed stands for all that fold to it: the text is searched as it is, and nothing of a book has to be
made ready. It is searched a piece at a time, so that keys come in between.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from summarizer.document.model import Span
from summarizer.document.normalize import nfc
from summarizer.text import fold

LIMIT: Final = 10_000
"""More hits than this are not collected: nobody steps through them, and they cost memory."""
_PIECE: Final = 20_000
"""Characters searched between two looks at the clock."""
_LONGEST: Final = 100
"""Characters of a query that count: nobody types more, and each may have to be compared anew at every place."""
_GAP: Final = 100
"""White space that may stand between two words of a hit, in characters."""


def plain(text: str) -> str:
    """`text` folded, whether its letters and their marks are one or apart (as typed, as macOS names files)."""
    return fold.plain(nfc(text))


@cache
def _alike() -> dict[str, str]:
    """The Latin letters that fold to the same, by what they fold to."""
    alike: dict[str, str] = {}
    for char in map(chr, (*range(0x250), *range(0x1E00, 0x1F00))):
        alike[fold.plain(char)] = alike.get(fold.plain(char), "") + char
    return alike


@lru_cache(256)
def _letter(char: str) -> str:
    """The pattern of all that a typed letter stands for."""
    folded = fold.plain(char)
    return f"[{re.escape(''.join({char, char.lower(), char.upper()[:1], folded, *_alike().get(folded, '')}))}]"


@lru_cache(4096)
def _tones(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """A word's letters and, apart from them, its marks: where a tone stands (hoà, hòa) does not matter."""
    words = []
    for word in unicodedata.normalize("NFD", text.lower()).split():
        marks = tuple(sorted(char for char in word if unicodedata.combining(char)))
        words.append(("".join(char for char in word if not unicodedata.combining(char)), marks))
    return tuple(words)


def hits(text: str, query: str, limit: int = LIMIT) -> Iterator[Span | None]:
    """Where `query` stands in `text`, in order; white space in it matches any white space. At most `limit` spans.

    None comes in between, wherever whoever looks may pause.
    """
    words = nfc(query)[:_LONGEST].split()
    if not words:
        return
    pattern = re.compile(rf"\s{{1,{_GAP}}}".join("".join(map(_letter, word)) for word in words))
    typed = " ".join(words)
    exact = _tones(typed) if fold.plain(typed) != typed.lower() else None
    reach = len(typed) + _GAP * len(words)
    at = found = 0
    for end in range(_PIECE, len(text) + _PIECE, _PIECE):
        # What begins in this piece may end in the next.
        for match in pattern.finditer(text, at, end + reach):
            if match.start() >= end:
                break
            at = match.end()
            if exact is not None and _tones(match[0]) != exact:
                yield None
                continue
            yield Span(*match.span())
            found += 1
            if found == limit:
                return
        at = max(at, end)
        yield None


def find(text: str, query: str, limit: int = LIMIT) -> list[Span]:
    """Where `query` stands in `text`, all at once."""
    return [hit for hit in hits(text, query, limit) if hit is not None]


def matches(text: str, query: str) -> bool:
    """Whether every word of `query` stands somewhere in `text`, diacritics and case aside."""
    folded = plain(text)
    return all(word in folded for word in plain(query).split())


def begins(text: str, query: str) -> bool:
    """Whether every word of `query` begins a word of `text`, diacritics and case aside."""
    words = plain(text).split()
    return all(any(word.startswith(part) for word in words) for part in plain(query).split())
