"""The source prepared for checking: every sentence read once, an index from words to sentences, its figures by place.

Preparing costs a few milliseconds a page, so the last few sources are kept: the TUI checks at every edit.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import deque
from collections.abc import Callable
from functools import cached_property
from threading import Lock
from typing import TypeVar, cast

from summarizer.brief.gate.passage import Passage
from summarizer.document.model import Article, Span
from summarizer.facts import orders
from summarizer.facts.model import Facts, Figure
from summarizer.text.fold import folded_text

T = TypeVar("T")
_COMMON = 0.15
"""Weight of a key that every sentence has."""


class Source:
    """An article and its facts, prepared. Build one with `prepare`."""

    def __init__(self, article: Article, facts: Facts) -> None:
        self.article = article
        self.facts = facts
        body = [s for s in article.sentences if s.role != "furniture"] or article.sentences
        self.passages = tuple(Passage(article.text, s.start, s.end, i, s.role) for i, s in enumerate(body))
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
    def bans(self) -> list[Span]:
        """What lists of the text forbid, item by item."""
        return list(orders.bans(self.article))

    @cached_property
    def index(self) -> dict[str, list[int]]:
        """Key → the sentences that hold it, in order."""
        table: dict[str, list[int]] = {}
        for p in self.passages:
            for key in p.key_set:
                table.setdefault(key, []).append(p.index)
        return table

    def weight(self, key: str) -> float:
        """How much a shared key tells: rarer in this article is more; 0 < weight ≤ 1."""
        n = len(self.passages)
        return 1.0 if n < 2 else max(_COMMON, 1.0 - math.log(1 + len(self.index.get(key, ()))) / math.log(2 + n))

    def remembered(self, name: str, build: Callable[[Source], T]) -> T:
        """Something computed from the source once and kept with it."""
        if name not in self._kept:
            self._kept[name] = build(self)
        return cast("T", self._kept[name])

    def passage_at(self, offset: int) -> Passage | None:
        """The sentence that holds `offset`, or None."""
        i = bisect_right(self.passages, offset, key=lambda p: p.start) - 1
        return self.passages[i] if i >= 0 and offset < self.passages[i].end else None

    @cached_property
    def figures(self) -> dict[int, list[Figure]]:
        """Sentence → its figures, in order."""
        table: dict[int, list[Figure]] = {}
        for f in self.facts.figures:
            p = self.passage_at(f.span.start)
            if p is not None:
                table.setdefault(p.index, []).append(f)
        return table


_recent: deque[Source] = deque(maxlen=8)
_lock = Lock()


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
