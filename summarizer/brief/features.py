"""What scorers are told of each unit beyond its words: the surface features, figures, directives, place in sections."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from summarizer.brief.units import Unit
from summarizer.document.model import Article, Span
from summarizer.engines import surface
from summarizer.engines.base import Features, FloatArray
from summarizer.facts.model import Facts, Figure

FACT_NAMES: tuple[str, ...] = (
    "figure_density",  # quantities a ten syllables
    "key_figures",  # key figures, dates aside, up to 3, over 3
    "salience",  # highest salience of a figure
    "salience_sum",  # sum of saliences, up to 3, over 3
    "trend",  # a figure that rose, fell or reached
    "directive",  # holds a directive, or a part of one
    "issues",  # holds the trigger of a directive
    "clause",  # a clause, not a whole sentence
    "section_first",  # first unit of its section
    "section_depth",  # place within its section, 0…1
    "time",  # holds a key date or period
    "deadline",  # holds a directive with a deadline, or a part of one
)
NAMES: tuple[str, ...] = surface.NAMES + FACT_NAMES


def features(article: Article, facts: Facts, units: Sequence[Unit]) -> Features:
    """The features of every unit, (units, len(NAMES)), in the order of `NAMES`."""
    return Features(NAMES, np.concatenate([surface.table(article, units), _facts(article, facts, units)], axis=1))


def figures_within(facts: Facts, unit: Span, starts: Sequence[int]) -> Sequence[Figure]:
    """The figures inside a unit; `starts` are the starts of all figures, in order."""
    first = bisect_left(starts, unit.start)
    last = bisect_left(starts, unit.end)
    return facts.figures[first:last]


def _facts(article: Article, facts: Facts, units: Sequence[Unit]) -> FloatArray:
    values = np.zeros((len(units), len(FACT_NAMES)), dtype=np.float32)
    figure_starts = [f.span.start for f in facts.figures]
    triggers = sorted(d.trigger.start for d in facts.directives if d.trigger)
    members = _section_members(units)
    held = overlapping(units, [d.span for d in facts.directives])
    limited = overlapping(units, [d.span for d in facts.directives if d.deadline])
    for i, unit in enumerate(units):
        figures = figures_within(facts, unit, figure_starts)
        amounts = [f for f in figures if f.kind not in ("date", "period")]
        words = max(1, len(unit.of(article.text).split()))
        place, size = members[i]
        values[i] = (
            min(3.0, 10.0 * len(amounts) / words),
            min(3, sum(f.key for f in amounts)) / 3.0,
            max((f.salience for f in amounts), default=0.0),
            min(3.0, sum(f.salience for f in amounts)) / 3.0,
            float(any(f.trend for f in amounts)),
            float(held[i]),
            float(bisect_left(triggers, unit.start) < bisect_left(triggers, unit.end)),
            float(unit.clause),
            float(place == 0),
            place / max(1, size - 1),
            float(any(f.key and f.kind in ("date", "period") for f in figures)),
            float(limited[i]),
        )
    return values


def _section_members(units: Sequence[Unit]) -> list[tuple[int, int]]:
    """Place within its section, and that section's size, for every unit."""
    sizes: dict[int, int] = {}
    places = []
    for unit in units:
        places.append(sizes.get(unit.section, 0))
        sizes[unit.section] = places[-1] + 1
    return [(place, sizes[unit.section]) for place, unit in zip(places, units, strict=True)]


def overlapping(units: Sequence[Unit], places: Sequence[Span]) -> list[bool]:
    """Whether each unit shares text with one of `places`; both are in text order."""
    starts = [u.start for u in units]
    held = [False] * len(units)
    for place in places:
        i = max(0, bisect_left(starts, place.start) - 1)
        while i < len(units) and units[i].start < place.end:
            held[i] = held[i] or units[i].overlaps(place)
            i += 1
    return held
