"""`kill -9` at random moments while somebody types: at most the last second of typing is lost.

A hundred moments; `TOMTAT_KILLS=12` for a quick look.
"""

from __future__ import annotations

import os
import random
import signal
import time
from itertools import pairwise

import pytest

from summarizer.store import keeping, open_store, works
from summarizer.tui.desk import Desk
from summarizer.tui.inference import Inference
from summarizer.tui.preferences import Preferences
from summarizer.tui.remembering import EVERY
from tests.tui.conftest import Worker, make_article

KILLS = int(os.environ.get("TOMTAT_KILLS", "100"))
LOSS = 1.0
"""Seconds of typing that may be lost."""


class Eyes:
    """Nobody looks; the cursor is on the first sentence."""

    def chosen(self):
        return "s0", 0, "Câu đầu."

    def place(self):
        return None

    def layout_data(self):
        return {}

    def editor_words(self):
        return ""

    def __getattr__(self, name):
        return lambda *args, **more: None


def typist(store, source, pipe):
    """In a process of its own: brief, edit, type a number a keystroke, noting each; never ends."""
    replies = []
    desk = Desk(Preferences(auto=False), Inference(replies.append, Worker()), Eyes())
    desk.inference.start()
    desk.memory.open(store, "", lambda report: None)

    def answer():
        while replies:
            desk.replied(replies.pop(0))

    desk.add([source])
    answer()
    desk.show(desk.library.entries[0])
    desk.briefing.brief_current()
    answer()
    desk.edits.edit()
    saved = time.monotonic()
    for number in range(10**6):
        desk.edits.typed(f"Câu {number}")
        os.write(pipe, f"{number} {time.monotonic()}\n".encode())
        time.sleep(random.uniform(0.001, 0.03))
        if time.monotonic() - saved >= EVERY:
            saved = time.monotonic()
            desk.memory.save()


@pytest.mark.slow
def test_killed_while_typing(tmp_path):
    random.seed(7)
    for kill in range(KILLS):
        store, source = tmp_path / f"{kill}.db", tmp_path / f"{kill}" / "ngan-sach.txt"
        source.parent.mkdir()
        source.write_text("bài", encoding="utf-8")
        read, write = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(read)
            try:
                typist(store, str(source), write)
            finally:
                os._exit(1)
        os.close(write)
        noted = b""
        end = None
        while end is None or time.monotonic() < end:
            noted += os.read(read, 4096)
            if end is None:
                end = time.monotonic() + random.uniform(0.0, 2.5)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        died = time.monotonic()
        while more := os.read(read, 65536):
            noted += more
        os.close(read)
        typed = [line.split() for line in noted.decode().splitlines()[:-1]]
        # On a machine with other work nobody runs for a while: the typist's own pauses tell for how long.
        moments = [float(moment) for _, moment in typed]
        lag = max((after - before for before, after in pairwise([*moments, died])), default=0.0)
        safe = [int(number) for number, moment in typed if float(moment) < died - LOSS - 2 * lag]
        with open_store(store) as kept:
            assert keeping.problems(kept) == []
            work = works.recall(kept.db, make_article().id)
            if safe:
                assert work is not None
                assert work.typing is not None
                assert int(work.typing.text.split()[1]) >= safe[-1], kill
                assert work.brief.article.text == make_article().text
