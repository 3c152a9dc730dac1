"""The application: themes, keys, the worker, beginning and end; everything that is seen is in the screens."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Final

from textual import events, work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.notifications import Notify, SeverityLevel
from textual.screen import Screen
from textual.widgets import Input, TextArea

from summarizer import locale
from summarizer.errors import reason
from summarizer.text.clean import clean
from summarizer.tui import garbage
from summarizer.tui import protocol as p
from summarizer.tui.bindings import textual_keymap
from summarizer.tui.desk import Desk
from summarizer.tui.inbox import BREATH, Inbox
from summarizer.tui.inference import Inference
from summarizer.tui.keyboard import Keyboard
from summarizer.tui.layout import shown
from summarizer.tui.line import Line, ProcessLine
from summarizer.tui.messages import FilesAppeared, Replied, Reported, Trouble
from summarizer.tui.notice import Notice
from summarizer.tui.preferences import Preferences
from summarizer.tui.remembering import EVERY, OTHERS
from summarizer.tui.reports import Report
from summarizer.tui.screens.desk import DeskScreen
from summarizer.tui.screens.dialog import Ask, Choose, Dialog
from summarizer.tui.themes import NAMES, OWN, PLAIN
from summarizer.tui.widgets.picklist import Choice

TIDY: Final = 0.5
"""Seconds between looking whether anything is to be packed, …"""
TIDY_ON: Final = 0.03
"""… and between two handfuls where there is."""
YIELD: Final = 0.2
"""Seconds for which articles that come, keeping and laying out give way to keys, however long somebody types, …"""
YIELD_LONG: Final = 1.0
"""… and packing, which nobody waits for."""
REST: Final = 1.0
"""Seconds without a key after which the next is not expected just now."""


@dataclass(frozen=True)
class Keep:
    """Where the desk is kept: the store, the name of the session in it, and the session file of older programs."""

    store: Path
    session: str = ""
    legacy: Path | None = None


class DeskApp(App[None], inherit_bindings=False):
    """The reading desk.

    `sources` are files, folders or addresses to open, `piped` what stdin gave, `folders` those to watch. `keep`
    is where all is kept (None: nowhere); `fresh` begins with an empty queue, which `undo` fills again.
    """

    # All read at once: Textual leaves out that of the default screen, and reading one when the first dialog opens
    # would style every widget anew just when a key is waiting for its answer.
    CSS_PATH = ["app.tcss", "screens/desk.tcss", "screens/dialog.tcss"]
    TITLE = "tomtat"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "interrupt", show=False, priority=True)]

    def __init__(
        self,
        preferences: Preferences | None = None,
        *,
        sources: Sequence[str] = (),
        piped: Sequence[bytes] = (),
        folders: Sequence[Path] = (),
        keep: Keep | None = None,
        fresh: bool = False,
        line: Callable[[Callable[[p.Reply], None]], Line] = ProcessLine,
    ) -> None:
        before = os.environ.get("NO_COLOR")
        colors = before is None and (preferences is None or preferences.colors)
        if not colors:
            os.environ["NO_COLOR"] = "1"
        # Without colour the terminal's own two are used: any other filter would still send grey ones.
        super().__init__(ansi_color=None if colors else True)
        if before is None:
            os.environ.pop("NO_COLOR", None)
        self.preferences = preferences or Preferences()
        self.keyboard = Keyboard(self, super().on_event)
        self.inbox = Inbox(self._wake)
        self._arrivals_until = 0.0
        """Until when articles that came give way to keys; 0 where none does."""
        self.inference = Inference(self.inbox.put, line)
        self.board = DeskScreen(lambda board: Desk(self.preferences, self.inference, board))
        self.desk = self.board.desk
        self._sources, self._piped, self._folders = list(sources), list(piped), list(folders)
        self._keep, self._fresh = keep, fresh
        self.set_keymap(textual_keymap(self.preferences.keys))
        for theme in OWN:
            self.register_theme(theme)
        wanted = self.preferences.theme
        # Before anything is mounted: a change of theme styles every widget anew.
        self.theme = PLAIN if self.no_color else wanted if wanted in NAMES else self.preferences.ground
        # Before the first screen: the worker starts while the screen is being drawn.
        self.inference.start()

    def get_default_screen(self) -> Screen[Any]:
        """The desk."""
        return self.board

    def _wake(self) -> None:
        self.board.post_message(Replied())

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """A notice. Its words may come from articles: never markup, nothing that a terminal acts on."""
        seconds = self.NOTIFICATION_TIMEOUT if timeout is None else timeout
        self.post_message(Notify(Notice(shown(message), shown(title), severity, seconds)))

    async def on_event(self, event: events.Event) -> None:
        """Pasted text may come from anywhere: nothing that a terminal acts on gets in.

        Cleaned in place: a new event would not know that it has been forwarded, and come back here for ever.
        """
        if isinstance(event, events.Paste):
            # A field takes one line; an article keeps its own.
            if isinstance(self.focused, TextArea):
                # Held off the ends: a blank there parts what is pasted from the words that it joins.
                event.text = clean("|" + event.text.strip("\r\n") + "|")[1:-1]
            elif isinstance(self.focused, Input):
                event.text = clean(event.text)
            else:
                event.text = "\n".join(map(clean, event.text.splitlines()))
        if isinstance(event, events.Key) and not event.is_forwarded:
            await self.keyboard.press(event)
        else:
            await super().on_event(event)

    # --- beginning and end

    def ready(self) -> None:
        """The desk is on the screen: fill it."""
        board = self.board
        memory = self.desk.memory
        if self._keep is not None:
            memory.open(self._keep.store, self._keep.session, self._report, fresh=self._fresh)
            if self._keep.legacy is not None:
                memory.take_over(self._keep.legacy)
            board.arranging.take_layout(memory.layout)
            if self.preferences.theme is None and memory.theme in NAMES and not self.no_color:
                self.theme = memory.theme
            self._save()
            self.set_interval(OTHERS, memory.look_for_others)
            if self.desk.library.entries and not (self._sources or self._piped):
                self.desk.show(memory.current())
        self._tidy()
        self._heed_signals()
        for data in self._piped:
            self.desk.add_given(data)
        if self._sources:
            board.take_in(self._sources)
        if self._folders:
            self._watch(self._folders)
            board.take_in([str(folder) for folder in self._folders], watched=True)
            board.tell("watching", names=", ".join(folder.name or str(folder) for folder in self._folders))
        self.inference.warm(self.preferences.engine)
        garbage.opened()

    async def take_answers(self) -> None:
        """Take in what the worker answered, a little at a time; no article between a key and what is seen of it."""
        now = time.monotonic()
        if not self.keyboard.busy:
            self._arrivals_until = 0.0
        elif not self._arrivals_until:
            self._arrivals_until = now + YIELD
        waits = now < self._arrivals_until
        if not self.inbox.take(self.desk.replied, arrivals=not waits):
            return
        if waits:
            self.board.set_timer(BREATH, self._wake)
        else:
            self._arrivals_until = 0.0
            await asyncio.sleep(0)  # messages that follow each other leave no room for a key
            self._wake()

    def _save(self) -> None:
        # By the clock, not as the next message: those that follow each other leave no room for a key.
        self.beside_keys(TIDY_ON if self.desk.memory.save() else EVERY, self._save)

    def _tidy(self) -> None:
        more = self.desk.tidy()
        if not more and self.keyboard.rested(REST):
            garbage.collect()
        self.beside_keys(TIDY_ON if more else TIDY, self._tidy, YIELD_LONG)

    def beside_keys(self, seconds: float, what: Callable[[], None], patience: float = YIELD) -> None:
        """Do something in so many seconds, or as soon then as no key is under way; after `patience` in any case."""
        until = time.monotonic() + seconds + patience

        def due() -> None:
            if self.keyboard.busy and time.monotonic() < until:
                self.set_timer(BREATH, due)
            else:
                what()

        self.set_timer(seconds, due)

    def _heed_signals(self) -> None:
        """Keep everything where the window is closed (SIGHUP) and at a polite end (SIGTERM)."""
        loop = asyncio.get_running_loop()
        for name, ended in (("SIGHUP", self._hung_up), ("SIGTERM", self._ended_from_outside)):
            with contextlib.suppress(NotImplementedError, RuntimeError, AttributeError, ValueError):
                loop.add_signal_handler(getattr(signal, name), ended)

    def _ended_from_outside(self) -> None:
        self.leave(asking=False)

    def _hung_up(self) -> None:
        """Keep everything and be gone: there is no screen to give back, and Textual waits for ever to write to it."""
        self.leave(asking=False)
        os._exit(128 + signal.SIGHUP)

    def _report(self, report: Report) -> None:
        self.board.post_message(Reported(report))

    def leave(self, *, asking: bool = True) -> None:
        """Quit: what runs is stopped, everything is kept; where that fails, the reader is asked what to do."""
        desk = self.desk
        desk.edits.leave()
        if asking and self.board.taking.holds_up():
            return
        desk.keep_place()
        trouble = desk.memory.close()
        if trouble and asking:
            self._ask_to_leave(trouble)
            return
        self.inference.stop()
        desk.memory.end()
        if trouble:
            self.exit(message=locale.text("tui.notice.unsaved", why=trouble))
        else:
            self.exit()

    def _ask_to_leave(self, trouble: str) -> None:
        text = locale.text
        choices = [Choice(name, text(f"tui.unsaved.{name}")) for name in ("again", "elsewhere", "leave")]

        def elsewhere(value: str | None) -> None:
            if value:
                self.desk.memory.move(Path(value).expanduser())
                self.leave()

        def chosen(name: str | None) -> None:
            if name == "again":
                self.leave()
            elif name == "elsewhere":
                ask = Ask(text("tui.unsaved.where"), str(Path.cwd() / "tomtat.db"), hint=text("tui.unsaved.hint"))
                self.push_screen(ask, elsewhere)
            elif name == "leave":
                self.leave(asking=False)

        while isinstance(self.screen, Dialog):
            self.pop_screen()
        self.push_screen(Choose(text("tui.unsaved.title"), choices, hint=trouble), chosen)

    async def action_quit(self) -> None:
        """Leave from anywhere, a dialog too."""
        self.leave()

    def action_interrupt(self) -> None:
        """Ctrl-C: copy what is selected, or say how to leave."""
        field = self.focused
        selected = field.selected_text if isinstance(field, Input | TextArea) else self.screen.get_selected_text()
        if selected:
            self.copy_to_clipboard(selected)
        else:
            self.board.tell("how_to_quit")

    @work(exit_on_error=False, group="watch")
    async def _watch(self, folders: Sequence[Path]) -> None:
        from summarizer.tui.watch import watch

        board = self.board

        def appeared(paths: list[Path]) -> None:
            board.post_message(FilesAppeared(paths))

        try:
            await watch(folders, appeared)
        except OSError as error:
            board.post_message(Trouble(locale.text("tui.notice.cannot_watch", why=reason(error))))


def run(
    preferences: Preferences,
    *,
    sources: Sequence[str] = (),
    piped: Sequence[bytes] = (),
    folders: Sequence[Path] = (),
    keep: Keep | None = None,
    fresh: bool = False,
) -> None:
    """Open the desk and stay until the reader leaves. The caller has made sure of a terminal (`terminal.can_draw`)."""
    app = DeskApp(preferences, sources=sources, piped=piped, folders=folders, keep=keep, fresh=fresh)
    # Threads that wait for the interpreter lock get it after a millisecond, not five: keys stay prompt.
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.001)
    try:
        app.run()
    finally:
        sys.setswitchinterval(before)
        app.inference.stop()
        # A browser that hangs up ends the application without asking anybody.
        app.desk.memory.close()
        app.desk.memory.end()
