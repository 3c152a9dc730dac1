"""The tables of a brief as lines: key figures, lengths side by side, directives; as the renderers arrange them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from summarizer import locale
from summarizer.brief.directives import DirectiveBlock, DirectiveRow, directive_blocks
from summarizer.brief.figures import FigureRow, times
from summarizer.brief.model import Brief, EngineInfo, LeftOut
from summarizer.brief.rendering.bars import Bar, groups
from summarizer.brief.rendering.places import Places
from summarizer.brief.table import figure_rows
from summarizer.document.model import Span
from summarizer.facts.model import Facts, Figure
from summarizer.tui.entry import Entry
from summarizer.tui.layout import clip, lines, width_of
from summarizer.tui.widgets.sheet import MOST, Item, Look, Piece, Sheet, section
from summarizer.tui.words import ARROWS, BARS, said

OUT = "○ "
NOBODY = EngineInfo("", None, "", True)
"""Who wrote the brief of an article that has none."""
_FIRST, _SECOND, _MOST = 0.40, 0.26, 28  # shares of the width of the first two columns; cells of the second at most
_LONG = 12
"""From so many rows on, those of a report stand under the headings that they are from."""
_WIDE = 64
"""From this width on the tables have columns; below, an entry is stacked."""


@dataclass(frozen=True)
class Tables:
    """The tables of an entry; they hang on its facts and on what is left out, not on the words of its brief."""

    facts: Facts
    left_out: LeftOut
    rows: tuple[FigureRow, ...]
    times: tuple[tuple[str, Span], ...]
    blocks: tuple[DirectiveBlock, ...]
    bars: tuple[tuple[Bar, ...], ...]


def arranged(entry: Entry, brief: Brief) -> Tables:
    """The tables of an entry, made once for what they hang on."""
    kept = entry.tables
    if not isinstance(kept, Tables) or kept.facts is not entry.facts or kept.left_out != brief.left_out:
        brief = _salient(brief)
        rows = figure_rows(brief)
        kept = Tables(entry.facts, brief.left_out, rows, times(brief), directive_blocks(brief), groups(brief, rows))
        entry.tables = kept
    return kept


def write(out: Sheet, brief: Brief, tables: Tables, look: Look) -> None:
    """The tables, one after the other."""
    if look.all_figures:
        _all_figures(out, brief, look)
    else:
        _key_figures(out, brief, tables, look)
        _bars(out, tables, look)
    _directives(out, brief, tables, look)


def _salient(brief: Brief) -> Brief:
    """With the most salient key figures alone for key, where there are too many for a table; without any, with none."""
    figures = brief.facts.figures
    keyed = [index for index, figure in enumerate(figures) if figure.key]
    if not keyed:
        # A book's hundred thousand figures are looked through once, not by each table.
        return replace(brief, facts=replace(brief.facts, figures=()))
    if len(keyed) <= MOST:
        return brief
    kept = set(sorted(keyed, key=lambda index: -figures[index].salience)[:MOST])
    lowered = (f if i in kept or not f.key else replace(f, key=False) for i, f in enumerate(figures))
    return replace(brief, facts=replace(brief.facts, figures=tuple(lowered)))


def _key_figures(out: Sheet, brief: Brief, tables: Tables, look: Look) -> None:
    text, facts = locale.text, brief.facts
    rows, moments = tables.rows, tables.times[:MOST]
    section(out, text("tui.brief.figures"), len(rows), look)
    if not rows and not moments:
        out.add([("  " + _none(brief, "figures"), "brief--dim")])
        return
    wide = look.width >= _WIDE
    compared = any(row.changes for row in rows)
    if wide and rows:
        a, b, _ = _columns(look.width, compared)
        change = text("tui.brief.change") if compared else ""
        heads = ((_cell(text("tui.brief.indicator"), a)), _cell(text("tui.brief.value"), b), change)
        out.add([("  ", ""), *((head, "brief--dim") for head in heads)])
    under = ""
    parts = Places(brief.article) if len(rows) >= _LONG else None
    for row in rows:
        if parts is not None and (here := parts.section(row.span)) != under:
            under = here
            out.add([("  ", ""), (clip(here, look.width - 4), "brief--who")])
        spans = (row.span, *(facts.figures[change.index].span for change in row.changes))
        changes = [(f"{_arrow(facts.figures[c.index])}{c.text} {c.basis}".strip()) for c in row.changes]
        tones = [_tone(facts.figures[c.index]) for c in row.changes]
        words = " ".join(part for part in (f"{row.indicator}:" if row.indicator else "", row.value, *changes) if part)
        kind = f"brief--{facts.figures[row.index].kind}"
        item = Item(f"f{row.index}", spans=tuple(dict.fromkeys(spans)), text=words)
        drawn = _row_stacked(row, changes, tones, kind, look.width)
        out.put(item, _row_wide(row, changes, tones, kind, _columns(look.width, compared)) if wide else drawn)
    if moments:
        words = f"{text('tui.brief.times')} {' · '.join(said for said, _ in moments)}"
        rows_ = lines(words, look.width - 4, 4)
        item = Item("t", spans=tuple(span for _, span in moments), text=words)
        out.put(item, ([("  ", ""), (line, "brief--period")] for line in rows_))


def _none(brief: Brief, what: str) -> str:
    """Why a table is empty: nothing is there, or nobody has looked."""
    if brief.facts.marked:
        return locale.text(f"tui.brief.no_{what}")
    return locale.text("tui.brief.unread" if brief.engine is NOBODY else "tui.brief.unmarked")


_EIGHTHS = "▏▎▍▌▋▊▉█"
_LENGTH = 12
"""Cells that the longest bar takes at least: shorter ones tell nothing."""
_LONGEST = 40


def _bars(out: Sheet, tables: Tables, look: Look) -> None:
    """Figures of one kind and unit as lengths; each leads to its place as its row does."""
    if not tables.bars:
        return
    section(out, locale.text("tui.brief.bars"), 0, look)
    for number, group in enumerate(tables.bars):
        if number:
            out.add([])
        label = min(max(width_of(bar.label) for bar in group), look.width * 2 // 5)
        value = max(width_of(bar.value) for bar in group)
        room = look.width - 8 - label - value
        beside = room >= _LENGTH
        if not beside:
            # No room for all three: the name stands above its length.
            room = max(4, look.width - 6 - value)
        for bar in group:
            length = max(1, round(8 * min(room, _LONGEST) * bar.share))
            drawn = "█" * (length // 8) + (_EIGHTHS[length % 8 - 1] if length % 8 else "")
            lead: Piece = (_cell(bar.label, label + 1), "brief--text") if beside else ("  ", "")
            row: list[Piece] = [("  ", ""), lead, (f" {drawn}", "brief--who")]
            row.append((f" {clip(bar.value, look.width - 6 - width_of(drawn))}", "brief--dim"))
            above: list[list[Piece]] = (
                [] if beside else [[("  ", ""), (clip(bar.label, look.width - 4), "brief--text")]]
            )
            out.put(Item(f"b{bar.index}", spans=(bar.span,), text=f"{bar.label}: {bar.value}"), [*above, row])


def _columns(width: int, compared: bool) -> tuple[int, int, int]:
    """Widths of what, how much and how it moved; where nothing is compared the first takes what that leaves."""
    room = width - 4
    second = min(_MOST, int(room * _SECOND))
    first = int(room * _FIRST) if compared else room - second
    return first, second, room - first - second


def _cell(text: str, width: int) -> str:
    text = clip(text, width - 1)
    return text + " " * (width - width_of(text))


def _row_wide(
    row: FigureRow, changes: Sequence[str], tones: Sequence[str], kind: str, widths: tuple[int, int, int]
) -> Iterator[list[Piece]]:
    a, b, c = widths
    names = lines(row.indicator, a - 1, 3)
    values = lines(row.value, b - 1, 2)
    moved = [(line, tone) for change, tone in zip(changes, tones, strict=True) for line in lines(change, c - 1, 3)]
    for number in range(max(len(names), len(values), len(moved))):
        yield [
            (OUT if row.left_out and number == 0 else "  ", "brief--note"),
            (_cell(_nth(names, number), a), "brief--text"),
            (_cell(_nth(values, number), b), kind),
            moved[number] if number < len(moved) else ("", ""),
        ]


def _row_stacked(
    row: FigureRow, changes: Sequence[str], tones: Sequence[str], kind: str, width: int
) -> Iterator[list[Piece]]:
    lead: Piece = (OUT if row.left_out else "  ", "brief--note")
    for line in lines(row.indicator, width - 4, 3) if row.indicator else []:
        yield [lead, *(_lit(line, row.value, kind) if row.told else [(line, "brief--text")])]
        lead = ("  ", "")
    for number, line in enumerate(lines(row.unsaid, width - 6, 2) if row.unsaid else []):
        short = clip(changes[0], width - 9 - width_of(line)) if changes and len(changes) == 1 and number == 0 else ""
        beside = bool(short) and not short.endswith("…")
        yield [lead, ("  ", ""), (line, kind), *([("  ", ""), (short, tones[0])] if beside else [])]
        lead = ("  ", "")
        if beside:
            changes = ()
    for change, tone in zip(changes, tones, strict=False):
        for line in lines(change, width - 6, 2):
            yield [lead, ("  ", ""), (line, tone)]
            lead = ("  ", "")


def _lit(line: str, value: str, kind: str) -> list[Piece]:
    """A line of a clause with the amounts in it in their colour."""
    amounts = "|".join(re.escape(part) for part in value.split("; "))
    parts = re.split(f"({amounts})", line, flags=re.IGNORECASE)
    return [(part, kind if number % 2 else "brief--text") for number, part in enumerate(parts) if part]


def _arrow(figure: Figure) -> str:
    return f"{ARROWS[figure.trend]} " if figure.trend in ("up", "down") else ""


def _tone(figure: Figure) -> str:
    return {"up": "brief--up", "down": "brief--down"}.get(figure.trend or "", "brief--dim")


def _nth(values: Sequence[str], number: int) -> str:
    return values[number] if number < len(values) else ""


def _all_figures(out: Sheet, brief: Brief, look: Look) -> None:
    """Every figure of the article in text order, one or two lines each."""
    article, figures = brief.article, brief.facts.figures
    section(out, locale.text("tui.brief.all_figures"), len(figures), look)
    for index, figure in enumerate(figures[: 10 * MOST]):
        value = said(article, figure.span)
        about = said(article, figure.indicator)
        kind = locale.text(f"tui.kind.{figure.kind}")
        pieces: list[Piece] = [
            ("★ " if figure.key else "  ", "brief--note"),
            (clip(value, look.width - 6 - width_of(kind)), f"brief--{figure.kind}"),
            (f"  {kind}", "brief--dim"),
        ]
        rows = [pieces]
        rows += [[("    ", ""), (clip(about, look.width - 6), "brief--dim")]] if about else []
        out.put(Item(f"f{index}", spans=(figure.span,), text=value), rows)


def _directives(out: Sheet, brief: Brief, tables: Tables, look: Look) -> None:
    blocks, directives = tables.blocks, brief.facts.directives
    section(out, locale.text("tui.brief.directives"), len(directives), look)
    if not blocks:
        out.add([("  " + _none(brief, "directives"), "brief--dim")])
    for block in blocks:
        for line in lines(f"{block.heading}:", look.width - 4, 3):
            out.add([("  ", ""), (line, "brief--who")])
        for row in block.rows:
            directive = directives[row.index]
            out.put(
                Item(f"d{row.index}", spans=(row.span,), text=said(brief.article, row.span)),
                _directive(row, BARS[directive.strength], look.width),
            )


def _directive(row: DirectiveRow, bar: str, width: int) -> Iterator[list[Piece]]:
    lead: list[Piece] = [(OUT if row.left_out else "  ", "brief--note"), (f"{bar} ", "brief--strength")]
    action = f"✗ {locale.text('tui.brief.ban')} {row.action}" if row.ban else row.action
    rows: list[Piece] = [(line, "brief--text") for line in lines(action, width - 6, 5)]
    if row.deadline:
        rows += [
            (line, "brief--due") for line in lines(f"{locale.text('tui.brief.deadline')} {row.deadline}", width - 6, 2)
        ]
    for piece in rows:
        yield [*lead, piece]
        lead = [("    ", "")]
