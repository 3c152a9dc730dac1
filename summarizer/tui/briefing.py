"""Asking for briefs: one, all, at another length, by another engine; and stopping them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer import locale
from summarizer.brief.model import Options
from summarizer.engines.choice import EngineChoice
from summarizer.tui import protocol as p
from summarizer.tui.entry import Asked, Entry, State
from summarizer.tui.preferences import LENGTHS

if TYPE_CHECKING:
    from summarizer.tui.desk import Desk


def called(engine: EngineChoice) -> str:
    """What tells a choice of engine from another one."""
    return " ".join(filter(None, [*engine.endpoints[:1], engine.endpoint_model, engine.model])) or engine.name


class Briefing:
    """The commands that ask the worker for briefs."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def asked(self) -> Asked:
        """How a brief would be made now."""
        preferences = self._desk.preferences
        return Asked(called(preferences.engine), preferences.words)

    def brief(self, entry: Entry, *, first: bool = True) -> None:
        """Ask for a brief of an entry, before others or after them."""
        if self._ask(entry, first=first):
            self._desk.eyes.entry_changed(entry)

    def _ask(self, entry: Entry, *, first: bool) -> bool:
        """Ask for it; False where it has to be fetched before that can be asked."""
        desk = self._desk
        if not entry.loaded:
            entry.wanted = True
            if entry.parked:
                desk.memory.recall(entry)
            return False
        desk.edits.leave(entry)
        entry.ask()
        entry.asked = self.asked
        options = Options(words=desk.preferences.words)
        entry.ticket = desk.inference.compose(entry.key, entry.text, desk.preferences.engine, options, first=first)
        return True

    def brief_wanted(self, entry: Entry) -> None:
        """Brief what was asked for before it was loaded."""
        wanted, entry.wanted = entry.wanted, False
        if wanted and entry.loaded and not entry.busy and (not entry.briefed or self._otherwise(entry)):
            self.brief(entry, first=False)

    def brief_current(self) -> None:
        """Brief the article being read, again if need be."""
        entry = self._desk.entry
        if entry is None or (not entry.loaded and entry.state is not State.LOADING and not entry.parked):
            self._desk.eyes.tell("no_article")
        else:
            self.brief(entry)

    def brief_all(self) -> None:
        """Brief all that have none, or one by another engine or of another length; edited ones stay."""
        desk, kept = self._desk, 0
        entries = []
        for entry in desk.library.view():
            if entry.state in (State.WAITING, State.LOADING) and not entry.briefed:
                entries.append(entry)
            elif entry.briefed and not entry.busy and self._otherwise(entry):
                if entry.edited:
                    kept += 1
                else:
                    entries.append(entry)
        for entry in entries:
            self._ask(entry, first=False)
        self._show_all(entries)
        if entries:
            desk.eyes.tell("brief_all_kept" if kept else "brief_all", n=len(entries), kept=kept)
        elif kept:
            desk.eyes.tell("all_edited", kept=kept)
        else:
            desk.eyes.tell("nothing_waits")

    def _otherwise(self, entry: Entry) -> bool:
        """Whether its brief was made by another engine or length than is chosen now."""
        return entry.asked is not None and entry.asked != self.asked

    # --- stopping

    def cancel(self) -> None:
        """Stop the brief of the article being read, or else the one being written."""
        desk = self._desk
        entry = desk.entry if desk.entry and desk.entry.busy else None
        entry = entry or next((e for e in desk.library.entries if e.state is State.BRIEFING), None)
        if entry is None:
            desk.eyes.tell("nothing_runs")
        else:
            self._cancel([entry])

    def cancel_all(self) -> None:
        """Stop all briefs."""
        desk = self._desk
        for entry in desk.library.entries:
            entry.wanted = False
        entries = [entry for entry in desk.library.entries if entry.busy]
        self._cancel(entries) if entries else desk.eyes.tell("nothing_runs")

    def _cancel(self, entries: list[Entry]) -> None:
        self._desk.inference.cancel(entry.key for entry in entries)
        for entry in entries:
            entry.ticket = 0
            entry.settle()
        self._show_all(entries)
        self._desk.eyes.tell("cancelled", n=len(entries))

    def _show_all(self, entries: list[Entry]) -> None:
        """Draw them again at once: thousands one by one would hold up the key."""
        eyes = self._desk.eyes
        eyes.relist()
        if self._desk.entry in entries:
            eyes.entry_changed(self._desk.entry)

    # --- length and engine

    def shorter(self) -> None:
        """The next shorter length."""
        self.set_words(max((n for n in LENGTHS.values() if n < self._desk.preferences.words), default=None))

    def longer(self) -> None:
        """The next longer length."""
        self.set_words(min((n for n in LENGTHS.values() if n > self._desk.preferences.words), default=None))

    def set_words(self, words: int | None) -> None:
        """Briefs of about so many syllables from here on; the one being read at once."""
        desk = self._desk
        if words is None or words == desk.preferences.words:
            desk.eyes.tell("no_length")
            return
        desk.preferences.words = words
        name = desk.preferences.length
        desk.eyes.tell("length", name=locale.text(f"tui.length.{name}"), n=words)
        self._again()

    def set_engine(self, choice: EngineChoice) -> None:
        """Another engine from here on."""
        desk = self._desk
        if choice == desk.preferences.engine:
            return
        desk.preferences.engine = choice
        desk.engine_state = p.EngineState(loading=False, name=choice.name)
        desk.inference.warm(choice)
        self._again()

    def _again(self) -> None:
        """Brief the article being read by the new choice, unless that would put edits aside."""
        entry = self._desk.entry
        if entry is not None and entry.brief is not None:
            if entry.edited:
                self._desk.eyes.tell("edited_kept")
            else:
                self.brief(entry)
        self._desk.eyes.refresh_bars()
