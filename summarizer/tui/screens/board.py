"""The board that the desk is laid out on: bars and panes, and the way to each of them."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from summarizer.tui.panes.base import Pane
from summarizer.tui.panes.brief import BriefPane
from summarizer.tui.panes.queue import QueuePane
from summarizer.tui.panes.source import SourcePane
from summarizer.tui.screens.canvas import Canvas
from summarizer.tui.widgets.bars import KeyBar, TopBar
from summarizer.tui.widgets.brief import BriefView
from summarizer.tui.widgets.editor import Editor
from summarizer.tui.widgets.queue import QueueView
from summarizer.tui.widgets.source import SourceView


class Board(Screen[None]):
    """Bars and panes."""

    focused = Reactive[Widget | None](None, repaint=False)
    """Textual draws the whole screen anew where it changes; what shows the focus draws itself."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = Canvas()

    def compose(self) -> ComposeResult:
        """Bars and panes."""
        yield TopBar(id="top")
        with Horizontal(id="panes"):
            yield QueuePane(id="queue-pane")
            yield SourcePane(id="source-pane")
            yield BriefPane(id="brief-pane")
        yield KeyBar(id="keys")

    @property
    def queue_pane(self) -> QueuePane:
        """The left pane."""
        return self.query_one(QueuePane)

    @property
    def source_pane(self) -> SourcePane:
        """The middle pane."""
        return self.query_one(SourcePane)

    @property
    def brief_pane(self) -> BriefPane:
        """The right pane."""
        return self.query_one(BriefPane)

    @property
    def panes(self) -> tuple[Pane, Pane, Pane]:
        """The panes, left to right."""
        return self.queue_pane, self.source_pane, self.brief_pane

    @property
    def queue_view(self) -> QueueView:
        """The list of articles."""
        return self.queue_pane.view

    @property
    def source_view(self) -> SourceView:
        """The article."""
        return self.source_pane.view

    @property
    def brief_view(self) -> BriefView:
        """The brief."""
        return self.brief_pane.view

    @property
    def editor(self) -> Editor:
        """The editor over the brief."""
        return self.brief_pane.editor

    @property
    def top_bar(self) -> TopBar:
        """The bar above."""
        return self.query_one(TopBar)

    @property
    def key_bar(self) -> KeyBar:
        """The keys below."""
        return self.query_one(KeyBar)

    @property
    def tabbed(self) -> bool:
        """Whether there is room for one pane only."""
        return self.has_class("-tabs")
