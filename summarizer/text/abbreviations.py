"""Abbreviations that are written with a stop, and the words that show that a sentence ended behind one all the same."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from summarizer.text.data import load


class Abbreviations(NamedTuple):
    """`before_names` and `before_numbers` by what follows; `marks` end in a sign of their own (`Yahoo!`); `openers`
    begin a sentence and never a name, `starters` more often than a name."""

    before_names: frozenset[str]
    before_numbers: frozenset[str]
    marks: frozenset[str]
    openers: frozenset[str]
    starters: frozenset[str]


@cache
def abbreviations() -> Abbreviations:
    """The lists of `data/abbreviations.toml`."""
    lists = load(__package__, "data", "abbreviations.toml")
    return Abbreviations(
        frozenset(lists["titles"] + lists["places"] + lists["others"]),
        frozenset(lists["numbers"] + lists["places"]),
        frozenset(lists["marks"]),
        frozenset(lists["openers"]),
        frozenset(lists["openers"] + lists["starters"]),
    )
