"""The brief as lines: headline, sentences, tables, checks, laid out for a width. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer import locale
from summarizer.brief.figures import amount
from summarizer.brief.model import Brief, BriefSentence, CheckedFigure
from summarizer.brief.rendering.summary_lines import MARKS
from summarizer.document.model import Article, Span
from summarizer.tui.entry import Entry, State
from summarizer.tui.layout import lines, shown, wrap
from summarizer.tui.widgets.brief_tables import NOBODY, arranged, write
from summarizer.tui.widgets.sheet import MOST, Item, Look, Piece, Sheet, section
from summarizer.tui.words import one_line, said

TONES = {"supported": "brief--ok", "replaced": "brief--note", "unsupported": "brief--bad"}


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
    known = brief or Brief(article, entry.facts, NOBODY, None, ())
    tables = arranged(entry, known)
    write(out, known, tables, look)
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
    return Item(name, spans=_places(sentence), sentence=index, text=sentence.text)


def _places(sentence: BriefSentence) -> tuple[Span, ...]:
    """Where its words stand, as far as that is known: what was cut lies unmarked between them; else its evidence."""
    return tuple(sorted(p.source for p in sentence.pieces)) or tuple(Span(e.start, e.end) for e in sentence.evidence)


def _sentence(
    article: Article, name: str, sentence: BriefSentence, label: str, look: Look, tone: str
) -> Iterator[list[Piece]]:
    lead = [(MARKS[sentence.status], TONES[sentence.status]), (f"{label:>2} " if label else " ", "brief--dim")]
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
            spans = _places(sentence)
            notes.append((MARKS[sentence.status], TONES[sentence.status], f"{name}: {why}", spans))
    for index in brief.left_out.figures[:MOST]:
        if index < len(entry.facts.figures):
            figure = entry.facts.figures[index]
            what = one_line(amount(article, figure))
            of = said(article, figure.indicator)
            words = text("tui.brief.left_figure", what=f"{what} ({of})" if of else what)
            notes.append(("○", "brief--note", words, (figure.span,)))
    for index in brief.left_out.directives[:MOST]:
        if index < len(entry.facts.directives):
            directive = entry.facts.directives[index]
            words = text("tui.brief.left_directive", what=said(article, directive.action))
            notes.append(("○", "brief--note", words, (directive.span,)))
    warnings = (*article.warnings, *brief.warnings, *([brief.engine.note] if brief.engine.note else []))
    for warning in dict.fromkeys(warnings):
        notes.append(("!", "brief--note", one_line(warning), ()))
    section(out, text("tui.brief.checks"), len(notes), look)
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
