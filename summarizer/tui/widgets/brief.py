"""The brief: sentences with their verdicts, tables of figures and directives, checks; edited in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from rich.segment import Segment
from textual.events import Click
from textual.message import Message

from summarizer import locale
from summarizer.document.model import Span
from summarizer.tui.entry import Entry, State
from summarizer.tui.layers import KINDS
from summarizer.tui.layout import lines
from summarizer.tui.widgets.brief_lines import sheet
from summarizer.tui.widgets.lines import LineView, fill
from summarizer.tui.widgets.sheet import Item, Look, Sheet

_NAMES: Final = (
    "ok", "note", "bad", "busy", "dim", "text", "headline", "section", "rule", "reason", "quote", "chosen", "here",
    "figure-supported", "figure-elsewhere", "figure-unsupported", "up", "down", "strength", "who", "due", "used",
)  # fmt: skip


class BriefView(LineView, can_focus=True):
    """A list of items of very different shapes, with a cursor on one of them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"brief--{name}" for name in _NAMES),
        *(f"brief--{kind}" for kind in KINDS),
    }

    @dataclass
    class Chosen(Message):
        """The cursor came to an item, by the reader's hand."""

        item: Item

    @dataclass
    class Edited(Message):
        """A sentence was clicked on twice."""

    @dataclass
    class Moved(Message):
        """The lines moved under an editor that lies over them."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.entry: Entry | None = None
        self.sheet = Sheet()
        self.all_figures = False
        self.quoting = False
        self.gap: tuple[str, int] | None = None
        self.used: frozenset[str] = frozenset()
        self._cursor = -1

    # --- what it shows

    @property
    def chosen(self) -> Item | None:
        """The item under the cursor."""
        return self.sheet.items[self._cursor] if 0 <= self._cursor < len(self.sheet.items) else None

    def item(self, name: str) -> Item | None:
        """An item by its id (`h` headline, `s0` first sentence, `f3`, `d0`, `c1`)."""
        return next((item for item in self.sheet.items if item.id == name), None)

    def show(self, entry: Entry | None, item: str = "") -> None:
        """Show an entry, the cursor on the item of that id where there is one."""
        self.entry = entry
        self.gap = None
        self.used = frozenset()
        self._cursor = -1
        self._restore = item
        self.reset()
        self.scroll_to(y=0, animate=False, force=True, immediate=True)
        if item:
            self.choose(item)

    _restore = ""

    def refresh_entry(self) -> None:
        """Lay the same entry out again, keeping the cursor and the place."""
        held = self.chosen.id if self.chosen else self._restore
        self.reset()
        if held:
            self._cursor = next((n for n, item in enumerate(self.sheet.items) if item.id == held), -1)
            self.redraw()
        self.post_message(self.Moved())

    def choose(self, name: str) -> bool:
        """Put the cursor on an item without telling the screen; False where there is no such item."""
        number = next((n for n, item in enumerate(self.sheet.items) if item.id == name), -1)
        if number < 0:
            return False
        self._put(number)
        return True

    def mark_used(self, names: frozenset[str]) -> None:
        """Mark the items that rest on the source sentence under its cursor; show the first."""
        if names == self.used:
            return
        self.used = names
        self.redraw()
        for item in self.sheet.items:
            if item.id in names:
                self.show_lines(item.first, item.last)
                break

    # --- drawing

    def lay_out(self, width: int) -> int:
        """Lay the entry out for a width."""
        entry = self.entry
        if entry is None or entry.article is None:
            self.sheet = Sheet()
            for line in lines(self._nothing(), width - 4):
                self.sheet.add([("  " + line, "brief--bad" if entry and entry.error else "brief--dim")])
            return max(1, len(self.sheet.lines))
        quote = self._quoted()
        look = Look(width - 1, self.all_figures, quote, self.gap)
        self.sheet = sheet(entry, look)
        lead = self._hint(entry, width)
        if lead:
            moved = Sheet()
            for line, tone in lead:
                moved.add([(line, tone)])
            moved.add([])
            shift = len(moved.lines)
            self.sheet.lines[:0] = moved.lines
            self.sheet.item_of[:0] = moved.item_of
            for item in self.sheet.items:
                item.first, item.last = item.first + shift, item.last + shift
        return max(1, len(self.sheet.lines))

    def _quoted(self) -> str | None:
        return self.chosen.id if self.quoting and self.chosen and self.chosen.sentence is not None else None

    def _nothing(self) -> str:
        if self.entry is None:
            return locale.text("tui.brief.nothing")
        return locale.text("tui.brief.failed" if self.entry.error else "tui.brief.loading")

    def _hint(self, entry: Entry, width: int) -> list[tuple[str, str]]:
        """What to say above the tables where there is no brief yet."""
        if entry.brief is not None or entry.state in (State.BRIEFING,):
            if entry.error:
                return [("⚠ " + line if n == 0 else "  " + line, "brief--bad")
                        for n, line in enumerate(lines(entry.error, width - 5))]  # fmt: skip
            return []
        if entry.error:
            words, tone = f"✗ {entry.error}", "brief--bad"
        elif entry.state is State.QUEUED:
            words, tone = f"◌ {locale.text('tui.brief.queued')}", "brief--busy"
        else:
            words, tone = f"○ {locale.text('tui.brief.waiting')}", "brief--dim"
        return [(" " + line, tone) for line in lines(words, width - 4)]

    def draw(self, line: int, width: int) -> list[Segment]:
        """One line; the chosen item's have a mark before them."""
        if line >= len(self.sheet.lines):
            return []
        number = self.sheet.item_of[line]
        item = self.sheet.items[number] if number >= 0 else None
        over: list[str] = []
        mark = " "
        if item is not None:
            if item.id in self.used:
                over, mark = ["brief--used"], "▎"
            if number == self._cursor:
                over, mark = ["brief--here" if self.has_focus else "brief--chosen"], "▌"
        segments = [self.seg(mark, *over)]
        for text, name in self.sheet.lines[line]:
            names = [name, *over] if name else over
            segments.append(self.seg(text, *names))
        return fill(segments, width, self.tint(*over)) if over else segments

    # --- moving

    def action_scroll_down(self) -> None:
        """To the next item, or on through a long one."""
        self._step(1)

    def action_scroll_up(self) -> None:
        """To the item before."""
        self._step(-1)

    def action_page_down(self) -> None:
        """A screen down; the cursor comes along."""
        self._page(1)

    def action_page_up(self) -> None:
        """A screen up."""
        self._page(-1)

    def action_scroll_home(self) -> None:
        """To the first item."""
        self._move(0)
        self.scroll_to(y=0, animate=False, force=True, immediate=True)

    def action_scroll_end(self) -> None:
        """To the last item."""
        self._move(len(self.sheet.items) - 1)

    def _step(self, by: int) -> None:
        if not self.sheet.items:
            self.scroll_to(y=self.scroll_offset.y + by, animate=False, force=True, immediate=True)
            return
        self._move(max(0, self._cursor + by))

    def _page(self, by: int) -> None:
        height = max(2, self.size.height - 1)
        items = self.sheet.items
        if not items:
            return
        line = (items[self._cursor].first if self._cursor >= 0 else 0) + by * height
        near = min(range(len(items)), key=lambda n: abs(items[n].first - line))
        self._move(near)

    def _move(self, number: int) -> None:
        number = max(0, min(number, len(self.sheet.items) - 1))
        if self.sheet.items and number != self._cursor:
            self._put(number)
            self.post_message(self.Chosen(self.sheet.items[number]))

    def _put(self, number: int) -> None:
        self._cursor = number
        self.used = frozenset()
        self._restore = self.sheet.items[number].id
        if self.quoting:
            self.reset()
        else:
            self.redraw()
        item = self.sheet.items[number]
        # Headings above the first item of a table come into view with it.
        first = 0 if number == 0 else item.first
        self.show_lines(first if item.last - first < self.size.height else item.first, item.last)

    def show_focus(self) -> None:
        """The chosen item looks otherwise."""
        if self.chosen is not None:
            self.redraw(self.chosen.first, self.chosen.last)

    def on_click(self, event: Click) -> None:
        """Choose the item clicked on; a double click edits."""
        line = self.line_at(event.y)
        if line < len(self.sheet.item_of) and self.sheet.item_of[line] >= 0:
            number = self.sheet.item_of[line]
            if number != self._cursor:
                self._move(number)
            else:
                self.post_message(self.Chosen(self.sheet.items[number]))
            if event.chain == 2 and self.sheet.items[number].sentence is not None:
                self.post_message(self.Edited())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell an editor that lies over the lines."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Moved())

    def on_resize(self) -> None:
        """Tell an editor that lies over the lines; they are laid out anew before it hears of it."""
        self.post_message(self.Moved())

    def spans_used(self, sentence: Span) -> frozenset[str]:
        """The items whose place in the source touches `sentence`; brief sentences alone where there are any."""
        places = self.sheet.places().within(sentence.start, sentence.end)
        touching = [self.sheet.items[number] for number in sorted({number for _, number in places})]
        worded = [item for item in touching if item.sentence is not None]
        return frozenset(item.id for item in (worded or touching))
