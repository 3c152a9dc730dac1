"""Figures and directives in words, one row each: what the table and the CSV of `tomtat facts` are made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer import locale
from summarizer.brief.figures import moved
from summarizer.brief.rendering.places import Places
from summarizer.document.model import Article, Span
from summarizer.facts.model import DateRange, Directive, Facts, Figure, Value
from summarizer.text.clean import clean


@dataclass(frozen=True)
class FigureRow:
    """A figure; absent parts are empty. `told` is its text with the source's word for how it moved."""

    key: bool
    place: str
    text: str
    told: str
    indicator: str
    value: str
    unit: str
    kind: str
    modifier: str
    trend: str
    basis: str
    row: str
    column: str
    dates: str
    start: int
    end: int


@dataclass(frozen=True)
class DirectiveRow:
    """A directive; absent parts are empty."""

    place: str
    issuer: str
    addressee: str
    action: str
    deadline: str
    due: str
    strength: str
    polarity: str
    inherited: bool
    start: int
    end: int


def figure_rows(article: Article, facts: Facts) -> Iterator[FigureRow]:
    """The figures in text order."""
    places = Places(article)
    for figure in facts.figures:
        cell = article.cell_at(figure.span.start)
        yield FigureRow(
            key=figure.key,
            place=places.short(figure.span),
            text=_said(article, figure.span),
            told=moved(article, figure) if figure.trend else _said(article, figure.span),
            indicator=(figure.label or "" if article.cell_at(figure.span.start) else "")
            or _said(article, figure.indicator),
            value=shown_value(figure),
            unit=figure.unit or "",
            kind=_word("kind", figure.kind),
            modifier=_word("modifier", figure.modifier),
            trend=_word("trend", figure.trend),
            basis=_said(article, figure.basis),
            row=_heads(article, cell.row if cell else ()),
            column=_heads(article, cell.column if cell else ()),
            dates=shown_dates(figure.date),
            start=figure.span.start,
            end=figure.span.end,
        )


def directive_rows(article: Article, facts: Facts) -> Iterator[DirectiveRow]:
    """The directives in text order."""
    places = Places(article)
    for directive in facts.directives:
        yield DirectiveRow(
            place=places.short(directive.span),
            issuer=_said(article, directive.issuer),
            addressee=_said(article, directive.addressee),
            action=clean(directive.told(article.text)),
            deadline=_said(article, directive.deadline),
            due=directive.due.isoformat() if directive.due else "",
            strength=_strength(directive),
            polarity=_word("polarity", directive.polarity),
            inherited=directive.inherited,
            start=directive.span.start,
            end=directive.span.end,
        )


def _said(article: Article, span: Span | None) -> str:
    return clean(span.of(article.text)) if span else ""


def _heads(article: Article, heads: Sequence[Span]) -> str:
    return " › ".join(_said(article, head) for head in heads)


def _word(table: str, key: str | None) -> str:
    return locale.text(f"cli_facts.{table}.{key}") if key else ""


def _strength(directive: Directive) -> str:
    strength = _word("strength", directive.strength)
    return f"{strength} ({_word('polarity', 'do_not')})" if directive.polarity == "do_not" else strength


def shown_value(figure: Figure) -> str:
    """The normalised value as the language in use writes numbers; empty for dates, whose text says it."""
    if figure.kind in ("date", "period"):
        return ""
    return _value(figure.value, "/" if figure.kind == "ratio" else "–")


def _value(value: Value, between: str) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return between.join(locale.number(part) for part in value)
    return locale.number(value)


def shown_dates(dates: DateRange | None) -> str:
    """ISO days: one, or first and last with `…` for an open end; whole years as years (`2021 – 2025`)."""
    if dates is None:
        return ""
    first, last = dates.start, dates.end
    if first and last and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} – {last.year}"
    said = [day.isoformat() if day else "…" for day in (first, last)]
    return said[0] if first == last else " – ".join(said)
