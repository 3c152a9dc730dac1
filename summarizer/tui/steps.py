"""What can be taken back on the queue: articles that were taken off, a text that gave way to a newer one."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.brief.model import Brief
from summarizer.tui.edits import History
from summarizer.tui.entry import Entry, Since, Text


@dataclass(frozen=True)
class Removal:
    """Entries that were taken off, with the places they had."""

    taken: tuple[tuple[int, Entry], ...]


@dataclass(frozen=True)
class Replacement:
    """A text that gave way to what its file says now, with its brief."""

    entry: Entry
    text: Text
    history: History | None
    brief: Brief
    since: Since


Step = Removal | Replacement
