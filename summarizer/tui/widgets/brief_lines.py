"""The brief as lines: headline, sentences, the two tables and the checks, laid out for a width. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from summarizer import locale
from summarizer.brief.model import BriefSentence, CheckedFigure
from summarizer.document.model import Article, Span
from summarizer.facts.model import Directive, Facts, Figure
from summarizer.tui.layout import clip, lines, shown, width_of, wrap
from summarizer.tui.library import Entry, State
from summarizer.tui.words import ARROWS, day, one_line, said

Piece = tuple[str, str]
"""Text and the component class that draws it (empty: as the pane)."""

GLYPHS = {"supported": "✓", "replaced": "↺", "unsupported": "⚠"}
TONES = {"supported": "brief--ok", "replaced": "brief--note", "unsupported": "brief--bad"}
BARS = {"order": "█", "request": "▓", "exhort": "▒", "petition": "░"}
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
    figures = [
        (index, figure) for index, figure in enumerate(entry.facts.figures) if look.all_figures or figure.key
    ]
    left = brief.left_out if brief is not None else None
    _figures(out, article, figures, set(left.figures) if left else set(), look)
    _directives(out, article, entry.facts.directives, set(left.directives) if left else set(), look)
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
        yield [*lead]
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


def _with_figures(
    text: str, start: int, end: int, figures: Sequence[CheckedFigure], tone: str
) -> list[Piece]:
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
    count = f" {progress.done}/{progress.total}" if progress and progress.total else ""
    out.add([("◐ ", "brief--busy"), (f"{stage}{count}", "brief--busy")])
    out.blank()
    assert entry.article is not None
    for index, sentence in enumerate(entry.written):
        name = f"s{index}"
        if index < len(entry.written) - 1:
            rows = _sentence(entry.article, name, sentence, str(index + 1), look, "brief--text")
            out.put(_item(name, index, sentence), rows)
        else:
            growing = lines(sentence.text + "▍", look.width - 6)
            out.put(
                _item(name, index, sentence),
                ([("◐   " if n == 0 else "    ", "brief--busy"), (line, "brief--text")] for n, line in enumerate(growing)),
            )
        out.blank()


# --- tables


def _section(out: Sheet, title: str, count: int, look: Look) -> None:
    out.blank()
    words = f"{title} "
    tail = f" {count}" if count else ""
    rule = "─" * max(2, look.width - 2 - width_of(words) - width_of(tail))
    out.add([(words, "brief--section"), (rule, "brief--rule"), (tail, "brief--dim")])


def _figures(
    out: Sheet, article: Article, figures: Sequence[tuple[int, Figure]], left: set[int], look: Look
) -> None:
    text = locale.text
    title = text("tui.brief.all_figures" if look.all_figures else "tui.brief.figures")
    _section(out, title, len(figures), look)
    if not figures:
        out.add([("  " + text("tui.brief.no_figures"), "brief--dim")])
        return
    wide = look.width >= _WIDE
    if wide:
        a, b, c = _columns(look.width)
        out.add(
            [
                ("  ", ""),
                (_cell(text("tui.brief.indicator"), a), "brief--dim"),
                (_cell(text("tui.brief.value"), b), "brief--dim"),
                (text("tui.brief.change"), "brief--dim"),
            ]
        )
    for index, figure in figures:
        item = Item(f"f{index}", spans=(figure.span,), text=said(article, figure.span))
        row = _figure_wide if wide else _figure_stacked
        out.put(item, row(article, figure, index in left, look.width))


def _columns(width: int) -> tuple[int, int, int]:
    room = width - 4
    first = int(room * 0.38)
    second = min(26, int(room * 0.30))
    return first, second, room - first - second


def _cell(text: str, width: int) -> str:
    text = clip(text, width - 1)
    return text + " " * (width - width_of(text))


def _figure_wide(article: Article, figure: Figure, left: bool, width: int) -> Iterator[list[Piece]]:
    a, b, c = _columns(width)
    value = said(article, figure.span)
    names = lines(said(article, figure.indicator), a - 1, 3) or [""]
    values = lines(value, b - 1, 2) or [""]
    change = _change(article, figure)
    changes = lines(change, c - 1, 2) or [""]
    for number in range(max(len(names), len(values), len(changes))):
        yield [
            ("○ " if left and number == 0 else "  ", "brief--note"),
            (_cell(_nth(names, number), a), "brief--text"),
            (_cell(_nth(values, number), b), f"brief--{figure.kind}"),
            (_nth(changes, number), _trend_tone(figure)),
        ]


def _figure_stacked(article: Article, figure: Figure, left: bool, width: int) -> Iterator[list[Piece]]:
    value = clip(said(article, figure.span), width - 4)
    change = _change(article, figure)
    room = width - 5 - width_of(value)
    short = clip(change, room) if room > 3 else ""
    yield [
        ("○ " if left else "  ", "brief--note"),
        (value, f"brief--{figure.kind}"),
        ("  " if short else "", ""),
        (short, _trend_tone(figure)),
    ]
    if figure.indicator:
        for line in lines(said(article, figure.indicator), width - 6, 2):
            yield [("    ", ""), (line, "brief--dim")]


def _change(article: Article, figure: Figure) -> str:
    arrow = ARROWS[figure.trend] if figure.trend else ""
    return " ".join(part for part in (arrow, said(article, figure.basis)) if part)


def _trend_tone(figure: Figure) -> str:
    return {"up": "brief--up", "down": "brief--down"}.get(figure.trend or "", "brief--dim")


def _nth(values: Sequence[str], number: int) -> str:
    return values[number] if number < len(values) else ""


def _directives(
    out: Sheet, article: Article, directives: Sequence[Directive], left: set[int], look: Look
) -> None:
    _section(out, locale.text("tui.brief.directives"), len(directives), look)
    if not directives:
        out.add([("  " + locale.text("tui.brief.no_directives"), "brief--dim")])
    for index, directive in enumerate(directives):
        item = Item(f"d{index}", spans=(directive.span,), text=said(article, directive.span))
        out.put(item, _directive(article, directive, index in left, look.width))


def _directive(article: Article, directive: Directive, left: bool, width: int) -> Iterator[list[Piece]]:
    text = locale.text
    who = said(article, directive.issuer)
    whom = said(article, directive.addressee)
    room = width - 4
    lead: list[Piece] = [("○" if left else " ", "brief--note"), (BARS[directive.strength] + " ", "brief--strength")]
    people = " → ".join(part for part in (who, whom) if part) if whom or not directive.inherited else ""
    rows: list[list[Piece]] = []
    if people:
        rows += [[(line, "brief--who")] for line in lines(people, room, 2)]
    action = said(article, directive.action)
    if directive.polarity == "do_not":
        action = f"✗ {action}"
    rows += [[(line, "brief--text")] for line in lines(action, room, 4)]
    if directive.deadline or directive.due:
        due = f" ({day(directive.due)})" if directive.due else ""
        when = f"{text('tui.brief.deadline')} {said(article, directive.deadline)}{due}"
        rows += [[(line, "brief--due")] for line in lines(when, room, 2)]
    for number, row in enumerate(rows):
        yield [*lead, *row] if number == 0 else [("   ", ""), *row]


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
    for index in brief.left_out.figures:
        if index < len(entry.facts.figures):
            figure = entry.facts.figures[index]
            what = said(article, figure.span)
            of = said(article, figure.indicator)
            words = text("tui.brief.left_figure", what=f"{what} ({of})" if of else what)
            notes.append(("○", "brief--note", words, (figure.span,)))
    for index in brief.left_out.directives:
        if index < len(entry.facts.directives):
            directive = entry.facts.directives[index]
            words = text("tui.brief.left_directive", what=said(article, directive.action))
            notes.append(("○", "brief--note", words, (directive.span,)))
    warnings = (*article.warnings, *brief.warnings, *([brief.engine.note] if brief.engine.note else []))
    for warning in dict.fromkeys(warnings):
        notes.append(("!", "brief--note", one_line(warning), ()))
    _section(out, text("tui.brief.checks"), len(notes), look)
    if not notes:
        out.add([("✓ ", "brief--ok"), (text("tui.brief.all_well"), "brief--text")])
    for index, (glyph, tone, words, spans) in enumerate(notes):
        rows = lines(words, look.width - 4, 3)
        out.put(
            Item(f"c{index}", spans=spans, text=shown(words)),
            ([(f"{glyph} " if n == 0 else "  ", tone), (line, "brief--text")] for n, line in enumerate(rows)),
        )
