"""The queue: sorting, filtering, finding, removing, and going from article to article."""

from __future__ import annotations

from textual import on

from summarizer import locale
from summarizer.tui.library import FILTERS, SORTS, Entry, Filter, Sort, State
from summarizer.tui.screens.dialog import Choose
from summarizer.tui.screens.reading import Reading
from summarizer.tui.screens.working import Working
from summarizer.tui.widgets.picklist import Choice
from summarizer.tui.widgets.queue import QueueView
from summarizer.tui.widgets.searchbar import SearchBar


class Queueing(Reading, Working):
    """Commands of the queue."""

    @on(QueueView.Chosen)
    def _queue_chosen(self, event: QueueView.Chosen) -> None:
        if self.library.by_key(event.entry.key) is not None:
            self.show_entry(event.entry)

    @on(QueueView.Asked)
    def _queue_asked(self, event: QueueView.Asked) -> None:
        chosen = self.queue_view.chosen
        match event.command:
            case "read" if chosen is not None:
                if chosen is not self.entry:
                    self.show_entry(chosen)
                self.focus_pane(1 if chosen.brief is None else 2)
            case "search":
                self.queue_search.open()
            case "sort":
                self._choose_sort()
            case "filter":
                self._choose_filter()
            case "reload" if chosen is not None:
                self.reload(chosen)
            case "remove" if chosen is not None:
                self._remove_entries([chosen])
            case "remove_done":
                self._remove_entries([e for e in self.library.entries if e.state in (State.DONE, State.WARNED)])

    def _choose_sort(self) -> None:
        choices = [Choice(name, locale.text(f"tui.sort.{name}")) for name in SORTS]

        def chosen(name: str | None) -> None:
            if name in SORTS:
                sort: Sort = name
                self.library.sort = sort
                self.relist()

        self.app.push_screen(Choose(locale.text("tui.sort.by"), choices, now=self.library.sort), chosen)

    def _choose_filter(self) -> None:
        choices = [Choice(name, locale.text(f"tui.filter.{name}")) for name in FILTERS]

        def chosen(name: str | None) -> None:
            if name in FILTERS:
                only: Filter = name
                self.library.filter = only
                self.relist()

        self.app.push_screen(Choose(locale.text("tui.filter.by"), choices, now=self.library.filter), chosen)

    def _remove_entries(self, entries: list[Entry]) -> None:
        if not entries:
            self.tell("nothing_done")
            return
        self.inference.cancel(entry.key for entry in entries)
        view = self.library.view()
        at = next((n for n, entry in enumerate(view) if entry is entries[0]), 0)
        self.desk.remember()
        self.library.remove(entries)
        if self.entry in entries:
            rest = self.library.view()
            self.show_entry(rest[min(at, len(rest) - 1)] if rest else None)
        self.relist()
        self.tell("removed", n=len(entries))

    @on(SearchBar.Changed, "#queue-search")
    def _queue_narrowed(self, event: SearchBar.Changed) -> None:
        self.library.query = event.query
        self.relist()

    @on(SearchBar.Stepped, "#queue-search")
    def _queue_stepped(self, event: SearchBar.Stepped) -> None:
        self.queue_view.step(event.by)

    @on(SearchBar.Done, "#queue-search")
    def _queue_found(self, event: SearchBar.Done) -> None:
        self.queue_view.focus()
        if not event.kept:
            self.library.query = ""
            self.queue_search.close()
            self.relist()
        chosen = self.queue_view.chosen
        if chosen is not None and chosen is not self.entry:
            self.show_entry(chosen)

    def action_next_article(self) -> None:
        """To the next article from any pane."""
        self.queue_view.step(1)

    def action_previous_article(self) -> None:
        """To the article before."""
        self.queue_view.step(-1)

    def action_next_warning(self) -> None:
        """To the next sentence that is not supported, in this brief or the next."""
        view = self.library.view()
        start = next((n for n, entry in enumerate(view) if entry is self.entry), -1)
        for step in range(len(view) + 1):
            entry = view[(start + step) % len(view)] if view else None
            brief = entry.current() if entry else None
            if entry is None or brief is None:
                continue
            after = -2
            chosen = self.brief_view.chosen
            if step == 0 and chosen is not None and chosen.sentence is not None:
                after = chosen.sentence
            both = [(-1, brief.headline), *enumerate(brief.summary)]
            bad = [n for n, s in both if s is not None and s.status == "unsupported" and n > after]
            if bad:
                if entry is not self.entry:
                    self.show_entry(entry)
                self.focus_pane(2)
                self.brief_view.choose("h" if bad[0] < 0 else f"s{bad[0]}")
                self.show_evidence(self.brief_view.chosen, reveal=True)
                return
        self.tell("no_warnings")
