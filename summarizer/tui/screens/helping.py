"""Helping: all commands, all keys, how it looks, and the way out."""

from __future__ import annotations

from summarizer import locale
from summarizer.tui.commands import BY_ID, TABLE, key_label
from summarizer.tui.screens.dialog import Choose
from summarizer.tui.screens.hands import Hand
from summarizer.tui.themes import NAMES
from summarizer.tui.widgets.picklist import Choice


class Helping(Hand):
    """Commands about the desk itself."""

    def palette(self) -> None:
        """All commands, found by typing."""
        keys = self.desk.preferences.keys
        scope = self.board.scope
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
                self.board.run_command(BY_ID[name])

        self.app.push_screen(
            Choose(locale.text("tui.palette.title"), choices, typing=locale.text("tui.palette.typing")), chosen
        )

    def help(self) -> None:
        """The keys of this pane, then of the others."""
        from summarizer.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.board.scope, self.desk.preferences.keys))

    def theme(self) -> None:
        """Choose a theme; the next start remembers it."""
        choices = [Choice(name, name) for name in NAMES]

        def chosen(name: str | None) -> None:
            if name:
                self.desk.preferences.theme = name
                self.desk.memory.touch_layout()
                self.app.theme = name

        self.app.push_screen(Choose(locale.text("tui.theme.title"), choices, now=self.app.theme), chosen)

    def quit(self) -> None:
        """Leave; all is kept, and nothing is asked unless it cannot be."""
        self.board.quit()
