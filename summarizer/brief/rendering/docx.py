"""A brief as a Word document: what a newsroom passes on.

Plain paragraphs, real headings and tables, so that it can be edited; the source sentence of each brief sentence
follows as numbered notes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from summarizer import locale
from summarizer.brief.directives import directive_blocks
from summarizer.brief.figures import times
from summarizer.brief.model import Brief
from summarizer.brief.rendering.places import Places
from summarizer.brief.rendering.summary_lines import card_line, check_lines, source_line, title_line
from summarizer.brief.table import columns, figure_rows
from summarizer.text.clean import clean

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

MARKS = {"supported": "", "replaced": " ↺", "unsupported": " ⚠"}


def to_docx(brief: Brief) -> bytes:
    """The brief as the bytes of a .docx file; the same brief and language give the same document."""
    import docx
    from docx.shared import Pt

    document = docx.Document()
    document.styles["Normal"].font.size = Pt(12)
    title = title_line(brief) or clean(brief.article.title_text)
    _properties(document, title)
    document.add_heading(title, level=1)
    if card := card_line(brief):
        document.add_paragraph(card, style="Subtitle")
    document.add_paragraph(source_line(brief), style="Subtitle")
    for warning in brief.warnings:
        document.add_paragraph(f"{locale.text('brief.part.warnings')}: {clean(warning)}")
    places = Places(brief.article)
    _summary(document, brief)
    _figures(document, brief, places)
    _directives(document, brief, places)
    document.add_heading(locale.text("brief.part.checks"), level=2)
    for line in check_lines(brief):
        document.add_paragraph(line, style="List Bullet")
    _sources(document, brief, places)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _properties(document: Document, title: str) -> None:
    """No name of whoever ran the program, no clock: the content alone decides the file."""
    from datetime import datetime

    core = document.core_properties
    core.title, core.author, core.last_modified_by = title[:250], "tomtat", "tomtat"
    core.language = locale.text("brief.html.language")
    core.comments = ""
    core.created = core.modified = datetime(2000, 1, 1)


def _summary(document: Document, brief: Brief) -> None:
    for number, sentence in enumerate(brief.summary, 1):
        paragraph = document.add_paragraph(clean(sentence.text))
        mark = paragraph.add_run(f" [{number}]{MARKS[sentence.status]}")
        mark.font.superscript = True
        for reason in sentence.reasons:
            document.add_paragraph().add_run(f"↳ {clean(reason)}").italic = True


def _figures(document: Document, brief: Brief, places: Places) -> None:
    rows = figure_rows(brief)
    moments = times(brief)
    if not rows and not moments:
        return
    document.add_heading(locale.text("brief.part.figures"), level=2)
    if rows:
        table = _table(document, columns(rows))
        for row in rows:
            changes = [(c.text, c.basis) for c in row.changes] or [("", "")]
            for i, (change, basis) in enumerate(changes):
                place = places.short(row.span) if i == 0 else ""
                moved = (change, basis) if "change" in columns(rows) else ()
                _add(table, (row.indicator if i == 0 else "", row.value if i == 0 else "", *moved, place))
    if moments:
        document.add_paragraph(f"{locale.text('brief.figures.times')}: {' · '.join(words for words, _ in moments)}")


def _directives(document: Document, brief: Brief, places: Places) -> None:
    blocks = directive_blocks(brief)
    if not blocks:
        return
    document.add_heading(locale.text("brief.part.directives"), level=2)
    for block in blocks:
        document.add_paragraph().add_run(f"{block.heading}:").bold = True
        for row in block.rows:
            paragraph = document.add_paragraph(style="List Bullet")
            if row.ban:
                paragraph.add_run(f"({locale.text('brief.directive.do_not')}) ").bold = True
            paragraph.add_run(row.action)
            if row.deadline:
                words = locale.text("brief.directive.deadline", deadline=row.deadline)
                paragraph.add_run(f" — {words}").bold = True
            paragraph.add_run(f" [{places.short(row.span)}]")


def _sources(document: Document, brief: Brief, places: Places) -> None:
    if not brief.summary:
        return
    document.add_heading(locale.text("brief.part.source"), level=2)
    for number, sentence in enumerate(brief.summary, 1):
        for evidence in sentence.evidence:
            words = clean(evidence.of(brief.article.text))
            document.add_paragraph(f"[{number}] « {words} » ({places.long(evidence)})")


def _table(document: Document, columns: Iterable[str]) -> Table:
    names = list(columns)
    table: Table = document.add_table(rows=1, cols=len(names), style="Table Grid")
    for cell, name in zip(table.rows[0].cells, names, strict=True):
        cell.paragraphs[0].add_run(locale.text(f"brief.column.{name}")).bold = True
    return table


def _add(table: Table, texts: Iterable[str]) -> None:
    row = table.add_row()  # type: ignore[no-untyped-call]
    for cell, text in zip(row.cells, texts, strict=True):
        cell.text = text
