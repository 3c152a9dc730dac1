"""The bar of a view that scrolls: drawn once, and again where it looks otherwise."""

from __future__ import annotations

from typing import cast

from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip


class Track(ScrollBar):
    """Textual's, but for how it gets to the screen: it makes each row of it anew with every line that is scrolled."""

    virtual_size = Reactive(Size(0, 0))
    """Textual lays the whole screen out a second time where it changes; nothing hangs on it."""

    def __init__(self, *, thickness: int) -> None:
        super().__init__(vertical=True, name="vertical", thickness=thickness)
        self._look: object = None
        self._strips: list[Strip] = []

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of the bar."""
        bar, height, filters = cast("ScrollBarRender", self.render()), self.size.height, self.get_line_filters()
        style = self.app.console.get_style(bar.style)
        look = (style, bar.virtual_size, bar.window_size, bar.position, height, tuple(filters))
        if look != self._look:
            assert style.color is not None
            assert style.bgcolor is not None
            rows = bar.render_bar(
                height,
                bar.virtual_size,
                bar.window_size,
                bar.position,
                self.thickness,
                back_color=style.bgcolor,
                bar_color=style.color,
            ).segments
            _, background = self.background_colors
            self._look = look
            own = self.rich_style
            self._strips = [Strip([row], self.thickness).apply_style(own) for row in rows]
            for filter in filters:
                self._strips = [strip.apply_filter(filter, background) for strip in self._strips]
        return self._strips[crop.y : crop.bottom]
