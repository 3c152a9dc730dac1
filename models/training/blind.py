"""A blind reading: briefs of the reader alone against reader + writer, in an order that a seed shuffles.

`pairs` writes what a judge reads (article and two briefs, A and B, without their engines) to a folder outside git,
since it holds news text. The judge writes `verdicts.json`: {"id": {"faithful": "A|B|=", "complete": …, "reads": …,
"prefer": …}}. The verdicts are committed with the seed before `count` undoes the shuffling.
"""

from __future__ import annotations

import argparse
import collections
import json
import random
from pathlib import Path

from models.training import corpus
from summarizer.brief import compose_many
from summarizer.document import from_text
from summarizer.engines import registry
from summarizer.engines.tone import newspaper

ENGINES = ("reader", "writer")
QUESTIONS = ("faithful", "complete", "reads", "prefer")


def order(seed: int, name: str) -> tuple[str, ...]:
    """Which engine is A and which B for one article; the same for the same seed."""
    engines = list(ENGINES)
    random.Random(f"{seed} {name}").shuffle(engines)
    return tuple(engines)


def pairs(name: str, count: int, seed: int, out: Path) -> None:
    """Brief `count` articles with both engines; articles whose two briefs are the same are left out."""
    rows = list(corpus.rows(name))
    random.Random(seed).shuffle(rows)
    engines = {}
    for engine in ENGINES:
        engines[engine] = registry.load(engine)
        if engines[engine].name != engine:
            raise SystemExit(f"{engine}: {engines[engine].fallback}")
    out.mkdir(parents=True, exist_ok=True)
    written = 0
    for row in rows:
        if written == count:
            break
        article = from_text(f"{newspaper(row['title'])}\n\n{newspaper(row['body'])}")
        briefs = {e: compose_many([article], engines[e])[0] for e in ENGINES}
        texts = {e: " ".join(s.text for s in b.summary) for e, b in briefs.items()}
        if len(set(texts.values())) < len(ENGINES):
            continue
        a, b = order(seed, row["id"])
        page = f"# {row['id']}\n\n## A\n{texts[a]}\n\n## B\n{texts[b]}\n\n## Bài\n{article.text}\n"
        (out / f"{written:02}.md").write_text(page, encoding="utf-8")
        written += 1
        print(f"{written}/{count}", flush=True)


def tally(verdicts: dict[str, dict[str, str]], seed: int) -> dict[str, collections.Counter[str]]:
    """For each question, how often each engine was preferred."""
    counts: dict[str, collections.Counter[str]] = {q: collections.Counter() for q in QUESTIONS}
    for name, verdict in verdicts.items():
        of = dict(zip("AB", order(seed, name), strict=True))
        for question in QUESTIONS:
            counts[question][of.get(verdict[question], "equal")] += 1
    return counts


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--seed", type=int, default=2026)
    steps = ap.add_subparsers(dest="step", required=True)
    make = steps.add_parser("pairs", help="write the pages that a judge reads")
    make.add_argument("--set", default="brief-test")
    make.add_argument("--count", type=int, default=40)
    make.add_argument("--out", type=Path, default=corpus.CACHE / "blind")
    judged = steps.add_parser("count", help="undo the shuffling and count the verdicts")
    judged.add_argument("verdicts", type=Path)
    a = ap.parse_args()
    if a.step == "pairs":
        pairs(a.set, a.count, a.seed, a.out)
        return
    found = tally(json.loads(a.verdicts.read_text(encoding="utf-8")), a.seed)
    print("| | " + " | ".join((*ENGINES, "equal")) + " |\n| --- | --: | --: | --: |")
    for question, counts in found.items():
        print(f"| {question} | " + " | ".join(str(counts[e]) for e in (*ENGINES, "equal")) + " |")


if __name__ == "__main__":
    main()
