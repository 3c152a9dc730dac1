"""Evidence for free text: the one or two source sentences that a brief sentence most likely rests on.

A candidate's score is its ROUGE-L recall of the brief sentence (longest common subsequence of folded words over the
length of the brief sentence; Lin 2004) mixed with the share of its numbers that the candidate holds. Candidates come
from an index of words, and the subsequence is computed with machine words (Hyyrö 2004), so a 12-page article takes a
few milliseconds.
"""

from __future__ import annotations

from typing import Final

from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.verbatim import verbatim_span
from summarizer.brief.gate.words import NUMBER, SIGN
from summarizer.brief.model import Evidence
from summarizer.text.subsequence import common

# The numbers below were chosen by eye on `samples/` and the texts of the tests.
_CANDIDATES: Final = 16
"""Source sentences that share most with the brief sentence, which are scored."""
_MOST: Final = 4
"""Source sentences that a ranking holds at most."""
_KEPT: Final = 256
"""Rankings of a source that are remembered; with more than these all are forgotten."""
_FUNCTION: Final = 0.3
"""Share of its weight that a word without content has."""
_SHARED: Final = 0.2
"""What the share of the weights that a candidate holds adds to its score where the first sentence is chosen."""
_SURE: Final = 0.999
"""The highest score of a sentence that is not copied."""
_DECIMALS: Final = 3
"""Decimal places that scores are rounded to."""
_SECOND: Final = 0.2
"""A second sentence joins the evidence if it covers this share of the brief sentence's content that the first lacks."""
_ASKED: Final = 0.3
"""What a question loses as evidence of what is no question: it bears nothing out."""
_FIGURES: Final = 0.3
"""Share of the score that the numbers have, where the brief sentence holds any."""
_ASIDE: Final = 0.05
"""What titles, headings, tables and furniture lose as evidence, of a score of 0…1."""


def align_to(text: str, source: Source) -> tuple[Evidence, ...]:
    """The best one or two source sentences for `text`, in source order; empty where nothing is shared.

    Scores are 0…1; 1 for a sentence (or a clean `;` clause) copied as it stands.
    """
    copied = verbatim_span(text, source)
    if copied is not None:
        return (Evidence(copied.start, copied.end, 1.0),)
    sentence = Passage(text, 0, len(text))
    return tuple(Evidence(p.start, p.end, round(min(score, _SURE), _DECIMALS)) for p, score in ranked(sentence, source))


def ranked(sentence: Passage, source: Source, limit: int = 2) -> list[tuple[Passage, float]]:
    """Up to `limit` (4 at most) source sentences with their scores, in source order."""
    known = source.remembered("ranked", _Ranking)
    return sorted(known.of(sentence)[:limit], key=lambda e: e[0].index)


class _Ranking:
    """The rankings of the last brief sentences: evidence and gate ask for the same."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._known: dict[str, list[tuple[Passage, float]]] = {}

    def of(self, sentence: Passage) -> list[tuple[Passage, float]]:
        """The ranking of one sentence, best first."""
        text = sentence.text[sentence.start : sentence.end]
        if text not in self._known:
            if len(self._known) > _KEPT:
                self._known.clear()
            self._known[text] = _rank(sentence, self._source)
        return self._known[text]


def _rank(sentence: Passage, source: Source) -> list[tuple[Passage, float]]:
    """Up to `_MOST` source sentences with their scores: the best one, then those that cover most of what is left."""
    if not sentence.words:
        return []
    weights = {k: source.weight(k) * (1.0 if c else _FUNCTION) for k, c in _content(sentence).items()}
    hits: dict[int, float] = {}
    for key, weight in weights.items():
        for i in source.index.get(key, ()):
            hits[i] = hits.get(i, 0.0) + weight
    best = sorted(hits, key=lambda i: (-hits[i], i))[:_CANDIDATES]
    scored = {i: score(sentence, source.passages[i]) for i in best}
    if not scored:
        return []
    first = max(scored, key=lambda i: (scored[i] + _SHARED * hits[i] / sum(weights.values()), -i))
    chosen = [first]
    while len(chosen) < _MOST:
        covered = set().union(*(source.passages[i].key_set for i in chosen))
        left = {k: w for k, w in weights.items() if k not in covered}
        gains = {i: sum(w for k, w in left.items() if k in source.passages[i].key_set) for i in best if i not in chosen}
        if not gains:
            break
        second = max(gains, key=lambda i: (gains[i], scored[i], -i))
        if gains[second] < _SECOND * sum(weights.values()):
            break
        chosen.append(second)
    return [(source.passages[i], scored[i]) for i in chosen]


def score(sentence: Passage, candidate: Passage) -> float:
    """0…1: how much of `sentence` stands in `candidate`, in order, its numbers counted in."""
    wanted = sentence.words
    recall = common(wanted, candidate.words) / len(wanted)
    numbers = {t.key for t in sentence.terms if t.kind == NUMBER}
    if numbers:
        held = len(numbers & candidate.key_set) / len(numbers)
        recall = (1 - _FIGURES) * recall + _FIGURES * held
    penalty = _ASIDE if candidate.role in ("title", "heading", "table", "furniture") else 0.0
    penalty += _ASKED * (_asks(candidate) and not _asks(sentence))
    return max(0.0, recall - penalty)


def _asks(passage: Passage) -> bool:
    return passage.text[passage.start : passage.end].rstrip(' "”»').endswith("?")


def _content(sentence: Passage) -> dict[str, bool]:
    table: dict[str, bool] = {}
    for t, content in zip(sentence.terms, sentence.content, strict=True):
        if t.kind != SIGN:
            table[t.key] = table.get(t.key, False) or content or t.kind == NUMBER
    return table


__all__ = ["align_to", "ranked", "score"]
