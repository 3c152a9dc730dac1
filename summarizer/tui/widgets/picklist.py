"""A list to pick from, narrowed by typing; the words may come from articles and file names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.events import Click
from textual.message import Message

from summarizer.tui.layout import clip, width_of
from summarizer.tui.search import begins, matches
from summarizer.tui.widgets.lines import LineView, fill


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the list; `note` stands at its right."""

    id: str
    title: str
    note: str = ""
    indent: int = 0


class PickList(LineView, can_focus=True):
    """The lines and a cursor. Keys may come from an input that keeps the focus (`move`, `pick`)."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"pick--chosen", "pick--title", "pick--note"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "move(-10)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("enter", "pick", show=False),
    ]

    @dataclass
    class Picked(Message):
        """A line was chosen."""

        choice: Choice

    @dataclass
    class Moved(Message):
        """The cursor came to another line."""

        choice: Choice

    def __init__(self, choices: Sequence[Choice] = (), now: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._all = list(choices)
        self.shown_choices = list(choices)
        self.cursor = next((n for n, choice in enumerate(choices) if choice.id == now), 0)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Another list; the cursor goes to its top."""
        self._all = list(choices)
        self.narrow("")

    def narrow(self, query: str) -> None:
        """Leave only the lines that hold every word of `query`, diacritics aside."""
        self.shown_choices = self._all
        if query.strip():
            found = [choice for choice in self._all if matches(f"{choice.title} {choice.id}", query)]
            # Words that begin with what was typed come first.
            self.shown_choices = sorted(found, key=lambda choice: not begins(choice.title, query))
        self.cursor = 0
        self.reset()
        self.scroll_to(y=0, animate=False, force=True, immediate=True)

    @property
    def chosen(self) -> Choice | None:
        """The line under the cursor."""
        return self.shown_choices[self.cursor] if 0 <= self.cursor < len(self.shown_choices) else None

    def lay_out(self, width: int) -> int:
        """One line a choice."""
        if self.cursor:
            self.call_after_refresh(self.show_lines, self.cursor, self.cursor)
        return max(1, len(self.shown_choices))

    def draw(self, line: int, width: int) -> list[Segment]:
        """Mark, title, note."""
        if line >= len(self.shown_choices):
            return []
        choice = self.shown_choices[line]
        over = ["pick--chosen"] if line == self.cursor else []
        note = clip(choice.note, width // 2)
        room = max(4, width - 4 - width_of(note) - choice.indent)
        title = clip(choice.title, room)
        lead = ("▌ " if over else "  ") + " " * choice.indent
        gap = " " * max(1, width - 2 - width_of(lead) - width_of(title) - width_of(note))
        segments = [
            self.seg(lead, *over),
            self.seg(title, "pick--title", *over),
            self.seg(gap, *over),
            self.seg(note, "pick--note", *over),
        ]
        return fill(segments, width, self.tint(*over))

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        new = max(0, min(self.cursor + by, len(self.shown_choices) - 1))
        if new != self.cursor:
            self.redraw(self.cursor)
            self.cursor = new
            self.redraw(new)
            self.show_lines(new, new)
            if self.chosen:
                self.post_message(self.Moved(self.chosen))

    def action_scroll_home(self) -> None:
        """To the first line."""
        self.action_move(-len(self.shown_choices))

    def action_scroll_end(self) -> None:
        """To the last line."""
        self.action_move(len(self.shown_choices))

    def action_pick(self) -> None:
        """Choose the line under the cursor."""
        if self.chosen:
            self.post_message(self.Picked(self.chosen))

    def on_click(self, event: Click) -> None:
        """Choose the line clicked on."""
        line = self.line_at(event.y)
        if line < len(self.shown_choices):
            self.action_move(line - self.cursor)
            self.action_pick()
