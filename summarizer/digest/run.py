"""A run over many items: what the store holds is taken from it, the rest is briefed by workers and stored at once.

Every result is a transaction of its own, so that whatever ends the run - Ctrl-C, a full disk, `kill -9` - costs at
most the articles that were in work.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from summarizer.digest.inputs import Inputs, Item
from summarizer.digest.pool import Pool
from summarizer.digest.work import Failed, Known, Made, Result, Setup, StandsIn, Task_, expected
from summarizer.store import Store, briefs, runs
from summarizer.store.runs import Failure, RunBrief

BATCH: Final = 8
"""Items that a worker is given at a time: enough for the reader to sort its windows, few to lose."""


@dataclass(slots=True)
class Progress:
    """Where a run stands; `rate` is articles briefed a second of late, `left` seconds to go, None where unknown."""

    total: int
    made: int = 0
    known: int = 0
    failed: int = 0
    rate: float | None = None
    left: float | None = None

    @property
    def done(self) -> int:
        """Items that are through."""
        return self.made + self.known + self.failed


class Workers(Protocol):
    """Who briefs: processes here (`pool.Pool`), or a cluster's (`cluster.RayPool`)."""

    def run(self, batches: Iterator[Sequence[Task_]], stopping: threading.Event) -> Iterator[Result]:
        """The results of all batches as they come, each item told of once."""
        ...


@dataclass
class Outcome:
    """How a run went. `briefs` and `failures` are in input order."""

    run: int
    progress: Progress
    briefs: list[RunBrief] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    stands_in: str | None = None
    interrupted: bool = False


def default_jobs() -> int:
    """As many workers as processors that this process may use."""
    try:
        return max(1, len(os.sched_getaffinity(0)))
    except AttributeError:
        return max(1, os.cpu_count() or 1)


def run(
    inputs: Inputs,
    setup: Setup,
    store: Store,
    *,
    jobs: int,
    call: dict[str, object] | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    stopping: threading.Event | None = None,
    workers: Callable[[Setup, int], Workers] = Pool,
) -> Outcome:
    """Brief all items. With `stopping` set, what is under way is finished and the run ends as interrupted.

    Raises:
        StoreError: the store cannot be written; what is in it stays.
        TomtatError: the engine asked for cannot be used.
    """
    stopping = stopping or threading.Event()
    total = len(inputs.items) + len(inputs.problems)
    with store.write() as db:
        number = runs.begin(db, call or {}, total)
    keeper = _Keeper(store, Outcome(number, Progress(total)), inputs.items, on_progress)
    for i, (origin, error) in enumerate(inputs.problems):
        keeper.fail(Failure(len(inputs.items) + i, origin, error.code, str(error)))
    fresh = keeper.take_known(setup)
    keeper.start(len(fresh))
    if fresh and not stopping.is_set():
        pool = workers(setup, min(jobs, -(-len(fresh) // BATCH)))
        for result in pool.run(_batches(fresh, jobs), stopping):
            keeper.keep(result)
    outcome = keeper.outcome
    outcome.interrupted = outcome.progress.done < total
    outcome.briefs.sort(key=lambda b: b.position)
    outcome.failures.sort(key=lambda f: f.position)
    if not outcome.interrupted:
        with store.write() as db:
            runs.finish(db, number)
    return outcome


def _batches(tasks: Sequence[Task_], jobs: int) -> Iterator[list[Task_]]:
    """Batches, smaller where there is little to do, so that every worker gets some."""
    size = max(1, min(BATCH, -(-len(tasks) // jobs)))
    for start in range(0, len(tasks), size):
        yield list(tasks[start : start + size])


class _Keeper:
    """Stores what comes in, and counts it."""

    def __init__(
        self,
        store: Store,
        outcome: Outcome,
        items: Sequence[Item],
        on_progress: Callable[[Progress], None] | None,
    ) -> None:
        self.store, self.outcome, self.items, self.on_progress = store, outcome, items, on_progress
        self._began = time.monotonic()
        self._fresh = 0

    def start(self, fresh: int) -> None:
        """The clock of the rate starts: `fresh` items are to be briefed."""
        self._began = time.monotonic()
        self._fresh = fresh
        self._tell()

    def take_known(self, setup: Setup) -> list[Task_]:
        """Take from the store what it has of the sources that have not changed; the others are to be briefed."""
        key = expected(setup.asked, setup.options)
        fresh: list[Task_] = []
        found: list[RunBrief] = []
        with self.store.explained() as db:
            for position, item in enumerate(self.items):
                number = briefs.find_source(db, item.origin, item.stamp, key)
                if number is None:
                    fresh.append((position, item))
                else:
                    found.append(RunBrief(position, item.origin, item.folder, number))
        with self.store.write() as db:
            for entry in found:
                runs.add(db, self.outcome.run, entry, made=False)
        self.outcome.briefs += found
        self.outcome.progress.known += len(found)
        return fresh

    def keep(self, result: object) -> None:
        """Store one result."""
        match result:
            case Made(position, rows):
                item = self.items[position]
                with self.store.write() as db:
                    number = briefs.put(db, rows, item.origin, item.stamp)
                    entry = RunBrief(position, item.origin, item.folder, number)
                    runs.add(db, self.outcome.run, entry, made=True)
                self.outcome.briefs.append(entry)
                self.outcome.progress.made += 1
            case Known(position, id, key):
                item = self.items[position]
                with self.store.write() as db:
                    found = briefs.find(db, id, key)
                    assert found is not None
                    briefs.saw(db, briefs.number_of(db, id), item.origin, item.stamp)
                    entry = RunBrief(position, item.origin, item.folder, found)
                    runs.add(db, self.outcome.run, entry, made=False)
                self.outcome.briefs.append(entry)
                self.outcome.progress.known += 1
            case Failed(position, code, message):
                self.fail(Failure(position, self.items[position].origin, code, message))
            case StandsIn(why):
                self.outcome.stands_in = why
                return
        self._tell()

    def fail(self, failure: Failure) -> None:
        """Store a failure."""
        with self.store.write() as db:
            runs.fail(db, self.outcome.run, failure)
        self.outcome.failures.append(failure)
        self.outcome.progress.failed += 1

    def _tell(self) -> None:
        progress = self.outcome.progress
        passed = time.monotonic() - self._began
        if progress.made and passed > 0.5:
            progress.rate = progress.made / passed
            progress.left = (progress.total - progress.done) / progress.rate
        if self.on_progress is not None:
            self.on_progress(progress)
