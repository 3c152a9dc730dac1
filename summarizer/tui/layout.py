"""From a frozen text to rows on a screen, and back from a cell to an offset. Pure, and linear in the text.

A row is a half-open range of the text; nothing is copied. Ordinary text (each code point one cell wide) is wrapped by
searching for spaces, at the cost of one search a row and not one step a character: an article of 100,000 words takes
about 20 ms. Only paragraphs that hold wide or zero-width characters are measured one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from rich.cells import cell_len

# Letters, digits and punctuation that every terminal draws one cell wide: Latin with Vietnamese, Greek, Cyrillic,
# general punctuation without the controls, currency signs, arrows and box drawing.
_PLAIN: Final = re.compile(
    r"[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e"
    r"\u2070-\u20bf\u2190-\u2199\u2500-\u257f]*"
)

# What a terminal may act upon or draw in another order is shown as a mark, never sent: controls, bidirectional
# overrides (Unicode Technical Report 36 on visual spoofing), line separators. Zero-width characters are left out.
_BIDI: Final = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_ZERO: Final = (0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0xE0000, 0xE0080))
_CONTROL: Final = (*range(0x20), *range(0x7F, 0xA0))
_SHOWN: Final[dict[int, str]] = (
    dict.fromkeys(_CONTROL, "\ufffd")
    | dict.fromkeys(_BIDI, "▯")
    | dict.fromkeys(_ZERO, "")
    | dict.fromkeys((0x09, 0x0A, 0x0D, 0x2028, 0x2029), " ")
)


def shown(text: str) -> str:
    """`text` as it may go to a terminal: one line, without controls, overrides or hidden characters."""
    return text if text.isascii() and text.isprintable() else text.translate(_SHOWN)


@lru_cache(4096)
def _cells(char: str) -> int:
    drawn = char.translate(_SHOWN)
    return cell_len(drawn) if drawn else 0


def width_of(text: str) -> int:
    """Cells that `shown(text)` takes."""
    return len(text) if _PLAIN.fullmatch(text) else cell_len(shown(text))


def wrap(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """Rows of `text[start:end]` at most `width` cells wide, broken at spaces where there are any.

    The space at a break belongs to no row. Line ends inside the range break too. Yields `(start, end)`, at least one.
    """
    width = max(2, width)
    if _PLAIN.fullmatch(text, start, end):
        yield from _wrap_plain(text, start, end, width)
        return
    while True:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield from _wrap_measured(text, start, stop, width)
        if stop >= end:
            return
        start = stop + 1


def _wrap_plain(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    while end - start > width:
        cut = text.rfind(" ", start, start + width + 1)
        if cut <= start:
            cut = start + width
            yield start, cut
            start = cut
        else:
            yield start, cut
            start = cut + 1
        while start < end and text[start] == " ":
            start += 1
    yield start, end


def _wrap_measured(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    used, space, position = 0, -1, start
    while position < end:
        char = text[position]
        cells = _cells(char)
        if used + cells > width and position > start:
            cut = space if space > start and char != " " else position
            yield start, cut
            start = cut
            while start < end and text[start] == " ":
                start += 1
            position, used, space = start, 0, -1
            continue
        if char in " \t":
            space = position
        used += cells
        position += 1
    yield start, end


def offset_at(text: str, start: int, end: int, cell: int) -> int:
    """The offset drawn at `cell` (from 0) of the row `[start, end)`; the row's end where the cell lies past it."""
    if cell <= 0:
        return start
    if _PLAIN.fullmatch(text, start, end):
        return min(end, start + cell)
    used = 0
    for position in range(start, end):
        used += _cells(text[position])
        if used > cell:
            return position
    return end


def clip(text: str, width: int) -> str:
    """`text` on one line, cut with an ellipsis to `width` cells."""
    line = shown(text[: 8 * width + 64])
    if width_of(line) <= width and len(text) <= 8 * width + 64:
        return line
    if width <= 1:
        return "…"[:width]
    used, out = 0, []
    for char in line:
        used += _cells(char)
        if used > width - 1:
            break
        out.append(char)
    return "".join(out).rstrip() + "…"


def lines(text: str, width: int, limit: int | None = None) -> list[str]:
    """A short text wrapped for display; at most `limit` lines, the last then ending in an ellipsis."""
    rows = []
    for start, end in wrap(text, 0, len(text), width):
        rows.append(shown(text[start:end]).rstrip())
        if limit and len(rows) > limit:
            rows = rows[:limit]
            rows[-1] = clip(rows[-1] + " ……", width)
            break
    return rows
