"""Component styles laid over each other, as the line widgets need them: alpha blends with what lies below."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.widget import Widget


def blend(widget: Widget, names: Sequence[str]) -> Style:
    """The widget's own style with those of component classes over it, in turn."""
    background, color = widget.background_colors[1], widget.colors[3]
    style = Style()
    for name in names:
        part = widget.get_component_styles(name)
        if part.has_rule("background"):
            background = background + part.background
        if part.has_rule("color"):
            color = background.get_contrast_text(1.0) if part.auto_color else background + part.color
        style += part.text_style
    style += Style.from_color(color.rich_color, background.rich_color)
    # As the terminal is to get it: without colours where it shows none.
    for line_filter in widget.get_line_filters():
        (drawn,) = line_filter.apply([Segment(" ", style)], background)
        style = drawn.style or style
    return style
