"""One brief sentence through all tests."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer import locale
from summarizer.brief.gate import (
    attribution,
    contrast,
    copies,
    coverage,
    modality,
    names,
    negation,
    numbers,
    quotes,
    roles,
    titles,
)
from summarizer.brief.gate.alignment import Alignment
from summarizer.brief.gate.figures import FigureCheck
from summarizer.brief.gate.finding import Finding
from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.source import Source, prepare
from summarizer.brief.gate.verbatim import folded_text, verbatim_span
from summarizer.brief.gate.words import NUMBER
from summarizer.brief.model import Checked, CheckedFigure
from summarizer.document.model import Article, Span
from summarizer.facts import figures_in
from summarizer.facts.model import Facts

_KEPT = 512
_POOL = 4
"""Source sentences looked at closely beside the evidence: a fused sentence rests on two or three."""


class Gate:
    """The gate for one prepared source."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.figures = FigureCheck(source)
        self.names = names.Names(source)
        self.folded = folded_text(source.article.text)
        self._verdicts: dict[tuple[object, ...], Checked] = {}

    def check(self, text: str, evidence: Sequence[Span], context: str = "") -> Checked:
        """The verdict on one sentence; see `check`. Kept, since an editor's text is checked again at every edit."""
        key = (text, tuple((e.start, e.end) for e in evidence), context, locale.current())
        known = self._verdicts.get(key)
        if known is None:
            if len(self._verdicts) > _KEPT:
                self._verdicts.clear()
            known = self._verdicts[key] = self._judge(text, evidence, context)
        return known

    def _judge(self, text: str, evidence: Sequence[Span], context: str) -> Checked:
        copied = verbatim_span(text, self.source)
        if copied is not None:
            return Checked("supported", self._copied_figures(text, copied))
        findings, figures = self.examine(text, evidence, context)
        wrong = any(f.gravity == "error" for f in findings)
        return Checked("unsupported" if wrong else "supported", figures, tuple(str(f) for f in findings))

    def examine(
        self, text: str, evidence: Sequence[Span] = (), context: str = ""
    ) -> tuple[list[Finding], tuple[CheckedFigure, ...]]:
        """What every test finds in a sentence, errors first, and its figures with their partners."""
        sentence = Passage(text, 0, len(text))
        a = Alignment(sentence, self._pool(sentence, evidence), self.source)
        verdict = self.figures.check(a)
        findings = list(verdict.findings)
        findings += numbers.check(sentence, self.source, [f.span for f in verdict.checked])
        findings += names.check(sentence, self.names)
        findings += quotes.check(text, self.folded)
        findings += titles.check(sentence, self.source)
        roles_found = roles.check(a)
        findings += roles_found
        findings += negation.check(a)
        if not any(f.gravity == "error" for f in findings):
            # each of these would say again in its way what was found already
            findings += copies.check(a, verdict.checked)
        findings += contrast.check(a, frozenset(verdict.judged))
        findings += modality.check(a)
        findings += attribution.check(a, context)
        findings += coverage.check(a, verdict.checked)
        findings = _distinct(findings)
        findings.sort(key=lambda f: f.gravity != "error")
        return findings, tuple(verdict.checked)

    def _pool(self, sentence: Passage, evidence: Sequence[Span]) -> list[Passage]:
        """The evidence, and the sentences of the whole source that come closest."""
        from summarizer.brief.evidence import ranked

        pool = {p.index: p for p in self.source.within(list(evidence))}
        for p, _ in ranked(sentence, self.source, limit=_POOL):
            pool.setdefault(p.index, p)
        for t in sentence.terms:
            # a sentence that has nothing in common but a number may be what it is from
            if t.kind == NUMBER and len(t.key) > 1 and not any(t.key in p.key_set for p in pool.values()):
                pool.update((i, self.source.passages[i]) for i in self.source.index.get(t.key, [])[:1])
        return [pool[i] for i in sorted(pool)]

    def _copied_figures(self, text: str, where: Span) -> tuple[CheckedFigure, ...]:
        """Figures of a copied sentence, each with its place in the source."""
        source_text = self.source.article.text
        offset = where.start
        out: list[CheckedFigure] = []
        for f in figures_in(text, self.source.article.date):
            wanted = f.span.of(text)
            at = source_text.find(wanted, offset, where.end)
            span = Span(at, at + len(wanted)) if at >= 0 else None
            if span is not None:
                offset = span.end
            out.append(CheckedFigure(f.span, "supported", span))
        return tuple(out)


def gate_for(source: Source) -> Gate:
    """The gate of a prepared source, built once."""
    return source.remembered("gate", Gate)


def check(text: str, article: Article, facts: Facts, evidence: Sequence[Span], *, context: str = "") -> Checked:
    """Whether the source supports one brief sentence.

    Args:
        text: the sentence, NFC.
        article, facts: the source and what was found in it.
        evidence: spans of the source that the sentence rests on; the gate looks further by itself.
        context: what the brief says just before, which may carry an attribution on.

    Returns:
        `supported` or `unsupported`, the figures with their partners (spans into `text` and into the article), and
        reasons in words. A sentence, or a clean `;` clause, copied from the source is always supported. Reasons may
        stand beside `supported`: they are remarks.
    """
    return gate_for(prepare(article, facts)).check(text, evidence, context)


def _distinct(findings: list[Finding]) -> list[Finding]:
    """Without what says the same twice: one finding a place, one sentence a key and values."""
    out: list[Finding] = []
    seen: set[tuple[object, ...]] = set()
    for f in findings:
        mark = (f.key, tuple(sorted(f.values.items())))
        if mark in seen:
            continue
        seen.add(mark)
        out.append(f)
    return out
