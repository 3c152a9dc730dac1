"""Two desks on one article: what another desk wrote in between is one step of undo away, and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.tui.edits import Draft
from summarizer.tui.reports import Crossed, Overtaken

if TYPE_CHECKING:
    from summarizer.tui.desk import Desk


class Crossings:
    """What the keeper found of other desks' words."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._held: list[Crossed] = []

    def crossed(self, report: Crossed) -> None:
        """Another desk had edited this in between."""
        desk = self._desk
        entry = desk.library.by_key(report.key)
        if entry is None or entry.history is None:
            return
        if entry.history.edited and desk.edits.now is not None and desk.edits.now.entry is entry:
            # The step of the sentence being typed would come between, and `u` not show the other's words as is told.
            self._held.append(report)
            return
        theirs = Draft(report.work.headline, report.work.summary)
        if entry.history.edited:
            entry.history.came_between(theirs)
            desk.eyes.tell("crossed", "warning", name=entry.title)
        else:
            entry.history.push(theirs)
            desk.eyes.tell("crossed_taken", "warning", name=entry.title)
        entry.settle()
        desk.changed(entry, words=True)

    def overtaken(self, report: Overtaken) -> None:
        """Another desk wrote its words over those of this one."""
        if entry := self._desk.library.by_key(report.key):
            self._desk.eyes.tell("overtaken", "warning", name=entry.title)

    def settle(self) -> None:
        """Tell what waited for a sentence that is done now."""
        held, self._held = self._held, []
        for report in held:
            self.crossed(report)
