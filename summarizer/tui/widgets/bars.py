"""One-line widgets: the bar above, the title of a pane, the keys below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.events import Click
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from summarizer import locale
from summarizer.tui.commands import Command, key_label
from summarizer.tui.layout import clip, shown, width_of
from summarizer.tui.widgets.tints import blend


class Bar(Widget):
    """A row drawn from parts to the left and parts to the right; the left one gives way, but for its first `firm`."""

    firm = 0

    DEFAULT_CSS = """
    Bar { height: 1; width: 1fr; }
    """

    def tint(self, *names: str) -> Style:
        """The widget's style with component classes over it."""
        return blend(self, names)

    def parts(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """Left and right parts, each text and component class (or empty)."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Draw the row."""
        width = self.size.width
        left, right = self.parts()
        firm = sum(width_of(text) for text, _ in left[: self.firm])
        room = min(width * 2 // 3, max(0, width - firm - 1))
        right_width = sum(width_of(text) for text, _ in right)
        while right and right_width > room:
            right = right[:-1]
            right_width = sum(width_of(text) for text, _ in right)
        room = max(0, width - right_width - (1 if right else 0))
        segments: list[Segment] = []
        used = 0
        for text, name in left:
            if used >= room:
                break
            text = clip(text, room - used) if width_of(text) > room - used else shown(text)
            segments.append(Segment(text, self.tint(*([name] if name else []))))
            used += width_of(text)
        segments.append(Segment(" " * (width - used - right_width), self.tint()))
        segments += [Segment(shown(text), self.tint(*([name] if name else []))) for text, name in right]
        return Strip(segments).adjust_cell_length(width, self.tint())


class PaneTitle(Bar):
    """The title of a pane; marked, and not by colour alone, where the pane has the focus."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"title--name", "title--note", "title--warn"}

    def __init__(self, number: int, name: str) -> None:
        super().__init__()
        self._number, self._words = number, name
        self._note: list[tuple[str, str]] = []
        self._detail = ""
        self.focused_pane = False

    def tell(self, detail: str, note: Sequence[tuple[str, str]] = ()) -> None:
        """`detail` follows the name; `note` stands at the right, as text and component class."""
        if (detail, list(note)) != (self._detail, self._note):
            self._detail, self._note = detail, list(note)
            self.refresh()

    def parts(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """Number, name, detail; note."""
        mark = "▶ " if self.focused_pane else f"{self._number} "
        left = [(" " + mark, "title--note"), (self._words, "title--name")]
        if self._detail:
            left.append((f"  {self._detail}", "title--note"))
        return left, [*self._note, (" ", "")] if self._note else []


class TopBar(Bar):
    """What the program is doing; where there is no room for panes side by side, their tabs."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"top--brand", "top--note", "top--busy", "top--tab", "top--tab-now"}

    @dataclass
    class TabChosen(Message):
        """A tab was clicked on."""

        index: int

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._tabs: tuple[str, ...] = ()
        self._now = 0
        self._left: list[tuple[str, str]] = []
        self._right: list[tuple[str, str]] = []

    def tell(self, left: list[tuple[str, str]], right: list[tuple[str, str]]) -> None:
        """What to show: counts to the left, engine and work to the right."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    def tabs(self, names: tuple[str, ...], now: int) -> None:
        """Show tabs, the one numbered `now` in front; no names, no tabs."""
        if (names, now) != (self._tabs, self._now):
            self._tabs, self._now = names, now
            # A tab that is cut off cannot be read or clicked on.
            self.firm = len(names)
            self.refresh()

    def parts(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """Brand or tabs, then the rest."""
        if not self._tabs:
            return [(" tóm tắt ", "top--brand"), (" ", ""), *self._left], self._right
        left: list[tuple[str, str]] = []
        for number, name in enumerate(self._tabs):
            now = number == self._now
            left.append((f" {name} ", "top--tab-now" if now else "top--tab"))
        return left, self._right

    def on_click(self, event: Click) -> None:
        """Choose the tab clicked on."""
        x = 0
        for number, name in enumerate(self._tabs):
            x += width_of(name) + 2
            if event.x < x:
                self.post_message(self.TabChosen(number))
                return


class KeyBar(Bar):
    """The commands that apply now, as many as fit, the most useful ones kept longest."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key--key", "key--label"}

    @dataclass
    class Pressed(Message):
        """A command was clicked on."""

        command: Command

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._commands: list[tuple[Command, str]] = []
        self._places: list[tuple[int, int, Command]] = []
        self._message = ""

    def tell(self, commands: Sequence[tuple[Command, str]], message: str = "") -> None:
        """Show commands with the first key of each, in order of rank."""
        if (list(commands), message) != (self._commands, self._message):
            self._commands, self._message = list(commands), message
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw what fits; help and quit, ranked first, stand at the end."""
        width = self.size.width
        ranked = sorted(self._commands, key=lambda pair: pair[0].rank)
        room, kept = width - 1, []
        for command, key in ranked:
            need = width_of(key_label(key)) + width_of(command.label) + 3
            if need <= room:
                kept.append((command, key))
                room -= need
        own = [pair for pair in kept if pair[0].scope != "desk"]
        kept = own + [pair for pair in kept if pair[0].scope == "desk" and pair[0].rank > 4]
        kept += [pair for pair in ranked if pair[0].scope == "desk" and pair[0].rank <= 4]
        segments = [Segment(" ", self.tint())]
        x, self._places = 1, []
        for command, key in kept:
            label = key_label(key)
            segments.append(Segment(f" {label}", self.tint("key--key")))
            segments.append(Segment(f" {command.label}", self.tint("key--label")))
            end = x + width_of(label) + width_of(command.label) + 2
            self._places.append((x, end, command))
            segments.append(Segment(" ", self.tint()))
            x = end + 1
        return Strip(segments).adjust_cell_length(width, self.tint())

    def on_click(self, event: Click) -> None:
        """Run the command clicked on."""
        for start, end, command in self._places:
            if start <= event.x < end:
                self.post_message(self.Pressed(command))
                return


def pane_names() -> tuple[str, str, str]:
    """The panes' names in the language in use."""
    return tuple(locale.text(f"tui.pane.{name}") for name in ("queue", "source", "brief"))  # type: ignore[return-value]
