"""Pictures of the reading desk from a real run: tmux, the shipped model, the articles of `samples/`.

Each scene is typed into `tomtat read` by `tmux send-keys` and taken by `capture-pane`; what the terminal showed is
written as text, as SVG and, where Chromium or librsvg is at hand, as PNG. Run by `make screenshots`.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from summarizer.tui.intake import expand  # noqa: E402
from summarizer.tui.protocol import Reading  # noqa: E402

OUT = ROOT / "docs" / "screens"
SOCKET = f"tomtat-screens-{os.getpid()}"
FONTS = "'Noto Sans Mono', 'Fira Code', 'JetBrains Mono', 'DejaVu Sans Mono'"
"""Fonts with all Vietnamese letters; each is 0.6 em wide."""


@dataclass(frozen=True)
class Scene:
    """Keys to type one after another; `{wait:words}` waits until the screen shows words."""

    name: str
    size: tuple[int, int]
    keys: list[str]
    arguments: list[str] = field(default_factory=lambda: ["--theme", "tomtat-dark"])


def scenes() -> list[Scene]:
    """What is shown, in the order of the documentation."""
    many = len(list(expand(str(ROOT / "samples"), max_bytes=Reading.max_bytes)))
    chosen = ["3", "g", "Down", "Down"]
    find_budget = ["{quiet}", "/", "thu ngan sach sau", "Enter", "Escape"]
    open_budget = [f"{{wait:{many} bài}}", "B", f"{{wait:{many} đã tóm}}", *find_budget]
    return [
        Scene("desk", (160, 46), [*open_budget, *chosen]),
        Scene("source", (140, 40), [*open_budget, "2", "s", "s", "s", "Enter"], ["--theme", "tomtat-light"]),
        Scene("tabs", (80, 24), [f"{{wait:/{many}}}", "B", f"{{wait:{many}/{many}}}", *find_budget, *chosen]),
        # Last: the others would show its words.
        Scene(
            "editing",
            (140, 40),
            [*open_budget, *chosen, "e", " Số nợ thuế là 999 tỷ đồng.", "{wait:không có số 999}"],
            ["--theme", "tomtat-dark"],
        ),
    ]


def tmux(*arguments: str) -> str:
    """Run tmux on a server of our own.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    done = subprocess.run(["tmux", "-L", SOCKET, "-f", os.devnull, *arguments], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def screen(*, colours: bool = False) -> str:
    """What the pane shows now."""
    return tmux("capture-pane", "-p", *(["-e", "-N"] if colours else []), "-t", "desk")


def wait(words: str, seconds: float) -> None:
    """Wait until the pane shows words.

    Raises:
        TimeoutError: it never did.
    """
    end = time.monotonic() + seconds
    while words not in screen():
        if time.monotonic() > end:
            raise TimeoutError(f"{words!r} never came:\n{screen()}")
        time.sleep(0.1)


def quiet(seconds: float = 0.5, limit: float = 15.0) -> None:
    """Wait until the pane has not changed for `seconds`."""
    end, before, since = time.monotonic() + limit, screen(), time.monotonic()
    while time.monotonic() - since < seconds and time.monotonic() < end:
        time.sleep(0.1)
        now = screen()
        if now != before:
            before, since = now, time.monotonic()


def take(scene: Scene, engine: str, folder: Path, seconds: float) -> tuple[str, str]:
    """Run one scene; the pane as text and with its colours."""
    columns, rows = scene.size
    environment = {
        # Briefed once, for all scenes; what is on the desk is each scene's own.
        "TOMTAT_STORE": str(folder / "store.db"),
        "TOMTAT_SESSION": scene.name,
        "TERM": "tmux-256color",
        "COLORTERM": "truecolor",
        "LC_ALL": "C.UTF-8",
    }
    command = [sys.executable, "-m", "summarizer.cli", "--lang", "vi", "read", "--manual", "--engine", engine]
    variables = [part for name, value in environment.items() for part in ("-e", f"{name}={value}")]
    size = ["-x", str(columns), "-y", str(rows)]
    tmux("new-session", "-d", "-s", "desk", *size, *variables, *command, *scene.arguments, str(ROOT / "samples"))
    try:
        tmux("set-option", "-g", "status", "off")
        tmux("resize-window", "-t", "desk", *size)
        for key in scene.keys:
            if key.startswith("{wait:"):
                wait(key[6:-1], seconds)
            elif key == "{quiet}":
                # Notices go by themselves; a picture is of the desk, not of them.
                quiet(1.0)
                time.sleep(4.5)
            elif len(key) > 1 and not re.fullmatch(r"[A-Z][a-z]+|C-.", key):
                tmux("send-keys", "-t", "desk", "-l", key)
                quiet(0.3)
            else:
                tmux("send-keys", "-t", "desk", key)
                quiet(0.3)
        quiet(0.6)
        return screen(), screen(colours=True)
    finally:
        subprocess.run(["tmux", "-L", SOCKET, "kill-server"], check=False, capture_output=True)


def to_svg(ansi: str, columns: int, title: str) -> str:
    """The pane as SVG, in a font that a machine without network has."""
    from rich.ansi import AnsiDecoder
    from rich.console import Console

    console = Console(width=columns, record=True, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    # One decoder for all lines: a colour that a line ends with holds on the next.
    for line in AnsiDecoder().decode(ansi.rstrip("\n")):
        line.truncate(columns, pad=True)
        console.print(line, soft_wrap=True)
    svg = console.export_svg(title=title)
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    # At this size a cell is 12.2 wide, as the picture takes it to be.
    svg = svg.replace("Fira Code", FONTS).replace("font-size: 20px", "font-size: 20.333px")
    svg = svg.replace("font-variant-east-asian: full-width;", "")
    return re.sub(r' textLength="[\d.]+"', "", svg)


def to_png(svg: Path) -> bool:
    """A PNG beside an SVG, by what there is; False where nothing is."""
    png = svg.with_suffix(".png")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium:
        match = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg.read_text(encoding="utf-8"))
        assert match
        size = f"{int(float(match[1])) + 1},{int(float(match[2])) + 1}"
        page = svg.with_suffix(".html")
        page.write_text(f"<body style='margin:0'>{svg.read_text(encoding='utf-8')}", encoding="utf-8")
        flags = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--default-background-color=00000000",
        ]
        try:
            subprocess.run(
                [chromium, *flags, f"--window-size={size}", f"--screenshot={png}", page.as_uri()],
                check=True,
                capture_output=True,
                timeout=120,
            )
        finally:
            page.unlink()
        return True
    if rsvg := shutil.which("rsvg-convert"):
        subprocess.run([rsvg, str(svg), "-o", str(png)], check=True)
        return True
    return False


def main() -> int:
    """Take all scenes, or those named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="scenes to take (default: all)")
    parser.add_argument("--engine", default="reader", help="engine to brief with (default reader)")
    parser.add_argument("--seconds", type=float, default=240, help="longest wait for the briefs")
    parser.add_argument("--out", type=Path, default=OUT, help="folder to write to")
    args = parser.parse_args()
    if not shutil.which("tmux"):
        print("screenshots: tmux is missing; install it (apt-get install tmux)", file=sys.stderr)
        return 1
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for scene in scenes():
            if args.names and scene.name not in args.names:
                continue
            text, ansi = take(scene, args.engine, Path(folder), args.seconds)
            lines = [line.rstrip() for line in text.rstrip("\n").split("\n")]
            (args.out / f"{scene.name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
            svg = args.out / f"{scene.name}.svg"
            svg.write_text(to_svg(ansi, scene.size[0], "tomtat read samples"), encoding="utf-8")
            pictured = to_png(svg)
            place = svg.relative_to(ROOT) if svg.is_relative_to(ROOT) else svg
            print(f"{place}{'' if pictured else ' (no PNG: neither Chromium nor librsvg)'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
