"""Drawing what hangs on all articles: at once, or a few times a second where there are many."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from summarizer.tui.screens.desk import DeskScreen

MANY: Final = 200
"""From so many articles on, what hangs on all of them is drawn `PACE` seconds apart while answers pour in."""
PACE: Final = 0.15


class Pacing:
    """What is due to be drawn, by name."""

    def __init__(self, board: DeskScreen) -> None:
        self._board = board
        self._due: dict[str, Callable[[], None]] = {}
        self._paced = 0.0

    def soon(self, name: str, draw: Callable[[], None]) -> None:
        """Draw now, or, with many articles, no more than once in `PACE` seconds: each drawing looks at them all."""
        now = time.monotonic()
        if len(self._board.desk.library.entries) < MANY or (not self._due and now - self._paced >= PACE):
            self._paced = now
            draw()
            return
        if not self._due:
            self._board.set_timer(PACE, self._draw_due)
        self._due[name] = draw

    def _draw_due(self) -> None:
        due, self._due = self._due, {}
        self._paced = time.monotonic()
        for draw in due.values():
            draw()
