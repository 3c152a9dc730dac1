"""The source prepared for checking: every sentence read once, an index from words to sentences, its figures by place.

Preparing costs a few milliseconds a page, so the last few sources are kept: the TUI checks at every edit.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from threading import Lock
from typing import TypeVar, cast

from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.words import SIGN, folded_text
from summarizer.document.model import Article, Sentence, Span
from summarizer.facts import figures_in
from summarizer.facts.model import Facts, Figure

T = TypeVar("T")
_CAPTION = 6
"""Spaces in a caption from which on it is a sentence."""


class Source:
    """An article and its facts, prepared. Build one with `prepare`."""

    def __init__(self, article: Article, facts: Facts) -> None:
        self.article = article
        self.facts = facts
        spans = [s for s in article.sentences if not _is_furniture(article, s)]
        chosen = spans or list(article.sentences)
        self.passages = tuple(Passage(article.text, s.start, s.end, i, s.role) for i, s in enumerate(chosen))
        self._starts = [p.start for p in self.passages]
        self._kept: dict[str, object] = {}

    @cached_property
    def everything(self) -> tuple[Passage, ...]:
        """All sentences of the text, letterheads and page furniture too: names and numbers may stand there."""
        known = {p.start: p for p in self.passages}
        return tuple(
            known.get(s.start) or Passage(self.article.text, s.start, s.end, -1, s.role) for s in self.article.sentences
        )

    @cached_property
    def plain(self) -> str:
        """All words of the text folded, without white space or signs."""
        return folded_text(self.article.text).replace(" ", "")

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All words of the text, and all keys."""
        words = frozenset(folded_text(self.article.text).split())
        return words.union(*(p.key_set for p in self.everything))

    @cached_property
    def index(self) -> dict[str, list[int]]:
        """Key → the sentences that hold it, in order."""
        table: dict[str, list[int]] = {}
        for p in self.passages:
            for key in p.key_set:
                table.setdefault(key, []).append(p.index)
        return table

    @cached_property
    def positions(self) -> dict[str, list[tuple[int, int]]]:
        """Key → (sentence, term) of every occurrence."""
        table: dict[str, list[tuple[int, int]]] = {}
        for p in self.passages:
            for i, t in enumerate(p.terms):
                if t.kind != SIGN:
                    table.setdefault(t.key, []).append((p.index, i))
        return table

    def weight(self, key: str) -> float:
        """How much a shared key tells: rarer in this article is more; 0 < weight ≤ 1."""
        n = len(self.passages)
        df = len(self.index.get(key, ()))
        return 1.0 if n < 2 else max(0.15, 1.0 - math.log(1 + df) / math.log(2 + n))

    def remembered(self, name: str, build: Callable[[Source], T]) -> T:
        """Something computed from the source once and kept with it."""
        if name not in self._kept:
            self._kept[name] = build(self)
        return cast("T", self._kept[name])

    def passage_at(self, offset: int) -> Passage | None:
        """The sentence that holds `offset`, or None."""
        i = bisect_right(self._starts, offset) - 1
        return self.passages[i] if i >= 0 and offset < self.passages[i].end else None

    def within(self, spans: list[Span]) -> list[Passage]:
        """The sentences that the spans touch, in order."""
        return [p for p in self.passages if any(p.start < s.end and s.start < p.end for s in spans)]

    @cached_property
    def figures(self) -> dict[int, list[Figure]]:
        """Sentence → its figures, in order."""
        table: dict[int, list[Figure]] = {}
        for f in self.facts.figures:
            p = self.passage_at(f.span.start)
            if p is not None:
                table.setdefault(p.index, []).append(f)
        for p in self.passages:
            if p.role == "furniture":
                # facts skips captions
                found = figures_in(p.text[p.start : p.end], self.article.date)
                table[p.index] = [replace(f, span=_moved(f.span, p.start), indicator=None, basis=None) for f in found]
        return table


def _is_furniture(article: Article, sentence: Sentence) -> bool:
    """Whether a sentence is none that a brief could rest on; a caption of some length is one: it reports, too."""
    i = bisect_right(article.furniture, sentence.start, key=lambda f: f.start)
    over = [f for f in article.furniture[max(0, i - 1) : i + 1] if sentence.overlaps(f)]
    if not over:
        return sentence.role == "furniture"
    return any(f.kind != "caption" for f in over) or sentence.of(article.text).count(" ") < _CAPTION


_recent: deque[Source] = deque(maxlen=8)
_lock = Lock()


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def prepare(article: Article, facts: Facts) -> Source:
    """The prepared source, from the last few if it is among them."""
    with _lock:
        for known in _recent:
            if known.article is article and known.facts is facts:
                return known
    fresh = Source(article, facts)
    with _lock:
        _recent.append(fresh)
    return fresh
