"""Figures in tables: what a bare number in a cell counts stands in the heads of its row and column.

`4.200` in the row `Yên Bình` under `Diện tích (ha)` is 4200 ha, called `Yên Bình – Diện tích (ha)`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from summarizer.document.model import Article, Span, TableCell
from summarizer.facts.model import Figure

_NUMBER: Final = re.compile(r"[-–+(]?\s?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?\)?")
_CODE: Final = re.compile(r"0\d")  # 00070 names something
_NAMES: Final = re.compile(r"(?:mã|số hiệu|số ký hiệu|năm|stt|tt|ngày|điện thoại|sđt|id|code)\b", re.IGNORECASE)
_IN_HEAD: Final = re.compile(r"\(\s*(?:ĐVT\s*:|đơn vị(?: tính)?\s*:)?\s*([^()]{1,30})\)\s*$", re.IGNORECASE)
_QUANTITIES: Final = frozenset(("money", "percent", "measure", "count", "ratio"))
_LONGEST: Final = 120  # characters of a label


def complete(
    article: Article, figures: Sequence[Figure], read: Callable[[str], Sequence[Figure]]
) -> tuple[Figure, ...]:
    """`figures` with those that only their table explains, and each that a cell holds called by its row and column.

    Args:
        read: the figures of a piece of text.
    """
    if not article.cells:
        return tuple(figures)
    held: set[int] = set()
    found: list[Figure] = []
    for figure in figures:
        cell = article.cell_at(figure.span.start)
        if cell is None:
            found.append(figure)
            continue
        held.add(cell.span.start)
        found.append(_called(article.text, figure, cell) if figure.kind in _QUANTITIES else figure)
    text = article.text
    for cell in article.cells:
        if cell.span.start not in held and (own := _bare(text, cell, read)) is not None:
            found.append(_called(text, own, cell))
    return tuple(sorted(found, key=lambda figure: figure.span))


def _bare(text: str, cell: TableCell, read: Callable[[str], Sequence[Figure]]) -> Figure | None:
    """The figure that a bare number in a cell is; None where it counts nothing."""
    words = cell.span.of(text)
    heads = [span.of(text) for span in cell.column]
    if not _NUMBER.fullmatch(words) or _CODE.match(words) or any(_NAMES.match(head) for head in heads):
        return None
    if not cell.row and not cell.column:
        return None
    said = cell.unit.of(text) if cell.unit else next((m[1] for h in reversed(heads) if (m := _IN_HEAD.search(h))), "")
    if not said and any("%" in head for head in heads):
        said = "%"
    for unit in (said, "%"):
        figure = next(iter(read(f"{words} {unit}")), None) if unit else None
        if figure is None or figure.span.start or figure.kind not in _QUANTITIES:
            continue
        if unit == said:
            return replace(figure, span=cell.span, basis=None)
        return Figure(cell.span, "count", figure.value)  # read as a share for its value alone
    return None


def _called(text: str, figure: Figure, cell: TableCell) -> Figure:
    heads = [*cell.row[-1:], *cell.column[-1:]]
    label = " – ".join(" ".join(head.of(text).split()) for head in heads)
    place: Span | None = heads[0] if heads else figure.indicator
    named = label if label and len(label) <= _LONGEST else figure.label
    return replace(figure, indicator=place, label=named)
