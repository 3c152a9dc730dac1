"""Facts: articles of 500 words a second on one core. Run by `make bench`.

The articles are news, from the shared data where it lies beside the checkout; else they are made of the samples and of
our annotated articles, which hold three times as many figures. `--articles FILE` takes the bodies of another JSONL
file.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORDS = 500
TARGET = 100  # articles a second


def texts(path: Path | None, count: int) -> list[str]:
    """`count` texts of about 500 words."""
    if path is not None:
        opener = lzma.open if path.suffix == ".xz" else open
        with opener(path, "rt", encoding="utf-8") as lines:
            sources = [json.loads(line)["body"] for line in lines]
    else:
        sources = [
            p.read_text(encoding="utf-8") for p in sorted((ROOT / "samples").glob("*.txt")) if p.suffixes == [".txt"]
        ]
        folder = ROOT / "tests" / "facts" / "gold"
        sources += [json.loads(p.read_text(encoding="utf-8"))["text"] for p in sorted(folder.glob("*.json"))]
    out: list[str] = []
    part: list[str] = []
    held = 0
    while len(out) < count:
        for source in sources:
            for line in re.split(r"\n|(?<=[.!?]) (?=[A-ZĐ])", source):
                part.append(line)
                held += len(line.split())
                if held >= WORDS:
                    out.append("\n".join(part))
                    part, held = [], 0
    return out[:count]


def measure(count: int = 200, path: Path | None = None) -> dict[str, float]:
    """Articles a second through `facts.find` without a marker (loading apart), and words an article."""
    from summarizer.document import from_text
    from summarizer.facts import find

    given = texts(path, count)
    started = time.process_time()
    articles = [from_text(text) for text in given]
    loading = time.process_time() - started
    find(articles[0])
    started = time.process_time()
    for article in articles:
        find(article)
    finding = time.process_time() - started
    return {
        "words": sum(a.words for a in articles) / count,
        "articles_per_s": count / finding,
        "loads_per_s": count / loading,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    news = ROOT.parent / "shared" / "data" / "plain-news.jsonl.xz"
    parser.add_argument("--articles", type=Path, default=news if news.exists() else None)
    parser.add_argument("--dense", action="store_true", help="the samples, dense with figures, all the same")
    parser.add_argument("--count", type=int, default=200)
    args = parser.parse_args()
    m = measure(args.count, None if args.dense else args.articles)
    print(f"facts: {m['articles_per_s']:.0f} articles/s of {m['words']:.0f} words (to reach: {TARGET})", end="; ")
    print(f"documents loaded {m['loads_per_s']:.0f}/s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
