"""The queue of articles and what is known of each: plain objects that the widgets draw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final, Literal
from urllib.parse import urlsplit

from summarizer.brief.model import Brief, BriefSentence, Progress
from summarizer.document.model import Article
from summarizer.facts.model import Facts
from summarizer.store.names import scrub
from summarizer.tui.edits import History
from summarizer.tui.layout import shown
from summarizer.tui.search import plain

Sort = Literal["added", "newest", "title", "source", "words", "state", "warnings"]
SORTS: Final[tuple[Sort, ...]] = ("added", "newest", "title", "source", "words", "state", "warnings")
Filter = Literal["all", "open", "done", "warned", "failed", "starred", "unhandled", "marked"]
FILTERS: Final[tuple[Filter, ...]] = ("all", "open", "done", "warned", "failed", "starred", "unhandled", "marked")
Since = Literal["", "changed", "gone"]
"""What became of a source since its brief was made: nothing, it says something else now, it cannot be had."""


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
_FILTERED: Final[dict[str, frozenset[State]]] = {
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


@dataclass(frozen=True, slots=True)
class Text:
    """A text with what was found in it; `trouble` says why that is nothing, `stamp` what its file was like."""

    article: Article
    facts: Facts
    trouble: str = ""
    stamp: str = "?"


@dataclass(frozen=True, slots=True)
class Asked:
    """With which engine and length a brief was made."""

    engine: str
    words: int


@dataclass(slots=True)
class Known:
    """What is known of an article that is not in memory: enough to list it. `id` is empty where there is no brief."""

    id: str = ""
    title: str = ""
    words: int = 0
    stamp: str = ""
    warnings: int = 0
    edited: bool = False


@dataclass(slots=True, eq=False)
class Entry:
    """One article of the queue. `source` is what it is loaded from; `-` is what stdin gave, kept in `piped`.

    `wanted` asks for a brief as soon as it is loaded. While it is written, `written` are its sentences so far, the
    first `checked` of which are final. `ticket` and `recount` are the questions to the worker that are
    still open; answers to others come too late.

    `name` is that of the file, or a URL's host and path.

    `since` tells what became of the source after the brief was made; `newer` is what it says now, where that was
    loaded. `known` lists an article whose text and brief are in the store alone (`parked`). `began` is when loading
    did, on the clock of `time.monotonic`. `arrived`: it came by itself, and whoever watches wants to hear of it.
    `before` is the id of an earlier text of the source, with a brief that a reader edited, in the store.
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
    place: Place = field(default_factory=Place)
    star: bool = False
    handled: bool = False
    note: str = ""
    marked: bool = False
    arrived: bool = False
    since: Since = ""
    newer: Text | None = None
    before: str = ""
    asked: Asked | None = None
    added: str = field(default_factory=lambda: datetime.now().astimezone().isoformat(timespec="seconds"))
    known: Known = field(default_factory=Known)
    recalling: bool = False
    began: float = 0.0
    name: str = ""
    _folded: tuple[tuple[str, str, str], str] = (("", "", ""), "")

    def __post_init__(self) -> None:
        self.name = _name(self.source)

    @property
    def title(self) -> str:
        """The article's title, or its first words, or its file name until it is loaded; fit for a terminal."""
        if self.article is None:
            return shown(self.known.title or self.name)
        text = self.article.title_text or self.article.text[:160].lstrip()
        return shown(text).strip() or shown(self.name)

    @property
    def words(self) -> int:
        """Syllables of the article; 0 until it is loaded."""
        return self.article.words if self.article else self.known.words

    @property
    def parked(self) -> bool:
        """Whether brief and text are in the store alone."""
        return self.article is None and bool(self.known.id)

    @property
    def briefed(self) -> bool:
        """Whether there is a brief of it, in memory or in the store."""
        return self.brief is not None or self.parked

    @property
    def warnings(self) -> int:
        """How many sentences of its brief the source does not bear out."""
        brief = self.current()
        if brief is None:
            return self.known.warnings
        sentences = (*brief.summary, *([brief.headline] if brief.headline else []))
        return sum(sentence.status == "unsupported" for sentence in sentences)

    @property
    def edited(self) -> bool:
        """Whether a reader changed its brief."""
        return self.history.edited if self.history is not None else self.known.edited

    @property
    def findable(self) -> str:
        """The words that it is found by, folded."""
        # By what the title comes from: to make two thousand titles is too much between two letters of a search.
        made_of = (self.article.id if self.article else "", self.known.title, self.note)
        if self._folded[0] != made_of or not self._folded[1]:
            self._folded = (made_of, plain(f"{self.title} {self.name} {self.note}"))
        return self._folded[1]

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
            self.state = State.WARNED if self.warnings or brief.article.warnings else State.DONE
        elif self.parked:
            self.state = State.WARNED if self.known.warnings else State.DONE
        else:
            self.state = State.FAILED if self.error else State.WAITING


def _name(source: str) -> str:
    if source == "-":
        return "stdin"
    if "://" in source:
        url = urlsplit(scrub(source))
        return url.netloc.rpartition("@")[2] + url.path.rstrip("/")
    return Path(source).name


class Library:
    """All entries, in the order added, and the view of them that the queue shows."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.sort: Sort = "added"
        self.filter: Filter = "all"
        self.query = ""
        self._next = 0
        self._keys: dict[int, Entry] = {}
        self._sources: dict[str, Entry] = {}

    def add(self, source: str, *, piped: bytes | None = None) -> Entry | None:
        """A new entry, or None where `source` is in the queue already (what was piped in never is)."""
        if piped is None and source in self._sources:
            return None
        entry = self.made(source, piped)
        self.entries.append(entry)
        self._index(entry)
        return entry

    def made(self, source: str, piped: bytes | None) -> Entry:
        """An entry that is in no queue yet."""
        self._next += 1
        return Entry(self._next, source, piped)

    def _index(self, entry: Entry) -> None:
        self._keys[entry.key] = entry
        if entry.piped is None:
            self._sources[entry.source] = entry

    def by_source(self, source: str) -> Entry | None:
        """The entry loaded from `source`."""
        return self._sources.get(source)

    def by_key(self, key: int) -> Entry | None:
        """The entry with this key; None once it was removed."""
        return self._keys.get(key)

    def remove(self, entries: Iterable[Entry]) -> list[tuple[int, Entry]]:
        """Take entries out of the queue, with the place each had; their files stay."""
        gone = {entry.key for entry in entries}
        taken = [(place, entry) for place, entry in enumerate(self.entries) if entry.key in gone]
        self.entries = [entry for entry in self.entries if entry.key not in gone]
        for _, entry in taken:
            self._keys.pop(entry.key, None)
            if self._sources.get(entry.source) is entry:
                del self._sources[entry.source]
        return taken

    def put_back(self, taken: Iterable[tuple[int, Entry]]) -> list[Entry]:
        """Entries that were removed at the places they had; one whose source came again meanwhile is left out."""
        back = []
        for place, entry in sorted(taken, key=lambda one: one[0]):
            if entry.piped is None and entry.source in self._sources:
                continue
            self.entries.insert(min(place, len(self.entries)), entry)
            self._index(entry)
            back.append(entry)
        return back

    def view(self) -> list[Entry]:
        """The entries that filter and query let through, sorted."""
        entries = [entry for entry in self.entries if self._passes(entry)]
        if words := plain(self.query).split():
            entries = [entry for entry in entries if all(word in entry.findable for word in words)]
        if self.sort == "title":
            entries.sort(key=lambda entry: entry.title.lower())
        elif self.sort == "source":
            entries.sort(key=lambda entry: entry.source)
        elif self.sort == "words":
            entries.sort(key=lambda entry: -entry.words)
        elif self.sort == "state":
            entries.sort(key=lambda entry: _ORDER.index(entry.state))
        elif self.sort == "newest":
            entries.sort(key=lambda entry: (entry.added, entry.key), reverse=True)
        elif self.sort == "warnings":
            entries.sort(key=lambda entry: (-entry.warnings, entry.state is not State.WARNED))
        return entries

    def _passes(self, entry: Entry) -> bool:
        match self.filter:
            case "starred":
                return entry.star
            case "unhandled":
                return not entry.handled
            case "marked":
                return entry.marked
            case name:
                return entry.state in _FILTERED[name]

    def states(self) -> Counter[State]:
        """How many entries there are of each state."""
        return Counter(entry.state for entry in self.entries)

    def counts(self) -> tuple[int, int]:
        """How many entries there are, and how many have a brief."""
        return len(self.entries), sum(entry.briefed for entry in self.entries)
