"""Key figures and directives that no sentence of a brief carries: they stay visible in lists of their own."""

from __future__ import annotations

from collections.abc import Iterable

from summarizer.brief.model import BriefSentence, LeftOut
from summarizer.document.model import Article
from summarizer.facts.model import Directive, Facts
from summarizer.text.tokens import runs

CARRIED = 0.6
"""Share of a directive's words that a reworded sentence must hold to carry it."""


def left_out(article: Article, facts: Facts, sentences: Iterable[BriefSentence]) -> LeftOut:
    """Indices of what is left out.

    A figure is carried where a checked figure of the brief has it, or its equal, as source. A directive is carried
    where a sentence rests on its action and still has most of its words.
    """
    shown = list(sentences)
    sources = {c.source for s in shown for c in s.figures if c.source is not None}
    said = {f.amount for f in facts.figures if f.span in sources}
    figures = tuple(i for i, f in enumerate(facts.figures) if f.key and f.span not in sources and f.amount not in said)
    directives = tuple(i for i, d in enumerate(facts.directives) if not _carried(article, d, shown))
    return LeftOut(figures, directives)


def _carried(article: Article, directive: Directive, shown: Iterable[BriefSentence]) -> bool:
    wanted = _words(directive.action.of(article.text))
    for sentence in shown:
        evidence = [e for e in sentence.evidence if e.overlaps(directive.action)]
        if not evidence:
            continue
        if not wanted or len(wanted & _words(sentence.text)) >= CARRIED * len(wanted):
            return True
    return False


def _words(text: str) -> set[str]:
    return set(runs(text.lower()))
