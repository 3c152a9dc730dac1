"""Score figures against annotated articles: precision, recall and F1 of spans, and what is right of those found.

A figure is found where span and kind group are the same (date and period are one group, so are count and measure);
value, unit, kind, modifier and trend are told of figures whose span overlaps by half. Rows are as `tomtat facts
-f json` prints them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Row = dict[str, Any]
_GROUP: dict[str, str] = {"date": "time", "period": "time", "measure": "count"}
FIELDS = ("value", "unit", "kind", "modifier", "trend")


def _group(figure: Row) -> str:
    kind: str = figure["kind"]
    return _GROUP.get(kind, kind)


def overlap(a: Row, b: Row) -> float:
    """Intersection over union of two spans."""
    both: int = min(a["end"], b["end"]) - max(a["start"], b["start"])
    return max(0, both) / int(max(a["end"], b["end"]) - min(a["start"], b["start"]) or 1)


def _pairs(gold: list[Row], found: list[Row]) -> list[tuple[Row, Row, float]]:
    """Figures of one group that overlap by half, one to one, the closest first."""
    likely = [
        (overlap(g["span"], f["span"]), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if _group(g) == _group(f)
    ]
    out, left, right = [], set(range(len(gold))), set(range(len(found)))
    for share, i, j in sorted(likely, reverse=True):
        if share >= 0.5 and i in left and j in right:
            left.remove(i)
            right.remove(j)
            out.append((gold[i], found[j], share))
    return out


def _same_value(a: Any, b: Any) -> bool:
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(_same_value, a, b))
    if isinstance(a, int | float) and isinstance(b, int | float):
        return abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b))
    return bool(a == b)


def _right(name: str, gold: Row, found: Row) -> bool:
    a, b = gold.get(name), found.get(name)
    if name == "value":
        return _same_value(a, b)
    if name == "unit":
        return " ".join((a or "").lower().split()) == " ".join((b or "").lower().split())
    return bool(a == b)


def score(articles: Iterable[tuple[list[Row], list[Row]]]) -> dict[str, float]:
    """`precision`, `recall`, `f1` of spans and the share that is right of each of `FIELDS`, all articles together."""
    exact = golds = founds = 0
    right: dict[str, list[bool]] = {name: [] for name in FIELDS}
    for gold, found in articles:
        golds, founds = golds + len(gold), founds + len(found)
        for g, f, share in _pairs(gold, found):
            exact += share == 1.0
            for name in FIELDS:
                if _group(g) != "time" or name not in ("value", "unit"):
                    right[name].append(_right(name, g, f))
    return {
        "precision": exact / max(1, founds),
        "recall": exact / max(1, golds),
        "f1": 2 * exact / max(1, golds + founds),
        **{name: sum(hits) / max(1, len(hits)) for name, hits in right.items()},
    }


def differences(gold: list[Row], found: list[Row]) -> list[str]:
    """What an article misses, and what it should not have."""
    exact = [(g, f) for g, f, share in _pairs(gold, found) if share == 1.0]
    missed = [g for g in gold if not any(g is one for one, _ in exact)]
    spurious = [f for f in found if not any(f is one for _, one in exact)]
    told = [("missed", f) for f in missed] + [("spurious", f) for f in spurious]
    return [f"{word} {f['kind']}: {f['span']['text']!r}" for word, f in told]
