"""The editor that lies over a sentence of the brief: plain text, checked while it is written."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.events import Key
from textual.message import Message
from textual.widgets import TextArea

from summarizer.tui.bindings import bindings
from summarizer.tui.widgets.typing import in_order


class Editor(TextArea):
    """A sentence is one paragraph: Enter keeps it, Escape gives it up; line ends in pasted text become spaces."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("edit")]

    @dataclass
    class Typed(Message):
        """The words changed."""

        text: str

    @dataclass
    class Finished(Message):
        """The reader is done with it."""

        text: str
        kept: bool

    def __init__(self, *, id: str) -> None:
        super().__init__(
            id=id,
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            compact=True,
            highlight_cursor_line=False,
        )
        self.display = False

    @property
    def words(self) -> str:
        """The text, composed and on one line, whatever an input method or a paste left in it."""
        return " ".join(unicodedata.normalize("NFC", self.text).split())

    def begin(self, text: str) -> None:
        """Edit `text`, the cursor at its end."""
        self.display = True
        with self.prevent(TextArea.Changed):
            self.load_text(text)
        self.move_cursor(self.document.end)
        self.focus()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Pass the words on."""
        event.stop()
        self.post_message(self.Typed(self.words))

    async def on_key(self, event: Key) -> None:
        """Keys in order; those that move between panes elsewhere do nothing here."""
        if event.key in ("tab", "shift+tab"):
            event.prevent_default()
            event.stop()
        else:
            await in_order(self, event)

    def action_save(self) -> None:
        """Keep the words."""
        self.post_message(self.Finished(self.words, kept=True))

    def action_discard(self) -> None:
        """Leave the sentence as it was."""
        self.post_message(self.Finished(self.words, kept=False))
