"""Training pairs for the writer: a reference sentence and the one or two source sentences that cover it best.

Kept are pairs whose target can be written from its source: every number of the target stands in the source or the
title, every capitalised word too, most of its syllables do, and it is shorter. Three tasks share one model:
`compress` (one or two sentences → one), `headline` (title-less opening → title), `lead` (opening → one-sentence lead).
Article bodies go along as plain text for adapting the language model first.
"""

from __future__ import annotations

import argparse
import collections
import itertools
import json
import multiprocessing
import re
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from models.training import corpus, rouge
from models.training.overlap import TestArticles
from summarizer.document import from_text, split_sentences
from summarizer.engines.writer.prompt import prompt
from summarizer.text.fold import newspaper

COVER = 0.72
GAIN = 0.1
OPENING_WORDS = 110
_NUMBER = re.compile(r"\d+(?:[.,/:]\d+)*")
_LINK = re.compile(
    r"^(?:Tuy nhiên|Ngoài ra|Bên cạnh đó|Đồng thời|Do đó|Vì vậy|Dù vậy|Mặc dù vậy|Theo đó|Đặc biệt|Trong khi đó|Cụ thể"
    r"|Hơn nữa|Đáng chú ý|Qua đó|Từ đó|Sau đó|Trước đó|Hiện tại|Bài viết cho thấy|Bài viết cũng đề cập đến),? "
)
_WORD = re.compile(r"\w+")


def covered(target: set[str], source: set[str]) -> float:
    """Share of the target's syllables that the source has."""
    return len(target & source) / max(1, len(target))


def group(
    target: str, units: list[str], bags: list[set[str]], pairs: list[set[tuple[str, str]]], title: set[str]
) -> tuple[list[int], float]:
    """The one or two units that cover `target` best, in order, and their coverage, the title helping."""
    words = rouge.syllables(target)
    bag, grams = set(words), set(itertools.pairwise(words))

    def value(chosen: tuple[int, ...]) -> float:
        b, g = set().union(*(bags[i] for i in chosen)), set().union(*(pairs[i] for i in chosen))
        return len(bag & b) / max(1, len(bag)) + len(grams & g) / max(1, len(grams))

    ranked = sorted(range(len(units)), key=lambda i: -value((i,)))[:10]
    best: tuple[int, ...] = (ranked[0],)
    score = value(best)
    for n, i in enumerate(ranked):
        for j in ranked[n + 1 :]:
            if (v := value((i, j))) > score + 2 * GAIN and v > value(best) + 1e-9:
                best = (i, j)
    best = tuple(sorted(best))
    return list(best), covered(bag, title.union(*(bags[i] for i in best)))


def why_not(target: str, source: str, title: str, cover: float, *, least: int = 8) -> str | None:
    """The filter that a pair fails, or None; `least` words a target has at least."""
    words, source_words = len(target.split()), len(source.split())
    context = f"{source} {title}"
    held = set(_NUMBER.findall(context))
    known = {w.lower() for w in rouge.syllables(context)}
    if words < least or words > 60:
        return "length"
    if words > 0.95 * source_words:
        return "not shorter"
    if any(n not in held for n in _NUMBER.findall(target)):
        return "number"
    if cover < COVER:
        return "words"
    # the first word has a capital whatever it is
    if any(w[0].isupper() and w.lower() not in known for w in _WORD.findall(target)[1:]):
        return "name"
    return None


def examples(row: dict[str, Any]) -> tuple[list[tuple[str, str, str]], collections.Counter[str]]:
    """(task, prompt, target) of one article, and how many pairs each filter removed."""
    dropped: collections.Counter[str] = collections.Counter()
    title = newspaper(row["title"].strip())
    article = from_text(f"{title}\n\n{newspaper(row['body'])}")
    units = [s.of(article.text) for s in article.body][:120]
    if len(units) < 3:
        return [], dropped
    token = [rouge.syllables(u) for u in units]
    bags = [set(t) for t in token]
    grams = [set(itertools.pairwise(t)) for t in token]
    found: list[tuple[str, str, str]] = []
    reference = newspaper(row["summary"]).replace("\n", " ")
    sentences = [_alone(s.of(reference)) for s in split_sentences(reference)]
    for target in sentences:
        chosen, cover = group(target, units, bags, grams, set(rouge.syllables(title)))
        source = " ".join(units[i] for i in chosen)
        if reason := why_not(target, source, title, cover):
            dropped[reason] += 1
        else:
            found.append(("compress", prompt("compress", source, title), target))
    opening = _opening(units)
    held = set(rouge.syllables(opening))
    if why_not(title, opening, "", covered(set(rouge.syllables(title)), held), least=3) is None:
        found.append(("headline", prompt("headline", opening, ""), title))
    if len(sentences) == 1:
        target = sentences[0]
        if why_not(target, opening, title, covered(set(rouge.syllables(target)), held)) is None:
            found.append(("lead", prompt("lead", opening, title), target))
    return found, dropped


def _alone(sentence: str) -> str:
    """A reference sentence without the word that ties it to the one before."""
    bare = _LINK.sub("", sentence)
    return bare[:1].upper() + bare[1:]


def _opening(units: list[str]) -> str:
    words = 0
    taken = []
    for u in units:
        taken.append(u)
        words += len(u.split())
        if words >= OPENING_WORDS:
            break
    return " ".join(taken)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--base", type=Path, default=corpus.CACHE / "writer-base")
    ap.add_argument("--out", type=Path, default=corpus.CACHE / "writer-data")
    ap.add_argument("--limit", type=int, default=None)
    ap.add_argument("--jobs", type=int, default=2)
    a = ap.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(a.base / "tokenizer.json"))
    known = TestArticles()
    plain: list[str] = []
    with multiprocessing.Pool(a.jobs) as pool:
        for part, names in (("valid", ("brief-valid", "lead-valid")), ("train", ("brief-train", "lead-train"))):
            kept: list[tuple[str, str, str]] = []
            for name in names:
                rows = [r for r in corpus.rows(name, a.limit) if part == "valid" or not known.near(r)]
                dropped: collections.Counter[str] = collections.Counter()
                before = len(kept)
                for found, removed in pool.imap(examples, rows, chunksize=32):
                    kept += found
                    dropped += removed
                if part == "train":
                    plain += [f"{newspaper(r['title'])}\n{newspaper(r['body'])}" for r in rows]
                counts = collections.Counter(task for task, _, _ in kept[before:])
                print(f"{name}: {dict(counts)}; dropped {dict(dropped)}", flush=True)
            _save(a.out / f"{part}.npz", tokenizer, kept)
            (a.out / f"{part}.json").write_text(json.dumps(kept[:2000], ensure_ascii=False, indent=0), encoding="utf-8")
    ids = [[2, *e.ids, 1] for e in tokenizer.encode_batch(plain, add_special_tokens=False)]
    flat = np.concatenate([np.array(i, np.uint16) for i in ids])
    np.savez_compressed(a.out / "plain.npz", tokens=flat)
    print(f"plain: {len(plain)} articles, {flat.size / 1e6:.1f}M tokens", flush=True)


def _save(path: Path, tokenizer: Tokenizer, pairs: list[tuple[str, str, str]]) -> None:
    if not pairs:
        raise SystemExit(f"{path.stem}: no pair is left to learn from; give more rows (--limit)")
    sources = [e.ids for e in tokenizer.encode_batch([s for _, s, _ in pairs], add_special_tokens=False)]
    targets = [e.ids for e in tokenizer.encode_batch([f" {t}" for _, _, t in pairs], add_special_tokens=False)]
    tasks = {"compress": 0, "headline": 1, "lead": 2}
    np.savez_compressed(
        path,
        task=np.array([tasks[t] for t, _, _ in pairs], np.uint8),
        sources=np.concatenate([np.array(s, np.uint16) for s in sources]),
        source_tokens=np.array([len(s) for s in sources], np.uint16),
        targets=np.concatenate([np.array(t, np.uint16) for t in targets]),
        target_tokens=np.array([len(t) for t in targets], np.uint16),
    )


if __name__ == "__main__":
    main()
