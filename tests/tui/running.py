"""The program in a pseudo-terminal, as a whole process."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time
from pathlib import Path

TOMTAT = [sys.executable, "-m", "summarizer.cli"]
DEVICE = b"\x1b[?62c"


class Run:
    """`tomtat …` with the pseudo-terminal as its controlling terminal; `stdin` may be a pipe with text in it."""

    def __init__(self, arguments: list[str], home: Path, stdin: bytes | None = None, **variables: str) -> None:
        environment = {
            **{k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "CI", "COLUMNS", "LINES")},
            "TERM": "xterm-256color",
            "TOMTAT_STORE": str(home / "store.db"),
            "XDG_STATE_HOME": str(home / "state"),
            "LC_ALL": "C.UTF-8",
            **variables,
        }
        read, write = os.pipe() if stdin is not None else (-1, -1)
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(home)
            if stdin is not None:
                os.dup2(read, 0)
                os.close(write)
            os.execvpe(TOMTAT[0], [*TOMTAT, "--lang", "vi", *arguments], environment)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        if stdin is not None:
            os.close(read)
            os.write(write, stdin)
            os.close(write)
        self.seen = b""

    def wait_for(self, words: str, seconds: float = 40.0) -> None:
        end = time.monotonic() + seconds
        while words not in self.text():
            assert time.monotonic() < end, self.text()[-3000:]
            if select.select([self.fd], [], [], 0.2)[0]:
                try:
                    part = os.read(self.fd, 65536)
                except OSError:
                    assert words in self.text(), self.text()[-3000:]
                    return
                if b"\x1b[c" in part:
                    os.write(self.fd, DEVICE)
                self.seen += part

    def text(self) -> str:
        return re.sub(r"\x1b\[[0-9;?<>=]*[a-zA-Z]", "", self.seen.decode("utf-8", "replace"))

    def type(self, keys: str) -> None:
        self.seen = b""
        os.write(self.fd, keys.encode())

    def end(self, seconds: float = 5.0) -> int:
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            if select.select([self.fd], [], [], 0.05)[0]:
                with contextlib.suppress(OSError):
                    self.seen += os.read(self.fd, 65536)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                os.close(self.fd)
                return os.waitstatus_to_exitcode(status)
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)
        raise AssertionError("still there")

    def hang_up(self, seconds: float = 10.0) -> int:
        """Close the window: the terminal is gone, and the program hears of it (SIGHUP)."""
        os.close(self.fd)
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.05)
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)
        raise AssertionError("still there")
