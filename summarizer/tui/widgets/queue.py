"""The queue pane: what there is to brief, two lines an article."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.segment import Segment
from textual.events import Click
from textual.message import Message

from summarizer import locale
from summarizer.tui.entry import Entry, State
from summarizer.tui.layout import clip, lines, width_of
from summarizer.tui.widgets.lines import LineView, fill
from summarizer.tui.words import number, place

GLYPHS: Final[dict[State, str]] = {
    State.LOADING: "…",
    State.WAITING: "○",
    State.QUEUED: "◌",
    State.BRIEFING: "◐",
    State.DONE: "✓",
    State.WARNED: "⚠",
    State.FAILED: "✗",
}
_ROWS: Final = 2
_BAR: Final = 6
SLOW: Final = 3.0
"""Seconds after which an article that is being opened says for how long it has been."""


class QueueView(LineView, can_focus=True):
    """The list of entries; it draws and moves a cursor, and leaves all decisions to its pane."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "queue--chosen",
        "queue--here",
        "queue--title",
        "queue--detail",
        "queue--busy",
        "queue--done",
        "queue--warned",
        "queue--failed",
        "queue--empty",
    }

    @dataclass
    class Chosen(Message):
        """The cursor came to an entry."""

        entry: Entry

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._entries: list[Entry] = []
        self._row_of: dict[int, int] = {}
        self._cursor = 0
        self._nothing = "empty"
        self._empty: list[str] = []

    # --- what it shows

    @property
    def chosen(self) -> Entry | None:
        """The entry under the cursor."""
        return self._entries[self._cursor] if 0 <= self._cursor < len(self._entries) else None

    @property
    def listed(self) -> int:
        """How many entries are listed."""
        return len(self._entries)

    def show(self, entries: Sequence[Entry], chosen: Entry | None, nothing: str = "empty") -> None:
        """Show these entries, the cursor on `chosen` where it is among them; where there are none, why (`nothing`)."""
        self._entries = list(entries)
        self._nothing = nothing
        self._row_of = {entry.key: row for row, entry in enumerate(self._entries)}
        if chosen is not None and chosen.key in self._row_of:
            self._cursor = self._row_of[chosen.key]
        else:
            self._cursor = max(0, min(self._cursor, len(self._entries) - 1))
        self.reset()
        self._reveal()

    def update(self, entry: Entry) -> None:
        """Draw one entry again."""
        row = self._row_of.get(entry.key)
        if row is not None:
            self.redraw(row * _ROWS, row * _ROWS + _ROWS - 1)

    def choose(self, entry: Entry) -> None:
        """Move the cursor to `entry`; nothing is posted."""
        row = self._row_of.get(entry.key)
        if row is not None and row != self._cursor:
            self._put(row)

    # --- drawing

    def lay_out(self, width: int) -> int:
        """Two lines an entry."""
        self._empty = [] if self._entries else lines(locale.text(f"tui.queue.{self._nothing}"), width - 2)
        return len(self._empty) + _ROWS * len(self._entries)

    def draw(self, line: int, width: int) -> list[Segment]:
        """Line one: state and title. Line two: where it is from, its length, its state in words."""
        row, part = divmod(line, _ROWS)
        if row >= len(self._entries):
            return [self.seg(" " + self._empty[line], "queue--empty")]
        entry = self._entries[row]
        over = ["queue--here" if self.has_focus else "queue--chosen"] if row == self._cursor else []
        mark = "▌" if row == self._cursor else " "
        if part == 0:
            glyph = GLYPHS[entry.state]
            signs = "".join(sign for sign, here in _signs(entry) if here)
            signs = f"{signs} " if signs else ""
            segments = [
                self.seg(mark, *over),
                self.seg(f"{glyph} ", _tone(entry.state), *over),
                self.seg(signs, "queue--busy", *over),
                self.seg(clip(entry.title, width - 4 - width_of(signs)), "queue--title", *over),
            ]
        else:
            state = clip(self._state(entry), width - 4)
            segments = [
                self.seg(f"{mark}  ", *over),
                self.seg(state, _tone(entry.state), *over),
                self.seg(self._detail(entry, width - 4 - width_of(state)), "queue--detail", *over),
            ]
        return fill(segments, width, self.tint(*over))

    def _detail(self, entry: Entry, room: int) -> str:
        """Length and place. A word of three letters and an ellipsis tells nobody anything: better none."""
        if entry.note:
            # What the reader wrote is worth more than where the article is from.
            return clip(f" ✎ {entry.note}", room)
        length = f" · {locale.text('tui.queue.words', n=number(entry.words))}" if entry.words else ""
        where = f" · {place(entry)}"
        if width_of(length) > room:
            return ""
        short = clip(where, room - width_of(length))
        return length + (short if width_of(short) >= min(10, width_of(where)) else "")

    def _state(self, entry: Entry) -> str:
        progress = entry.progress
        if entry.state is State.BRIEFING and progress is not None:
            words = locale.text(f"tui.stage.{progress.stage}")
            if progress.total and entry.checked:
                done = min(_BAR, round(_BAR * entry.checked / progress.total))
                return f"{words} {'━' * done}{'╌' * (_BAR - done)} {entry.checked}/{progress.total}"
            return words
        words = locale.text(f"tui.state.{entry.state}")
        if entry.state is State.LOADING and entry.began and (seconds := time.monotonic() - entry.began) >= SLOW:
            words = f"{words} {number(int(seconds))} s"
        if entry.edited:
            words = f"{words}, {locale.text('tui.queue.edited')}"
        if entry.since:
            words = f"{words}, {locale.text(f'tui.queue.{entry.since}')}"
        return words

    # --- moving

    def action_cursor_down(self) -> None:
        """One entry down."""
        self._move(self._cursor + 1)

    def action_cursor_up(self) -> None:
        """One entry up."""
        self._move(self._cursor - 1)

    def action_scroll_down(self) -> None:
        """One entry down."""
        self._move(self._cursor + 1)

    def action_scroll_up(self) -> None:
        """One entry up."""
        self._move(self._cursor - 1)

    def action_page_down(self) -> None:
        """A screen down."""
        self._move(self._cursor + max(1, self.size.height // _ROWS - 1))

    def action_page_up(self) -> None:
        """A screen up."""
        self._move(self._cursor - max(1, self.size.height // _ROWS - 1))

    def action_scroll_home(self) -> None:
        """To the first."""
        self._move(0)

    def action_scroll_end(self) -> None:
        """To the last."""
        self._move(len(self._entries) - 1)

    def step(self, by: int) -> None:
        """Move the cursor by so many entries, from wherever the focus is."""
        self._move(self._cursor + by)

    def on_click(self, event: Click) -> None:
        """Choose the entry clicked on."""
        row = self.line_at(event.y) // _ROWS
        if row < len(self._entries):
            self._move(row)

    def _move(self, row: int) -> None:
        row = max(0, min(row, len(self._entries) - 1))
        if self._entries and row != self._cursor:
            self._put(row)
            self.post_message(self.Chosen(self._entries[row]))

    def show_focus(self) -> None:
        """The chosen entry looks otherwise."""
        self.redraw(self._cursor * _ROWS, self._cursor * _ROWS + _ROWS - 1)

    def _put(self, row: int) -> None:
        for changed in (self._cursor, row):
            self.redraw(changed * _ROWS, changed * _ROWS + _ROWS - 1)
        self._cursor = row
        self._reveal()

    def _reveal(self) -> None:
        if self._arranged_for > 0:
            self.show_lines(self._cursor * _ROWS, self._cursor * _ROWS + _ROWS - 1)


def _signs(entry: Entry) -> tuple[tuple[str, bool], ...]:
    """What the reader noted of an article: marked, starred, done with."""
    return ("●", entry.marked), ("★", entry.star), ("☑", entry.handled)


def _tone(state: State) -> str:
    return {
        State.DONE: "queue--done",
        State.WARNED: "queue--warned",
        State.FAILED: "queue--failed",
        State.BRIEFING: "queue--busy",
        State.QUEUED: "queue--busy",
    }.get(state, "queue--detail")
