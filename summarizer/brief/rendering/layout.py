"""Lines for a terminal, laid out by rich; what stands in them is text, never markup."""

from __future__ import annotations

import io
from collections.abc import Iterable

from rich.console import Console, RenderableType

MIN_WIDTH = 40


def laid_out(parts: Iterable[RenderableType], *, width: int, color: bool) -> str:
    """`parts` one below the other, at most `width` columns wide (never under 40), without spaces at line ends.

    ANSI colours stand in it only where `color` is set; the environment decides nothing.
    """
    out = io.StringIO()
    console = Console(
        file=out,
        width=max(MIN_WIDTH, width),
        height=50,
        force_terminal=color,
        force_interactive=False,
        color_system="standard" if color else None,
        no_color=not color,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
        safe_box=False,
        _environ={},
    )
    for part in parts:
        console.print(part)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))
