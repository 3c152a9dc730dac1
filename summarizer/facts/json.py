"""Facts in the shape of the JSON contract, version 1: what `tomtat facts` prints and the scorers read."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from summarizer.document.model import Article, Span
from summarizer.facts.model import DateRange, Directive, Facts, Figure

_FIGURE: Final = ("span", "kind", "value", "unit", "modifier", "indicator", "trend", "basis", "label", "modality")
_DIRECTIVE: Final = (
    *("span", "trigger", "issuer", "addressee", "action", "condition", "deadline"),
    *("due", "strength", "polarity", "inherited"),
)


def _json(text: str, value: object) -> Any:
    """A field as JSON has it; a span with its words: `{"text", "start", "end"}`."""
    match value:
        case Span():
            return {"text": value.of(text), "start": value.start, "end": value.end}
        case DateRange():
            return {"from": _json(text, value.start), "to": _json(text, value.end)}
        case date():
            return value.isoformat()
        case tuple():
            return [_json(text, item) for item in value]
    return value


def figure_json(article: Article, figure: Figure) -> dict[str, Any]:
    """One figure; absent fields are None, never missing. `cell` has the heads over and beside it, outermost first."""
    cell = article.cell_at(figure.span.start)
    heads = None if cell is None else {"row": cell.row, "column": cell.column, "unit": cell.unit}
    return {
        **{name: _json(article.text, getattr(figure, name)) for name in _FIGURE},
        "cell": heads and {name: _json(article.text, place) for name, place in heads.items()},
        "key": figure.key,
        "salience": round(figure.salience, 4),
        "date": _json(article.text, figure.date),
    }


def directive_json(text: str, directive: Directive) -> dict[str, Any]:
    """One directive; absent fields are None, never missing."""
    told = {name: _json(text, getattr(directive, name)) for name in _DIRECTIVE}
    return {**told, "confidence": round(directive.confidence, 3)}


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
        "furniture": [_json(text, f) for f in article.furniture],
    }
