"""Score `facts.find` on annotated articles: `python scripts/facts_score.py [--errors] [--news | --gold FOLDER]`.

Own articles by default; with `--news` those of the shared data, whose annotations are kept without their text.
"""

from __future__ import annotations

import argparse
import json
import lzma
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
GOLD = ROOT / "tests" / "facts" / "gold"
SHARED = ROOT.parent / "shared"

Row = dict[str, Any]


def own(folder: Path) -> Iterator[tuple[str, Row]]:
    for path in sorted(folder.glob("*.json")):
        yield path.stem, json.loads(path.read_text(encoding="utf-8"))


def news() -> Iterator[tuple[str, Row]]:
    """The articles of `tests/facts/gold/news` with their texts: title, line end, body, each stripped, in NFC."""
    rows = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted((GOLD / "news").glob("*.json"))}
    wanted = {row["id"] for row in rows.values()}
    texts: dict[str, str] = {}
    for source in {row["source"] for row in rows.values()}:
        with lzma.open(SHARED / "data" / f"{source}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for r in map(json.loads, lines):
                if r["id"] in wanted:
                    texts[r["id"]] = unicodedata.normalize("NFC", f"{r['title'].strip()}\n{r['body'].strip()}")
    for name, row in rows.items():
        text = texts[row["id"]]
        figures = [
            {**f, "span": {"text": text[slice(*f["span"])], "start": f["span"][0], "end": f["span"][1]}}
            for f in row["figures"]
        ]
        yield name, {"text": text, "figures": figures}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--news", action="store_true")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    from models.training.figure_scores import differences, score
    from summarizer.document import from_text
    from summarizer.facts import find
    from summarizer.facts.json import facts_json

    articles = []
    for name, row in news() if args.news else own(args.gold):
        article = from_text(row["text"])
        found = facts_json(article, find(article))["figures"]
        articles.append((row["figures"], found))
        if args.errors:
            print("\n".join(f"{name} {line}" for line in differences(row["figures"], found)))
    print("\n".join(f"{name:10} {value:.4f}" for name, value in score(articles).items()))


if __name__ == "__main__":
    main()
