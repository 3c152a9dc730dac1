"""Simulate a day of many articles with the plain engine: is memory flat, how long do briefs, stories and document take?

    python scripts/simulate_day.py --n 100000 ../shared/data/lead-train.jsonl.xz ../shared/data/plain-news.jsonl.xz …

The sources' articles come first, each once; what is missing to `--n` is made of the first half of one and the second
half of another, under the title of the first. All go into one file of JSON Lines. Memory is that of this process and of
those it started, in MiB, told after each tenth.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench_digest import memory

from summarizer.brief.model import Options
from summarizer.digest import inputs, run
from summarizer.digest.document.assembling import assemble
from summarizer.digest.document.rendering import render
from summarizer.digest.loading import Limits
from summarizer.digest.work import Setup
from summarizer.engines.choice import EngineChoice
from summarizer.store import open_store

SENTENCE_ENDS = ". "


def write_day(sources: Sequence[Path], target: Path, count: int) -> None:
    """A file of `count` articles, a JSON line each."""
    real: list[tuple[str, str]] = []
    for source in sources:
        with lzma.open(source, "rt", encoding="utf-8") as lines:
            real += [(row["title"], row["body"]) for row in map(json.loads, lines)]
    chance = random.Random(1)
    chance.shuffle(real)
    with target.open("w", encoding="utf-8") as out:
        for k in range(count):
            title, body = real[k] if k < len(real) else _made(chance, real)
            out.write(json.dumps({"title": title, "text": body}, ensure_ascii=False) + "\n")
    print(f"{count} articles, {min(count, len(real))} of them as they were written")


def _made(chance: random.Random, real: Sequence[tuple[str, str]]) -> tuple[str, str]:
    (title, first), (_, second) = chance.sample(real, 2)
    head, tail = first.split(SENTENCE_ENDS), second.split(SENTENCE_ENDS)
    return title, SENTENCE_ENDS.join([*head[: len(head) // 2 + 1], *tail[len(tail) // 2 :]])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", type=Path, nargs="+", help="xz-compressed JSON lines with title and body")
    parser.add_argument("--n", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, default=run.default_jobs())
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        day, store = Path(name, "day.jsonl"), Path(name, "store.db")
        write_day(args.sources, day, args.n)
        began = time.perf_counter()

        def tell(what: str) -> None:
            rss = memory()
            cpu = sum(os.times()[:4])
            print(
                f"{what:<24}{time.perf_counter() - began:>9.0f} s{cpu:>9.0f} CPU s{sum(rss.values()):>8.0f} MiB, this"
                f" process{rss[os.getpid()]:>7.0f}",
                flush=True,
            )

        def look(progress: run.Progress) -> None:
            if progress.done % max(1, args.n // 10) == 0:
                tell(f"{progress.done} articles")

        setup = Setup(EngineChoice("extractive", threads=1), Options(words=60), Limits(), "vi", store)
        found = inputs.gather([str(day)])
        tell("found")
        with open_store(store) as opened:
            outcome = run.run(found, setup, opened, jobs=args.jobs, on_progress=look)
            made = assemble(opened, outcome.run, outcome.briefs, outcome.failures)
            tell("assembled")
            size = sum(len(piece) for piece in render(made, opened, "html"))
            tell("rendered")
        print(f"{made.counts.stories} stories, {made.counts.conflicts} conflicts, {outcome.progress.failed} failed")
        print(f"store {store.stat().st_size / 2**20:.0f} MiB, page {size / 2**20:.1f} MiB")


if __name__ == "__main__":
    main()
