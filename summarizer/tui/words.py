"""What figures, directives, numbers and places are called on the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from summarizer import locale
from summarizer.document.model import Article, Span
from summarizer.facts.model import Directive, Figure, Number, Strength, Value
from summarizer.tui.entry import Entry
from summarizer.tui.layout import shown
from summarizer.tui.search import plain

BARS: Final[dict[Strength, str]] = {"order": "┃", "request": "│", "exhort": "┆", "petition": "┊"}
"""The stronger a directive, the firmer its bar: readable without colour."""

ARROWS = {"up": "▲", "down": "▼", "reach": "●"}


def number(value: Number) -> str:
    """A number as the language in use writes it (`1.234,5` in Vietnamese)."""
    text = f"{value:,.10g}" if isinstance(value, int) or abs(value) < 1e10 else f"{value:,.2f}"
    if isinstance(value, int):
        text = f"{value:,}"
    if "." in text and "e" not in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,")) if locale.current() == "vi" else text


def value_words(value: Value, unit: str | None) -> str:
    """A normalised value with its unit, for people; a pair as a range (of a ratio: `15 / 18`)."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        text = (" / " if unit is None or unit == "ratio" else " - ").join(number(part) for part in value)
    else:
        text = number(value)
    if not unit:
        return text
    return f"{text}{unit}" if unit == "%" else f"{text} {unit}"


def day(value: date) -> str:
    """A date in figures."""
    return f"{value.day:02}/{value.month:02}/{value.year}" if locale.current() == "vi" else value.isoformat()


def place(entry: Entry) -> str:
    """Where an entry is from, short: a file's folder, a URL's host."""
    if entry.source == "-":
        return "stdin"
    if "://" in entry.source:
        return shown(urlsplit(entry.source).netloc.rpartition("@")[2])
    return shown(Path(entry.source).name)


def file_name(entry: Entry) -> str:
    """A name for what is made of an entry: its file's, or its title's first words where it was piped or pasted in."""
    if entry.source != "-":
        return Path(entry.name).stem or "tin"
    return "-".join(re.findall("[a-z0-9]+", plain(entry.title))[:8]) or "tin"


def one_line(text: str) -> str:
    """White space of any kind as single spaces; nothing that a terminal acts on."""
    return shown(" ".join(text.split()))


def said(article: Article, span: Span | None) -> str:
    """The words of a span on one line; empty for None."""
    return one_line(span.of(article.text)) if span else ""


def figure_card(article: Article, figure: Figure) -> Iterator[tuple[str, str]]:
    """What is known of a figure, as (label, words)."""
    text = locale.text
    kind = text(f"tui.kind.{figure.kind}")
    if figure.key:
        kind = f"{kind} · {text('tui.card.key')}"
    yield text("tui.card.kind"), f"{kind} · {text('tui.card.salience', n=round(100 * figure.salience))}"
    if not isinstance(figure.value, str):
        value = value_words(figure.value, figure.unit)
        if figure.modifier:
            value = f"{text(f'tui.modifier.{figure.modifier}')} {value}"
        yield text("tui.card.value"), value
    elif figure.modifier:
        yield text("tui.card.value"), text(f"tui.modifier.{figure.modifier}")
    if figure.date and (figure.date.start or figure.date.end):
        first, last = figure.date.start, figure.date.end
        days = [day(d) if d else "…" for d in ((first,) if first == last else (first, last))]
        yield text("tui.card.date"), " - ".join(days)
    if figure.indicator:
        yield text("tui.card.indicator"), said(article, figure.indicator)
    if figure.trend:
        yield text("tui.card.trend"), f"{ARROWS[figure.trend]} {text(f'tui.trend.{figure.trend}')}"
    if figure.basis:
        yield text("tui.card.basis"), said(article, figure.basis)


def directive_card(article: Article, directive: Directive) -> Iterator[tuple[str, str]]:
    """What is known of a directive, as (label, words)."""
    text = locale.text
    strength = text(f"tui.strength.{directive.strength}")
    if directive.polarity == "do_not":
        strength = f"{strength} · {text('tui.card.do_not')}"
    if directive.inherited:
        strength = f"{strength} · {text('tui.card.inherited')}"
    yield text("tui.card.strength"), strength
    for label, span in (
        ("issuer", directive.issuer),
        ("addressee", directive.addressee),
    ):
        if span:
            yield text(f"tui.card.{label}"), said(article, span)
    yield text("tui.card.action"), one_line(directive.told(article.text))
    if directive.deadline or directive.due:
        words = said(article, directive.deadline)
        due = day(directive.due) if directive.due else ""
        both = f"{words} ({due})" if words and due else words or due
        yield text("tui.card.deadline"), both
