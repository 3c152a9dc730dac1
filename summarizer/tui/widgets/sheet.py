"""A brief as lines with items on them to choose: what the tables, sentences and checks are written on. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from summarizer.document.model import Span
from summarizer.tui.layers import Layer
from summarizer.tui.layout import width_of

Piece = tuple[str, str]
"""Text and the component class that draws it (empty: as the pane)."""

MOST = 300
"""Rows of a table at most, the most salient ones: no reader wants more, and each refresh lays them all out."""


@dataclass(slots=True)
class Item:
    """Something to choose. `spans` are its places in the source; `sentence` its index in the summary (-1: headline)."""

    id: str
    first: int = 0
    last: int = 0
    spans: tuple[Span, ...] = ()
    sentence: int | None = None
    text: str = ""


@dataclass(slots=True)
class Sheet:
    """All lines of a brief, and the items on them in order."""

    lines: list[list[Piece]] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    item_of: list[int] = field(default_factory=list)
    _places: Layer | None = None

    def places(self) -> Layer:
        """Where in the source the items are, by item number."""
        if self._places is None:
            self._places = Layer((span, number) for number, item in enumerate(self.items) for span in item.spans)
        return self._places

    def add(self, pieces: list[Piece], item: int = -1) -> None:
        """Append one line, of item number `item`."""
        self.lines.append(pieces)
        self.item_of.append(item)

    def blank(self) -> None:
        """An empty line, unless there is one at the end."""
        if self.lines and self.lines[-1]:
            self.add([])

    def put(self, item: Item, rows: Iterable[list[Piece]]) -> None:
        """Append an item with its lines."""
        number = len(self.items)
        item.first = len(self.lines)
        for row in rows:
            self.add(row, number)
        item.last = max(item.first, len(self.lines) - 1)
        self.items.append(item)


@dataclass(frozen=True, slots=True)
class Look:
    """How to lay out: all figures or key ones only, whose evidence to quote, a gap of so many lines for an editor."""

    width: int
    all_figures: bool = False
    quote: str | None = None
    gap: tuple[str, int] | None = None


def section(out: Sheet, title: str, count: int, look: Look) -> None:
    """A heading with a rule after it, and how many stand under it."""
    out.blank()
    words = f"{title} "
    tail = f" {count}" if count else ""
    rule = "─" * max(2, look.width - 2 - width_of(words) - width_of(tail))
    out.add([(words, "brief--section"), (rule, "brief--rule"), (tail, "brief--dim")])
