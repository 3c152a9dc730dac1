"""Going from article to article and warning to warning, from any pane."""

from __future__ import annotations

from summarizer.tui.entry import Entry
from summarizer.tui.screens.hands import Hand


class Going(Hand):
    """Commands that go elsewhere."""

    def next_article(self) -> None:
        """To the next article from any pane."""
        self.board.queue_view.step(1)

    def previous_article(self) -> None:
        """To the article before."""
        self.board.queue_view.step(-1)

    def next_warning(self) -> None:
        """To the next sentence that is not supported, in this brief or the next."""
        desk = self.desk
        view = desk.library.view()
        start = next((n for n, entry in enumerate(view) if entry is desk.entry), -1)
        for step in range(len(view) + 1):
            entry = view[(start + step) % len(view)] if view else None
            if entry is None:
                break
            if entry.parked and entry.warnings and step:
                # Its brief is on its way from the store: then it is chosen.
                self._wanted = entry
                desk.show(entry)
                self.board.focus_pane(2)
                return
            if self._show(entry, after=self._sentence() if step == 0 else -2):
                return
        self.board.tell("no_warnings")

    _wanted: Entry | None = None

    def arrived(self) -> None:
        """The article being read has its brief: go to its first warning, if that was wanted."""
        wanted, entry = self._wanted, self.desk.entry
        if wanted is not None and wanted is entry and entry.brief is not None:
            self._wanted = None
            self._show(entry, after=-2)

    def _sentence(self) -> int:
        chosen = self.board.brief_view.chosen
        return chosen.sentence if chosen is not None and chosen.sentence is not None else -2

    def _show(self, entry: Entry, *, after: int) -> bool:
        brief = entry.current()
        if brief is None:
            return False
        both = [(-1, brief.headline), *enumerate(brief.summary)]
        bad = [n for n, s in both if s is not None and s.status == "unsupported" and n > after]
        if not bad:
            return False
        if entry is not self.desk.entry:
            self.desk.show(entry)
        self.board.focus_pane(2)
        self.board.brief_view.choose("h" if bad[0] < 0 else f"s{bad[0]}")
        self.board.show_evidence(self.board.brief_view.chosen, reveal=True)
        return True
