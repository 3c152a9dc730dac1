"""Opening, reading and leaving: the first things a reader does."""

from __future__ import annotations

from summarizer.tui.library import State
from tests.tui.conftest import notices, settled, shown_text  # noqa: F401


async def test_a_folder_becomes_a_queue(desk, folder):
    async with desk(folder) as (pilot, screen):
        assert [entry.name for entry in screen.library.entries] == ["giao-thong.txt", "ngan-sach.txt", "y-te.txt"]
        assert all(entry.state is State.WAITING for entry in screen.library.entries)
        print(shown_text(pilot))
