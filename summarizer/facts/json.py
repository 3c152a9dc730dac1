"""Facts in the shape of the JSON contract, version 1: what `tomtat facts` prints and the scorers read."""

from __future__ import annotations

from typing import Any

from summarizer.document.model import Article, Span
from summarizer.facts.model import Directive, Facts, Figure


def span_json(text: str, span: Span | None) -> dict[str, Any] | None:
    """`{"text", "start", "end"}`, or None for None."""
    return None if span is None else {"text": span.of(text), "start": span.start, "end": span.end}


def cell_json(article: Article, figure: Figure) -> dict[str, Any] | None:
    """The heads of the row and of the column in which a figure stands, the outermost first; None outside tables."""
    cell = article.cell_at(figure.span.start)
    if cell is None:
        return None
    return {
        "row": [span_json(article.text, head) for head in cell.row],
        "column": [span_json(article.text, head) for head in cell.column],
        "unit": span_json(article.text, cell.unit),
    }


def figure_json(article: Article, figure: Figure) -> dict[str, Any]:
    """One figure; absent fields are None, never missing."""
    text = article.text
    value = list(figure.value) if isinstance(figure.value, tuple) else figure.value
    days = figure.date
    return {
        "span": span_json(text, figure.span),
        "kind": figure.kind,
        "value": value,
        "unit": figure.unit,
        "modifier": figure.modifier,
        "indicator": span_json(text, figure.indicator),
        "trend": figure.trend,
        "basis": span_json(text, figure.basis),
        "label": figure.label,
        "modality": figure.modality,
        "cell": cell_json(article, figure),
        "key": figure.key,
        "salience": round(figure.salience, 4),
        "date": None
        if days is None
        else {
            "from": days.start.isoformat() if days.start else None,
            "to": days.end.isoformat() if days.end else None,
        },
    }


def directive_json(text: str, directive: Directive) -> dict[str, Any]:
    """One directive; absent fields are None, never missing."""
    return {
        "span": span_json(text, directive.span),
        "trigger": span_json(text, directive.trigger),
        "issuer": span_json(text, directive.issuer),
        "addressee": span_json(text, directive.addressee),
        "action": span_json(text, directive.action),
        "condition": span_json(text, directive.condition),
        "deadline": span_json(text, directive.deadline),
        "due": directive.due.isoformat() if directive.due else None,
        "strength": directive.strength,
        "polarity": directive.polarity,
        "inherited": directive.inherited,
        "confidence": round(directive.confidence, 3),
    }


def facts_json(article: Article, facts: Facts) -> dict[str, Any]:
    """The whole document `tomtat.facts/1`: text, source, figures, directives, furniture."""
    text = article.text
    return {
        "schema": "tomtat.facts/1",
        "text": text,
        "source": {
            "id": article.id,
            "origin": article.origin,
            "title": article.title_text or None,
            "words": article.words,
        },
        "figures": [figure_json(article, f) for f in facts.figures],
        "directives": [directive_json(text, d) for d in facts.directives],
        "furniture": [span_json(text, f) for f in article.furniture],
    }
