"""Put the brief that `make brief` prints today between the markers of the READMEs; long sections are cut with `…`."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = "samples/soctrang-thanh-uy-2023.txt"
MOST = 8
MARKS = re.compile(r"(<!-- brief -->\n).*?(<!-- /brief -->)", re.DOTALL)


def shown() -> str:
    """The command and what it prints, the summary whole, further sections cut to `MOST` lines."""
    command = [str(Path(sys.executable).with_name("tomtat")), "brief", SAMPLE]
    text = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    head, summary, *sections = text.strip().split("\n\n")
    cut = []
    for section in sections:
        lines = section.splitlines()
        cut.append("\n".join([*lines[:MOST], *(["  …"] if len(lines) > MOST else [])]))
    return "\n\n".join([f"$ tomtat brief {SAMPLE}\n{head}", summary, *cut])


def main() -> None:
    block = f"```text\n{shown()}\n```\n"
    for name in ("README.md", "README.vi.md"):
        path = ROOT / name
        text = MARKS.sub(lambda match: f"{match[1]}\n{block}\n{match[2]}", path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
