"""The digest as plain text of a given width: for the terminal, and for mail."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from summarizer import locale
from summarizer.digest.document import words
from summarizer.digest.document.model import Digest, Story
from summarizer.digest.document.views import View, sources, view
from summarizer.store import Store
from summarizer.text.clean import clean

MIN_WIDTH = 40
MARKS = {"supported": "•", "replaced": "↺", "unsupported": "⚠"}


def pieces(digest: Digest, store: Store, width: int) -> Iterator[str]:
    """The document, a story at a time; lines of at most `width` columns, words longer than that aside."""
    page = _Page(max(MIN_WIDTH, width))
    yield page.title(digest.title, "=")
    if digest.note:
        yield page.line(locale.text("brief.source.stands_in", note=digest.note))
    yield "".join(page.line(line, "• ") for line in words.overview(digest))
    for part in digest.front:
        yield page.title(locale.text(f"digest.part.{part.name}"), "-")
        for item in part.items:
            said = " — ".join(filter(None, (item.bold, item.text)))
            note, number = (f" ({item.note})" if item.note else ""), (f" [{item.story}]" if item.story else "")
            yield page.line(f"{said}{note}{number}", "• ")
    for section in digest.sections:
        if section.name:
            yield page.title(section.name.upper(), "=")
        brief = []
        for story in section.stories:
            if story.in_full:
                yield _story(page, digest, view(digest, store, story))
            else:
                brief.append(page.line(f"{story.number}. {story.lead.headline} ({_sources(digest, story)})", "  "))
        if brief:
            yield page.line("") + page.line(locale.text("digest.also")) + "".join(brief)
    for title, bodies in words.calendars(digest):
        yield page.title(title, "-")
        for body in bodies:
            yield page.line(f"{body.name}:")
            for task in body.tasks:
                yield page.line(f"{words.due(task)} — {words.action(task)} [{task.story}, {task.place}]", "  • ")
    if digest.failures:
        yield page.title(locale.text("digest.part.failures"), "-")
        for failed in digest.failures:
            yield page.line(": ".join(words.failure(digest, failed)), "• ")
    if digest.skipped:
        yield page.title(locale.text("digest.part.skipped"), "-")
        yield "".join(page.line(f"{name}: {why}", "• ") for name, why in words.skipped(digest))


class _Page:
    def __init__(self, width: int) -> None:
        self.width = width

    def line(self, text: str, mark: str = "") -> str:
        """A paragraph; what follows its first line stands under it."""
        filled = textwrap.fill(
            clean(text),
            self.width,
            initial_indent=mark,
            subsequent_indent=" " * len(mark),
            break_long_words=False,
            break_on_hyphens=False,
        )
        return f"{filled}\n"

    def title(self, text: str, rule: str) -> str:
        """A heading, set off by an empty line."""
        words = clean(text)
        return f"\n{self.line(words)}{rule * min(self.width, len(words))}\n"


def _sources(digest: Digest, story: Story) -> str:
    return ", ".join(label for _, label in sources(digest, story))


def _story(page: _Page, digest: Digest, shown: View) -> str:
    story = shown.story
    out = ["\n", page.line(f"{story.number}. {story.lead.headline}")]
    out.append(page.line(f"{locale.text('digest.sources')}: {_sources(digest, story)}", "   "))
    for line in shown.lines:
        pointer = f" [{line.pointer}]" if line.pointer else ""
        out.append(page.line(line.text + pointer, f"   {MARKS[line.sentence.status]} "))
    if story.conflicts:
        out.append(page.line(f"{locale.text('digest.part.conflicts')}:", "   ⚠ "))
        for conflict in story.conflicts:
            out.append(page.line(words.differing(conflict), "     "))
            for side in conflict.sides:
                label = digest.labels.get(side.entry.origin, side.entry.origin)
                where = ", ".join(filter(None, (label, side.place, words.said_on(side))))
                said = f"{side.figure} — {where}: « {side.sentence} » {words.others(digest, side)}"
                out.append(page.line(said, "     - "))
    if shown.figures:
        out.append(page.line(f"{locale.text('brief.part.figures')}:", "   "))
        for row in shown.figures:
            out.append(page.line(f"{row.line} [{shown.places.short(row.span)}]", "     • "))
    for block in shown.directives:
        out.append(page.line(f"{block.heading}:", "   "))
        for task in block.rows:
            ban = f"({locale.text('brief.directive.do_not')}) " if task.ban else ""
            deadline = locale.text("brief.directive.deadline", deadline=task.deadline) if task.deadline else ""
            tail = f" — {deadline}" if deadline else ""
            out.append(page.line(f"{ban}{task.action}{tail} [{shown.places.short(task.span)}]", "     • "))
    return "".join(out)
