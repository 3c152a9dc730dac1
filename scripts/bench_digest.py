"""Measure the digest: articles a second end to end, memory over the run, a repeat run, batches against one by one.

    python scripts/bench_digest.py --news ../shared/data/plain-news.jsonl.xz --n 1000
    python scripts/bench_digest.py --news … --engine reader --n 40 --against-one-by-one

Articles are cut to 500 words. The load of the machine is printed beside the figures: seconds hold only while nothing
else runs, CPU seconds nearly always.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import tempfile
import time
from pathlib import Path

from summarizer.brief.model import Options
from summarizer.digest import inputs, run
from summarizer.digest.document.assembling import assemble
from summarizer.digest.document.rendering import render
from summarizer.digest.loading import Limits
from summarizer.digest.work import Setup
from summarizer.engines.choice import EngineChoice
from summarizer.store import open_store

WORDS = 500


def write_news(source: Path, folder: Path, count: int) -> None:
    """`count` articles of WORDS words, one a file; a short source is gone through again under other titles."""
    kept = turn = 0
    while kept < count:
        turn += 1
        with lzma.open(source, "rt", encoding="utf-8") as lines:
            for line in lines:
                data = json.loads(line)
                words = data["body"].split()
                if len(words) < WORDS:
                    continue
                head = data["title"] if turn == 1 else f"{data['title']} ({turn})"
                (folder / f"{kept:05}.txt").write_text(f"{head}\n\n{' '.join(words[:WORDS])}\n", encoding="utf-8")
                kept += 1
                if kept == count:
                    return


def memory() -> dict[int, float]:
    """Resident MiB of this process and of those it started."""
    found = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        pid = int(status.parent.name)
        if pid == os.getpid() or int(fields["PPid"]) == os.getpid():
            found[pid] = int(fields.get("VmRSS", "0 kB").split()[0]) / 1024
    return found


def digest(folder: Path, store: Path, setup: Setup, jobs: int, marks: tuple[int, ...]) -> dict[str, float]:
    """One run with its document: seconds, and the memory of all processes at some counts of articles."""
    seen: dict[str, float] = {}
    began, cpu_before = time.perf_counter(), sum(os.times()[:4])

    def look(progress: run.Progress) -> None:
        if progress.made in marks:
            rss = memory()
            seen[f"MiB at {progress.made}, all"] = sum(rss.values())
            seen[f"MiB at {progress.made}, this process"] = rss[os.getpid()]

    with open_store(store) as opened:
        outcome = run.run(inputs.gather([str(folder)]), setup, opened, jobs=jobs, on_progress=look)
        seen["seconds briefing"] = time.perf_counter() - began
        made = assemble(opened, outcome.run, outcome.briefs, outcome.failures)
        seen["seconds assembling"] = time.perf_counter() - began - seen["seconds briefing"]
        size = sum(len(piece) for piece in render(made, opened, "html"))
        seen["MiB after, this process"] = memory()[os.getpid()]
    total = time.perf_counter() - began
    cpu = sum(os.times()[:4]) - cpu_before
    seen |= {"CPU seconds": cpu, "articles a CPU second": outcome.progress.total / cpu}
    seen |= {"seconds": total, "articles a second": outcome.progress.total / total, "characters of html": size}
    seen |= {"stories": made.counts.stories, "conflicts": made.counts.conflicts, "failed": outcome.progress.failed}
    return seen


def one_by_one(folder: Path, setup: Setup, threads: int) -> tuple[float, float]:
    """Articles a second, and a CPU second, with a warm engine, each loaded and briefed on its own."""
    from summarizer.brief import compose
    from summarizer.document import load

    engine = EngineChoice(setup.asked.name, threads=threads).load()
    paths = sorted(folder.glob("*.txt"))
    compose(load(paths[0]), engine, setup.options)
    began, cpu_before = time.perf_counter(), sum(os.times()[:4])
    for path in paths:
        compose(load(path), engine, setup.options)
    return len(paths) / (time.perf_counter() - began), len(paths) / (sum(os.times()[:4]) - cpu_before)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--news", type=Path, required=True, help="xz-compressed JSON lines with title and body")
    parser.add_argument("--n", type=int, default=1000)
    parser.add_argument("--engine", default="extractive")
    parser.add_argument("--jobs", type=int, default=run.default_jobs())
    parser.add_argument("--against-one-by-one", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, store = Path(name, "news"), Path(name, "store.db")
        folder.mkdir()
        write_news(args.news, folder, args.n)
        setup = Setup(EngineChoice(args.engine, threads=1), Options(words=60), Limits(), "vi", store)
        print(f"{args.n} articles of {WORDS} words, {args.engine}, {args.jobs} workers, load {os.getloadavg()[0]:.1f}")
        for title, marks in (("first run", (args.n // 5, args.n)), ("second run", ())):
            print(title)
            for key, value in digest(folder, store, setup, args.jobs, marks).items():
                print(f"  {key:<32}{value:>12.2f}")
        if args.against_one_by_one:
            rate, cpu = one_by_one(folder, setup, run.default_jobs())
            print(
                f"one by one, warm: {rate:.2f} articles a second, {cpu:.2f} a CPU second; load {os.getloadavg()[0]:.1f}"
            )


if __name__ == "__main__":
    main()
