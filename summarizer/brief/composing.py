"""Composing a brief: select, word, check, and say what was left out."""

from __future__ import annotations

from threading import Event

from summarizer import locale
from summarizer.brief.features import features
from summarizer.brief.headline import headline
from summarizer.brief.left_out import left_out
from summarizer.brief.model import Brief, BriefSentence, EngineInfo, OnProgress, Options, Progress
from summarizer.brief.quoting import quote, spans
from summarizer.brief.select import groups, select
from summarizer.brief.units import candidates
from summarizer.document.model import Article
from summarizer.engines.base import Cancelled, Engine, Features, FloatArray, Rewriter, Scorer
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


class _Composer:
    """The state of one run."""

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

    def run(self) -> Brief:
        self.tell(Progress("reading"))
        self.facts = self.given if self.given is not None else _find(self.article)
        self.units = candidates(self.article, self.facts)
        self.relevance: FloatArray | None = None
        warnings = list(self.article.warnings)
        if not self.units:
            warnings.append(locale.text("brief.warning.nothing"))
            sentences: list[BriefSentence] = []
        elif self.engine.generator is not None:
            from summarizer.brief.wording import generate

            sentences = generate(
                self.article, self.facts, self.engine.generator, self.options, self.tell, cancelled=self.cancelled
            )
        elif self.engine.scorer is not None:
            sentences = self.extract(self.engine.scorer, self.engine.rewriter)
        else:
            raise ValueError(f"engine {self.engine.name!r} has neither a scorer nor a generator")
        head = headline(self.article, self.facts, self.units, self.relevance)
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
        )
        self.tell(Progress("done", len(sentences), len(sentences)))
        return brief

    def tell(self, progress: Progress) -> None:
        """Report, after making sure that anyone still wants to hear."""
        if self.cancelled is not None and self.cancelled.is_set():
            raise Cancelled
        if self.on_progress is not None:
            self.on_progress(progress)

    def extract(self, scorer: Scorer, rewriter: Rewriter | None) -> list[BriefSentence]:
        """Score, select, and word with the rewriter if there is one."""
        known: Features = features(self.article, self.facts, self.units)
        scores = scorer.score(self.article, self.units, known, cancelled=self.cancelled)
        self.relevance = scores.relevance
        chosen = select(self.article, self.facts, self.units, scores, self.options)
        if rewriter is not None:
            from summarizer.brief.wording import rewrite

            sources = [spans(group) for group in groups(self.article, chosen, fuse=True)]
            return rewrite(self.article, self.facts, rewriter, sources, self.tell, cancelled=self.cancelled)
        found = groups(self.article, chosen)
        sentences = []
        for i, group in enumerate(found):
            sentences.append(quote(self.article, self.facts, spans(group)[0]))
            self.tell(Progress("checking", i, len(found), sentences[-1]))
        return sentences


def _find(article: Article) -> Facts:
    from summarizer.facts import find

    return find(article)
