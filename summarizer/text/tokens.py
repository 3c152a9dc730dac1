"""Tokens with offsets: what quantity grammar, gate and digest read.

One pass of one regular expression, linear in the text. A numeral literal is one token with its separators
(`1.234.567,89`), a name that holds digits another (`H5N1`, `m2`), everything else a word or a single sign.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, NamedTuple

from summarizer.text.span import Span

NUMBER: Final = "number"
WORD: Final = "word"
CODE: Final = "code"
SIGN: Final = "sign"
BREAK: Final = "break"
DASHES: Final = ("-", "–", "—", "−", "‐", "‑")

# The group of digits is bounded so that a megabyte of digits stays a chain of short tokens: no figure has more
# than 40 digits, and int() of a long literal is quadratic.
#
# No code has a toned small letter before its digits: `gần1.200` and `làm41` have only lost their space.
_TONED: Final = "à-ãè-êì-íò-õù-úýăĩũơưạ-ỹ"
_JOINERS: Final = "\u00ad\u200b-\u200d\u2060\ufeff"  # invisible, and no part of any number


def _pattern(digit: str, sign: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<number>{digit}{{1,40}}(?:{sign}{digit}{{1,40}}){{0,12}})"
        r"|(?P<clock>(?<=\d)[hHgG](?=\d{2}(?!\d)))"
        rf"|(?P<code>[^\W\d_{_TONED}]{{1,24}}\d[^\W_]{{0,24}})"
        r"|(?P<word>[^\W\d_]+)"
        r"|(?P<break>\n)"
        rf"|(?P<sign>[^\s\w{_JOINERS}]|_)"
    )


_TOKEN = _pattern(r"\d", "[.,]")
_JOINED = _pattern(rf"(?:\d[{_JOINERS}]*(?=[\d.,{_JOINERS}])|\d)", rf"[.,][{_JOINERS}]*")
_JOINER = re.compile(f"[{_JOINERS}]")


class Token(NamedTuple):
    """A token: half-open range of the text, its kind, its text in lower case, and whether it is written in capitals.

    `case` is 0 for lower case or none, 1 for a capital first letter, 2 for all capitals of two letters or more.
    `glued` says that no white space stands before it.
    """

    start: int
    end: int
    kind: str
    low: str
    case: int
    glued: bool


_SYLLABLE = re.compile(f"[{_TONED}]")


def is_syllable(token: Token) -> bool:
    """Whether a token is surely a Vietnamese syllable in small letters: it bears a tone or vowel mark."""
    return token.kind == WORD and not token.case and _SYLLABLE.search(token.low) is not None


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a stretch of text, in order; indices into `items` are what the grammar passes around.

    `lows` holds their lower-case texts again, with an empty one at the end: looking a word up must be cheap. `line` is
    those texts with one space after each, which the rule tables read; `at` says where in it each token begins.
    """

    text: str
    items: tuple[Token, ...]
    lows: tuple[str, ...]
    line: str
    at: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.items)

    def low(self, i: int) -> str:
        """Lower-case text of token `i`; empty outside."""
        if i < 0:
            return ""
        try:
            return self.lows[i]
        except IndexError:
            return ""

    def kind(self, i: int) -> str:
        """Kind of token `i`; empty outside."""
        return self.items[i].kind if 0 <= i < len(self.items) else ""

    def phrase(self, i: int, n: int) -> str:
        """Tokens `i … i+n` in lower case with single spaces; empty where it would run out."""
        if i < 0 or i + n > len(self.items):
            return ""
        return " ".join(self.lows[i : i + n])

    def matches(self, i: int, words: Sequence[str]) -> bool:
        """Whether the tokens from `i` on read `words`."""
        return i >= 0 and self.lows[i : i + len(words)] == tuple(words)

    def index(self, position: int) -> int:
        """The token that begins at a position of `line`."""
        return bisect_left(self.at, position)

    def span(self, i: int, j: int) -> Span:
        """The text range of tokens `[i, j)`; `j` > `i`."""
        return Span(self.items[i].start, self.items[j - 1].end)


def scan(text: str, start: int = 0, end: int | None = None, *, breaks: bool = True) -> list[Token]:
    """The tokens of `text[start:end]` with offsets into `text`; without `breaks` a line end is white space."""
    stop = len(text) if end is None else end
    out: list[Token] = []
    last = -1
    joined = _JOINER.search(text, start, stop) is not None
    for m in (_JOINED if joined else _TOKEN).finditer(text, start, stop):
        kind = m.lastgroup or SIGN
        if kind == BREAK and not breaks:
            continue
        a, b = m.span()
        word = text[a:b]
        if kind == "clock":
            kind = WORD
        case, low = 0, _JOINER.sub("", word) if joined else word
        if kind in (WORD, CODE) and not word.islower():
            low = word.lower()
            case = case_of(word)
        out.append(Token(a, b, kind, low, case, a == last))
        last = b
    return out


def case_of(word: str) -> int:
    """0 for a small first letter, 1 for a capital one, 2 for all capitals of two letters or more."""
    return 2 if len(word) > 1 and word.isupper() else 1 if word[0].isupper() else 0


def tokenize(text: str, start: int = 0, end: int | None = None, *, breaks: bool = True) -> Tokens:
    """`scan` as what the grammar passes around."""
    items = tuple(scan(text, start, end, breaks=breaks))
    lows = [t.low for t in items]
    at = tuple(accumulate((len(low) + 1 for low in lows), initial=0))
    return Tokens(text, items, (*lows, ""), "".join([f"{low} " for low in lows]), at)


RUN: Final = re.compile(r"\w+")
"""A run of letters and digits."""


def runs(text: str) -> list[str]:
    """Runs of letters and digits, as SQLite's search and the counts of `engines/idf.tsv` have them; case stays."""
    return RUN.findall(text)
