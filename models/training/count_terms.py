"""Count in how many articles each term stands: `summarizer/engines/idf.tsv`, the extractor's one statistic.

First line: documents, and the counts that an unlisted syllable and an unlisted pair are taken to have. Then
`count<TAB>terms` with the terms of that (rounded) count, apart by spaces.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter, defaultdict
from pathlib import Path

from models.training import corpus
from summarizer.engines.lexical import terms

TARGET = corpus.ROOT / "summarizer" / "engines" / "idf.tsv"


def rounded(count: int) -> int:
    """`count` to about ten per cent, so that few lines hold many terms."""
    return round(1.1 ** round(math.log(count, 1.1)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", nargs="+", default=["brief-train", "plain-news", "lead-train"])
    parser.add_argument("--limit", type=int, default=5000, help="articles of each corpus")
    parser.add_argument("--one", type=int, default=4, help="keep syllables in at least this many articles")
    parser.add_argument("--two", type=int, default=40, help="keep pairs in at least this many articles")
    parser.add_argument("-o", "--output", type=Path, default=TARGET)
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    documents = 0
    for name in options.corpora:
        for row in corpus.rows(name, options.limit):
            counts.update(set(terms(row["title"] + "\n" + row["body"])))
            documents += 1
    lines: dict[int, list[str]] = defaultdict(list)
    for term, count in counts.items():
        if count >= (options.two if "_" in term else options.one):
            lines[rounded(count)].append(term)
    with options.output.open("w", encoding="utf-8") as out:
        out.write(f"{documents}\t{options.one}\t{options.two // 2}\n")
        for count in sorted(lines, reverse=True):
            out.write(f"{count}\t{' '.join(sorted(lines[count]))}\n")
    kept = sum(map(len, lines.values()))
    print(f"{documents} articles, {len(counts)} terms, {kept} kept, {options.output.stat().st_size} bytes")


if __name__ == "__main__":
    main()
