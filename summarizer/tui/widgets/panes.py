"""The three panes: a title, the view, and what opens at its foot."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Label

from summarizer import locale
from summarizer.tui.widgets.bars import PaneTitle
from summarizer.tui.widgets.brief import BriefView
from summarizer.tui.widgets.card import Card
from summarizer.tui.widgets.editor import Editor
from summarizer.tui.widgets.queue import QueueView
from summarizer.tui.widgets.searchbar import SearchBar
from summarizer.tui.widgets.source import SourceView


class Pane(Vertical):
    """A pane; `number` is the key that leads to it."""

    DEFAULT_CSS = """
    Pane { width: 1fr; height: 1fr; }
    """

    number = 0
    name_key = ""

    def title(self) -> PaneTitle:
        """The title line."""
        return self.query_one(PaneTitle)

    def on_descendant_focus(self) -> None:
        """Mark the title."""
        self._mark(True)

    def on_descendant_blur(self) -> None:
        """Unmark the title."""
        self._mark(False)

    def _mark(self, focused: bool) -> None:
        title = self.title()
        title.focused_pane = focused
        title.set_class(focused, "-focused")
        title.refresh()


class QueuePane(Pane):
    """The queue with its search."""

    def compose(self) -> ComposeResult:
        """Title, list, search."""
        yield PaneTitle(1, locale.text("tui.pane.queue"))
        yield QueueView(id="queue")
        yield SearchBar(locale.text("tui.queue.find"), id="queue-search")


class SourcePane(Pane):
    """The source with its search and the card of a mark."""

    def compose(self) -> ComposeResult:
        """Title, page, card, search."""
        yield PaneTitle(2, locale.text("tui.pane.source"))
        yield SourceView(id="source")
        card = Card(id="card")
        card.display = False
        yield card
        yield SearchBar(locale.text("tui.source.find"), id="source-search")


class BriefPane(Pane):
    """The brief with an editor that lies over the sentence being edited, its verdict under it."""

    def compose(self) -> ComposeResult:
        """Title, sheet; above them the editor."""
        yield PaneTitle(3, locale.text("tui.pane.brief"))
        yield BriefView(id="brief")
        yield Editor(id="editor")
        verdict = Label("", id="verdict", markup=False)
        verdict.display = False
        yield verdict

    def place_editor(self) -> None:
        """Lay the editor and the verdict over the gap that the view left for them."""
        view, editor = self.query_one(BriefView), self.query_one(Editor)
        verdict = self.query_one("#verdict", Label)
        if view.gap is None:
            return
        item = view.item(view.gap[0])
        if item is None:
            return
        lead = 3 if item.sentence == -1 else 5
        width = max(12, view.scrollable_content_region.width - lead - 1)
        # Wrapped here for the width it is about to have (less one cell for the cursor): its own layout comes later.
        editor.wrapped_document.wrap(width - 1, editor.indent_width)
        # One row more than a short text needs keeps the cursor from scrolling the first row away.
        height = max(2, editor.wrapped_document.height)
        reserve = height + 1
        if view.gap[1] != reserve:
            view.gap = (view.gap[0], reserve)
            view.reset()
            item = view.item(view.gap[0]) or item
            view.show_lines(item.first, item.last)
        top = 1 + item.first - view.scroll_offset.y
        editor.styles.width = width
        editor.styles.height = height
        editor.styles.offset = (lead, top)
        verdict.styles.width = width
        verdict.styles.offset = (lead, top + height)
        verdict.styles.height = 1
        verdict.display = 1 <= top + height < self.size.height

    def tell_verdict(self, words: str, tone: str) -> None:
        """Say what the check found; `tone` is ok, note, bad or busy."""
        verdict = self.query_one("#verdict", Label)
        verdict.update(words)
        verdict.set_classes(f"-{tone}")

    def end_editing(self) -> None:
        """Put the editor away."""
        self.query_one(Editor).display = False
        self.query_one("#verdict", Label).display = False
        self.query_one(BriefView).gap = None
