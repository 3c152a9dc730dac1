"""The table of figures and directives that `tomtat facts` prints for a reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from summarizer import locale
from summarizer.brief.rendering.layout import laid_out
from summarizer.cli.facts_rows import DirectiveRow, FigureRow, directive_rows, figure_rows
from summarizer.document.model import Article
from summarizer.facts.model import Facts
from summarizer.text.clean import clean


def table(article: Article, facts: Facts, *, width: int, color: bool, marked: bool = True) -> str:
    """Both tables, `width` columns wide, under a line that names the article and counts what was found.

    `marked` says whether the marker, who tells key figures and directives, was asked.
    """
    return laid_out(_parts(article, facts, marked), width=width, color=color)


def _parts(article: Article, facts: Facts, marked: bool) -> Iterator[RenderableType]:
    figures, directives = list(figure_rows(article, facts)), list(directive_rows(article, facts))
    keys = sum(row.key for row in figures)
    yield Text(clean(article.title_text or article.origin), style="bold")
    yield _say("counts" if marked else "counts_alone", figures=len(figures), keys=keys, directives=len(directives))
    if figures:
        yield Text("")
        yield _figures(figures)
    if directives:
        yield Text("")
        yield _directives(directives)


def _say(key: str, **values: object) -> Text:
    return Text(locale.text(f"cli_facts.{key}", **values))


def _grid(*columns: tuple[str, int]) -> Table:
    grid = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False, show_edge=False, expand=False)
    for key, ratio in columns:
        if ratio:
            grid.add_column(_say(f"column.{key}"), ratio=ratio, overflow="fold")
        else:
            grid.add_column(_say(f"column.{key}"), justify="right", no_wrap=True)
    return grid


def _figures(rows: Sequence[FigureRow]) -> Table:
    grid = _grid(("place", 0), ("figure", 4), ("indicator", 6), ("value", 4), ("basis", 3))
    for row in rows:
        # a time of day, and a day of no known year, come to no dates: their words are their value
        value = row.dates or " ".join(filter(None, (row.modifier, row.value or row.text, row.unit)))
        grid.add_row(
            *_cells(
                f"{'★ ' if row.key else ''}{row.place}",
                row.told,
                row.indicator,
                value,
                row.basis,
                style="bold" if row.key else "",
            )
        )
    return grid


def _directives(rows: Sequence[DirectiveRow]) -> Table:
    grid = _grid(("place", 0), ("issuer", 3), ("addressee", 3), ("action", 7), ("deadline", 2), ("strength", 2))
    for row in rows:
        deadline = f"{row.deadline} ({row.due})" if row.due else row.deadline
        issuer = f"↳ {row.issuer}" if row.inherited else row.issuer
        grid.add_row(*_cells(row.place, issuer, row.addressee, row.action, deadline, row.strength))
    return grid


def _cells(*texts: str, style: str = "") -> list[Text]:
    return [Text(text, style=style) for text in texts]
