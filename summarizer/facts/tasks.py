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
    led = {article.sentence_at(cell.span.start) for cell in article.cells if _headed(article, cell, "who")}
    for role, lines in groupby(enumerate(article.sentences), key=lambda numbered: numbered[1].role):
        table = list(lines)
        if role == "table" and any(i in led for i, _ in table):
            yield Span(table[0][1].start, table[-1][1].end)


def _is_ditto(article: Article, cell: TableCell) -> bool:
    return _RE["ditto"].fullmatch(article.text, cell.span.start, cell.span.end) is not None


def _headed(article: Article, cell: TableCell, head: str) -> bool:
    """Whether a cell stands under such a head."""
    return any(_RE[head].search(" ".join(h.of(article.text).split())) for h in cell.column)


def _under(article: Article, row: list[TableCell], head: str) -> Slot | None:
    """The cell of a row that stands under such a head."""
    for cell in row:
        if _headed(article, cell, head) and cell.span.end > cell.span.start and not _is_ditto(article, cell):
            return Slot(cell.span, SURE)
    return None
