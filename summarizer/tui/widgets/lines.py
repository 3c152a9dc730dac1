"""A virtual column of lines: only what is on the screen is ever drawn, so length costs nothing."""

from __future__ import annotations

from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size, Spacing
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from summarizer.tui.layout import shown, width_of
from summarizer.tui.widgets.tints import blend
from summarizer.tui.widgets.track import Track

_CACHED = 1_000
"""Drawn lines kept; a screen is some tens of lines, so this is a good many screens of scrolling back."""
NOTHING: Final = Spacing()
"""Neither border nor padding."""


MOVES: Final[tuple[BindingType, ...]] = (
    Binding("up", "scroll_up", show=False),
    Binding("down", "scroll_down", show=False),
    Binding("pageup,ctrl+b", "page_up", show=False),
    Binding("pagedown,ctrl+f", "page_down", show=False),
    Binding("home,g", "scroll_home", show=False),
    Binding("end,G", "scroll_end", show=False),
)
"""Moving in any view."""


class LineView(ScrollView, inherit_bindings=False):
    """Base of the panes. A subclass says how many lines there are and draws one; this one scrolls and caches.

    A subclass calls `reset` where the number of lines or all of them changed, `redraw` where some lines did.
    """

    DEFAULT_CSS = """
    LineView {
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *MOVES,
        Binding("j", "scroll_down", show=False),
        Binding("k", "scroll_up", show=False),
    ]

    virtual_size = Reactive(Size(0, 0))
    """Textual lays the whole screen out anew where it changes; how many lines there are moves nothing but the bar."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._drawn: dict[int, Strip] = {}
        self._tints: dict[tuple[str, ...], Style] = {}
        self._arranged_for = -1

    # --- for subclasses to say

    def lay_out(self, width: int) -> int:
        """Lay out anew for `width` cells; returns the number of lines."""
        raise NotImplementedError

    def draw(self, line: int, width: int) -> list[Segment]:
        """One line, as segments; it is cut or filled to `width` by the caller."""
        raise NotImplementedError

    # --- for subclasses to call

    def reset(self) -> None:
        """Lay out anew and draw everything again."""
        width = self.scrollable_content_region.width
        self._drawn.clear()
        if width <= 0:
            self._arranged_for = -1
            return
        self._arranged_for = width
        self.virtual_size = Size(width, self.lay_out(width))
        self.refresh()

    def redraw(self, first: int | None = None, last: int | None = None) -> None:
        """Draw lines `first` to `last` again, or all."""
        if first is None:
            self._drawn.clear()
            self.refresh()
            return
        last = first if last is None else last
        for line in range(first, last + 1):
            self._drawn.pop(line, None)
        top = first - self.scroll_offset.y
        if top < self.size.height and top + last - first >= 0:
            self.refresh(Region(0, top, self.size.width, last - first + 1))

    def tint(self, *names: str) -> Style:
        """The style of the view with component classes laid over it in turn; alpha blends with what is below."""
        style = self._tints.get(names)
        if style is None:
            style = self._tints[names] = blend(self, names)
        return style

    def seg(self, text: str, *names: str) -> Segment:
        """A segment of text that is safe for a terminal, in a tint."""
        return Segment(shown(text), self.tint(*names))

    def show_lines(self, first: int, last: int, *, middle: bool = False) -> None:
        """Scroll as little as needed to have lines `first` to `last` on the screen (`middle`: to the upper third)."""
        height = self.scrollable_content_region.height
        top = self.scroll_offset.y
        if top <= first and last < top + height and not middle:
            return
        if middle:
            if top + 1 <= first and last < top + height - 1:
                return
            target = first - height // 3
        elif first < top or last - first >= height:
            target = first
        else:
            target = last - height + 1
        self.scroll_to(y=max(0, target), animate=False, force=True, immediate=True)

    def line_at(self, y: int) -> int:
        """The line drawn at row `y` of the widget."""
        return self.scroll_offset.y + y

    # --- Textual

    def action_scroll_down(self) -> None:
        """A line down, at once: an animation would lag behind a held key."""
        self.scroll_to(y=self.scroll_offset.y + 1, animate=False, force=True, immediate=True)

    def action_scroll_up(self) -> None:
        """A line up."""
        self.scroll_to(y=self.scroll_offset.y - 1, animate=False, force=True, immediate=True)

    def action_page_down(self) -> None:
        """A screen down, one line of which stays."""
        self._scroll_page(1)

    def action_page_up(self) -> None:
        """A screen up."""
        self._scroll_page(-1)

    def _scroll_page(self, by: int) -> None:
        step = max(1, self.scrollable_content_region.height - 1)
        self.scroll_to(y=self.scroll_offset.y + by * step, animate=False, force=True, immediate=True)

    def action_scroll_home(self) -> None:
        """To the top."""
        self.scroll_to(y=0, animate=False, force=True, immediate=True)

    def action_scroll_end(self) -> None:
        """To the bottom."""
        self.scroll_to(y=self.max_scroll_y, animate=False, force=True, immediate=True)

    def render_line(self, y: int) -> Strip:
        """Draw a row of the viewport."""
        return self._row(y + self.scroll_offset.y, self.size.width)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of the viewport as they go to the screen.

        There is nothing around the lines to be drawn, so a drawn line is used again wherever it is scrolled to.
        Textual's own way makes each of them three times over when any changes, which is most of what a key costs.
        """
        if self.styles.gutter != NOTHING or self.opacity != 1.0:
            return super().render_lines(crop)
        top, width = self.scroll_offset.y, self.size.width
        strips = [self._row(top + y, width) for y in crop.line_range]
        # Beside the lines there is nothing but the bar, which draws itself.
        if crop.x == 0 and crop.right >= width:
            return strips
        return [strip.crop(*crop.column_span) for strip in strips]

    def _row(self, line: int, width: int) -> Strip:
        """A line drawn over so many cells."""
        strip = self._drawn.get(line)
        if strip is None or strip.cell_length != width:
            if len(self._drawn) > _CACHED:
                self._drawn.clear()
            segments = self.draw(line, width) if 0 <= line < self.virtual_size.height else []
            used = sum(width_of(text) for text, _, _ in segments)
            if used < width:
                segments = [*segments, Segment(" " * (width - used), self.tint())]
            strip = Strip(segments, max(used, width)).adjust_cell_length(width)
            self._drawn[line] = strip
        return strip

    def watch_has_focus(self, _has_focus: bool) -> None:
        """No style hangs on the focus, so none is made anew: each view has dozens, and that would be most of a key."""
        self.show_focus()

    def show_focus(self) -> None:
        """Draw anew what looks otherwise where the view has the focus."""

    def on_resize(self) -> None:
        """A new width means a new layout; a new height does not."""
        self._fit()

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The bar, made when it is first asked for."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = bar = Track(thickness=self.scrollbar_size_vertical)
            bar.display = False
            self.app._start_widget(self, bar)
        return self._vertical_scrollbar

    def watch_virtual_size(self, size: Size) -> None:
        """More lines or fewer: the bar goes along."""
        self._scroll_update(size)

    def _fit(self) -> None:
        width = self.scrollable_content_region.width
        if width != self._arranged_for:
            self.reset()

    def notify_style_update(self) -> None:
        """Forget tints when the theme or a style class changes."""
        super().notify_style_update()
        self._tints.clear()
        self._drawn.clear()


def fill(segments: list[Segment], width: int, style: Style) -> list[Segment]:
    """`segments` with blanks up to `width` cells."""
    used = sum(width_of(segment.text) for segment in segments)
    return [*segments, Segment(" " * (width - used), style)] if used < width else segments
