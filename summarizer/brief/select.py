"""Which units a brief takes: a budget, little said twice, every aspect of a report, every section where there is room.

Greedy maximal marginal relevance (Carbonell & Goldstein 1998) over any scorer's relevance, standardised within the
article so that one set of weights serves all scorers; news of usual length as the scorer has learned to choose. Weights
were chosen on `brief-valid`, those of reports on own documents (models/README.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import product

import numpy as np

from summarizer.brief import weighing
from summarizer.brief.aspects import ASPECTS, Aspect, aspects, first_order, trimmed
from summarizer.brief.following import SEVERAL, following, leant_on, learned
from summarizer.brief.model import Options
from summarizer.brief.quotations import joined, quotations
from summarizer.brief.standing import PLAIN, Standing
from summarizer.brief.units import MAX_UNIT, Unit, groups, quoted, readable, unlinked, voiceless
from summarizer.brief.weighing import REPORT, WEIGHTS, Weights
from summarizer.document.model import Article
from summarizer.engines.base import FloatArray, Scores
from summarizer.engines.lexical import coverage, syllables, terms
from summarizer.engines.surface import introducing
from summarizer.facts.model import Facts

SAME, SAME_AGAIN = 0.85, 3.0
"""From this share of words that the brief has, a unit says the same again, and what it then loses besides."""
CHOICES = 5
"""Units of each aspect that are weighed against each other."""
ASPECT = 4.0
"""Gained for an aspect of a report that is said; more than one unit can be better than another."""
PER_UNIT = 30
"""Syllables that cost a standard deviation: what they would be worth, spent on something else."""
TRIMMED = 0.5
"""Lost by a unit that is cut short."""
STRETCH = 0.35
"""How far over the budget a report may run where only so each of its aspects can be said, as a share of it."""
ENOUGH = 0.8
"""Share of the budget of words from which a brief is nearly long enough."""
SUBHEAD_WORDS = 40
"""Sections are heard where each has as many words of the budget."""


def select(
    article: Article,
    facts: Facts,
    units: Sequence[Unit],
    scores: Scores,
    options: Options,
    weights: Weights = WEIGHTS,
    standing: Standing = PLAIN,
) -> tuple[Unit, ...]:
    """The chosen units in source order; at least one where there is any.

    `standing` says what else is known of them. The event of a report may come back shorter (`aspects.trimmed`).
    """
    if not units:
        return ()
    return tuple(sorted(_Selection(article, facts, units, scores, options, weights, standing).run()))


class _Selection:
    """The state of one greedy run."""

    def __init__(
        self,
        article: Article,
        facts: Facts,
        units: Sequence[Unit],
        scores: Scores,
        options: Options,
        weights: Weights,
        standing: Standing,
    ) -> None:
        texts = [unlinked(article, u).of(article.text) for u in units]
        self.article, self.facts, self.units, self.options = article, facts, units, options
        self.standing, self.news = standing, not standing.report
        self.weights = weights = weights if self.news else REPORT
        self.words = np.array([len(t.split()) for t in texts], dtype=np.int64)
        self.texts, self.scores = texts, scores
        self.per_word = weights.per_word * weighing.several(options) if self.news else 0.0
        self.worth = weights.worth if self.news else 0.0
        self.title = set(terms(article.title_text)) if article.title is not None else set()
        self.terms = [set(terms(t)) & self.title for t in texts]
        self.borne: set[str] = set()
        self.bags = [set(syllables(t)) for t in texts]
        self.used: set[str] = set(standing.said)
        self.leaning = weighing.leaning(article, units, texts)
        if standing.resolved is not None:
            self.leaning &= ~standing.resolved
        self.heads = weighing.heads(units, standing.resolved)
        self.figures = weighing.key_figures(facts, units)
        self.announced = weighing.announced(article, facts)
        reported = standing.report and article.card is None
        self.aspects = aspects(article, facts, units) if reported else [frozenset[Aspect]()] * len(units)
        self.repeated = self._repetition()
        self.chosen: list[int] = []
        self.shortened: dict[int, Unit] = {}
        self.open = np.array(self.words <= max(MAX_UNIT, int(self.words.min())), dtype=bool)
        if standing.barred is not None and not standing.barred.all():
            self.open &= ~standing.barred
        self.leans = np.zeros(len(units), dtype=np.float32)
        self.choosing = scores.choosing if self.news and weighing.several(options) >= SEVERAL else None
        if self.choosing and (self.open & ~(mute := weighing.mute(texts))).any():
            self.open &= ~mute
        self.quotations: dict[int, tuple[int, ...]] = {}
        self.half = np.zeros(len(units), dtype=bool)
        if article.card is None:  # what somebody said without who did, or half of it, is no statement of the article
            half = np.array(quoted(article, units), dtype=bool)
            if (self.open & ~half).any():
                self.quotations = quotations(article, units, half & self.open) if self.choosing else {}
                self.half = half
                self.open &= ~half | np.isin(np.arange(len(units)), list(self.quotations))
        self.said: set[object] = set()

    @cached_property
    def relevance(self) -> FloatArray:
        """How much each unit matters by itself: what the scorer says, and what is known of them besides."""
        texts = self.texts
        found = weighing.standard(self.scores.relevance)
        # an announcement ("… thực hiện các nhiệm vụ sau:") says nothing without what follows it, nor does a question
        found -= np.array([introducing(t) or 2 * voiceless(t) for t in texts], dtype=np.float32)
        if self.standing.extra is not None:
            found += self.standing.extra
        if self.news:
            speaking = np.array([not voiceless(t) and not introducing(t) for t in texts])
            found += weighing.early(self.article, self.units, speaking, self.options, self.weights)
        return found

    def run(self) -> list[Unit]:
        sections = self._sections()
        for k, section in enumerate(sections):
            later = sections[k + 1 :]
            left = self.limit - self.total
            # twice an even share, as long as each later section keeps room for its shortest unit
            self._take_best(section, min(2 * left // (len(later) + 1), left - sum(map(self._shortest, later))))
        self._cover()
        for group in self.standing.first:
            if not self._full() and not set(self.chosen) & set(group):
                self._take_best(group, min(self.limit - self.total, self.wanted * 3 // 5), fit=True)
        more = self._take_best if sections or not self.choosing else self._take_next
        while not self._full() and more():
            pass
        room = self.limit - self.total if self.options.sentences is None else 0
        for i in leant_on(self.chosen, self.leans, self.open & ~self.half, self.words, room):
            self._take(i)
        if not self.chosen:
            self._take(int(np.argmin(np.where(self.open & ~self.half, self.words, np.iinfo(np.int64).max))))
        return joined({i: self._alone(i) for i in self.chosen}, self.quotations)

    def _alone(self, i: int) -> Unit:
        """A chosen unit as it stands in the brief: without the word that ties it to a unit that is not there."""
        unit = readable(self.article, self.shortened.get(i, self.units[i]))
        return unit if i - 1 in self.chosen else unlinked(self.article, unit)

    @property
    def total(self) -> int:
        return int(self.words[self.chosen].sum()) if self.chosen else 0

    @property
    def limit(self) -> int:
        if self.options.sentences is not None:
            return int(self.words.sum())
        return max(1, round(self.options.words * (1.0 + self.weights.overrun)) - self.standing.spent)

    @property
    def wanted(self) -> int:
        """Syllables that the units are to fill, beside the opening."""
        return max(1, self.options.words - self.standing.spent)

    def _full(self) -> bool:
        if self.options.sentences is not None:
            left = self.options.sentences - (self.standing.spent > 0)
            return len(groups(self.article, [self.units[i] for i in self.chosen])) >= left
        return self.total >= self.wanted

    def _enough(self) -> bool:
        """Whether a brief of words may end here rather than be filled up with what matters little."""
        return self.options.sentences is None and self.total >= ENOUGH * self.wanted

    def _sections(self) -> list[list[int]]:
        """Units by section, at the deepest level of headings of which the budget can say something each."""
        if not self.news:
            return []
        wanted = self.options.sentences
        room = self.options.words // SUBHEAD_WORDS if wanted is None else wanted
        return weighing.sections(self.article, self.units, room)

    def _shortest(self, section: Sequence[int]) -> int:
        return int(self.words[section].min())

    def _cover(self) -> None:
        """One unit for each aspect of a report: of all ways that fit, the one whose units are worth most together."""
        wanted = self._reported()
        if len(wanted) < 2:
            return
        worth = self.values()
        choices = [self._choices(aspect, worth) for aspect in wanted]
        if self.options.sentences is not None:
            room, most = self.limit, self.options.sentences
        else:
            room, most = round(self.wanted * (1.0 + STRETCH)), len(wanted)
        best: tuple[float, tuple[tuple[int, Unit | None], ...]] = (0.0, ())
        for combination in product(*([*c, None] for c in choices)):
            picked = dict(c for c in combination if c is not None)
            words = sum(weighing.length(self.article, u or self.units[i]) for i, u in picked.items())
            if len(picked) > most or words > room:
                continue
            said = frozenset[Aspect]().union(*(self.aspects[i] for i in picked))
            value = ASPECT * len(said) + sum(float(worth[i]) for i in picked) - words / PER_UNIT
            value -= TRIMMED * sum(u is not None for u in picked.values())
            if value > best[0]:
                best = (value, tuple(picked.items()))
        for i, short in best[1]:
            if short is not None:
                self.shortened[i] = short
                self.words[i] = weighing.length(self.article, short)
            self._take(i)

    def _reported(self) -> list[Aspect]:
        """The aspects of a report that the article has."""
        return [a for a in ASPECTS if any(a in shown for shown in self.aspects)]

    def _choices(self, aspect: Aspect, worth: FloatArray) -> list[tuple[int, Unit | None]]:
        """The best few units of an aspect, the best shorter ones, and for the event shortened forms."""
        having = [
            i for i, shown in enumerate(self.aspects) if aspect in shown and self.open[i] and not self.units[i].leans
        ]
        having.sort(key=lambda i: -float(worth[i]))
        kept = having[:CHOICES]
        for i in having[CHOICES:]:
            if len(kept) < 2 * CHOICES and self.words[i] < min(self.words[k] for k in kept):
                kept.append(i)
        found: list[tuple[int, Unit | None]] = [(i, None) for i in kept]
        if aspect == "event":
            found += [(i, short) for i in kept if (short := trimmed(self.article, self.units[i])) is not None]
        if aspect == "directives":
            shorter = ((i, first_order(self.article, self.facts, self.units[i])) for i in kept)
            found += [(i, short) for i, short in shorter if short is not None]
        return found

    def values(self) -> FloatArray:
        """What each unit would add now, (units,)."""
        w = self.weights
        value = self.relevance - np.float32(w.redundancy) * self.repeated
        value -= np.where(self.repeated >= SAME, np.float32(SAME_AGAIN), np.float32(0.0))
        for i in range(len(self.units)):
            if not self.open[i]:
                continue
            fresh = {key: salience for key, salience in self.figures[i].items() if key not in self.said}
            value[i] += w.borne * coverage(self.title, self.terms[i] - self.borne)
            value[i] += w.figure * sum(fresh.values()) + w.announced * len(self.announced & fresh.keys())
            if self.leaning[i] and i - 1 not in self.chosen:
                value[i] -= w.dangling
        if self.per_word:
            value = weighing.by_length(value, self.words, self.per_word)
        return value.astype(np.float32)

    def _take_best(self, among: Sequence[int] | None = None, room: int | None = None, *, fit: bool = False) -> bool:
        """Take the unit that adds most of those that fit in `room` words, by default in all that is left; else, of
        `among`, the shortest."""
        allowed = self.open & ~self.half & (np.isin(self.heads, self.chosen) | (self.heads < 0))
        if among is not None:
            inside = np.zeros(len(self.units), dtype=bool)
            inside[list(among)] = True
            allowed &= inside
        if not self.news:
            allowed &= self.repeated < SAME
        fitting = allowed & (self.words <= (self.limit - self.total if room is None else room))
        if fitting.any():
            values = np.where(fitting, self.values(), -np.inf)
            best = int(np.argmax(values))
            if among is None and self._enough() and values[best] < self.worth:
                return False
            self._take(best)
            return True
        if among is not None and allowed.any() and not fit:
            self._take(int(np.argmin(np.where(allowed, self.words, np.iinfo(np.int64).max))))
            return True
        return False

    def _take_next(self) -> bool:
        """Take what an editor would take next, as it was learned; False where the brief is to end here."""
        assert self.choosing is not None
        room = learned(self.options) * (1 - self._filled())
        values, end, self.leans = following(self.choosing, self.chosen, room, self.leaning, self.standing)
        allowed = self.open & (np.isin(self.heads, self.chosen) | (self.heads < 0)) & (self.repeated < SAME)
        words = self.words.copy()
        for i, whole in self.quotations.items():
            words[i], values[i] = self.words[list(whole)].sum(), values[list(whole)].max()
        allowed &= words <= self.limit - self.total
        allowed &= [not self._said_again(i) for i in range(len(self.units))]
        if not allowed.any():
            return False
        best = int(np.argmax(np.where(allowed, values, -np.inf)))
        if self._enough() and end > values[best]:
            return False
        for i in self.quotations.get(best, (best,)):
            self._take(i)
        return True

    def _said_again(self, i: int) -> bool:
        """Whether a unit has nearly all words of a chosen one, or that one all of its: the lead said over."""
        bag, said = self.bags[i], [self.bags[k] for k in self.chosen]
        return any(len(bag & b) >= SAME * max(1, min(len(bag), len(b))) for b in said)

    def _filled(self) -> float:
        """The share of the budget that the brief takes so far."""
        if self.options.sentences is not None:
            return len(groups(self.article, [self.units[i] for i in self.chosen])) / self.options.sentences
        return min(1.2, self.total / self.wanted)

    def _take(self, i: int) -> None:
        self.chosen.append(i)
        self.open[i] = False
        self.used |= self.bags[i]
        self.borne |= self.terms[i]
        self.repeated = self._repetition()
        self.said.update(self.figures[i])

    def _repetition(self) -> FloatArray:
        """The share of each unit's words that the brief has already, (units,)."""
        return np.array([len(b & self.used) / max(1, len(b)) for b in self.bags], dtype=np.float32)
