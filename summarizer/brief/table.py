"""The table of key figures: in a report one row an indicator, or a clause where something is counted; in news clauses.

An indicator has a name that its value follows (`Thu nhập bình quân đầu người … đạt 99,4 triệu đồng`). What is counted
is understood with who did what (`đã chi trả 680/718 hộ bị ảnh hưởng`), and the clause itself says that best.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from summarizer.brief.around import around, ending
from summarizer.brief.drafting import begins_with_verb
from summarizer.brief.figures import (
    FigureRow,
    amount,
    change,
    gathered,
    indicators,
    meant,
    moved,
    moves,
    once,
    words_of,
)
from summarizer.brief.model import Brief
from summarizer.brief.reports import sets_tasks
from summarizer.document.model import Article, Span
from summarizer.facts.model import Figure
from summarizer.text.letters import UPPER, raised

_GOES_ON: Final = re.compile(r",\s[^,;:.\d]{0,40}")
"""What may stand between a clause and a figure without a name that belongs to it."""
_PLACE: Final = re.compile(rf"(?i:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường)(?: [{UPPER}]\S*)+")

_BEFORE: Final = 1
"""Words that a clause has before the name of what it measures, at most, if the name is all that its row needs."""


def figure_rows(brief: Brief) -> tuple[FigureRow, ...]:
    """Key quantities in source order, as documents and reports of work name and count them, or as news tells them."""
    return counted(brief) if sets_tasks(brief.article, brief.facts) else told(brief)


def columns(rows: Sequence[FigureRow]) -> tuple[str, ...]:
    """What a table of these rows has columns for: how things moved only where a row says it."""
    moves = ("change", "basis") if any(row.changes for row in rows) else ()
    return ("indicator", "value", *moves, "place")


def told(brief: Brief) -> tuple[FigureRow, ...]:
    """The clauses of the source that key quantities stand in, each once, with the amounts in it.

    News is no list of indicators: its figures are understood with who did what, and that is told as the source does.
    Cells of a table are named by row and column.
    """
    article, facts = brief.article, brief.facts
    named = {row.index: row for row in indicators(brief)}
    rows = _Clauses(article)
    for index, figure in enumerate(facts.figures):
        if not figure.key or figure.kind in ("date", "period"):
            continue
        if article.cell_at(figure.span.start) is not None:
            if index in named:
                rows.put_named(named[index])
        elif figure.label is not None and figure.modality != "condition":
            place = around(article, figure.span, figure.indicator)
            if place is not None:
                rows.put(_row(brief, index, _amount(article, figure)), place)
    return once(article, facts, rows.rows)


def counted(brief: Brief) -> tuple[FigureRow, ...]:
    """The rows by indicator where a clause begins with its name; what is counted or done is told in its clause.

    A figure without a name is told with the clause that it goes on, never by itself.
    """
    article, facts = brief.article, brief.facts
    named = {row.index: row for row in indicators(brief)}
    rows = _Clauses(article)
    for group in gathered(article, facts):
        (index, main), rest = group[0], group[1:]
        if main.modality == "condition":
            continue
        if main.label is None:
            place = rows.going_on(main.span)
        else:
            place = around(article, main.span, main.indicator, listed=True)
        if place is None or _measured(article, main, place):
            if index in named:
                rows.put_named(named[index])
            continue
        inside = [_amount(article, f) for _, f in rest if place.covers(f.span)]
        changes = tuple(change(article, i, f) for i, f in rest if not place.covers(f.span))
        value = "; ".join([_amount(article, main, listed=True), *inside])
        row = replace(_row(brief, index, value), changes=changes, salience=max(f.salience for _, f in group))
        missing = all(i in brief.left_out.figures for i, _ in group)
        rows.put(replace(row, left_out=missing), place)
    return once(article, facts, rows.rows)


class _Clauses:
    """Rows in source order, of which those whose clauses overlap are one."""

    def __init__(self, article: Article) -> None:
        self.rows: list[FigureRow] = []
        self._article = article
        self._last: Span | None = None

    def put_named(self, row: FigureRow) -> None:
        """Adds a row that has a name."""
        self.rows.append(row)
        self._last = None

    def going_on(self, figure: Span) -> Span | None:
        """The last clause with a figure in it, or to which it goes on behind a comma (`…, với số tiền trên 158 tỷ`)."""
        text, last = self._article.text, self._last
        if last is not None and last.covers(figure):
            return last
        if last is None or _GOES_ON.fullmatch(text, last.end, max(last.end, figure.start)) is None:
            return None
        return Span(last.start, ending(self._article, figure))

    def put(self, row: FigureRow, place: Span) -> None:
        """Adds the row of a clause, to the one before where they overlap."""
        last = self._last
        if last is not None and last.overlaps(place):
            before = self.rows.pop()
            place = Span(min(last.start, place.start), max(last.end, place.end))
            row = replace(
                before,
                value=f"{before.value}; {row.value}",
                changes=(*before.changes, *row.changes),
                left_out=before.left_out and row.left_out,
                salience=max(before.salience, row.salience),
            )
        self.rows.append(replace(row, indicator=raised(words_of(self._article, place).removesuffix(".")), told=True))
        self._last = place


def _row(brief: Brief, index: int, value: str) -> FigureRow:
    figure = brief.facts.figures[index]
    return FigureRow("", value, (), figure.span, index, index in brief.left_out.figures, figure.salience)


def _measured(article: Article, figure: Figure, clause: Span) -> bool:
    """Whether a figure is a cell of a table, or the value of what its clause begins with the name of."""
    if article.cell_at(figure.span.start) is not None:
        return True
    name, label = figure.indicator, figure.label
    if name is None or label is None or name.end > figure.span.start or begins_with_verb(label):
        return False
    if _PLACE.fullmatch(label):
        return False  # `Tỉnh An Lạc có 102 xã`: nothing of it is measured
    return len(article.text[clause.start : name.start].split()) <= _BEFORE


def _amount(article: Article, figure: Figure, *, listed: bool = False) -> str:
    if figure.trend in ("up", "down") and moves(article, figure):
        return moved(article, figure)
    return meant(article, figure) if listed else amount(article, figure)
