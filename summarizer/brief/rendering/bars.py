"""Key figures that can stand beside each other - of one kind and unit - as lengths, for the desk and the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from summarizer.brief.figures import FigureRow
from summarizer.brief.model import Brief
from summarizer.brief.reports import is_report
from summarizer.document.model import Span
from summarizer.facts.model import FigureKind

KINDS: Final[tuple[FigureKind, ...]] = ("money", "count", "measure")
"""Shares and rates are of different wholes: their lengths would compare what cannot be compared."""
MOST: Final = 8
REACH: Final = 200.0
"""A figure so many times smaller than the largest has no length that could be seen."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure: what it measures, its value as the source words it, its length as a share of the longest (0…1]."""

    label: str
    value: str
    share: float
    span: Span
    index: int


def groups(brief: Brief, rows: Sequence[FigureRow]) -> tuple[tuple[Bar, ...], ...]:
    """The figures of `rows` by kind and unit, each group of two or more, in source order; of reports alone.

    The figures of news are told, not listed, and have no names that could stand beside a length.
    """
    if not is_report(brief.article, brief.facts):
        return ()
    found: dict[tuple[str, str], list[tuple[FigureRow, float]]] = {}
    for row in rows:
        figure = brief.facts.figures[row.index]
        value = figure.value
        if figure.kind not in KINDS or not row.value or row.told or not figure.unit:
            continue
        if isinstance(value, int | float) and value > 0:
            found.setdefault((figure.kind, figure.unit), []).append((row, float(value)))
    out = []
    for members in found.values():
        longest = max(value for _, value in members)
        seen = [(row, value) for row, value in members if longest / value <= REACH]
        seen = sorted(sorted(seen, key=lambda one: -one[0].salience)[:MOST], key=lambda one: one[0].span)
        # One thing twice is worth a picture where one is the plan and one the result.
        if len({(row.indicator, brief.facts.figures[row.index].modality) for row, _ in seen}) > 1:
            out.append(tuple(Bar(r.indicator, r.value, value / longest, r.span, r.index) for r, value in seen))
    return tuple(out)
