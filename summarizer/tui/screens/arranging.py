"""Arranging the panes: side by side or as tabs, wider and narrower, folded and zoomed."""

from __future__ import annotations

from typing import Final

from textual import on
from textual.events import DescendantFocus, Resize
from textual.widget import Widget

from summarizer.tui.screens.base import DeskBase
from summarizer.tui.widgets.bars import TopBar, pane_names

TABS_BELOW: Final = 96
"""Terminals narrower than this show one pane at a time."""
_SHARES: Final = (24, 42, 34)
_SMALLEST: Final = 12
_STEP: Final = 4


class Arranging(DeskBase):
    """The layout and its commands."""

    def __init__(self) -> None:
        super().__init__()
        self._shares = list(_SHARES)
        self._folded: set[int] = set()
        self._zoomed: int | None = None
        self._front = 0

    def on_resize(self, event: Resize) -> None:
        """Side by side or tabs."""
        self.set_class(event.size.width < TABS_BELOW, "-tabs")
        self.set_class(event.size.height < 22, "-low")
        self._arrange()

    def _arrange(self) -> None:
        single = self._front if self.tabbed else self._zoomed
        for index, pane in enumerate(self.panes):
            pane.display = index == single if single is not None else index not in self._folded
            pane.styles.width = f"{self._shares[index]}fr"
        visible = [pane for pane in self.panes if pane.display]
        for pane in self.panes:
            pane.set_class(bool(visible) and pane is visible[0], "-first")
        self.brief_view.quoting = self.tabbed
        if self.tabbed:
            self.top_bar.tabs(tuple(f"{n} {name}" for n, name in enumerate(pane_names(), 1)), self._front)
        else:
            self.top_bar.tabs((), 0)
        self.refresh_bars()

    @property
    def _views(self) -> tuple[Widget, Widget, Widget]:
        return self.queue_view, self.source_view, self.brief_view

    @property
    def focused_pane(self) -> int:
        """The pane that has the focus, or had it last."""
        node: Widget | None = self.focused
        for index, pane in enumerate(self.panes):
            if node is not None and pane in node.ancestors_with_self:
                return index
        return self._front

    def focus_pane(self, index: int) -> None:
        """Bring a pane to the front, unfolded."""
        self._folded.discard(index)
        self._front = index
        if self._zoomed is not None:
            self._zoomed = index
        self._arrange()
        editing = index == 2 and self.editor.display
        (self.editor if editing else self._views[index]).focus()

    @on(DescendantFocus)
    def _focus_moved(self) -> None:
        self._front = self.focused_pane
        self.refresh_bars()

    @on(TopBar.TabChosen)
    def _tab_chosen(self, event: TopBar.TabChosen) -> None:
        self.focus_pane(event.index)

    def action_pane_queue(self) -> None:
        """To the queue."""
        self.focus_pane(0)

    def action_pane_source(self) -> None:
        """To the source."""
        self.focus_pane(1)

    def action_pane_brief(self) -> None:
        """To the brief."""
        self.focus_pane(2)

    def action_next_pane(self) -> None:
        """To the pane on the right."""
        self._cycle(1)

    def action_previous_pane(self) -> None:
        """To the pane on the left."""
        self._cycle(-1)

    def _cycle(self, by: int) -> None:
        index = self.focused_pane
        for _ in range(3):
            index = (index + by) % 3
            if self.tabbed or self._zoomed is not None or index not in self._folded:
                self.focus_pane(index)
                return

    def action_fold(self) -> None:
        """Fold the pane away; its number brings it back."""
        index = self.focused_pane
        if self.tabbed or len(self._folded) >= 2:
            self.tell("cannot_fold")
            return
        self._folded.add(index)
        self._zoomed = None
        rest = next(n for n in (2, 1, 0) if n not in self._folded)
        self._front = rest
        self._arrange()
        self._views[rest].focus()

    def action_zoom(self) -> None:
        """One pane over the whole width, or all again."""
        self._zoomed = None if self._zoomed is not None else self.focused_pane
        self._arrange()

    def action_wider(self) -> None:
        """More room for the pane in use."""
        self._resize_pane(_STEP)

    def action_narrower(self) -> None:
        """Less room for it."""
        self._resize_pane(-_STEP)

    def _resize_pane(self, by: int) -> None:
        index = self.focused_pane
        if self.tabbed:
            self.tell("cannot_fold")
        elif _SMALLEST <= self._shares[index] + by <= 100 - 2 * _SMALLEST:
            self._shares[index] += by
            others = [n for n in range(3) if n != index]
            giver = max(others, key=lambda n: self._shares[n] if by > 0 else -self._shares[n])
            self._shares[giver] = max(_SMALLEST, self._shares[giver] - by)
            self._arrange()

    def action_reset_panes(self) -> None:
        """The panes as they were at first."""
        self._shares, self._folded, self._zoomed = list(_SHARES), set(), None
        self._arrange()

    def layout_data(self) -> dict[str, object]:
        """The layout, for the session."""
        return {"shares": list(self._shares), "folded": sorted(self._folded)}

    def take_layout(self, data: dict[str, object]) -> None:
        """The layout of the last session."""
        shares, folded = data.get("shares"), data.get("folded")
        if isinstance(shares, list) and len(shares) == 3 and all(isinstance(s, int) and 8 <= s <= 84 for s in shares):
            self._shares = shares
        if isinstance(folded, list) and len(folded) < 3:
            self._folded = {n for n in folded if n in (0, 1, 2)}
        self._arrange()
