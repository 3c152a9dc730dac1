"""What the units of an article hold that choosing weighs: key figures, heads that they lean on, what the title says."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from summarizer.brief.units import Unit
from summarizer.document.model import Article
from summarizer.engines.base import FloatArray
from summarizer.facts.model import Facts


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
