"""Tasks of a table `Nhiệm vụ | Cơ quan chủ trì | Thời hạn`: one directive a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Final

from summarizer.document.model import Article, Span, TableCell
from summarizer.engines.base import DirectiveMark, Slot

_WHO: Final = re.compile(
    r"(?<!phối hợp )(?:chủ trì|phụ trách|đầu mối|(?:cơ quan|đơn vị|bộ phận) thực hiện|phân công)"
    r"|^(?:cơ quan|đơn vị|bộ phận|người)$",
    re.IGNORECASE,
)
_WHEN: Final = re.compile(
    r"thời hạn|thời gian (?:hoàn thành|thực hiện)|hạn hoàn thành|tiến độ|hoàn thành|^thời gian$", re.IGNORECASE
)
_DITTO: Final = re.compile(r"[-–.\s]*(?:nt|như trên|nêu trên|[\"”〃]|'')[-–.\s]*", re.IGNORECASE)
SURE: Final = 1.0


def tabled(article: Article) -> Iterator[DirectiveMark]:
    """The tasks of all tables that say who leads them; `-nt-` stands for the cell above."""
    above: dict[tuple[Span, ...], Span] = {}
    for heads, cells in groupby(article.cells, key=lambda c: c.row):
        row = [replace(c, span=above[c.column]) if _is_ditto(article, c) and c.column in above else c for c in cells]
        above |= {c.column: c.span for c in row}
        who = _under(article, row, _WHO)
        if heads and who is not None:
            # inherited: what the table belongs to orders it
            yield DirectiveMark(heads[-1], SURE, "order", 1.0, addressee=who, deadline=_under(article, row, _WHEN))


def tables(article: Article) -> Iterator[Span]:
    """The tables with such rows: what else a row has, and a row that heads others, is no task of its own."""
    for role, lines in groupby(article.sentences, key=lambda s: s.role):
        table = list(lines)
        whole = Span(table[0].start, table[-1].end)
        inside = (c for c in article.cells if whole.covers(c.span)) if role == "table" else ()
        if any(_WHO.search(" ".join(h.of(article.text).split())) for c in inside for h in c.column):
            yield whole


def _is_ditto(article: Article, cell: TableCell) -> bool:
    return _DITTO.fullmatch(article.text, cell.span.start, cell.span.end) is not None


def _under(article: Article, row: list[TableCell], head: re.Pattern[str]) -> Slot | None:
    """The cell of a row that stands under such a head."""
    for cell in row:
        named = any(head.search(" ".join(h.of(article.text).split())) for h in cell.column)
        if named and cell.span.end > cell.span.start and not _is_ditto(article, cell):
            return Slot(cell.span, SURE)
    return None
