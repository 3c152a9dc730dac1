"""Composing a brief: select, word, check, and say what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from threading import Event

from summarizer import locale
from summarizer.brief.drafting import Draft
from summarizer.brief.editing import Plan, choose, edited, plan
from summarizer.brief.features import features
from summarizer.brief.gate.leaning import named
from summarizer.brief.headline import headline
from summarizer.brief.left_out import left_out
from summarizer.brief.meaning import meaning_of
from summarizer.brief.model import Brief, BriefSentence, EngineInfo, OnProgress, Options, Progress
from summarizer.brief.units import candidates, groups
from summarizer.document.model import Article
from summarizer.engines.base import BatchScorer, Cancelled, Engine, Marker, Scorer, Scores
from summarizer.facts.model import Facts

DEFAULT = Options()


def compose(
    article: Article,
    engine: Engine,
    options: Options = DEFAULT,
    *,
    facts: Facts | None = None,
    on_progress: OnProgress | None = None,
    cancelled: Event | None = None,
) -> Brief:
    """Brief an article with an engine.

    `facts` are found here unless given. `on_progress` is called from this thread. An article without a sentence of
    its own (a list of headings, a table) gives an empty summary and a warning.

    Raises:
        Cancelled: `cancelled` was set before the brief was whole.
        ValueError: the engine has neither a scorer nor a generator.
        TomtatError: the engine's model or server failed.
    """
    return _Composer(article, engine, options, facts, on_progress, cancelled).run()


def compose_many(
    articles: Sequence[Article],
    engine: Engine,
    options: Options = DEFAULT,
    *,
    facts: Sequence[Facts] | None = None,
    cancelled: Event | None = None,
) -> list[Brief]:
    """Brief several articles in one pass of the engine where it can take several (`score_many`).

    Windows of like length go through the model together. In float32 each brief is what `compose` makes
    of its article alone.

    Raises:
        Cancelled, ValueError, TomtatError: as `compose`; no brief is returned then.
    """
    composers = [
        _Composer(article, engine, options, facts[i] if facts else None, None, cancelled)
        for i, article in enumerate(articles)
    ]
    if engine.generator is not None:
        return [c.run() for c in composers]
    for c in composers:
        c.begin()
    busy = [c for c in composers if c.units]
    if isinstance(engine.scorer, BatchScorer):
        found = engine.scorer.score_many([(c.article, c.units) for c in busy], cancelled=cancelled)
        for c, scores in zip(busy, found, strict=True):
            c.scores = scores
    return [c.finish() for c in composers]


class _Composer:
    """The state of one run: `begin`, then `finish`; scores may be given in between."""

    def __init__(
        self,
        article: Article,
        engine: Engine,
        options: Options,
        facts: Facts | None,
        on_progress: OnProgress | None,
        cancelled: Event | None,
    ) -> None:
        self.article, self.engine, self.options = article, engine, options
        self.given, self.on_progress, self.cancelled = facts, on_progress, cancelled
        self.scores: Scores | None = None

    @cached_property
    def plan(self) -> Plan:
        """What layout and card say of the units."""
        return plan(self.article, self.facts, self.units)

    def run(self) -> Brief:
        self.begin()
        return self.finish()

    def begin(self) -> None:
        """Find facts and units."""
        self.tell(Progress("reading"))
        self.facts = _facts(self.article, self.given, self.engine.marker)
        self.units = candidates(self.article, self.facts)

    def finish(self) -> Brief:
        """Score, select, word and check, as far as that is not done yet."""
        warnings = list(self.article.warnings)
        if not self.units:
            warnings.append(locale.text("brief.warning.nothing"))
            sentences: list[BriefSentence] = []
        elif self.engine.generator is not None:
            from summarizer.brief.wording import generate

            sentences = generate(
                self.article,
                self.facts,
                self.engine.generator,
                self.options,
                self.tell,
                judge=self.engine.judge,
                cancelled=self.cancelled,
            )
        elif self.engine.scorer is not None:
            sentences = self.extract(self.engine.scorer)
        else:
            raise ValueError(f"engine {self.engine.name!r} has neither a scorer nor a generator")
        head = headline(self.article, self.facts, self.units, self.scores.relevance if self.scores else None)
        sentences = named(sentences, head)
        shown = [head, *sentences] if head else sentences
        brief = Brief(
            self.article,
            self.facts,
            EngineInfo(
                self.engine.name, self.engine.model, self.engine.revision, self.engine.constrained, self.engine.fallback
            ),
            head,
            tuple(sentences),
            left_out(self.article, self.facts, shown),
            tuple(warnings),
            meaning_of(self.scores, self.engine.scorer),
        )
        self.tell(Progress("done", len(sentences), len(sentences)))
        return brief

    def tell(self, progress: Progress) -> None:
        """Report, after making sure that anyone still wants to hear."""
        if self.cancelled is not None and self.cancelled.is_set():
            raise Cancelled
        if self.on_progress is not None:
            self.on_progress(progress)

    def extract(self, scorer: Scorer) -> list[BriefSentence]:
        """The chosen units as sentences."""
        found = self.drafts(scorer)
        sentences: list[BriefSentence] = []
        for i, draft in enumerate(found):
            sentences.extend(edited(self.article, self.facts, draft, self.engine.judge))
            self.tell(Progress("checking", i, len(found), sentences[-1]))
        return sentences

    def drafts(self, scorer: Scorer) -> list[Draft]:
        """The sentences to be, in order, of the units that the brief takes; scored first, if they are not."""
        if self.scores is None:
            known = features(self.article, self.facts, self.units) if scorer.reads_features else None
            self.scores = scorer.score(self.article, self.units, known, cancelled=self.cancelled)
        chosen = choose(self.plan, self.scores, self.options)
        return self.plan.statements.drafts(groups(self.article, chosen))


def _facts(article: Article, given: Facts | None, marker: Marker | None) -> Facts:
    from summarizer import facts

    if given is None:
        return facts.find(article, marker)
    return given if marker is None else facts.mark(article, given, marker)
