"""A run's work in this process, where the test is not about workers: starting one takes seconds."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

from summarizer.digest.work import Refused, Result, Setup, Task_, Worker
from summarizer.errors import TomtatError


class Here:
    """In the place of `summarizer.digest.pool.Pool`, whose own tests are in `tests/digest`."""

    def __init__(self, setup: Setup, jobs: int) -> None:
        self._worker = Worker(setup)

    def run(self, batches: Iterator[Sequence[Task_]], stopping: threading.Event) -> Iterator[Result]:
        try:
            while not stopping.is_set() and (batch := list(next(batches, ()))):
                told: list[Result] = []
                self._worker.do(batch, told.append)
                for result in told:
                    if isinstance(result, Refused):
                        raise TomtatError(result.code, **result.values)
                    yield result
        finally:
            self._worker.close()
