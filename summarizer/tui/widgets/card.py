"""The card of a mark: what a figure or a directive means, at the foot of the source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment

from summarizer.tui.layout import lines, width_of
from summarizer.tui.widgets.lines import LineView


class Card(LineView):
    """Labels and words; as high as they need, up to `LIMIT` lines, then it scrolls."""

    LIMIT: ClassVar[int] = 9
    COMPONENT_CLASSES: ClassVar[set[str]] = {"card--title", "card--label", "card--text"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._title = ""
        self._rows: Sequence[tuple[str, str]] = ()
        self._lines: list[list[tuple[str, str]]] = []

    def show(self, title: str, rows: Sequence[tuple[str, str]]) -> None:
        """Show these rows under a title."""
        self._title, self._rows = title, rows
        self.reset()
        self.scroll_to(y=0, animate=False, force=True, immediate=True)

    def lay_out(self, width: int) -> int:
        """Labels in a column."""
        column = min(width // 3, 2 + max((width_of(label) for label, _ in self._rows), default=0))
        self._lines = [[(" " + line, "card--title")] for line in lines(self._title, width - 2, 2)]
        for label, words in self._rows:
            for number, line in enumerate(lines(words, width - column - 2, 4)):
                lead = f" {label}" if number == 0 else ""
                self._lines.append(
                    [(lead + " " * max(0, column + 1 - width_of(lead)), "card--label"), (line, "card--text")]
                )
        height = min(self.LIMIT, len(self._lines)) + self.gutter.height
        if self.styles.height is None or self.styles.height.value != height:
            self.styles.height = height
        return len(self._lines)

    def draw(self, line: int, width: int) -> list[Segment]:
        """One row."""
        return [self.seg(text, name) for text, name in self._lines[line]] if line < len(self._lines) else []
