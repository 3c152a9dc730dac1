"""When garbage is collected: not while the desk opens, and all of it only while nobody types.

Python looks through all objects whenever it thinks that there are many new ones, which stops the desk for up to a tenth
of a second, wherever a key has come to.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_NEVER: Final = 1_000_000
_DUE: Final = 10
"""Collections of what is not so new after which all is gone through; Python's own number."""


@contextmanager
def held() -> Iterator[None]:
    """Collect nothing until the desk is `opened`, and from then on only what is new; afterwards as before."""
    before = gc.get_threshold()
    gc.disable()
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.enable()


def opened() -> None:
    """The desk is on the screen: what it took stays, and need not be gone through. Nothing where it was not `held`."""
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(*gc.get_threshold()[:2], _NEVER)
        gc.enable()


def collect() -> None:
    """Go through all if that is due. Whoever calls knows that nobody waits."""
    if gc.get_count()[2] >= _DUE:
        gc.collect()
