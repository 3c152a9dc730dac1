"""Composing a brief: begin (facts, units), plan, score and choose, edit, and say what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Event

from summarizer import locale
from summarizer.brief.editing import Plan, choose, edited, plan
from summarizer.brief.features import features
from summarizer.brief.gate.leaning import named
from summarizer.brief.headline import headline
from summarizer.brief.left_out import left_out
from summarizer.brief.model import Brief, BriefSentence, EngineInfo, OnProgress, Options, Progress
from summarizer.brief.reports import worth
from summarizer.brief.units import Unit, candidates, groups
from summarizer.document.model import Article
from summarizer.engines.base import BatchScorer, Cancelled, Engine, Generator, Marker, Scorer, Scores
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
    its own (a list of headings, a table) gives an empty summary and a warning. A report is chosen from without the
    engine's scorer.

    Raises:
        Cancelled: `cancelled` was set before the brief was whole.
        ValueError: the engine has neither a scorer nor a generator.
        TomtatError: the engine's model or server failed.
    """
    return _finished(_begin(article, engine, options, facts, on_progress, cancelled))


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
    begun = (
        _begin(article, engine, options, facts[i] if facts else None, None, cancelled)
        for i, article in enumerate(articles)
    )
    if engine.generator is not None or not isinstance(engine.scorer, BatchScorer):
        return [_finished(b) for b in begun]
    jobs = list(begun)
    asked = [b.planned is not None and not b.planned.standing.report for b in jobs]
    wanted = [(b.article, b.units) for b, ask in zip(jobs, asked, strict=True) if ask]
    scores = iter(engine.scorer.score_many(wanted, cancelled=cancelled))
    return [_finished(b, next(scores) if ask else None) for b, ask in zip(jobs, asked, strict=True)]


@dataclass(frozen=True, slots=True)
class _Begun:
    """An article that is being briefed: what was asked for, its facts and the units that its brief may take.

    `planned` is there where there are units that a scorer is to choose from.
    """

    article: Article
    engine: Engine
    options: Options
    facts: Facts
    units: Sequence[Unit]
    tell: OnProgress
    cancelled: Event | None
    planned: Plan | None


def _telling(on_progress: OnProgress | None, cancelled: Event | None) -> OnProgress:
    """Reports, after making sure that anyone still wants to hear."""

    def tell(progress: Progress) -> None:
        if cancelled is not None and cancelled.is_set():
            raise Cancelled
        if on_progress is not None:
            on_progress(progress)

    return tell


def _begin(
    article: Article,
    engine: Engine,
    options: Options,
    given: Facts | None,
    on_progress: OnProgress | None,
    cancelled: Event | None,
) -> _Begun:
    """Find facts and units, and what is known of them before any is chosen."""
    tell = _telling(on_progress, cancelled)
    tell(Progress("reading"))
    facts = _facts(article, given, engine.marker)
    units = candidates(article, facts)
    planned = plan(article, facts, units) if units and engine.scorer is not None else None
    return _Begun(article, engine, options, facts, units, tell, cancelled, planned)


def _finished(begun: _Begun, scores: Scores | None = None) -> Brief:
    """Score (unless `scores` are given), choose, word and check."""
    article, engine = begun.article, begun.engine
    warnings = list(article.warnings)
    sentences: list[BriefSentence] = []
    weighed: Scores | None = None
    if not begun.units:
        warnings.append(locale.text("brief.warning.nothing"))
    elif engine.generator is not None:
        sentences = _written(begun, engine.generator)
    elif engine.scorer is not None and begun.planned is not None:
        if begun.planned.standing.report:
            weighed = Scores(worth(article, begun.facts, begun.units))
        else:
            weighed = scores or _scored(begun, engine.scorer)
        sentences = _extracted(begun, begun.planned, weighed)
    else:
        raise ValueError(f"engine {engine.name!r} has neither a scorer nor a generator")
    head = headline(article, begun.facts, begun.units, weighed)
    sentences = named(sentences, head)
    brief = Brief(
        article,
        begun.facts,
        EngineInfo(engine.name, engine.model, engine.revision, engine.constrained, engine.fallback),
        head,
        tuple(sentences),
        left_out(article, begun.facts, [head, *sentences] if head else sentences),
        tuple(warnings),
    )
    begun.tell(Progress("done", len(sentences), len(sentences)))
    return brief


def _written(begun: _Begun, generator: Generator) -> list[BriefSentence]:
    """The sentences that a model writes."""
    from summarizer.brief.wording import generate

    return generate(
        begun.article,
        begun.facts,
        generator,
        begun.options,
        begun.tell,
        judge=begun.engine.judge,
        cancelled=begun.cancelled,
    )


def _scored(begun: _Begun, scorer: Scorer) -> Scores:
    known = features(begun.article, begun.facts, begun.units) if scorer.reads_features else None
    return scorer.score(begun.article, begun.units, known, cancelled=begun.cancelled)


def _extracted(begun: _Begun, planned: Plan, scores: Scores) -> list[BriefSentence]:
    """The chosen units as sentences."""
    chosen = choose(planned, scores, begun.options)
    drafts = planned.statements.drafts(groups(begun.article, chosen))
    sentences: list[BriefSentence] = []
    for i, draft in enumerate(drafts):
        sentences.extend(edited(begun.article, begun.facts, draft, begun.engine.judge))
        begun.tell(Progress("checking", i, len(drafts), sentences[-1]))
    return sentences


def _facts(article: Article, given: Facts | None, marker: Marker | None) -> Facts:
    from summarizer import facts

    if given is None:
        return facts.find(article, marker)
    return given if marker is None else facts.mark(article, given, marker)
