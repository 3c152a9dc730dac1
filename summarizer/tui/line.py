"""The way to the inference process: requests go out and replies come in on threads of their own."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from typing import IO, BinaryIO, Final, Protocol, cast

from summarizer import locale
from summarizer.tui import protocol as p
from summarizer.tui.wire import Wire

NICE: Final = 10
"""How far the process gives way to the desk where both want the processor."""


class Line(Protocol):
    """A way to send requests; replies come to the callback that it was made with."""

    def send(self, request: p.Request) -> None:
        """Pass a request on; returns at once."""
        ...

    def close(self) -> None:
        """Hang up; work under way is lost."""
        ...


class ProcessLine:
    """A line to a process of its own."""

    def __init__(self, reply: Callable[[p.Reply], None]) -> None:
        self._reply = reply
        self._closed = False
        self._log: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        env = os.environ | {"OMP_WAIT_POLICY": "PASSIVE", "PYTHONUNBUFFERED": "1"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "summarizer.tui.serving", locale.current()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            env=env,
            # Ctrl-C and a hang-up of the terminal are for the desk to handle. In the same session: Linux gives each its
            # share of the processor (autogroups, sched(7)), whatever is `nice` in it.
            process_group=0,
        )
        # From its first import on, while the first screen is drawn; later it is the model, and two thousand files.
        with contextlib.suppress(OSError, AttributeError):
            os.setpriority(os.PRIO_PROCESS, self._process.pid, os.getpriority(os.PRIO_PROCESS, 0) + NICE)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._wire = Wire(cast("BinaryIO", self._process.stdout), cast("BinaryIO", self._process.stdin), "d")
        self._outbox: queue.SimpleQueue[p.Request | None] = queue.SimpleQueue()
        threading.Thread(target=self._send_all, name="requests", daemon=True).start()
        threading.Thread(target=self._receive_all, name="replies", daemon=True).start()

    def send(self, request: p.Request) -> None:
        """Queue a request for the pipe."""
        self._outbox.put(request)

    def close(self) -> None:
        """Kill the process: nothing in it needs saving."""
        self._closed = True
        self._outbox.put(None)
        self._process.kill()

    def _send_all(self) -> None:
        assert self._process.stdin is not None
        while (request := self._outbox.get()) is not None:
            try:
                self._wire.send(request)
            except OSError:
                break
        # What is left in its buffer cannot be sent any more.
        with contextlib.suppress(OSError):
            self._process.stdin.close()

    def _receive_all(self) -> None:
        try:
            while True:
                reply = self._wire.receive()
                if self._closed:
                    break
                self._reply(reply)
        except (EOFError, OSError):
            pass
        self._process.wait()
        self._outbox.put(None)
        assert self._process.stdout is not None
        self._process.stdout.close()
        if not self._closed:
            self._log.seek(0)
            said = self._log.read().decode("utf-8", "replace").strip().splitlines()
            self._reply(p.Died(said[-1][:300] if said else f"exit {self._process.returncode}"))
        self._log.close()
