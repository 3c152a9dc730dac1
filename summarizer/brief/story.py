"""One brief of several reports of an event: sentences that the reports bear out, each with the report it is from.

What matters of an event is what its reports agree on: a sentence counts by how near every other report comes to saying
it (`support`), by how near it is to what is told on the whole, and, the fewer reports there are, by how early it
stands. Sentences are taken one by one, each weighed against those taken (maximal marginal relevance); of several that
say one thing the newest report's is taken. They are told in the order of the report that most of them are from.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt

from summarizer.brief.model import Brief, BriefSentence
from summarizer.brief.quoting import quote
from summarizer.brief.units import Unit, candidates, sentence_text
from summarizer.engines.lexical import idf, terms

Floats = npt.NDArray[np.float64]

TOPIC: Final = 0.3
"""Weight of the likeness to all that is told, beside support; with the next two chosen by ROUGE on clusters of ViMs and
VietnameseMDS that are not measured on (`models/training/story_briefs.py`)."""
EARLY: Final = 0.3
"""Weight of standing first, divided by the number of reports."""
SAID: Final = 0.5
"""What likeness to a sentence that is taken costs."""
SAME: Final = 0.6
"""Cosine from which two sentences say one thing."""
FIRST: Final = 25
"""Sentences of a report that are looked at; what comes later is background."""
MOST: Final = 600
"""Of all reports together."""
LONG: Final = 60
"""Syllables of a sentence that is too much to read at once; it is taken where no other says as much."""
_TOO_LONG: Final = 0.1
_OVER: Final = 8
"""Syllables that the brief may be longer than asked for."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A sentence of a story's brief, and the report that it is from, as an index into the reports."""

    report: int
    sentence: BriefSentence


@dataclass(frozen=True)
class _Sentences:
    """All sentences looked at: `unit`, `report` and `place` in it, `size` in syllables, `alike` (n, n) cosines."""

    units: list[Unit]
    report: npt.NDArray[np.int64]
    place: npt.NDArray[np.int64]
    size: npt.NDArray[np.int64]
    alike: Floats
    topic: Floats


def story_brief(reports: Sequence[Brief], words: int) -> tuple[Reported, ...]:
    """The brief of an event in about `words` syllables; empty where no report has a sentence to take.

    Every sentence is one of its report as it stands, with its place there as evidence.
    """
    found = _sentences(reports)
    if not found.units:
        return ()
    chosen = _chosen(found, [r.article.date for r in reports], words)
    return tuple(
        Reported(k, quote(reports[k].article, reports[k].facts, found.units[i]))
        for i in _ordered(found, chosen)
        for k in (int(found.report[i]),)
    )


def _sentences(reports: Sequence[Brief]) -> _Sentences:
    first = max(3, min(FIRST, MOST // max(1, len(reports))))
    units: list[Unit] = []
    texts: list[str] = []
    report: list[int] = []
    place: list[int] = []
    for k, brief in enumerate(reports):
        for p, unit in enumerate(candidates(brief.article, brief.facts)[:first]):
            units.append(unit)
            texts.append(sentence_text(brief.article, unit))
            report.append(k)
            place.append(p)
    vectors = _vectors(texts)
    alike = vectors @ vectors.T
    center = vectors.mean(0) if len(texts) else np.zeros(0)
    topic = vectors @ (center / max(1e-9, float(np.linalg.norm(center))))
    sizes = np.array([len(t.split()) for t in texts], np.int64)
    return _Sentences(units, np.array(report, np.int64), np.array(place, np.int64), sizes, alike, topic)


def _vectors(texts: Sequence[str]) -> Floats:
    """TF-IDF of the sentences, (n, terms), each of length 1."""
    index: dict[str, int] = {}
    counted = [Counter(terms(t)) for t in texts]
    for counts in counted:
        for term in counts:
            index.setdefault(term, len(index))
    found = np.zeros((len(texts), len(index)))
    for row, counts in enumerate(counted):
        for term, n in counts.items():
            found[row, index[term]] = idf(term) * (1 + math.log(n))
    length: Floats = np.linalg.norm(found, axis=1, keepdims=True)
    return found / np.maximum(length, 1e-9)


def _support(found: _Sentences) -> Floats:
    """How near the other reports come to saying each sentence, on average."""
    total = np.zeros(len(found.units))
    others = np.zeros(len(found.units))
    for k in np.unique(found.report):
        theirs = found.report == k
        total += np.where(theirs, 0.0, found.alike[:, theirs].max(1))
        others += ~theirs
    return total / np.maximum(others, 1)


def _chosen(found: _Sentences, days: Sequence[date | None], words: int) -> list[int]:
    """Indices of the sentences taken, the best first."""
    value = _support(found) + TOPIC * found.topic
    value += EARLY / len(set(found.report.tolist())) / np.sqrt(1 + found.place)
    value -= _TOO_LONG * (found.size > LONG)
    open_ = np.ones(len(value), bool)
    chosen: list[int] = []
    left = words
    while left > 0:
        said = found.alike[:, chosen].max(1) if chosen else np.zeros(len(value))
        fits = open_ & (found.size <= left + _OVER) & (said < SAME)
        if not fits.any():
            break
        best = int(np.where(fits, value - SAID * said, -np.inf).argmax())
        best = _newest(found, best, days, fits)
        chosen.append(best)
        open_ &= found.alike[best] < SAME
        open_[best] = False
        left -= int(found.size[best])
    return chosen or [int(value.argmax())]


def _newest(found: _Sentences, best: int, days: Sequence[date | None], fits: npt.NDArray[np.bool_]) -> int:
    """Of the sentences that say what `best` says, that of the newest report, if it is newer."""
    day = days[int(found.report[best])]
    if day is None:
        return best
    for i in np.flatnonzero(fits & (found.alike[best] >= SAME)):
        other = days[int(found.report[i])]
        if other is not None and other > day:
            best, day = int(i), other
    return best


def _ordered(found: _Sentences, chosen: Sequence[int]) -> list[int]:
    """The order of telling: that of the report with most of the sentences; the others stand where it says the like."""
    backbone = Counter(int(found.report[i]) for i in chosen).most_common(1)[0][0]
    own = np.flatnonzero(found.report == backbone)

    def key(i: int) -> tuple[int, bool, int]:
        if found.report[i] == backbone:
            return int(found.place[i]), False, 0
        return int(found.place[own[found.alike[i, own].argmax()]]), True, int(found.place[i])

    return sorted(chosen, key=key)
