"""What somebody said in several sentences: taken as a whole or not at all, for a part of it is no statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt

from summarizer.brief.units import Unit, halved
from summarizer.document.model import Article

LONGEST: Final = 80
"""Words of a quotation that a brief may hold."""


def quotations(article: Article, units: Sequence[Unit], half: npt.NDArray[np.bool_]) -> dict[int, tuple[int, ...]]:
    """For each unit that holds a part of a quotation, the units of all of it; none where it is not closed or long.

    `half` says which units hold a part (`units.quoted`) and may be taken.
    """
    found: dict[int, tuple[int, ...]] = {}
    i = 0
    while i < len(units):
        end = i + 1
        if half[i]:
            while end < len(units) and half[end] and _goes_on(article, units[i], units[end]):
                end += 1
            said = article.text[units[i].start : units[end - 1].end]
            if end - i > 1 and not halved(said) and len(said.split()) <= LONGEST:
                found |= dict.fromkeys(range(i, end), tuple(range(i, end)))
        i = end
    return found


def _goes_on(article: Article, first: Unit, unit: Unit) -> bool:
    """Whether a unit stands in the quotation that a unit before it opens: in its paragraph, as long as it is open."""
    same = article.sentences[first.sentence].paragraph == article.sentences[unit.sentence].paragraph
    return same and halved(article.text[first.start : unit.start])


def joined(chosen: Mapping[int, Unit], found: Mapping[int, tuple[int, ...]]) -> list[Unit]:
    """The chosen units in source order, those of one quotation as one unit."""
    out = []
    for i in sorted(chosen):
        whole = found.get(i, (i,))
        if i == whole[0]:
            out.append(replace(chosen[i], end=chosen[whole[-1]].end))
    return out
