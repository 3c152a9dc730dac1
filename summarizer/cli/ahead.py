"""The engine, loaded by a thread of its own while the first article is read: importing torch alone takes a second."""

from __future__ import annotations

import atexit
import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from summarizer.engines.choice import THREADS

if TYPE_CHECKING:
    from summarizer.engines.base import Engine
    from summarizer.engines.choice import EngineChoice


class Ahead:
    """An engine on its way: at once where any of `sources` looks as if it could be read, else when asked for."""

    def __init__(self, choice: EngineChoice, sources: Sequence[str]) -> None:
        self._choice = choice
        self._engine: Engine | None = None
        self._error: BaseException | None = None
        self._thread: threading.Thread | None = None
        shipped = not choice.model and not choice.endpoints and choice.name != "extractive"
        if shipped and any(map(_there, sources)):
            self._thread = threading.Thread(target=self._load, name=THREADS, daemon=True)
            self._thread.start()

    def _load(self) -> None:
        try:
            self._engine = self._choice.load()
        except BaseException as error:  # told to whoever asks for the engine
            self._error = error

    def take(self) -> Engine:
        """The engine, waited for.

        Raises:
            TomtatError: as `EngineChoice.load`.
        """
        if self._thread is None:
            return self._choice.load()
        self._thread.join()
        if self._error is not None:
            raise self._error
        assert self._engine is not None
        return self._engine


def _there(source: str) -> bool:
    """Whether it is worth loading an engine for a source: not for one that is not there."""
    return source == "-" or "://" in source or Path(source.partition("!/")[0]).is_file()


def leave(code: int) -> NoReturn:
    """End the process; an engine that nobody waits for any more (no article could be read) does not hold it up.

    Nor does torch, once it is there: Python would take all of it apart, for a quarter of a second and more.
    """
    loading = any(thread.name.startswith(THREADS) for thread in threading.enumerate())
    waited_for = [t for t in threading.enumerate() if not t.daemon and t is not threading.main_thread()]
    if not loading and ("torch" not in sys.modules or waited_for):
        raise SystemExit(code)
    if not loading:  # else Python would end under the feet of a thread that imports or multiplies
        atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):  # whoever read it has gone; what is written by `Output` has been flushed
            pass
    os._exit(code)
