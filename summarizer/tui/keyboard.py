"""Keys one after the other: each is given out once all is done that the one before it set off.

Textual gives a key to whatever has the focus when it is read; a key typed ahead goes to the pane or the dialog that
is about to be left, because the focus moves only when the key before it has travelled through several queues. Somebody
who knows the desk types `3 e` or `/ so y te` faster than that on a busy machine.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

from textual.app import App
from textual.events import Callback, Key
from textual.message_pump import MessagePump
from textual.timer import Timer

PATIENCE: Final = 3.0
"""Seconds after which the next key is given out, whatever the one before it still does."""
DRAWN: Final = 0.3
"""Seconds after which a key counts as drawn, whatever becomes of the screen that it was to be drawn on."""


class Keyboard:
    """Between the terminal and the widgets. `give` hands a key to whatever has the focus."""

    def __init__(self, app: App[None], give: Callable[[Key], Awaitable[None]]) -> None:
        self._app, self._give = app, give
        self._waiting: deque[Key | str] = deque()
        self._now: Key | None = None
        self._timer: Timer | None = None
        self._last = 0.0
        self._undrawn = 0.0
        """Until when, on the clock of `time.monotonic`, what the last key did may still have to be drawn."""

    @property
    def busy(self) -> bool:
        """Whether keys wait, or one is under way: until what it did is on the screen."""
        return self._now is not None or bool(self._waiting) or time.monotonic() < self._undrawn

    def rested(self, seconds: float) -> bool:
        """Whether no key was pressed for so long."""
        return time.monotonic() - self._last > seconds

    def instead(self, letter: str) -> None:
        """The key that the one under way stands for: before those that were typed after it."""
        self._waiting.appendleft(letter)

    async def press(self, key: Key) -> None:
        """Give a key out, or keep it until its turn: behind those that wait, though none is under way just now."""
        self._waiting.append(key)
        self._last = time.monotonic()
        await self._next()

    async def _press(self, key: Key) -> None:
        self._now = key
        focused = self._app.focused or self._app.screen
        self._timer = self._app.set_timer(PATIENCE, partial(self.done, key))
        await self._give(key)
        way = [node for node in focused.ancestors_with_self if isinstance(node, MessagePump)]
        # The widget first; then up twice: what the key put into the queues on its way, and what that has put there.
        climb = Climb(self._app, key, [focused, *way, *way], self.done)
        climb.begin()

    def done(self, key: Key) -> None:
        """All is done that a key set off."""
        if key is not self._now:
            return
        self._now = None
        if self._timer is not None:
            self._timer.stop()
        if self._waiting:
            self._app.call_later(self._next)
        else:
            self._undrawn = time.monotonic() + DRAWN
            screen = self._app.screen
            if screen.is_running:
                # Now: Textual draws with the next sixtieth of a second, which is most of what a quick key takes.
                screen._on_timer_update()
            screen.call_after_refresh(self._drawn)

    def _drawn(self) -> None:
        self._undrawn = 0.0

    async def _next(self) -> None:
        if self._now is None and self._waiting:
            key = self._waiting.popleft()
            # Made here, by the application: a message goes no further up than whoever sent it.
            await self._press(key if isinstance(key, Key) else Key(key, key))


class Climb:
    """On when each queue has come to this: whatever was put there by a key was put there before.

    As the message that `call_later` sends, without the arguments for which Textual reads a signature at every step.
    """

    def __init__(self, app: App[None], key: Key, way: list[MessagePump], done: Callable[[Key], None]) -> None:
        self._app, self._key, self._way, self._done = app, key, deque(way), done

    def begin(self) -> None:
        """To the widget that the key was given to."""
        if not self._way.popleft().post_message(Callback(self._handled)):
            self._done(self._key)

    def _handled(self) -> None:
        """The widget has seen it: a letter that a text field took leads nowhere else."""
        if self._key.is_printable and self._key._stop_propagation:
            self._done(self._key)
        else:
            self.on()

    def on(self) -> None:
        """To the next queue."""
        while self._way:
            pump = self._way.popleft()
            if pump.is_running and pump.post_message(Callback(self.on)):
                return
        # A dialog that was opened is there when its own queue comes to this.
        if not self._app.screen.post_message(Callback(self._end)):
            self._end()

    def _end(self) -> None:
        self._done(self._key)
