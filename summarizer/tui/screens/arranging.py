"""Arranging the panes: side by side or as tabs, wider and narrower, folded and zoomed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from textual.widget import Widget

from summarizer.tui.screens.hands import Hand
from summarizer.tui.widgets.bars import pane_names

if TYPE_CHECKING:
    from summarizer.tui.screens.desk import DeskScreen

TABS_BELOW: Final = 96
"""Terminals narrower than this show one pane at a time."""
_SHARES: Final = (24, 42, 34)
_SMALLEST: Final = 12
_STEP: Final = 4


class Arranging(Hand):
    """The layout and its commands."""

    def __init__(self, board: DeskScreen) -> None:
        super().__init__(board)
        self._shares = list(_SHARES)
        self._folded: set[int] = set()
        self._zoomed: int | None = None
        self._front = 0

    def resized(self, width: int, height: int) -> None:
        """Side by side or tabs."""
        self.board.set_class(width < TABS_BELOW, "-tabs")
        self.board.set_class(height < 22, "-low")
        self.arrange()

    def arrange(self) -> None:
        """Lay the panes out as they are to be."""
        single = self._front if self.board.tabbed else self._zoomed
        for index, pane in enumerate(self.board.panes):
            pane.display = index == single if single is not None else index not in self._folded
            pane.styles.width = f"{self._shares[index]}fr"
        visible = [pane for pane in self.board.panes if pane.display]
        for pane in self.board.panes:
            pane.set_class(bool(visible) and pane is visible[0], "-first")
        self.board.brief_view.quoting = self.board.tabbed
        if self.board.tabbed:
            self.board.top_bar.tabs(tuple(f"{n} {name}" for n, name in enumerate(pane_names(), 1)), self._front)
        else:
            self.board.top_bar.tabs((), 0)
        self.board.refresh_bars()

    @property
    def _views(self) -> tuple[Widget, Widget, Widget]:
        return self.board.queue_view, self.board.source_view, self.board.brief_view

    @property
    def focused_pane(self) -> int:
        """The pane that has the focus, or had it last."""
        node: Widget | None = self.board.focused
        for index, pane in enumerate(self.board.panes):
            if node is not None and pane in node.ancestors_with_self:
                return index
        return self._front

    def focus_pane(self, index: int) -> None:
        """Bring a pane to the front, unfolded."""
        self._folded.discard(index)
        self._front = index
        if self._zoomed is not None:
            self._zoomed = index
        self.arrange()
        editing = index == 2 and self.board.editor.display
        self.board.set_focus(self.board.editor if editing else self._views[index])

    def focus_moved(self) -> None:
        """The focus came to another pane: its title says so, and the keys are its own."""
        self._front = self.focused_pane
        for index, pane in enumerate(self.board.panes):
            pane.mark(index == self._front)
        self.board.refresh_bars()

    @property
    def zoomed(self) -> bool:
        """Whether one pane has the whole width."""
        return self._zoomed is not None

    def pane_queue(self) -> None:
        """To the queue."""
        self.focus_pane(0)

    def pane_source(self) -> None:
        """To the source."""
        self.focus_pane(1)

    def pane_brief(self) -> None:
        """To the brief."""
        self.focus_pane(2)

    def next_pane(self) -> None:
        """To the pane on the right."""
        self._cycle(1)

    def previous_pane(self) -> None:
        """To the pane on the left."""
        self._cycle(-1)

    def _cycle(self, by: int) -> None:
        index = self.focused_pane
        for _ in range(3):
            index = (index + by) % 3
            if self.board.tabbed or self._zoomed is not None or index not in self._folded:
                self.focus_pane(index)
                return

    def fold(self) -> None:
        """Fold the pane away; its number brings it back."""
        index = self.focused_pane
        if self.board.tabbed or len(self._folded) >= 2:
            self.board.tell("cannot_fold")
            return
        self._folded.add(index)
        self._zoomed = None
        rest = next(n for n in (2, 1, 0) if n not in self._folded)
        self._front = rest
        self.arrange()
        self.board.set_focus(self._views[rest])

    def zoom(self) -> None:
        """One pane over the whole width, or all again."""
        self._zoomed = None if self._zoomed is not None else self.focused_pane
        self.arrange()

    def wider(self) -> None:
        """More room for the pane in use."""
        self._resize_pane(_STEP)

    def narrower(self) -> None:
        """Less room for it."""
        self._resize_pane(-_STEP)

    def _resize_pane(self, by: int) -> None:
        index = self.focused_pane
        if self.board.tabbed:
            self.board.tell("cannot_fold")
        elif _SMALLEST <= self._shares[index] + by <= 100 - 2 * _SMALLEST:
            self._shares[index] += by
            others = [n for n in range(3) if n != index]
            giver = max(others, key=lambda n: self._shares[n] if by > 0 else -self._shares[n])
            self._shares[giver] = max(_SMALLEST, self._shares[giver] - by)
            self.desk.memory.touch_layout()
            self.arrange()

    def reset_panes(self) -> None:
        """The panes as they were at first."""
        self._shares, self._folded, self._zoomed = list(_SHARES), set(), None
        self.desk.memory.touch_layout()
        self.arrange()

    def layout_data(self) -> dict[str, Any]:
        """The layout, for the session."""
        return {"shares": list(self._shares), "folded": sorted(self._folded)}

    def take_layout(self, data: dict[str, Any]) -> None:
        """The layout of the last session."""
        shares, folded = data.get("shares"), data.get("folded")
        if isinstance(shares, list) and len(shares) == 3 and all(isinstance(s, int) and 8 <= s <= 84 for s in shares):
            self._shares = shares
        if isinstance(folded, list) and len(folded) < 3:
            self._folded = {n for n in folded if n in (0, 1, 2)}
        self.arrange()
