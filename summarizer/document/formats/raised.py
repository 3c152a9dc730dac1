"""Raised characters: the mark of a note is no word of the text and no digit of the number before it; a power is shown
as one."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MARK: Final = re.compile(r"[oO]|\d{1,2}(?:, ?\d{1,2})*|,|\*{1,3}|[ivx]{1,4}|\(\d{1,2}\)|\[\d{1,2}\]")
_UNIT: Final = re.compile(r"(?<![^\W\d])[kcdm]?m$")
_TEN: Final = re.compile(r"(?<![\d.,/])10$")
_PIECES: Final = 50  # texts of an element that are looked at
_INLINE: Final = frozenset({"a", "b", "em", "font", "i", "span", "strong"})
_POWERS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def power(word: str, mark: str) -> str:
    """What a raised mark leaves behind a word: the mark of a note nothing, the power of a unit or of ten itself, a
    nought behind a number the sign of degrees."""
    if mark in ("0", "o", "O"):
        return "°" if word[-1:].isdigit() else mark.strip("0")
    unit = mark in ("2", "3") and _UNIT.search(word[-4:])
    return mark.translate(_POWERS) if unit or (mark.isdigit() and _TEN.search(word[-4:])) else ""


def behind(before: str, raised: str) -> str:
    """What raised words say behind what was said `before`: marks that follow a word as `power` leaves them."""
    mark = raised.strip()
    if not before or before[-1].isspace() or not MARK.fullmatch(mark):
        return raised
    return power(before, mark) + raised[len(raised.rstrip()) :]


def in_page(root: HtmlElement) -> None:
    """Leave of each `<sup>` what `behind` leaves of it."""
    last, said_before = None, ""
    for element in list(root.iter("sup")):
        if (above := element.getparent()) is None:
            continue  # within another
        before = _before(element) or (_before(above) if above.tag in _INLINE else "")  # `<b><sup>1</sup></b>`
        if not before and last is not None and element.getprevious() is last:
            before = said_before  # one of several marks
        last, said_before = element, before
        words = _words(element)
        if (said := behind(before, words)) != words:
            element[:] = []
            element.text = said


def _before(element: HtmlElement) -> str:
    """What is said right before an element, under the one that holds it."""
    previous, above = element.getprevious(), element.getparent()
    if above is None:
        return ""
    return (above.text if previous is None else previous.tail or _words(previous)) or ""


def _words(element: HtmlElement) -> str:
    return "".join(islice(element.itertext("*"), _PIECES))
