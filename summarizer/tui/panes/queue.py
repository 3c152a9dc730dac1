"""The queue pane: sorting, filtering, finding, marking, removing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from summarizer import locale
from summarizer.tui.bindings import bindings
from summarizer.tui.entry import Entry, State
from summarizer.tui.library import FILTERS, SORTS, Filter, Sort
from summarizer.tui.panes.base import Pane
from summarizer.tui.screens.dialog import Ask, Choose
from summarizer.tui.widgets.bars import PaneTitle
from summarizer.tui.widgets.picklist import Choice
from summarizer.tui.widgets.queue import QueueView
from summarizer.tui.widgets.searchbar import SearchBar


class QueuePane(Pane):
    """The queue with its search."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("queue")]

    def compose(self) -> ComposeResult:
        """Title, list, search."""
        yield PaneTitle(1, locale.text("tui.pane.queue"))
        yield QueueView(id="queue")
        yield SearchBar(locale.text("tui.queue.find"), id="queue-search")

    @property
    def view(self) -> QueueView:
        """The list."""
        return self.query_one(QueueView)

    @property
    def search(self) -> SearchBar:
        """The line to search in."""
        return self.query_one(SearchBar)

    @on(QueueView.Chosen)
    def _chosen(self, event: QueueView.Chosen) -> None:
        if self.desk.library.by_key(event.entry.key) is not None:
            self.desk.show(event.entry)

    def action_read(self) -> None:
        """Go on to the source, or to the brief where there is one."""
        chosen = self.view.chosen
        if chosen is not None:
            if chosen is not self.desk.entry:
                self.desk.show(chosen)
            self.board.focus_pane(2 if chosen.briefed else 1)

    # --- order

    def action_sort(self) -> None:
        """Sort by something else."""
        library = self.desk.library
        choices = [Choice(name, locale.text(f"tui.sort.{name}")) for name in SORTS]

        def chosen(name: str | None) -> None:
            if name in SORTS:
                sort: Sort = name
                library.sort = sort
                self._reordered()

        self.app.push_screen(Choose(locale.text("tui.sort.by"), choices, now=library.sort), chosen)

    def action_filter(self) -> None:
        """Show another part."""
        library = self.desk.library
        choices = [Choice(name, locale.text(f"tui.filter.{name}")) for name in FILTERS]

        def chosen(name: str | None) -> None:
            if name in FILTERS:
                only: Filter = name
                library.filter = only
                self._reordered()

        self.app.push_screen(Choose(locale.text("tui.filter.by"), choices, now=library.filter), chosen)

    def _reordered(self) -> None:
        self.desk.memory.touch_layout()
        self.board.relist()

    # --- one article, or those that are marked

    @property
    def meant(self) -> Sequence[Entry]:
        """The marked articles, or else the one under the cursor."""
        marked = [entry for entry in self.desk.library.entries if entry.marked]
        chosen = self.view.chosen
        return marked or ([chosen] if chosen is not None else [])

    def action_mark(self) -> None:
        """Mark the article, to do something with several at once; on to the next."""
        chosen = self.view.chosen
        if chosen is not None:
            self.desk.mark([chosen], "marked")
            self.view.step(1)

    def action_mark_all(self) -> None:
        """Mark all that are listed, or none."""
        self.desk.mark(self.desk.library.view(), "marked")

    def action_star(self) -> None:
        """Give a star, or take it."""
        self.desk.mark(self.meant, "star")

    def action_handled(self) -> None:
        """Note that the reader is through with it."""
        self.desk.mark(self.meant, "handled")

    def action_note(self) -> None:
        """Write a note on the article; it is kept as it is typed, and as it was where that is given up."""
        entry = self.view.chosen
        if entry is None:
            return
        before = entry.note

        def noted(words: str | None) -> None:
            self.desk.annotate(entry, before if words is None else words)

        def typed(words: str) -> None:
            self.desk.annotate(entry, words)

        ask = Ask(locale.text("tui.note.title"), before, hint=locale.text("tui.note.hint"), empty=True, typed=typed)
        self.app.push_screen(ask, noted)

    def action_reload(self) -> None:
        """Load the article again."""
        if self.view.chosen is not None:
            self.desk.reload(self.view.chosen)

    def action_remove(self) -> None:
        """Take the article off, or all that are marked."""
        if self.meant:
            self.desk.remove(self.meant)

    def action_remove_done(self) -> None:
        """Take off all that are done."""
        self.desk.remove([e for e in self.desk.library.entries if e.state in (State.DONE, State.WARNED)])

    # --- finding

    def action_search(self) -> None:
        """Find in the queue."""
        self.search.open()

    @on(SearchBar.Changed)
    def _narrowed(self, event: SearchBar.Changed) -> None:
        event.stop()
        self.desk.library.query = event.query
        self.board.relist()

    @on(SearchBar.Stepped)
    def _stepped(self, event: SearchBar.Stepped) -> None:
        event.stop()
        self.view.step(event.by)

    @on(SearchBar.Done)
    def _found(self, event: SearchBar.Done) -> None:
        event.stop()
        if event.kept:
            self.screen.set_focus(self.view)
        else:
            self.end_search()
        chosen = self.view.chosen
        if chosen is not None and chosen is not self.desk.entry:
            self.desk.show(chosen)

    def end_search(self) -> None:
        """Show the whole queue again."""
        if self.search.has_focus_within:
            # First: a line that is hidden with the focus in it takes the focus away with it.
            self.screen.set_focus(self.view)
        self.desk.library.query = ""
        self.search.close()
        self.board.relist()
