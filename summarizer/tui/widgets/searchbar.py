"""The search line at the foot of a pane: what to find, and which hit of how many is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input, Label

from summarizer.tui.widgets.typing import Line


class Words(Label):
    """Words in the line."""

    virtual_size = Reactive(Size(0, 0))
    """Textual lays the whole screen out a second time where it changes; there is nothing to scroll here."""


class SearchBar(Horizontal):
    """Posts what was typed as it is typed; Enter goes on, Escape closes."""

    virtual_size = Reactive(Size(0, 0))
    """As that of the words."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("down,f3", "next(1)", show=False, priority=True),
        Binding("up,shift+f3", "next(-1)", show=False, priority=True),
    ]

    @dataclass
    class FromBar(Message):
        """A message of one of several bars; `control` is what `on` selects by."""

        bar: SearchBar

        @property
        def control(self) -> SearchBar:
            """The bar."""
            return self.bar

    @dataclass
    class Changed(FromBar):
        """The words changed."""

        query: str

    @dataclass
    class Stepped(FromBar):
        """To the next hit, or the one before."""

        by: int

    @dataclass
    class Done(FromBar):
        """Back to the pane; `kept` where the search goes on being shown."""

        kept: bool

    def __init__(self, placeholder: str, *, id: str) -> None:
        super().__init__(id=id)
        self._placeholder = placeholder
        self._told = ""
        self.display = False

    def compose(self) -> ComposeResult:
        """Line and count."""
        yield Words("/", markup=False)
        yield Line(placeholder=self._placeholder, compact=True)
        yield Words("", classes="count", markup=False)

    @property
    def query_text(self) -> str:
        """What is searched for."""
        return self.query_one(Input).value

    def open(self) -> None:
        """Show the line and type in it."""
        # A notice may lie over the count.
        self.app.clear_notifications()
        self.display = True
        line = self.query_one(Input)
        line.focus()
        line.select_all()

    def close(self) -> None:
        """Hide the line and forget the words."""
        self.display = False
        with self.prevent(Input.Changed):
            self.query_one(Input).value = ""
        self.tell("")

    def tell(self, words: str) -> None:
        """Say how many hits there are."""
        longer, self._told = len(words) != len(self._told), words
        self.query_one(".count", Words).update(words, layout=longer)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(self, event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Done(self, kept=bool(event.value.strip())))

    def action_next(self, by: int) -> None:
        """Step while typing."""
        self.post_message(self.Stepped(self, by))

    def action_close(self) -> None:
        """Leave the search."""
        self.post_message(self.Done(self, kept=False))
