"""Words without case and marks, one code point for one: `Thủ tướng Đỗ` → `thu tuong do`.

Offsets into the folded text are offsets into the text, so a place that was found can be shown. SQLite's own folding
leaves `đ` as it is, and its older versions stumble over letters with two marks.
"""

from __future__ import annotations

import unicodedata
from typing import Final


class _Table(dict[int, str]):
    """Folds each code point the first time it is met."""

    def __missing__(self, point: int) -> str:
        c = chr(point)
        if c in "đĐ":
            folded = "d"
        else:
            base = unicodedata.normalize("NFD", c)[0].lower()
            folded = base if len(base) == 1 else c
        self[point] = folded
        return folded


_TABLE = _Table()
_PIECE: Final = 100_000


def fold(text: str) -> str:
    """`text` folded; of the same length."""
    if len(text) <= _PIECE:
        return text.translate(_TABLE)
    # piece by piece: one call over a book would hold up every other thread
    return "".join(text[at : at + _PIECE].translate(_TABLE) for at in range(0, len(text), _PIECE))
