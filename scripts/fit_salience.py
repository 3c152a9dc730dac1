"""Fit the weights of `summarizer/facts/salience.py`: logistic regression with an L2 penalty, cross-validated by
article.

`python scripts/fit_salience.py [--l2 1.0] [--write]` prints the F1 of key and non-key figures, each article scored by
a model that has not seen it, then those of the fit; `--write` stores the weights in
`summarizer/facts/data/salience.toml`. The labels are those of the annotated figures whose spans the grammar found.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

import numpy as np
import unseen_gold

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "summarizer" / "facts" / "data" / "salience.toml"

# What the guidelines say outright needs no learning from the few that the articles show: ages are not key.
PRIORS = {"age": -4.0}

Row = tuple[str, dict[str, float], bool]


def rows(folders: list[Path]) -> tuple[list[Row], dict[str, tuple[int, int]]]:
    """Features and labels of the figures found, and the (key, non-key) figures of each article, found or not."""
    from summarizer.document import from_text
    from summarizer.facts import salience
    from summarizer.facts.directives import find_directives
    from summarizer.facts.finding import sightings

    out: list[Row] = []
    totals: dict[str, tuple[int, int]] = {}
    for path in sorted(p for folder in folders for p in folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        article = from_text(gold["text"])
        labels = {(f["span"]["start"], f["span"]["end"]): bool(f["key"]) for f in gold["figures"]}
        totals[path.stem] = (sum(labels.values()), len(labels) - sum(labels.values()))
        seen = sightings(article)
        shared = salience.context(article, seen, find_directives(article))
        for n, s in enumerate(seen):
            label = labels.get((s.figure.span.start, s.figure.span.end))
            if label is not None:
                out.append((path.stem, salience.features(s, n, shared), label))
    return out, totals


def fit(x: np.ndarray, y: np.ndarray, much: np.ndarray, l2: float, free: int, prior: np.ndarray) -> np.ndarray:
    """Newton's method; each weight is drawn to its prior but for the one at index `free` (the bias). `much` is how
    much each row counts."""
    w = prior.copy()
    penalty = np.full(x.shape[1], l2)
    penalty[free] = 1e-6
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        curve = (x.T * (much * p * (1 - p))) @ x + np.diag(penalty)
        step = np.linalg.solve(curve, x.T @ (much * (p - y)) + penalty * (w - prior))
        w -= step
        if np.abs(step).max() < 1e-9:
            break
    return w


def f1(truth: np.ndarray, said: np.ndarray, total: int) -> float:
    """F1 of `said` against `truth`, with `total` true ones in all (some of which were not found)."""
    hit = int((truth & said).sum())
    return 2 * hit / (int(said.sum()) + total) if hit else 0.0


def report(name: str, y: np.ndarray, p: np.ndarray, threshold: float, key: int, other: int) -> float:
    truth = y > 0.5
    said = p >= threshold
    a, b = f1(truth, said, key), f1(~truth, ~said, other)
    right = (truth == said).mean()
    print(f"{name:28} threshold {threshold:.2f}  key F1 {a:.4f}  non-key F1 {b:.4f}  accuracy {right:.4f}")
    return a + b


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=ROOT.parent / "shared" / "facts" / "dev")
    parser.add_argument("--also", type=Path, nargs="*", default=[ROOT / "tests" / "facts" / "gold"])
    parser.add_argument("--l2", type=float, default=3.0)
    parser.add_argument("--support", type=int, default=3, help="figures that a feature must be seen in")
    parser.add_argument("--first", type=float, default=2.0, help="how much more a figure of --gold counts")
    parser.add_argument("--threshold", type=float, default=0.5)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        unseen_gold.write(Path(folder), args.gold.parents[1])
        data, totals = rows([args.gold, *args.also, Path(folder)])
    seen = Counter(name for _, given, _ in data for name, value in given.items() if value)
    names = sorted(name for name, times in seen.items() if times >= args.support)
    column = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(data), len(names)))
    for r, (_, given, _) in enumerate(data):
        for name, value in given.items():
            if name in column:
                x[r, column[name]] = value
    prior = np.array([PRIORS.get(name, 0.0) for name in names])
    y = np.array([float(label) for _, _, label in data])
    articles = np.array([stem for stem, _, _ in data])
    first = {path.stem for path in args.gold.glob("*.json")}
    mine = np.array([stem in first for stem in articles])
    key, other = (sum(t[i] for t in totals.values()) for i in (0, 1))
    first_key, first_other = (sum(t[i] for stem, t in totals.items() if stem in first) for i in (0, 1))

    much = np.where(mine, args.first, 1.0)
    held_out = np.zeros(len(data))
    for stem in sorted(set(articles)):
        mask = articles == stem
        held_out[mask] = 1 / (
            1 + np.exp(-x[mask] @ fit(x[~mask], y[~mask], much[~mask], args.l2, column["bias"], prior))
        )
    print(f"{len(data)} figures of {len(totals)} articles, {len(names)} features, L2 {args.l2}")
    report("all key", y, np.ones(len(data)), 0.5, key, other)
    for threshold in (0.4, 0.45, 0.5, 0.55, 0.6):
        report("cross-validated, all", y, held_out, threshold, key, other)
        report("cross-validated, --gold", y[mine], held_out[mine], threshold, first_key, first_other)
    weights = fit(x, y, much, args.l2, column["bias"], prior)
    report("fitted, all", y, 1 / (1 + np.exp(-x @ weights)), args.threshold, key, other)
    report("fitted, --gold", y[mine], 1 / (1 + np.exp(-x[mine] @ weights)), args.threshold, first_key, first_other)
    if args.write:
        lines = [
            "# Weights of the salience model, by feature of summarizer/facts/salience.py.",
            "# Fitted by scripts/fit_salience.py.",
            f"# {len(data)} figures of {len(totals)} articles, L2 {args.l2}.",
            f"threshold = {args.threshold}",
            "",
            "[weights]",
            *(f'"{name}" = {weights[column[name]]:.4f}' for name in names),
        ]
        DATA.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
