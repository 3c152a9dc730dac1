"""What the editor reads of a sentence: the title, the sentence before, the sentence, in tokens with flags."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from summarizer.text.fold import newspaper

if TYPE_CHECKING:
    from tokenizers import Tokenizer

NAMES: Final = ("sentence", "title", "before", "said", "number", "capital", "edge")
"""Flags of a token: which part it is of, and of the sentence's: its word is in the title, a number, written with a
capital, the first after a mark of punctuation."""
_TITLE: Final = 28
_BEFORE: Final = 48
_SENTENCE: Final = 160
_WORD: Final = re.compile(r"\S+")

Array = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Reading:
    """Tokens: ids (n,), flags (n, flags); and for each word of the sentence its characters and its first token.

    `firsts` is -1 for words beyond what is read.
    """

    ids: Array
    flags: npt.NDArray[np.float32]
    words: tuple[tuple[int, int], ...]
    firsts: Array


def words_of(sentence: str) -> tuple[tuple[int, int], ...]:
    """The words of a sentence, punctuation with them."""
    return tuple(m.span() for m in _WORD.finditer(sentence))


def read(title: str, before: str, sentence: str, tokenizer: Tokenizer) -> Reading:
    """A sentence with its title and the sentence before it (either may be empty)."""
    bos, eos = (tokenizer.get_vocab()[mark] for mark in ("<s>", "</s>"))
    blank = [0.0] * len(NAMES)
    ids, flags = [bos], [blank]
    for part, text, most in ((1, title, _TITLE), (2, before, _BEFORE)):
        found = tokenizer.encode(newspaper(text), add_special_tokens=False).ids[:most]
        ids += [*found, eos]
        flags += [*([[float(k == part) for k in range(len(NAMES))]] * len(found)), blank]
    words = words_of(sentence)
    traits = list(_traits(title, [sentence[a:b] for a, b in words]))
    firsts = np.full(len(words), -1, np.int64)
    encoded = tokenizer.encode(newspaper(sentence), add_special_tokens=False)
    at = 0
    for piece, (a, b) in zip(encoded.ids[:_SENTENCE], encoded.offsets, strict=False):
        while at + 1 < len(words) and words[at + 1][0] < b and words[at][1] <= a:
            at += 1
        if firsts[at] < 0:
            firsts[at] = len(ids)
        ids.append(piece)
        flags.append(traits[at])
    ids.append(eos)
    flags.append(blank)
    return Reading(np.array(ids, np.int64), np.array(flags, np.float32), words, firsts)


def _traits(title: str, words: Sequence[str]) -> Iterator[list[float]]:
    """The flags of each word of a sentence."""
    said = {_plain(w) for w in title.split()}
    for before, word in pairwise([".", *words]):
        number = any(c.isdigit() for c in word)
        edge = not before[-1].isalnum() or not word[0].isalnum()
        capital = word.lstrip('"(“')[:1].isupper()
        yield [1.0, 0.0, 0.0, float(_plain(word) in said), float(number), float(capital), float(edge)]


def _plain(word: str) -> str:
    return word.lower().strip('.,;:"“”()')
