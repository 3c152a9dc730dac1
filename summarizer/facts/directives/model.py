"""What the parts of the reader hand to each other: a read sentence, an order, a directive still in tokens."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.document.model import Sentence, Span
from summarizer.facts.directives.cast import Cast
from summarizer.facts.directives.frames import Frame
from summarizer.facts.directives.speech import Attribution, Speaker
from summarizer.facts.model import Strength
from summarizer.facts.phrases import Line


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence as a line, with its actors and attributions."""

    sentence: Sentence
    line: Line
    actors: Cast
    said: list[Attribution]


@dataclass(frozen=True, slots=True)
class Order:
    """The last directive: what a clause without a trigger goes on under; `age` counts the sentences since.

    `listed` says that the addressee stands in a heading (`2. Công an tỉnh`), so that all below it is for them.
    """

    issuer: Speaker | None
    addressee: Span | None
    strength: Strength
    deadline: Span | None = None
    age: int = 0
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A directive in tokens of its line; `addressee` is one that stands elsewhere than in the frame."""

    start: int
    end: int
    frame: Frame
    strength: Strength
    trigger: tuple[int, int] | None
    issuer: Speaker | None
    inherited: bool = False
    addressee: Span | None = None
    deadline: Span | None = None

    def whom(self, line: Line) -> Span | None:
        """The addressee, in the frame or elsewhere."""
        return line.span(*self.frame.addressee) if self.frame.addressee else self.addressee
