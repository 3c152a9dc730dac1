"""Scores of directives, key flags and labels against annotated rows (`docs/guidelines.md`).

A directive is found where its action overlaps a gold one by half (intersection over union); slots are right where
their words agree by an F1 of half, counted among the directives found that have the slot on either side. A label is
right where the words that are shown agree by half with the annotator's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from models.training.figure_scores import overlap
from summarizer.text.tokens import runs

Row = dict[str, Any]
_COUNTED = ("directives", "deadlines", "key", "not key")
_SHARES = ("issuer", "addressee", "label", "inherited recall", "strength")


def _words(span: Row | None) -> list[str]:
    return runs(span["text"].lower()) if span else []


def _agree(a: Row | None, b: Row | None) -> bool:
    x, y = _words(a), _words(b)
    common = sum((Counter(x) & Counter(y)).values())
    return bool(common) and 2 * common / (len(x) + len(y)) >= 0.5


def _pairs(gold: Sequence[Row], found: Sequence[Row]) -> list[tuple[int, int]]:
    scored = [(overlap(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(found)]
    left, right, out = set(range(len(gold))), set(range(len(found))), []
    for value, i, j in sorted(scored, reverse=True):
        if value >= 0.5 and i in left and j in right:
            left.discard(i)
            right.discard(j)
            out.append((i, j))
    return out


class Tally:
    """Sums over articles; `result` gives F1 or shares."""

    def __init__(self) -> None:
        self.counts = {name: [0, 0, 0] for name in _COUNTED}
        self.shares = {name: [0, 0] for name in _SHARES}

    def add(self, gold: Row, found: Row) -> None:
        """Count one article; both in the form of `tomtat facts --format json`."""
        self._directives(gold["directives"], found["directives"])
        self._figures(gold["figures"], found["figures"])

    def _directives(self, gold: Sequence[Row], found: Sequence[Row]) -> None:
        matched = _pairs([d.get("action") or d["span"] for d in gold], [d.get("action") or d["span"] for d in found])
        count, due = self.counts["directives"], self.counts["deadlines"]
        count[0] += len(matched)
        count[1] += len(found)
        count[2] += len(gold)
        due[1] += sum(bool(d.get("deadline")) for d in found)
        due[2] += sum(bool(d.get("deadline")) for d in gold)
        hit = {i for i, _ in matched}
        inherited = self.shares["inherited recall"]
        inherited[0] += sum(d["inherited"] and i in hit for i, d in enumerate(gold))
        inherited[1] += sum(bool(d["inherited"]) for d in gold)
        for i, j in matched:
            a, b = gold[i], found[j]
            for name in ("issuer", "addressee"):
                if a.get(name) or b.get(name):
                    self.shares[name][0] += _agree(a.get(name), b.get(name))
                    self.shares[name][1] += 1
            self.shares["strength"][0] += a["strength"] == b.get("strength")
            self.shares["strength"][1] += 1
            due[0] += _agree(a.get("deadline"), b.get("deadline"))

    def _figures(self, gold: Sequence[Row], found: Sequence[Row]) -> None:
        for f in gold:
            best = max(found, key=lambda p: overlap(f["span"], p["span"]), default=None)
            if best is not None and overlap(f["span"], best["span"]) == 0:
                best = None
            for name, flag in (("key", True), ("not key", False)):
                count = self.counts[name]
                count[2] += bool(f["key"]) is flag
                if best is not None:
                    count[1] += bool(best.get("key")) is flag
                    count[0] += bool(f["key"]) is flag and bool(best.get("key")) is flag
            if f["key"] and f.get("label"):
                self.shares["label"][1] += 1
                self.shares["label"][0] += best is not None and _agree({"text": f["label"]}, best.get("indicator"))

    def result(self) -> dict[str, float]:
        """F1 of directives, deadlines, key and not key; precision and recall of directives; shares of the rest."""
        out = {name: 2 * a / (b + c) if b + c else 0.0 for name, (a, b, c) in self.counts.items()}
        a, b, c = self.counts["directives"]
        out |= {"precision": a / b if b else 0.0, "recall": a / c if c else 0.0}
        return out | {name: a / b if b else 0.0 for name, (a, b) in self.shares.items()}
