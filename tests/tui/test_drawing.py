"""What is drawn for a key is what changed, all of it, and no more."""

from __future__ import annotations

import random

import pytest
from textual._compositor import LayoutUpdate
from textual.app import App
from textual.css.stylesheet import Stylesheet
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from summarizer.tui.screens.canvas import Pieces
from summarizer.tui.widgets.lines import LineView
from tests.tui.conftest import press, settled, shown_text

KEYS = (
    *("down", "up", "pagedown", "home", "end", "1", "2", "3", "s", "d", "j", "f", "/", "x", "escape", "enter", "space"),
    *("b", "z", "plus", "minus", "l", "question_mark", "t", "a", "e", "u", "ctrl+down", "tab", "M"),
)


class Paper:
    """A terminal that keeps what is written to it, cell by cell."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.cells: dict[tuple[int, int], object] = {}
        self.rows: list[set[int]] = []
        """The rows of each update."""
        monkeypatch.setattr(App, "_display", lambda _app, _screen, update: self.write(update))

    def write(self, update: object) -> None:
        if isinstance(update, Pieces):
            self.rows.append({y for y, _, _ in update.pieces})
            for y, x, strip in update.pieces:
                self._put(y, x, strip)
        elif isinstance(update, LayoutUpdate):
            self.rows.append(set(range(update.region.height)))
            for y, strips in enumerate(update.strips):
                x = 0
                for strip in strips:
                    x = self._put(y, x, strip)

    def _put(self, y: int, x: int, strip: Strip) -> int:
        for text, style, _ in strip:
            for cell in text:
                self.cells[y, x] = cell, style
                x += 1
        return x

    def text(self, width: int, height: int) -> str:
        return "\n".join("".join(self.cells[y, x][0] for x in range(width)) for y in range(height))


@pytest.mark.parametrize("size", [(140, 40), (80, 24)])
async def test_whatever_is_typed_the_terminal_shows_what_the_screen_is(desk, folder, monkeypatch, size):
    paper = Paper(monkeypatch)
    async with desk(folder, size=size) as (pilot, screen):
        dice = random.Random(7)
        for key in dice.choices(KEYS, k=60):
            await pilot.press(key)
            await settled(pilot)
            while pilot.app.screen is not screen:
                await press(pilot, "escape")
            await pilot.pause()
            assert paper.text(*size) == shown_text(pilot), key


async def test_a_row_of_the_queue_is_drawn_and_not_what_is_beside_it(desk, folder, monkeypatch):
    async with desk(folder) as (pilot, screen):
        paper = Paper(monkeypatch)
        screen.queue_view.redraw(2, 3)
        await settled(pilot)
        first = screen.queue_view.region.y + 2
        assert paper.rows == [{first, first + 1}]
        assert {x for _, x in paper.cells} <= set(screen.queue_view.region.column_range)


async def test_opening_and_closing_a_search_lays_the_screen_out_once_each(desk, folder, monkeypatch):
    async with desk(folder) as (pilot, screen):
        layouts, lay = [], screen._compositor.reflow
        monkeypatch.setattr(screen._compositor, "reflow", lambda *args: (layouts.append(1), lay(*args))[1])
        for pane in ("1", "2"):
            await press(pilot, pane)
            layouts.clear()
            await press(pilot, "/")
            assert len(layouts) == 1
            await press(pilot, "escape")
            assert len(layouts) == 2


async def test_a_search_styles_nothing_anew(desk, folder, monkeypatch):
    async with desk(folder) as (pilot, screen):
        styled, style = [], Stylesheet.update_nodes
        monkeypatch.setattr(Stylesheet, "update_nodes", lambda *args, **more: (styled.append(1), style(*args, **more)))
        await press(pilot, "/", "x", "backspace", "t", "escape")
        assert screen.queue_view.has_focus
        assert not styled


async def test_the_bar_looks_as_the_one_of_textual(desk, folder):
    async with desk(folder, size=(140, 12)) as (pilot, screen):
        view: LineView = screen.source_view
        for lines in (0, 1, 5):
            view.scroll_to(y=lines, animate=False, immediate=True)
            await settled(pilot)
            bar = view.vertical_scrollbar
            ours, theirs = bar.render_lines(bar.size.region), ScrollBar.render_lines(bar, bar.size.region)
            assert [list(strip) for strip in ours] == [list(strip) for strip in theirs]


@pytest.mark.parametrize("key", ["down", "pagedown", "end", "/", "space"])
async def test_the_answer_to_a_key_is_drawn_when_the_key_is_done(desk, folder, monkeypatch, key):
    paper = Paper(monkeypatch)
    async with desk(folder) as (pilot, screen):
        await press(pilot, "2", "1")
        done, drawn = pilot.app.keyboard.done, []

        def noted(event):
            paper.rows.clear()
            done(event)
            drawn.append(len(paper.rows))
            paper.rows.clear()

        monkeypatch.setattr(pilot.app.keyboard, "done", noted)
        await press(pilot, key)
        assert drawn == [1]
        assert not any(screen.queue_view.region.y in rows for rows in paper.rows), "drawn once more"
