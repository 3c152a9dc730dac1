"""One story as every format shows it: sentences with their places, the figures and directives that matter most."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from summarizer.brief.model import Brief, BriefSentence
from summarizer.brief.rendering.clean import clean
from summarizer.brief.rendering.places import Places
from summarizer.brief.rendering.tables import (
    DirectiveBlock,
    FigureRow,
    directive_blocks,
    figure_rows,
    shortened,
    shortened_blocks,
)
from summarizer.digest.document.model import Digest, Entry, Story
from summarizer.document.model import Article, Span
from summarizer.store import Store, briefs

ROWS: Final = 5
TASKS: Final = 6
_FRAGMENT: Final = 8
"""Words that a text fragment begins and ends with."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the brief; `pointer` as `đ2·c1`, `link` to that very place where the source has an address."""

    sentence: BriefSentence
    text: str
    pointer: str
    link: str


@dataclass(frozen=True)
class View:
    """A story with its brief read from the store."""

    story: Story
    brief: Brief
    places: Places
    lines: tuple[Line, ...]
    figures: tuple[FigureRow, ...]
    directives: tuple[DirectiveBlock, ...]


def view(store: Store, story: Story) -> View:
    """Read a story's brief and arrange it.

    Raises:
        StoreError: the store cannot be read.
    """
    with store.explained() as db:
        brief = briefs.get(db, story.lead.brief, story.lead.origin)
    places = Places(brief.article)
    return View(
        story,
        brief,
        places,
        tuple(_line(brief, places, s) for s in brief.summary),
        shortened(figure_rows(brief), ROWS),
        shortened_blocks(directive_blocks(brief), TASKS),
    )


def _line(brief: Brief, places: Places, sentence: BriefSentence) -> Line:
    pointer = ", ".join(dict.fromkeys(places.short(e) for e in sentence.evidence))
    link = passage(brief.article, sentence.evidence[0]) if sentence.evidence else ""
    return Line(sentence, clean(sentence.text), pointer, link)


def address(origin: str) -> str:
    """What a link to a source points at: its URL, or the file's; empty for others."""
    if origin.startswith(("http://", "https://")):
        return quote(origin, safe=":/?#[]@!$&'()*+,;=%~-._")
    if origin.startswith("/"):
        try:
            return Path(origin).as_uri()
        except (ValueError, UnicodeError):
            return ""
    return ""


def passage(article: Article, span: Span) -> str:
    """A link to the passage itself, by its first and last words (a text fragment, as browsers know them)."""
    base = address(article.origin)
    if not base.startswith("http"):
        return base
    words = span.of(article.text).split()
    if len(words) <= 2 * _FRAGMENT:
        fragment = _escaped(words)
    else:
        fragment = f"{_escaped(words[:_FRAGMENT])},{_escaped(words[-_FRAGMENT:])}"
    return f"{base.partition('#')[0]}#:~:text={fragment}"


def _escaped(words: list[str]) -> str:
    return quote(" ".join(words), safe="").replace("-", "%2D")


def sources(digest: Digest, story: Story) -> list[tuple[Entry, str]]:
    """The story's articles with the names they are shown under."""
    return [(entry, digest.labels.get(entry.origin, clean(entry.origin))) for entry in story.entries]
