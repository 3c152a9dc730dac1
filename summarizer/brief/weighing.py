"""What the units of an article hold that choosing weighs: key figures, heads that they lean on, what the title says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from summarizer.brief.model import Options
from summarizer.brief.units import Unit, incomplete, loose
from summarizer.document.model import Article
from summarizer.engines.base import FloatArray
from summarizer.engines.surface import dangling, introducing, pointing
from summarizer.facts.model import Facts


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts beside relevance, in standard deviations of it."""

    redundancy: float = 1.5
    """Lost by a unit all of whose words the chosen ones have, the less the more of its words are new. As good as the
    cosine of TF-IDF vectors with the nearest chosen unit, and better than one of embeddings (models/README.md)."""
    figure: float = 0.1
    """Gained for each key figure that no chosen unit has, by its salience."""
    announced: float = 0.6
    """Gained besides for one that the title announces: the brief must bear it out."""
    dangling: float = 1.5
    """Lost by a unit that leans on one that is not chosen."""
    borne: float = 1.0
    """Gained by a unit that has all the title's words that no chosen unit has, by the share it has: the brief must bear
    the headline out. Training data do not teach this, for there the lead was taken off as the summary."""
    worth: float = 3.0
    """What a unit of news must be worth to fill up a brief that is nearly long enough."""
    overrun: float = 0.1
    """How far over the budget of words a brief may run, as a share of it."""
    early: float = 3.0
    """Gained in news by the first sentence, half of it by the second, a third by the third: a brief opens as its
    article does. Annotators who brief by cutting open with one of the first two sentences in 83 % of 204 articles."""
    opening: float = 1.0
    """Gained besides by the first."""
    per_word: float = 0.2
    """In news: 0 takes the best unit, 1 the best for its length."""


WEIGHTS = Weights()
REPORT = Weights(redundancy=1.0, figure=0.0, announced=0.0, borne=0.6)
"""In a report, whose figures and tasks have been weighed."""

_BACK = re.compile(
    r"(?:\S+\s){1,5}cũng\s|(?:[^\s,]+\s){1,6}(?:sau|trước) đó,|Trước hết(?!\w)"
    r"|Một trong (?:số )?(?:\d|hai|ba|bốn|năm|sáu)",
    re.IGNORECASE,
)
"""What tells that a sentence goes on with the one before, though it does not open with a word for that."""

MIN_SECTIONS = 3
ASKED = 16
"""Words of the longest question that says nothing beside asking."""

WORDS = 33
"""Syllables of a sentence, about: so many of the budget make room for one."""
USUAL = 25.0
"""Syllables of a usual unit."""
_SPREAD = 3.0
"""Standard deviations added to what units are worth, so that it is positive."""


def by_length(value: FloatArray, words: npt.NDArray[np.int64], power: float) -> FloatArray:
    """What units are worth for their length; a unit of `USUAL` syllables keeps its order."""
    return np.asarray((value + _SPREAD) / (words / USUAL) ** power, dtype=np.float32)


def leaning(article: Article, units: Sequence[Unit], texts: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Whether the words of each unit (`texts`, as the brief has them) show that it leans on another, (units,)."""
    return np.array(
        [
            u.leans or loose(article, u) or dangling(t) or pointing(t) or incomplete(t) or _BACK.match(t) is not None
            for u, t in zip(units, texts, strict=True)
        ],
        dtype=bool,
    )


def mute(texts: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Whether each unit but asks, or announces what follows: choosing as it was learned does not see that, (units,).

    A long question tells what it asks about, and editors take some.
    """
    return np.array([(t.endswith("?") and len(t.split()) <= ASKED) or introducing(t) for t in texts], dtype=bool)


def heads(units: Sequence[Unit], resolved: npt.NDArray[np.bool_] | None = None) -> npt.NDArray[np.int64]:
    """For every unit that leans on a directive, the unit that it leans on; -1 for the others.

    A unit that is `resolved` gets what it lacks put in its place, and needs no other.
    """
    found = np.full(len(units), -1, dtype=np.int64)
    last = -1
    for i, unit in enumerate(units):
        if unit.leans and not (resolved is not None and resolved[i]):
            found[i] = last if last >= 0 else i
        else:
            last = i
    return found


def length(article: Article, unit: Unit) -> int:
    return len(unit.of(article.text).split())


def standard(relevance: FloatArray) -> FloatArray:
    spread = float(relevance.std())
    return np.asarray((relevance - relevance.mean()) / (spread if spread > 1e-6 else 1.0), dtype=np.float32)


def announced(article: Article, facts: Facts) -> set[object]:
    """What the title's figures say."""
    title = article.title
    return {f.amount for f in facts.figures if title is not None and title.covers(f.span)}


def key_figures(facts: Facts, units: Sequence[Unit]) -> list[dict[object, float]]:
    """What each unit's key figures say, with their salience."""
    found: list[dict[object, float]] = [{} for _ in units]
    i = 0
    for figure in facts.figures:
        if not figure.key or figure.kind in ("date", "period"):
            continue
        while i < len(units) and units[i].end <= figure.span.start:
            i += 1
        if i < len(units) and units[i].covers(figure.span):
            key = figure.amount
            found[i][key] = max(found[i].get(key, 0.0), figure.salience)
    return found


def early(
    article: Article, units: Sequence[Unit], sayable: npt.NDArray[np.bool_], options: Options, weights: Weights
) -> FloatArray:
    """What units gain for standing where an article begins, (units,): nothing where the brief is to be one sentence.

    That is to be the one that says most.
    """
    body = [i for i, s in enumerate(article.sentences) if s.role == "body"]
    after = np.searchsorted(body, [u.sentence for u in units])
    after -= min(after[sayable], default=0)
    gain = weights.early / (1 + np.maximum(after, 0)) + weights.opening * (after == 0)
    return np.asarray(np.where(sayable, gain, 0.0) * several(options), dtype=np.float32)


def several(options: Options) -> float:
    """How far a brief is to be of several sentences: 0 for one, 1 from three."""
    room = options.sentences if options.sentences is not None else options.words / WORDS
    return min(1.0, max(0.0, (room - 1) / 2))


def sections(article: Article, units: Sequence[Unit], room: int) -> list[list[int]]:
    """Units by section, at the deepest level of headings with at most `room` sections; none where there is no such."""
    levels = [h.level for h in article.headings]
    for deepest in sorted(set(levels), reverse=True):
        # the section of a unit at this level: how many headings of it, or above it, came before
        number = [0, *accumulate(int(level <= deepest) for level in levels)]
        found: dict[int, list[int]] = {}
        for i, unit in enumerate(units):
            found.setdefault(number[unit.section], []).append(i)
        if MIN_SECTIONS <= len(found) <= room:
            return list(found.values())
    return []
