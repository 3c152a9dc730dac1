"""`kill -9` at random moments while somebody types: at most the last second of typing is lost.

A hundred moments; `TOMTAT_KILLS=12` for a quick look.
"""

from __future__ import annotations

import contextlib
import os
import random
import select
import signal
import time
from collections.abc import Generator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

import summarizer.engines.lexical  # noqa: F401 - with numpy: else each typist loads it anew while it types
from summarizer.store import keeping, open_store, works
from summarizer.tui.desk import Desk
from summarizer.tui.inference import Inference
from summarizer.tui.preferences import Preferences
from summarizer.tui.remembering import EVERY
from tests.tui.conftest import Worker, make_article

KILLS = int(os.environ.get("TOMTAT_KILLS", "100"))
AT_ONCE = 5
"""Typists at a time: they mostly pause."""
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


@dataclass
class Typing:
    """One typist: what is known of it, and when it is to be killed."""

    store: Path
    pid: int
    notes: int
    """The end of the pipe that its notes come from."""
    noted: bytes = b""
    end: float | None = None

    @classmethod
    def begin(cls, folder: Path) -> Typing:
        store, source = folder / "kho.db", folder / "ngan-sach.txt"
        folder.mkdir()
        source.write_text("bài", encoding="utf-8")
        read, write = os.pipe()
        pid = os.fork()
        if pid == 0:
            try:
                os.close(read)
                typist(store, str(source), write)
            finally:
                os._exit(1)
        os.close(write)
        return cls(store, pid, read)

    def hear(self) -> None:
        """Its clock begins with the first keystroke."""
        self.noted += os.read(self.notes, 65536)
        if self.end is None:
            self.end = time.monotonic() + random.uniform(0.0, 2.5)

    def kill(self) -> float:
        """The moment when it was dead."""
        os.kill(self.pid, signal.SIGKILL)
        _, status = os.waitpid(self.pid, 0)
        died = time.monotonic()
        assert os.WIFSIGNALED(status), "it had ended by itself"
        while more := os.read(self.notes, 65536):
            self.noted += more
        os.close(self.notes)
        return died

    def safe(self, died: float) -> int | None:
        """The last keystroke that may not be lost."""
        typed = [line.split() for line in self.noted.decode().splitlines()[:-1]]
        # On a machine with other work nobody runs for a while: the typist's own pauses tell for how long.
        moments = [float(moment) for _, moment in typed]
        lag = max((after - before for before, after in pairwise([*moments, died])), default=0.0)
        return max((int(number) for number, moment in typed if float(moment) < died - LOSS - 2 * lag), default=None)


def killed(folder: Path, kills: int) -> Generator[tuple[Typing, float]]:
    """So many typists, each killed at a moment of its own."""
    waiting = [folder / str(kill) for kill in range(kills)]
    typing: list[Typing] = []
    try:
        while waiting or typing:
            while waiting and len(typing) < AT_ONCE:
                typing.append(Typing.begin(waiting.pop()))
            ready, _, _ = select.select([one.notes for one in typing], [], [], 0.01)
            for one in typing:
                if one.notes in ready:
                    one.hear()
            for one in [one for one in typing if one.end is not None and time.monotonic() >= one.end]:
                typing.remove(one)
                yield one, one.kill()
    finally:  # where a test fails nobody types on
        for one in typing:
            one.kill()


@pytest.mark.slow
def test_killed_while_typing(tmp_path):
    random.seed(7)
    kills = kept_some = 0
    with contextlib.closing(killed(tmp_path, KILLS)) as all_killed:
        for one, died in all_killed:
            kills += 1
            safe = one.safe(died)
            with open_store(one.store) as kept:
                assert keeping.problems(kept) == []
                work = works.recall(kept.db, make_article().id)
                if safe is not None:
                    kept_some += 1
                    assert work is not None
                    assert work.typing is not None
                    assert int(work.typing.text.split()[1]) >= safe, one.store
                    assert work.brief.article.text == make_article().text
    assert kills == KILLS
    assert kept_some >= KILLS // 5, "most died too early to have anything to lose"
