"""Phrases in running words: the table that word lists are looked up in, and its form as a regular expression."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Generic, TypeVar

from summarizer.text.data import entries

V = TypeVar("V")
Words = tuple[str, ...]

_PLACE: Final = re.compile(r"<(\w+) ([\w ]+)>")
_TONED: Final = re.compile("ủy|uỷ", re.IGNORECASE)
_BREAK: Final = re.compile(r"\n *")


class Phrases(Generic[V]):
    """Phrases of one word or more, each with what it stands for; of two that read alike the first holds.

    A word that begins no phrase costs one dictionary access. `words` are the keys of a text in order, as a tuple: lower
    case or folded, as the phrases are.
    """

    __slots__ = ("_by_first",)

    def __init__(self, phrases: Iterable[tuple[Words, V]]) -> None:
        by_first: dict[str, dict[int, dict[Words, V]]] = {}
        for phrase, value in phrases:
            if phrase:
                by_first.setdefault(phrase[0], {}).setdefault(len(phrase), {}).setdefault(phrase, value)
        self._by_first = {first: tuple(sorted(t.items(), reverse=True)) for first, t in by_first.items()}

    def __contains__(self, phrase: str) -> bool:
        words = tuple(phrase.split())
        return any(n == len(words) and words in group for n, group in self._by_first.get(words[0], ()))

    def each(self, words: Words, i: int) -> Iterator[tuple[int, V]]:
        """Length and value of every phrase that begins at word `i`, longest first."""
        for n, group in self._by_first.get(words[i], ()) if 0 <= i < len(words) else ():
            value = group.get(words[i : i + n])
            if value is not None:
                yield n, value

    def length(self, words: Words, i: int) -> int:
        """How many words the longest phrase from word `i` on takes; 0 where there is none, or no such word."""
        if not 0 <= i < len(words):
            return 0
        for n, group in self._by_first.get(words[i], ()):
            if words[i : i + n] in group:
                return n
        return 0

    def find(self, words: Words) -> list[tuple[int, int, V]]:
        """All phrases as (begin, end, value), longest first and none overlapping."""
        out: list[tuple[int, int, V]] = []
        i = 0
        while i < len(words):
            found = next(self.each(words, i), None)
            if found is not None:
                out.append((i, i + found[0], found[1]))
            i += found[0] if found is not None else 1
        return out


def listed(phrases: Iterable[str]) -> Phrases[str]:
    """Phrases as they are written, each standing for itself."""
    return Phrases((tuple(p.split()), p) for p in phrases)


def flagged(lists: Iterable[tuple[int, Sequence[str]]]) -> Phrases[int]:
    """Phrases of several lists, each standing for the bits of all lists that hold it."""
    bits: dict[Words, int] = {}
    for bit, phrases in lists:
        for phrase in phrases:
            words = tuple(phrase.split())
            bits[words] = bits.get(words, 0) | bit
    return Phrases(bits.items())


def alternatives(phrases: Iterable[str]) -> str:
    """Phrases as the inside of a regular expression, longest first, so that the longest matches."""
    return "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))


def pattern(phrases: Iterable[str], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """What finds the phrases in a text as whole words."""
    return re.compile(rf"(?<!\w)(?:{alternatives(phrases)})(?!\w)", flags)


def patterns(data: Mapping[str, Any], **made: Callable[..., str]) -> dict[str, re.Pattern[str]]:
    """The regular expressions of a data file by name: of `pattern` whatever their capitals, of `exact` as they stand.

    `<any verbs>` stands for the phrases of the list `verbs` in `any`, `<heads bodies posts>` for what the function that
    is given as `heads` makes of `bodies` and `posts`. A line break, with the blanks behind it, is no part of a pattern.
    """

    def piece(place: re.Match[str]) -> str:
        name, of = place[1], place[2].split()
        return alternatives(entries(data["any"][of[0]])) if name == "any" else made[name](*of)

    return {
        name: re.compile(_PLACE.sub(piece, _BREAK.sub("", words)), flags)
        for table, flags in (("pattern", re.IGNORECASE), ("exact", re.NOFLAG))
        for name, words in data.get(table, {}).items()
    }


def across(phrase: str) -> re.Pattern[str]:
    """What finds a phrase in a text, whatever its capitals and where `ủy` has its tone, though lines break it as
    letterheads do."""
    return re.compile(_TONED.sub("(?:ủy|uỷ)", r"\s+".join(map(re.escape, phrase.split()))), re.IGNORECASE)
