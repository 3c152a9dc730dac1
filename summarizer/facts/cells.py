"""Figures of tables: a cell that holds a number is one, with the unit that its table gives and the name of its place.

The unit of `1.950` stands in the head of its column (`Kế hoạch (tỷ đồng)`), beside the name of its row, or above the
table; where a table compares and says no unit, the number may be a share as well as an amount, so it is no figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from summarizer.document.model import Article, Span, TableCell
from summarizer.facts.counting import Quantity
from summarizer.facts.model import Figure, Modality
from summarizer.text.data import load
from summarizer.text.phrases import patterns

_RE: Final = patterns(load(__package__, "data", "cells.toml"))
_MOST: Final = 300
"""Cells of an article that are read, from the first: who needs more of a workbook opens the workbook."""
_KEY: Final = 6
"""Cells of an article that may be key: a table is not to fill the brief."""
_LONG: Final = 90
"""Characters of a label, at most."""

Reader = Callable[[str], Sequence[Quantity]]
"""The quantities of a piece of text; the grammar of `finding`."""


def figures(article: Article, read: Reader) -> Iterator[Figure]:
    """The cells that are numbers alone, as figures."""
    for cell in islice(article.cells, _MOST):
        words = cell.span.of(article.text)
        if (
            not _RE["number"].fullmatch(words)
            or _RE["code"].match(words)
            or any(_RE["names"].match(_words(article, head)) for head in cell.column)
        ):
            continue
        unit = unit_of(article, cell)
        if unit is None:
            continue
        found = [quantity for quantity in read(f"{words} {unit}".rstrip())[:1] if quantity.start == 0]
        heads = (_words(article, head) for head in (*reversed(cell.column), *reversed(cell.row)))
        counted = next(filter(_RE["count"].match, heads), None)  # `Số hộ`
        if not unit and not any(quantity.unit for quantity in found) and counted:
            found = [quantity for quantity in read(f"{counted} là {words}")[-1:] if quantity.unit] or found
        if found:
            figure = Figure(cell.span, found[0].kind, found[0].value, found[0].unit)
            yield named(article, figure) or figure


def is_factor(article: Article, span: Span) -> bool:
    """Whether a figure is the factor of a unit in a head of a table or above it (`ĐVT: 1.000 tấn`)."""
    return _RE["factor"].match(span.of(article.text)) is not None and any(
        head.start <= span.start < head.end
        for cell in article.cells
        for head in (cell.unit, *cell.column)
        if head is not None
    )


def is_number(article: Article, offset: int) -> bool:
    """Whether a place lies in a cell that is a number alone, and so in a figure of this module if in any."""
    cell = article.cell_at(offset)
    return cell is not None and _RE["number"].fullmatch(cell.span.of(article.text)) is not None


def unit_of(article: Article, cell: TableCell) -> str | None:
    """The words of a cell's unit, empty where it has its own or counts; None where what it is cannot be told."""
    if cell.span.of(article.text).endswith("%"):
        return ""
    heads = [_words(article, head) for head in reversed(cell.column)]
    for said in (*heads, *(_words(article, head) for head in reversed(cell.row))):
        if (unit := _RE["brackets"].search(said)) and not (words := _counted(unit[1].strip()))[:1].isdigit():
            return words
    if any(_RE["compares"].match(said) for said in heads[:1]):
        return None
    said = _counted(_words(article, cell.unit))
    return said if "," not in said else ""  # `Đơn vị: vụ, người` does not say which is meant


def _counted(unit: str) -> str:
    """A unit with its factor in words, for a number to stand before it: `1.000 tấn` → `nghìn tấn`."""
    return _RE["factor"].sub(lambda factor: "triệu " if factor["million"] else "nghìn ", unit)


def named(article: Article, figure: Figure) -> Figure | None:
    """The figure called by the heads of its row and column; None outside tables and where they have none."""
    cell = article.cell_at(figure.span.start)
    if cell is None or not (cell.row or cell.column):
        return None
    columns = [_RE["brackets"].sub("", _words(article, head)).strip() for head in cell.column]
    rows = [_RE["brackets"].sub("", _words(article, head)).strip() for head in cell.row[-1:]]
    label = " – ".join(words for words in (*rows, *columns) if words)
    place = (*cell.row, *cell.column)[-1]
    short = label[:1].upper() + label[1:] if label and len(label) <= _LONG else None
    return replace(figure, indicator=place, label=short, modality=_modality(columns))


def weighed(article: Article, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """`figures` with the few best of the cells key, not all that the marker would have; sums before their parts."""
    cells = [f for f in figures if f.key and article.cell_at(f.span.start) is not None]
    dropped = {f.span for f in sorted(cells, key=lambda f: (not _is_sum(article, f), -f.salience))[_KEY:]}
    return tuple(replace(f, key=False) if f.span in dropped else f for f in figures)


def _is_sum(article: Article, figure: Figure) -> bool:
    cell = article.cell_at(figure.span.start)
    return cell is not None and any(_RE["sum"].match(_words(article, head)) for head in cell.row)


def _modality(columns: Sequence[str]) -> Modality:
    """What the heads of a column say, the outermost first: `Năm 2025` above `Kế hoạch` is a plan."""
    if any(map(_RE["estimate"].search, columns)):
        return "estimate"
    return "plan" if any(map(_RE["plan"].match, columns)) and not _RE["done"].match(columns[-1]) else "result"


def _words(article: Article, span: Span | None) -> str:
    return " ".join(span.of(article.text).split()) if span is not None else ""
