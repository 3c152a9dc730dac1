"""What the parts of the desk share: its widgets, the entry being read, and notices."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.screen import Screen

from summarizer import locale
from summarizer.tui.inference import Inference
from summarizer.tui.library import Entry, Library
from summarizer.tui.preferences import Preferences
from summarizer.tui.widgets.bars import KeyBar, TopBar
from summarizer.tui.widgets.brief import BriefView
from summarizer.tui.widgets.card import Card
from summarizer.tui.widgets.editor import Editor
from summarizer.tui.widgets.panes import BriefPane, QueuePane, SourcePane
from summarizer.tui.widgets.queue import QueueView
from summarizer.tui.widgets.searchbar import SearchBar
from summarizer.tui.widgets.source import SourceView

if TYPE_CHECKING:
    from typing import Literal

    from summarizer.tui.app import DeskApp

    Severity = Literal["information", "warning", "error"]


class DeskBase(Screen[None]):
    """The desk without its commands."""

    entry: Entry | None = None
    """The article being read."""

    # --- the application's

    @property
    def desk(self) -> DeskApp:
        """The application."""
        return cast("DeskApp", self.app)

    @property
    def library(self) -> Library:
        """The queue."""
        return self.desk.library

    @property
    def inference(self) -> Inference:
        """The worker."""
        return self.desk.inference

    @property
    def preferences(self) -> Preferences:
        """What the reader chose."""
        return self.desk.preferences

    # --- widgets

    @property
    def queue_view(self) -> QueueView:
        """The list of articles."""
        return self.query_one("#queue", QueueView)

    @property
    def source_view(self) -> SourceView:
        """The article."""
        return self.query_one("#source", SourceView)

    @property
    def brief_view(self) -> BriefView:
        """The brief."""
        return self.query_one("#brief", BriefView)

    @property
    def card(self) -> Card:
        """The card under the source."""
        return self.query_one(Card)

    @property
    def editor(self) -> Editor:
        """The editor over the brief."""
        return self.query_one(Editor)

    @property
    def panes(self) -> tuple[QueuePane, SourcePane, BriefPane]:
        """The panes, left to right."""
        return self.query_one(QueuePane), self.query_one(SourcePane), self.query_one(BriefPane)

    @property
    def brief_pane(self) -> BriefPane:
        """The right pane."""
        return self.query_one(BriefPane)

    @property
    def source_search(self) -> SearchBar:
        """The search under the source."""
        return self.query_one("#source-search", SearchBar)

    @property
    def queue_search(self) -> SearchBar:
        """The search under the queue."""
        return self.query_one("#queue-search", SearchBar)

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

    # --- telling

    def tell(self, name: str, severity: Severity = "information", /, **values: object) -> None:
        """A notice in the reader's language; values may come from articles and files."""
        words = locale.text(f"tui.notice.{name}", **values)
        self.notify(words, severity=severity, timeout=4 if severity == "information" else 8, markup=False)

    def alarm(self, words: str) -> None:
        """An error that is already in words."""
        self.notify(words, severity="error", timeout=10, markup=False)

    # --- for the parts to call on each other

    def show_entry(self, entry: Entry | None) -> None:
        """Read this one."""
        raise NotImplementedError

    def entry_changed(self, entry: Entry, *, listed: bool = False) -> None:
        """Draw an entry again wherever it is shown; `listed` where its place in the queue may change."""
        raise NotImplementedError

    def leave_editor(self, entry: Entry | None = None) -> None:
        """Keep what is being typed and put the editor away; of `entry` alone where one is named."""
        raise NotImplementedError

    def refresh_bars(self) -> None:
        """Titles, top and keys."""
        raise NotImplementedError

    def focus_pane(self, index: int) -> None:
        """Bring a pane to the front and type in it."""
        raise NotImplementedError
