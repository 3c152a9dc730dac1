"""Fit where a chain of clauses falls into tasks: `summarizer/facts/parting.toml`.

    python -m models.training.fit_parting [--but IDS]

Rows: annotated directives (`marker` in steps.mk). Neighbouring actions of a row with nothing between them but a comma,
`;` or `và` are a chain with a border there; any such place within an action is none. Words are classed by the log odds
that an action opens with them, counted over actions that do not follow a border, so that no answer is counted in. An
L1-penalised logistic regression by FISTA (Beck & Teboulle 2009); the same rows give the same weights.
"""

from __future__ import annotations

import argparse
import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from models.training import corpus, marker_data
from summarizer.document import from_text
from summarizer.document.model import Span
from summarizer.facts import parting
from summarizer.text.tokens import runs

LEAST = 0.05
"""Weights below this change no border that counts: on nine annotated sets no score without them is lower."""
TARGET = corpus.ROOT / "summarizer" / "facts" / "parting.toml"
OWN = Path(__file__).parent / "data"
PENALTY = 1.6
"""Of the absolute weights, against the summed log loss; chosen on development rows."""
SELDOM = 4
"""A sign of fewer places is left out."""
STEPS = 600
OPENS = 2
"""Words that open fewer actions are of class 0."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Chain:
    """Clauses of a text, the joints between them, and which are borders."""

    text: str
    span: Span
    joints: tuple[Span, ...]
    borders: tuple[bool, ...]
    office: bool


def chains(row: dict[str, Any]) -> Iterator[Chain]:
    """The chains of an annotated row in text order."""
    text, office = row["text"], from_text(row["text"]).card is not None
    actions = sorted({(d["action"]["start"], d["action"]["end"]) for d in row["directives"] if d.get("action")})
    joined: list[list[tuple[int, int]]] = []
    for action in actions:
        between = text[joined[-1][-1][1] : action[0]] if joined and action[0] >= joined[-1][-1][1] else None
        if between is not None and "\n" not in between and parting.SEPARATOR.fullmatch(between):
            joined[-1].append(action)
        else:
            joined.append([action])
    for group in joined:
        span, starts = Span(group[0][0], group[-1][1]), {start for start, _ in group[1:]}
        joints = tuple(parting.places(text, span))
        yield Chain(text, span, joints, tuple(j.end in starts for j in joints), office)


def _opening(text: str, at: int) -> list[str]:
    return runs(text[at : at + parting.OPENING].lower())[:2]


def heads_of(found: Sequence[Chain]) -> parting.Heads:
    """The classes of words as openings, by how many actions they open of all places where they stand."""
    one: Counter[str] = Counter()
    two: Counter[str] = Counter()
    all_one: Counter[str] = Counter()
    all_two: Counter[str] = Counter()
    for chain in found:
        words = _opening(chain.text, chain.span.start)
        one[" ".join(words[:1])] += 1
        two[" ".join(words)] += 1
    for text in sorted({chain.text for chain in found}):
        words = runs(text.lower())
        all_one.update(words)
        all_two.update(map(" ".join, pairwise(words)))
    return parting.Heads(
        {w: bisect_right(parting.ONE, log((n + 0.3) / (all_one[w] + 10))) for w, n in one.items() if n >= OPENS},
        {w: bisect_right(parting.TWO, log((n + 0.1) / (all_two[w] + 3))) for w, n in two.items() if n >= OPENS},
    )


def fit(told: Sequence[Sequence[str]], borders: npt.NDArray[np.bool_], penalty: float) -> dict[str, float]:
    """The weights of a logistic regression over signs; `always` is not penalised."""
    seen = Counter(sign for place in told for sign in set(place))
    names = sorted(sign for sign, n in seen.items() if n >= SELDOM)
    number = {sign: i for i, sign in enumerate(names)}
    rows = [(k, number[sign]) for k, place in enumerate(told) for sign in set(place) if sign in number]
    place, sign = np.array(rows).T
    free = np.array([name == "always" for name in names])
    weights = momentum = np.zeros(len(names))
    # with so many signs of ones the slope's Lipschitz constant is at most a quarter of their squares' sum
    step, t = 4 / (len(told) * max(map(len, told))), 1.0
    target = borders.astype(np.float64)
    for _ in range(STEPS):
        scores = np.bincount(place, momentum[sign], len(told))
        slope = np.bincount(sign, (1 / (1 + np.exp(-scores)) - target)[place], len(names))
        moved = momentum - step * slope
        shrunk = np.sign(moved) * np.maximum(np.abs(moved) - np.where(free, 0.0, step * penalty), 0.0)
        following = (1 + np.sqrt(1 + 4 * t * t)) / 2
        momentum = shrunk + (t - 1) / following * (shrunk - weights)
        weights, t = shrunk, following
    return {name: round(float(w), 3) for name, w in zip(names, weights, strict=True) if abs(w) >= LEAST}


def written(heads: parting.Heads, weights: dict[str, float]) -> str:
    """The file, as it is read by `summarizer.facts.parting`."""

    def lists(classes: Any) -> Iterator[str]:
        for k in sorted({c for c in classes.values() if c}):
            yield f"{k} = {json.dumps(', '.join(sorted(w for w, c in classes.items() if c == k)), ensure_ascii=False)}"

    lines = [
        "# Where a chain of clauses falls into tasks. Fitted by models/training/fit_parting.py; not written by hand."
    ]
    lines += [
        "",
        "# First words of actions, by class: the higher, the surer they open one.",
        "[one]",
        *lists(heads.one),
    ]
    lines += ["", "# First two words.", "[two]", *lists(heads.two), "", weights_of(weights)]
    return "\n".join(lines)


def weights_of(weights: dict[str, float]) -> str:
    """The table of weights."""
    lines = (f"{json.dumps(name, ensure_ascii=False)} = {w}" for name, w in sorted(weights.items()))
    return "\n".join(["[weights]", *lines]) + "\n"


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--rows", type=Path, nargs="*", default=[OWN / "news.jsonl.xz", OWN / "admin.jsonl.xz"])
    ap.add_argument("--but", type=Path, nargs="*", default=[], help="rows that are not learned from, by their texts")
    ap.add_argument("--penalty", type=float, default=PENALTY)
    ap.add_argument("--out", type=Path, default=TARGET)
    a = ap.parse_args()
    barred = {row["text"] for path in a.but for row in marker_data.read(path)}
    rows = [row for path in a.rows for row in marker_data.read(path) if row["text"] not in barred]
    found = [chain for row in rows for chain in chains(row)]
    heads = heads_of(found)
    told = [
        signs for c in found for signs in parting.signs(c.text, c.span, c.joints, heads, office=c.office) if c.joints
    ]
    borders = np.array([b for c in found for b in c.borders])
    weights = fit(told, borders, a.penalty)
    a.out.write_text(written(heads, weights), encoding="utf-8")
    print(f"{len(rows)} rows, {len(told)} places, {borders.sum()} borders, {len(weights)} weights")


if __name__ == "__main__":
    main()
