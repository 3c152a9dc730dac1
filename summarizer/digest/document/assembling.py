"""From the briefs of a run to the document: stories, their order, what conflicts, who has to do what by when."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Final, Literal

from summarizer import locale
from summarizer.brief.rendering.places import Places
from summarizer.digest import topics
from summarizer.digest.calendar import calendar
from summarizer.digest.card import Card, unpack
from summarizer.digest.conflicts import Told, conflicts
from summarizer.digest.document.front import front
from summarizer.digest.document.model import Counts, Digest, Due, Entry, Section, Story
from summarizer.digest.document.views import reports_of, told_first
from summarizer.digest.followup import followed
from summarizer.digest.grouping import groups
from summarizer.digest.newsroom import Newsroom, default
from summarizer.digest.readable import body_key
from summarizer.store import Store, briefs, trace
from summarizer.store.runs import Failure, RunBrief
from summarizer.store.sketch import likeness
from summarizer.text.clean import clean

Sections = Literal["topic", "folder", "none"]
COMPARED: Final = 40
"""Articles of one story that are searched for conflicts; a wire report printed a hundred times is one text."""


COPY: Final = 0.5
"""Likeness from which one text is the other's copy: a wire report printed again, cut or with a new head."""
HEADLINE: Final = 16
"""Words of a text that stand for a title that is none."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How the document is laid out: `top` stories are shown in full, the others as headlines; `newsroom` says what
    comes first."""

    sections: Sections = "topic"
    top: int = 20
    title: str | None = None
    newsroom: Newsroom = field(default_factory=default)


@dataclass(frozen=True, slots=True)
class _Found:
    entry: Entry
    card: Card
    sketch: bytes
    terms: bytes
    unsupported: int

    @property
    def day(self) -> date | None:
        """When the article says it is of."""
        return date.fromisoformat(self.entry.date) if self.entry.date else None


def assemble(
    store: Store,
    run: int,
    entries: Sequence[RunBrief],
    failures: Sequence[Failure],
    arrangement: Arrangement = Arrangement(),
    *,
    made: datetime | None = None,
    note: str | None = None,
    skipped: Sequence[tuple[str, str]] = (),
    beside: str | None = None,
) -> Digest:
    """The document of a run.

    Raises:
        StoreError: the store cannot be read.
    """
    found = _read(store, entries)
    stories = [_story(store, [found[i] for i in m], arrangement.newsroom) for m in _grouped(store, found)]
    cards = {f.entry.brief: f.card for f in found}
    sections = _sections(_ranked(stories, arrangement.top), arrangement.sections)
    placed = [story for section in sections for story in section.stories]
    made = made or datetime.now().astimezone()
    names = labels([f.entry.origin for f in found] + [f.origin for f in failures] + [name for name, _ in skipped])
    today = made.date()
    coming, past = calendar(_tasks(store, placed, cards, names), today)
    weightiest = sorted(placed, key=lambda s: (-s.weight, s.number))

    def first(story: Story) -> str:
        return told_first(names, *reports_of(store, story))

    return Digest(
        run,
        made,
        arrangement.title or locale.text("digest.title", day=f"{made:%d/%m/%Y}"),
        Counts(
            len(found),
            len(placed),
            sum(not c.development for s in placed for c in s.conflicts),
            sum(len(b.tasks) for b in coming),
            len(failures),
            sum(f.entry.words for f in found),
            sum(f.unsupported for f in found),
        ),
        front(weightiest, cards, coming, followed(store, run, today, placed, cards), today, first),
        sections,
        coming,
        past,
        tuple(failures),
        names,
        note,
        tuple(skipped),
        beside,
    )


def _read(store: Store, entries: Iterable[RunBrief]) -> list[_Found]:
    found = []
    with store.explained() as db:
        for e in entries:
            short = briefs.short(db, e.brief)
            card = unpack(short.card)
            headline = _headline(short.headline, card)
            entry = Entry(e.position, e.origin, e.folder, e.brief, short.id, headline, short.words, short.date)
            found.append(_Found(entry, card, short.sketch, short.terms, short.unsupported))
    return found


def _headline(title: str, card: Card) -> str:
    """The title; where there is none, or a page's address stands in its place, what the text begins with."""
    if title.strip() and ("://" not in title or " " in title.strip()):
        return clean(title)
    return clean(" ".join(card.opening.partition("\n")[2].split()[:HEADLINE])) or clean(title)


def _grouped(store: Store, found: Sequence[_Found]) -> list[list[int]]:
    """Indices of the articles of each story; one text under several names is grouped once."""
    same: dict[str, list[int]] = {}
    for i, one in enumerate(found):
        same.setdefault(one.entry.id, []).append(i)
    traces = []
    for first, *_ in same.values():
        kept = trace.unpack(found[first].terms)
        if kept is None:  # stored by a version that found stories by something else
            with store.explained() as db:
                kept = trace.unpack(trace.trace(briefs.get(db, found[first].entry.brief).article))
        assert kept is not None
        traces.append(kept)
    names = list(same)
    stories = groups(traces, [found[same[name][0]].day for name in names])
    return [sorted(i for k in story for i in same[names[k]]) for story in stories]


def _story(store: Store, members: Sequence[_Found], newsroom: Newsroom) -> Story:
    """One story; the fullest article leads it, the first of equals."""
    lead = max(members, key=lambda m: (m.card.weight, m.entry.words, -m.entry.position))
    others = [m for m in members if m is not lead]
    sources = len({m.entry.id for m in members})
    weight = newsroom.weight(lead.card, _voices(members), [m.entry.origin for m in members])
    story = Story(0, lead.card.topic, weight, (lead.entry, *(m.entry for m in others)))
    if sources > 1:
        told: list[Told] = []
        seen: set[str] = set()
        with store.explained() as db:
            for member in [lead, *others]:
                if member.entry.id in seen or len(told) >= COMPARED:
                    continue
                seen.add(member.entry.id)
                told.append(Told(member.entry, briefs.get(db, member.entry.brief)))
        story = replace(story, conflicts=tuple(conflicts(told)))
    return story


def _voices(members: Sequence[_Found]) -> int:
    """How many of the reports are no copies of one another: a wire report printed ten times is one voice."""
    heard: list[bytes] = []
    for member in members:
        if not any(likeness(member.sketch, other) >= COPY for other in heard):
            heard.append(member.sketch)
    return len(heard)


def _ranked(stories: Sequence[Story], top: int) -> list[Story]:
    """By weight; those with conflicts are always shown in full."""
    order = sorted(stories, key=lambda s: (-s.weight, s.lead.position))
    return [replace(s, in_full=i < top or not all(c.development for c in s.conflicts)) for i, s in enumerate(order)]


def _sections(stories: Sequence[Story], by: Sections) -> tuple[Section, ...]:
    """Stories, by weight, in sections; numbered in document order."""
    kept: dict[str, list[Story]] = {}
    if by == "topic":
        kept = {locale.text(f"digest.topic.{name}"): [] for name in topics.names()}
    elif by == "folder":
        folders = labels(sorted({s.lead.folder for s in stories}))
        kept = {folders[f] or locale.text("digest.no_folder"): [] for f in sorted(folders)}
    for story in stories:
        if by == "topic":
            name = locale.text(f"digest.topic.{story.topic}")
        elif by == "folder":
            name = folders[story.lead.folder] or locale.text("digest.no_folder")
        else:
            name = ""
        kept.setdefault(name, []).append(story)
    sections, number = [], 0
    for name, members in kept.items():
        if members:
            counted = tuple(replace(s, number=number + i) for i, s in enumerate(members, 1))
            number += len(counted)
            sections.append(Section(clean(name), counted))
    return tuple(sections)


def _tasks(
    store: Store, stories: Sequence[Story], cards: Mapping[int, Card], names: Mapping[str, str]
) -> Iterable[Due]:
    """The tasks of each story that the marker is sure of and that name a day: those of the article that leads it, and
    what others add for another body or day."""
    for story in stories:
        known: set[tuple[str, str, str]] = set()
        for entry in story.entries:
            sure = [t for t in cards[entry.brief].tasks if t.sure and t.due]
            ours = [(t, (body_key(t.addressee), t.due or "", cards[entry.brief].home)) for t in sure]
            fresh = [
                (t, key)
                for t, key in ours
                if not any(k[:2] == key[:2] and (k[2] in ("", key[2]) or not key[2]) for k in known)
            ]
            if not fresh:
                continue
            known |= {key for _, key in fresh}
            with store.explained() as db:
                places = Places(briefs.get(db, entry.brief).article)
            for task, _ in fresh:
                place = places.short(task.span)
                if entry is not story.lead:
                    place = f"{names.get(entry.origin, entry.origin)} {place}"
                yield Due(date.fromisoformat(task.due or ""), task, story.number, entry, place, cards[entry.brief].home)


def labels(origins: Sequence[str]) -> dict[str, str]:
    """Short names for paths: what is left of each below the folder that all share; addresses stay whole."""
    paths = [o for o in origins if o.startswith(os.sep)]
    shared = Path(os.path.commonpath(paths)) if paths else Path()
    if str(shared) in paths:  # one file alone, or a folder and a file in it
        shared = shared.parent
    start = len(str(shared).rstrip(os.sep)) + 1
    return {o: clean(o[start:] if o.startswith(os.sep) else o) for o in origins}
