"""Fit the weights of `summarizer/brief/gate/contrast.py` on claims with twins, and tell what it would catch by itself.

Rules learn nothing from the claims that the judge learned from, so these may be used; articles of every fifth row are
scored by what the others teach. Prints the weights for `gate/data/contrast.toml`: those of all claims and, with
`--silent`, of the claims to which the judge does not object, which are those that contrast is asked about beside one.

Usage: python -m models.training.fit_contrast [--silent] [--rows N] ROWS …
"""

from __future__ import annotations

import argparse
import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from models.training import marker_data
from summarizer import document, facts
from summarizer.brief.evidence import ranked
from summarizer.brief.gate import contrast
from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.source import prepare
from summarizer.brief.gate.words import table as word_lists
from summarizer.engines import registry
from summarizer.engines.base import Judge

Table = npt.NDArray[np.float64]
FOLDS = 5
_RIDGE = 5.0


def logistic(x: Table, y: Table, ridge: float) -> Table:
    """Weights (columns,) of a logistic regression of `y` (rows,) on `x` (rows, columns), by Newton's method."""
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(w))
        w += np.linalg.solve(hessian, x.T @ (y - p) - ridge * w)
    return w


def table(
    rows: list[dict[str, Any]], features: list[str], knots: Table, judge: Judge | None = None
) -> tuple[Table, Table, Table]:
    """Gains above their knots (claims, features), whether each claim is false, and the fold of its article."""
    gains: list[list[float]] = []
    false: list[float] = []
    fold: list[int] = []
    for number, row in enumerate(rows):
        article = document.from_text(row["text"])
        source = prepare(article, facts.find(article))
        for claim in row["claims"]:
            text = unicodedata.normalize("NFC", claim["claim"])
            if judge is not None and judge.judge(article, [text])[0].kind is not None:
                continue
            s = Passage(text, 0, len(text))
            found = contrast.check(s, [p for p, _ in ranked(s, source, limit=4)], source)
            gain = {e.feature: e.gain for e in found.exchanges}
            gains.append([gain.get(f, -1.0) for f in features])
            false.append(float(not claim["ok"]))
            fold.append(number % FOLDS)
    return np.maximum(0.0, np.array(gains) - knots), np.array(false), np.array(fold, float)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--rows", type=int, default=None, help="articles of each set, the first ones")
    ap.add_argument("--silent", action="store_true", help="only claims to which the judge does not object")
    ap.add_argument("sets", nargs="+", type=Path)
    a = ap.parse_args()
    weights = word_lists("contrast")["weights"]
    features = list(weights)
    knots = np.array([weights[f][0] for f in features])
    rows = [row for path in a.sets for row in marker_data.read(path)[: a.rows]]
    x, y, fold = table(rows, features, knots, registry.judge() if a.silent else None)
    scale = x.std(0) + 1e-9
    with_ones = np.c_[x / scale, np.ones(len(x))]
    points = np.zeros(len(y))
    for k in range(FOLDS):
        w = logistic(with_ones[fold != k], y[fold != k], _RIDGE)
        points[fold == k] = x[fold == k] @ (w[:-1] / scale)
    fitted = logistic(with_ones, y, _RIDGE)[:-1] / scale
    for feature, knot, weight in zip(features, knots, fitted, strict=True):
        print(f"{feature} = [{knot:g}, {weight:.1f}]")
    for bar in (1.5, 2.0, 2.5, 3.0, 4.0):
        caught, alarms = (points[y == 1] >= bar).mean(), (points[y == 0] >= bar).mean()
        print(f"# {bar}: {caught:.3f} caught, {alarms:.4f} false alarms, precision {y[points >= bar].mean():.3f}")


if __name__ == "__main__":
    main()
