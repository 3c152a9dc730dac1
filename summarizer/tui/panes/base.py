"""What the panes share: a title that says where one is, the desk, and the screen that they stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.containers import Vertical
from textual.geometry import Region
from textual.strip import Strip

from summarizer.tui.desk import Desk
from summarizer.tui.widgets.bars import PaneTitle

if TYPE_CHECKING:
    from summarizer.tui.screens.desk import DeskScreen


class Pane(Vertical):
    """A pane."""

    DEFAULT_CSS = """
    Pane { width: 1fr; height: 1fr; }
    """

    def render_line(self, y: int) -> Strip:
        """There is nothing of its own in it."""
        return Strip.blank(self.size.width, self.visual_style.rich_style)

    def render_lines(self, crop: Region) -> list[Strip]:
        """All rows look the same: one is drawn where Textual would draw them all, with each line of a search."""
        return super().render_lines(Region(crop.x, crop.y, crop.width, 1)) * crop.height

    @property
    def board(self) -> DeskScreen:
        """The screen."""
        return cast("DeskScreen", self.screen)

    @property
    def desk(self) -> Desk:
        """What the desk knows."""
        return self.board.desk

    def title(self) -> PaneTitle:
        """The title line."""
        return self.query_one(PaneTitle)

    def mark(self, here: bool) -> None:
        """Say in the title whether keys go to this pane."""
        title = self.title()
        if title.focused_pane != here:
            title.focused_pane = here
            title.set_class(here, "-focused")
            title.refresh()
