"""A marker that answers what a test says, and marks made of the words of a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Event

from summarizer import facts
from summarizer.document import from_text
from summarizer.document.model import Article, Span
from summarizer.engines.base import DirectiveMark, FigureMark, Marks, Slot


@dataclass
class Scripted:
    """A marker that answers what the test says."""

    directives: tuple[DirectiveMark, ...] = ()
    key: float = 0.9
    label: Slot | None = None
    revision: str = "scripted"
    asked: int = 0

    def mark(
        self, article: Article, times: Sequence[Span], quantities: Sequence[Span], *, cancelled: Event | None = None
    ) -> Marks:
        self.asked += 1
        return Marks(self.directives, tuple(FigureMark(self.key, self.label) for _ in (*times, *quantities)))


def at(text: str, piece: str, after: int = 0) -> Span:
    start = text.index(piece, after)
    return Span(start, start + len(piece))


def slot(text: str, piece: str, confidence: float = 0.9) -> Slot:
    return Slot(at(text, piece), confidence)


def mark(text: str, action: str, **slots: Slot) -> DirectiveMark:
    return DirectiveMark(at(text, action), 0.9, "order", 0.0 if "trigger" in slots else 0.9, **slots)


def said(text: str, span: Span | None) -> str | None:
    return span.of(text) if span else None


def orders_of(text: str, *marks: DirectiveMark) -> list[tuple[str | None, str | None, str | None]]:
    """Addressee, action and deadline of the directives that come of the marks."""
    found = facts.find(from_text(text), Scripted(marks)).directives
    return [(said(text, d.addressee), said(text, d.action), said(text, d.deadline)) for d in found]
