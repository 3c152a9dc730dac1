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
) -> tuple[FloatArray, float]:
    """What each unit is worth as the next (units,), and what it is worth to end here.

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
    return np.asarray(values[:-1] - LEAN * lost, dtype=np.float32), float(values[-1])
