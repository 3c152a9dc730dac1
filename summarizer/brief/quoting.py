"""Sentences taken from the source as they stand: supported by construction, figure by figure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from summarizer.brief.model import BriefSentence, CheckedFigure, Evidence, Piece
from summarizer.brief.select import Group
from summarizer.brief.units import sentence_text
from summarizer.document.model import Article, Span
from summarizer.facts.model import Facts


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
        "copied",
        _pieces(article, span, text),
    )


def _pieces(article: Article, span: Span, text: str) -> tuple[Piece, ...]:
    """All of a sentence but a stop that the source lacks there."""
    same = min(len(text), len(span))
    if same and text[same - 1] == "." != article.text[span.start + same - 1]:
        same -= 1
    return (Piece(Span(0, same), Span(span.start, span.start + same)),) if same else ()


def spans(group: Group) -> tuple[Span, ...]:
    """The spans of a group: neighbouring clauses of one sentence are one span, sentences one each."""
    found: list[tuple[int, Span]] = []
    for unit in group:
        if found and found[-1][0] == unit.sentence:
            found[-1] = (unit.sentence, Span(found[-1][1].start, unit.end))
        else:
            found.append((unit.sentence, Span(unit.start, unit.end)))
    return tuple(span for _, span in found)
