"""The whole walk with the real worker: open the samples, brief all, sentence to source, search, edit, export, quit."""

from __future__ import annotations

import json
import time

import pytest
from textual.pilot import Pilot

from summarizer.engines.choice import EngineChoice
from summarizer.tui.app import DeskApp, Keep
from summarizer.tui.entry import State
from summarizer.tui.preferences import Preferences
from summarizer.tui.screens.desk import DeskScreen
from tests.tui.conftest import notices, press, settled, shown_text


async def until(pilot: Pilot[None], true, seconds: float = 60.0) -> None:
    """Wait for the worker."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, shown_text(pilot)
        await pilot.pause(0.05)
    await settled(pilot)


def preferences() -> Preferences:
    return Preferences(engine=EngineChoice("extractive"), auto=False)


@pytest.mark.slow
async def test_the_walk(samples, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    keep = Keep(tmp_path / "store.db", "walk")
    app = DeskApp(preferences(), sources=[str(samples)], keep=keep)
    async with app.run_test(size=(140, 40), notifications=True) as pilot:
        screen = app.screen
        assert isinstance(screen, DeskScreen)
        entries = screen.library.entries
        await until(pilot, lambda: len(entries) >= 12 and all(e.state is not State.LOADING for e in entries))
        assert [entry.error for entry in entries] == [""] * len(entries)

        await press(pilot, "desk.brief_all")
        await until(pilot, lambda: all(e.brief is not None for e in entries))
        assert {entry.brief.engine.name for entry in entries} == {"extractive"}

        index = next(n for n, e in enumerate(entries) if e.name.startswith("soctrang"))
        await press(pilot, *["down"] * index)
        assert screen.entry is entries[index]
        assert len(screen.entry.facts.figures) >= 30

        await press(pilot, "desk.pane_brief", "down", "down", "brief.to_source")
        evidence = screen.entry.brief.summary[0].evidence[0]
        source = screen.source_view
        row = source.page.row_of(evidence.start)
        assert source.scroll_offset.y <= row < source.scroll_offset.y + source.size.height
        assert "▌" in source.render_line(row - source.scroll_offset.y).text

        await press(pilot, "source.search", *"hoi nghi", "enter")
        assert len(source.hits) >= 5
        await press(pilot, "source.next_hit", "source.next_figure", "source.next_directive", "source.card")
        assert screen.source_pane.card.display

        await press(pilot, "desk.pane_brief", "home", "down", "brief.edit")
        before = screen.editor.words
        screen.editor.load_text(before.rstrip(".") + ", thêm 987.654 tỷ đồng.")
        await settled(pilot)
        await until(pilot, lambda: "987.654" in shown_text(pilot) and "⚠" in shown_text(pilot))
        await press(pilot, "edit.save")
        # where Enter came before the verdict, the sentence is kept as unchecked until it is there
        await until(pilot, lambda: screen.entry.history.edited and not app.desk.edits.waits)
        changed = screen.entry.current().summary[0]
        assert changed.status == "unsupported"
        assert any("987.654" in reason for reason in changed.reasons)
        assert screen.entry.state is State.WARNED

        for steps, suffix in ((0, ".md"), (1, ".html"), (1, ".docx"), (1, ".json")):
            await press(pilot, "desk.export", *["down"] * steps, "enter")
            written = tmp_path / f"{screen.entry.name.removesuffix('.txt')}.tom-tat{suffix}"
            await until(pilot, written.exists)
            assert written.stat().st_size > 500
        document = json.loads(written.read_text(encoding="utf-8"))
        assert document["schema"] == "tomtat.brief/1"
        assert "987.654" in document["summary"][0]["text"]
        assert not [words for words in notices(pilot) if "lỗi" in words]

        await press(pilot, "desk.quit")
    # The next day: everything is where it was.
    app = DeskApp(preferences(), keep=keep)
    async with app.run_test(size=(140, 40), notifications=True) as pilot:
        screen = app.screen
        assert isinstance(screen, DeskScreen)
        entries = screen.library.entries
        await until(pilot, lambda: all(e.state is not State.LOADING for e in entries))
        assert screen.entry.name.startswith("soctrang")
        assert "987.654" in screen.entry.current().summary[0].text
        assert screen.entry.history.edited
        assert all(entry.briefed for entry in entries)  # read back when it is opened
        assert screen.entry.current().summary[0].evidence != ()
        await press(pilot, "desk.pane_brief", "brief.restore")
        assert "987.654" not in screen.entry.current().summary[0].text
        app.leave()


@pytest.mark.parametrize("engine", ["reader", "extractive"])
async def test_cancel_and_quit_with_the_real_worker(samples, engine):
    found = samples.glob("*.txt") if engine == "reader" else (p for p in samples.iterdir() if p.name != "README.md")
    texts = [str(path) for path in sorted(found)]
    assert len(texts) >= 8
    app = DeskApp(Preferences(engine=EngineChoice(engine), auto=False), sources=texts)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = app.screen
        entries = screen.library.entries
        await until(pilot, lambda: len(entries) >= len(texts) and all(e.article is not None for e in entries))
        await press(pilot, "desk.brief_all", "desk.cancel_all")
        assert all(entry.state in (State.WAITING, State.DONE, State.WARNED) for entry in entries)
        await press(pilot, "desk.brief")
        await until(pilot, lambda: entries[0].brief is not None)
        before = time.monotonic()
        await pilot.press("B", "q")
        await pilot.pause()
        assert time.monotonic() - before < 2.0
