"""Help by pane, from the command table; and what the marks in the source mean."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from summarizer import locale
from summarizer.tui.commands import SCOPES, TABLE, Command, Keymap, Scope, key_label
from summarizer.tui.layers import KINDS
from summarizer.tui.layout import lines, width_of
from summarizer.tui.screens.dialog import Dialog
from summarizer.tui.search import matches
from summarizer.tui.widgets.lines import LineView
from summarizer.tui.widgets.typing import Line
from summarizer.tui.words import BARS


class HelpView(LineView, can_focus=True):
    """All commands with their keys, those of one pane first."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"help--key", "help--head", "help--text"}

    def __init__(self, scope: Scope, keymap: Keymap) -> None:
        super().__init__()
        self._scope, self._keymap = scope, keymap
        self._query = ""
        self._rows: list[list[tuple[str, str]]] = []

    def narrow(self, query: str) -> None:
        """Leave only the commands whose words or keys hold every word of `query`."""
        self._query = query.strip()
        self.reset()
        self.scroll_to(y=0, animate=False, force=True, immediate=True)

    def _wanted(self, command: Command, keys: str) -> bool:
        if not self._query or matches(f"{command.title} {command.label}", self._query):
            return True
        return self._query in keys.split()

    def lay_out(self, width: int) -> int:
        """Keys in a column, words beside them."""
        column = min(16, width // 3)
        rows: list[list[tuple[str, str]]] = []
        order = [self._scope, *(scope for scope in SCOPES if scope not in (self._scope, "desk")), "desk"]
        for scope in dict.fromkeys(order):
            found = [
                (command, keys)
                for command in TABLE
                if command.scope == scope
                and self._wanted(command, keys := " ".join(key_label(key) for key in self._keymap[command.id]))
            ]
            if not found:
                continue
            if rows:
                rows.append([])
            rows.append([(locale.text(f"tui.help.{scope}"), "help--head")])
            for command, keys in found:
                for number, line in enumerate(lines(command.title, width - column - 3)):
                    lead = f" {keys}" if number == 0 else ""
                    rows.append([(lead + " " * max(1, column - width_of(lead)), "help--key"), (line, "help--text")])
            if scope == self._scope and not self._query:
                for line in lines(locale.text("tui.help.moving"), width - 2):
                    rows.append([(" " + line, "help--text")])
        self._rows = rows
        return len(rows)

    def draw(self, line: int, width: int) -> list[Segment]:
        """One row."""
        return [self.seg(text, name) for text, name in self._rows[line]] if line < len(self._rows) else []


class HelpScreen(Dialog[str]):
    """The help, narrowed by typing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "close", show=False),
        Binding("up", "scroll('scroll_up')", show=False, priority=True),
        Binding("down", "scroll('scroll_down')", show=False, priority=True),
        Binding("pageup", "scroll('page_up')", show=False, priority=True),
        Binding("pagedown", "scroll('page_down')", show=False, priority=True),
    ]

    def __init__(self, scope: Scope, keymap: Keymap) -> None:
        super().__init__(locale.text("tui.help.title"), hint=locale.text("tui.help.hint"))
        self._scope, self._keymap = scope, keymap

    def inside(self) -> ComposeResult:
        """A line to type in, and the list."""
        yield Line(placeholder=locale.text("tui.choose.filter"), id="query", compact=True)
        yield HelpView(self._scope, self._keymap)

    def on_mount(self) -> None:
        """Type at once; the arrows scroll."""
        self.query_one(Line).focus()

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self.query_one(HelpView).narrow(event.value)

    @on(Input.Submitted)
    def _close(self) -> None:
        self.action_close()

    async def action_scroll(self, how: str) -> None:
        """Scroll while typing."""
        await self.query_one(HelpView).run_action(how)


class LegendView(LineView, can_focus=True):
    """Each mark as the source shows it, with its name."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "source--key", "source--trigger", "source--evidence", "source--hit", "source--hit-now", "source--furniture",
        "source--chosen", "source--bar", "source--number", "source--directive", "source--margin", "source--role",
        "source--doubtful",
        *(f"source--{kind}" for kind in KINDS),
    }  # fmt: skip

    def lay_out(self, width: int) -> int:
        """Sample and name."""
        text = locale.text
        rows: list[list[tuple[str, tuple[str, ...]]]] = []

        def row(sample: str, names: tuple[str, ...], words: str) -> None:
            for number, line in enumerate(lines(words, max(10, width - 24))):
                lead = sample if number == 0 else ""
                rows.append([("  ", ()), (lead, names), (" " * (20 - width_of(lead)), ()), (line, ())])

        for kind in KINDS:
            row(text(f"tui.legend.sample.{kind}"), (f"source--{kind}",), text(f"tui.kind.{kind}"))
        row(text("tui.legend.sample.money"), ("source--money", "source--key"), text("tui.legend.key"))
        row(text("tui.legend.sample.trigger"), ("source--directive", "source--trigger"), text("tui.legend.directive"))
        for strength, bar in BARS.items():
            row(bar, ("source--bar",), text(f"tui.strength.{strength}"))
        row("2▌", ("source--number", "source--evidence"), text("tui.legend.evidence"))
        row(text("tui.legend.sample.hit"), ("source--hit",), text("tui.legend.hit"))
        row(text("tui.legend.sample.furniture"), ("source--furniture",), text("tui.legend.furniture"))
        row(text("tui.legend.sample.doubtful"), ("source--doubtful",), text("tui.legend.doubtful"))
        self._rows = rows
        return len(rows)

    _rows: list[list[tuple[str, tuple[str, ...]]]] = []

    def draw(self, line: int, width: int) -> list[Segment]:
        """One row."""
        return [self.seg(text, *names) for text, names in self._rows[line]] if line < len(self._rows) else []


class LegendScreen(Dialog[str]):
    """The legend."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("l,q,enter", "close", show=False)]

    def __init__(self) -> None:
        super().__init__(locale.text("tui.legend.title"), hint=locale.text("tui.legend.hint"))

    def inside(self) -> ComposeResult:
        """The list."""
        view = LegendView()
        view.styles.height = 18
        yield view

    def on_mount(self) -> None:
        """Scroll with the keys."""
        self.query_one(LegendView).focus()
