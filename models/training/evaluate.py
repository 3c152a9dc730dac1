"""Measure extracts and briefs against references: one command, one run, a Markdown table.

Systems: Lead-1/2/3 and Lead of the budget, title + Lead-1, LexRank, every engine named by `--engine`, greedy oracle.
Sets: `lead-test` (one sentence, and title + sentence), `brief-test` (about 100 words), and the clusters of
VietnameseMDS and ViMs (documents joined; budget the mean length of the two references).

Equal length: every system fills the same budget with whole units, the mean length stands beside the scores, and for
each engine there are rows of Lead and LexRank that are given the length of its brief, article by article.
Differences are paired by article and bootstrapped; a row is better than another where the interval leaves 0 out.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from models.training import baselines, corpus
from models.training.rouge import Rouge, bootstrap, latin, paired, rouge_many, syllables
from summarizer.brief.editing import choose, plan, worded
from summarizer.brief.features import features
from summarizer.brief.model import Options
from summarizer.brief.units import Unit, candidates
from summarizer.document import from_text
from summarizer.document.model import Article
from summarizer.engines.base import Engine, Task
from summarizer.engines.registry import load
from summarizer.facts import find
from summarizer.facts.model import Facts
from summarizer.text.fold import newspaper

SETS = ("lead-test", "brief-test", "vietnamesemds-clusters", "vims-clusters")
BRIEF_WORDS = 100


@dataclass(frozen=True)
class Case:
    """One article (or cluster, joined) with its references and what the systems need of it."""

    id: str
    article: Article
    facts: Facts
    units: tuple[Unit, ...]
    references: tuple[str, ...]
    words: int


class Faults(NamedTuple):
    """What can be counted of one text without a reference: numbers that the source lacks, names that the gate does
    not find in it, the share of trigrams said twice, and the share of the article's key quantities that it
    has."""

    numbers: int
    names: int
    repeated: float
    key: float


@dataclass
class Result:
    """Scores of one system on one set, an entry a case."""

    scores: list[Rouge] = field(default_factory=list)
    latin: list[Rouge] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    faults: list[Faults] = field(default_factory=list)
    seconds: float = 0.0


System = Callable[[Case], str]

_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")


def cases(name: str, limit: int | None, words: int | None) -> Iterable[Case]:
    """The cases of a set; `words` overrides its budget."""
    for row in corpus.rows(name, limit):
        article, references = _document(row)
        facts = find(article)
        units = candidates(article, facts)
        if not units:
            continue
        budget = words or (
            BRIEF_WORDS
            if name.startswith("brief")
            else round(sum(len(r.split()) for r in references) / len(references))
        )
        yield Case(row["id"], article, facts, units, references, budget)


def _document(row: dict[str, Any]) -> tuple[Article, tuple[str, ...]]:
    """Title and body as one text, as a reader would paste it; documents of a cluster one after the other."""
    documents = row.get("docs") or [row]
    text = "\n\n".join(f"{d['title'].strip()}\n\n{d['body']}" for d in documents)
    return from_text(newspaper(text)), tuple(row["summaries"] if "docs" in row else [row["summary"]])


def lead(count: int | None = None) -> System:
    """The first units: `count` of them, or as many as end nearest to the budget."""

    def run(case: Case) -> str:
        texts = _texts(case)
        return " ".join(texts[:count] if count else baselines.nearest(texts, case.words))

    return run


def ranked(score: Callable[[Sequence[str]], Sequence[float]], count: int | None = None) -> System:
    """The units that score highest, in source order."""

    def run(case: Case) -> str:
        texts = _texts(case)
        scores = score(texts)
        order = sorted(range(len(texts)), key=lambda i: -scores[i])
        chosen = order[:count] if count else baselines.fill(order, texts, case.words)
        return " ".join(texts[i] for i in sorted(chosen))

    return run


def by_engine(engine: Engine, task: Task, count: int | None = None) -> System:
    """What `brief` makes with an engine: its own selection, or its generator where it has one."""

    def run(case: Case) -> str:
        options = Options(words=case.words, sentences=count)
        if engine.scorer is None:
            from summarizer.brief import compose

            return " ".join(s.text for s in compose(case.article, engine, options, facts=case.facts).summary)
        known = features(case.article, case.facts, case.units)
        scores = engine.scorer.score(case.article, case.units, known, task=task)
        layout = plan(case.article, case.facts, case.units)
        return " ".join(s.text for s in worded(layout, choose(layout, scores, options)))

    return run


def as_long_as(model: System, system: System) -> System:
    """`system` with the length of what `model` says as its budget."""
    return lambda case: system(replace(case, words=len(model(case).split())))


def titled(system: System) -> System:
    """The title before what a system says."""
    return lambda case: f"{case.article.title_text}. {system(case)}"


def oracle(most: int | None) -> System:
    """The extract that fits the (first) reference best, greedily."""

    def run(case: Case) -> str:
        from models.training.oracle import greedy

        texts = _texts(case)
        words = None if most else round(1.1 * case.words)
        chosen = greedy([syllables(t) for t in texts], syllables(case.references[0]), words=words, most=most)
        return " ".join(texts[i] for i in chosen)

    return run


def _texts(case: Case) -> list[str]:
    return [u.of(case.article.text) for u in case.units]


def systems(name: str, engines: dict[str, Engine]) -> dict[str, System]:
    """What is measured on a set, by the name of its row."""
    if name.startswith("lead"):
        rows: dict[str, System] = {f"Lead-{n}": lead(n) for n in (1, 2, 3)}
        rows["title"] = lambda case: case.article.title_text
        rows["title + Lead-1"] = titled(lead(1))
        rows["LexRank, 1 sentence"] = ranked(baselines.lexrank, 1)
        for engine_name, engine in engines.items():
            rows[f"{engine_name}, 1 sentence"] = by_engine(engine, "lead", 1)
            rows[f"title + {engine_name}"] = titled(by_engine(engine, "lead", 1))
        rows["oracle, up to 3"] = oracle(3)
        return rows
    rows = {"Lead": lead(), "LexRank": ranked(baselines.lexrank)}
    for engine_name, engine in engines.items():
        rows[engine_name] = made = by_engine(engine, "brief")
        rows[f"Lead, length of {engine_name}"] = as_long_as(made, lead())
        rows[f"LexRank, length of {engine_name}"] = as_long_as(made, ranked(baselines.lexrank))
    rows["oracle"] = oracle(None)
    return rows


def measure(todo: Sequence[Case], rows: dict[str, System]) -> dict[str, Result]:
    """Every system over every case."""
    results = {row: Result() for row in rows}
    for case in todo:
        for row, system in rows.items():
            start = time.perf_counter()
            text = system(case)
            result = results[row]
            result.seconds += time.perf_counter() - start
            result.scores.append(rouge_many(text, case.references))
            result.latin.append(rouge_many(text, case.references, latin))
            result.words.append(len(text.split()))
            result.faults.append(faults(case, text))
    return results


def faults(case: Case, text: str) -> Faults:
    """Count them; a number is a run of digits with its inner points, commas and slashes."""
    held = set(_NUMBER.findall(case.article.text))
    tokens = syllables(text)
    trigrams = list(zip(tokens, tokens[1:], tokens[2:], strict=False))
    wanted = {f.span.of(case.article.text) for f in case.facts.figures if f.key and f.kind not in ("date", "period")}
    objections = _objections(case, text)
    return Faults(
        sum(number not in held for number in _NUMBER.findall(text)),
        objections.count("name"),
        1.0 - len(set(trigrams)) / len(trigrams) if trigrams else 0.0,
        sum(words in text for words in wanted) / len(wanted) if wanted else 1.0,
    )


def _objections(case: Case, text: str) -> list[str]:
    """The keys of what the gate has against the sentences of a text; copied ones are beyond objection."""
    from summarizer.brief.gate.checking import gate_for
    from summarizer.brief.gate.passage import Passage
    from summarizer.brief.gate.verbatim import verbatim_span

    gate = gate_for(case.article, case.facts)
    brief = from_text(text)
    said = [s.of(brief.text) for s in brief.sentences]
    reworded = [s for s in said if verbatim_span(s, gate.source) is None]
    passages = (Passage(s, 0, len(s)) for s in reworded)
    return [f.key for p in passages for f in gate.compare(p)[0] if f.gravity == "error"]


def checks(results: dict[str, Result]) -> list[str]:
    """Markdown: the mean of what is counted without a reference."""
    lines = [
        "| system | not in the source: numbers | names | trigrams repeated | key quantities covered |",
        "| --- | --: | --: | --: | --: |",
    ]
    for row, result in results.items():
        numbers, names, repeated, key = (
            sum(column) / len(result.faults) for column in zip(*result.faults, strict=True)
        )
        counted = f"{numbers:.2f} | {names:.2f}"
        lines.append(f"| {row} | {counted} | {100 * repeated:.1f} % | {100 * key:.0f} % |")
    return [*lines, ""]


def table(name: str, results: dict[str, Result]) -> list[str]:
    """Markdown: mean F1 with the bootstrap interval of ROUGE-L, mean length, and the [a-z0-9] scorer apart."""
    count = len(next(iter(results.values())).scores)
    lines = [
        f"### {name} ({count})",
        "",
        "| system | words | R1 | R2 | RL | RL 95 % | ms | not comparable: [a-z0-9] scorer R1/R2/RL |",
        "| --- | --: | --: | --: | --: | :-: | --: | :-: |",
    ]
    for row, result in results.items():
        r1, r2, rl = (100 * sum(column) / count for column in zip(*result.scores, strict=True))
        interval = bootstrap([s.rl for s in result.scores])
        ascii_scores = "/".join(f"{100 * sum(c) / count:.1f}" for c in zip(*result.latin, strict=True))
        words = sum(result.words) / count
        bounds = f"{100 * interval.low:.1f}–{100 * interval.high:.1f}"
        took = 1000 * result.seconds / count
        lines.append(
            f"| {row} | {words:.0f} | {r1:.1f} | {r2:.1f} | {rl:.1f} | {bounds} | {took:.0f} | {ascii_scores} |"
        )
    return [*lines, ""]


def differences(results: dict[str, Result], engines: Iterable[str]) -> list[str]:
    """Markdown: each engine against every other row, paired by case; `*` where the interval leaves 0 out."""
    lines = ["| difference | ΔR1 | ΔR2 | ΔRL | ΔRL 95 % |", "| --- | --: | --: | --: | :-: |"]
    for row in results:
        if not any(engine in row.split(", ")[0].split(" + ") for engine in engines):
            continue
        for other in results:
            if other == row or other.startswith("oracle"):
                continue
            ours, theirs = results[row].scores, results[other].scores
            d1, d2, dl = (paired([s[k] for s in ours], [s[k] for s in theirs]) for k in range(3))
            star = "" if dl.low <= 0 <= dl.high else " *"
            lines.append(
                f"| {row} − {other} | {100 * d1.mean:+.1f} | {100 * d2.mean:+.1f} | {100 * dl.mean:+.2f}{star} "
                f"| {100 * dl.low:+.2f} … {100 * dl.high:+.2f} |"
            )
    return [*lines, ""]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "sets", nargs="*", default=list(SETS), help=f"from {', '.join(SETS)}, or brief-valid, lead-valid"
    )
    parser.add_argument("--engine", action="append", default=None, help="reader, extractive; may be repeated")
    parser.add_argument("--limit", type=int, help="cases a set, the first ones")
    parser.add_argument("--words", type=int, help="budget instead of the set's own")
    parser.add_argument("--threads", type=int, help="threads of the engines")
    parser.add_argument("--scores", type=Path, help="write every score as JSON here")
    options = parser.parse_args()
    engines = {name: load(name, threads=options.threads) for name in options.engine or ["extractive"]}
    for name, engine in engines.items():
        if engine.fallback:
            parser.error(f"{name}: {engine.fallback}")
    kept: dict[str, Any] = {}
    for name in options.sets:
        todo = list(cases(name, options.limit, options.words))
        results = measure(todo, systems(name, engines))
        print("\n".join(table(name, results) + differences(results, engines) + checks(results)), flush=True)
        kept[name] = {
            row: {"id": [c.id for c in todo], "scores": r.scores, "words": r.words} for row, r in results.items()
        }
    if options.scores:
        options.scores.write_text(json.dumps(kept), encoding="utf-8")


if __name__ == "__main__":
    main()
