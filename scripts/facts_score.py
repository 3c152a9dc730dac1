"""Score `facts.find` on the annotated articles: `python scripts/facts_score.py [--errors] [--unseen] [--only a00,b01]
[--without …]`.

The text goes in exactly as it stands in the gold; predictions go to a temporary folder and through `score.py`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import unseen_gold

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=ROOT.parent / "shared" / "facts" / "dev")
    parser.add_argument("--scorer", type=Path, default=ROOT.parent / "shared" / "facts" / "score.py")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--unseen", action="store_true", help="the articles in tests/facts/gold/unseen")
    parser.add_argument("--only", default="")
    parser.add_argument("--without", default="")
    args = parser.parse_args()
    from summarizer.document import from_text
    from summarizer.facts import find
    from summarizer.facts.json import facts_json

    only, without = set(filter(None, args.only.split(","))), set(filter(None, args.without.split(",")))
    with tempfile.TemporaryDirectory() as folder:
        gold, predictions = Path(folder, "gold"), Path(folder, "predictions")
        gold.mkdir()
        predictions.mkdir()
        source = args.gold
        if args.unseen:
            source = Path(folder, "unseen")
            source.mkdir()
            unseen_gold.write(source, args.scorer.parents[1])
        for path in sorted(source.glob("*.json")):
            if (only and path.stem not in only) or path.stem in without:
                continue
            raw = path.read_text(encoding="utf-8")
            (gold / path.name).write_text(raw, encoding="utf-8")
            article = from_text(json.loads(raw)["text"])
            (predictions / path.name).write_text(
                json.dumps(facts_json(article, find(article)), ensure_ascii=False), encoding="utf-8"
            )
        flags = [f"--{name}" for name in ("errors", "json") if getattr(args, name)]
        return subprocess.run(
            [sys.executable, str(args.scorer), str(gold), str(predictions), *flags], check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
