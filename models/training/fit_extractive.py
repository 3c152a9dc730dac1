"""Fit the weights of the plain extractor: `summarizer/engines/extractive.toml`.

A linear score per unit, a softmax over the units of an article, cross-entropy with a target distribution: for briefs
uniform over the greedy oracle's units, for leads a softened relevance (they are one or two sentences, so membership
says little). Convex, full batch; the same data gives the same weights.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from models.training import corpus, oracle
from models.training.rouge import syllables
from summarizer.brief.features import NAMES, features
from summarizer.brief.units import candidates
from summarizer.document import from_text
from summarizer.engines.base import Task
from summarizer.facts import find
from summarizer.text.fold import newspaper

TARGET = corpus.ROOT / "summarizer" / "engines" / "extractive.toml"
SHARPNESS = 8.0
Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Example:
    """Features of an article's units, (units, features), and what share of attention each unit should have."""

    features: npt.NDArray[np.float32]
    target: npt.NDArray[np.float64]


def examples(name: str, task: Task, limit: int | None) -> list[Example]:
    """Every article of a corpus with more than three units and a reference that some unit meets."""
    found = []
    for row in corpus.rows(name, limit):
        article = from_text(newspaper(f"{row['title'].strip()}\n\n{row['body']}"))
        facts = find(article)
        units = candidates(article, facts)
        if len(units) < 4:
            continue
        tokens = [syllables(u.of(article.text)) for u in units]
        target = wanted(tokens, syllables(newspaper(row["summary"])), task)
        if target is not None:
            found.append(Example(features(article, facts, units).values, target))
    return found


def wanted(units: Sequence[Sequence[str]], reference: Sequence[str], task: Task) -> Matrix | None:
    """The target distribution, (units,); None where no unit shares a word with the reference."""
    target = np.zeros(len(units))
    if task == "brief":
        chosen = oracle.greedy(units, reference)
        if not chosen:
            return None
        target[chosen] = 1.0 / len(chosen)
        return target
    relevance = oracle.relevance(units, reference).astype(np.float64)
    if relevance.max() <= 0:
        return None
    target = np.exp(SHARPNESS * relevance / relevance.max())
    return np.asarray(target / target.sum())


def fit(data: Sequence[Example], *, steps: int = 500, decay: float = 1e-4) -> tuple[Matrix, float]:
    """Weights for unscaled features, (features,), and the mean cross-entropy; Adam on the whole data at once."""
    rows = np.concatenate([e.features for e in data]).astype(np.float64)
    target = np.concatenate([e.target for e in data])
    spread = rows.std(axis=0)
    spread[spread < 1e-6] = np.inf
    scaled = (rows - rows.mean(axis=0)) / spread
    sizes = np.array([len(e.target) for e in data])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    article = np.repeat(np.arange(len(data)), sizes)
    weights = np.zeros(scaled.shape[1])
    first = np.zeros_like(weights)
    second = np.zeros_like(weights)
    loss = 0.0
    for step in range(1, steps + 1):
        score = scaled @ weights
        score -= np.maximum.reduceat(score, starts)[article]
        share = np.exp(score)
        share /= np.add.reduceat(share, starts)[article]
        loss = float(-(target * np.log(share + 1e-12)).sum() / len(data))
        gradient = scaled.T @ (share - target) / len(data) + decay * weights
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        weights -= 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights / spread, loss


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--briefs", type=int, help="articles of brief-train (default all)")
    parser.add_argument("--leads", type=int, default=5000, help="articles of lead-train")
    parser.add_argument("--steps", type=int, default=500)
    parser.add_argument("-o", "--output", type=Path, default=TARGET)
    options = parser.parse_args()
    lines = [
        "# Weights of the plain extractor, a feature each (engines/surface.py, brief/features.py).",
        "# Fitted by models/training/fit_extractive.py; do not edit by hand.",
    ]
    tables = []
    plan: list[tuple[Task, str, int | None]] = [
        ("brief", "brief-train", options.briefs),
        ("lead", "lead-train", options.leads),
    ]
    for task, name, limit in plan:
        start = time.perf_counter()
        data = examples(name, task, limit)
        weights, loss = fit(data, steps=options.steps)
        took = time.perf_counter() - start
        print(f"{task}: {len(data)} articles of {name}, cross-entropy {loss:.4f}, {took:.0f} s", flush=True)
        tables += ["", f"[{task}]", *(f"{n} = {w:.4f}" for n, w in zip(NAMES, weights, strict=True))]
    revision = hashlib.sha256("\n".join(tables).encode()).hexdigest()[:12]
    text = "\n".join([*lines, f'revision = "{revision}"', *tables]) + "\n"
    options.output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
