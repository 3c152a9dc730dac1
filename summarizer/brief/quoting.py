"""Sentences taken from the source as they stand: supported by construction, figure by figure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from summarizer.brief.drafting import Draft, Said, realise
from summarizer.brief.glued import parted
from summarizer.brief.model import BriefSentence, CheckedFigure, Evidence, Piece
from summarizer.brief.tidying import tidied
from summarizer.brief.units import sentence_text
from summarizer.document.model import Article, Span
from summarizer.facts.model import Facts

_BLANKS: Final = re.compile(r"\s{2}")


def stated(article: Article, facts: Facts, draft: Draft) -> BriefSentence:
    """A draft as a sentence, words run together parted, runs of blanks one, without what is no part of the text.

    It is quoted where it is one span, as it is.
    """
    draft = parted(article, tidied(article, draft))
    whole = draft[0] if len(draft) == 1 and not isinstance(draft[0], str | Said) else None
    if whole is not None and not _BLANKS.search(article.text, whole.start, whole.end):
        return quote(article, facts, whole)
    made = realise(article, facts, draft)
    return replace(made, made="copied") if whole is not None and _whole(article, whole) else made


def quote(article: Article, facts: Facts, span: Span, *, reasons: Sequence[str] = ()) -> BriefSentence:
    """`span` of the source as a sentence of a brief; with `reasons`, as what stands in for one that failed.

    Its figures are those found in the source there, each its own partner.
    """
    text = sentence_text(article, span)
    first = bisect_left(facts.figures, span.start, key=lambda f: f.span.start)
    figures = []
    for figure in facts.figures[first:]:
        if figure.span.end > span.end:
            break
        place = Span(figure.span.start - span.start, figure.span.end - span.start)
        if place.end <= len(text):
            figures.append(CheckedFigure(place, "supported", figure.span))
    return BriefSentence(
        text,
        (Evidence(span.start, span.end),),
        "replaced" if reasons else "supported",
        tuple(figures),
        tuple(reasons),
        "copied" if _whole(article, span) else "edited",
        pieces=_pieces(article, span, text),
    )


def _whole(article: Article, span: Span) -> bool:
    """Whether the span begins and ends where a sentence or a `;` clause does; else it was cut out of one."""
    first = max(0, bisect_left(article.sentences, span.start + 1, key=lambda s: s.start) - 1)
    inside = [s for s in article.sentences[first : first + 1] if s.start <= span.start]
    start = inside[0].start if inside else span.start
    end = next((s.end for s in article.sentences[first:] if s.end >= span.end), span.end)
    before, after = article.text[start : span.start].strip(), article.text[span.end : end].strip(' .\n\t"”’)')
    return (not before or before[-1] == ";" or not any(c.isalnum() for c in before)) and (
        not after or after[0] == ";" or not any(c.isalnum() for c in after)
    )


def _pieces(article: Article, span: Span, text: str) -> tuple[Piece, ...]:
    """All of a sentence but a stop that the source lacks there."""
    same = min(len(text), len(span))
    if same and text[same - 1] == "." != article.text[span.start + same - 1]:
        same -= 1
    return (Piece(Span(0, same), Span(span.start, span.start + same)),) if same else ()
