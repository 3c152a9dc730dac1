"""Evidence and claim as the judge reads them: which sentences, and what is known exactly of each word.

A small network cannot be asked to compare letters. So each word is told whether it stands in the other text, with the
same neighbours, as the same number; what such agreement means is learned.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from summarizer.text.data import entries, load
from summarizer.text.fold import newspaper
from summarizer.text.phrases import Phrases, flagged

_KINDS: Final = (
    *("negation", "possible", "planned", "done", "up", "down", "all", "some", "only", "about"),
    *("cause", "condition", "speaker", "title"),
)
NAMES: Final = (
    *_KINDS,
    *("claim", "held", "left", "right", "elsewhere", "number", "same_number", "name", "copied", "heading"),
)
"""Flags by bit, lowest first; a trained network holds to this order."""
_BIT: Final = {name: 1 << i for i, name in enumerate(NAMES)}
_PAIR: Final = 0.5  # of the weights of two words that follow each other is theirs
_LENGTH: Final = 0.002  # lost by a sentence for each word: of two that hold as much, the shorter
SENTENCES: Final = 4
"""Sentences of evidence that are read, at most."""
_GAIN: Final = 0.06
"""A further sentence joins the evidence where it holds this share of the claim's weight that the others lack."""
_RUN: Final = 5
"""Words in a row that stand in the other text count as copied."""

Flags = npt.NDArray[np.uint32]

_WORD: Final = re.compile(r"\d+(?:[.,/:-]\d+)*%?|\w+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place; `low` is lower-case in the newspaper style."""

    low: str
    start: int
    end: int
    upper: bool


def words(text: str) -> list[Word]:
    """The words and numbers of a text."""
    plain = newspaper(text)
    return [Word(m.group().lower(), m.start(), m.end(), m.group()[0].isupper()) for m in _WORD.finditer(plain)]


@cache
def _phrases() -> Phrases[int]:
    lists = load(__package__, "words.toml")
    return flagged((_BIT[kind], entries(lists[kind])) for kind in _KINDS)


def _value(low: str) -> str | None:
    """A number without separators of thousands and leading noughts, so that `02` is `2`; None for a word."""
    if not low[0].isdigit():
        return None
    return re.sub(r"(?<=\d)\.(?=\d{3}(?:\D|$))", "", low).lstrip("0") or "0"


def marks(text: str, own: Sequence[Word], other: Sequence[Word], rest: frozenset[str], *, claim: bool) -> Flags:
    """Flags of every character of `text` (len(text),), whose words are `own`; `rest` are other words of the article."""
    flags = np.zeros(len(text), np.uint32)
    if claim:
        flags |= np.uint32(_BIT["claim"])
    lows = tuple(w.low for w in own)
    held = {w.low for w in other}
    pairs = {(a.low, b.low) for a, b in pairwise(other)}
    runs = {tuple(w.low for w in other[i : i + _RUN]) for i in range(len(other) - _RUN + 1)}
    numbers = {v for w in other if (v := _value(w.low)) is not None}
    table = _phrases()
    for i, word in enumerate(own):
        bits = 0
        if word.low in held:
            bits |= _BIT["held"]
        elif word.low in rest:
            bits |= _BIT["elsewhere"]
        if i and (lows[i - 1], word.low) in pairs:
            bits |= _BIT["left"]
        if i + 1 < len(lows) and (word.low, lows[i + 1]) in pairs:
            bits |= _BIT["right"]
        value = _value(word.low)
        if value is not None:
            bits |= _BIT["number"] | (_BIT["same_number"] if value in numbers else 0)
        if word.upper and i:
            bits |= _BIT["name"]
        flags[word.start : word.end] |= np.uint32(bits)
        if lows[i : i + _RUN] in runs:
            flags[word.start : own[i + _RUN - 1].end] |= np.uint32(_BIT["copied"])
        for length, kinds in table.each(lows, i):
            flags[word.start : own[i + length - 1].end] |= np.uint32(kinds)
    return flags


def heading(flags: Flags) -> Flags:
    """The same flags, as those of a title or heading that goes with the evidence."""
    return flags | np.uint32(_BIT["heading"])


def table(flags: Flags, starts: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
    """Flags of the tokens that start at `starts` (n,; -1 where there is none) as (n, len(NAMES)) of 0 and 1."""
    at = np.where(starts >= 0, flags[np.maximum(starts, 0)], np.uint32(0)) if len(flags) else np.zeros(len(starts))
    bits = np.arange(len(NAMES), dtype=np.uint32)
    return ((at.astype(np.uint32)[:, None] >> bits) & np.uint32(1)).astype(np.float32)


class Index:
    """The sentences of an article, weighed by how rare their words are in it."""

    def __init__(self, sentences: Sequence[Sequence[Word]]) -> None:
        self.held = [{w.low for w in s} for s in sentences]
        self._pairs = [{(a.low, b.low) for a, b in pairwise(s)} for s in sentences]
        count = Counter(low for held in self.held for low in held)
        self._weight = {low: math.log(1 + len(sentences) / n) for low, n in count.items()}
        self.all = frozenset(count)

    def evidence(self, claim: Sequence[Word]) -> list[int]:
        """The sentences that together hold most of the claim, at most four, in text order.

        A pair of neighbouring words counts like a rare word: `Sở Tài chính` is more than its three words.
        """
        wanted: dict[object, float] = {w.low: self._weight.get(w.low, 0.0) for w in claim}
        for a, b in pairwise(claim):
            wanted[a.low, b.low] = _PAIR * (self._weight.get(a.low, 0.0) + self._weight.get(b.low, 0.0))
        total = sum(wanted.values()) or 1.0
        chosen: list[int] = []
        while len(chosen) < SENTENCES:
            best, gain = -1, _GAIN * total if chosen else 0.0
            for i, held in enumerate(self.held):
                if i in chosen:
                    continue
                value = sum(v for k, v in wanted.items() if k in held or k in self._pairs[i])
                value /= 1 + _LENGTH * len(held)
                if value > gain:
                    best, gain = i, value
            if best < 0:
                break
            chosen.append(best)
            wanted = {k: (0.15 * v if k in self.held[best] or k in self._pairs[best] else v) for k, v in wanted.items()}
        return sorted(chosen)
