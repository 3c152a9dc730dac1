"""Tasks of a table `Nhiệm vụ | Cơ quan chủ trì | Thời hạn`: one directive a row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Final

from summarizer.document.model import Article, Span, TableCell
from summarizer.engines.base import DirectiveMark, Slot
from summarizer.text.data import load
from summarizer.text.phrases import patterns

_RE: Final = patterns(load(__package__, "data", "tasks.toml"))
SURE: Final = 1.0


def tabled(article: Article) -> Iterator[DirectiveMark]:
    """The tasks of all tables that say who leads them; `-nt-` stands for the cell above."""
    above: dict[tuple[Span, ...], Span] = {}
    for heads, cells in groupby(article.cells, key=lambda c: c.row):
        row = [replace(c, span=above[c.column]) if _is_ditto(article, c) and c.column in above else c for c in cells]
        above |= {c.column: c.span for c in row}
        who = _under(article, row, "who")
        if heads and who is not None:
            # inherited: what the table belongs to orders it
            yield DirectiveMark(heads[-1], SURE, "order", 1.0, addressee=who, deadline=_under(article, row, "when"))


def tables(article: Article) -> Iterator[Span]:
    """The tables with such rows: what else a row has, and a row that heads others, is no task of its own."""
    for role, lines in groupby(article.sentences, key=lambda s: s.role):
        table = list(lines)
        whole = Span(table[0].start, table[-1].end)
        inside = (c for c in article.cells if whole.covers(c.span)) if role == "table" else ()
        if any(_RE["who"].search(" ".join(h.of(article.text).split())) for c in inside for h in c.column):
            yield whole


def _is_ditto(article: Article, cell: TableCell) -> bool:
    return _RE["ditto"].fullmatch(article.text, cell.span.start, cell.span.end) is not None


def _under(article: Article, row: list[TableCell], head: str) -> Slot | None:
    """The cell of a row that stands under such a head."""
    for cell in row:
        named = any(_RE[head].search(" ".join(h.of(article.text).split())) for h in cell.column)
        if named and cell.span.end > cell.span.start and not _is_ditto(article, cell):
            return Slot(cell.span, SURE)
    return None
