"""What the commands on a store share: which one it is, opened as they need it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.cli.words import FILE, option

if TYPE_CHECKING:
    from summarizer.store import Store


def store_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--store` → `store: Path | None`."""

    @functools.wraps(function)
    def collect(*args: Any, store: str | None, **rest: Any) -> Any:
        return function(*args, store=Path(store) if store else None, **rest)

    return option("--store", key="cli_digest.options.store", metavar="FILE", type=FILE)(collect)


def opened(store: Path | None, *, read_only: bool = True) -> Store:
    """The store named, else the usual one.

    Raises:
        StoreError: there is none, or it cannot be used.
    """
    from summarizer.store import default_path, open_store

    return open_store(store or default_path(), read_only=read_only)


def day(moment: str) -> str:
    """A stored moment in local time, to the minute."""
    from datetime import datetime

    return f"{datetime.fromisoformat(moment).astimezone():%Y-%m-%d %H:%M}"
