"""Score the marker on annotated rows, beside what it is worth without its parts.

Usage: python -m models.training.evaluate_marker [--marker FOLDER] NAME=ROWS …
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

from models.training import corpus, marker_data
from models.training.label_scores import Tally
from summarizer import document, facts
from summarizer.engines.base import Marker
from summarizer.facts.json import facts_json


def score(rows: list[dict[str, Any]], marker: Marker | None) -> dict[str, float]:
    """The scores of all rows together."""
    tally = Tally()
    for row in rows:
        article = document.from_text(row["text"], origin=str(row["id"]))
        if article.text == row["text"]:
            tally.add(row, facts_json(article, facts.find(article, marker)))
    return tally.result()


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--marker", type=Path, default=corpus.ROOT / "models" / "marker")
    ap.add_argument("--reader", type=Path, default=corpus.ROOT / "models" / "reader")
    ap.add_argument("--threads", type=int, default=None)
    ap.add_argument("--scores", type=Path, default=None, help="write the table as JSON too")
    ap.add_argument("sets", nargs="+", metavar="NAME=ROWS")
    a = ap.parse_args()
    from summarizer.engines.marker.engine import load

    marker = load(a.marker, a.reader, threads=a.threads)
    table: dict[str, dict[str, float]] = {}
    for given in a.sets:
        name, _, path = given.partition("=")
        started = time.perf_counter()
        rows = marker_data.read(Path(path))
        table[name] = {k: round(v, 3) for k, v in score(rows, marker).items()}
        table[name]["seconds an article"] = round((time.perf_counter() - started) / max(1, len(rows)), 3)
    names = list(table)
    print(f"{'':20}", *(f"{n:>12}" for n in names))
    for k in table[names[0]]:
        print(f"{k:20}", *(f"{table[n][k]:12.3f}" for n in names))
    if a.scores:
        a.scores.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
