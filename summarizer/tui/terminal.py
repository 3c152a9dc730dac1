"""What the terminal can tell and what it needs before Textual takes it over."""

from __future__ import annotations

import os
import re
import sys
import time
from typing import Final

_ANSWER: Final = re.compile(rb"\x1b\]11;rgb:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})")
_DEVICE: Final = re.compile(rb"\x1b\[\?[\d;]*c")


def is_dark(wait: float = 1.0) -> bool:
    """Whether the terminal's background is dark: asked of it (OSC 11), else by COLORFGBG, else taken to be.

    A request that every terminal answers (primary device attributes) follows the question, so that one which does not
    know the background is not waited for. `wait` bounds the whole, in seconds: an answer that comes after it would be
    taken for typing, and over a far line it is half a second away.
    """
    color = _background(wait)
    if color is not None:
        red, green, blue = color
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.5
    last = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    if last.isdigit():
        return int(last) not in (7, *range(9, 16))
    return True


def _open_terminal(flags: int) -> int:
    return os.open("/dev/tty" if os.name != "nt" else "CONIN$", flags)


def _background(wait: float) -> tuple[float, float, float] | None:
    try:
        import select
        import termios
        import tty
    except ImportError:  # Windows
        return None
    try:
        fd = _open_terminal(os.O_RDWR | os.O_NOCTTY)
    except OSError:
        return None
    try:
        before = termios.tcgetattr(fd)
        try:
            tty.setcbreak(fd)
            os.write(fd, b"\x1b]11;?\x1b\\\x1b[c")
            answer, end = b"", time.monotonic() + wait
            while not _DEVICE.search(answer) and (left := end - time.monotonic()) > 0:
                if select.select([fd], [], [], left)[0]:
                    answer += os.read(fd, 256)
        finally:
            termios.tcsetattr(fd, termios.TCSANOW, before)
    except (OSError, termios.error):
        return None
    finally:
        os.close(fd)
    match = _ANSWER.search(answer)
    if match is None:
        return None
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in match.groups())
    return red, green, blue


def can_draw() -> bool:
    """Whether a full screen can be drawn: Textual writes to stderr, and a screen into a file helps nobody."""
    return bool(sys.stdout and sys.stderr and sys.stdout.isatty() and sys.stderr.isatty())


def keyboard_from_terminal() -> bool:
    """After stdin was read as data, make the terminal stdin again; False where there is no terminal to ask."""
    if sys.__stdin__ is not None and sys.__stdin__.isatty():
        return True
    try:
        fd = _open_terminal(os.O_RDONLY)
    except OSError:
        return False
    os.dup2(fd, 0)
    os.close(fd)
    return True
