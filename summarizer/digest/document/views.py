"""One story as every format shows it: sentences with their places, the figures and directives that matter most."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from summarizer.brief.directives import DirectiveBlock, directive_blocks, shortened_blocks
from summarizer.brief.figures import FigureRow, shortened
from summarizer.brief.model import Brief, BriefSentence
from summarizer.brief.rendering.places import Places
from summarizer.brief.story import story_brief
from summarizer.brief.table import figure_rows
from summarizer.digest import objects, readable, telling
from summarizer.digest.document.model import Digest, Entry, Story
from summarizer.digest.lexicon import content_words, weight
from summarizer.document.model import Article, Span
from summarizer.store import Store, briefs
from summarizer.text.clean import clean

REPORTS: Final = 40
"""Reports of a story that its brief is made of."""
LEAST_WORDS: Final = 60
"""Syllables of a brief of several reports, at least."""
FIRST: Final = 40
"""Syllables that tell a story on the front page."""
FIRST_LONG: Final = 55
_OF_IT: Final = 0.3
"""How much of the headline a sentence has that does not open the brief, by weight."""
_SENTENCE: Final = 8
"""Syllables of a sentence, at least; fewer are a name or a heading."""
ROWS: Final = 3
TASKS: Final = 5
_FRAGMENT: Final = 8
"""Words that a text fragment begins and ends with."""
_LINE: Final = re.compile(r"(?:(?<=\.jsonl)|(?<=\.ndjson)):\d+$")


@dataclass(frozen=True)
class Line:
    """A sentence of a story's brief; `entry` and `brief` of the report that it is from.

    `pointer` as `đ2·c1`, after the name of the report where the story has several; `link` to that very place where it
    has an address.
    """

    sentence: BriefSentence
    text: str
    pointer: str
    link: str
    entry: Entry
    brief: Brief


@dataclass(frozen=True)
class View:
    """A story with its brief: `brief` is that of the article that leads, `lines` those of all reports together."""

    story: Story
    brief: Brief
    places: Places
    lines: tuple[Line, ...]
    figures: tuple[FigureRow, ...]
    directives: tuple[DirectiveBlock, ...]


def view(digest: Digest, store: Store, story: Story) -> View:
    """Read a story's briefs and arrange them.

    Raises:
        StoreError: the store cannot be read.
    """
    entries, reports = reports_of(store, story)
    brief = reports[0]
    places = Places(brief.article)
    told = lines(digest.labels, entries, reports, beside=digest.beside)
    tasks = shortened_blocks(objects.tasks(directive_blocks(brief), brief), TASKS)
    said = telling.said(entries[0].headline, (line.text for line in told), tasks)
    return View(
        story,
        brief,
        places,
        tuple(told),
        shortened(telling.rows(figure_rows(brief), brief, said), ROWS),
        tasks,
    )


def reports_of(store: Store, story: Story) -> tuple[list[Entry], list[Brief]]:
    """A story's reports, the leading one first, each text once, `REPORTS` at most.

    Raises:
        StoreError: the store cannot be read.
    """
    first: dict[str, Entry] = {}
    for entry in story.entries:
        first.setdefault(entry.id, entry)
    entries = list(first.values())[:REPORTS]
    with store.explained() as db:
        return entries, [briefs.get(db, e.brief, e.origin) for e in entries]


def lines(
    labels: Mapping[str, str],
    entries: Sequence[Entry],
    reports: Sequence[Brief],
    words: int | None = None,
    beside: str | None = None,
) -> list[Line]:
    """The brief of a story's reports, in about `words` (as many as its leading report's brief, if None).

    Links to files start from `beside`, the folder of the document, where they can.
    """
    places = [Places(r.article) for r in reports]
    if len(reports) == 1 and words is None:
        return [_line(labels, entries[0], reports[0], places[0], s, beside, alone=True) for s in reports[0].summary]
    length = words or max(LEAST_WORDS, sum(len(s.text.split()) for s in reports[0].summary))
    alone = len(reports) == 1
    return [
        _line(labels, entries[r.report], reports[r.report], places[r.report], r.sentence, beside, alone=alone)
        for r in story_brief(reports, length)
    ]


def told_first(labels: Mapping[str, str], entries: Sequence[Entry], reports: Sequence[Brief]) -> str:
    """The sentence that tells a story on the front page: the first that leans on no other, and says of whom it tells.
    An official document is told first by what it is and who issues it, as its brief begins: its targets are no results.
    """
    short = [s.text for s in lines(labels, entries, reports, words=FIRST)]
    whole = [s.text for s in lines(labels, entries, reports)]
    card = reports[0].article.card
    told = whole + short if card is not None and card.issuer else short + whole
    opening = whole[:1]
    headline = content_words(entries[0].headline)

    def of_it(text: str) -> bool:
        return text in opening or weight(content_words(text) & headline) >= _OF_IT * weight(headline)

    return next((t for t in told if len(t.split()) <= FIRST_LONG and _stands(t) and of_it(t)), "")


def _stands(text: str) -> bool:
    from summarizer.engines.surface import dangling, pointing

    return not (dangling(text) or pointing(text) or readable.begins_task(text)) and len(text.split()) >= _SENTENCE


def _line(
    labels: Mapping[str, str],
    entry: Entry,
    brief: Brief,
    places: Places,
    sentence: BriefSentence,
    beside: str | None,
    *,
    alone: bool,
) -> Line:
    pointer = ", ".join(dict.fromkeys(places.short(e) for e in sentence.evidence))
    if pointer and not alone:
        pointer = f"{labels.get(entry.origin, clean(entry.origin))} {pointer}"
    link = passage(brief.article, sentence.evidence[0], beside) if sentence.evidence else ""
    return Line(sentence, clean(sentence.text), pointer, link, entry, brief)


def address(origin: str, beside: str | None = None) -> str:
    """What a link to a source points at: its URL, or the file's; empty for others.

    A file on the same side of the root as `beside`, the folder of the document, is told from there, so that both can
    be moved together. Of a line of a file of JSON Lines it is the file.
    """
    if origin.startswith(("http://", "https://")):
        return quote(origin, safe=":/?#[]@!$&'()*+,;=%~-._")
    if origin.startswith("/"):
        origin = _LINE.sub("", origin)
        try:
            if beside and os.path.commonpath([origin, beside]) != "/":
                return quote(os.path.relpath(origin, beside), safe="/~-._")
            return Path(origin).as_uri()
        except (ValueError, UnicodeError):
            return ""
    return ""


def passage(article: Article, span: Span, beside: str | None = None) -> str:
    """A link to the passage itself, by its first and last words (a text fragment, as browsers know them); of a file,
    which has none, to the file."""
    base = address(article.origin, beside)
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
