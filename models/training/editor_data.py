"""The editor's examples: sentences with the words that a shorter version keeps.

Three sources: sentences that annotators shortened by cutting (`data/cuts.jsonl.xz`), briefs put together by cutting and
joining (`../shared/train/edits.jsonl.xz`), and leads and briefs that are nearly a subsequence of one sentence of their
article.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from models.training import corpus
from summarizer import document
from summarizer.text.fold import newspaper

Row = dict[str, Any]
_TOKEN = re.compile(r"\w+(?:[.,/:-]\w+)*")
_LEAST, _MOST = 10, 90
"""Words of a sentence that is learned from."""
NEAR = 0.9
"""Share of a reference's words, in order, that one sentence must hold to count as cut to it."""
_FRAGMENT = 0.4
"""A sentence of which less stands in the brief gave it a detail, and was not shortened."""
TRUST = {"cuts": 1.0, "edits": 0.6, "mined": 0.4}
"""How far the labels of a source are trusted."""


@dataclass(frozen=True)
class Cut:
    """A sentence, what stands before it, and for each of its words (split at blanks) whether it stays."""

    article: str
    title: str
    before: str
    sentence: str
    keep: tuple[bool, ...]
    source: str


def tokens(text: str) -> list[tuple[int, str]]:
    """The words of a text in small letters, each with where it begins."""
    return [(m.start(), m[0].lower()) for m in _TOKEN.finditer(text)]


def kept(source: Sequence[str], wanted: Sequence[str]) -> list[bool]:
    """Which tokens of `source` a longest common subsequence with `wanted` keeps; long runs before scattered words."""
    n, m = len(source), len(wanted)
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    run = [[-1e9] * (m + 1) for _ in range(n + 1)]
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            if source[i - 1] == wanted[j - 1]:
                run[i][j] = max(best[i - 1][j - 1] + 1.0, run[i - 1][j - 1] + 1.4)
            best[i][j] = max(best[i - 1][j], best[i][j - 1], run[i][j])
    keep = [False] * n
    i, j, inside = n, m, False
    while i and j:
        if inside or (run[i][j] >= best[i][j] - 1e-9 > -1e8 and run[i][j] > 0):
            keep[i - 1] = True
            inside = abs(run[i][j] - (run[i - 1][j - 1] + 1.4)) < 1e-9
            i, j = i - 1, j - 1
        elif best[i - 1][j] >= best[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return keep


def by_words(sentence: str, tokens: Sequence[tuple[int, str]], keep: Sequence[bool]) -> tuple[bool, ...]:
    """For each word (split at blanks) whether all its tokens stay; a word without tokens goes as the one before it."""
    out: list[bool] = []
    for match in re.finditer(r"\S+", sentence):
        mine = [k for (at, _), k in zip(tokens, keep, strict=True) if match.start() <= at < match.end()]
        out.append(all(mine) if mine else (out[-1] if out else True))
    return tuple(out)


def annotated(rows: Iterable[Row]) -> Iterator[Cut]:
    """Sentences that annotators shortened, kept as places: `article` of `brief-train`, `span` in its text, words kept.

    The text is title, blank line and body, folded as `newspaper` does.

    Raises:
        FileNotFoundError: there is no shared data.
    """
    wanted: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        wanted[row["article"]].append(row)
    for article in corpus.rows("brief-train"):
        text = newspaper(f"{article['title'].strip()}\n\n{article['body']}") if article["id"] in wanted else ""
        for row in wanted.get(article["id"], ()):
            start, end = row["span"]
            sentence = text[start:end]
            stay = set(row["kept"])
            keep = tuple(k in stay for k in range(len(sentence.split())))
            title, _, rest = text[:start].partition("\n")
            last = rest.rsplit("\n", 1)[-1]
            before = [s.of(last) for s in document.split_sentences(last)]
            yield Cut(row["article"], title.strip(), before[-1].strip() if before else "", sentence, keep, "cuts")


def edits(rows: Iterable[Row]) -> Iterator[Cut]:
    """The sentences that briefs of `train/edits` were made of, but for those that gave a detail alone."""
    for row in rows:
        text = unicodedata.normalize("NFC", row["text"])
        sentences = [" ".join(text[a:b].split()) for a, b in row["sentences"]]
        for said in row["brief"]:
            source = [(k, at, w) for k in said["sentences"] if k for at, w in tokens(sentences[k])]
            words = [w for _, w in tokens(unicodedata.normalize("NFC", said["text"]))]
            keep = kept([w for _, _, w in source], words)
            for k in sorted({k for k in said["sentences"] if k}):
                mine = [(at, w, held) for (s, at, w), held in zip(source, keep, strict=True) if s == k]
                if _LEAST <= len(mine) <= _MOST and sum(held for *_, held in mine) >= _FRAGMENT * len(mine):
                    whole = by_words(sentences[k], [(at, w) for at, w, _ in mine], [held for *_, held in mine])
                    before = sentences[k - 1] if k > 1 else ""
                    yield Cut(row["article"], sentences[0], before, sentences[k], whole, "edits")


def mined(rows: Iterable[Row]) -> Iterator[Cut]:
    """Sentences of articles of which a sentence of the reference is nearly a subsequence, and shorter."""
    for row in rows:
        summary = newspaper(row["summary"])
        wanted = [[w for _, w in tokens(s.of(summary))] for s in document.split_sentences(summary)]
        wanted = [w for w in wanted if 8 <= len(w) <= 45]
        for line in newspaper(row["body"]).split("\n") if wanted else ():
            held = {w for _, w in tokens(line)}
            if not any(len(set(w) - held) <= (1 - NEAR) * len(set(w)) for w in wanted):
                continue
            before = ""
            for span in document.split_sentences(line):
                sentence = span.of(line).strip()
                found = tokens(sentence)
                for words in wanted:
                    if not (_LEAST <= len(found) <= _MOST and 0.35 * len(found) <= len(words) < 0.95 * len(found)):
                        continue
                    keep = kept([w for _, w in found], words)
                    if sum(keep) >= NEAR * len(words):
                        title = newspaper(row["title"]).strip()
                        yield Cut(row["id"], title, before, sentence, by_words(sentence, found, keep), "mined")
                before = sentence
