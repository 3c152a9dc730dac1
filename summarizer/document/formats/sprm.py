"""Lists of properties of Word 97 to 2003, and the fonts that its styles name by them ([MS-DOC], 2.6 and 2.9.271).

Most words of a document name no font: they have that of their style, of the style it is based on, or the usual one.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

FONT: Final = 0x4A4F
ROW: Final = 0xD608
_SIZES: Final = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}  # of an operand, by the upper three bits of its property
_PARAGRAPH, _CHARACTER = 1, 2
_DEPTH: Final = 12  # styles upon styles


def u16(data: bytes, at: int) -> int:
    """A number of two bytes; what lies past the end counts as zero."""
    return int.from_bytes(data[at : at + 2], "little")


def sprms(form: bytes) -> Iterator[tuple[int, bytes]]:
    """Properties with their operands."""
    at = 0
    while at + 3 <= len(form):
        sprm = u16(form, at)
        at += 2
        kind = sprm >> 13
        if kind == 6:
            size = 1 + (u16(form, at) + 1 if sprm == ROW and at + 2 <= len(form) else form[at])
        else:
            size = _SIZES[kind]
        yield sprm, form[at : at + size] or b"\0"
        at += size


def style_fonts(sheet: bytes) -> list[int | None]:
    """Of each style by its number the number of its font in the table of fonts; None where it names none.

    Never fails: a sheet that is cut or lies gives fewer styles.
    """
    head = u16(sheet, 0)
    count, fixed, usual = (u16(sheet[: 2 + head], 2 + place) for place in (0, 2, 12))
    own: list[int | None] = []
    bases: list[int] = []
    at = 2 + head
    while len(own) < count and at + 2 <= len(sheet):
        size = u16(sheet, at)
        font, base = _style(sheet[at + 2 : at + 2 + size], fixed)
        own.append(font)
        bases.append(base)
        at += 2 + size + size % 2
    return [_inherited(number, own, bases, usual) for number in range(len(own))]


def _style(style: bytes, fixed: int) -> tuple[int | None, int]:
    """The font that a style names by itself, and the number of the style it is based on."""
    kind, base = u16(style, 2) & 0xF, u16(style, 2) >> 4
    at = fixed + 2 * u16(style, fixed) + 4  # behind the name
    if kind == _PARAGRAPH:  # what it says of paragraphs stands before what it says of characters
        at += 2 + u16(style, at)
        at += at % 2
    elif kind != _CHARACTER:
        return None, base
    operand = dict(sprms(style[at + 2 : at + 2 + u16(style, at)])).get(FONT, b"")
    return (struct.unpack("<H", operand)[0] if len(operand) == 2 else None), base


def _inherited(number: int, own: list[int | None], bases: list[int], usual: int) -> int | None:
    for _ in range(_DEPTH):
        if number >= len(own):
            break
        if own[number] is not None:
            return own[number]
        number = bases[number]
    return usual
