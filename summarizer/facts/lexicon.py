"""The data files of this room as look-up tables, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any, Final

from summarizer.facts.tokens import Tokens

_DATA: Final = "data"


@cache
def load(name: str) -> dict[str, Any]:
    """A TOML file of this room's data folder, parsed.

    Raises:
        FileNotFoundError: there is no such file.
    """
    file = resources.files("summarizer.facts").joinpath(_DATA, f"{name}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def entries(text: str) -> list[str]:
    """The comma-separated entries of a multi-line string."""
    return [" ".join(e.split()) for e in text.split(",") if e.strip()]


class Phrases:
    """A set of phrases over tokens, found by longest match from a token on.

    Looks up one token first, so a miss costs one dictionary access; phrases are tried longest first.
    """

    __slots__ = ("_by_first",)

    def __init__(self, phrases: Iterable[str]) -> None:
        by_first: dict[str, dict[str, int]] = {}
        for phrase in phrases:
            words = phrase.split()
            by_first.setdefault(words[0], {})[phrase] = len(words)
        self._by_first: dict[str, tuple[tuple[int, frozenset[str]], ...]] = {
            first: tuple(
                (n, frozenset(p for p, k in group.items() if k == n)) for n in sorted(set(group.values()), reverse=True)
            )
            for first, group in by_first.items()
        }

    def __contains__(self, phrase: str) -> bool:
        words = phrase.split()
        return any(n == len(words) and phrase in group for n, group in self._by_first.get(words[0], ()))

    def match(self, tokens: Tokens, i: int) -> int:
        """How many tokens the longest phrase from token `i` on takes; 0 where there is none."""
        lows = tokens.lows
        if not 0 <= i < len(lows):
            return 0
        groups = self._by_first.get(lows[i])
        if groups is None:
            return 0
        for n, group in groups:
            if n == 1 or " ".join(lows[i : i + n]) in group:
                return n
        return 0


def word_set(text: str) -> frozenset[str]:
    """The words of a string as a set: a table that reads as a line."""
    return frozenset(text.split())
