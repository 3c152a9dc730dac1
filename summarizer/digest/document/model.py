"""The digest before it is rendered: light, since the briefs themselves are read from the store as they are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from summarizer.digest.asof import Moment
from summarizer.digest.card import Task
from summarizer.digest.home import placed
from summarizer.document.model import Span
from summarizer.store.runs import Failure


@dataclass(frozen=True, slots=True)
class Entry:
    """One input that was briefed. `brief` and `id` (of the article) lead to the store."""

    position: int
    origin: str
    folder: str
    brief: int
    id: str
    headline: str
    words: int
    date: str | None


@dataclass(frozen=True, slots=True)
class Side:
    """What articles of a story say of a thing: the figure, the sentence around it and where both stand in the first of
    them; `others` say the same. `as_of` is the moment that it is told for, where it names one; `newest` says that it is
    told later than all other sides, by that moment or the day of the report."""

    entry: Entry
    figure: str
    sentence: str
    span: Span
    place: str
    others: tuple[Entry, ...] = ()
    as_of: Moment | None = None
    newest: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """Articles of a story give different figures for `what`: two sides or more, what most say first. In a
    `development` the figures grew (or shrank) from report to report: the sides are in the order of time."""

    what: str
    sides: tuple[Side, ...]
    development: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """One event. `entries`: the article that leads, then the others; `number` counts stories from 1 in the document."""

    number: int
    topic: str
    weight: float
    entries: tuple[Entry, ...]
    conflicts: tuple[Conflict, ...] = ()
    in_full: bool = True

    @property
    def lead(self) -> Entry:
        """The article whose brief is shown."""
        return self.entries[0]


@dataclass(frozen=True, slots=True)
class Section:
    """Stories of one topic or folder; `name` in words."""

    name: str
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True)
class FrontItem:
    """A line of the front page: words that stand out, the rest, the story it is from (0: none), and a note."""

    bold: str
    text: str
    story: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class FrontPart:
    """A part of the front page; `name` is its key in the catalog (`digest.part.…`)."""

    name: str
    items: tuple[FrontItem, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """A task of the calendar and the day that it is due; `home` is the place whose bodies its text means."""

    day: date
    task: Task
    story: int
    entry: Entry
    place: str
    home: str = ""

    @property
    def body(self) -> str:
        """Who has to do it, with the place that the text leaves out."""
        return placed(self.task.addressee, self.home)


@dataclass(frozen=True, slots=True)
class Body:
    """Who has to do something by when: an addressee with tasks by day."""

    name: str
    tasks: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of what the document holds; `unsupported`: sentences that the gate could not tie to their source."""

    articles: int
    stories: int
    conflicts: int
    tasks: int
    failed: int
    words: int
    unsupported: int


@dataclass(frozen=True)
class Digest:
    """A document to be rendered. `calendar` has the tasks to come, `past` those whose day is over; `skipped` are files
    that were found and not read, with why (a key of `digest.skipped`). `beside` is the folder that the document goes
    to, for links to files near it. `labels` names each entry's source by its origin, for people."""

    run: int
    made: datetime
    title: str
    counts: Counts
    front: tuple[FrontPart, ...]
    sections: tuple[Section, ...]
    calendar: tuple[Body, ...]
    past: tuple[Body, ...]
    failures: tuple[Failure, ...]
    labels: Mapping[str, str]
    note: str | None = None
    skipped: tuple[tuple[str, str], ...] = ()
    beside: str | None = None

    def stories(self) -> tuple[Story, ...]:
        """All stories in document order."""
        return tuple(story for section in self.sections for story in section.stories)
