"""Dialogs: a box over the desk that Escape closes. Titles and choices may hold text from articles: never markup."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Generic, Self, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Click
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Input, Label

from summarizer.tui.layout import clip
from summarizer.tui.screens.backdrop import Backdrop
from summarizer.tui.widgets.picklist import Choice, PickList
from summarizer.tui.widgets.typing import Line

T = TypeVar("T")


class Dialog(ModalScreen[T | None], Generic[T]):
    """A titled box; subclasses compose its inside."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("ctrl+q", "app.quit", show=False),
    ]

    def __init__(self, title: str, *, hint: str = "") -> None:
        super().__init__()
        self._title, self._hint = title, hint
        self._backdrop = Backdrop()

    def render_line(self, y: int) -> Strip:
        """What is seen beside the box."""
        stack, color = self.app.screen_stack, self.styles.background
        if color.a == 1.0 or self not in stack[1:]:
            return super().render_line(y)
        return self._backdrop.line(stack[stack.index(self) - 1], y, self.size, color)

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw again; regions are what was drawn anew below."""
        if regions:
            self._backdrop.changed()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def compose(self) -> ComposeResult:
        """The box."""
        with Vertical(id="box"):
            yield Label(clip(self._title, 120), id="title", markup=False)
            yield from self.inside()
            if self._hint:
                yield Label(self._hint, id="hint", markup=False)

    def inside(self) -> ComposeResult:
        """What is in the box."""
        raise NotImplementedError

    def answer(self, value: T | None) -> None:
        """Close with an answer, once: a double click or a key that bounces answers twice."""
        if self.is_current:
            self.dismiss(value)

    def action_close(self) -> None:
        """Close without an answer."""
        self.answer(None)

    def on_click(self, event: Click) -> None:
        """A click beside the box closes it."""
        if event.widget is self:
            self.answer(None)


class Choose(Dialog[str]):
    """Pick one of a list; typing narrows it. Gives the choice's id."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("pageup", "move(-10)", show=False, priority=True),
        Binding("pagedown", "move(10)", show=False, priority=True),
    ]

    def __init__(
        self, title: str, choices: Sequence[Choice], *, now: str = "", typing: str = "", hint: str = ""
    ) -> None:
        super().__init__(title, hint=hint)
        self._choices, self._now, self._typing = choices, now, typing

    def inside(self) -> ComposeResult:
        """A line to type in, where that is of use, and the list."""
        if self._typing:
            yield Line(placeholder=self._typing, id="query", compact=True)
        pick = PickList(self._choices, self._now, id="pick")
        pick.styles.height = min(max(1, len(self._choices)), 24)
        yield pick

    def on_mount(self) -> None:
        """Typing goes to the line above the list."""
        (self.query_one("#query") if self._typing else self.query_one("#pick")).focus()

    def action_move(self, by: int) -> None:
        """Move in the list while typing."""
        self.query_one(PickList).action_move(by)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self.query_one(PickList).narrow(event.value)

    @on(Input.Submitted)
    def _pick(self) -> None:
        self.query_one(PickList).action_pick()

    @on(PickList.Picked)
    def _picked(self, event: PickList.Picked) -> None:
        self.answer(event.choice.id)


class Ask(Dialog[str]):
    """Ask for one line of text; `empty` where nothing is an answer too.

    Typing takes the place of `value`, or goes on from it where each change is told (`typed`): then it is being kept.
    """

    def __init__(
        self,
        title: str,
        value: str = "",
        *,
        placeholder: str = "",
        hint: str = "",
        empty: bool = False,
        typed: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__(title, hint=hint)
        self._value, self._placeholder, self._empty, self._told = value, placeholder, empty, typed

    def inside(self) -> ComposeResult:
        """The line."""
        whole = self._told is None
        yield Line(self._value, placeholder=self._placeholder, id="query", compact=True, select_on_focus=whole)

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if self._told is not None:
            self._told(event.value)

    @on(Input.Submitted)
    def _done(self, event: Input.Submitted) -> None:
        value = event.value.strip()
        self.answer(value if value or self._empty else None)
