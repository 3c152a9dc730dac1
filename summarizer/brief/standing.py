"""What is known of units before any is chosen, beside relevance: whether they can stand, what is said already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from summarizer.engines.base import FloatArray

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Standing:
    """Arrays over the units, each None where nothing is known.

    Attributes:
        extra: added to relevance, in standard deviations.
        resolved: the unit lacks something that will be put in its place.
        barred: the unit says nothing of its own, or what the opening of the brief says.
        spent: syllables of the budget that the opening takes.
        first: groups of units, of each of which the brief should have one, whatever else it takes.
        report: the article is a report or an official document, and is not chosen from as news is.
        said: the syllables themselves, in small letters: a unit that has no others says the same again.
    """

    extra: FloatArray | None = None
    resolved: Flags | None = None
    barred: Flags | None = None
    spent: int = 0
    said: frozenset[str] = frozenset()
    report: bool = False
    first: tuple[tuple[int, ...], ...] = ()


PLAIN: Final = Standing()
