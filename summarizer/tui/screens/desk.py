"""The desk: three panes side by side, or as tabs where the terminal is narrow; bars above and below."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.events import Key
from textual.widget import Widget

from summarizer import locale
from summarizer.facts.model import Facts
from summarizer.tui.bindings import bindings
from summarizer.tui.commands import BY_ID, TABLE, Command, key_label
from summarizer.tui.library import Entry, State
from summarizer.tui.screens.dialog import Choose
from summarizer.tui.screens.telling import Telling
from summarizer.tui.search import fold
from summarizer.tui.themes import NAMES
from summarizer.tui.widgets.bars import KeyBar, TopBar
from summarizer.tui.widgets.brief import BriefView
from summarizer.tui.widgets.editor import Editor
from summarizer.tui.widgets.panes import BriefPane, QueuePane, SourcePane
from summarizer.tui.widgets.picklist import Choice
from summarizer.tui.widgets.source import SourceView


class DeskScreen(Telling):
    """The one screen of the application."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("desk")]

    def compose(self) -> ComposeResult:
        """Bars and panes."""
        yield TopBar(id="top")
        with Horizontal(id="panes"):
            yield QueuePane(id="queue-pane")
            yield SourcePane(id="source-pane")
            yield BriefPane(id="brief-pane")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Begin with the queue."""
        self._arrange()
        self.relist()
        self.show_entry(None)
        self.queue_view.focus()
        self.desk.ready()

    # --- showing

    def show_entry(self, entry: Entry | None) -> None:
        """Read this one; where the reader was in the other is kept."""
        self.leave_editor()
        self.keep_place()
        self.entry = entry
        if entry is not None:
            self.queue_view.choose(entry)
            self.inference.hurry(entry.key)
        self.card.display = False
        if self.source_search.display:
            self.source_search.close()
        article = entry.article if entry else None
        facts = entry.facts if entry else None
        self.source_view.show(article, facts or Facts(), entry.place.offset if entry else 0, self._instead(entry))
        self.brief_view.show(entry, entry.place.item if entry else "")
        self.show_evidence(self.brief_view.chosen, reveal=False)
        self.refresh_bars()
        self.dwell()

    def _instead(self, entry: Entry | None) -> str:
        """What the source pane says where it has no article."""
        if entry is None:
            return locale.text("tui.source.welcome")
        return f"✗ {entry.error}" if entry.error else locale.text("tui.source.loading")

    def keep_place(self) -> None:
        """Note where the reader is."""
        if self.entry is not None and self.entry.article is not None and self.source_view.page is not None:
            self.entry.place.offset = self.source_view.offset_at_top
            chosen = self.brief_view.chosen
            self.entry.place.item = chosen.id if chosen else self.entry.place.item

    def entry_changed(self, entry: Entry, *, listed: bool = False) -> None:
        """Draw it again wherever it is shown."""
        if listed and (self.library.sort != "added" or self.library.filter != "all" or self.library.query):
            self.show_queue()
        else:
            self.queue_view.update(entry)
        self.desk.dirty = self.desk.dirty or listed
        if entry is self.entry:
            self.source_view.say(self._instead(entry))
            self.brief_view.refresh_entry()
            if self.editing is None and entry.state is not State.BRIEFING:
                self.show_evidence(self.brief_view.chosen, reveal=False)
            self.dwell()
        self.refresh_bars()

    # --- commands

    def run_command(self, command: Command) -> None:
        """Carry out a command as if its key had been pressed in its pane."""
        if command.scope == "desk":
            self.call_next(self.run_action, command.action)
            return
        target: Widget = {
            "queue": self.queue_view,
            "source": self.source_view,
            "brief": self.brief_view,
            "edit": self.editor,
        }[command.scope]
        if command.scope != "edit":
            self.focus_pane(("queue", "source", "brief").index(command.scope))
        elif self.editing is None:
            return
        target.call_next(target.run_action, command.action)

    @on(KeyBar.Pressed)
    def _key_clicked(self, event: KeyBar.Pressed) -> None:
        self.run_command(event.command)

    @on(SourceView.Asked)
    def _add_asked(self, event: SourceView.Asked) -> None:
        if event.command == "add_to_brief":
            self.add_from_source()

    @on(BriefView.Asked)
    def _to_source_asked(self, event: BriefView.Asked) -> None:
        if event.command == "to_source":
            self._brief_to_source()

    def on_key(self, event: Key) -> None:
        """Escape closes what is open, the innermost first; a composed letter is the key it was typed with."""
        if event.key == "escape":
            event.stop()
            self._escape()
        elif (char := event.character) and not char.isascii() and not isinstance(self.focused, Editor):
            # With a Vietnamese input method on, `dd` arrives as `đ` and `w` as `ư`: meant was the key.
            plain = fold(char)
            if plain.isascii() and plain.isalpha():
                event.stop()
                key = plain.upper() if char.isupper() else plain
                # From the application: a message goes no further up than whoever sent it.
                self.app.call_later(self.app.simulate_key, key)

    def _escape(self) -> None:
        if self.source_search.display:
            self.end_search()
        elif self.queue_search.display:
            self.library.query = ""
            self.queue_search.close()
            self.relist()
        elif self.card.display:
            self.card.display = False
        elif self._zoomed is not None:
            self.action_zoom()

    def action_palette(self) -> None:
        """All commands, found by typing."""
        keys = self.preferences.keys
        scope = self.scope
        order = sorted(TABLE, key=lambda c: (c.scope not in (scope, "desk"), c.scope == "desk"))
        choices = [
            Choice(
                command.id,
                command.title,
                f"{locale.text(f'tui.help.short.{command.scope}')}  {' '.join(key_label(k) for k in keys[command.id])}",
            )
            for command in order
            if command.id not in ("desk.palette", "edit.save", "edit.discard")
        ]

        def chosen(name: str | None) -> None:
            if name:
                self.run_command(BY_ID[name])

        self.app.push_screen(
            Choose(locale.text("tui.palette.title"), choices, typing=locale.text("tui.palette.typing")), chosen
        )

    def action_help(self) -> None:
        """The keys of this pane, then of the others."""
        from summarizer.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.scope, self.preferences.keys))

    def action_theme(self) -> None:
        """Choose a theme; the next start remembers it."""
        choices = [Choice(name, name) for name in NAMES]

        def chosen(name: str | None) -> None:
            if name:
                self.desk.preferences.theme = name
                self.app.theme = name

        self.app.push_screen(Choose(locale.text("tui.theme.title"), choices, now=self.app.theme), chosen)

    def action_quit(self) -> None:
        """Leave; nothing is asked, all is kept."""
        self.desk.leave()
