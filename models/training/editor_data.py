"""The editor's examples: source sentences with the words that an editor kept.

Two kinds. Briefs made by cutting and joining (`../shared/train/edits.jsonl.xz`), by hand. And mined pairs: a sentence
of a brief, a lead or a title nine tenths of whose words stand in order in one sentence of its article.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from models.training import corpus
from summarizer import document
from summarizer.engines.tone import newspaper

Style = Literal["hand", "brief", "lead", "title"]
STYLES: tuple[Style, ...] = ("hand", "brief", "lead", "title")
ORDERED = 0.9
"""Share of a reference's words that stand in order in the source sentence."""
LEAST, MOST = 8, 70
"""Words of a source sentence worth cutting, and of the longest that is learned from."""
KEPT = (0.3, 0.97)
"""Share of the source's words that a pair keeps: with fewer it tells another thing, with more it cuts nothing."""
_WORD = re.compile(r"\w+(?:[.,/]\d+)*%?")


@dataclass(frozen=True)
class Pair:
    """A sentence of an article and which of its words are kept: character spans, in order."""

    style: Style
    article: str
    title: str
    before: str
    source: str
    kept: tuple[tuple[int, int], ...]


def words(text: str) -> list[tuple[str, int, int]]:
    """Words in small letters with their places."""
    return [(m.group().lower(), m.start(), m.end()) for m in _WORD.finditer(text)]


def ordered(wanted: Sequence[str], held: Sequence[str]) -> list[int]:
    """Places in `held` of a longest common subsequence with `wanted`."""
    n, m = len(wanted), len(held)
    table = [[0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        row, below = table[i], table[i + 1]
        for j in range(m - 1, -1, -1):
            row[j] = below[j + 1] + 1 if wanted[i] == held[j] else max(below[j], row[j + 1])
    found, i, j = [], 0, 0
    while i < n and j < m:
        if wanted[i] == held[j]:
            found.append(j)
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def matched(
    reference: str, sentences: Sequence[list[tuple[str, int, int]]]
) -> tuple[int, tuple[tuple[int, int], ...]] | None:
    """The sentence (given in words) that a reference was cut out of, and its words that were kept; None without one."""
    wanted = [w for w, _, _ in words(reference)]
    if len(wanted) < 5:
        return None
    bag = set(wanted)
    best: tuple[float, int, tuple[tuple[int, int], ...]] | None = None
    for number, held in enumerate(sentences):
        if not LEAST <= len(held) <= MOST or len(bag.intersection(w for w, _, _ in held)) < ORDERED * len(bag):
            continue
        places = ordered(wanted, [w for w, _, _ in held])
        share = len(places) / len(wanted)
        if share < ORDERED or not KEPT[0] <= len(places) / len(held) <= KEPT[1]:
            continue
        if best is None or share > best[0]:
            best = share, number, tuple((held[j][1], held[j][2]) for j in places)
    return None if best is None else best[1:]


def mined(rows: Iterable[dict[str, Any]], style: Style) -> Iterator[Pair]:
    """Pairs of the references of articles (`title`, `summary`, `body`), and of their titles (style `title`)."""
    for row in rows:
        texts = _sentences(newspaper(row["body"]))
        title = newspaper(row["title"].strip())
        split = [words(t) for t in texts]
        references = [title] if style == "title" else _sentences(newspaper(row["summary"]))
        for reference in references:
            if (found := matched(reference, split)) is not None:
                number, kept = found
                before = " ".join(texts[max(0, number - 2) : number])
                yield Pair(style, str(row["id"]), title, before, texts[number], kept)


def _sentences(text: str) -> list[str]:
    return [s.of(text) for s in document.split_sentences(text)]


def by_hand(path: Path) -> Iterator[Pair]:
    """Pairs of briefs made by cutting: a brief sentence, and the source sentence that most of its words are from."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text = newspaper(row["text"])
            sentences = [text[a:b] for a, b in row["sentences"]]
            for made in row["brief"]:
                wanted = [w for w, _, _ in words(newspaper(made["text"]))]
                best: tuple[int, int, list[int]] | None = None
                for number in made["sentences"]:
                    held = words(sentences[number])
                    places = ordered(wanted, [w for w, _, _ in held])
                    if LEAST <= len(held) <= MOST and (best is None or len(places) > best[0]):
                        best = len(places), number, places
                if best is None or best[0] < 0.75 * len(wanted):
                    continue
                _, number, places = best
                held = words(sentences[number])
                before = " ".join(sentences[max(1, number - 2) : number])
                kept = tuple((held[j][1], held[j][2]) for j in places)
                yield Pair("hand", str(row["id"]), sentences[0], before, sentences[number], kept)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--edits", type=Path, required=True)
    ap.add_argument("--leads", type=int, default=6000, help="articles of lead-train that are looked through")
    ap.add_argument("--titles", type=int, default=3000)
    ap.add_argument("--out", type=Path, default=corpus.CACHE / "editor-pairs.jsonl")
    a = ap.parse_args()
    sets: list[tuple[Style, Iterable[Pair]]] = [
        ("hand", by_hand(a.edits)),
        ("brief", mined(corpus.rows("brief-train", None), "brief")),
        ("lead", mined(corpus.rows("lead-train", a.leads), "lead")),
        ("title", mined(corpus.rows("lead-train", a.titles), "title")),
    ]
    a.out.parent.mkdir(parents=True, exist_ok=True)
    with a.out.open("w", encoding="utf-8") as out:
        for style, pairs in sets:
            count = 0
            for pair in pairs:
                out.write(json.dumps(pair.__dict__, ensure_ascii=False) + "\n")
                count += 1
            print(f"{style}: {count} pairs", flush=True)


if __name__ == "__main__":
    main()
