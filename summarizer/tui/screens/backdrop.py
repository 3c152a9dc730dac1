"""What is seen behind a dialog: the screen below it, dimmed.

Textual dims it anew, segment by segment, whenever anything of the dialog is drawn, which takes longer than all the rest
of a key. Here a line is dimmed once, and again where it changed.
"""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Size
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import Screen
from textual.strip import Strip


class Backdrop:
    """The lines of the screen below, dimmed."""

    def __init__(self) -> None:
        self._stale = True
        self._of: tuple[Size, Color] | None = None
        self._plain: list[Strip] = []
        self._dimmed: list[Strip] = []

    def changed(self) -> None:
        """The screen below was drawn anew."""
        self._stale = True

    def line(self, below: Screen[object], y: int, size: Size, color: Color) -> Strip:
        """One line, dimmed by `color` (translucent)."""
        if self._stale or self._of != (size, color):
            fresh = below._compositor.render_strips(size)
            kept = self._plain if self._of == (size, color) else []
            self._dimmed = [
                self._dimmed[at] if at < len(kept) and kept[at] == strip else dimmed(strip, color)
                for at, strip in enumerate(fresh)
            ]
            self._plain, self._of, self._stale = fresh, (size, color), False
        return self._dimmed[y] if y < len(self._dimmed) else Strip.blank(size.width)


def dimmed(strip: Strip, color: Color) -> Strip:
    """A line under a translucent colour; nothing in it can be clicked on."""
    return Strip([Segment(text, _dimmed(style, color), control) for text, style, control in strip], strip.cell_length)


@lru_cache(4096)
def _dimmed(style: Style | None, color: Color) -> Style | None:
    (segment,) = BackgroundScreen.process_segments([Segment("", style)], color)
    return segment.style
