"""Sentences that an engine worded, each held against its evidence before it may stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Event

from summarizer import locale
from summarizer.brief import evidence, gate
from summarizer.brief.model import BriefSentence, Checked, Evidence, Options, Progress
from summarizer.brief.quoting import quote
from summarizer.document.model import Article, Span
from summarizer.document.normalize import normalize
from summarizer.engines.base import Generator, Judge, Rewriter
from summarizer.facts.model import Facts

Tell = Callable[[Progress], None]

WORDS_A_SENTENCE = 25
NEAR = 0.4
"""Alignment score from which a source sentence says what a failed sentence meant to say."""


def rewrite(
    article: Article,
    facts: Facts,
    rewriter: Rewriter,
    sources: Sequence[Sequence[Span]],
    tell: Tell,
    *,
    texts: Sequence[str] | None = None,
    judge: Judge | None = None,
    cancelled: Event | None = None,
) -> list[BriefSentence]:
    """Every group of source spans in one sentence of the rewriter's, or as it stands where that sentence fails.

    `texts` are the rewriter's sentences where it has been asked before.
    """
    total = len(sources)
    tell(Progress("writing", 0, total))

    def on_text(i: int, text: str) -> None:
        tell(Progress("writing", i, total, BriefSentence(_line(text), _evidence(sources[i]))))

    if texts is None:
        texts = rewriter.rewrite(article, sources, on_text=on_text, cancelled=cancelled)
    sentences: list[BriefSentence] = []
    for i, (text, source) in enumerate(zip(texts, sources, strict=True)):
        sentences.extend(checked(article, facts, _line(text), source, judge))
        tell(Progress("checking", i, total, sentences[-1]))
    return sentences


def checked(
    article: Article, facts: Facts, text: str, source: Sequence[Span], judge: Judge | None = None
) -> list[BriefSentence]:
    """A reworded sentence if it is fit to stand, else its source sentences with the reasons why.

    It must pass the gate, be shorter than its source, and keep every key figure of it.
    """
    verdict = gate.check(text, article, facts, source, judge=judge)
    reasons: list[str] = []
    if verdict.status != "supported":
        reasons.extend(verdict.reasons or (locale.text("brief.reason.unsupported"),))
    if len(text.split()) >= sum(len(s.of(article.text).split()) for s in source):
        reasons.append(locale.text("brief.reason.not_shorter"))
    kept = {c.source for c in verdict.figures}
    amounts = {(f.kind, f.value, f.unit) for f in facts.figures if f.span in kept}
    for figure in facts.figures:
        if figure.key and any(s.covers(figure.span) for s in source):
            if figure.span in kept or (figure.kind, figure.value, figure.unit) in amounts:
                continue
            reasons.append(locale.text("brief.reason.lost_figure", figure=figure.span.of(article.text)))
    if reasons:
        return [quote(article, facts, s, reasons=reasons) for s in source]
    return [_sentence(text, _evidence(source), verdict)]


def generate(
    article: Article,
    facts: Facts,
    generator: Generator,
    options: Options,
    tell: Tell,
    *,
    judge: Judge | None = None,
    cancelled: Event | None = None,
) -> list[BriefSentence]:
    """The sentences of a free text, each with the evidence found for it and the gate's verdict.

    One that fails gives way to the source sentence it comes nearest to; where none is near it stays, as unsupported.
    """
    from summarizer.document import split_sentences

    tell(Progress("writing"))

    def on_text(text: str) -> None:
        tell(Progress("writing", 0, 0, BriefSentence(_line(text))))

    words = options.words if options.sentences is None else WORDS_A_SENTENCE * options.sentences
    text = _line(generator.generate(article, words=words, on_text=on_text, cancelled=cancelled))
    parts = [s.of(text) for s in split_sentences(text)][: options.sentences]
    sentences: list[BriefSentence] = []
    for i, part in enumerate(parts):
        aligned = evidence.align(part, article)
        sentence = _sentence(part, aligned, gate.check(part, article, facts, aligned, judge=judge))
        sentences.append(_replaced(article, facts, sentence, sentences) or sentence)
        tell(Progress("checking", i, len(parts), sentences[-1]))
    return sentences


def _replaced(
    article: Article, facts: Facts, sentence: BriefSentence, before: Sequence[BriefSentence]
) -> BriefSentence | None:
    """The source sentence that a failed one comes nearest to, unless none is near or the brief has it already."""
    if sentence.status != "unsupported" or not sentence.evidence:
        return None
    nearest = max(sentence.evidence, key=lambda e: e.score)
    if nearest.score < NEAR or any(e.overlaps(nearest) for s in before for e in s.evidence):
        return None
    return quote(article, facts, nearest, reasons=sentence.reasons or (locale.text("brief.reason.unsupported"),))


def _line(text: str) -> str:
    """What an engine wrote on one line, as clean as an article's text: a server may send escapes to the terminal."""
    return " ".join(normalize(text).split())


def _sentence(text: str, aligned: tuple[Evidence, ...], c: Checked) -> BriefSentence:
    return BriefSentence(text, aligned, c.status, c.figures, c.reasons, c.made, c.faults, c.judged)


def _evidence(source: Sequence[Span]) -> tuple[Evidence, ...]:
    return tuple(Evidence(s.start, s.end) for s in source)
