"""What the desk wants to be shown, whoever shows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Literal, Protocol

from summarizer.document.model import Span
from summarizer.tui import protocol as p
from summarizer.tui.entry import Entry, Place

Severity = Literal["information", "warning", "error"]
INFORMATION: Final[Severity] = "information"
WARNING: Final[Severity] = "warning"


class Eyes(Protocol):
    """Whoever shows the desk. `tell` names a text under `tui.notice`; values may come from articles and files."""

    def tell(self, name: str, severity: Severity = "information", /, **values: object) -> None:
        """A notice."""
        ...

    def alarm(self, words: str) -> None:
        """An error that is already in words."""
        ...

    def entry_shown(self) -> None:
        """Another article is being read, or its text is another."""
        ...

    def entry_changed(self, entry: Entry, *, listed: bool = False) -> None:
        """Something of an entry is another; `listed` where its place in the queue may be."""
        ...

    def relist(self) -> None:
        """The queue has other entries."""
        ...

    def refresh_bars(self) -> None:
        """Counts, engine or work are others."""
        ...

    def place(self) -> Place | None:
        """Where the reader is in the article being read; None while it is not on the screen."""
        ...

    def layout_data(self) -> dict[str, Any]:
        """How the panes are arranged."""
        ...

    def editor_opened(self, item: str, text: str) -> None:
        """A sentence is being edited: show an editor over this item."""
        ...

    def editor_closed(self, item: str) -> None:
        """It is over; that item is chosen."""
        ...

    def editor_words(self) -> str:
        """What is in the editor now."""
        ...

    def verdict(self, words: str, tone: str) -> None:
        """What the check says of it; `tone` is ok, note, bad or busy."""
        ...

    def evidence(self, spans: Sequence[Span]) -> None:
        """Where in the source the words being typed stand."""
        ...

    def chosen(self) -> tuple[str, int | None, str] | None:
        """The item under the cursor of the brief: its id, its sentence (None: a row), its words."""
        ...

    def choose(self, item: str) -> bool:
        """Put that cursor on an item; False where there is none of this id."""
        ...

    def rendered(self, reply: p.Rendered) -> None:
        """A file's bytes are ready."""
        ...

    def dwell(self) -> None:
        """Count anew how long the reader stays on this article."""
        ...
