"""Score the gate on annotated claims: rules alone, judge alone, both; by kind of error, and what is flagged wrongly.

Beside the claims: sentences copied from their articles and honestly cut ones, which must pass; ViHallu, which nothing
is trained on; and what a probe that sees only overlap makes of each set, which is to be near 0.5.

Usage: python -m models.training.evaluate_judge [--judge FOLDER | --rules] [--held N] NAME=ROWS …
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from models.training import corpus, judge_data, marker_data
from models.training.fit_contrast import logistic
from models.training.train_judge import auc
from summarizer import document, facts
from summarizer.brief.evidence import align_to
from summarizer.brief.gate.checking import gate_for
from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.verbatim import verbatim_span
from summarizer.document.model import Article
from summarizer.engines import registry
from summarizer.engines.base import Judge, Marker
from summarizer.engines.judge import pairs

_RARE = 0.05
"""The share of false alarms at which precision is told."""


@dataclass(frozen=True)
class Told:
    """What the gate says of one claim: whether rules object, the judge, both together; the judge's score (0…1)."""

    false: bool
    kind: str
    origin: str
    rules: bool
    judge: bool
    both: bool
    score: float
    overlap: tuple[float, ...]
    row: int


def overlap(claim: str, index: pairs.Index, sentences: Sequence[str]) -> tuple[float, ...]:
    """Eight numbers that know nothing but likeness: new words and pairs, lengths, numbers and names that are held."""
    words = pairs.words(claim)
    near = [w for i in index.evidence(words) for w in pairs.words(sentences[i])]
    held = {w.low for w in near}
    couples = set(zip((w.low for w in near), (w.low for w in near[1:]), strict=False))
    mine = list(zip((w.low for w in words), (w.low for w in words[1:]), strict=False))
    n = max(1, len(words))
    digits = [w.low for w in words if w.low[0].isdigit()]
    capitals = [w.low for w in words[1:] if w.upper]
    return (
        sum(w.low not in held for w in words) / n,
        sum(w.low not in index.all for w in words) / n,
        sum(c not in couples for c in mine) / max(1, len(mine)),
        n / 30,
        len(near) / 60,
        sum(d not in held for d in digits) / max(1, len(digits)),
        sum(c not in held for c in capitals) / max(1, len(capitals)),
        len(digits) / n,
    )


def tell(
    article: Article, claims: Iterable[str], judge: Judge | None, marker: Marker | None
) -> Iterator[tuple[bool, bool, bool, float]]:
    """For each claim whether rules flag it, the judge, both together, and the judge's score; copied ones pass.

    Together they flag more than each: where something else would stand better, the judge's doubts count.
    """
    gate = gate_for(article, facts.find(article, marker))
    for text in claims:
        if verbatim_span(text, gate.source) is not None:
            yield False, False, False, 0.0
            continue
        passage, evidence = Passage(text, 0, len(text)), align_to(text, gate.source)
        verdict = judge.judge(article, [text])[0] if judge is not None else None
        rules, together = (
            any(f.gravity == "error" for f in gate.compare(passage, evidence, v)[0]) for v in (None, verdict)
        )
        judged = verdict is not None and verdict.kind is not None
        yield rules, judged, judged or together, verdict.false if verdict else float(rules)


def annotated(rows: Sequence[dict[str, Any]], judge: Judge | None, marker: Marker | None) -> list[Told]:
    """The claims of rows of the form of `train/claims`."""
    out = []
    for number, row in enumerate(rows):
        article = document.from_text(row["text"])
        sentences = [row["text"][a:b] for a, b in row["sentences"]]
        index = pairs.Index([pairs.words(s) for s in sentences])
        texts = [unicodedata.normalize("NFC", c["claim"]) for c in row["claims"]]
        for c, text, (rules, flagged, both, score) in zip(
            row["claims"], texts, tell(article, texts, judge, marker), strict=True
        ):
            kind = c.get("type") or "honest"
            told = overlap(text, index, sentences)
            out.append(Told(not c["ok"], kind, c["by"], rules, flagged, both, score, told, number))
    return out


def plain(
    rows: Sequence[dict[str, Any]], judge: Judge | None, marker: Marker | None, each: int = 4
) -> dict[str, list[bool]]:
    """Whether copied sentences of the articles, and honestly cut ones, are flagged."""
    rng = random.Random(0)
    out: dict[str, list[bool]] = {"copied": [], "cut": []}
    for row in rows:
        article = document.from_text(row["text"])
        body = [s.of(article.text) for s in article.sentences if s.role == "body"]
        body = [s for s in body if 10 <= len(s.split()) <= 45]
        some = rng.sample(body, min(each, len(body)))
        cut = [c for s in some if (c := judge_data.cut(s, rng)) != s]
        for name, texts in (("copied", some), ("cut", cut)):
            out[name] += [both for _, _, both, _ in tell(article, texts, judge, marker)]
    return out


def vihallu(path: Path, limit: int, judge: Judge | None) -> dict[str, float]:
    """The share of answers flagged, by label; an answer is flagged where a sentence of it is."""
    counts: Counter[tuple[str, bool]] = Counter()
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in list(lines)[:limit]:
            row = json.loads(line)
            article = document.from_text(unicodedata.normalize("NFC", row["context"]))
            answer = unicodedata.normalize("NFC", row["response"])
            parts = [s.of(answer) for s in document.split_sentences(answer)]
            counts[row["label"], any(both for _, _, both, _ in tell(article, parts, judge, None))] += 1
    labels = sorted({label for label, _ in counts})
    return {label: counts[label, True] / (counts[label, True] + counts[label, False]) for label in labels}


def probe(told: Sequence[Told]) -> float:
    """AUC of a logistic regression on overlap alone, each article scored by what the others teach."""
    x = np.array([t.overlap for t in told])
    x = np.c_[(x - x.mean(0)) / (x.std(0) + 1e-9), np.ones(len(x))]
    y = np.array([float(t.false) for t in told])
    fold = np.array([t.row % 5 for t in told])
    scores = np.zeros(len(x))
    for k in set(fold.tolist()):
        scores[fold == k] = x[fold == k] @ logistic(x[fold != k], y[fold != k], 1e-2)
    return auc(scores, y.astype(bool))


def share(flags: Iterable[bool]) -> float:
    """The share that is flagged; 0 for none."""
    found = list(flags)
    return sum(found) / len(found) if found else 0.0


def at_rare_alarms(told: Sequence[Told]) -> tuple[float, float]:
    """Caught and precision where the judge's threshold is set so that rules and judge flag 5 % of the honest claims."""
    score = np.array([1.0 + t.score if t.rules else t.score for t in told])
    false = np.array([t.false for t in told])
    honest = np.sort(score[~false])[::-1]
    threshold = honest[min(len(honest) - 1, int(_RARE * len(honest)))]
    above = score > threshold
    return float(above[false].mean()), float(false[above].mean()) if above.any() else 1.0


def tables(name: str, told: Sequence[Told]) -> list[str]:
    """Markdown of one set."""
    honest = [t for t in told if not t.false]
    false = [t for t in told if t.false]
    lines = [
        f"### {name}: {len(false)} false, {len(honest)} honest",
        "",
        "| | claims | rules | judge | both |",
        "| --- | --: | --: | --: | --: |",
    ]

    def line(label: str, some: Sequence[Told]) -> str:
        columns = (share(t.rules for t in some), share(t.judge for t in some), share(t.both for t in some))
        return (
            f"| {label} | {len(some)} | " + " | ".join(f"{c:.2f}" if c >= 0.1 else f"{c:.3f}" for c in columns) + " |"
        )

    lines.append(line("**false: caught**", false))
    lines += [line(kind, [t for t in false if t.kind == kind]) for kind in sorted({t.kind for t in false})]
    lines.append(line("false, of the writer", [t for t in false if t.origin == "writer"]))
    lines.append(line("**honest: flagged**", honest))
    lines += [line(f"honest, {o}", [t for t in honest if t.origin == o]) for o in sorted({t.origin for t in honest})]
    caught, precision = at_rare_alarms(told)
    scores = np.array([t.score for t in told])
    labels = np.array([t.false for t in told])
    new = auc(np.array([t.overlap[0] for t in told]), labels)
    lines += [
        "",
        f"At {100 * _RARE:.0f} % of false alarms: {caught:.2f} caught, precision {precision:.2f}. "
        f"AUC of the judge {auc(scores, labels):.3f}; of new words alone {new:.3f}; "
        f"of the overlap probe {probe(told):.3f}.",
        "",
    ]
    return lines


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--judge", type=Path, default=corpus.ROOT / "models" / "judge")
    ap.add_argument("--reader", type=Path, default=corpus.ROOT / "models" / "reader")
    ap.add_argument("--rules", action="store_true", help="without a judge")
    ap.add_argument("--held", type=int, default=0, help="every n-th article alone: those that training held out")
    ap.add_argument("--articles", default=None, help="A:B, the articles from A up to B")
    ap.add_argument("--vihallu", type=Path, default=None)
    ap.add_argument("--limit", type=int, default=600, help="answers of ViHallu")
    ap.add_argument("--threads", type=int, default=None)
    ap.add_argument("--scores", type=Path, default=None, help="write what is told of every claim as JSON too")
    ap.add_argument("sets", nargs="*", metavar="NAME=ROWS")
    a = ap.parse_args()
    judge: Judge | None = None
    if not a.rules:
        from summarizer.engines.judge.engine import load

        judge = load(a.judge, a.reader, threads=a.threads)
    marker = registry.marker()
    print(f"judge {judge.revision if judge else '–'}, marker {marker.revision if marker else '–'}\n")
    kept: dict[str, Any] = {}
    for name, path in (s.split("=", 1) for s in a.sets):
        rows = marker_data.read(Path(path))
        rows = [r for i, r in enumerate(rows) if not a.held or i % a.held == 0]
        if a.articles:
            first, last = (int(n) for n in a.articles.split(":"))
            rows = rows[first:last]
        started = time.perf_counter()
        told = annotated(rows, judge, marker)
        took = (time.perf_counter() - started) / max(1, len(told))
        print("\n".join(tables(name, told)))
        flags = plain(rows, judge, marker)
        said = "; ".join(f"{k} {share(v):.3f} of {len(v)}" for k, v in flags.items())
        print(f"Flagged sentences of the same articles: {said}. {1000 * took:.0f} ms a claim.\n", flush=True)
        kept[name] = [{k: getattr(t, k) for k in ("false", "kind", "origin", "rules", "judge", "score")} for t in told]
    if a.vihallu is not None:
        found = vihallu(a.vihallu, a.limit, judge)
        print("ViHallu, flagged: " + ", ".join(f"{label} {value:.2f}" for label, value in found.items()) + ".")
        kept["vihallu"] = found
    if a.scores:
        a.scores.write_text(json.dumps(kept), encoding="utf-8")


if __name__ == "__main__":
    main()
