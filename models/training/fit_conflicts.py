"""Fit the weights of `summarizer/digest/likely.py` on clusters that nobody marked, and write them.

    python -m models.training.fit_conflicts

A figure of some digits that two reports of a cluster give is of one thing (where it is not, that is rare); it is not of
what the other report has beside it. Pairs that something tells apart, which no weight is asked about, are
left out, as are the clusters whose facts were marked by hand. One cluster in four is kept for the figures printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import Final

import numpy as np
import numpy.typing as npt

from models.training import corpus
from models.training.conflicts import articles, clusters, groups
from models.training.stories import SETS
from summarizer.digest.claim import Claim
from summarizer.digest.claims import claims_of
from summarizer.digest.likely import alike, comparable, told_apart
from summarizer.facts import find
from summarizer.facts.compare import compatible, magnitude
from summarizer.facts.likeness import numbers

TARGET: Final = corpus.ROOT / "summarizer" / "digest" / "likely.toml"
MOST: Final = 6
"""Reports of a cluster."""
CLAIMS: Final = 70
"""Figures of a report, at most."""
LONGEST: Final = 9_000
ROUND: Final = frozenset({10, 20, 50, 100})
RIDGE: Final = 3.0
RIGHT_OF: Final = (0.3, 0.5, 0.7)

Row = tuple[str, bool, dict[str, float]]
Matrix = npt.NDArray[np.float64]


def telling(claim: Claim) -> bool:
    """Whether a figure has digits enough that two reports do not give it by chance."""
    values = numbers(claim.figure)
    if len(values) != 1:
        return False
    digits = f"{float(values[0]):f}".strip("0").replace(".", "")
    if claim.figure.kind == "percent":
        return len(digits) > 1 and values[0] not in ROUND
    return values[0] > min(ROUND) and len(digits.rstrip("0")) > 1


def same(x: Claim, y: Claim) -> bool:
    return magnitude(x.figure) == magnitude(y.figure)


def rows(name: str, reports: Sequence[Sequence[Claim]]) -> Iterator[Row]:
    """Pairs of figures of two reports that are known to be of one thing, or of two."""
    for ours, theirs in combinations(reports, 2):
        for x, y in product(ours, theirs):
            if not comparable(x, y) or told_apart(x, y):
                continue
            if same(x, y):
                if telling(x):
                    yield name, True, alike(x, y)
            elif not compatible(x.figure, y.figure):
                theirs_too = telling(x) and any(same(x, z) and comparable(x, z) for z in theirs if z is not y)
                ours_too = telling(y) and any(same(y, z) and comparable(y, z) for z in ours if z is not x)
                if theirs_too or ours_too:
                    yield name, False, alike(x, y)


def corpus_rows() -> Iterator[Row]:
    marked = {group["id"] for group in groups()}
    for name in SETS:
        for cluster, docs in clusters(name).items():
            if cluster in marked:
                continue
            kept = [k for k, doc in enumerate(docs) if len(doc["body"]) < LONGEST][:MOST]
            reports = articles({"set": name, "id": cluster, "docs": kept})
            claims = [claims_of(a, find(a)) for a in reports]
            yield from rows(cluster, [c for c in claims if len(c) <= CLAIMS])


def fit(x: Matrix, y: Matrix, w: Matrix) -> Matrix:
    """Logistic regression with a ridge, by Newton's steps."""
    b = np.zeros(x.shape[1])
    for _ in range(25):
        p = 1 / (1 + np.exp(-np.clip(x @ b, -30, 30)))
        hessian = (x * (w * p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(b))
        b = b - np.linalg.solve(hessian, x.T @ (w * (p - y)) + RIDGE * b)
    return b


def main() -> None:
    found = list(corpus_rows())
    names = sorted({name for _, _, said in found for name in said})
    x = np.array([[said.get(name, 0.0) for name in names] for _, _, said in found])
    y = np.array([float(of_one) for _, of_one, _ in found])
    many = Counter((cluster, of_one) for cluster, of_one, _ in found)
    w = np.array([many[cluster, of_one] ** -0.5 for cluster, of_one, _ in found])
    order = {cluster: k for k, cluster in enumerate(dict.fromkeys(cluster for cluster, _, _ in found))}
    kept = np.array([order[cluster] % 4 == 0 for cluster, _, _ in found])
    told = x[kept] @ fit(x[~kept], y[~kept], w[~kept])
    best = np.argsort(-told)
    right = np.cumsum(y[kept][best])
    for share in RIGHT_OF:
        k = int(np.searchsorted(right, share * right[-1]))
        print(f"recall {share}: precision {right[k] / (k + 1):.2f}, log odds {told[best][k]:.2f}")
    weights = zip(names, fit(x, y, w), strict=True)
    lines = [f'"{name}" = {value:.3f}' for name, value in weights]
    note = f"# Written by models/training/fit_conflicts.py from {len(found)} pairs of figures.\n\n[weights]\n"
    TARGET.write_text(note + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
