"""Which units a brief takes: a budget, little said twice, key figures and directives, every section and aspect.

Greedy maximal marginal relevance (Carbonell & Goldstein 1998) over any scorer's relevance, standardised within the
article so that one set of weights serves all scorers. Weights were chosen on `brief-valid` (models/training/tune.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from summarizer.brief.aspects import Aspect, aspects
from summarizer.brief.model import Options
from summarizer.brief.units import MAX_UNIT, Unit
from summarizer.document.model import Article
from summarizer.engines.base import FloatArray, Scores
from summarizer.engines.lexical import Vectors
from summarizer.engines.surface import dangling
from summarizer.facts.model import Facts

Group = tuple[Unit, ...]
Similarity = Callable[[int], FloatArray]


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts beside relevance, in standard deviations of it."""

    redundancy: float = 2.0
    """Lost by a unit that repeats a chosen one word for word (cosine 1)."""
    figure: float = 0.3
    """Gained for each key figure that no chosen unit has, by its salience."""
    aspect: float = 1.0
    """Gained for the first unit of an aspect (event, results, plan, directives) of a report."""
    dangling: float = 0.5
    """Lost by a unit that leans on one that is not chosen."""
    overrun: float = 0.1
    """How far over the budget of words a brief may run, as a share of it."""
    per_word: float = 0.0
    """0 takes the best unit, 1 the best for its length."""


WEIGHTS = Weights()
MIN_SECTIONS = 3
MIN_SECTION_WORDS = 12
"""A budget with fewer words a section cannot say something of each."""


def select(
    article: Article,
    facts: Facts,
    units: Sequence[Unit],
    scores: Scores,
    options: Options,
    weights: Weights = WEIGHTS,
) -> tuple[int, ...]:
    """Indices of the chosen units in source order; at least one where there is any unit."""
    if not units:
        return ()
    return tuple(sorted(_Selection(article, facts, units, scores, options, weights).run()))


class _Selection:
    """The state of one greedy run."""

    def __init__(
        self, article: Article, facts: Facts, units: Sequence[Unit], scores: Scores, options: Options, weights: Weights
    ) -> None:
        texts = [u.of(article.text) for u in units]
        self.article, self.units, self.options, self.weights = article, units, options, weights
        self.words = np.array([len(t.split()) for t in texts], dtype=np.int64)
        self.relevance = _standard(scores.relevance)
        self.similarity = similarity(texts, scores)
        self.leaning = np.array([dangling(t) for t in texts], dtype=bool)
        self.figures = _key_figures(facts, units)
        self.aspects = aspects(article, facts, units)
        self.nearest = np.zeros(len(units), dtype=np.float32)
        self.chosen: list[int] = []
        self.open = np.array(self.words <= max(MAX_UNIT, int(self.words.min())), dtype=bool)
        self.said: set[object] = set()
        self.shown: set[Aspect] = set()

    def run(self) -> list[int]:
        for section in self._sections():
            self._take_best(section, self._room(len(section)))
        while not self._full():
            if not self._take_best(None, self.limit - self.total):
                break
        if not self.chosen:
            self._take(int(np.argmin(np.where(self.open, self.words, np.iinfo(np.int64).max))))
        return self.chosen

    @property
    def total(self) -> int:
        return int(self.words[self.chosen].sum()) if self.chosen else 0

    @property
    def limit(self) -> int:
        if self.options.sentences is not None:
            return int(self.words.sum())
        return round(self.options.words * (1.0 + self.weights.overrun))

    def _full(self) -> bool:
        if self.options.sentences is not None:
            return len(groups(self.article, self.units, self.chosen)) >= self.options.sentences
        return self.total >= self.options.words

    def _sections(self) -> list[list[int]]:
        """Units by section, where the budget has room for something of each."""
        sections: dict[int, list[int]] = {}
        for i, unit in enumerate(self.units):
            sections.setdefault(unit.section, []).append(i)
        if len(sections) < MIN_SECTIONS:
            return []
        wanted = self.options.sentences
        enough = self.options.words >= MIN_SECTION_WORDS * len(sections) if wanted is None else wanted >= len(sections)
        self._left = len(sections)
        return list(sections.values()) if enough else []

    def _room(self, size: int) -> int:
        """An even share of what is left of the budget, for a section of `size` units."""
        if self.options.sentences is not None:
            return self.limit
        share = (self.limit - self.total) // max(1, self._left)
        self._left -= 1
        return share

    def values(self) -> FloatArray:
        """What each unit would add now, (units,)."""
        w = self.weights
        value = self.relevance - np.float32(w.redundancy) * self.nearest
        for i in range(len(self.units)):
            if not self.open[i]:
                continue
            fresh = sum(s for key, s in self.figures[i].items() if key not in self.said)
            value[i] += w.figure * fresh + w.aspect * len(self.aspects[i] - self.shown)
            if self.leaning[i] and (i == 0 or i - 1 not in self.chosen):
                value[i] -= w.dangling
        if w.per_word:
            value = (value + 3.0) / (self.words / 25.0) ** w.per_word
        return value.astype(np.float32)

    def _take_best(self, among: Sequence[int] | None, room: int) -> bool:
        """Take the unit that adds most of those that fit in `room` words; in a section, else its shortest."""
        allowed = self.open.copy()
        if among is not None:
            inside = np.zeros(len(self.units), dtype=bool)
            inside[list(among)] = True
            allowed &= inside
        fitting = allowed & (self.words <= room)
        if fitting.any():
            self._take(int(np.argmax(np.where(fitting, self.values(), -np.inf))))
            return True
        if among is not None and allowed.any():
            self._take(int(np.argmin(np.where(allowed, self.words, np.iinfo(np.int64).max))))
            return True
        return False

    def _take(self, i: int) -> None:
        self.chosen.append(i)
        self.open[i] = False
        self.nearest = np.maximum(self.nearest, self.similarity(i))
        self.said.update(self.figures[i])
        self.shown |= self.aspects[i]


def similarity(texts: Sequence[str], scores: Scores) -> Similarity:
    """Likeness of every unit with one of them, 0…1: by the words, and by the embeddings where the scorer has them.

    Embeddings of one article's sentences are all alike, so they are centred first.
    """
    vectors = Vectors(texts)
    if scores.embeddings is None or len(texts) < 3:
        return vectors.similarity
    centred = scores.embeddings - scores.embeddings.mean(axis=0)
    centred /= np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-6)

    def both(i: int) -> FloatArray:
        by_meaning = np.clip(centred @ centred[i], 0.0, 1.0)
        return np.asarray((vectors.similarity(i) + by_meaning) / 2.0, dtype=np.float32)

    return both


def _standard(relevance: FloatArray) -> FloatArray:
    spread = float(relevance.std())
    return np.asarray((relevance - relevance.mean()) / (spread if spread > 1e-6 else 1.0), dtype=np.float32)


def _key_figures(facts: Facts, units: Sequence[Unit]) -> list[dict[object, float]]:
    """What each unit's key figures say, with their salience; the same amount twice is one."""
    found: list[dict[object, float]] = [{} for _ in units]
    i = 0
    for figure in facts.figures:
        if not figure.key or figure.kind in ("date", "period"):
            continue
        while i < len(units) and units[i].end <= figure.span.start:
            i += 1
        if i < len(units) and units[i].covers(figure.span):
            key = (figure.kind, figure.value, figure.unit)
            found[i][key] = max(found[i].get(key, 0.0), figure.salience)
    return found


def groups(article: Article, units: Sequence[Unit], chosen: Sequence[int], *, fuse: bool = False) -> tuple[Group, ...]:
    """Chosen units as the sentences of a brief, in source order.

    Neighbouring clauses of one sentence go together. With `fuse` (for a rewriter) so does a sentence that leans on
    the one right before it, two sentences at most.
    """
    result: list[list[int]] = []
    for i in sorted(chosen):
        last = result[-1][-1] if result else None
        if last is not None and i == last + 1:
            same = units[i].sentence == units[last].sentence
            single = units[result[-1][0]].sentence == units[last].sentence
            if same or (fuse and single and dangling(units[i].of(article.text))):
                result[-1].append(i)
                continue
        result.append([i])
    return tuple(tuple(units[i] for i in group) for group in result)
