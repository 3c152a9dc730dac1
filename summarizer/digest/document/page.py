"""What templates get: the digest, with each story's brief read from the store when it is its turn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from summarizer import locale
from summarizer.brief.rendering.html import Block, Piece, sentence_pieces, source_blocks
from summarizer.digest.document import words
from summarizer.digest.document.model import Body, Digest, Section, Story
from summarizer.digest.document.views import View, address, sources, view
from summarizer.store import Store
from summarizer.text.clean import clean

_KEY = re.compile(r"[a-z_]+(?:\.[a-z_]+){1,4}")


@dataclass(frozen=True)
class Source:
    """An article of a story: its short name and where a link to it leads (empty: nowhere)."""

    name: str
    address: str
    headline: str


@dataclass(frozen=True)
class Sentence:
    """A sentence of a brief: `text`, or `pieces` with its figures marked; `targets` lead into the source below it."""

    text: str
    pieces: tuple[Piece, ...]
    status: str
    mark: str
    pointer: str
    link: str
    target: str


@dataclass(frozen=True)
class StoryPage:
    """One story as a template sees it. `figures`, `directives`: the rows that matter most."""

    number: int
    headline: str
    in_full: bool
    sources: tuple[Source, ...]
    conflicts: tuple[dict[str, Any], ...]
    sentences: tuple[Sentence, ...] = ()
    figures: tuple[dict[str, Any], ...] = ()
    directives: tuple[dict[str, Any], ...] = ()
    blocks: tuple[Block, ...] = ()
    words: int = 0


@dataclass(frozen=True)
class SectionPage:
    """A section; `stories` reads the briefs as it goes, so go through it once."""

    name: str
    index: int
    headlines: tuple[tuple[int, str], ...]
    stories: Iterator[StoryPage]


def context(digest: Digest, store: Store) -> dict[str, Any]:
    """The variables of a template: see docs/digest.md."""
    return {
        "title": clean(digest.title),
        "made": digest.made,
        "note": clean(digest.note) if digest.note else "",
        "counts": digest.counts,
        "overview": words.overview(digest),
        "front": [
            {"name": p.name, "title": locale.text(f"digest.part.{p.name}"), "items": p.items} for p in digest.front
        ],
        "calendar": _bodies(digest, digest.calendar),
        "past": _bodies(digest, digest.past),
        "sections": _sections(digest, store),
        "failures": [dict(zip(("name", "why"), words.failure(digest, f), strict=True)) for f in digest.failures],
        "skipped": [{"name": name, "why": why} for name, why in words.skipped(digest)],
        "t": Catalog(),
    }


class Catalog:
    """`t` of a template: texts of the catalog by key, and nothing else of this program."""

    __slots__ = ()

    def __call__(self, key: str, **values: object) -> str:
        if not _KEY.fullmatch(key):
            raise ValueError(key)
        return locale.text(key, **values)


def _bodies(digest: Digest, bodies: Sequence[Body]) -> list[dict[str, Any]]:
    return [
        {
            "name": clean(body.name),
            "tasks": [
                {
                    "due": words.due(t),
                    "day": t.day,
                    "past": t.day < digest.made.date(),
                    "action": words.action(t),
                    "issuer": clean(t.task.issuer),
                    "story": t.story,
                    "place": t.place,
                }
                for t in body.tasks
            ],
        }
        for body in bodies
    ]


def _sections(digest: Digest, store: Store) -> list[SectionPage]:
    return [
        SectionPage(
            section.name,
            index,
            tuple((s.number, s.lead.headline) for s in section.stories),
            _stories(digest, section, store),
        )
        for index, section in enumerate(digest.sections)
    ]


def _stories(digest: Digest, section: Section, store: Store) -> Iterator[StoryPage]:
    for story in section.stories:
        yield _full(digest, view(digest, store, story)) if story.in_full else _short(digest, story)


def _short(digest: Digest, story: Story) -> StoryPage:
    return StoryPage(story.number, story.lead.headline, False, _sources(digest, story), ())


def _sources(digest: Digest, story: Story) -> tuple[Source, ...]:
    return tuple(Source(name, address(e.origin, digest.beside), e.headline) for e, name in sources(digest, story))


def _full(digest: Digest, shown: View) -> StoryPage:
    story = shown.story
    # the source beside the brief is the leading report: what the brief has of it is marked there
    own = [line for line in shown.lines if line.brief is shown.brief]
    marked = replace(shown.brief, summary=tuple(line.sentence for line in own))
    return StoryPage(
        story.number,
        story.lead.headline,
        True,
        _sources(digest, story),
        tuple(
            {
                "what": words.differing(c),
                "sides": [
                    {
                        "figure": s.figure,
                        "sentence": s.sentence,
                        "place": ", ".join(filter(None, (s.place, words.said_on(s)))),
                        "others": words.others(digest, s),
                        "name": digest.labels.get(s.entry.origin, clean(s.entry.origin)),
                        "address": address(s.entry.origin, digest.beside),
                    }
                    for s in c.sides
                ],
            }
            for c in story.conflicts
        ),
        tuple(
            Sentence(
                line.text,
                sentence_pieces(line.brief, line.sentence),
                line.sentence.status,
                {"supported": "", "replaced": "↺", "unsupported": "⚠"}[line.sentence.status],
                line.pointer,
                line.link if line.link.startswith("http") else "",
                f"e{own.index(line)}-0" if line in own and line.sentence.evidence else "",
            )
            for line in shown.lines
        ),
        tuple(
            {
                "indicator": row.indicator,
                "value": row.unsaid,
                "changes": [c.said for c in row.changes],
                "place": shown.places.short(row.span),
                "target": f"f{row.index}",
            }
            for row in shown.figures
        ),
        tuple(
            {
                "heading": block.heading,
                "rows": [
                    {
                        "action": row.action,
                        "ban": row.ban,
                        "deadline": row.deadline,
                        "place": shown.places.short(row.span),
                        "target": f"d{row.index}",
                    }
                    for row in block.rows
                ],
            }
            for block in shown.directives
        ),
        tuple(source_blocks(marked)),
        shown.brief.article.words,
    )
