"""The JSON contract, version 1: `tomtat.brief/1`, `tomtat.facts/1`, `tomtat.check/1`.

Offsets count code points of `text`. What is absent is null, never missing. The schemas lie in `brief/schema/`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from summarizer.brief.model import Brief, BriefSentence
from summarizer.document.model import Article, Span
from summarizer.facts.json import directive_json, facts_json, figure_json
from summarizer.facts.model import Facts

Json = dict[str, Any]


def dumps(document: Json) -> str:
    """A document as indented JSON, one line end at the end."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def brief_document(brief: Brief) -> Json:
    """`tomtat.brief/1`."""
    article, engine = brief.article, brief.engine
    return {
        "schema": "tomtat.brief/1",
        "text": article.text,
        "source": source(article),
        "document": document(article),
        "engine": {
            "name": engine.name,
            "model": engine.model,
            "revision": engine.revision,
            "constrained": engine.constrained,
            "note": engine.note,
        },
        "headline": sentence(article, brief.headline) if brief.headline else None,
        "summary": [sentence(article, s) for s in brief.summary],
        "figures": [figure_json(article, f) for f in brief.facts.figures],
        "directives": [directive_json(article.text, d) for d in brief.facts.directives],
        "left_out": {"figures": list(brief.left_out.figures), "directives": list(brief.left_out.directives)},
        "furniture": [span(article, f) for f in article.furniture],
        "warnings": list(brief.warnings),
    }


def facts_document(article: Article, facts: Facts) -> Json:
    """`tomtat.facts/1`."""
    return facts_json(article, facts)


def check_document(article: Article, sentences: Iterable[BriefSentence]) -> Json:
    """`tomtat.check/1`."""
    return {
        "schema": "tomtat.check/1",
        "source": source(article),
        "sentences": [sentence(article, s) for s in sentences],
    }


def source(article: Article) -> Json:
    """Where an article comes from."""
    return {
        "id": article.id,
        "origin": article.origin,
        "title": article.title_text or None,
        "words": article.words,
    }


def document(article: Article) -> Json | None:
    """The card of an official document, null for any other text."""
    card = article.card
    if card is None:
        return None
    day = card.date.isoformat() if card.date else None
    return {"kind": card.kind, "number": card.number, "issuer": card.issuer, "date": day}


def span(article: Article, place: Span) -> Json:
    """A span with its words."""
    return {"text": place.of(article.text), "start": place.start, "end": place.end}


def _optional(article: Article, place: Span | None) -> Json | None:
    return span(article, place) if place is not None else None


def sentence(article: Article, made: BriefSentence) -> Json:
    """A brief sentence; the offsets of its figures point into the sentence, those of their sources into the article."""
    return {
        "text": made.text,
        "evidence": [{**span(article, e), "score": round(e.score, 4)} for e in made.evidence],
        "status": made.status,
        "figures": [
            {
                "text": f.span.of(made.text),
                "start": f.span.start,
                "end": f.span.end,
                "status": f.status,
                "source": _optional(article, f.source),
            }
            for f in made.figures
        ],
        "reasons": list(made.reasons),
        "made": made.made,
        "pieces": [{"start": p.span.start, "end": p.span.end, "source": span(article, p.source)} for p in made.pieces],
        "judged": made.judged,
        "faults": [
            {
                "kind": f.kind,
                "gravity": f.gravity,
                "reason": f.reason,
                "words": [{"text": w.of(made.text), "start": w.start, "end": w.end} for w in f.words],
                "source": [span(article, w) for w in f.source],
            }
            for f in made.faults
        ],
    }
