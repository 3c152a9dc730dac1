"""A notice that is shown for some time, however late it comes to the screen."""

from __future__ import annotations

from typing import Final

from textual.notifications import Notification

SHORTEST: Final = 0.1
"""Seconds for which a notice stands at least."""


class Notice(Notification):
    """Textual asks how long a notice has left to stand after it has seen that there is any time left.

    Where that ran out in between (a busy machine, a clock that is set), its timer counts to a moment that has gone by,
    for ever, and the desk stands still.
    """

    @property
    def time_left(self) -> float:
        """Seconds, never none: Textual starts a timer with them."""
        return max(SHORTEST, super().time_left)

    @property
    def has_expired(self) -> bool:
        """Whether it has stood for as long as it was to."""
        return super().time_left <= 0
