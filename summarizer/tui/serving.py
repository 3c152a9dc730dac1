"""The inference process: `python -m summarizer.tui.serving`, started by the desk and by nobody else.

Loading, finding facts, composing and checking all happen here, so that neither importing torch nor a large article
ever holds the interpreter lock of the desk, and a library that crashes on a bad file takes only this process down. One
thread composes; another does the short work, so that an article can be opened and an edit checked while a brief is
being written; articles are loaded in threads of their own, those from the network apart. It ends when the desk
closes the pipe.
"""

from __future__ import annotations

import contextlib
import io
import os
import queue
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from summarizer import locale
from summarizer.engines.choice import EngineChoice
from summarizer.errors import TomtatError
from summarizer.tui import protocol as p
from summarizer.tui.stamps import stamp
from summarizer.tui.wire import Wire

if TYPE_CHECKING:
    from summarizer.brief.model import Progress
    from summarizer.engines.base import Engine


def in_words(error: BaseException) -> str:
    """One line that a reader can act on; a surprise is named by its kind, for a report to the authors."""
    if isinstance(error, TomtatError):
        return str(error)
    first = (str(error).strip().splitlines() or [""])[0][:300]
    return locale.text("tui.error.surprise", kind=type(error).__name__, detail=first)


class Server:
    """Answers requests; `emit` may be called from any thread."""

    def __init__(self, emit: Callable[[p.Reply], None]) -> None:
        self._emit = emit
        self._engines: dict[EngineChoice, Engine] = {}
        self._cancelled: dict[int, threading.Event] = {}
        self._composing: queue.SimpleQueue[p.Compose | p.Warm] = queue.SimpleQueue()
        self._short: queue.SimpleQueue[p.Request] = queue.SimpleQueue()
        self._loads: dict[bool, queue.SimpleQueue[p.Request]] = {far: queue.SimpleQueue() for far in p.LANES}

    def start(self) -> None:
        """Start the threads."""
        threading.Thread(target=self._compose_lane, name="composing", daemon=True).start()
        threading.Thread(target=self._lane, args=[self._short], name="short work", daemon=True).start()
        for far, count in p.LANES.items():
            for _ in range(count):
                threading.Thread(target=self._lane, args=[self._loads[far]], name="loading", daemon=True).start()

    def handle(self, request: p.Request) -> None:
        """Take a request; returns at once."""
        if isinstance(request, p.Cancel):
            self._cancelled.setdefault(request.ticket, threading.Event()).set()
        elif isinstance(request, p.Compose):
            self._cancelled.setdefault(request.ticket, threading.Event())
            self._composing.put(request)
        elif isinstance(request, p.Warm):
            self._composing.put(request)
        else:
            # A check of words being typed waits for no article to be loaded, and no article for a slow one.
            (self._loads[request.far] if isinstance(request, p.Load) else self._short).put(request)

    # --- short work

    def _lane(self, requests: queue.SimpleQueue[p.Request]) -> None:
        while True:
            self._emit(self._answer(requests.get()))

    def _answer(self, request: p.Request) -> p.Reply:
        try:
            if isinstance(request, p.Load):
                return _load(request)
            if isinstance(request, p.Check):
                return _check(request)
            if isinstance(request, p.Render):
                return _render(request)
            if isinstance(request, p.Recount):
                return _recount(request)
        except Exception as error:
            if isinstance(request, p.Load):
                return p.LoadFailed(request.key, in_words(error))
            if isinstance(request, p.Check):
                return p.CheckedText(request.ticket, (), in_words(error))
            if isinstance(request, p.Render):
                return p.Rendered(request.ticket, b"", in_words(error))
            if isinstance(request, p.Recount):
                return p.Recounted(request.key, request.ticket, request.brief)
            raise
        raise TypeError(request)

    # --- composing

    def _compose_lane(self) -> None:
        while True:
            request = self._composing.get()
            if isinstance(request, p.Warm):
                # Not being able to load the engine is told when a brief is asked for.
                with contextlib.suppress(Exception):
                    self._engine(request.engine)
            else:
                self._emit(self._compose(request))
                self._cancelled.pop(request.ticket, None)

    def _engine(self, choice: EngineChoice) -> Engine:
        if choice not in self._engines:
            self._emit(p.EngineState(loading=True, name=choice.name))
            try:
                self._engines.clear()
                self._engines[choice] = engine = choice.load()
                self._emit(p.EngineState(loading=False, name=engine.name, note=engine.fallback or ""))
            except Exception:
                self._emit(p.EngineState(loading=False, name=choice.name))
                raise
        return self._engines[choice]

    def _compose(self, request: p.Compose) -> p.Reply:
        from summarizer.brief import compose
        from summarizer.engines.base import Cancelled

        cancelled = self._cancelled[request.ticket]

        def on_progress(progress: Progress) -> None:
            if not cancelled.is_set():
                self._emit(p.Progressed(request.key, request.ticket, progress))

        try:
            if cancelled.is_set():
                raise Cancelled
            engine = self._engine(request.engine)
            brief = compose(
                request.article,
                engine,
                request.options,
                facts=request.facts,
                on_progress=on_progress,
                cancelled=cancelled,
            )
        except Cancelled:
            return p.ComposeFailed(request.key, request.ticket)
        except Exception as error:
            return p.ComposeFailed(request.key, request.ticket, in_words(error))
        return p.Composed(request.key, request.ticket, brief)


def _load(request: p.Load) -> p.Reply:
    from summarizer import document, facts

    how, read = request.reading, stamp(request.source)
    article = document.load(
        request.source,
        stdin=None if request.piped is None else io.BytesIO(request.piped),
        encoding=how.encoding,
        max_bytes=how.max_bytes,
        allow_private=how.allow_private,
    )
    # Counted here, where nobody waits for a key: they go along.
    _ = article.words, article.headings
    try:
        return p.Loaded(request.key, article, facts.find(article), stamp=read)
    except Exception as error:
        # An article without its figures is still worth reading.
        from summarizer.facts.model import Facts

        return p.Loaded(request.key, article, Facts(), in_words(error), read)


def _check(request: p.Check) -> p.Reply:
    from summarizer.brief import check_text
    from summarizer.engines import registry

    return p.CheckedText(
        request.ticket, check_text(request.article, request.facts, request.text, judge=registry.judge())
    )


def _render(request: p.Render) -> p.Reply:
    if request.format == "docx":
        from summarizer.brief.rendering.docx import to_docx

        return p.Rendered(request.ticket, to_docx(request.brief))
    from summarizer.brief import render

    return p.Rendered(request.ticket, render(request.brief, request.format).encode("utf-8"))


def _recount(request: p.Recount) -> p.Reply:
    from summarizer.brief.left_out import left_out

    brief = request.brief
    said = (*([brief.headline] if brief.headline else []), *brief.summary)
    missing = left_out(brief.article, brief.facts, said)
    return p.Recounted(request.key, request.ticket, replace(brief, left_out=missing))


def main() -> None:
    """Serve the desk on stdin and stdout until it hangs up."""
    locale.use("en" if sys.argv[1:2] == ["en"] else "vi")
    # Whatever a library prints must not mix with the replies: the real pipes move away from 0 and 1.
    reader = os.fdopen(os.dup(0), "rb")
    writer = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    # Five threads may want the interpreter: the one that checks what is being typed gets it soon.
    sys.setswitchinterval(0.001)
    wire = Wire(reader, writer, "s", keeps=True)
    lock = threading.Lock()

    def emit(reply: p.Reply) -> None:
        with lock:
            try:
                wire.send(reply)
            except OSError:
                os._exit(0)

    server = Server(emit)
    server.start()
    try:
        while True:
            server.handle(wire.receive())
    except EOFError:
        # The desk is gone; a model in the middle of a sentence does not keep this process alive.
        os._exit(0)


if __name__ == "__main__":
    main()
