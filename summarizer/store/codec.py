"""Articles, facts and briefs as JSON texts and back. Spans are `[start, end]`; nothing is lost.

The text itself is stored beside, once; what is read back is checked against it, so that a store from elsewhere
cannot point outside.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from summarizer.brief.model import Brief, BriefSentence, CheckedFigure, EngineInfo, Evidence, Fault, LeftOut, Piece
from summarizer.document.model import Article, Card, Encoding, Furniture, Paragraph, Sentence, Span
from summarizer.facts.model import DateRange, Directive, Facts, Figure
from summarizer.store.names import scrub

Json = dict[str, Any]


def dumps(value: object) -> str:
    """Compact JSON; what is not Unicode (a byte in a file's name) is escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":"))
    return text


def pack_layout(article: Article) -> str:
    """All of an article but its text and id."""
    return dumps(
        {
            "origin": scrub(article.origin),
            "title": _span(article.title),
            "paragraphs": [[p.start, p.end, p.role, p.level] for p in article.paragraphs],
            "sentences": [[s.start, s.end, s.paragraph, s.role] for s in article.sentences],
            "furniture": [[f.start, f.end, f.kind] for f in article.furniture],
            "byline": article.byline,
            "date": _iso(article.date),
            "encoding": [article.encoding.name, article.encoding.confidence],
            "warnings": list(article.warnings),
            "card": _card(article.card),
            "doubtful": [_span(span) for span in article.doubtful],
        }
    )


def unpack_article(id: str, text: str, layout: str, origin: str | None = None) -> Article:
    """The article again, with another `origin` where the same text came from several places."""
    data = json.loads(layout)
    return Article(
        id,
        data["origin"] if origin is None else origin,
        text,
        _unspan(data["title"]),
        tuple(Paragraph(*p) for p in data["paragraphs"]),
        tuple(Sentence(*s) for s in data["sentences"]),
        tuple(Furniture(*f) for f in data["furniture"]),
        data["byline"],
        _day(data["date"]),
        Encoding(*data["encoding"]),
        tuple(data["warnings"]),
        _uncard(data.get("card")),
        tuple(Span(*span) for span in data.get("doubtful", ())),
    )


def _card(card: Card | None) -> list[str | None] | None:
    return None if card is None else [card.kind, card.number, card.issuer, _iso(card.date)]


def _uncard(card: list[str | None] | None) -> Card | None:
    return None if card is None else Card(card[0], card[1], card[2], _day(card[3]))


def pack_facts(facts: Facts) -> str:
    """Figures and directives."""
    return dumps(
        {
            "figures": [
                [
                    _span(f.span),
                    f.kind,
                    list(f.value) if isinstance(f.value, tuple) else f.value,
                    f.unit,
                    f.modifier,
                    _span(f.indicator),
                    f.trend,
                    _span(f.basis),
                    f.key,
                    f.salience,
                    [_iso(f.date.start), _iso(f.date.end)] if f.date else None,
                    f.label,
                    f.modality,
                ]
                for f in facts.figures
            ],
            "directives": [
                [
                    _span(d.span),
                    _span(d.action),
                    _span(d.trigger),
                    _span(d.issuer),
                    _span(d.addressee),
                    _span(d.deadline),
                    _iso(d.due),
                    d.strength,
                    d.polarity,
                    d.inherited,
                    d.confidence,
                    _span(d.condition),
                ]
                for d in facts.directives
            ],
            "marked": facts.marked,
        }
    )


def unpack_facts(text: str) -> Facts:
    """The facts again."""
    data = json.loads(text)
    figures = tuple(_figure(*f) for f in data["figures"])
    directives = tuple(_directive(*d) for d in data["directives"])
    return Facts(figures, directives, marked=bool(data.get("marked")))


def _figure(*f: Any) -> Figure:
    value = tuple(f[2]) if isinstance(f[2], list) else f[2]
    days = DateRange(_day(f[10][0]), _day(f[10][1])) if f[10] else None
    return Figure(Span(*f[0]), f[1], value, f[3], f[4], _unspan(f[5]), f[6], _unspan(f[7]), f[8], f[9], days, *f[11:13])


def _directive(*d: Any) -> Directive:
    trigger, issuer, addressee, deadline = (_unspan(place) for place in d[2:6])
    rest = (_day(d[6]), d[7], d[8], bool(d[9]), *d[10:11], *map(_unspan, d[11:12]))  # what older ones lack
    return Directive(Span(*d[0]), Span(*d[1]), trigger, issuer, addressee, deadline, *rest)


def pack_brief(brief: Brief) -> str:
    """All of a brief but its article and facts."""
    engine = brief.engine
    return dumps(
        {
            "engine": [engine.name, engine.model, engine.revision, engine.constrained, engine.note],
            "headline": _sentence(brief.headline) if brief.headline else None,
            "summary": [_sentence(s) for s in brief.summary],
            "left_out": [list(brief.left_out.figures), list(brief.left_out.directives)],
            "warnings": list(brief.warnings),
        }
    )


def unpack_brief(text: str, article: Article, facts: Facts) -> Brief:
    """The brief again.

    Raises:
        ValueError: it points outside the article or the facts.
    """
    data = json.loads(text)
    figures, directives = data["left_out"]
    if max(figures, default=-1) >= len(facts.figures) or max(directives, default=-1) >= len(facts.directives):
        raise ValueError("left out what is not there")
    return Brief(
        article,
        facts,
        EngineInfo(*data["engine"]),
        _unsentence(data["headline"], article) if data["headline"] else None,
        tuple(_unsentence(s, article) for s in data["summary"]),
        LeftOut(tuple(figures), tuple(directives)),
        tuple(data["warnings"]),
    )


def _sentence(s: BriefSentence) -> Json:
    return {
        "text": s.text,
        "evidence": [[e.start, e.end, e.score] for e in s.evidence],
        "status": s.status,
        "figures": [[_span(f.span), f.status, _span(f.source)] for f in s.figures],
        "reasons": list(s.reasons),
        "made": s.made,
        "faults": [[f.kind, f.reason, f.gravity, [*map(_span, f.words)], [*map(_span, f.source)]] for f in s.faults],
        "judged": s.judged,
        "pieces": [[_span(p.span), _span(p.source)] for p in s.pieces],
    }


def _unsentence(data: Json, article: Article) -> BriefSentence:
    evidence = tuple(Evidence(*e) for e in data["evidence"])
    if any(e.end > len(article.text) for e in evidence):
        raise ValueError("evidence outside the text")
    figures = tuple(CheckedFigure(Span(*f[0]), f[1], _unspan(f[2])) for f in data["figures"])
    faults = tuple(
        Fault(kind, reason, gravity, tuple(Span(*w) for w in words), tuple(Span(*w) for w in there))
        for kind, reason, gravity, words, there in data.get("faults", ())
    )
    if any(w.end > len(article.text) for f in faults for w in f.source):
        raise ValueError("a fault outside the text")
    pieces = tuple(Piece(Span(*words), Span(*source)) for words, source in data.get("pieces", ()))
    if any(p.source.end > len(article.text) or p.span.end > len(data["text"]) for p in pieces):
        raise ValueError("a piece outside the text")
    return BriefSentence(
        data["text"],
        evidence,
        data["status"],
        figures,
        tuple(data["reasons"]),
        data.get("made", "written"),
        faults,
        bool(data.get("judged")),
        pieces,
    )


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _unspan(pair: list[int] | None) -> Span | None:
    return None if pair is None else Span(*pair)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
