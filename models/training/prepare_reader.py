"""Training examples for the reader: tokens, surface features and targets of every sentence, as compact arrays.

Targets: for leads the relevance of each sentence to the reference, softened to a distribution; for briefs three
quarters membership in near-best sets of sentences, one quarter softened relevance.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from models.training import corpus, oracle, rouge, targets
from models.training.overlap import TestArticles
from summarizer.document import from_text
from summarizer.engines import surface
from summarizer.engines.reader.windows import TITLE_TOKENS, UNIT_TOKENS
from summarizer.text.fold import newspaper

MAX_UNITS = 160
BRIEF_WORDS = 125
MEMBERSHIP = 0.75


@dataclass
class Example:
    title: list[int]
    units: list[list[int]]
    features: np.ndarray
    words: list[int]
    target: list[float]
    texts: list[str]


_tokenizer: Tokenizer


def _start(path: str) -> None:
    global _tokenizer
    _tokenizer = Tokenizer.from_file(path)


def example(task: tuple[str, dict[str, Any]]) -> Example | None:
    """One article as the reader will see it, or None where it has fewer than three sentences."""
    kind, row = task
    article = from_text(f"{newspaper(row['title'].strip())}\n\n{newspaper(row['body'])}")
    spans = [s for s in article.body if s.of(article.text).strip()][:MAX_UNITS]
    if len(spans) < 3:
        return None
    texts = [s.of(article.text) for s in spans]
    reference = rouge.syllables(newspaper(row["summary"]))
    tokens = [rouge.syllables(t) for t in texts]
    single = oracle.relevance(tokens, reference).tolist()
    target = targets.softened(single)
    if kind == "brief":
        ranked = targets.near_best(tokens, reference, words=BRIEF_WORDS)
        member = targets.membership(ranked, len(texts))
        target = [MEMBERSHIP * m + (1 - MEMBERSHIP) * t for m, t in zip(member, target, strict=True)]
    encoded = _tokenizer.encode_batch([article.title_text, *texts], add_special_tokens=False)
    return Example(
        encoded[0].ids[:TITLE_TOKENS],
        [e.ids[:UNIT_TOKENS] for e in encoded[1:]],
        surface.table(article, spans),
        [len(t) for t in tokens],
        target,
        texts,
    )


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--base", type=Path, default=corpus.CACHE / "reader-base")
    ap.add_argument("--out", type=Path, default=corpus.CACHE / "reader-data")
    ap.add_argument("--limit", type=int, default=None, help="rows of each set")
    ap.add_argument("--jobs", type=int, default=2)
    a = ap.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    known = TestArticles()
    with multiprocessing.Pool(a.jobs, _start, (str(a.base / "tokenizer.json"),)) as pool:
        for name in ("brief-valid", "lead-valid", "brief-train", "lead-train"):
            kind, part = name.split("-")
            rows = list(corpus.rows(name, a.limit))
            near = 0
            if part == "train":
                kept = [r for r in rows if not known.near(r)]
                near, rows = len(rows) - len(kept), kept
            found = pool.map(example, [(kind, r) for r in rows], chunksize=32)
            pairs = [(r, e) for r, e in zip(rows, found, strict=True) if e is not None]
            _save(a.out / f"{name}.npz", [e for _, e in pairs])
            if part == "valid":
                lines = [{"id": r["id"], "reference": newspaper(r["summary"]), "units": e.texts} for r, e in pairs]
                (a.out / f"{name}.json").write_text(json.dumps(lines, ensure_ascii=False), encoding="utf-8")
            print(
                f"{name}: {len(pairs)} kept; dropped {near} near a test article, {len(rows) - len(pairs)} too short",
                flush=True,
            )


def _save(path: Path, examples: list[Example]) -> None:
    if not examples:
        raise SystemExit(f"{path.stem}: no article is left to learn from; give more rows (--limit)")
    units = [u for e in examples for u in e.units]
    np.savez_compressed(
        path,
        names=np.array(surface.NAMES),
        tokens=np.concatenate([np.array(u, np.uint16) for u in units]),
        unit_tokens=np.array([len(u) for u in units], np.uint16),
        titles=np.concatenate([np.array(e.title, np.uint16) for e in examples]),
        title_tokens=np.array([len(e.title) for e in examples], np.uint16),
        article_units=np.array([len(e.units) for e in examples], np.uint16),
        features=np.concatenate([e.features for e in examples]).astype(np.float16),
        words=np.concatenate([np.array(e.words, np.uint16) for e in examples]),
        target=np.concatenate([np.array(e.target, np.float32) for e in examples]),
    )


if __name__ == "__main__":
    main()
