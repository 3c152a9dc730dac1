"""Worker processes that brief batches of items, and outlive bad ones.

A worker that dies (a crash in a library, out of memory) or says nothing for too long is replaced; the items it had not
answered are tried again one by one, and one that kills its worker twice is a failure. Workers are spawned, ignore
Ctrl-C, and end by themselves when this process does: their pipe closes.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import connection, get_context
from typing import Any, Final

from summarizer import locale
from summarizer.digest.work import Failed, Refused, Result, Setup, StandsIn, Task_
from summarizer.errors import TomtatError

SILENCE: Final = 600.0
"""Seconds without a word after which a worker at work is taken for hung."""
WATCH: Final = 0.5
"""Seconds between two looks whether the parent still lives."""
START: Final = 120.0
"""Seconds that it may take to start on a busy machine."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A worker has started."""


@dataclass(frozen=True, slots=True)
class Done:
    """A worker is through with its batch."""


def serve(pipe: connection.Connection, setup: Setup) -> None:
    """What a worker process runs: batches in, results out, until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    locale.use("en" if setup.language == "en" else "vi")
    from summarizer.digest.work import Worker

    threading.Thread(target=_die_with, args=(os.getppid(),), daemon=True).start()
    worker = Worker(setup)
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        pipe.send(Ready())
        while True:
            worker.do(pipe.recv(), pipe.send)
            pipe.send(Done())
    worker.close()


def _die_with(parent: int) -> None:
    """End this process when its parent is gone, though it were at work: after `kill -9` nobody closes its pipe."""
    while os.getppid() == parent:
        time.sleep(WATCH)
    os._exit(0)


@dataclass
class _Hand:
    """One worker process and what it was given."""

    process: Any
    pipe: connection.Connection
    heard: float
    open: dict[int, Task_] = field(default_factory=dict)
    tried: int = 0
    busy: bool = False
    ready: bool = False


class Pool:
    """`jobs` workers at most; they are started as there is work for them."""

    def __init__(
        self,
        setup: Setup,
        jobs: int,
        *,
        silence: float = SILENCE,
        target: Callable[[connection.Connection, Setup], None] = serve,
    ) -> None:
        self._setup, self._jobs, self._silence, self._target = setup, jobs, silence, target
        self._context = get_context("spawn")
        self._hands: list[_Hand] = []
        self._again: deque[tuple[int, list[Task_]]] = deque()

    def run(self, batches: Iterator[Sequence[Task_]], stopping: threading.Event) -> Iterator[Result]:
        """The results of all batches as they come. With `stopping` set no new batch is begun.

        Raises:
            TomtatError: the engine asked for cannot be used.
        """
        try:
            while True:
                if not stopping.is_set():
                    self._feed(batches)
                working = [h for h in self._hands if h.busy]
                if not working:
                    return
                yield from self._hear(working)
        finally:
            self._end()

    def _feed(self, batches: Iterator[Sequence[Task_]]) -> None:
        """Give every idle worker a batch, starting workers where there are fewer than `jobs`."""
        while True:
            hand = next((h for h in self._hands if not h.busy), None)
            if hand is None and len(self._hands) >= self._jobs:
                return
            if self._again:
                tried, batch = self._again.popleft()
            else:
                tried, batch = 0, list(next(batches, ()))
            if not batch:
                return
            if hand is None:
                hand = self._start()
            hand.open = {position: (position, item) for position, item in batch}
            hand.tried, hand.busy, hand.heard = tried, True, _clock()
            with contextlib.suppress(OSError):  # it died meanwhile: that is heard of below
                hand.pipe.send(batch)

    def _start(self) -> _Hand:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=self._target, args=(theirs, self._setup), daemon=True)
        with _deaf():
            process.start()
        theirs.close()
        hand = _Hand(process, ours, _clock())
        self._hands.append(hand)
        return hand

    def _hear(self, working: list[_Hand]) -> Iterator[Result]:
        pipes = {hand.pipe: hand for hand in working}
        ready = connection.wait(list(pipes), timeout=1.0)
        for pipe in ready:
            hand = pipes[pipe]  # type: ignore[index]
            try:
                told = hand.pipe.recv()
            except (EOFError, OSError):
                yield from self._lost(hand, "digest_crashed")
                continue
            hand.heard = _clock()
            if isinstance(told, Ready):
                hand.ready = True
            elif isinstance(told, Done):
                hand.busy = False
                yield from self._unanswered(hand)
            elif isinstance(told, Refused):
                raise TomtatError(told.code, **told.values)
            else:
                if not isinstance(told, StandsIn):
                    hand.open.pop(told.position, None)
                yield told
        for hand in working:
            if hand.busy and _clock() - hand.heard > (self._silence if hand.ready else START):
                yield from self._lost(hand, "digest_hung")

    def _unanswered(self, hand: _Hand) -> Iterator[Result]:
        """Nothing of a batch that is done is left open; were it so, it is said."""
        for position, item in hand.open.values():
            yield Failed(position, "digest_crashed", str(TomtatError("digest_crashed", name=item.origin)))
        hand.open = {}

    def _lost(self, hand: _Hand, code: str) -> Iterator[Result]:
        """Put an end to a worker; try again what it left, or give it up."""
        self._hands.remove(hand)
        _kill(hand)
        left = list(hand.open.values())
        for position, item in left:
            if len(left) == 1 and hand.tried:
                yield Failed(position, code, str(TomtatError(code, name=item.origin)))
            else:
                self._again.append((hand.tried + 1, [(position, item)]))

    def _end(self) -> None:
        for hand in self._hands:
            with contextlib.suppress(OSError):
                hand.pipe.close()
        for hand in self._hands:
            hand.process.join(0 if hand.busy else 2.0)
            _kill(hand)
        self._hands.clear()


def _kill(hand: _Hand) -> None:
    with contextlib.suppress(OSError):
        hand.pipe.close()
    if hand.process.is_alive():
        hand.process.kill()
    hand.process.join()


def _clock() -> float:
    return time.monotonic()


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    """Ctrl-C reaches every process of a terminal: one started now is born deaf to it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
