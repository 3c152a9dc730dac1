"""One brief of several reports of an event: sentences that the reports bear out, each with the report it is from.

What matters of an event is what its reports agree on: a sentence counts by how near every other report comes to saying
it (`support`), by how near it is to what is told on the whole, and, the fewer reports there are, by how early it
stands. Sentences are taken one by one, each weighed against those taken (maximal marginal relevance); of several that
say one thing, or say other figures of one thing, the newest report's is taken. One that leans on the sentence before
it is taken after that one alone. The event is told first, what follows in the order of the report that most of it is
from.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt

from summarizer.brief.model import Brief, BriefSentence
from summarizer.brief.quoting import stated
from summarizer.brief.units import Unit, candidates, debris, incomplete, quoted, sentence_text, unlinked, voiceless
from summarizer.document.model import Span
from summarizer.engines.lexical import idf, syllables, terms
from summarizer.engines.surface import dangling, introducing, pointing
from summarizer.facts.compare import relation
from summarizer.facts.likeness import base_unit
from summarizer.facts.model import Figure
from summarizer.facts.times import is_time

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
TOLD: Final = 0.65
"""Share of the words of the shorter from which two sentences tell one thing, however long the other."""
AT_ODDS: Final = 0.3
"""Cosine from which sentences of two reports speak of one thing, so that their figures cannot both stand."""
FIRST: Final = 25
"""Sentences of a report that are looked at; what comes later is background."""
MOST: Final = 600
"""Of all reports together."""
LONG: Final = 60
"""Syllables of a sentence that is too much to read at once; it is taken where no other says as much."""
_TOO_LONG: Final = 0.1
OPENS: Final = 0.2
"""Gained by the first sentence of a report as the first of the brief: it tells the event."""
LEAST: Final = 8
"""Syllables of a sentence; shorter ones are captions and cries."""
_THAT: Final = re.compile(r"\W*\w+ (?:đó|ấy|kia)(?!\w)")
_PERSONAL: Final = re.compile(r"(?<!\w)(?:chúng )?tôi(?!\w)", re.IGNORECASE)
_QUOTED: Final = re.compile(r"\"[^\"]*\"|“[^”]*”")
_OUTLET: Final = re.compile(r"(?:\([^()\d]{2,30}\)|[A-ZĐ]{2,10}(?:\.[A-Z]{2,3})?)\s*[-–—]\s+(?=\w)")
"""What stands before the first sentence of a report: `TTO - `, `(Đời sống) - `; the source is told beside it."""
_NUMBER: Final = 5.0
"""How much a number tells, beside the inverse document frequencies of words."""
_OVER: Final = 8
"""Syllables that the brief may be longer than asked for."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A sentence of a story's brief, and the report that it is from, as an index into the reports."""

    report: int
    sentence: BriefSentence


@dataclass(frozen=True)
class _Sentences:
    """All sentences looked at: `report`, and `place` in it, `size` in syllables, `alike` (n, n) cosines.

    `leans` says that one means little without that before it; `figures` are the amounts of each, no days.
    """

    units: list[Unit]
    report: npt.NDArray[np.int64]
    place: npt.NDArray[np.int64]
    size: npt.NDArray[np.int64]
    leans: npt.NDArray[np.bool_]
    figures: list[list[Figure]]
    words: list[dict[str, float]]
    alike: Floats
    topic: Floats

    def told(self, i: int) -> Floats:
        """How much `i` and each tell in common, 0…1: the share of the words of the shorter, by how rare they are."""
        own = self.words[i]
        shared = np.array([sum(v for w, v in other.items() if w in own) for other in self.words])
        size = np.array([sum(other.values()) for other in self.words])
        found: Floats = shared / np.maximum(np.minimum(size, size[i]), 1e-9)
        return found

    def before(self, i: int) -> int | None:
        """The sentence that stands right before in its report, if it is among these."""
        near = i > 0 and self.report[i - 1] == self.report[i] and self.place[i - 1] == self.place[i] - 1
        return i - 1 if near else None


def story_brief(reports: Sequence[Brief], words: int) -> tuple[Reported, ...]:
    """The brief of an event in about `words` syllables; empty where no report has a sentence to take.

    Every sentence is one of its report as it stands, with its place there as evidence.
    """
    found = _sentences(reports)
    if not found.units:
        return ()
    chosen = _chosen(found, [r.article.date for r in reports], words)
    told = []
    for i in _ordered(found, chosen):
        brief, unit = reports[int(found.report[i])], found.units[i]
        if found.before(i) not in chosen:
            unit = unlinked(brief.article, unit)
        told.append(Reported(int(found.report[i]), stated(brief.article, brief.facts, (Span(unit.start, unit.end),))))
    return tuple(told)


def _sentences(reports: Sequence[Brief]) -> _Sentences:
    """What can be said: no question, no half of a quotation, no lead-in, unless there is nothing else."""
    first = max(3, min(FIRST, MOST // max(1, len(reports))))
    units: list[Unit] = []
    texts: list[str] = []
    places: list[tuple[int, int]] = []
    leans: list[bool] = []
    figures: list[list[Figure]] = []
    for k, brief in enumerate(reports):
        near = candidates(brief.article, brief.facts)[:first]
        half = quoted(brief.article, near)
        sayable = [p for p, u in enumerate(near) if not (half[p] or _says_nothing(u.of(brief.article.text)))]
        for p in sayable or range(len(near)):
            unit = near[p]
            if not p and (outlet := _OUTLET.match(brief.article.text, unit.start, unit.end)):
                unit = replace(unit, start=outlet.end())
            units.append(unit)
            texts.append(sentence_text(brief.article, unit))
            places.append((k, p))
            leans.append(unit.leans or _leans(unlinked(brief.article, unit).of(brief.article.text), first=not p))
            figures.append([f for f in brief.facts.figures if unit.covers(f.span) and not is_time(f)])
    vectors = _vectors(texts)
    words = [{w: _NUMBER if w.isdigit() else idf(w) for w in syllables(t)} for t in texts]
    alike = vectors @ vectors.T
    center = vectors.mean(0) if len(texts) else np.zeros(0)
    topic = vectors @ (center / max(1e-9, float(np.linalg.norm(center))))
    sizes = np.array([len(t.split()) for t in texts], np.int64)
    report, place = np.array(places, np.int64).reshape(-1, 2).T
    return _Sentences(units, report, place, sizes, np.array(leans, np.bool_), figures, words, alike, topic)


def _says_nothing(text: str) -> bool:
    return len(text.split()) < LEAST or voiceless(text) or debris(text) or introducing(text)


def _leans(text: str, *, first: bool) -> bool:
    """Whether a sentence points at another, or lacks something, or somebody speaks in it who is not named.

    The first of a report has none before it to point at.
    """
    personal = _PERSONAL.search(_QUOTED.sub("", text)) is not None
    points = dangling(text) or pointing(text) or _THAT.match(text) is not None
    return personal or incomplete(text) or (points and not first)


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
        fits &= ~found.leans | np.array([found.before(i) in chosen for i in range(len(value))], bool)
        if not fits.any():
            break
        opening = OPENS * (found.place == 0) if not chosen else 0.0
        best = int(np.where(fits, value - SAID * said + opening, -np.inf).argmax())
        best = _newest(found, best, days, fits)
        chosen.append(best)
        open_ &= (found.alike[best] < SAME) & (found.told(best) < TOLD) & ~_at_odds(found, best)
        open_[best] = False
        left -= int(found.size[best])
    return chosen or [int((value - found.leans).argmax())]


def _at_odds(found: _Sentences, i: int) -> npt.NDArray[np.bool_]:
    """Which sentences of other reports tell other figures of what `i` tells."""
    wrong = np.zeros(len(found.units), np.bool_)
    for j in np.flatnonzero((found.report != found.report[i]) & (found.alike[i] >= AT_ODDS)):
        ours, theirs = ({base_unit(f.unit)[0] for f in found.figures[k]} for k in (i, int(j)))
        for unit in ours & theirs:
            pairs = [
                relation(f, g)
                for f in found.figures[i]
                for g in found.figures[int(j)]
                if base_unit(f.unit)[0] == base_unit(g.unit)[0] == unit
            ]
            wrong[j] |= "differs" in pairs and not {"equal", "agrees"} & set(pairs)
    return wrong


def _newest(found: _Sentences, best: int, days: Sequence[date | None], fits: npt.NDArray[np.bool_]) -> int:
    """Of the sentences that say what `best` says, or say it otherwise, that of the newest report, if it is newer."""
    day = days[int(found.report[best])]
    if day is None:
        return best
    for i in np.flatnonzero(fits & ((found.alike[best] >= SAME) | _at_odds(found, best))):
        other = days[int(found.report[i])]
        if other is not None and other > day:
            best, day = int(i), other
    return best


def _ordered(found: _Sentences, chosen: Sequence[int]) -> list[int]:
    """The order of telling: what was taken first, for it tells the event, behind what stands before it in its report;
    then that of the report with most of the sentences, the others where it says the like.

    What leans stays behind the sentence that it leans on.
    """
    backbone = Counter(int(found.report[i]) for i in chosen).most_common(1)[0][0]
    own = np.flatnonzero(found.report == backbone)

    def key(i: int) -> tuple[int, bool, int, int]:
        first = i
        while found.leans[first] and (before := found.before(first)) in chosen and before is not None:
            first = before
        report, place = int(found.report[i]), int(found.place[i])
        if first == chosen[0] or (report == found.report[chosen[0]] and place < found.place[chosen[0]]):
            return -1, False, report, place
        if report == backbone:
            return int(found.place[first]), False, report, place
        return int(found.place[own[found.alike[first, own].argmax()]]), True, report, place

    return sorted(chosen, key=key)
