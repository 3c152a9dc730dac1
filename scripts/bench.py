"""What tomtat costs, as a user feels it: whole processes, cold, minimum and median of N. Run by `make bench`.

Reported, never asserted: the figures hang on the machine. Other `scripts/bench_*.py` are run after it.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def cost(command: Sequence[str], environment: dict[str, str]) -> tuple[float, float]:
    """Seconds of wall time and peak resident megabytes of one run.

    Raises:
        RuntimeError: the command failed.
    """
    begin = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment
    )
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}: {said.decode(errors='replace')}")
    scale = 1e6 if sys.platform == "darwin" else 1e3
    return seconds, usage.ru_maxrss / scale


def measures(tomtat: str, sample: Path) -> list[tuple[str, list[str], float | None]]:
    """(what, command, seconds to reach or None) of everything measured."""
    rows: list[tuple[str, list[str], float | None]] = [
        ("python -c pass", [sys.executable, "-c", "pass"], None),
        ("tomtat --help", [tomtat, "--help"], 0.2),
        ("tomtat facts", [tomtat, "facts", str(sample)], None),
        ("tomtat brief --engine extractive", [tomtat, "brief", "--engine", "extractive", str(sample)], 0.5),
    ]
    if (ROOT / "models" / "reader" / "config.json").is_file():
        rows.append(("tomtat brief --engine reader", [tomtat, "brief", "--engine", "reader", str(sample)], 5.0))
    return rows


def documents(folder: Path) -> list[Path]:
    """What newsrooms get: a text PDF of 12 pages and a scan of 3, put together from the samples; none without pypdf."""
    try:
        import pypdf
    except ImportError:
        return []
    found = []
    for name, source, times in (
        ("text-12-pages.pdf", "kinh-te-xa-hoi-quy-3.pdf", 4),
        ("scan-3-pages.pdf", "cong-dien-chay-rung.scan.pdf", 3),
    ):
        writer = pypdf.PdfWriter()
        for _ in range(times):
            writer.append(str(ROOT / "samples" / source))
        found.append(folder / name)
        writer.write(str(found[-1]))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=20, help="runs of each command (default 20)")
    parser.add_argument("--sample", type=Path, help="article to brief (default: the Sóc Trăng report of samples/)")
    parser.add_argument("--only", default="", help="of the commands those whose line has this in it; no other scripts")
    given = parser.parse_args()
    sample = given.sample or next(iter(sorted((ROOT / "samples").glob("soctrang*.txt"))))
    tomtat = shutil.which("tomtat", path=str(Path(sys.executable).parent)) or "tomtat"
    # as a user has it: settings unset, and bytecode kept
    unset = ("TOMTAT_", "COVERAGE_", "PYTHONDONTWRITEBYTECODE")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(unset)}

    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    print(f"Python {platform.python_version()} · {platform.platform()} · {os.cpu_count()} CPU · load {load:.1f}")
    print(f"whole processes, {given.n} runs each, {sample.name}; seconds, peak memory in MB\n")
    print(f"{'':36} {'min':>7} {'median':>7} {'reach':>6} {'MB':>6}")
    folder = tempfile.TemporaryDirectory()
    rows = measures(tomtat, sample)
    for path, reach in zip(documents(Path(folder.name)), (4.0, 20.0), strict=False):
        if "scan" not in path.name or shutil.which("tesseract"):
            rows.append((f"tomtat brief {path.name}", [tomtat, "brief", str(path)], reach))
    for what, command, most in (row for row in rows if given.only in row[0]):
        cost(command, environment)  # once to fill the disk cache
        runs = [cost(command, environment) for _ in range(given.n)]
        seconds = [run[0] for run in runs]
        goal = f"{most:.1f}" if most else ""
        peak = max(run[1] for run in runs)
        print(f"{what:36} {min(seconds):7.3f} {statistics.median(seconds):7.3f} {goal:>6} {peak:6.0f}", flush=True)
    if given.only:
        return 0
    for script in sorted(Path(__file__).parent.glob("bench_*.py")):
        print(f"\n{script.stem.removeprefix('bench_')}:", flush=True)
        subprocess.run([sys.executable, str(script)], check=True, env=environment)
    return 0


if __name__ == "__main__":
    sys.exit(main())
