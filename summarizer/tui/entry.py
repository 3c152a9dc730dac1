"""One article of the queue, and what is known of it: plain objects that the widgets draw."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from summarizer.brief.model import Brief, BriefSentence, Progress
from summarizer.document.model import Article
from summarizer.facts.model import Facts
from summarizer.store.names import scrub
from summarizer.tui.body import Body, Packed, compressed
from summarizer.tui.edits import History
from summarizer.tui.layout import shown
from summarizer.tui.search import plain

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

    `article`, `facts`, `brief` and `history` are opened where they were packed; what a list shows is known without.
    """

    key: int
    source: str
    piped: bytes | None = None
    body: Body = field(default_factory=Body)
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
    _packed: Packed | None = None

    def __post_init__(self) -> None:
        self.name = _name(self.source)

    # --- text and brief, as objects or packed

    def _opened(self) -> Body:
        if (packed := self._packed) is not None:
            self.body, self._packed = packed.open(), None
        return self.body

    @property
    def article(self) -> Article | None:
        """The text; None where it is not loaded, or in the store alone."""
        return self._opened().article

    @article.setter
    def article(self, article: Article | None) -> None:
        self._opened().article = article

    @property
    def facts(self) -> Facts:
        """What was found in the text."""
        return self._opened().facts

    @facts.setter
    def facts(self, facts: Facts) -> None:
        self._opened().facts = facts

    @property
    def brief(self) -> Brief | None:
        """The brief as the engine wrote it, with what is left out now."""
        return self._opened().brief

    @brief.setter
    def brief(self, brief: Brief | None) -> None:
        self._opened().brief = brief

    @property
    def history(self) -> History | None:
        """The words of the brief, and what they were."""
        return self._opened().history

    @history.setter
    def history(self, history: History | None) -> None:
        self._opened().history = history

    @property
    def open(self) -> bool:
        """Whether text and brief are here as objects, and could be packed."""
        return self._packed is None and self.body.article is not None and not self.body.large

    def pack(self) -> None:
        """Pack text and brief until somebody asks for them."""
        body = self.body
        if self.open and body.article is not None:
            self._packed = Packed(
                compressed(body),
                body.article.id,
                self.title,
                self.words,
                body.brief is not None,
                self.warnings,
                self.edited,
                self.unsure,
            )
            self.body, self.tables = Body(), None

    def text(self) -> tuple[Article, Facts]:
        """Text and findings, for whoever needs them once: what is packed stays so. From any thread.

        Raises:
            LookupError: it has no text.
        """
        for _ in range(3):  # the desk may pack or open it between two looks
            body, packed = self.body, self._packed
            body = packed.open() if packed is not None else body
            if body.article is not None:
                return body.article, body.facts
        raise LookupError(self.name)

    # --- what lists show

    @property
    def loaded(self) -> bool:
        """Whether its text is here, packed or not."""
        return self._packed is not None or self.body.article is not None

    @property
    def id(self) -> str:
        """The id of its text; empty until it is loaded."""
        if self._packed is not None:
            return self._packed.id
        return self.body.article.id if self.body.article is not None else ""

    @property
    def title(self) -> str:
        """The article's title, or its first words, or its file name until it is loaded; fit for a terminal."""
        if self._packed is not None:
            return self._packed.title
        article = self.body.article
        if article is None:
            return shown(self.known.title or self.name)
        text = article.title_text or article.text[:160].lstrip()
        return shown(text).strip() or shown(self.name)

    @property
    def words(self) -> int:
        """Syllables of the article; 0 until it is loaded."""
        if self._packed is not None:
            return self._packed.words
        return self.body.article.words if self.body.article else self.known.words

    @property
    def parked(self) -> bool:
        """Whether brief and text are in the store alone."""
        return not self.loaded and bool(self.known.id)

    @property
    def briefed(self) -> bool:
        """Whether there is a brief of it, in memory or in the store."""
        if self._packed is not None:
            return self._packed.briefed
        return self.body.brief is not None or (self.body.article is None and bool(self.known.id))

    @property
    def warnings(self) -> int:
        """How many sentences of its brief the source does not bear out."""
        if self._packed is not None:
            return self._packed.warnings
        brief = self.current()
        if brief is None:
            return self.known.warnings
        sentences = (*brief.summary, *([brief.headline] if brief.headline else []))
        return sum(sentence.status == "unsupported" for sentence in sentences)

    @property
    def unsure(self) -> bool:
        """Whether reading its text gave a warning."""
        if self._packed is not None:
            return self._packed.unsure
        return self.body.article is not None and bool(self.body.article.warnings)

    @property
    def edited(self) -> bool:
        """Whether a reader changed its brief."""
        if self._packed is not None:
            return self._packed.edited
        return self.body.history.edited if self.body.history is not None else self.known.edited

    @property
    def findable(self) -> str:
        """The words that it is found by, folded."""
        # By what the title comes from: to make two thousand titles is too much between two letters of a search.
        made_of = (self.id, self.known.title, self.note)
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
        self._forget_progress()
        if self.error and not self.loaded:
            self.state = State.FAILED
        elif self.briefed:
            self.state = State.WARNED if self.warnings or self.unsure else State.DONE
        else:
            self.state = State.FAILED if self.error else State.WAITING


def _name(source: str) -> str:
    if source == "-":
        return "stdin"
    if "://" in source:
        url = urlsplit(scrub(source))
        return url.netloc.rpartition("@")[2] + url.path.rstrip("/")
    return Path(source).name
