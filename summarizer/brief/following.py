"""Which unit of a news article the brief takes next, where the scorer has learned to choose (`Choosing`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from summarizer.brief.model import Options
from summarizer.brief.standing import Standing
from summarizer.brief.weighing import WORDS
from summarizer.engines.base import Choosing, FloatArray

LEAN: Final = 1.0
"""What a unit that leans for sure loses of its logit: chosen on `choices-valid.jsonl.xz`, where briefs then have as few
units that lean on none before them as editors' have (models/README.md)."""
LEAN_SEEN: Final = 0.3
"""How much surer it is that a unit leans whose words show it (`surface.dangling`): together they find leaning units
better than the learned guess alone (models/README.md)."""
LEANS: Final = 0.5
"""From this on a unit leans: the one before it is taken too, where there is room and it leans less than `ALONE`."""
ALONE: Final = 0.6
LEAST: Final = 8
"""Syllables of a unit that is taken so: shorter ones are captions and cries."""
AFTER: Final = 0.3
"""Share of that loss for a unit whose predecessor is chosen."""
SEVERAL: Final = 0.25
"""From this on (`weighing.several`) a brief is long enough for choosing as it was learned."""
LEARNED: Final = 100
"""Words of the longest briefs that it was learned from."""


def learned(options: Options) -> float:
    """The room at the start of a brief as it was learned: less than 1 for a brief shorter than `LEARNED`."""
    words = options.words if options.sentences is None else options.sentences * WORDS
    return min(1.0, words / LEARNED)


def following(
    choosing: Choosing,
    chosen: Sequence[int],
    room: float,
    leaning: npt.NDArray[np.bool_],
    standing: Standing,
) -> tuple[FloatArray, float, FloatArray]:
    """What each unit is worth as the next (units,), what it is worth to end here, and how far each leans (units,).

    Args:
        choosing: what was learned of this article; chosen: the units that the brief has.
        room: what is left to fill, as in `Choosing.next`.
        leaning: whether a unit's words show that it leans.
        standing: a unit that is `resolved` gets what it lacks put in its place.
    """
    values, leans = choosing.next(chosen, room)
    lost = np.minimum(1.0, leans + LEAN_SEEN * leaning)
    if standing.resolved is not None:
        lost[standing.resolved] = 0.0
    lost[[i + 1 for i in chosen if i + 1 < len(lost)]] *= AFTER
    return np.asarray(values[:-1] - LEAN * lost, dtype=np.float32), float(values[-1]), lost


def leant_on(
    chosen: Sequence[int],
    leans: FloatArray,
    open_: npt.NDArray[np.bool_],
    words: npt.NDArray[np.int64],
    room: int,
) -> list[int]:
    """The units that chosen ones lean on, those with the most need first, as many as there are words of `room`.

    Editors take both: a rule that leaves the leaning one out loses what the brief must say as often (models/README.md).
    """
    found: list[int] = []
    for i in sorted(chosen, key=lambda k: -float(leans[k])):
        before = i - 1
        if i == 0 or leans[i] < LEANS or before in chosen or before in found:
            continue
        if open_[before] and leans[before] < ALONE and LEAST <= words[before] <= room:
            found.append(before)
            room -= int(words[before])
    return found
