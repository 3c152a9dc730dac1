"""What is found in an article: figures and directives, each a span with its parsed meaning.

Terms follow quantity extraction (MeasEval, SemEval-2021 task 8: quantity, unit, modifier, measured property) and
deontic-modality work (issuer, addressee, action, strength). The fields are those of the JSON contract.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from summarizer.document.model import Span

FigureKind = Literal["money", "percent", "ratio", "count", "measure", "date", "period"]
Modifier = Literal["approx", "over", "under", "at_least", "at_most", "estimate"]
Trend = Literal["up", "down", "reach"]
Strength = Literal["order", "request", "exhort", "petition"]
Polarity = Literal["do", "do_not"]
Modality = Literal["result", "plan", "estimate", "condition"]
Number = int | float
Value = Number | tuple[Number, ...] | str


@dataclass(frozen=True, slots=True)
class DateRange:
    """First and last day that a date or period covers, both inclusive; either may be open."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity or time expression that a reader could check.

    `value` is normalised (`39.740 tỷ đồng` → 39740000000000; a ratio or range → a pair; a date or period → its text),
    `unit` likewise (`VND`, `VND/người/năm`, `%`, `hộ`, `km`; None for dates and periods). `salience` is 0…1 and `key`
    says that a desk editor would want it in a brief. `label` is what its row in a table is called, in words of the
    text (`indicator` is where they stand); `modality` says whether it is told as a result or as something to come.
    """

    span: Span
    kind: FigureKind
    value: Value
    unit: str | None = None
    modifier: Modifier | None = None
    indicator: Span | None = None
    trend: Trend | None = None
    basis: Span | None = None
    key: bool = False
    salience: float = 0.0
    date: DateRange | None = None
    label: str | None = None
    modality: Modality | None = None

    @property
    def amount(self) -> tuple[FigureKind, Value, str | None]:
        """What it says: the same amount twice is one."""
        return self.kind, self.value, self.unit


@dataclass(frozen=True, slots=True)
class Directive:
    """An instruction, request, recommendation or ban, still to be carried out.

    `issuer` may stand in an earlier sentence; `trigger` is None where the directive is inherited from one. `condition`
    is the clause before the action under which alone it holds (`trường hợp … thì`), with the word that ends it.
    """

    span: Span
    action: Span
    trigger: Span | None = None
    issuer: Span | None = None
    addressee: Span | None = None
    deadline: Span | None = None
    due: date | None = None
    strength: Strength = "exhort"
    polarity: Polarity = "do"
    inherited: bool = False
    confidence: float = 1.0
    condition: Span | None = None

    def told(self, text: str) -> str:
        """What is to be done in the words of the text, the condition first."""
        words = self.action.of(text)
        return words if self.condition is None else f"{self.condition.of(text)} {words}"


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Facts:
    """Everything found in one article, in text order.

    `marked` says that the marker has read it; without it there are no directives, and no figure is key.
    """

    figures: tuple[Figure, ...] = ()
    directives: tuple[Directive, ...] = ()
    marked: bool = False
