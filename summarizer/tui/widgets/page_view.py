"""A page on the screen, laid out bit by bit: what is looked at is there at once, the rest comes between the keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, cast

from textual.geometry import Size

from summarizer.document.model import Span
from summarizer.tui.page import Page
from summarizer.tui.widgets.lines import LineView

if TYPE_CHECKING:
    from summarizer.tui.app import DeskApp

SLICE: Final = 0.006
"""Seconds that a long text may take at once to be laid out: keys come in between."""
BREATH: Final = 0.012
"""Seconds between two such slices, at least; while a key is under way there is none."""


class PageView(LineView):
    """A view of a page, or of none. `furniture` is shown or folded."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.page: Page | None = None
        self.furniture = False
        self._wanted = 0
        """The offset to go to once it is laid out; 0 where the view is where it is wanted."""
        self._settling = 0
        """Counts the pages laid out: what was to go on with an earlier one comes too late."""

    def go_to(self, offset: int) -> None:
        """Put the row that shows `offset` at the top."""
        if self._arranged_for <= 0:
            # Not on the screen yet: the first layout goes there.
            self._wanted = offset
            return
        row = self.page.row_of(offset) if self.page and self.page.rows and offset else 0
        self._grow()
        self.scroll_to(y=row, animate=False, force=True, immediate=True)

    @property
    def offset_at_top(self) -> int:
        """The offset of the first row on the screen."""
        if self.page is None or not self.page.rows or self._wanted:
            return self._wanted
        return self.page.rows[min(self.scroll_offset.y, len(self.page.rows) - 1)].start

    def reveal(self, span: Span) -> None:
        """Bring a place on the screen; one far down a book, as soon as that is laid out."""
        if self.page is not None and self._arranged_for > 0:
            if not self.page.reach(span.end, SLICE):
                self._wanted = span.start
                return
            self._wanted = 0
            first, last = self.page.rows_of(span)
            self._grow()
            self.show_lines(first, last, middle=True)

    def lay_out_page(self, width: int) -> int:
        """Lay the page out for so many cells, as much as can be done now; how many rows there are."""
        assert self.page is not None
        self._wanted = self.offset_at_top
        self.page.arrange(width, furniture=self.furniture, seconds=SLICE)
        self._settling += 1
        self.call_after_refresh(self._settle, self._settling)
        return len(self.page.rows)

    def _settle(self, layout: int) -> None:
        """Go where the reader was as soon as that is laid out, and lay out the rest between the keys."""
        if self.page is None or self._arranged_for <= 0 or layout != self._settling:
            return
        whole = self.page.go_on(SLICE)
        if self._wanted and self.page.reaches(self._wanted):
            wanted, self._wanted = self._wanted, 0
            self.go_to(wanted)
        if whole:
            self._grow()
        else:
            cast("DeskApp", self.app).beside_keys(BREATH, partial(self._settle, layout))

    def _grow(self) -> None:
        """Let the view be as long as what is laid out."""
        if self.page is not None and self._arranged_for > 0 and len(self.page.rows) > self.virtual_size.height:
            self.virtual_size = Size(self.virtual_size.width, len(self.page.rows))

    # --- moving; where the reader goes takes the place of where the view was to go

    def action_scroll_end(self) -> None:
        """To the bottom; of a book as far as it is laid out, and on as soon as the rest is."""
        if self.page is not None and not self.page.go_on(SLICE):
            self._wanted = len(self.page.article.text)
        else:
            self._wanted = 0
        self._grow()
        super().action_scroll_end()

    def action_scroll_home(self) -> None:
        """To the top."""
        self._wanted = 0
        super().action_scroll_home()

    def action_scroll_down(self) -> None:
        """A line down."""
        self._wanted = 0
        super().action_scroll_down()

    def action_scroll_up(self) -> None:
        """A line up."""
        self._wanted = 0
        super().action_scroll_up()

    def _scroll_page(self, by: int) -> None:
        self._wanted = 0
        super()._scroll_page(by)
