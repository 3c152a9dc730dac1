"""What the reading desk costs, as a user feels it: first screen, keys, 500 articles, a very long one, stalls.

The desk runs in a pseudo-terminal of 160×48 as a whole process; a key's time is from writing it to the last byte of the
screen's answer. Stalls are how late a 5 ms tick of the desk's own event loop comes while briefs are written.
Reported, never asserted: the figures hang on the machine. Run after `scripts/bench.py` by `make bench`.
"""

from __future__ import annotations

import argparse
import asyncio
import fcntl
import json
import os
import pty
import select
import socket
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SIZE = (160, 48)
LONG_WORDS = 100_000
MANY = 500
CROWD = 2_000
BOOK = 5_000_000


class Terminal:
    """A process in a pseudo-terminal."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self.began = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            os.execvpe(command[0], command, environment)
        columns, rows = SIZE
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def wait_for(self, words: str, seconds: float = 60.0) -> float:
        """Seconds since the start until `words` were drawn.

        Raises:
            TimeoutError: they never were.
        """
        seen, end = b"", time.perf_counter() + seconds
        while words.encode() not in seen:
            left = end - time.perf_counter()
            if left <= 0:
                raise TimeoutError(words)
            if select.select([self.fd], [], [], left)[0]:
                try:
                    part = os.read(self.fd, 65536)
                except OSError:
                    raise TimeoutError(f"{words}: the desk ended") from None
                self._answer(part)
                seen = seen[-4096:] + part
        return time.perf_counter() - self.began

    def _answer(self, part: bytes) -> None:
        """Be the terminal that is asked for its background and its kind."""
        if b"\x1b]11;?" in part:
            os.write(self.fd, b"\x1b]11;rgb:1515/1818/1d1d\x1b\\")
        if b"\x1b[c" in part:
            os.write(self.fd, b"\x1b[?62c")

    def rest(self, quiet: float = 0.08) -> float:
        """Read until nothing was drawn for `quiet` seconds; when the last byte came."""
        last = time.perf_counter()
        while select.select([self.fd], [], [], quiet)[0]:
            self._answer(os.read(self.fd, 65536))
            last = time.perf_counter()
        return last

    def watch(self, seconds: float) -> None:
        """Read what is drawn, for so long."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if select.select([self.fd], [], [], left)[0]:
                self._answer(os.read(self.fd, 65536))

    def key(self, keys: str) -> float:
        """Milliseconds until the screen has answered a key."""
        self.rest(0.02)
        before = time.perf_counter()
        os.write(self.fd, keys.encode())
        if not select.select([self.fd], [], [], 2.0)[0]:
            return float("nan")
        return 1000 * (self.rest() - before)

    def close(self) -> None:
        """Quit by the key, and wait."""
        try:
            os.write(self.fd, b"q")
            end = time.perf_counter() + 5
            while time.perf_counter() < end and select.select([self.fd], [], [], 0.5)[0]:
                if not os.read(self.fd, 65536):
                    break
        except OSError:
            pass
        os.close(self.fd)
        os.waitpid(self.pid, 0)


@contextmanager
def desk(arguments: list[str], folder: Path, noted: Path | None = None) -> Iterator[Terminal]:
    """`tomtat read` with a session of its own; `noted` is where it writes what holds it up."""
    environment = os.environ | {
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "TOMTAT_STORE": str(folder / "store.db"),
        "XDG_STATE_HOME": str(folder / "state"),
    }
    # As it is installed: what is imported was compiled before.
    for name in ("NO_COLOR", "PYTHONDONTWRITEBYTECODE"):
        environment.pop(name, None)
    program = [str(ROOT / "scripts" / "desk_probe.py"), str(noted)] if noted else ["-m", "summarizer.cli"]
    terminal = Terminal([sys.executable, *program, "--lang", "vi", "read", "--fresh", *arguments], environment)
    try:
        yield terminal
    finally:
        terminal.close()


def report(what: str, values: list[float], unit: str, aim: str = "") -> None:
    """One line: minimum, median, worst."""
    if values:
        median, worst = statistics.median(values), max(values)
        print(f"{what:<58} min {min(values):7.1f}  median {median:7.1f}  worst {worst:7.1f} {unit}  {aim}", flush=True)


def first_screen(n: int, folder: Path) -> None:
    """From starting the process to the panes on the screen."""
    times = []
    for _ in range(n):
        with desk(["--manual"], folder) as terminal:
            times.append(1000 * terminal.wait_for("Hàng đợi"))
            terminal.rest()
    report("first screen, whole process", times, "ms", "(aim 800)")


def keys(terminal: Terminal, plan: list[tuple[str, str, int]], what: str) -> None:
    """Times of keys: (name, key, how often)."""
    everything: list[float] = []
    for name, key, count in plan:
        times = [terminal.key(key) for _ in range(count)]
        times = [one for one in times if one == one]
        report(f"{what}: {name}", times, "ms")
        everything += times
    report(f"{what}: all keys", everything, "ms", "(aim 50)")


def many(folder: Path) -> None:
    """500 articles in the queue."""
    place = folder / "many"
    place.mkdir()
    sample = (ROOT / "samples" / "thu-ngan-sach-6-thang.txt").read_text(encoding="utf-8")
    for number in range(MANY):
        (place / f"bai-{number:03}.txt").write_text(f"Bài số {number}: {sample}", encoding="utf-8")
    with desk(["--manual", str(place)], folder) as terminal:
        terminal.wait_for(f"{MANY} bài")
        report(f"{MANY} articles: listed", [1000 * (time.perf_counter() - terminal.began)], "ms")
        time.sleep(2)
        keys(terminal, [("down, while they load", "\x1b[B", 20)], f"{MANY} articles")
        end = time.perf_counter() + 120
        while time.perf_counter() < end and terminal.rest(1.0) + 1.0 > time.perf_counter() + 0.5:
            pass
        plan = [("down", "\x1b[B", 30), ("page down", "\x1b[6~", 10), ("end", "\x1b[F", 1), ("home", "\x1b[H", 1)]
        keys(terminal, plan, f"{MANY} articles, loaded")


def crowd(folder: Path) -> None:
    """2,000 files, one of 5 MB, a pipe that nobody writes to and an address that never answers, all at once.

    While they load the screen never rests: a key's time is what the desk itself notes (`desk_probe.py`).
    """
    place, noted = folder / "crowd", folder / "probe.json"
    place.mkdir()
    sample = (ROOT / "samples" / "thu-ngan-sach-6-thang.txt").read_text(encoding="utf-8")
    for number in range(CROWD):
        (place / f"bai-{number:04}.txt").write_text(f"Bài số {number}: {sample}", encoding="utf-8")
    (place / "a-dai.txt").write_text("\n\n".join(sample for _ in range(BOOK // len(sample.encode()))), encoding="utf-8")
    os.mkfifo(place / "a-ong.txt")
    with socket.create_server(("127.0.0.1", 0)) as dead:
        address = f"http://127.0.0.1:{dead.getsockname()[1]}/"
        with desk(["--manual", "--allow-private", str(place), address], folder, noted) as terminal:
            terminal.wait_for("đang mở", 120)
            report(f"{CROWD:,} articles: listed", [1000 * (time.perf_counter() - terminal.began)], "ms")
            plan = (
                ["\x1b[B"] * 20 + ["/", *"bai so 19", "\x1b"] + ["\x1b[6~"] * 10 + ["\x1b[F", " ", "a", "a", "\x1b[H"]
            )
            # The first is the book: read, searched and left while the others load.
            plan += ["2", "\x1b[6~", "\x1b[F", "\x1b[H", "/", *"đồng", "\r", "n", "n", "\x1b", "s", "j", "1", "\x1b[B"]
            end = time.perf_counter() + 600
            while True:
                for key in plan:
                    os.write(terminal.fd, key.encode())
                    terminal.watch(0.15)
                seen = Seen(noted)
                if seen.loaded >= CROWD or time.perf_counter() > end:
                    break
            report(f"{CROWD:,} articles: all keys, while they load", seen.keys, "ms", "(aim 100)")
            report(f"{CROWD:,} articles: what the desk worked for a key", seen.work, "ms", "(on a machine of its own)")
            slowest = ", ".join(f"{key} {ms:.0f} ms ({cpu:.0f}) at {at:.0f} s" for ms, cpu, at, key in seen.slowest)
            print(f"  slowest, with what the desk worked: {slowest}")
            report(f"{CROWD:,} articles: event loop late by", seen.gaps or [0.0], "ms", "(aim 100)")
            resident = Path(f"/proc/{terminal.pid}/status").read_text().partition("VmRSS:")[2].split()[0]
            report(f"{CROWD:,} articles: memory of the desk", [int(resident) / 1024], "MB", "(aim 250)")
            for gap in seen.worst:
                where = (gap["in"] or ["?"])[0]
                print(f"  late {gap['ms']:.0f} ms, {gap['cpu']:.0f} of them at work, at {gap['at']:.1f} s: {where}")


class Seen:
    """What a desk noted of itself."""

    def __init__(self, path: Path) -> None:
        noted = json.loads(path.read_text())
        self.keys: list[float] = [key["ms"] for key in noted["keys"]]
        self.work: list[float] = [key["cpu"] for key in noted["keys"]]
        self.gaps: list[float] = [gap["ms"] for gap in noted["gaps"]]
        self.slowest = sorted(((one["ms"], one["cpu"], one["at"], one["key"]) for one in noted["keys"]), reverse=True)[
            :8
        ]
        self.worst: list[dict[str, Any]] = [gap for gap in noted["gaps"] if gap["ms"] > 100][:5]
        self.loaded: int = noted["loaded"]


def long(folder: Path) -> None:
    """An article of 100,000 words."""
    sample = (ROOT / "samples" / "thu-ngan-sach-6-thang.txt").read_text(encoding="utf-8")
    times = LONG_WORDS // len(sample.split()) + 1
    path = folder / "dai.txt"
    path.write_text("\n\n".join(f"Phần {number}\n\n{sample}" for number in range(times)), encoding="utf-8")
    with desk(["--manual", str(path)], folder) as terminal:
        terminal.wait_for("chỉ đạo", 120)
        terminal.rest(0.5)
        terminal.key("2")
        plan = [
            ("line down", "\x1b[B", 30),
            ("page down", "\x1b[6~", 30),
            ("end", "\x1b[F", 2),
            ("page up", "\x1b[5~", 20),
            ("next figure", "s", 30),
            ("next directive", "d", 15),
            ("next sentence", "j", 20),
            ("narrower pane (lays out anew)", "-", 4),
        ]
        keys(terminal, plan, f"{LONG_WORDS:,} words")


async def stalls(engine: str) -> None:
    """How late the event loop's ticks come while the samples are briefed."""
    from summarizer.engines.choice import EngineChoice
    from summarizer.tui.app import DeskApp
    from summarizer.tui.preferences import Preferences

    late: list[float] = []
    loading: list[float] = []
    sys.setswitchinterval(0.001)
    app = DeskApp(Preferences(engine=EngineChoice(engine), auto=False), sources=[str(ROOT / "samples")])
    async with app.run_test(size=SIZE) as pilot:
        stop = asyncio.Event()
        into = loading

        async def tick() -> None:
            while not stop.is_set():
                before = time.perf_counter()
                await asyncio.sleep(0.005)
                into.append(1000 * (time.perf_counter() - before) - 5)

        ticking = asyncio.create_task(tick())
        entries = app.desk.library.entries
        while not entries or any(entry.article is None and not entry.error for entry in entries):
            await asyncio.sleep(0.05)
        await pilot.press("B")
        while not any(entry.brief for entry in entries):
            await asyncio.sleep(0.02)
        into = late
        while any(entry.brief is None and not entry.error for entry in entries):
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.2)
        stop.set()
        await ticking
        made = next(entry.brief.engine.name for entry in entries if entry.brief)
    app.inference.stop()
    for name, values in (("importing and loading", loading), ("briefing", late)):
        if values:
            values.sort()
            share = values[int(0.99 * (len(values) - 1))]
            what = f"event loop while {name} with {made}"
            print(f"{what:<58} 99 % under {share:6.1f}  worst {values[-1]:6.1f} ms  ({len(values)} ticks)")


def main() -> int:
    """Run all parts, or those named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=10, help="runs of the first screen (default 10)")
    parser.add_argument("parts", nargs="*", help="first, many, crowd, long, stalls; all by default")
    args = parser.parse_args()
    parts = args.parts or ["first", "many", "crowd", "long", "stalls"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "first" in parts:
            first_screen(args.n, folder)
        if "many" in parts:
            many(folder)
        if "crowd" in parts:
            crowd(folder)
        if "long" in parts:
            long(folder)
        if "stalls" in parts:
            for engine in ("extractive", "reader"):
                asyncio.run(stalls(engine))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
