"""Garbage is collected while nobody types."""

from __future__ import annotations

import asyncio
import gc

from summarizer.tui import garbage


def test_garbage_is_left_alone_while_the_desk_opens_and_what_opened_stays():
    before, frozen = gc.get_threshold(), gc.get_freeze_count()
    with garbage.held():
        assert not gc.isenabled()
        garbage.opened()
        assert gc.isenabled()
        assert gc.get_freeze_count() > frozen
        assert gc.get_threshold()[2] > 100_000, "all is gone through when nobody types, not when there is much"
    gc.unfreeze()
    assert gc.get_threshold() == before


async def test_all_garbage_is_collected_once_nobody_types(desk, folder, monkeypatch):
    collected = []
    monkeypatch.setattr(garbage, "collect", lambda: collected.append(1))
    monkeypatch.setattr("summarizer.tui.app.REST", 600)
    monkeypatch.setattr("summarizer.tui.app.TIDY", 0.01)
    async with desk(folder) as (pilot, _screen):
        await pilot.press("down")
        collected.clear()
        await pilot.pause(0.3)
        assert not collected
        pilot.app.keyboard._last -= 600
        while not collected:
            await asyncio.sleep(0.01)
