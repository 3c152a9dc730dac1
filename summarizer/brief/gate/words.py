"""Terms: the words of a text, folded and joined so that two ways to say one thing compare equal.

A term is a syllable, a number literal, a sign, or a listed phrase (`ủy ban nhân dân` and `UBND` are both `ubnd`);
`data/same.toml` holds the phrases. Folding is lower case, one tone placement (`hoà` = `hòa`) and one spelling of
final i and y (`tỷ` = `tỉ`). Offsets are those of the text given.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from summarizer.brief.gate.lexicon import places, same_groups
from summarizer.document.letters import LOWER, UPPER

WORD: Final = "w"
NUMBER: Final = "n"
SIGN: Final = "s"

_TOKEN = re.compile(
    r"(?P<n>\d{1,40}(?:[.,]\d{1,40}){0,12})|(?P<w>[^\W\d_]{1,60}\d[^\W_]{0,24}|[^\W\d_]+)|(?P<s>[^\s\w]|_|\n)",
    re.UNICODE,
)
_TONE_PAIRS: Final = {
    old: new
    for base, olds in (("o", "aàáảãạ"), ("o", "eèéẻẽẹ"), ("u", "yỳýỷỹỵ"))
    for old, new in ((base + olds[k], ("òóỏõọ" if base == "o" else "ùúủũụ")[k - 1] + olds[0]) for k in range(1, 6))
}
_SEAM = re.compile(rf"[{LOWER}](?=[{UPPER}][{LOWER}])")
_FINAL_Y = re.compile(r"^(qu|[bcdđghklmnprstvx]{1,2})([yỳýỷỹỵ])$")
_Y_TO_I = str.maketrans("yỳýỷỹỵ", "iìíỉĩị")

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


@lru_cache(maxsize=1 << 15)
def fold(word: str) -> str:
    """The form of a syllable that comparisons use."""
    low = word.lower().replace("ð", "đ")  # the Icelandic letter that old keyboards write
    if len(low) > 1 and low[-2:] in _TONE_PAIRS and not low.startswith("qu"):
        low = low[:-2] + _TONE_PAIRS[low[-2:]]
    match = _FINAL_Y.match(low)
    if match:
        low = match[1] + match[2].translate(_Y_TO_I)
    return low


def _case(word: str) -> int:
    if word.islower() or not word[0].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1


@lru_cache(maxsize=1 << 16)
def _pieces(word: str) -> tuple[tuple[int, str, int], ...]:
    """The words that a run of letters holds, as (end, key, case): one, or two that a web page has run together.

    `phủPhạm` is cut; so is `VinFast`, alike on both sides.
    """
    seam = _SEAM.search(word) if len(word) > 4 and not word.islower() else None
    ends = (seam.end(), len(word)) if seam else (len(word),)
    starts = (0, *ends[:-1])
    return tuple((b, fold(word[a:b]), _case(word[a:b])) for a, b in zip(starts, ends, strict=True))


def syllables(text: str, start: int = 0, end: int | None = None) -> list[Term]:
    """Terms before any phrase is joined."""
    out: list[Term] = []
    for m in _TOKEN.finditer(text, start, len(text) if end is None else end):
        a, b = m.span()
        if m.lastgroup == WORD:
            begin = a
            for size, key, case in _pieces(text[a:b]):
                out.append(Term(begin, a + size, key, WORD, case))
                begin = a + size
        else:
            out.append(Term(a, b, text[a:b], m.lastgroup or SIGN, 0))
    return out


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First syllable → the phrases that begin with it, longest first, each with the key that stands for it."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for group in same_groups():
        key = "_".join(t.key for t in syllables(group[0].replace("_", " ")))
        for phrase in group:
            keys = tuple(t.key for t in syllables(phrase.replace("_", " ")))
            if len(keys) > 1 or keys[0] != key:
                table.setdefault(keys[0], []).append((keys, key))
    for entries in table.values():
        entries.sort(key=lambda e: -len(e[0]))
    return table


def terms(text: str, start: int = 0, end: int | None = None) -> list[Term]:
    """The terms of `text[start:end]`, phrases joined."""
    plain = syllables(text, start, end)
    table = _phrases()
    out: list[Term] = []
    i, n = 0, len(plain)
    while i < n:
        term = plain[i]
        for keys, key in table.get(term.key, ()):
            size = len(keys)
            if size == 1 and term.case == 1 and _in_name(plain, i, place=key in _places()):
                continue
            if size > 1 and (i + size > n or any(plain[i + k].key != keys[k] for k in range(1, size))):
                continue
            out.append(Term(term.start, plain[i + size - 1].end, key, WORD, term.case))
            i += size
            break
        else:
            out.append(term)
            i += 1
    return out


@cache
def _places() -> frozenset[str]:
    return frozenset("_".join(t.key for t in syllables(group[0].replace("_", " "))) for group in places())


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
    for i, key in enumerate(a):
        masks[key] = masks.get(key, 0) | (1 << i)
    full = (1 << len(a)) - 1
    row = full
    for key in b:
        matches = row & masks.get(key, 0)
        row = ((row + matches) | (row - matches)) & full
    return len(a) - row.bit_count()
