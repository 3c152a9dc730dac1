"""What the desk knows and does, without a screen: the queue, the article being read, and the worker's answers.

`Briefing`, `Edits` and `Memory` are its parts: asking for briefs, changing their words, keeping it all. What is seen
of it is behind `Eyes`; nothing here knows Textual, and all of it runs on the thread of whoever made it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, Protocol

from summarizer.brief.model import Brief
from summarizer.document.model import Span
from summarizer.store.works import Work
from summarizer.tui import protocol as p
from summarizer.tui.briefing import Briefing
from summarizer.tui.editing import Edits
from summarizer.tui.edits import Draft, History
from summarizer.tui.inference import Inference
from summarizer.tui.library import Entry, Known, Library, Place, Since, State, Text
from summarizer.tui.preferences import Preferences
from summarizer.tui.remembering import Memory

Severity = Literal["information", "warning", "error"]


class Eyes(Protocol):
    """Whoever shows the desk. `tell` names a text under `tui.notice`; values may come from articles and files."""

    def tell(self, name: str, severity: Severity = "information", /, **values: object) -> None:
        """A notice."""
        ...

    def alarm(self, words: str) -> None:
        """An error that is already in words."""
        ...

    def entry_shown(self) -> None:
        """Another article is being read, or its text is another."""
        ...

    def entry_changed(self, entry: Entry, *, listed: bool = False) -> None:
        """Something of an entry is another; `listed` where its place in the queue may be."""
        ...

    def relist(self) -> None:
        """The queue has other entries."""
        ...

    def refresh_bars(self) -> None:
        """Counts, engine or work are others."""
        ...

    def place(self) -> Place | None:
        """Where the reader is in the article being read; None while it is not on the screen."""
        ...

    def layout_data(self) -> dict[str, Any]:
        """How the panes are arranged."""
        ...

    def editor_opened(self, item: str, text: str) -> None:
        """A sentence is being edited: show an editor over this item."""
        ...

    def editor_closed(self, item: str) -> None:
        """It is over; that item is chosen."""
        ...

    def editor_words(self) -> str:
        """What is in the editor now."""
        ...

    def verdict(self, words: str, tone: str) -> None:
        """What the check says of it; `tone` is ok, note, bad or busy."""
        ...

    def evidence(self, spans: Sequence[Span]) -> None:
        """Where in the source the words being typed stand."""
        ...

    def chosen(self) -> tuple[str, int | None, str] | None:
        """The item under the cursor of the brief: its id, its sentence (None: a row), its words."""
        ...

    def choose(self, item: str) -> bool:
        """Put that cursor on an item; False where there is none of this id."""
        ...

    def rendered(self, reply: p.Rendered) -> None:
        """A file's bytes are ready."""
        ...

    def dwell(self) -> None:
        """Count anew how long the reader stays on this article."""
        ...


@dataclass(frozen=True)
class Removal:
    """Entries that were taken off, with the places they had."""

    taken: tuple[tuple[int, Entry], ...]


@dataclass(frozen=True)
class Replacement:
    """A text that gave way to what its file says now, with its brief."""

    entry: Entry
    text: Text
    history: History | None
    brief: Brief
    since: Since


Step = Removal | Replacement


class Desk:
    """The desk."""

    def __init__(self, preferences: Preferences, inference: Inference, eyes: Eyes) -> None:
        self.preferences, self.inference, self.eyes = preferences, inference, eyes
        self.library = Library()
        self.entry: Entry | None = None
        self.engine_state = p.EngineState(loading=False)
        self.steps: list[Step] = []
        self._undone: list[Removal] = []
        self._arrivals: list[Entry] = []
        self._taking: set[int] = set()
        """Entries whose new text is asked for, edits or not."""
        self.memory = Memory(self)
        self.briefing = Briefing(self)
        self.edits = Edits(self)

    # --- opening

    def add(self, sources: Iterable[str], *, show: bool = True, arrived: bool = False) -> None:
        """Put sources into the queue and load them; what is there already is shown, not doubled."""
        first: Entry | None = None
        for source in sources:
            entry = self.library.add(source)
            if entry is None:
                entry = self.library.by_source(source)
            else:
                entry.arrived = entry.wanted = arrived
                self.load(entry)
                self.memory.touch(entry)
            first = first or entry
        self.eyes.relist()
        if first is not None and (show or self.entry is None):
            self.show(first)

    def add_given(self, data: bytes) -> Entry:
        """Put a text that was piped or pasted into the queue."""
        entry = self.library.add("-", piped=data)
        assert entry is not None
        self.load(entry, first=True)
        self.memory.touch(entry)
        self.eyes.relist()
        self.show(entry)
        return entry

    def load(self, entry: Entry, *, first: bool = False) -> None:
        """Have an entry loaded from where it is from."""
        self.inference.load(entry.key, entry.source, entry.piped, reading=self.preferences.reading, first=first)

    def reload(self, entry: Entry) -> None:
        """Load an article again from where it came, whatever was made of it; one step of undo brings that back."""
        self.edits.leave(entry)
        self.inference.cancel([entry.key])
        if entry.newer is not None:
            self._replace(entry, entry.newer)
            return
        entry.ticket = 0
        entry.error = ""
        entry.state = State.LOADING
        entry.since = "" if entry.edited else entry.since
        self._taking.add(entry.key)
        self.load(entry, first=True)
        self.eyes.entry_changed(entry)

    def appeared(self, paths: Sequence[Path]) -> None:
        """New and changed files of a watched folder."""
        new = []
        for path in paths:
            entry = self.library.by_source(str(path))
            if entry is None:
                new.append(str(path))
                continue
            self.edits.leave(entry)
            if entry.edited:
                entry.since = "changed"
                self.eyes.tell("changed_kept", "warning", name=path.name)
                self.changed(entry)
            else:
                self.reload(entry)
        if new:
            self.add(new, show=False, arrived=self.preferences.auto)
            more = "…" if len(new) > 1 else ""
            self.eyes.tell("appeared", n=len(new), name=Path(new[0]).name + more)

    def look_again(self, entry: Entry) -> None:
        """The source may say something else now: load it beside what is here."""
        self.load(entry, first=True)

    # --- reading

    def show(self, entry: Entry | None) -> None:
        """Read this one; where the reader was in the other is kept."""
        self.edits.leave()
        self.keep_place()
        self.entry = entry
        if entry is not None:
            if entry.parked:
                self.memory.recall(entry)
            self.inference.hurry(entry.key)
            self.memory.touch_layout()
        self.eyes.entry_shown()

    def keep_place(self) -> None:
        """Note where the reader is."""
        entry = self.entry
        place = self.eyes.place() if entry is not None and entry.article is not None else None
        if entry is not None and place is not None and place != entry.place:
            entry.place = place
            self.memory.touch(entry)

    def changed(self, entry: Entry, *, words: bool = False) -> None:
        """Something of an entry that is kept is another; `words`: those of its brief."""
        self.memory.touch(entry, words=words)
        self.eyes.entry_changed(entry, listed=True)

    def mark(self, entries: Sequence[Entry], name: Literal["star", "handled", "marked"]) -> None:
        """Set a mark on all of these, or take it off where all have it."""
        value = not all(getattr(entry, name) for entry in entries)
        for entry in entries:
            setattr(entry, name, value)
            self.memory.touch(entry)
        self.changed(entries[0]) if len(entries) == 1 else self.eyes.relist()

    def annotate(self, entry: Entry, note: str) -> None:
        """Write a note on an article; it is found by the words in it."""
        entry.note = note
        self.changed(entry)

    # --- removing

    def remove(self, entries: Sequence[Entry]) -> None:
        """Take entries off the queue; one step of undo puts them back."""
        gone = list(entries)
        if not gone:
            self.eyes.tell("nothing_done")
            return
        if self.entry in gone:
            self.edits.leave()
            self.keep_place()
        self.inference.cancel(entry.key for entry in gone)
        view = self.library.view()
        at = next((n for n, entry in enumerate(view) if entry is gone[0]), 0)
        step = Removal(tuple(self.library.remove(gone)))
        self.steps.append(step)
        self._undone.clear()
        self.memory.removed(gone)
        if self.entry in gone:
            self.entry = None
            rest = self.library.view()
            self.show(rest[min(at, len(rest) - 1)] if rest else None)
        self.eyes.relist()
        self.eyes.tell("removed", n=len(gone))

    def undo_step(self) -> bool:
        """Put back what was taken off last; False where there is nothing."""
        if not self.steps:
            return False
        step = self.steps.pop()
        if isinstance(step, Replacement):
            self._give_back(step)
            return True
        back = self.library.put_back(step.taken)
        for entry in back:
            if entry.busy or (entry.article is None and not entry.parked):
                entry.ticket = 0
                entry.settle()
                if entry.article is None:
                    entry.state, entry.error = State.LOADING, ""
                    self.load(entry)
        self.memory.restored(back)
        self._undone.append(step)
        self.eyes.relist()
        if back:
            self.show(back[0])
        self.eyes.tell("put_back", n=len(back))
        return True

    def redo_step(self) -> bool:
        """Take off again what was put back last."""
        if not self._undone:
            return False
        step = self._undone.pop()
        undone = self._undone
        self.remove([entry for _, entry in step.taken if self.library.by_key(entry.key)])
        self._undone = undone
        return True

    # --- answers of the worker

    def replied(self, reply: p.Reply) -> None:
        """Take an answer down."""
        match reply:
            case p.EngineState():
                self.engine_state = reply
                if reply.note:
                    self.eyes.tell("engine_note", "warning", words=reply.note)
                self.eyes.refresh_bars()
            case p.Died():
                self.eyes.tell("worker_died" if reply.again else "worker_gone", "error", detail=reply.detail)
            case p.CheckedText():
                self.edits.checked(reply)
            case p.Rendered():
                self.eyes.rendered(reply)
            case _:
                entry = self.library.by_key(reply.key)
                if entry is not None:
                    self._about(entry, reply)

    def _about(
        self,
        entry: Entry,
        reply: p.Loaded | p.LoadFailed | p.Progressed | p.Composed | p.ComposeFailed | p.Recounted,
    ) -> None:
        # What was on its way when the reader cancelled or changed something comes too late.
        if isinstance(reply, p.Progressed | p.Composed | p.ComposeFailed) and reply.ticket != entry.ticket:
            return
        match reply:
            case p.Loaded():
                self._loaded(entry, reply)
            case p.LoadFailed():
                self._not_loaded(entry, reply.error)
            case p.Progressed():
                entry.take(reply.progress)
                self.eyes.entry_changed(entry)
            case p.Composed():
                self._composed(entry, reply)
            case p.ComposeFailed():
                entry.error = reply.error
                entry.settle()
                self.eyes.entry_changed(entry, listed=True)
                if reply.error and entry is self.entry:
                    self.eyes.alarm(reply.error)
            case p.Recounted():
                if entry.brief is not None and reply.ticket == entry.recount:
                    entry.brief = replace(entry.brief, left_out=reply.brief.left_out)
                    self.changed(entry, words=True)

    def _loaded(self, entry: Entry, reply: p.Loaded) -> None:
        text = Text(reply.article, reply.facts, reply.trouble, reply.stamp)
        taking = entry.key in self._taking
        self._taking.discard(entry.key)
        same = entry.article is not None and entry.article.id == reply.article.id
        if entry.article is not None and not same and entry.edited and not taking:
            # The reader's words hang on the text that they were written on.
            entry.newer, entry.since = text, "changed"
            entry.settle()
            self.eyes.tell("changed_kept", "warning", name=entry.name)
            self.changed(entry)
        elif entry.article is not None and not same and entry.brief is not None:
            self._replace(entry, text)
        else:
            if not same:
                entry.brief = entry.history = None
            self._take_text(entry, text)

    def _take_text(self, entry: Entry, text: Text) -> None:
        entry.article, entry.facts, entry.error = text.article, text.facts, text.trouble
        entry.since, entry.newer, entry.tables = "", None, None
        entry.known = Known(entry.known.id if entry.known.id == text.article.id else "", stamp=text.stamp)
        self.memory.loaded(entry)
        entry.settle()
        if entry is self.entry:
            self.eyes.entry_shown()
        if not entry.recalling:
            self.briefing.brief_wanted(entry)
        self.eyes.entry_changed(entry, listed=True)

    def _replace(self, entry: Entry, text: Text) -> None:
        """Another text takes the place of the one that is there; its brief is one step of undo away."""
        assert entry.article is not None
        if entry.brief is not None:
            self.steps.append(Replacement(entry, _text_of(entry), entry.history, entry.brief, entry.since or "changed"))
        entry.brief = entry.history = None
        self._take_text(entry, text)
        self.memory.touch(entry)

    def _give_back(self, step: Replacement) -> None:
        entry = step.entry
        self.inference.cancel([entry.key])
        entry.ticket = 0
        if entry.article is not None:
            entry.newer = _text_of(entry)
        entry.article, entry.facts, entry.tables = step.text.article, step.text.facts, None
        entry.known.stamp = step.text.stamp
        entry.brief, entry.history, entry.since = step.brief, step.history, step.since
        entry.error = ""
        entry.settle()
        self.show(entry)
        self.changed(entry, words=True)
        self.eyes.tell("earlier_back")

    def _not_loaded(self, entry: Entry, error: str) -> None:
        self._taking.discard(entry.key)
        if entry.brief is not None:
            # Brief, edit and text are here; only where they came from is not.
            entry.since = "gone"
            entry.settle()
            self.changed(entry)
            if entry is self.entry:
                self.eyes.alarm(error)
            return
        entry.error = error
        entry.settle()
        self.eyes.entry_changed(entry, listed=True)
        # A folder of bad files fills the queue with words, not the screen with notices.
        if entry is self.entry:
            self.eyes.tell("not_opened", "error", words=error)

    def _composed(self, entry: Entry, reply: p.Composed) -> None:
        draft = Draft.of(reply.brief)
        if entry.history is not None and entry.history.edited:
            # The reader's words stay one step of undo away.
            entry.history.push(draft)
            entry.history.original = draft
        else:
            entry.history = History.of(reply.brief)
        # Directives and key figures are found on the way to the brief.
        entry.brief, entry.facts = reply.brief, reply.brief.facts
        entry.error = ""
        entry.settle()
        self.changed(entry, words=True)
        if entry.arrived:
            self._arrivals.append(entry)
        if self._arrivals and not self.inference.busy:
            self._tell_arrivals()

    def _tell_arrivals(self) -> None:
        done, self._arrivals = self._arrivals, []
        for entry in done:
            entry.arrived = False
        warned = sum(entry.state is State.WARNED for entry in done)
        name = done[0].title if len(done) == 1 else f"{done[0].title}…"
        severity: Severity = "warning" if warned else "information"
        self.eyes.tell("arrivals_warned" if warned else "arrivals", severity, n=len(done), name=name, warned=warned)

    def recalled(self, entry: Entry, work: Work | None) -> None:
        """A work came from the store."""
        entry.recalling = False
        if work is None:
            entry.known = Known()
            if entry.article is None:
                entry.state = State.LOADING
                self.load(entry, first=entry is self.entry)
            else:
                self.briefing.brief_wanted(entry)
        elif entry.article is None or entry.brief is None:
            if entry.article is not None and entry.article.id != work.brief.article.id:
                return
            self.memory.take(entry, work)
            entry.settle()
            if entry is self.entry:
                self.eyes.entry_shown()
            self.edits.recheck(entry)
            self.briefing.brief_wanted(entry)
            if entry.since == "changed" and not entry.edited:
                self.reload(entry)
        self.eyes.entry_changed(entry, listed=True)


def _text_of(entry: Entry) -> Text:
    assert entry.article is not None
    return Text(entry.article, entry.facts, entry.error, entry.known.stamp)
