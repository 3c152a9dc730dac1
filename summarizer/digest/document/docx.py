"""The digest as a Word document: real headings, lists and tables, to be edited and passed on."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from summarizer import locale
from summarizer.digest import made_here
from summarizer.digest.document import words
from summarizer.digest.document.model import Body, Digest, Story
from summarizer.digest.document.views import View, sources, view
from summarizer.store import Store
from summarizer.text.clean import clean

if TYPE_CHECKING:
    from docx.document import Document

MARKS = {"supported": "", "replaced": "↺ ", "unsupported": "⚠ "}


def to_docx(digest: Digest, store: Store) -> bytes:
    """The bytes of a .docx file; the same digest and language give the same document."""
    import docx
    from docx.shared import Pt

    document = docx.Document()
    document.styles["Normal"].font.size = Pt(12)
    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.comments = clean(digest.title)[:250], "tomtat", "tomtat", ""
    core.keywords = made_here.WORD
    core.language = locale.text("brief.html.language")
    core.created = core.modified = datetime(2000, 1, 1)
    document.add_heading(clean(digest.title), level=0)
    if digest.note:
        document.add_paragraph(locale.text("brief.source.stands_in", note=clean(digest.note)))
    for line in words.overview(digest):
        _item(document, line)
    for part in digest.front:
        document.add_heading(locale.text(f"digest.part.{part.name}"), level=1)
        for item in part.items:
            number = f" [{item.story}]" if item.story else ""
            note = f" ({item.note})" if item.note else ""
            _item(document, "", item.bold, f"{f' — {item.text}' if item.text else ''}{note}{number}")
    for section in digest.sections:
        if section.name:
            document.add_heading(clean(section.name), level=1)
        brief: list[Story] = []
        for story in section.stories:
            if story.in_full:
                _story(document, digest, view(digest, store, story))
            else:
                brief.append(story)
        if brief:
            document.add_heading(locale.text("digest.also"), level=2)
        for story in brief:
            _item(document, f"{story.number}. ", story.lead.headline, f" ({_sources(digest, story)})")
    for title, bodies in words.calendars(digest):
        _calendar(document, title, bodies)
    if digest.failures:
        document.add_heading(locale.text("digest.part.failures"), level=1)
        for failed in digest.failures:
            _item(document, ": ".join(words.failure(digest, failed)))
    if digest.skipped:
        document.add_heading(locale.text("digest.part.skipped"), level=1)
        for name, why in words.skipped(digest):
            _item(document, f"{name}: {why}")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _item(document: Document, text: str, bold: str = "", rest: str = "") -> None:
    """A line of a list, the middle of it in bold."""
    paragraph = document.add_paragraph(_spaced(text), style="List Bullet")
    if bold:
        paragraph.add_run(clean(bold)).bold = True
    if rest:
        paragraph.add_run(_spaced(rest))


def _spaced(text: str) -> str:
    return f"{' ' if text[:1] == ' ' else ''}{clean(text)}{' ' if text[-1:] == ' ' else ''}"


def _calendar(document: Document, title: str, bodies: Sequence[Body]) -> None:
    document.add_heading(title, level=1)
    table = document.add_table(rows=1, cols=4, style="Table Grid")
    for cell, column in zip(table.rows[0].cells, ("addressee", "action", "deadline", "place"), strict=True):
        cell.paragraphs[0].add_run(locale.text(f"brief.column.{column}")).bold = True
    for body in bodies:
        for i, task in enumerate(body.tasks):
            cells = table.add_row().cells
            cells[0].text = clean(body.name) if i == 0 else ""
            cells[1].text = words.action(task)
            cells[2].text = words.due(task)
            cells[3].text = f"[{task.story}] {task.place}"


def _sources(digest: Digest, story: Story) -> str:
    return " · ".join(label for _, label in sources(digest, story))


def _story(document: Document, digest: Digest, shown: View) -> None:
    story = shown.story
    document.add_heading(f"{story.number}. {story.lead.headline}", level=2)
    document.add_paragraph(f"{locale.text('digest.sources')}: {_sources(digest, story)}", style="Subtitle")
    for line in shown.lines:
        pointer = f" [{line.pointer}]" if line.pointer else ""
        document.add_paragraph(f"{MARKS[line.sentence.status]}{line.text}{pointer}")
    if story.conflicts:
        document.add_paragraph().add_run(f"⚠ {locale.text('digest.part.conflicts')}").bold = True
        for conflict in story.conflicts:
            document.add_paragraph(clean(words.differing(conflict)))
            for side in conflict.sides:
                label = digest.labels.get(side.entry.origin, clean(side.entry.origin))
                where = ", ".join(filter(None, (label, side.place, words.said_on(side))))
                _item(document, "", side.figure, f" — {where}: « {side.sentence} » {words.others(digest, side)}")
    if shown.figures:
        document.add_paragraph().add_run(locale.text("brief.part.figures")).bold = True
        for row in shown.figures:
            changes = [c.said for c in row.changes]
            rest = "".join(f"; {c}" for c in changes) if row.unsaid else "; ".join(changes)
            name = f"{row.indicator}: " if row.indicator and (row.unsaid or rest) else row.indicator
            _item(document, name, row.unsaid, f"{rest} [{shown.places.short(row.span)}]")
    for block in shown.directives:
        document.add_paragraph().add_run(f"{block.heading}:").bold = True
        for task in block.rows:
            ban = f"({locale.text('brief.directive.do_not')}) " if task.ban else ""
            deadline = locale.text("brief.directive.deadline", deadline=task.deadline) if task.deadline else ""
            tail = f" — {deadline}" if deadline else ""
            _item(document, f"{ban}{task.action}", tail, f" [{shown.places.short(task.span)}]")
