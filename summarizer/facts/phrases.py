"""Lines of syllables and sets of phrases: what the grammar of actors and directives reads.

Vietnamese writes a space between syllables, so a word is a phrase. Phrases are found by their first syllable and then
by the longest continuation, which keeps a whole line linear in its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Generic, TypeVar

from summarizer.document.model import Span
from summarizer.facts.tokens import tokenize

T = TypeVar("T")

QUOTES: Final = frozenset('"“”')

# Old and new placement of the tone mark (hoà / hòa, thuý / thúy); "qu" is an onset, so "quý" stays.
_OLD = dict(
    zip(
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        strict=True,
    )
)
_OLD_END = re.compile(r"(?<!q)(?:" + "|".join(_OLD) + r")$")


@lru_cache(maxsize=1 << 15)
def plain(syllable: str) -> str:
    """A lower-case syllable with its tone mark in the newspaper style: `hoà` → `hòa`, `uỷ` → `ủy`."""
    return _OLD_END.sub(lambda m: _OLD[m[0]], syllable)


def syllables(text: str) -> frozenset[str]:
    """A set of syllables and signs written with spaces between them."""
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Line:
    """The tokens of a stretch of text as parallel tuples; positions in it are indices into them.

    `low` is lower-case with the tone mark in the newspaper style; `case` is 0, 1 (capital first letter) or 2 (all
    capitals).
    """

    text: str
    low: tuple[str, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]
    case: tuple[int, ...]

    @classmethod
    def of(cls, text: str, start: int = 0, end: int | None = None) -> Line:
        """The line of `text[start:end]`, offsets into `text`."""
        items = tokenize(text, start, end).items
        return cls(
            text,
            tuple(plain(t.low) for t in items),
            tuple(t.start for t in items),
            tuple(t.end for t in items),
            tuple(t.case for t in items),
        )

    def __len__(self) -> int:
        return len(self.low)

    def at(self, i: int) -> str:
        """Token `i`, lower-case; empty outside."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def word(self, i: int) -> bool:
        """Whether token `i` is a syllable, not a number or a sign."""
        return 0 <= i < len(self.low) and self.low[i][0].isalpha()

    def capital(self, i: int) -> bool:
        """Whether token `i` begins with a capital letter."""
        return 0 <= i < len(self.low) and self.case[i] > 0

    def span(self, i: int, j: int) -> Span:
        """The text range of tokens `[i, j)`; `j` > `i`."""
        return Span(self.start[i], self.end[j - 1])


class Phrases(Generic[T]):
    """Phrases with a value each, matched against a line at a position, the longest first."""

    def __init__(self, entries: Mapping[str, T]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, value in entries.items():
            words = tuple(plain(t.low) for t in tokenize(phrase).items)
            self._by_first.setdefault(words[0], []).append((words, value))
        for rows in self._by_first.values():
            rows.sort(key=lambda row: -len(row[0]))
        self._by_last: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for rows in self._by_first.values():
            for row in rows:
                self._by_last.setdefault(row[0][-1], []).append(row)
        for rows in self._by_last.values():
            rows.sort(key=lambda row: -len(row[0]))

    @property
    def firsts(self) -> frozenset[str]:
        """The first syllables of the phrases."""
        return frozenset(self._by_first)

    @classmethod
    def set(cls, phrases: Iterable[str]) -> Phrases[bool]:
        """A plain set of phrases."""
        return Phrases(dict.fromkeys(phrases, True))

    def at(self, line: Line, i: int) -> tuple[int, T] | None:
        """Length and value of the longest phrase that begins at token `i`."""
        if not 0 <= i < len(line.low):
            return None
        rows = self._by_first.get(line.low[i])
        if rows is None:
            return None
        for words, value in rows:
            n = len(words)
            if n == 1 or line.low[i : i + n] == words:
                return n, value
        return None

    def length(self, line: Line, i: int) -> int:
        """Length in tokens of the longest phrase that begins at token `i`, 0 for none."""
        found = self.at(line, i)
        return found[0] if found else 0

    def before(self, line: Line, i: int) -> int:
        """Length in tokens of the longest phrase that ends just before token `i`, 0 for none."""
        if i <= 0 or i > len(line.low):
            return 0
        for words, _ in self._by_last.get(line.low[i - 1], ()):
            n = len(words)
            if n <= i and line.low[i - n : i] == words:
                return n
        return 0
