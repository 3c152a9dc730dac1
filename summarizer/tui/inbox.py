"""What the worker answers, taken in a little at a time: between two handfuls there is room for a key.

Answers come by the thousand where a folder is opened. As messages of the screen each would stand before the next key.
Articles that arrive wait until no key is under way; what the reader asked for does not.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Final

from summarizer.tui.protocol import Loaded, LoadFailed, Progressed, Reply

HANDFUL: Final = 0.004
"""Seconds of work, and at least one answer, between two looks at what else there is to do."""
BREATH: Final = 0.01
"""Seconds between two looks whether a key is still under way, which answers give way to."""


class Inbox:
    """Filled from any thread, emptied by the desk's own. `wake` is called when there is something after nothing."""

    def __init__(self, wake: Callable[[], None]) -> None:
        self._wake = wake
        self._lock = threading.Lock()
        self._waiting: deque[Reply] = deque()
        self._arrivals: deque[Reply] = deque()
        self._awake = False

    @property
    def busy(self) -> bool:
        """Whether there is anything that was not taken."""
        return self._awake

    def put(self, reply: Reply) -> None:
        """Take an answer in. Progress of a brief replaces older progress that still waits."""
        with self._lock:
            if self._waiting and _replaces(reply, self._waiting[-1]):
                self._waiting.pop()
            (self._arrivals if isinstance(reply, Loaded | LoadFailed) else self._waiting).append(reply)
            asleep, self._awake = not self._awake, True
        if asleep:
            self._wake()

    def take(self, into: Callable[[Reply], None], *, arrivals: bool = True) -> bool:
        """Hand over a handful, with or without `arrivals`; whether any is left, which the caller must come for."""
        until = time.perf_counter() + HANDFUL
        while True:
            with self._lock:
                if not (self._waiting or self._arrivals):
                    self._awake = False
                    return False
                if not self._waiting and not arrivals:
                    return True
                reply = (self._waiting or self._arrivals).popleft()
            into(reply)
            if time.perf_counter() >= until:
                return True


def _replaces(new: Reply, old: Reply) -> bool:
    """Bursts of progress are drawn once; a sentence that was finished must not be lost with them."""
    if not (isinstance(new, Progressed) and isinstance(old, Progressed)):
        return False
    return new.ticket == old.ticket and (new.progress.stage, new.progress.done) == (
        old.progress.stage,
        old.progress.done,
    )
