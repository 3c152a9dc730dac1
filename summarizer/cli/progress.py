"""A spinner on stderr for work that takes long, or one line where nothing can be drawn; silent when it does not."""

from __future__ import annotations

import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING

from summarizer import locale
from summarizer.cli.console import Console
from summarizer.text.clean import clean

if TYPE_CHECKING:
    from rich.status import Status
    from rich.text import Text

PATIENCE = 0.4
"""Seconds of silence before anything is drawn; most briefs are done by then."""
UNSEEN = 30.0
"""Seconds after which a run that cannot draw (a pipe, a log) says once what it is doing."""


class Progress:
    """`with Progress(console) as progress: progress.tell("…")` draws one line that goes away at the end.

    rich is imported, and the line drawn, by a thread of its own, so that an engine that is being loaded does not
    hold it up.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._label = ""
        self._done = threading.Event()
        self._lock = threading.Lock()
        self._status: Status | None = None
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Progress:
        from summarizer.document import ocr

        ocr.on_page.set(self._page)
        self._thread = threading.Thread(target=self._draw if self._console.animates else self._mention, daemon=True)
        self._thread.start()
        return self

    def tell(self, label: str) -> None:
        """Say what is being done now; shows the line again after `hide`."""
        with self._lock:
            self._label = clean(label)
            if self._status is not None:
                self._status.update(self._text())
                self._status.start()

    def _page(self, page: int, pages: int) -> None:
        self.tell(locale.text("cli.reading_page", page=page, pages=pages))

    def hide(self) -> None:
        """Take the line away while something else is printed to the same terminal."""
        with self._lock:
            if self._status is not None:
                self._status.stop()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        from summarizer.document import ocr

        ocr.on_page.set(None)
        self._done.set()
        if self._thread is not None:
            self._thread.join()
        self.hide()

    def _text(self) -> Text:
        from rich.text import Text

        return Text(self._label)

    def _mention(self) -> None:
        while not self._done.wait(UNSEEN):
            if self._label:
                self._console.say(locale.text("cli.still", doing=self._label))
                return

    def _draw(self) -> None:
        if self._done.wait(PATIENCE):
            return
        from rich.console import Console as Rich

        console = Rich(stderr=True, no_color=True if not self._console.colors(sys.stderr) else None)
        with self._lock:
            if not self._done.is_set():
                self._status = console.status(self._text())
                self._status.start()
