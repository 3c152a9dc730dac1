"""Fit what sentences of reports and official documents are worth: `summarizer/brief/reports.toml`.

    python -m models.training.fit_reports [--folds 5]

Rows: own documents with their briefs (`admin.jsonl.xz`). A unit is to be worth the share of its pairs of neighbouring
words that the brief has; ridge regression (Hoerl & Kennard 1970) over `brief.features`, centred within each document,
a document weighing as the root of its length. With `--folds` nothing is written: ROUGE of the briefs of documents that
the weights were not fitted to.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from models.training import corpus, marker_data
from models.training.rouge import rouge, syllables
from summarizer.brief.editing import choose, plan, worded
from summarizer.brief.features import NAMES, features
from summarizer.brief.model import Options
from summarizer.brief.units import Unit, candidates
from summarizer.document import from_text
from summarizer.document.model import Article
from summarizer.engines.base import Marker, Scores
from summarizer.facts import find
from summarizer.facts.model import Facts

TARGET = corpus.ROOT / "summarizer" / "brief" / "reports.toml"
OWN = Path(__file__).parent / "data" / "admin.jsonl.xz"
PENALTY = 10.0
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Document:
    """A document with its units, what is known of them (units, features), and what each is to be worth (units,)."""

    article: Article
    facts: Facts
    units: Sequence[Unit]
    brief: str
    known: Floats
    target: Floats


def document(row: dict[str, Any], marker: Marker | None) -> Document:
    """An annotated row with its facts, as they are found."""
    article = from_text(row["text"], origin=str(row["id"]))
    facts, brief = find(article, marker), "\n".join(row["brief"])
    units = candidates(article, facts)
    known = features(article, facts, units).values.astype(np.float64)
    return Document(article, facts, units, brief, known, _shares([u.of(article.text) for u in units], brief))


def _shares(texts: Sequence[str], brief: str) -> Floats:
    """Of each text the share of its pairs of words that the brief has."""
    wanted = Counter(pairwise(syllables(brief)))
    found = np.zeros(len(texts))
    for i, text in enumerate(texts):
        pairs = Counter(pairwise(syllables(text)))
        found[i] = (pairs & wanted).total() / max(1, pairs.total())
    return found


def fit(documents: Sequence[Document], penalty: float = PENALTY) -> Floats:
    """The weights of the features, in the order of `NAMES`."""
    held = [d for d in documents if len(d.units)]
    known = np.concatenate([d.known - d.known.mean(0) for d in held])
    target = np.concatenate([d.target - d.target.mean() for d in held])
    weight = np.concatenate([np.full(len(d.units), len(d.units) ** -0.5) for d in held])
    spread = known.std(0) + 1e-3
    scaled = known / spread
    weighed = scaled * weight[:, None]
    found: Floats = np.linalg.solve(weighed.T @ scaled + penalty * np.eye(len(spread)), weighed.T @ target) / spread
    return found


def briefed(d: Document, weights: Floats, words: int = 100) -> str:
    """The brief of a document by these weights."""
    planned = plan(d.article, d.facts, d.units)
    chosen = choose(planned, Scores((d.known @ weights).astype(np.float32)), Options(words=words))
    return " ".join(s.text for s in worded(planned, chosen))


def crossed(documents: Sequence[Document], folds: int, penalty: float = PENALTY) -> Floats:
    """Mean ROUGE-1, 2 and L of briefs by weights that were fitted to the other folds."""
    scores = []
    for fold in range(folds):
        weights = fit([d for i, d in enumerate(documents) if i % folds != fold], penalty)
        scores += [rouge(briefed(d, weights), d.brief) for i, d in enumerate(documents) if i % folds == fold]
    found: Floats = np.array(scores).mean(0)
    return found


def written(weights: Floats) -> str:
    """The file, as it is read by `summarizer.brief.reports`."""
    lines = ["# What sentences of reports are worth. Fitted by models/training/fit_reports.py; not written by hand."]
    return "\n".join([*lines, "[weights]", *(f"{n} = {w:.4f}" for n, w in zip(NAMES, weights, strict=True))]) + "\n"


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--rows", type=Path, default=OWN)
    ap.add_argument("--folds", type=int, default=0, help="measure by cross-validation and write nothing")
    ap.add_argument("--penalty", type=float, default=PENALTY)
    ap.add_argument("--out", type=Path, default=TARGET)
    a = ap.parse_args()
    from summarizer.engines.marker.engine import load

    marker = load(corpus.ROOT / "models" / "marker", corpus.ROOT / "models" / "reader")
    documents = [document(row, marker) for row in marker_data.read(a.rows)]
    if a.folds:
        print("ROUGE-1, 2, L:", *(f"{v:.4f}" for v in crossed(documents, a.folds, a.penalty)))
        return
    a.out.write_text(written(fit(documents, a.penalty)), encoding="utf-8")
    print(f"{len(documents)} documents, {sum(len(d.units) for d in documents)} units")


if __name__ == "__main__":
    main()
