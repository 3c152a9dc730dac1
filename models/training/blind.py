"""A blind reading: briefs of several systems of the same articles, in an order that a seed shuffles.

`pages` writes what a judge reads (the headline, which the product prints above its brief too, a brief of each system
under a letter, and the article) to a folder outside git: it holds news text. The judge writes `{"id": {"A": {"wrong":
0, "complete": 3, "reads": 4}, …, "order": "BDAC"}}`: the sentences that say what the article does not, two marks of 1
to 5, and the letters from the one they would print down.
The verdicts are committed with the seed before `count` undoes the shuffling; `count --systems` names the systems of
that reading, in the order of then, where they were others.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from statistics import mean
from typing import Any

from models.training import corpus
from summarizer.brief import compose
from summarizer.document import from_text
from summarizer.document.model import Article
from summarizer.engines import registry
from summarizer.engines.base import Engine
from summarizer.text.fold import newspaper

SYSTEMS = ("reader", "lead", "newspaper")
"""The engine, the first sentences to its length, and the newspaper's own (machine-written) brief."""


def letters(seed: int, name: str, systems: Sequence[str] = SYSTEMS) -> dict[str, str]:
    """Which system stands under which letter for one article; the same for the same seed."""
    shuffled = list(systems)
    random.Random(f"{seed} {name}").shuffle(shuffled)
    return dict(zip("ABCDEFGH", shuffled, strict=False))


def _lead(article: Article, words: int) -> str:
    """The first sentences of the body, as many as come nearest to so many words; at least one."""
    body = [" ".join(s.of(article.text).split()) for s in article.sentences if s.role == "body"]
    leads = [" ".join(body[: n + 1]) for n in range(len(body))]
    return min(leads, key=lambda said: abs(len(said.split()) - words), default="")


def _reader() -> Engine:
    engine = registry.load("reader")
    if engine.fallback:
        raise SystemExit(engine.fallback)
    return engine


def pages(name: str, count: int, seed: int, out: Path, leave: set[str]) -> None:
    """Brief `count` articles of a set; those of `leave` were read before."""
    rows = [r for r in corpus.rows(name) if r["id"] not in leave]
    random.Random(seed).shuffle(rows)
    reader = _reader()
    out.mkdir(parents=True, exist_ok=True)
    for number, row in enumerate(rows[:count]):
        article = from_text(f"{newspaper(row['title'])}\n\n{newspaper(row['body'])}")
        texts = {"reader": " ".join(s.text for s in compose(article, reader).summary)}
        texts["lead"] = _lead(article, len(texts["reader"].split()))
        texts["newspaper"] = " ".join(newspaper(row["summary"]).split())
        briefs = "\n\n".join(f"## {x}\n{texts[s]}" for x, s in letters(seed, row["id"]).items())
        page = f"# {row['id']}\n\n**{newspaper(row['title'])}**\n\n{briefs}\n\n## Bài\n{article.text}\n"
        (out / f"{number:02}.md").write_text(page, encoding="utf-8")
        print(f"{number + 1}/{count}", flush=True)


def tally(verdicts: dict[str, dict[str, Any]], seed: int, systems: Sequence[str] = SYSTEMS) -> list[str]:
    """Markdown: the marks of each system, and how often each is put before each other."""
    of = {name: letters(seed, name, systems) for name in verdicts}
    lines = ["| | wrong sentences | complete | reads |", "| --- | --: | --: | --: |"]
    for system in systems:
        marks = [v[x] for name, v in verdicts.items() for x, s in of[name].items() if s == system]
        wrong = sum(m["wrong"] for m in marks)
        lines.append(
            f"| {system} | {wrong} | {mean(m['complete'] for m in marks):.1f} | {mean(m['reads'] for m in marks):.1f} |"
        )
    lines += ["", "| preferred | to | of " + str(len(verdicts)) + " |", "| --- | --- | --: |"]
    for a, b in combinations(systems, 2):
        ranks = [[of[name][x] for x in v["order"]] for name, v in verdicts.items()]
        lines.append(f"| {a} | {b} | {sum(r.index(a) < r.index(b) for r in ranks)} |")
    return lines


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--seed", type=int, default=2811)
    steps = ap.add_subparsers(dest="step", required=True)
    make = steps.add_parser("pages", help="write what a judge reads")
    make.add_argument("--set", default="brief-test")
    make.add_argument("--count", type=int, default=32)
    make.add_argument("--out", type=Path, default=corpus.CACHE / "blind")
    make.add_argument("--leave", type=Path, nargs="*", default=[], help="verdicts whose articles are left out")
    judged = steps.add_parser("count", help="undo the shuffling and count the verdicts")
    judged.add_argument("verdicts", type=Path, nargs="+")
    judged.add_argument("--systems", nargs="+", default=SYSTEMS, metavar="NAME", help="what was read, in order")
    a = ap.parse_args()
    if a.step == "pages":
        read = {name for path in a.leave for name in json.loads(path.read_text(encoding="utf-8"))}
        pages(a.set, a.count, a.seed, a.out, read)
        return
    for path in a.verdicts:
        verdicts = json.loads(path.read_text(encoding="utf-8"))
        print(f"{path.name}\n\n" + "\n".join(tally(verdicts, a.seed, a.systems)) + "\n")


if __name__ == "__main__":
    main()
