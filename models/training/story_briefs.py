"""Measure briefs of whole stories on the clusters: ROUGE against two human summaries, beside Lead and today's brief.

    python -m models.training.story_briefs --n 60

Clusters that are held out (`stories.held`); the budget is the mean length of a cluster's references. "Lead": the
reports one after the other, cut there. "Joined": the plain extractor's brief of the reports as one text, as it was
before. The differences are paired by cluster.
"""

from __future__ import annotations

import argparse
import itertools
from typing import Any

import numpy as np

from models.training import corpus
from models.training.rouge import Rouge, bootstrap, rouge_many
from models.training.stories import held
from summarizer.brief import compose
from summarizer.brief.model import Brief, Options
from summarizer.brief.story import story_brief
from summarizer.document import from_text
from summarizer.engines.registry import load


def texts(row: dict[str, Any]) -> list[tuple[str, str]]:
    """Title and body of each report."""
    return [((d.get("title") or "").strip(), "\n".join(filter(None, (d.get("sapo"), d["body"])))) for d in row["docs"]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=60, help="clusters of each set")
    parser.add_argument("--seen", action="store_true", help="those that the weights were chosen on")
    parser.add_argument("--engine", default="extractive", help="of the row Joined")
    args = parser.parse_args()
    engine = load(args.engine)
    for name in ("vims-clusters", "vietnamesemds-clusters"):
        scores: dict[str, list[Rouge]] = {"Lead": [], "Joined": [], "Story": []}
        rows = (r for r in corpus.rows(name) if held(r["id"]) != args.seen)
        for row in itertools.islice(rows, args.n):
            words = round(float(np.mean([len(s.split()) for s in row["summaries"]])))
            said = texts(row)
            briefs: list[Brief] = [
                compose(from_text(f"{t}\n\n{b}", title=t or None), engine, Options(words=60)) for t, b in said
            ]
            story = " ".join(s.sentence.text for s in story_brief(briefs, words))
            joined = from_text("\n\n".join(f"{t}\n\n{b}" for t, b in said))
            old = " ".join(s.text for s in compose(joined, engine, Options(words=words)).summary)
            lead = " ".join(" ".join(b for _, b in said).split()[:words])
            for key, text in (("Lead", lead), ("Joined", old), ("Story", story)):
                scores[key].append(rouge_many(text, row["summaries"]))
        print(f"{name}, {len(scores['Lead'])} clusters: R1 / R2 / RL")
        for key, found in scores.items():
            print(f"  {key:<8}{' / '.join(f'{100 * v:.1f}' for v in np.mean(found, axis=0))}")
        for key in ("Lead", "Joined"):
            gain = bootstrap([100 * (s[2] - o[2]) for s, o in zip(scores["Story"], scores[key], strict=True)])
            print(f"  RL over {key}: {gain.mean:+.1f} ({gain.low:+.1f} to {gain.high:+.1f})")


if __name__ == "__main__":
    main()
