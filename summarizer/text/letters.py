"""Vietnamese letters as character classes for regular expressions (`re` has no `\\p{Lu}`)."""

from __future__ import annotations

from typing import Final


def _letters(upper: bool) -> str:
    # Latin-1, Latin Extended-A/B (Đ, Ơ, Ư) and Latin Extended Additional (ạ … ỹ), plus Greek and Cyrillic names
    ranges = ((0x41, 0x5B), (0x61, 0x7B), (0xC0, 0x250), (0x370, 0x530), (0x1E00, 0x1F00))
    chars = (chr(c) for low, high in ranges for c in range(low, high))
    return "".join(c for c in chars if (c.isupper() if upper else c.islower()))


UPPER: Final = _letters(upper=True)
"""Upper-case letters, to stand inside `[…]`."""

LOWER: Final = _letters(upper=False)
"""Lower-case letters, to stand inside `[…]`."""

_TEXT: Final = 120  # letters: fewer may well be a title
_REACH: Final = 120  # code points that tell a line in capitals
_LETTERS: Final = 3  # fewer tell nothing
_NEARLY_ALL: Final = 0.9  # of the letters: `QĐ-TTg` may stand among capitals


def raised(words: str) -> str:
    """Words with a capital first, but for a name that begins small on purpose: `iPhone`, `eKYC`."""
    first = words.partition(" ")[0]
    named = first[:1].islower() and any(map(str.isupper, first[1:]))
    return words if named else words[:1].upper() + words[1:]


def is_caps(text: str) -> bool:
    """Whether `text` has at least three letters and nearly all of them are capitals (`QĐ-TTg` may stand in it)."""
    letters = [c for c in text[:_REACH] if c.isalpha()]
    if len(letters) < _LETTERS:
        return False
    return sum(c.isupper() for c in letters) >= _NEARLY_ALL * len(letters)


def in_capitals(text: str) -> bool:
    """Whether a text is written in capitals throughout, its title apart."""
    letters = sum(c.isalpha() for c in text)
    return letters >= _TEXT and sum(c.isupper() for c in text) >= _NEARLY_ALL * letters
