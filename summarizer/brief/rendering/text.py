"""A brief for the terminal, laid out by rich at a given width."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from summarizer import locale
from summarizer.brief.directives import DirectiveBlock, directive_blocks, shortened_blocks
from summarizer.brief.figures import FigureRow, shortened, times
from summarizer.brief.model import Brief, BriefSentence
from summarizer.brief.rendering.layout import MIN_WIDTH, laid_out
from summarizer.brief.rendering.places import Places
from summarizer.brief.rendering.summary_lines import MARKS, card_line, check_lines, source_line, title_line
from summarizer.brief.table import figure_rows
from summarizer.text.clean import clean

TABLE_WIDTH = 72
"""Under this many columns figures are listed rather than tabled."""
MAX_ROWS = 16
MAX_TIMES = 8
MAX_DIRECTIVES = 24
"""A long report has hundreds; the terminal shows those that matter most, the other formats all."""

STYLES = {"supported": "green", "replaced": "yellow", "unsupported": "bold red"}
IN, OUT = "•", "○"


def to_text(brief: Brief, *, width: int = 100, color: bool = False) -> str:
    """The brief as lines of at most `width` columns (never under 40); with ANSI colours only where `color` is set."""
    return laid_out(_parts(brief, max(MIN_WIDTH, width)), width=width, color=color)


def sentence_lines(sentences: Iterable[BriefSentence], places: Places) -> list[RenderableType]:
    """Sentences with mark, pointer and reasons, as `tomtat check` prints them too."""
    lines: list[RenderableType] = []
    for sentence in sentences:
        mark = Text(MARKS[sentence.status], style=STYLES[sentence.status])
        body = Text(clean(sentence.text))
        for figure in sentence.figures:
            if figure.status != "supported" and clean(sentence.text) == sentence.text:
                style = "bold red" if figure.status == "unsupported" else "yellow"
                body.stylize(style, figure.span.start, figure.span.end)
        if sentence.evidence:
            pointers = ", ".join(dict.fromkeys(places.short(e) for e in sentence.evidence))
            section = places.section(sentence.evidence[0])
            body.append(f" [{pointers}{' · ' if section else ''}{section}]", style="dim")
        lines.append(_hanging(mark, body))
        lines.extend(_hanging(Text(" "), Text(f"↳ {clean(r)}", style="dim"), left=2) for r in sentence.reasons)
    return lines


def _parts(brief: Brief, width: int) -> Iterable[RenderableType]:
    places = Places(brief.article)
    if title := title_line(brief):
        yield Text(title, style="bold")
    if card := card_line(brief):
        yield Text(card)
    yield Text(source_line(brief), style="dim")
    if brief.engine.note:
        yield Text(locale.text("brief.source.stands_in", note=clean(brief.engine.note)), style="yellow")
    for warning in brief.warnings:
        yield Text(f"{locale.text('brief.part.warnings')}: {clean(warning)}", style="yellow")
    yield Text("")
    yield from sentence_lines(brief.summary, places)
    rows = figure_rows(brief)
    if rows:
        yield from _heading("figures")
        yield from _figures(rows, places, width)
    if moments := times(brief):
        said = " · ".join(f"{words} [{places.short(span)}]" for words, span in moments[:MAX_TIMES])
        said += " …" if len(moments) > MAX_TIMES else ""
        yield from () if rows else _heading("figures")
        yield _hanging(Text(" "), Text(f"{locale.text('brief.figures.times')}: {said}"), left=0)
    blocks = directive_blocks(brief)
    if blocks:
        yield from _heading("directives")
        shown = shortened_blocks(blocks, MAX_DIRECTIVES)
        for block in shown:
            yield from _block(block, places)
        if more := sum(len(b.rows) for b in blocks) - sum(len(b.rows) for b in shown):
            yield Text(f"  {locale.text('brief.directive.more', count=more)}", style="dim")
    if checks := check_lines(brief):
        yield from _heading("checks")
        for line in checks:
            yield _hanging(Text(" "), Text(line))
        yield Text(f"  {locale.text('brief.place.legend')}", style="dim")


def _heading(part: str) -> Iterable[RenderableType]:
    yield Text("")
    yield Text(locale.text(f"brief.part.{part}").upper(), style="bold cyan")


def _figures(rows: tuple[FigureRow, ...], places: Places, width: int) -> Iterable[RenderableType]:
    shown = shortened(rows, MAX_ROWS)
    if width >= TABLE_WIDTH:
        yield _table(shown, places)
    else:
        for row in shown:
            text = Text(row.line)
            text.append(f" [{places.short(row.span)}]", style="dim")
            yield _hanging(_mark(row.left_out), text)
    if len(shown) < len(rows):
        yield Text(f"  {locale.text('brief.figures.more', count=len(rows) - len(shown))}", style="dim")


def _table(rows: tuple[FigureRow, ...], places: Places) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim")
    compared = any(row.changes for row in rows)
    table.add_column("", width=1)
    table.add_column(locale.text("brief.column.indicator"), ratio=5 if compared else 8, overflow="fold")
    table.add_column(locale.text("brief.column.value"), ratio=4, overflow="fold", style="bold")
    for name in ("change", "basis") if compared else ():
        table.add_column(locale.text(f"brief.column.{name}"), ratio=3, overflow="fold")
    table.add_column(locale.text("brief.column.place"), overflow="fold", style="dim", no_wrap=True)
    for row in rows:
        changes = [(c.text, c.basis) for c in row.changes] or [("", "")]
        for i, (change, basis) in enumerate(changes):
            first = i == 0
            table.add_row(
                _mark(row.left_out) if first else Text(""),
                Text(row.indicator if first else ""),
                Text(row.value if first else ""),
                *(Text(said) for said in (change, basis) if compared),
                Text(places.short(row.span) if first else ""),
            )
    return table


def _block(block: DirectiveBlock, places: Places) -> Iterable[RenderableType]:
    yield Text(f"{block.heading}:", style="bold")
    for row in block.rows:
        text = Text()
        if row.ban:
            text.append(f"({locale.text('brief.directive.do_not')}) ", style="red")
        text.append(row.action)
        if row.deadline:
            text.append(f" — {locale.text('brief.directive.deadline', deadline=row.deadline)}", style="bold")
        text.append(f" [{places.short(row.span)}]", style="dim")
        yield Padding(_hanging(_mark(row.left_out), text), (0, 0, 0, 2))


def _mark(left_out: bool) -> Text:
    return Text(OUT, style="yellow") if left_out else Text(IN, style="green")


def _hanging(mark: Text, body: Text, *, left: int = 0) -> RenderableType:
    """A mark and a body whose further lines stand under its first."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=1)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_row(mark, body)
    return Padding(grid, (0, 0, 0, left)) if left else grid
