"""A window that is closed, and a polite end: nothing typed is lost, and the screen comes back."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from summarizer.store import open_store, works
from tests.tui.running import Run

SAMPLES = Path(__file__).parents[2] / "samples"
LEFT = b"\x1b[?1049l"
"""The terminal's own screen again."""


@pytest.fixture
def editing(tmp_path):
    """A desk in the middle of a sentence: the last letters were typed just now and are on the screen."""
    path = tmp_path / "bai.txt"
    path.write_bytes((SAMPLES / "thu-ngan-sach-6-thang.txt").read_bytes())
    run = Run(["read", "--engine", "extractive", str(path)], tmp_path)
    run.wait_for("câu ✓")  # the title of the brief: `xong` stands among the keys, too
    run.type("3")
    run.type("G")
    run.type("g")
    run.type("e")
    run.wait_for("✎")
    # Letter by letter: only the cells that changed are drawn.
    for letter in "zq":
        run.type(letter)
        run.wait_for(letter)
    return run


def typed(tmp_path) -> str:
    """The words of the brief in the store, one after the other."""
    with open_store(tmp_path / "store.db") as store:
        ((id,),) = store.db.execute("SELECT a.id FROM works w JOIN articles a ON a.no = w.article")
        work = works.recall(store.db, id)
    assert work is not None
    words = [work.headline.text if work.headline else "", *(sentence.text for sentence in work.summary)]
    return " ".join([*words, work.typing.text if work.typing else ""])


def test_a_polite_end_keeps_what_was_typed_and_gives_the_screen_back(editing, tmp_path):
    editing.seen = b""
    os.kill(editing.pid, signal.SIGTERM)
    editing.end(15)
    assert LEFT in editing.seen
    assert b"\x1b[?25h" in editing.seen.partition(LEFT)[0] + editing.seen.partition(LEFT)[2]
    assert "zq" in typed(tmp_path)


def test_a_closed_window_keeps_what_was_typed(editing, tmp_path):
    editing.hang_up(15)
    assert "zq" in typed(tmp_path)


def test_a_kill_loses_at_most_a_second(editing, tmp_path):
    time.sleep(1.0)
    os.kill(editing.pid, signal.SIGKILL)
    editing.hang_up()
    assert "zq" in typed(tmp_path)
