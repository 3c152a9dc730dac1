"""The desk with a heartbeat: `desk_probe.py REPORT ARGUMENTS…` runs `tomtat ARGUMENTS…` and writes what held it up.

A task on the event loop wants to run every 5 ms; a thread looks at what the loop does where it is late. Every second
REPORT gets, as JSON: `gaps`, the longest of those over 50 ms (when each began, how long it took, how much of that the
loop worked itself, where it was caught); `keys`, how long each took from being read until the screen was drawn after
all that it set off, and how much of that the loop worked (`cpu`), which tells a slow key from a busy machine; and how
many articles are `loaded`. For `bench_tui.py`, and for whoever looks for a stall.
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
from textual.app import App
from textual.events import Key

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
        self._given: dict[Key, float] = {}
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
                self.loaded = sum(entry.loaded for entry in desk.library.entries)
                self.write()

    def write(self) -> None:
        """Put what is known into the report."""
        worst = sorted(self.gaps, key=lambda gap: -float(gap["ms"]))[:MOST]
        report = {"beats": self.beats, "late": len(self.gaps), "gaps": worst, "keys": self.keys, "loaded": self.loaded}
        threading.Thread(target=self._put, args=[json.dumps(report)]).start()

    def _put(self, words: str) -> None:
        # Whole at any moment: somebody reads it meanwhile.
        new = self._report.with_suffix(".new")
        new.write_text(words)
        new.replace(self._report)

    def given(self, event: Key) -> None:
        """Note when a key is given out: those typed before it are through."""
        self._given[event] = time.thread_time()

    def key(self, app: App[None], event: Key) -> None:
        """Note how long a key took from being read until the screen is drawn after all that it set off."""

        def noted() -> None:
            ms, cpu = 1000 * (monotonic() - event.time), 1000 * (time.thread_time() - self._given.pop(event, 0.0))
            self.keys.append({"at": time.perf_counter() - self._began, "key": event.key, "ms": ms, "cpu": cpu})

        app.screen.call_after_refresh(noted)

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
    from summarizer.tui.keyboard import Keyboard

    report, ready, press, done = Path(sys.argv[1]), DeskApp.ready, Keyboard._press, Keyboard.done
    hearts: list[tuple[Heart, asyncio.Task[None]]] = []

    def with_heart(app: DeskApp) -> None:
        heart = Heart(report)
        hearts.append((heart, asyncio.get_running_loop().create_task(heart.beat(app.desk))))
        ready(app)

    async def with_start(keyboard: Keyboard, key: Key) -> None:
        if hearts:
            hearts[0][0].given(key)
        await press(keyboard, key)

    def with_times(keyboard: Keyboard, key: Key) -> None:
        now = key is keyboard._now
        done(keyboard, key)
        if hearts and now:
            hearts[0][0].key(keyboard._app, key)

    DeskApp.ready = with_heart  # type: ignore[assignment, method-assign]
    Keyboard._press = with_start  # type: ignore[assignment, method-assign]
    Keyboard.done = with_times  # type: ignore[assignment, method-assign]
    os.environ["PYTHONPATH"] = os.pathsep.join(
        filter(None, [str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH")])
    )
    sys.argv[:] = ["tomtat", *sys.argv[2:]]
    program()


if __name__ == "__main__":
    main()
