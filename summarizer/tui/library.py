"""The queue of articles and what is known of each: plain objects that the widgets draw."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import urlsplit

from summarizer.brief.model import Brief, BriefSentence, Progress
from summarizer.document.model import Article
from summarizer.facts.model import Facts
from summarizer.tui.edits import Draft, History
from summarizer.tui.layout import shown
from summarizer.tui.search import matches

Sort = Literal["added", "title", "source", "words", "state"]
SORTS: Final[tuple[Sort, ...]] = ("added", "title", "source", "words", "state")
Filter = Literal["all", "open", "done", "warned", "failed"]
FILTERS: Final[tuple[Filter, ...]] = ("all", "open", "done", "warned", "failed")


class State(StrEnum):
    """Where an article stands; the words are under `tui.state`."""

    LOADING = "loading"
    WAITING = "waiting"
    QUEUED = "queued"
    BRIEFING = "briefing"
    DONE = "done"
    WARNED = "warned"
    FAILED = "failed"


_ORDER: Final = (State.BRIEFING, State.QUEUED, State.WARNED, State.FAILED, State.WAITING, State.LOADING, State.DONE)
_FILTERED: Final[dict[Filter, frozenset[State]]] = {
    "all": frozenset(State),
    "open": frozenset({State.LOADING, State.WAITING, State.QUEUED, State.BRIEFING}),
    "done": frozenset({State.DONE, State.WARNED}),
    "warned": frozenset({State.WARNED}),
    "failed": frozenset({State.FAILED}),
}


@dataclass(slots=True)
class Place:
    """Where the reader was in an article: an offset at the top of the source, and the item chosen in the brief."""

    offset: int = 0
    item: str = ""


@dataclass(slots=True, eq=False)
class Entry:
    """One article of the queue. `source` is what it is loaded from; `-` is what stdin gave, kept in `piped`.

    `wanted` asks for a brief as soon as it is loaded. While it is written, `written` are its sentences so far, the
    first `checked` of which are final. `ticket` and `recount` are the questions to the worker that are
    still open; answers to others come too late. `kept` is the brief as the session file holds it.
    """

    key: int
    source: str
    piped: bytes | None = None
    article: Article | None = None
    facts: Facts = field(default_factory=Facts)
    brief: Brief | None = None
    history: History | None = None
    state: State = State.LOADING
    progress: Progress | None = None
    written: list[BriefSentence] = field(default_factory=list)
    checked: int = 0
    error: str = ""
    wanted: bool = False
    ticket: int = 0
    recount: int = 0
    tables: object = None
    kept: tuple[tuple[Brief, Draft, Draft], dict[str, Any]] | None = None
    place: Place = field(default_factory=Place)

    @property
    def title(self) -> str:
        """The article's title, or its first words, or its file name until it is loaded; fit for a terminal."""
        if self.article is None:
            return shown(self.name)
        text = self.article.title_text or self.article.text[:160].lstrip()
        return shown(text).strip() or shown(self.name)

    @property
    def name(self) -> str:
        """The file's name, or a URL's host and path."""
        if self.source == "-":
            return "stdin"
        if "://" in self.source:
            url = urlsplit(self.source)
            return url.netloc + url.path.rstrip("/")
        return Path(self.source).name

    @property
    def words(self) -> int:
        """Syllables of the article; 0 until it is loaded."""
        return self.article.words if self.article else 0

    @property
    def busy(self) -> bool:
        """Whether a brief of it waits for its turn or is being written."""
        return self.state in (State.QUEUED, State.BRIEFING)

    def current(self) -> Brief | None:
        """The brief with the reader's edits in it."""
        if self.brief is None or self.history is None:
            return self.brief
        draft = self.history.current
        return replace(self.brief, headline=draft.headline, summary=draft.summary)

    def ask(self) -> None:
        """A brief is asked for; what an earlier attempt left is forgotten."""
        self._forget_progress()
        self.error = ""
        self.state = State.QUEUED

    def _forget_progress(self) -> None:
        self.progress, self.checked = None, 0
        self.written.clear()

    def take(self, progress: Progress) -> None:
        """Note how far the engine is, and the sentence that it just wrote or is writing."""
        self.state = State.BRIEFING
        self.progress = progress
        if progress.sentence is not None:
            self.written[progress.done : progress.done + 1] = [progress.sentence]
            if progress.stage == "checking":
                self.checked = progress.done + 1

    def settle(self) -> None:
        """Set the state from what there is: failed, waiting, done, or done with warnings."""
        brief = self.current()
        self._forget_progress()
        if self.error and self.article is None:
            self.state = State.FAILED
        elif brief is not None:
            sentences = (*brief.summary, *([brief.headline] if brief.headline else []))
            doubtful = any(sentence.status == "unsupported" for sentence in sentences)
            self.state = State.WARNED if doubtful or brief.article.warnings else State.DONE
        else:
            self.state = State.FAILED if self.error else State.WAITING


class Library:
    """All entries, in the order added, and the view of them that the queue shows."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.sort: Sort = "added"
        self.filter: Filter = "all"
        self.query = ""
        self._next = 0

    def add(self, source: str, *, piped: bytes | None = None) -> Entry | None:
        """A new entry, or None where `source` is in the queue already (what was piped in never is)."""
        if piped is None and any(entry.source == source for entry in self.entries):
            return None
        self._next += 1
        entry = Entry(self._next, source, piped)
        self.entries.append(entry)
        return entry

    def by_source(self, source: str) -> Entry | None:
        """The entry loaded from `source`."""
        return next((entry for entry in self.entries if entry.source == source), None)

    def by_key(self, key: int) -> Entry | None:
        """The entry with this key; None once it was removed."""
        return next((entry for entry in self.entries if entry.key == key), None)

    def remove(self, entries: Iterable[Entry]) -> None:
        """Take entries out of the queue; their files stay."""
        gone = {entry.key for entry in entries}
        self.entries = [entry for entry in self.entries if entry.key not in gone]

    def view(self) -> list[Entry]:
        """The entries that filter and query let through, sorted."""
        states = _FILTERED[self.filter]
        entries = [entry for entry in self.entries if entry.state in states]
        if self.query:
            entries = [entry for entry in entries if matches(f"{entry.title} {entry.name}", self.query)]
        if self.sort == "title":
            entries.sort(key=lambda entry: entry.title.lower())
        elif self.sort == "source":
            entries.sort(key=lambda entry: entry.source)
        elif self.sort == "words":
            entries.sort(key=lambda entry: -entry.words)
        elif self.sort == "state":
            entries.sort(key=lambda entry: _ORDER.index(entry.state))
        return entries

    def counts(self) -> tuple[int, int]:
        """How many entries there are, and how many have a brief."""
        return len(self.entries), sum(entry.brief is not None for entry in self.entries)
