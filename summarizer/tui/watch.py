"""Watching folders: articles dropped into them join the queue."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from summarizer.tui.intake import is_article


async def watch(
    folders: Sequence[Path], appeared: Callable[[list[Path]], None], *, polling: bool | None = None
) -> None:
    """Call `appeared` with new and changed articles under `folders`, until cancelled.

    The system's notifications are used where there are any. A file is reported once it has rested for a moment, so
    that one that is still being copied is not read half. `polling` forces or forbids looking again and again.
    """
    from watchfiles import Change, awatch

    async for changes in awatch(*folders, step=200, debounce=800, force_polling=polling, stop_event=asyncio.Event()):
        paths = sorted(
            {Path(path) for change, path in changes if change is not Change.deleted and is_article(Path(path).name)}
        )
        whole = [path.resolve() for path in paths if path.is_file() and await _rests(path)]
        if whole:
            appeared(whole)


async def _rests(path: Path, wait: float = 0.15) -> bool:
    """Whether a file keeps its size for a moment; one that never does is reported by its next change."""
    for _ in range(40):
        try:
            before = path.stat().st_size
            await asyncio.sleep(wait)
            if path.stat().st_size == before:
                return before > 0
        except OSError:
            return False
    return False
