"""Fetching several sources at once, so that one that never answers holds up none of the others.

A pipe that nobody writes to, a share whose server is gone, a slow address: each waits in a thread of its own, and is
given up after a limit. What is fetched is bytes; what they say is read by whoever asked for them, one after another.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar, cast

_SOON: Final = 0.01  # seconds of waiting at least, and
_AGAIN: Final = 0.05  # where nothing is due
PATIENCE: Final = 2.0
"""Seconds that a source is waited for in its turn while a later one is ready."""
LIMIT: Final = 25.0
"""Seconds after which a source is given up; addresses have a limit of their own, which is shorter."""
LANES: Final = 4
"""Sources fetched at once, those that keep silent for longer than the patience not counted."""
_MOST: Final = 32  # threads, silent ones included
_AHEAD: Final = 8  # results that wait to be taken

T = TypeVar("T")
R = TypeVar("R")


class Late(Exception):
    """A source has not answered within the limit."""


@dataclass
class _Task(Generic[R]):
    index: int
    began: float
    done: bool = False
    result: R | None = None
    error: BaseException | None = None
    said: bool = False

    @property
    def outcome(self) -> R | BaseException:
        """What came of it."""
        if not self.done:
            return Late()
        return self.error if self.error is not None else cast("R", self.result)


def side_by_side(
    sources: Sequence[T],
    fetch: Callable[[T], R],
    *,
    late: Callable[[T], None] = lambda _: None,
    patience: float = PATIENCE,
    limit: float = LIMIT,
) -> Iterator[tuple[int, R | BaseException]]:
    """The result of `fetch`, or what it raised, for each source, with its index.

    In the order of `sources`, but one that is not there within its patience comes after those that are; `late` is told
    of it once. One that takes longer than the limit comes as `Late`, and its thread is left to itself.
    """
    bell = threading.Condition()
    tasks: dict[int, _Task[R]] = {}
    waiting = list(range(len(sources)))

    def run(task: _Task[R]) -> None:
        try:
            result, error = fetch(sources[task.index]), None
        except BaseException as raised:  # handed to whoever takes the result
            result, error = None, raised
        with bell:
            task.result, task.error, task.done = result, error, True
            bell.notify_all()

    def start() -> None:
        now = time.monotonic()
        while waiting and len(tasks) < _MOST:
            busy = sum(not task.done and now - task.began < patience for task in tasks.values())
            if busy >= LANES or sum(task.done for task in tasks.values()) >= _AHEAD:
                return
            task: _Task[R] = _Task(waiting.pop(0), now)
            tasks[task.index] = task
            threading.Thread(target=run, args=(task,), name="fetching", daemon=True).start()

    turn = time.monotonic()
    while waiting or tasks:
        with bell:
            start()
            task = _next(tasks, turn, patience, limit)
            if task is None:
                bell.wait(_until(tasks, turn, patience, limit))
                continue
            for other in tasks.values():
                if other.index < task.index and not other.done and not other.said:
                    other.said = True
                    late(sources[other.index])
            del tasks[task.index]
        yield task.index, task.outcome
        turn = time.monotonic()  # whoever took the result may have worked on it for long


def _next(tasks: dict[int, _Task[R]], turn: float, patience: float, limit: float) -> _Task[R] | None:
    """What is to be handed out now: the first, if it is there or given up, or a later one when patience has ended."""
    now = time.monotonic()
    ordered = sorted(tasks.values(), key=lambda task: task.index)
    for task in ordered:
        if task.done or now - task.began >= limit:
            return task
        if not task.said and now - max(turn, task.began) < patience:
            return None
    return None


def _until(tasks: dict[int, _Task[R]], turn: float, patience: float, limit: float) -> float:
    """Seconds until something changes though nobody answers."""
    now = time.monotonic()
    ends = [task.began + limit for task in tasks.values() if not task.done]
    ends += [max(turn, task.began) + patience for task in tasks.values() if not task.done and not task.said]
    ends += [task.began + patience for task in tasks.values() if not task.done]
    return max(_SOON, min((end - now for end in ends if end > now), default=_AGAIN))
