"""Terms: the words of a text, folded and joined so that two ways to say one thing compare equal.

A term is a syllable, a number literal, a sign, or a listed phrase (`ủy ban nhân dân` and `UBND` are both `ubnd`);
`data/same.toml` holds the phrases. Tokens are those of `summarizer.text`, folded by `fold.key`. Offsets are those of
the text given.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from summarizer.brief.gate.lexicon import places, same_groups
from summarizer.text.fold import key
from summarizer.text.letters import LOWER, UPPER
from summarizer.text.phrases import Phrases
from summarizer.text.tokens import CODE, NUMBER, SIGN, WORD, case_of, scan

__all__ = ["DIGITS", "NUMBER", "SIGN", "WORD", "Term", "common", "keys_of", "place_ends", "syllables", "terms"]

_SEAM = re.compile(rf"[{LOWER}](?=[{UPPER}][{LOWER}])")

DIGITS = {
    w: str(n) for n, w in enumerate(("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"))
} | {"nhất": "1", "nhì": "2", "tư": "4"}
"""Number words as digits."""


class Term(NamedTuple):
    """A term: its place in the text, its key, its kind; `case` is 0, 1 or 2 for lower, Capital or CAPITALS."""

    start: int
    end: int
    key: str
    kind: str
    case: int


@lru_cache(maxsize=1 << 16)
def _pieces(word: str) -> tuple[tuple[int, str, int], ...]:
    """The words that a run of letters holds, as (end, key, case): one, or two that a web page has run together.

    `phủPhạm` is cut; so is `VinFast`, alike on both sides.
    """
    seam = _SEAM.search(word) if len(word) > 4 and not word.islower() else None
    ends = (seam.end(), len(word)) if seam else (len(word),)
    starts = (0, *ends[:-1])
    return tuple((b, key(word[a:b]), case_of(word[a:b])) for a, b in zip(starts, ends, strict=True))


def syllables(text: str, start: int = 0, end: int | None = None) -> list[Term]:
    """Terms before any phrase is joined: words and codes are words, line ends signs."""
    out: list[Term] = []
    for token in scan(text, start, end):
        if token.kind in (WORD, CODE):
            begin = token.start
            for size, form, case in _pieces(text[begin : token.end]):
                out.append(Term(begin, token.start + size, form, WORD, case))
                begin = token.start + size
        else:
            out.append(Term(token.start, token.end, token.low, NUMBER if token.kind == NUMBER else SIGN, 0))
    return out


def _plain_keys(phrase: str) -> tuple[str, ...]:
    return tuple(t.key for t in syllables(phrase.replace("_", " ")))


@cache
def _phrases() -> Phrases[str]:
    """The phrases of `same.toml`, each with the key that stands for its group."""
    rows = [("_".join(_plain_keys(group[0])), _plain_keys(phrase)) for group in same_groups() for phrase in group]
    return Phrases((keys, form) for form, keys in rows if keys != (form,))


def terms(text: str, start: int = 0, end: int | None = None) -> list[Term]:
    """The terms of `text[start:end]`, phrases joined."""
    plain = syllables(text, start, end)
    keys = tuple(t.key for t in plain)
    table = _phrases()
    out: list[Term] = []
    i = 0
    while i < len(plain):
        term = plain[i]
        for size, form in table.each(keys, i):
            if size == 1 and term.case == 1 and _in_name(plain, i, place=form in _places()):
                continue
            out.append(Term(term.start, plain[i + size - 1].end, form, WORD, term.case))
            i += size
            break
        else:
            out.append(term)
            i += 1
    return out


@cache
def _places() -> frozenset[str]:
    return frozenset("_".join(_plain_keys(group[0])) for group in places())


@cache
def place_ends() -> frozenset[str]:
    """The last words of the names of places that have several."""
    return frozenset(keys_of(name)[-1] for group in places() for name in group)


def _in_name(plain: list[Term], i: int, *, place: bool) -> bool:
    """Whether a capital is no sentence's but a name's: `Song Tử Tây` has no `song`; a `place` has its own anywhere."""
    before = i > 0 and (plain[i - 1].case > 0 if place else plain[i - 1].kind != SIGN)
    return before or (i + 1 < len(plain) and plain[i + 1].case == 1)


@lru_cache(maxsize=4096)
def keys_of(phrase: str) -> tuple[str, ...]:
    """The keys of a listed phrase, as `terms` would give them."""
    return tuple(t.key for t in terms(phrase.replace("_", " ")))


def common(a: list[str], b: list[str]) -> int:
    """Length of the longest common subsequence, bit-parallel over `a` (Hyyrö 2004)."""
    masks: dict[str, int] = {}
    for i, word in enumerate(a):
        masks[word] = masks.get(word, 0) | (1 << i)
    full = (1 << len(a)) - 1
    row = full
    for word in b:
        matches = row & masks.get(word, 0)
        row = ((row + matches) | (row - matches)) & full
    return len(a) - row.bit_count()
