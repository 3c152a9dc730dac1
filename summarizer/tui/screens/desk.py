"""The desk on a screen: three panes side by side, or as tabs where the terminal is narrow; bars above and below.

The screen composes and arranges; what the desk knows is in `desk`, what a pane does is in the pane, what holds
everywhere is in the hands.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from textual import on
from textual.binding import BindingType
from textual.events import DescendantBlur, DescendantFocus, Key, Paste, Resize
from textual.timer import Timer
from textual.widget import Widget

from summarizer import locale
from summarizer.document.model import Span
from summarizer.facts.model import Facts
from summarizer.text import fold
from summarizer.tui import protocol as p
from summarizer.tui.bindings import action_of, bindings
from summarizer.tui.commands import Command, Scope
from summarizer.tui.desk import Desk
from summarizer.tui.entry import Entry, Place, State
from summarizer.tui.eyes import Severity
from summarizer.tui.library import Library
from summarizer.tui.messages import Copied, FilesAppeared, Found, Replied, Reported, Saved, Trouble
from summarizer.tui.screens.arranging import Arranging
from summarizer.tui.screens.board import Board
from summarizer.tui.screens.going import Going
from summarizer.tui.screens.hands import Hand
from summarizer.tui.screens.helping import Helping
from summarizer.tui.screens.opening import Opening
from summarizer.tui.screens.pacing import Pacing
from summarizer.tui.screens.showing import instead, used
from summarizer.tui.screens.taking import Taking
from summarizer.tui.screens.telling import Telling
from summarizer.tui.screens.working import Working
from summarizer.tui.widgets.bars import KeyBar, TopBar
from summarizer.tui.widgets.editor import Editor
from summarizer.tui.widgets.queue import SLOW
from summarizer.tui.widgets.sheet import Item

if TYPE_CHECKING:
    from summarizer.tui.app import DeskApp

HANDS: Final[tuple[type[Hand], ...]] = (Opening, Working, Taking, Going, Arranging, Helping)

DWELL = 0.35
"""Seconds on an article before it is briefed unasked: paging through the queue must not start a brief a step."""


class DeskScreen(Board):
    """The one screen of the application."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("desk")]

    def __init__(self, make: Callable[[DeskScreen], Desk]) -> None:
        super().__init__()
        self.desk = make(self)
        self.opening, self.working, self.taking = Opening(self), Working(self), Taking(self)
        self.going, self.arranging, self.helping = Going(self), Arranging(self), Helping(self)
        self.telling = Telling(self)
        self._hands = (self.opening, self.working, self.taking, self.going, self.arranging, self.helping)
        self._dwelling: Timer | None = None
        self._pacing = Pacing(self)

    def on_mount(self) -> None:
        """Begin with the queue."""
        self.arranging.arrange()
        self.relist()
        self.entry_shown()
        self.queue_view.focus()
        self.set_interval(1.0, self._tick)
        cast("DeskApp", self.app).ready()

    def _tick(self) -> None:
        """What takes long to open says for how long it has."""
        for key, since in self.desk.inference.under_way().items():
            entry = self.library.by_key(key)
            if entry is not None and time.monotonic() - since >= SLOW:
                entry.began = since
                self.queue_view.update(entry)
                if entry is self.entry and entry.article is None:
                    self.source_view.say(instead(entry))

    # --- parts

    @property
    def library(self) -> Library:
        """The queue."""
        return self.desk.library

    @property
    def entry(self) -> Entry | None:
        """The article being read."""
        return self.desk.entry

    @property
    def focused_pane(self) -> int:
        """The pane that has the focus, or had it last."""
        return self.arranging.focused_pane

    @property
    def scope(self) -> Scope:
        """The pane whose commands apply."""
        return self.telling.scope

    def focus_pane(self, index: int) -> None:
        """Bring a pane to the front and type in it."""
        self.arranging.focus_pane(index)

    # --- the eyes of the desk

    def tell(self, name: str, severity: Severity = "information", /, **values: object) -> None:
        """A notice in the reader's language; values may come from articles and files."""
        words = locale.text(f"tui.notice.{name}", **values)
        self.notify(words, severity=severity, timeout=4 if severity == "information" else 8, markup=False)

    def alarm(self, words: str) -> None:
        """An error that is already in words."""
        self.notify(words, severity="error", timeout=10, markup=False)

    def entry_shown(self) -> None:
        """Show the article being read, from where the reader was in it."""
        entry = self.entry
        if entry is not None:
            self.queue_view.choose(entry)
        self.source_pane.card.display = False
        if self.source_pane.search.display:
            self.source_pane.search.close()
        article, facts = (entry.article, entry.facts) if entry else (None, Facts())
        self.source_view.show(article, facts, entry.place.offset if entry else 0, instead(entry))
        self.brief_view.show(entry, entry.place.item if entry else "")
        self.show_evidence(self.brief_view.chosen, reveal=False)
        self.refresh_bars()
        self.dwell()
        self.going.arrived()

    def entry_changed(self, entry: Entry, *, listed: bool = False) -> None:
        """Draw it again wherever it is shown."""
        if not self.is_mounted:
            return
        if listed and (self.library.sort != "added" or self.library.filter != "all" or self.library.query):
            self._pacing.soon("queue", self._show_queue)
        else:
            self.queue_view.update(entry)
        if entry is self.entry:
            self.source_view.say(instead(entry))
            self.source_view.know(entry.facts)
            self.brief_view.refresh_entry()
            if self.desk.edits.now is None and entry.state is not State.BRIEFING:
                self.show_evidence(self.brief_view.chosen, reveal=False)
            self.dwell()
        self.refresh_bars()

    def relist(self) -> None:
        """Show the queue as it is sorted and filtered now."""
        self._show_queue()
        self.refresh_bars()

    def _show_queue(self) -> None:
        hidden = bool(self.library.entries)
        self.queue_view.show(self.library.view(), self.entry, "none_match" if hidden else "empty")

    def refresh_bars(self) -> None:
        """Titles, top and keys."""
        if self.is_mounted:
            self._pacing.soon("bars", self.telling.refresh)

    def place(self) -> Place | None:
        """Where the reader is."""
        entry = self.entry
        if entry is None or self.source_view.page is None:
            return None
        chosen = self.brief_view.chosen
        return Place(self.source_view.offset_at_top, chosen.id if chosen else entry.place.item)

    def layout_data(self) -> dict[str, Any]:
        """The layout, for the session."""
        return self.arranging.layout_data()

    def editor_opened(self, item: str, text: str) -> None:
        """A sentence is being edited."""
        self.brief_pane.open_editor(item, text)
        self.call_after_refresh(self.refresh_bars)

    def editor_closed(self, item: str) -> None:
        """The editor goes, the cursor is on that item."""
        self.brief_pane.close_editor(item)
        self.refresh_bars()

    def editor_words(self) -> str:
        """What is in the editor now."""
        return self.editor.words

    def verdict(self, words: str, tone: str) -> None:
        """What the check says."""
        self.brief_pane.tell_verdict(words, tone)

    def evidence(self, spans: Sequence[Span]) -> None:
        """Where the words being typed stand."""
        self.source_view.mark_evidence(spans, (), reveal=False)

    def chosen(self) -> tuple[str, int | None, str] | None:
        """The item under the cursor of the brief."""
        item = self.brief_view.chosen
        return (item.id, item.sentence, item.text) if item is not None else None

    def choose(self, item: str) -> bool:
        """Put that cursor elsewhere."""
        return self.brief_view.choose(item)

    def rendered(self, reply: p.Rendered) -> None:
        """A file's bytes are ready."""
        self.taking.rendered(reply)

    def show_evidence(self, item: Item | None, *, reveal: bool) -> None:
        """Mark what an item of the brief rests on."""
        if self.entry is not None:
            self.source_view.mark_evidence(item.spans if item else (), used(self.entry), reveal=reveal)

    def dwell(self) -> None:
        """Brief the article being read if the reader stays on it."""
        if self._dwelling is not None:
            self._dwelling.stop()
            self._dwelling = None
        entry = self.entry
        if self.desk.preferences.auto and entry is not None and entry.state is State.WAITING and not entry.recalling:
            self._dwelling = self.set_timer(DWELL, self._stayed)

    def _stayed(self) -> None:
        entry = self.entry
        if entry is not None and entry.state is State.WAITING and not entry.error and not entry.recalling:
            self.desk.briefing.brief(entry)

    # --- commands

    def action_do(self, name: str) -> None:
        """Carry out a command that holds in every pane."""
        for hand in self._hands:
            if not name.startswith("_") and callable(method := getattr(type(hand), name, None)):
                method(hand)
                return

    def run_command(self, command: Command) -> None:
        """Carry out a command as if its key had been pressed in its pane."""
        if command.scope == "desk":
            self.call_next(self.run_action, action_of(command))
            return
        target: Widget = {
            "queue": self.queue_pane,
            "source": self.source_pane,
            "brief": self.brief_pane,
            "edit": self.editor,
        }[command.scope]
        if command.scope != "edit":
            self.focus_pane(("queue", "source", "brief").index(command.scope))
        elif self.desk.edits.now is None:
            return
        target.call_next(target.run_action, command.action)

    def take_in(self, names: Iterable[str], *, watched: bool = False) -> None:
        """Put what names stand for into the queue."""
        self.opening.take_in(names, watched=watched)

    def quit(self) -> None:
        """Leave, if all is kept; else ask."""
        cast("DeskApp", self.app).leave()

    # --- events

    def on_resize(self, event: Resize) -> None:
        """Side by side or tabs."""
        self.arranging.resized(event.size.width, event.size.height)

    @on(DescendantFocus)
    @on(DescendantBlur)
    def _focus_moved(self, event: DescendantFocus | DescendantBlur) -> None:
        # Once: where the focus goes from one to another, the other tells.
        if isinstance(event, DescendantFocus) or self.focused is None:
            self.arranging.focus_moved()

    @on(TopBar.TabChosen)
    def _tab_chosen(self, event: TopBar.TabChosen) -> None:
        self.focus_pane(event.index)

    @on(KeyBar.Pressed)
    def _key_clicked(self, event: KeyBar.Pressed) -> None:
        self.run_command(event.command)

    @on(Replied)
    async def _replied(self) -> None:
        await cast("DeskApp", self.app).take_answers()

    @on(Reported)
    def _reported(self, event: Reported) -> None:
        self.desk.memory.reported(event.report)

    @on(Found)
    def _found(self, event: Found) -> None:
        self.desk.add(event.sources, show=event.show)

    @on(FilesAppeared)
    def _files_appeared(self, event: FilesAppeared) -> None:
        self.desk.appeared(event.paths)

    @on(Trouble)
    def _trouble(self, event: Trouble) -> None:
        self.alarm(event.words)

    @on(Saved)
    def _saved(self, event: Saved) -> None:
        self.tell("saved", path=event.path)

    @on(Copied)
    def _copied(self, event: Copied) -> None:
        words = locale.text(f"tui.notice.{event.notice}")
        self.notify(words if event.certain else locale.text("tui.notice.copied_by_terminal", words=words), timeout=4)

    def on_paste(self, event: Paste) -> None:
        """What is pasted beside a text field."""
        event.stop()
        self.opening.pasted(event.text)

    def on_key(self, event: Key) -> None:
        """Escape closes what is open, the innermost first; a composed letter is the key it was typed with."""
        if event.key == "escape":
            event.stop()
            self._escape()
        elif (char := event.character) and not char.isascii() and not isinstance(self.focused, Editor):
            # With a Vietnamese input method on, `dd` arrives as `đ` and `w` as `ư`: meant was the key.
            plain = fold.plain(char)
            if plain.isascii() and plain.isalpha():
                event.stop()
                cast("DeskApp", self.app).keyboard.instead(plain.upper() if char.isupper() else plain)

    def _escape(self) -> None:
        if self.source_pane.search.display:
            self.source_pane.end_search()
        elif self.queue_pane.search.display:
            self.queue_pane.end_search()
        elif self.source_pane.card.display:
            self.source_pane.card.display = False
        elif self.arranging.zoomed:
            self.arranging.zoom()
