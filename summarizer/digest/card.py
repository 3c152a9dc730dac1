"""What the digest's overview, calendar and order need of a brief, in short; made once and stored with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from summarizer.brief.directives import directive_blocks
from summarizer.brief.figures import FigureRow, indicators
from summarizer.brief.model import Brief
from summarizer.digest.home import home
from summarizer.digest.objects import acted, full_name, one_day, running_name
from summarizer.digest.readable import SURE, is_body, is_task, is_whole
from summarizer.digest.topics import topic
from summarizer.document.model import Span
from summarizer.store import codec

FIGURES: Final = 3
CHANGES: Final = 2
ORDERS: Final = 3
"""Tasks without a deadline that are kept, of those that can stand alone."""
OPENING: Final = 400
"""Code points of the text that say whose story it is."""


@dataclass(frozen=True, slots=True)
class BigFigure:
    """One of the article's most salient figures in words, with how it moved."""

    indicator: str
    value: str
    salience: float
    span: Span


@dataclass(frozen=True, slots=True)
class Task:
    """A directive. `deadline` in words, empty where it has none; `due` is ISO, or None where the words name no day;
    `ban` where `action` does not forbid in its own words; `confidence` of the marker, 0…1, and 0 where the words of
    the task are not all of it; `strength` as in `facts.model`.
    """

    due: str | None
    deadline: str
    issuer: str
    addressee: str
    action: str
    ban: bool
    polarity: str
    span: Span
    confidence: float = 0.0
    strength: str = "exhort"

    @property
    def sure(self) -> bool:
        """Whether it can stand alone: found with confidence, told whole, and it says who is to act."""
        return self.confidence >= SURE and is_body(self.addressee) and is_task(self.action)


@dataclass(frozen=True, slots=True)
class Card:
    """The short of a brief. `weight`: how much there is to know in it; `opening`: title and first words, for
    ordering stories by what a newsroom asks for; `home`: the place whose bodies it means."""

    topic: str
    weight: float
    figures: tuple[BigFigure, ...]
    tasks: tuple[Task, ...]
    opening: str = ""
    home: str = ""


def make(brief: Brief) -> Card:
    """The card of a brief."""
    rows = sorted(indicators(brief), key=lambda r: (not r.value, -r.salience, r.index))
    figures = tuple(BigFigure(row.indicator, _said(row), row.salience, row.span) for row in rows[:FIGURES])
    tasks = tuple(_tasks(brief))
    due = sum(1 for t in tasks if t.deadline)
    weight = sum(f.salience for f in figures) + min(3, len(brief.facts.directives)) / 3 + min(2, due) / 2
    article = brief.article
    opening = f"{article.title_text}\n{' '.join(s.of(article.text) for s in article.body[:5])[:OPENING]}"
    return Card(topic(article), round(weight, 4), figures, tasks, opening, home(article))


def _said(row: FigureRow) -> str:
    """The value and how it moved, in short."""
    return "; ".join(filter(None, (row.value, *(c.said for c in row.changes[:CHANGES]))))


def _tasks(brief: Brief) -> Iterable[Task]:
    orders = 0
    for block in directive_blocks(brief):
        for row in block.rows:
            directive = brief.facts.directives[row.index]
            action = acted(brief, row)
            words = " ".join(directive.deadline.of(brief.article.text).split()) if directive.deadline else ""
            known = directive.due if one_day(directive.action.of(brief.article.text), words) else None
            due = known.isoformat() if known else None
            task = Task(
                due,
                words,
                running_name(brief.article, block.issuer),
                full_name(brief.article, block.addressee, directive.addressee),
                action or row.action,
                row.ban,
                directive.polarity,
                row.span,
                round(directive.confidence, 3) if action and is_whole(brief.article, directive) else 0.0,
                directive.strength,
            )
            orders += directive.deadline is None and task.sure
            if directive.deadline is not None or (task.sure and orders <= ORDERS):
                yield task


def pack(card: Card) -> str:
    """The card as JSON."""
    return codec.dumps(
        [
            card.topic,
            card.weight,
            [[f.indicator, f.value, round(f.salience, 4), f.span.start, f.span.end] for f in card.figures],
            [
                [
                    *(t.due, t.deadline, t.issuer, t.addressee, t.action, t.ban, t.polarity, t.span.start, t.span.end),
                    *(t.confidence, t.strength),
                ]
                for t in card.tasks
            ],
            card.opening,
            card.home,
        ]
    )


def unpack(text: str) -> Card:
    """The card again; one stored by an earlier version knows no confidence, so nothing of it is sure."""
    import json

    data: list[Any] = json.loads(text)
    return Card(
        data[0],
        data[1],
        tuple(BigFigure(f[0], f[1], f[2], Span(f[3], f[4])) for f in data[2]),
        tuple(Task(t[0], t[1], t[2], t[3], t[4], t[5], t[6], Span(t[7], t[8]), *t[9:11]) for t in data[3]),
        data[4] if len(data) > 4 else "",
        data[5] if len(data) > 5 else "",
    )
