"""What the desk knows and does, without a screen: the queue and the article being read.

`Briefing`, `Edits`, `Memory` and `Answers` are its parts: asking for briefs, changing their words, keeping it all, and
taking down what the worker answers. What is seen of it is behind `Eyes`; nothing here knows Textual, and all of it runs
on the thread of whoever made it.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, Literal

from summarizer.tui import protocol as p
from summarizer.tui.answers import Answers
from summarizer.tui.briefing import Briefing
from summarizer.tui.editing import Edits
from summarizer.tui.entry import Entry, State
from summarizer.tui.eyes import Eyes
from summarizer.tui.inference import Inference
from summarizer.tui.library import Library
from summarizer.tui.preferences import Preferences
from summarizer.tui.remembering import Memory
from summarizer.tui.steps import Removal, Replacement, Step

SLICE: Final = 0.004
"""Seconds that packing may take at once: keys come in between."""
_RECENT: Final = 12
"""Articles read last that stay as objects: a reader goes back and forth."""


class Desk:
    """The desk."""

    def __init__(self, preferences: Preferences, inference: Inference, eyes: Eyes) -> None:
        self.preferences, self.inference, self.eyes = preferences, inference, eyes
        self.library = Library()
        self.entry: Entry | None = None
        self.engine_state = p.EngineState(loading=False)
        self.steps: list[Step] = []
        self._undone: list[Removal] = []
        self._read: deque[int] = deque(maxlen=_RECENT)
        self.memory = Memory(self)
        self.briefing = Briefing(self)
        self.edits = Edits(self)
        self.answers = Answers(self)

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
            self.answers.replace(entry, entry.newer)
            return
        entry.ticket = 0
        entry.error = ""
        entry.state = State.LOADING
        entry.since = "" if entry.edited else entry.since
        self.answers.taking(entry)
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
            self._read.append(entry.key)
            if entry.parked:
                self.memory.recall(entry)
            self.inference.hurry(entry.key)
            self.memory.touch_layout()
        self.eyes.entry_shown()

    def tidy(self) -> bool:
        """Pack a little of what nobody looks at; whether more is left."""
        until = time.perf_counter() + SLICE
        for entry in [entry for entry in self.library.entries if entry.open and self._rests(entry)]:
            if time.perf_counter() >= until:
                return True
            entry.pack()
        return False

    def _rests(self, entry: Entry) -> bool:
        editing = self.edits.now
        return not (
            entry is self.entry
            or entry.key in self._read
            or entry.state is State.BRIEFING
            or (editing is not None and editing.entry is entry)
            or self.memory.holds(entry)
        )

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
        if note != entry.note:
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
            self.answers.give_back(step)
            return True
        back = self.library.put_back(step.taken)
        for entry in back:
            if entry.busy or not (entry.loaded or entry.parked):
                entry.ticket = 0
                entry.settle()
                if not entry.loaded:
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

    # --- answers

    def replied(self, reply: p.Reply) -> None:
        """Take an answer of the worker down."""
        self.answers.replied(reply)
