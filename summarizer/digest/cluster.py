"""Briefing on Ray: the items as a Ray Data set, a pool of actors that each hold the engine, results as they come.

What Ray is good at is left to it: where actors run, how much is under way at once, starting one anew that was lost. The
results go to the run like those of local workers, so the store and the document are the same. Items must be readable
on the machines that Ray uses: files under the same path, or addresses.
"""

from __future__ import annotations

import contextlib
import logging
import os
import pickle
import threading
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from summarizer import locale
from summarizer.digest.pool import Pool
from summarizer.digest.work import Refused, Result, Setup, StandsIn, Task_, Worker
from summarizer.errors import TomtatError

TRIES: Final = 2
"""Times that a batch is begun again whose actor was lost; then its items are briefed here, the bad one by itself."""
LOCAL: Final = "local"


class Briefer:
    """An actor: keeps a worker with its engine, briefs a batch at a time."""

    def __init__(self, setup: Setup) -> None:
        locale.use("en" if setup.language == "en" else "vi")
        self._worker = Worker(setup)

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[bytes]]:
        """Tasks in, all that was told of them out; pickled, since Ray's tables hold plain columns."""
        told: list[bytes] = []
        self._worker.do([pickle.loads(task) for task in batch["task"]], lambda r: told.append(pickle.dumps(r)))
        return {"told": told}


@dataclass(frozen=True, slots=True)
class RayPool:
    """Workers on Ray: `address` of a running cluster (`auto` finds it), or `local` for one of `jobs` actors here."""

    setup: Setup
    jobs: int
    address: str = LOCAL

    def run(self, batches: Iterator[Sequence[Task_]], stopping: threading.Event) -> Iterator[Result]:
        """The results of all batches as they come. With `stopping` set no more are taken.

        Raises:
            TomtatError: Ray is not installed or not to be reached, or the engine asked for cannot be used.
        """
        kept = [list(batch) for batch in batches]
        left = {position: (position, item) for batch in kept for position, item in batch}
        if not left:
            return
        for told in self._told(list(left.values()), max(len(batch) for batch in kept)):
            if isinstance(told, Refused):
                raise TomtatError(told.code, **told.values)
            if not isinstance(told, StandsIn) and left.pop(told.position, None) is None:
                continue  # told before its actor was lost, and once more
            yield told
            if stopping.is_set():
                return
        yield from Pool(self.setup, self.jobs).run(([task] for task in left.values()), stopping)

    def _told(self, tasks: Sequence[Task_], size: int) -> Iterator[Result]:
        ray = _connected(self.address, self.jobs)
        try:
            # the store is on this machine; what it holds of a text under another name is found when it is written
            far = replace(self.setup, store=None)
            rows = [{"task": pickle.dumps(task)} for task in tasks]
            warnings.simplefilter("ignore", getattr(ray.util.annotations, "RayDeprecationWarning", DeprecationWarning))
            briefs = ray.data.from_items(rows, override_num_blocks=-(-len(rows) // size)).map_batches(
                Briefer,
                fn_constructor_args=(far,),
                batch_size=size,
                batch_format="numpy",
                compute=ray.data.ActorPoolStrategy(min_size=1, max_size=self.jobs),
                num_cpus=1,
                ray_remote_args_fn=lambda: {"max_restarts": -1, "max_task_retries": TRIES},
            )
            for row in briefs.iter_rows():
                yield pickle.loads(row["told"])
        finally:
            ray.shutdown()


def _connected(address: str, jobs: int) -> Any:
    """Ray, started or reached, and silent: stderr belongs to the run."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray
        import ray.data
    except ImportError:
        raise TomtatError("ray_missing") from None
    more: dict[str, Any] = {"address": address}
    if address == LOCAL:
        more |= {"num_cpus": jobs, "include_dashboard": False}
    try:
        ray.init(configure_logging=True, logging_level=logging.ERROR, log_to_driver=False, **more)
    except Exception as error:
        raise TomtatError("ray_unreachable", address=address, why=_short(error)) from None
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.max_errored_blocks = -1  # what is lost for good is briefed here
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with contextlib.suppress(AttributeError):
        context.print_on_execution_start = False
    return ray


def _short(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
