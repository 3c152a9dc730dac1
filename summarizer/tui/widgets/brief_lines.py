"""The brief as lines: headline, sentences, the two tables and the checks, laid out for a width. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from summarizer import locale
from summarizer.brief.model import Brief, BriefSentence, CheckedFigure, EngineInfo, LeftOut
from summarizer.brief.rendering.bars import Bar, groups
from summarizer.brief.rendering.places import Places
from summarizer.brief.rendering.tables import (
    DirectiveBlock,
    DirectiveRow,
    FigureRow,
    directive_blocks,
    figure_rows,
    times,
)
from summarizer.document.model import Article, Span
from summarizer.facts.model import Facts, Figure
from summarizer.tui.layers import Layer
from summarizer.tui.layout import clip, lines, shown, width_of, wrap
from summarizer.tui.library import Entry, State
from summarizer.tui.words import ARROWS, BARS, GLYPHS, one_line, said

Piece = tuple[str, str]
"""Text and the component class that draws it (empty: as the pane)."""

TONES = {"supported": "brief--ok", "replaced": "brief--note", "unsupported": "brief--bad"}
OUT = "○ "
_MOST = 300
"""Rows of a table at most, the most salient ones: no reader wants more, and each refresh lays them all out."""
_NOBODY = EngineInfo("", None, "", True)
_LONG = 12
"""From so many rows on, those of a report stand under the headings that they are from."""
_WIDE = 64
"""From this width on the tables have columns; below, an entry is stacked."""


@dataclass(slots=True)
class Item:
    """Something to choose. `spans` are its places in the source; `sentence` its index in the summary (-1: headline)."""

    id: str
    first: int = 0
    last: int = 0
    spans: tuple[Span, ...] = ()
    sentence: int | None = None
    text: str = ""


@dataclass(slots=True)
class Sheet:
    """All lines of a brief, and the items on them in order."""

    lines: list[list[Piece]] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    item_of: list[int] = field(default_factory=list)
    _places: Layer | None = None

    def places(self) -> Layer:
        """Where in the source the items are, by item number."""
        if self._places is None:
            self._places = Layer((span, number) for number, item in enumerate(self.items) for span in item.spans)
        return self._places

    def add(self, pieces: list[Piece], item: int = -1) -> None:
        """Append one line, of item number `item`."""
        self.lines.append(pieces)
        self.item_of.append(item)

    def blank(self) -> None:
        """An empty line, unless there is one at the end."""
        if self.lines and self.lines[-1]:
            self.add([])

    def put(self, item: Item, rows: Iterable[list[Piece]]) -> None:
        """Append an item with its lines."""
        number = len(self.items)
        item.first = len(self.lines)
        for row in rows:
            self.add(row, number)
        item.last = max(item.first, len(self.lines) - 1)
        self.items.append(item)


@dataclass(frozen=True, slots=True)
class Look:
    """How to lay out: all figures or key ones only, whose evidence to quote, a gap of so many lines for an editor."""

    width: int
    all_figures: bool = False
    quote: str | None = None
    gap: tuple[str, int] | None = None


def sheet(entry: Entry, look: Look) -> Sheet:
    """Lay out what is known of an entry: a brief, one being written, or its facts alone."""
    out = Sheet()
    article = entry.article
    if article is None:
        return out
    brief = entry.current()
    if entry.state is State.BRIEFING or (brief is None and entry.progress is not None):
        _streaming(out, entry, look)
    elif brief is not None:
        _words(out, article, brief.headline, brief.summary, look)
    # Facts stand before any brief does: the tables are there as soon as the article is.
    known = brief or Brief(article, entry.facts, _NOBODY, None, ())
    tables = _tables(entry, known)
    (_all_figures if look.all_figures else _key_figures)(out, known, tables, look)
    if not look.all_figures:
        _bars(out, tables, look)
    _directives(out, known, tables, look)
    if brief is not None:
        _checks(out, entry, look)
    return out


# --- sentences


def _words(
    out: Sheet, article: Article, headline: BriefSentence | None, summary: Sequence[BriefSentence], look: Look
) -> None:
    if headline is not None:
        out.put(_item("h", -1, headline), _sentence(article, "h", headline, "", look, "brief--headline"))
        out.blank()
    for index, sentence in enumerate(summary):
        name = f"s{index}"
        out.put(_item(name, index, sentence), _sentence(article, name, sentence, str(index + 1), look, "brief--text"))
        out.blank()
    if not summary:
        out.add([("   " + locale.text("tui.brief.no_sentences"), "brief--dim")])
        out.blank()


def _item(name: str, index: int, sentence: BriefSentence) -> Item:
    spans = tuple(Span(e.start, e.end) for e in sentence.evidence)
    return Item(name, spans=spans, sentence=index, text=sentence.text)


def _sentence(
    article: Article, name: str, sentence: BriefSentence, label: str, look: Look, tone: str
) -> Iterator[list[Piece]]:
    lead = [(GLYPHS[sentence.status], TONES[sentence.status]), (f"{label:>2} " if label else " ", "brief--dim")]
    indent = "    " if label else "  "
    width = look.width - 2 - len(indent)
    if look.gap and look.gap[0] == name:
        # The verdict on what is being typed stands under it.
        yield [("✎", "brief--busy"), *lead[1:]]
        for _ in range(look.gap[1] - 1):
            yield []
    else:
        text = " ".join(sentence.text.split("\n"))
        for number, (start, end) in enumerate(wrap(text, 0, len(text), width)):
            pieces = _with_figures(text, start, end, sentence.figures, tone)
            yield [*lead, *pieces] if number == 0 else [(indent, ""), *pieces]
    if sentence.status != "supported":
        for reason in sentence.reasons:
            for number, line in enumerate(lines(one_line(reason), width - 2, 3)):
                yield [(indent + ("↳ " if number == 0 else "  "), TONES[sentence.status]), (line, "brief--reason")]
    if look.quote == name:
        for evidence in sentence.evidence:
            for number, line in enumerate(lines(said(article, evidence), width - 2, 4)):
                yield [(indent + ("▏ " if number else "❝ "), "brief--dim"), (line, "brief--quote")]


def _with_figures(text: str, start: int, end: int, figures: Sequence[CheckedFigure], tone: str) -> list[Piece]:
    pieces: list[Piece] = []
    at = start
    for figure in figures:
        first, last = max(start, figure.span.start), min(end, figure.span.end)
        if first >= last or first < at:
            continue
        if first > at:
            pieces.append((text[at:first], tone))
        pieces.append((text[first:last], f"brief--figure-{figure.status}"))
        at = last
    if at < end:
        pieces.append((text[at:end], tone))
    return pieces


def _streaming(out: Sheet, entry: Entry, look: Look) -> None:
    progress = entry.progress
    stage = locale.text(f"tui.stage.{progress.stage}") if progress else locale.text("tui.state.queued")
    count = f" {entry.checked}/{progress.total}" if progress and progress.total and entry.checked else ""
    out.add([("◐ ", "brief--busy"), (f"{stage}{count}", "brief--busy")])
    out.blank()
    assert entry.article is not None
    for index, sentence in enumerate(entry.written):
        name = f"s{index}"
        if index < entry.checked:
            rows = _sentence(entry.article, name, sentence, str(index + 1), look, "brief--text")
            out.put(_item(name, index, sentence), rows)
        else:
            growing = lines(sentence.text + "▍", look.width - 6)
            out.put(
                _item(name, index, sentence),
                (
                    [("◐   " if n == 0 else "    ", "brief--busy"), (line, "brief--text")]
                    for n, line in enumerate(growing)
                ),
            )
        out.blank()


# --- tables, arranged as the renderers arrange them


@dataclass(frozen=True)
class Tables:
    """The tables of an entry; they hang on its facts and on what is left out, not on the words of its brief."""

    facts: Facts
    left_out: LeftOut
    rows: tuple[FigureRow, ...]
    times: tuple[tuple[str, Span], ...]
    blocks: tuple[DirectiveBlock, ...]
    bars: tuple[tuple[Bar, ...], ...]


def _tables(entry: Entry, brief: Brief) -> Tables:
    kept = entry.tables
    if not isinstance(kept, Tables) or kept.facts is not entry.facts or kept.left_out != brief.left_out:
        brief = _salient(brief)
        rows = figure_rows(brief)
        kept = Tables(entry.facts, brief.left_out, rows, times(brief), directive_blocks(brief), groups(brief, rows))
        entry.tables = kept
    return kept


def _salient(brief: Brief) -> Brief:
    """With the most salient key figures alone for key, where there are too many for a table."""
    figures = brief.facts.figures
    keyed = [index for index, figure in enumerate(figures) if figure.key]
    if len(keyed) <= _MOST:
        return brief
    kept = set(sorted(keyed, key=lambda index: -figures[index].salience)[:_MOST])
    lowered = (f if i in kept or not f.key else replace(f, key=False) for i, f in enumerate(figures))
    return replace(brief, facts=replace(brief.facts, figures=tuple(lowered)))


def _section(out: Sheet, title: str, count: int, look: Look) -> None:
    out.blank()
    words = f"{title} "
    tail = f" {count}" if count else ""
    rule = "─" * max(2, look.width - 2 - width_of(words) - width_of(tail))
    out.add([(words, "brief--section"), (rule, "brief--rule"), (tail, "brief--dim")])


def _key_figures(out: Sheet, brief: Brief, tables: Tables, look: Look) -> None:
    text, facts = locale.text, brief.facts
    rows, moments = tables.rows, tables.times[:_MOST]
    _section(out, text("tui.brief.figures"), len(rows), look)
    if not rows and not moments:
        out.add([("  " + _none(brief, "figures"), "brief--dim")])
        return
    wide = look.width >= _WIDE
    if wide and rows:
        a, b, _ = _columns(look.width)
        heads = ((_cell(text("tui.brief.indicator"), a)), _cell(text("tui.brief.value"), b), text("tui.brief.change"))
        out.add([("  ", ""), *((head, "brief--dim") for head in heads)])
    section = ""
    parts = Places(brief.article) if len(rows) >= _LONG else None
    for row in rows:
        if parts is not None and (here := parts.section(row.span)) != section:
            section = here
            out.add([("  ", ""), (clip(here, look.width - 4), "brief--who")])
        spans = (row.span, *(facts.figures[change.index].span for change in row.changes))
        changes = [(f"{_arrow(facts.figures[c.index])}{c.text} {c.basis}".strip()) for c in row.changes]
        tones = [_tone(facts.figures[c.index]) for c in row.changes]
        words = " ".join(part for part in (f"{row.indicator}:" if row.indicator else "", row.value, *changes) if part)
        kind = f"brief--{facts.figures[row.index].kind}"
        draw = _row_wide if wide else _row_stacked
        item = Item(f"f{row.index}", spans=tuple(dict.fromkeys(spans)), text=words)
        out.put(item, draw(row, changes, tones, kind, look.width))
    if moments:
        words = f"{text('tui.brief.times')} {' · '.join(said for said, _ in moments)}"
        rows_ = lines(words, look.width - 4, 4)
        item = Item("t", spans=tuple(span for _, span in moments), text=words)
        out.put(item, ([("  ", ""), (line, "brief--period")] for line in rows_))


def _none(brief: Brief, what: str) -> str:
    """Why a table is empty: nothing is there, or nobody has looked."""
    if brief.facts.marked:
        return locale.text(f"tui.brief.no_{what}")
    return locale.text("tui.brief.unread" if brief.engine is _NOBODY else "tui.brief.unmarked")


_EIGHTHS = "▏▎▍▌▋▊▉█"


def _bars(out: Sheet, tables: Tables, look: Look) -> None:
    """Figures of one kind and unit as lengths; each leads to its place as its row does."""
    if not tables.bars:
        return
    _section(out, locale.text("tui.brief.bars"), 0, look)
    for number, group in enumerate(tables.bars):
        if number:
            out.add([])
        label = min(max(width_of(bar.label) for bar in group), look.width * 2 // 5)
        room = max(4, look.width - 8 - label - max(width_of(bar.value) for bar in group))
        for bar in group:
            length = max(1, round(8 * room * bar.share))
            drawn = "█" * (length // 8) + (_EIGHTHS[length % 8 - 1] if length % 8 else "")
            row: list[Piece] = [
                ("  ", ""),
                (_cell(bar.label, label + 1), "brief--text"),
                (f" {drawn}", "brief--who"),
                (f" {bar.value}", "brief--dim"),
            ]
            out.put(Item(f"b{bar.index}", spans=(bar.span,), text=f"{bar.label}: {bar.value}"), [row])


def _columns(width: int) -> tuple[int, int, int]:
    room = width - 4
    first = int(room * 0.40)
    second = min(28, int(room * 0.26))
    return first, second, room - first - second


def _cell(text: str, width: int) -> str:
    text = clip(text, width - 1)
    return text + " " * (width - width_of(text))


def _row_wide(
    row: FigureRow, changes: Sequence[str], tones: Sequence[str], kind: str, width: int
) -> Iterator[list[Piece]]:
    a, b, c = _columns(width)
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
        yield [lead, (line, "brief--text")]
        lead = ("  ", "")
    for number, line in enumerate(lines(row.value, width - 6, 2) if row.value else []):
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


def _arrow(figure: Figure) -> str:
    return f"{ARROWS[figure.trend]} " if figure.trend in ("up", "down") else ""


def _tone(figure: Figure) -> str:
    return {"up": "brief--up", "down": "brief--down"}.get(figure.trend or "", "brief--dim")


def _nth(values: Sequence[str], number: int) -> str:
    return values[number] if number < len(values) else ""


def _all_figures(out: Sheet, brief: Brief, tables: Tables, look: Look) -> None:
    """Every figure of the article in text order, one or two lines each."""
    article, figures = brief.article, brief.facts.figures
    _section(out, locale.text("tui.brief.all_figures"), len(figures), look)
    for index, figure in enumerate(figures[: 10 * _MOST]):
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
    _section(out, locale.text("tui.brief.directives"), len(directives), look)
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


# --- checks


def _checks(out: Sheet, entry: Entry, look: Look) -> None:
    text = locale.text
    brief, article = entry.current(), entry.article
    assert brief is not None
    assert article is not None
    notes: list[tuple[str, str, str, tuple[Span, ...]]] = []
    named = [(text("tui.brief.headline"), brief.headline)] if brief.headline else []
    named += [(text("tui.brief.sentence", n=number), s) for number, s in enumerate(brief.summary, 1)]
    for name, sentence in named:
        if sentence.status != "supported":
            why = "; ".join(one_line(reason) for reason in sentence.reasons) or text(f"tui.status.{sentence.status}")
            spans = tuple(Span(e.start, e.end) for e in sentence.evidence)
            notes.append((GLYPHS[sentence.status], TONES[sentence.status], f"{name}: {why}", spans))
    for index in brief.left_out.figures[:_MOST]:
        if index < len(entry.facts.figures):
            figure = entry.facts.figures[index]
            what = said(article, figure.span)
            of = said(article, figure.indicator)
            words = text("tui.brief.left_figure", what=f"{what} ({of})" if of else what)
            notes.append(("○", "brief--note", words, (figure.span,)))
    for index in brief.left_out.directives[:_MOST]:
        if index < len(entry.facts.directives):
            directive = entry.facts.directives[index]
            words = text("tui.brief.left_directive", what=said(article, directive.action))
            notes.append(("○", "brief--note", words, (directive.span,)))
    warnings = (*article.warnings, *brief.warnings, *([brief.engine.note] if brief.engine.note else []))
    for warning in dict.fromkeys(warnings):
        notes.append(("!", "brief--note", one_line(warning), ()))
    _section(out, text("tui.brief.checks"), len(notes), look)
    if not notes:
        well = "tui.brief.all_well" if brief.facts.marked else "tui.brief.compared_well"
        for number, line in enumerate(lines(text(well), look.width - 4)):
            out.add([("✓ " if number == 0 else "  ", "brief--ok"), (line, "brief--text")])
    for index, (glyph, tone, words, spans) in enumerate(notes):
        rows = lines(words, look.width - 4, 3)
        out.put(
            Item(f"c{index}", spans=spans, text=shown(words)),
            ([(f"{glyph} " if n == 0 else "  ", tone), (line, "brief--text")] for n, line in enumerate(rows)),
        )
