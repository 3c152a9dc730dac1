"""What the screen is painted by: what changed is drawn, and nothing beside it.

Textual draws every widget in the rectangle around all that changed. On the desk, where a row of the queue, the counts
above and the keys below change with one key, that is the whole screen, and most of what a key costs.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rich.console import Console, ConsoleOptions, RenderResult
from textual._compositor import Compositor, CompositorUpdate
from textual.geometry import Region
from textual.strip import Strip


class Canvas(Compositor):
    """A compositor that draws a widget in the rows where something changed, unless another lies over it there."""

    def render_partial_update(self) -> Pieces | None:  # type: ignore[override]
        """What changed since the last update; None where nothing did."""
        changed = [part for region in self._dirty_regions if (part := region.intersection(self.size.region))]
        self._dirty_regions.clear()
        return Pieces(list(self._drawn(changed))) if changed else None

    def _drawn(self, changed: list[Region]) -> Iterator[tuple[int, int, Strip]]:
        """The pieces in which something changed, each with its row and where it begins in it."""
        # Rows are cut where widgets begin and end: a piece is of one widget, the foremost there.
        left: dict[int, set[int]] = {}
        for y, start, end in self._regions_to_spans(changed):
            left.setdefault(y, set()).update(cut for cut, stop in pairwise(self.cuts[y]) if cut < end and start < stop)
        for widget, (region, clip) in self.visible_widgets.items():
            if not left:
                return
            seen = region.intersection(clip)
            rows = [y for y in seen.line_range if y in left and _between(left[y], seen)]
            if not rows:
                continue
            first, last = rows[0], rows[-1]
            part = Region(seen.x - region.x, first - region.y, seen.width, last - first + 1)
            for y, strip in enumerate(widget.render_lines(part), first):
                if y not in left:
                    continue
                cuts = [cut for cut in self.cuts[y] if seen.x <= cut <= seen.right]
                pieces = strip.divide([cut - seen.x for cut in cuts[1:]]) if len(cuts) > 2 else [strip]
                for cut, piece in zip(cuts, pieces, strict=False):
                    if cut in left[y]:
                        left[y].remove(cut)
                        yield y, cut, piece
                if not left[y]:
                    del left[y]


def _between(cuts: set[int], seen: Region) -> bool:
    """Whether a row is cut where a widget is seen."""
    return any(seen.x <= cut < seen.right for cut in cuts)


class Pieces(CompositorUpdate):
    """Pieces of rows, each with its row and where it begins in it."""

    def __init__(self, pieces: list[tuple[int, int, Strip]]) -> None:
        self.pieces = pieces

    def render_segments(self, console: Console) -> str:
        """What is written to the terminal."""
        return "".join(f"\x1b[{y + 1};{x + 1}H{strip.render(console)}" for y, x, strip in self.pieces)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """As segments, for whatever is no terminal."""
        for _, _, strip in self.pieces:
            yield from strip
