"""The application: themes, keys, the worker, the session; everything that is seen is in the screens."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar, Final

from textual import events, work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.widgets import Input, TextArea

from summarizer import locale
from summarizer.brief.rendering.clean import clean
from summarizer.errors import reason
from summarizer.tui import protocol as p
from summarizer.tui import state
from summarizer.tui.bindings import textual_keymap
from summarizer.tui.inference import Inference, Line, ProcessLine
from summarizer.tui.layout import shown
from summarizer.tui.library import FILTERS, SORTS, Library
from summarizer.tui.messages import FilesAppeared, Replied, Trouble
from summarizer.tui.preferences import Preferences
from summarizer.tui.screens.desk import DeskScreen
from summarizer.tui.themes import NAMES, OWN, PLAIN

_SAVE_EVERY: Final = 5.0
"""Seconds between saving the session while it changes; quitting saves too."""


class DeskApp(App[None], inherit_bindings=False):
    """The reading desk.

    `sources` are files, folders or addresses to open, `piped` what stdin gave, `folders` those to watch. `session`
    is where the session is kept (None: not at all); `fresh` begins with an empty queue.
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
        session: Path | None = None,
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
        self.library = Library()
        self.inference = Inference(self._post, line)
        self.session = state.Session()
        self.dirty = False
        self.last_export: Any = None
        self._sources, self._piped, self._folders = list(sources), list(piped), list(folders)
        self._session_path, self._fresh = session, fresh
        self._running_desk: DeskScreen | None = None
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
        self._running_desk = DeskScreen()
        return self._running_desk

    def _post(self, reply: p.Reply) -> None:
        if self._running_desk is not None:
            self._running_desk.post_message(Replied(reply))

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
        super().notify(shown(message), title=shown(title), severity=severity, timeout=timeout, markup=False)

    async def on_event(self, event: events.Event) -> None:
        """Pasted text may come from anywhere: nothing that a terminal acts on gets in.

        Cleaned in place: a new event would not know that it has been forwarded, and come back here for ever.
        """
        if isinstance(event, events.Paste):
            # A field takes one line; an article keeps its own.
            one = isinstance(self.focused, Input | TextArea)
            event.text = clean(event.text) if one else "\n".join(map(clean, event.text.splitlines()))
        await super().on_event(event)

    # --- beginning and end

    def ready(self) -> None:
        """The desk is on the screen: fill it."""
        desk = self._running_desk
        assert desk is not None
        if self._session_path is not None:
            self.session, trouble = state.load(self._session_path)
            if trouble:
                desk.tell("session_damaged", "warning", path=trouble)
            self._restore(desk)
            self.set_interval(_SAVE_EVERY, self._save_changes)
        for data in self._piped:
            desk.add_piped(data)
        if self._sources:
            desk.take_in(self._sources)
        if self._folders:
            self._watch(self._folders)
            desk.take_in([str(folder) for folder in self._folders], watched=True)
            desk.tell("watching", names=", ".join(folder.name or str(folder) for folder in self._folders))
        self.inference.warm(self.preferences.engine)

    def _restore(self, desk: DeskScreen) -> None:
        data = self.session.desk
        desk.take_layout(data)
        sort, only, theme = data.get("sort"), data.get("filter"), data.get("theme")
        self.library.sort = next((name for name in SORTS if name == sort), "added")
        self.library.filter = next((name for name in FILTERS if name == only), "all")
        if self.preferences.theme is None and theme in NAMES and not self.no_color:
            self.theme = theme
        if self._fresh:
            return
        current = None
        for kept in self.session.entries:
            text = kept.get("text")
            entry = self.library.add(kept["source"], piped=None if text is None else text.encode("utf-8"))
            if entry is None:
                continue
            entry.place = state.place_of(kept)
            if state.is_current(self.session, kept):
                current = entry
            reading = self.preferences.reading
            self.inference.load(entry.key, entry.source, entry.piped, reading=reading, first=entry is current)
        desk.relist()
        if self.library.entries and not (self._sources or self._piped):
            desk.show_entry(current or self.library.entries[0])

    def remember(self) -> None:
        """Take the session down as it is now; nothing is written yet."""
        desk = self._running_desk
        if desk is None:
            return
        desk.keep_place()
        data: dict[str, Any] = {**desk.layout_data(), "sort": self.library.sort, "filter": self.library.filter}
        theme = self.preferences.theme or self.session.desk.get("theme")
        if theme:
            data["theme"] = theme
        self.session = state.remember(self.session, self.library.entries, desk.entry, data)

    def _save_changes(self) -> None:
        if self.dirty and self._session_path is not None:
            self.dirty = False
            self.remember()
            self._save(self._session_path, self.session)

    @work(thread=True, exit_on_error=False, group="session", exclusive=True)
    def _save(self, path: Path, session: state.Session) -> None:
        try:
            state.save(path, session)
        except OSError as error:
            why = reason(error)
            if self._running_desk is not None:
                words = locale.text("tui.notice.session_unsaved", path=path, why=why)
                self._running_desk.post_message(Trouble(words))

    def leave(self) -> None:
        """Quit at once: what runs is stopped, the session is kept."""
        self.inference.stop()
        if self._running_desk is not None:
            self._running_desk.leave_editor()
        if self._session_path is not None:
            self.remember()
            try:
                state.save(self._session_path, self.session)
            except OSError as error:
                # The screen is gone in a moment: said where it will be seen.
                why = reason(error)
                self.exit(message=locale.text("tui.notice.session_unsaved", path=self._session_path, why=why))
                return
        self.exit()

    async def action_quit(self) -> None:
        """Leave from anywhere, a dialog too."""
        self.leave()

    def action_interrupt(self) -> None:
        """Ctrl-C: copy what is selected, or say how to leave."""
        desk, field = self._running_desk, self.focused
        selected = field.selected_text if isinstance(field, Input | TextArea) else self.screen.get_selected_text()
        if selected:
            self.copy_to_clipboard(selected)
        elif desk is not None:
            desk.tell("how_to_quit")

    @work(exit_on_error=False, group="watch")
    async def _watch(self, folders: Sequence[Path]) -> None:
        from summarizer.tui.watch import watch

        desk = self._running_desk
        assert desk is not None

        def appeared(paths: list[Path]) -> None:
            desk.post_message(FilesAppeared(paths))

        try:
            await watch(folders, appeared)
        except OSError as error:
            desk.post_message(Trouble(locale.text("tui.notice.cannot_watch", why=reason(error))))


def run(
    preferences: Preferences,
    *,
    sources: Sequence[str] = (),
    piped: Sequence[bytes] = (),
    folders: Sequence[Path] = (),
    session: Path | None = None,
    fresh: bool = False,
) -> None:
    """Open the desk and stay until the reader leaves. The caller has made sure of a terminal (`terminal.can_draw`)."""
    app = DeskApp(preferences, sources=sources, piped=piped, folders=folders, session=session, fresh=fresh)
    # Threads that wait for the interpreter lock get it after a millisecond, not five: keys stay prompt.
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.001)
    try:
        app.run()
    finally:
        sys.setswitchinterval(before)
        app.inference.stop()
