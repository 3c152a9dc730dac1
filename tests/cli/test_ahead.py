"""The engine that loads while the article is read."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

import pytest

from summarizer.cli.ahead import Ahead
from summarizer.engines import registry
from summarizer.engines.base import Engine
from summarizer.engines.choice import EngineChoice
from summarizer.errors import TomtatError


@pytest.fixture
def loads(monkeypatch):
    """The threads that an engine was loaded in."""
    found: list[str] = []

    def load(*_: object, **__: object) -> Engine:
        found.append(threading.current_thread().name)
        return Engine("reader")

    monkeypatch.setattr(registry, "load", load)
    return found


def test_it_loads_beside_what_reads(loads, report):
    assert Ahead(EngineChoice(), [str(report)]).take().name == "reader"
    assert loads != [threading.current_thread().name]


@pytest.mark.parametrize("choice", [EngineChoice(), EngineChoice("extractive"), EngineChoice(model="x")])
def test_it_waits_where_nothing_may_come_of_it(loads, report, choice):
    """A file that is not there, an engine that loads at once, one that may not be had: told in their turn."""
    ahead = Ahead(choice, [str(report) if choice != EngineChoice() else "khong-co.txt"])
    assert loads == []
    ahead.take()
    assert loads == [threading.current_thread().name]


def test_what_goes_wrong_is_told_to_who_asks(monkeypatch, report):
    def load(*_: object, **__: object) -> Engine:
        raise TomtatError("engine_unknown", name="x", known="y")

    monkeypatch.setattr(registry, "load", load)
    ahead = Ahead(EngineChoice(), [str(report)])
    with pytest.raises(TomtatError):
        ahead.take()


def test_an_engine_that_nobody_wants_any_more_holds_up_no_end():
    code = (
        "import threading, time; from summarizer.cli import ahead\n"
        "threading.Thread(target=time.sleep, args=(60,), name=f'{ahead.THREADS}_0').start()\n"
        "print('xong', end=''); ahead.leave(4)"
    )
    begin = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (4, "xong")
    assert time.monotonic() - begin < 30


@pytest.mark.parametrize("kept", [False, True])
def test_an_end_with_torch_runs_what_was_to_be_run_and_waits_for_who_works(kept):
    """Only taking torch apart is left out."""
    code = (
        "import atexit, sys, threading, time; from summarizer.cli import ahead\n"
        "sys.modules['torch'] = type('Torn', (), {'__del__': lambda self: print('torn')})()\n"
        "atexit.register(lambda: print('closed'))\n"
        f"threading.Thread(target=lambda: (time.sleep({0.3 * kept}), print('worked'))).start()\n"
        f"time.sleep({0.3 * (not kept)})\n"
        "ahead.leave(4)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stderr) == (4, "")
    assert done.stdout.split()[:2] == ["worked", "closed"]
    assert ("torn" in done.stdout) is kept
