"""What work costs, told alike on a fast machine and a slow one.

A bound in seconds fails where the machine is busy: two workers share a core, and a second then does half of what it did.
So a cost is CPU time of this process (nobody waits) without the kernel's, which goes into pages of memory, and without
the collector's passes over what other tests left behind. It is in seconds of a machine that does a fixed piece of
Python in `YARDSTICK` seconds: on one half as fast the same work costs the same. What is too dear is measured again,
since noise only ever adds.
"""

from __future__ import annotations

import gc
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

YARDSTICK: Final = 0.02
"""Seconds that `_yardstick` takes on a machine of 2024 when nothing else runs."""
TRIES: Final = 3


def _spent() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime


def _yardstick() -> float:
    begun, total = _spent(), 0
    for number in range(500_000):
        total += number % 7
    return _spent() - begun


class Cost:
    """What was done inside `measured`, in seconds of the machine of the yardstick; 0 until it is left."""

    seconds = 0.0


@contextmanager
def measured() -> Iterator[Cost]:
    cost = Cost()
    gc.collect()
    collecting = gc.isenabled()
    gc.disable()
    before = _yardstick()
    begun = _spent()
    try:
        yield cost
    finally:
        took = _spent() - begun
        if collecting:
            gc.enable()
        # a machine that is faster is given no less time
        cost.seconds = took * YARDSTICK / max(YARDSTICK, (before + _yardstick()) / 2)


def _once(work: Callable[[], object]) -> float:
    with measured() as cost:
        work()
    return cost.seconds


def costs_within(work: Callable[[], object], seconds: float) -> None:
    """Fails where `work` costs `seconds` or more each time."""
    costs: list[float] = []
    while not costs or min(costs) >= seconds:
        assert len(costs) < TRIES, f"cost {costs} seconds, at most {seconds} are allowed"
        costs.append(_once(work))


def grows_within(small: Callable[[], object], large: Callable[[], object], factor: float, slack: float = 0.1) -> None:
    """Fails where `large` costs more than `factor` times what `small` costs, and `slack` seconds, each time; of each
    the least so far counts, and what is only done the first time (a lexicon read, say) does not."""
    small()
    low, high = min(_once(small), _once(small)), _once(large)
    for _ in range(TRIES):
        if high <= factor * low + slack:
            return
        low, high = min(low, _once(small)), min(high, _once(large))
    raise AssertionError(f"cost {high} seconds, {low} on the small one: more than {factor} times and {slack}")
