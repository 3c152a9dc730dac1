"""How far a long run is: a bar with rate and time left on a terminal, plain lines now and then elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Final

from summarizer import locale
from summarizer.cli.console import Console

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    from summarizer.digest.run import Progress

EVERY: Final = 15.0
"""Seconds between plain lines; a short run is silent."""


class Counting:
    """`with Counting(console) as count: count.tell(progress)`. Nothing at all under `--quiet`."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._bar: Bar | None = None
        self._task: TaskID | None = None
        self._said = time.monotonic()

    def __enter__(self) -> Counting:
        if self._console.animates:
            from rich.console import Console as Rich
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

            rich = Rich(stderr=True, no_color=True if not self._console.colors(sys.stderr) else None)
            columns = (
                SpinnerColumn(),
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[left]}", markup=False),
            )
            self._bar = Progress(*columns, console=rich, transient=True)
            self._task = self._bar.add_task(locale.text("cli_digest.progress.loading"), total=None, left="")
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def label(self, text: str) -> None:
        """Say what is being done, on a terminal."""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description=text)

    def tell(self, progress: Progress) -> None:
        """Show where the run stands."""
        left = ""
        if progress.rate and progress.left is not None:
            left = f"{progress.rate * 60:.0f}/min · {duration(progress.left)}"
        if self._bar is not None and self._task is not None:
            self._bar.update(
                self._task,
                description=locale.text("cli_digest.progress.running"),
                total=progress.total,
                completed=progress.done,
                left=left,
            )
        elif time.monotonic() - self._said >= EVERY and progress.done < progress.total:
            self._said = time.monotonic()
            self._console.say(_line(progress))


def _line(progress: Progress) -> str:
    values = {"done": progress.done, "total": progress.total, "failed": progress.failed}
    if progress.rate and progress.left is not None:
        rate = f"{progress.rate * 60:.0f}"
        return locale.text("cli_digest.progress.line", rate=rate, left=duration(progress.left), **values)
    return locale.text("cli_digest.progress.line_plain", **values)


def duration(seconds: float) -> str:
    """Seconds in words, in minutes from two minutes on."""
    unit, n = ("minutes", seconds / 60) if seconds >= 120 else ("seconds", seconds)
    return locale.text(f"cli_digest.progress.{unit}", n=f"{n:.0f}")
