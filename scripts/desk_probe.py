"""The desk with a heartbeat: `desk_probe.py REPORT ARGUMENTS…` runs `tomtat ARGUMENTS…` and writes what held it up.

A task on the event loop wants to run every 5 ms; a thread looks at what the loop does where it is late. Every second
REPORT gets, as JSON: `gaps`, the longest of those over 50 ms (when each began, how long it took, how much of that the
loop worked itself, where it was caught); `keys`, how long each took from being read until the screen was drawn after
all that it set off; and how many articles are `loaded`. For `bench_tui.py`, and for whoever looks for a stall.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import threading
import time
import traceback
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, Final

from textual._time import get_time as monotonic
from textual.events import Event, Key
from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from summarizer.tui.app import DeskApp
    from summarizer.tui.desk import Desk

BEAT: Final = 0.005
LATE: Final = 0.05
MOST: Final = 30
"""Gaps that are told of, the worst."""


class Heart:
    """Beats on the event loop, and remembers where it stopped."""

    def __init__(self, report: Path) -> None:
        self._report = report
        self._began = time.perf_counter()
        self._last = self._began
        self._thread = threading.get_ident()
        self._caught: list[str] = []
        self.gaps: list[dict[str, Any]] = []
        self.beats = 0
        self.keys: list[dict[str, Any]] = []
        self.loaded = 0

    async def beat(self, desk: Desk) -> None:
        """Beat until the loop ends."""
        threading.Thread(target=self._watch, daemon=True).start()
        written = 0.0
        while True:
            self._last, before = time.perf_counter(), time.thread_time()
            await asyncio.sleep(BEAT)
            now = time.perf_counter()
            gap = now - self._last - BEAT
            self.beats += 1
            if gap > LATE:
                worked = 1000 * (time.thread_time() - before)
                self.gaps.append({"at": self._last - self._began, "ms": 1000 * gap, "cpu": worked, "in": self._caught})
            self._caught = []
            if now - written > 1.0:
                written = now
                self.loaded = sum(entry.article is not None for entry in desk.library.entries)
                self.write()

    def write(self) -> None:
        """Put what is known into the report."""
        worst = sorted(self.gaps, key=lambda gap: -float(gap["ms"]))[:MOST]
        report = {"beats": self.beats, "late": len(self.gaps), "gaps": worst, "keys": self.keys, "loaded": self.loaded}
        threading.Thread(target=lambda: self._report.write_text(json.dumps(report))).start()

    def key(self, app: DeskApp, event: Key) -> None:
        """Note how long a key takes: from when it was read until the screen is drawn after all that it set off."""
        began, screen, before = event.time, app.screen, time.thread_time()
        focused = app.focused or screen
        way = [node for node in focused.ancestors_with_self if isinstance(node, MessagePump)]

        def noted() -> None:
            ms, worked = 1000 * (monotonic() - began), 1000 * (time.thread_time() - before)
            self.keys.append({"at": time.perf_counter() - self._began, "key": event.key, "ms": ms, "cpu": worked})

        def climb(left: list[MessagePump]) -> None:
            # In the queue of each: whatever the key has put there is done before.
            left[0].call_later(climb, left[1:]) if left else screen.call_after_refresh(noted)

        climb([*way, *way])

    def _watch(self) -> None:
        while True:
            time.sleep(BEAT)
            if time.perf_counter() - self._last > LATE and len(self._caught) < 8:
                self._caught.append(" < ".join(_frames(sys._current_frames().get(self._thread))))


def _frames(frame: FrameType | None) -> list[str]:
    """The innermost calls, the innermost first."""
    stack = traceback.extract_stack(frame)[-9:] if frame else []
    return [f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in reversed(stack)]


def main() -> None:
    """Run the program with a heart in its desk."""
    from summarizer.cli import main as program
    from summarizer.tui.app import DeskApp

    report, ready, on_event = Path(sys.argv[1]), DeskApp.ready, DeskApp.on_event
    hearts: list[tuple[Heart, asyncio.Task[None]]] = []

    def with_heart(app: DeskApp) -> None:
        heart = Heart(report)
        hearts.append((heart, asyncio.get_running_loop().create_task(heart.beat(app.desk))))
        ready(app)

    async def with_times(app: DeskApp, event: Event) -> None:
        first = not event.is_forwarded
        await on_event(app, event)
        if isinstance(event, Key) and first and hearts:
            hearts[0][0].key(app, event)

    DeskApp.ready = with_heart  # type: ignore[assignment, method-assign]
    DeskApp.on_event = with_times  # type: ignore[assignment, method-assign]
    os.environ["PYTHONPATH"] = os.pathsep.join(
        filter(None, [str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH")])
    )
    sys.argv[:] = ["tomtat", *sys.argv[2:]]
    program()


if __name__ == "__main__":
    main()
