"""The headline: the title, or where there is none the best short clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.brief.model import BriefSentence
from summarizer.brief.quoting import quote
from summarizer.brief.units import Unit
from summarizer.document.model import Article, Span
from summarizer.engines.base import FloatArray
from summarizer.engines.surface import dangling
from summarizer.facts.model import Facts

MIN_WORDS, MAX_WORDS = 5, 22
_COMMA = re.compile(r"[,;:–—]\s|\s-\s")


def headline(
    article: Article, facts: Facts, units: Sequence[Unit], relevance: FloatArray | None
) -> BriefSentence | None:
    """The headline with its evidence, without a final stop; None where the article has nothing to say.

    Without a title: of the three best units (the first ones where no relevance is known) the one with the best
    opening of at most 22 syllables that ends at a clause border.
    """
    if article.title is not None:
        return _bare(quote(article, facts, article.title))
    if not units:
        return None
    order = range(len(units)) if relevance is None else sorted(range(len(units)), key=lambda i: -float(relevance[i]))
    best = sorted(list(order)[:3])
    spans = [_opening(article, units[i]) for i in best]
    firm = [s for s in spans if MIN_WORDS <= _size(article, s) <= MAX_WORDS and not dangling(s.of(article.text))]
    chosen = firm[0] if firm else min(spans, key=lambda s: _size(article, s))
    return _bare(quote(article, facts, chosen))


def _size(article: Article, span: Span) -> int:
    return len(span.of(article.text).split())


def _opening(article: Article, unit: Unit) -> Span:
    """The longest opening of a unit within the limit that ends before a comma, or the whole where it is short."""
    if _size(article, unit) <= MAX_WORDS:
        return Span(unit.start, unit.end)
    cut = None
    for match in _COMMA.finditer(article.text, unit.start, unit.end):
        opening = Span(unit.start, match.start())
        if _size(article, opening) > MAX_WORDS:
            break
        # a time or place that a sentence opens with is no headline: "Sáng 9/12, …"
        if _size(article, opening) >= MIN_WORDS + 3:
            cut = opening
    return cut or Span(unit.start, unit.end)


def _bare(sentence: BriefSentence) -> BriefSentence:
    """Without the full stop that headlines do not have."""
    text = sentence.text
    text = text[:-1] if text.endswith(".") and not text.endswith("..") else text
    return BriefSentence(text, sentence.evidence, sentence.status, sentence.figures, sentence.reasons)
