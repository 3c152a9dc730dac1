"""Tasks of a table `Nhiệm vụ | Cơ quan chủ trì | Thời hạn`: one directive a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from summarizer.document.model import Article, Span, TableCell
from summarizer.engines.base import DirectiveMark, Slot

_WHO: Final = re.compile(
    r"(?<!phối hợp )(?:chủ trì|phụ trách|(?:cơ quan|đơn vị|bộ phận) thực hiện|phân công)", re.IGNORECASE
)
_WHEN: Final = re.compile(
    r"thời hạn|thời gian (?:hoàn thành|thực hiện)|hạn hoàn thành|tiến độ|hoàn thành", re.IGNORECASE
)
_SURE: Final = 1.0


def tabled(article: Article) -> Iterator[DirectiveMark]:
    """The tasks of all tables that say who leads them."""
    for heads, cells in groupby(article.cells, key=lambda c: c.row):
        row = list(cells)
        who = _under(article, row, _WHO)
        if heads and who is not None:
            task = heads[-1]
            inherited = 1.0  # what the table belongs to orders it
            yield DirectiveMark(task, _SURE, "order", inherited, addressee=who, deadline=_under(article, row, _WHEN))


def _under(article: Article, row: list[TableCell], head: re.Pattern[str]) -> Slot | None:
    """The cell of a row that stands under such a head."""
    for cell in row:
        if any(head.search(h.of(article.text)) for h in cell.column) and cell.span.end > cell.span.start:
            return Slot(Span(cell.span.start, cell.span.end), _SURE)
    return None
