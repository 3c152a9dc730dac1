"""Sentences that an engine worded, each held against its evidence before it may stand."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event

from summarizer import locale
from summarizer.brief.evidence import align_to
from summarizer.brief.gate.checking import gate_for
from summarizer.brief.model import BriefSentence, Checked, Evidence, OnProgress, Options, Progress
from summarizer.brief.quoting import quote
from summarizer.document.model import Article
from summarizer.document.normalize import normalize
from summarizer.engines.base import Generator, Judge
from summarizer.facts.model import Facts

WORDS_A_SENTENCE = 25
NEAR = 0.4
"""Alignment score from which a source sentence says what a failed sentence meant to say."""


def generate(
    article: Article,
    facts: Facts,
    generator: Generator,
    options: Options,
    tell: OnProgress,
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
    gate = gate_for(article, facts)
    sentences: list[BriefSentence] = []
    for i, part in enumerate(parts):
        aligned = align_to(part, gate.source)
        sentence = _sentence(part, aligned, gate.check(part, aligned, judge))
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
