"""Fit where a chain of clauses falls into tasks in news, by what the marker says, too: `summarizer/facts/borders.toml`.

    python -m models.training.fit_borders [--ids D]

The marker is sure of the articles that it learned from, so only rows are learned from that its layers never saw (their
ids begin with `--ids`), and the odds of the first regression (`fit_parting`) are those of one without these rows.
Chains are the annotated ones, as there; the marker is run once over each article (some ten minutes on one core).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from models.training import corpus, fit_parting, marker_data
from summarizer import document, facts
from summarizer.engines.base import Marker
from summarizer.engines.marker import engine
from summarizer.facts import parting

HEAD = "# Where a chain falls into tasks in news. Fitted by models/training/fit_borders.py; not written by hand."
PENALTY = 6.0
"""Chosen on a quarter of the articles, by the directives found there."""
TARGET = corpus.ROOT / "summarizer" / "facts" / "borders.toml"
First = tuple[parting.Heads, dict[str, float]]


def first_of(rows: list[dict[str, Any]]) -> First:
    """The first regression, learned from rows."""
    found = [chain for row in rows for chain in fit_parting.chains(row)]
    heads = fit_parting.heads_of(found)
    told = [s for c in found if c.joints for s in parting.signs(c.text, c.span, c.joints, heads, office=c.office)]
    return heads, fit_parting.fit(told, np.array([b for c in found for b in c.borders]), fit_parting.PENALTY)


def places(row: dict[str, Any], marker: Marker, first: First) -> Iterator[tuple[list[str], bool]]:
    """The signs of the joints of a row that the marker says something of, and whether they are borders."""
    article = document.from_text(row["text"], origin=str(row["id"]))
    if article.text != row["text"] or article.card is not None:
        return
    figures = facts.find(article).figures
    spans = [[f.span for f in figures if (f.kind in ("date", "period")) is timed] for timed in (True, False)]
    marks = marker.mark(article, *spans)
    begun = {d.action.start for d in marks.directives}
    heads, weights = first
    for chain in fit_parting.chains(row):
        signs = parting.signs(chain.text, chain.span, chain.joints, heads, office=False) if chain.joints else []
        for told, joint, border in zip(signs, chain.joints, chain.borders, strict=True):
            said = parting.seen(chain.text, joint, marks.tags)
            if said is not None:
                odds = sum(weights.get(sign, 0.0) for sign in told)
                yield parting.weighed(told, odds, joint.end in begun, said), border


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--rows", type=Path, nargs="*", default=[fit_parting.OWN / "news.jsonl.xz"])
    ap.add_argument("--first", type=Path, nargs="*", default=[fit_parting.OWN / "admin.jsonl.xz"], help="rows besides")
    ap.add_argument("--ids", default="D", help="how the ids of rows begin that the marker's layers did not learn from")
    ap.add_argument("--marker", type=Path, default=corpus.ROOT / "models" / "marker")
    ap.add_argument("--reader", type=Path, default=corpus.ROOT / "models" / "reader")
    ap.add_argument("--penalty", type=float, default=PENALTY)
    ap.add_argument("--out", type=Path, default=TARGET)
    a = ap.parse_args()
    rows = [row for path in a.rows for row in marker_data.read(path)]
    unseen = [row for row in rows if str(row["id"]).startswith(a.ids)]
    known = [row for row in rows if not str(row["id"]).startswith(a.ids)]
    first = first_of(known + [row for path in a.first for row in marker_data.read(path)])
    marker = engine.load(a.marker, a.reader)
    found = [place for row in unseen for place in places(row, marker, first)]
    weights = fit_parting.fit([told for told, _ in found], np.array([b for _, b in found]), a.penalty)
    a.out.write_text(f"{HEAD}\n\n{fit_parting.weights_of(weights)}", encoding="utf-8")
    print(f"{len(unseen)} rows, {len(found)} places, {sum(b for _, b in found)} borders, {len(weights)} weights")


if __name__ == "__main__":
    main()
