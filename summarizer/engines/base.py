"""What an engine can do, as protocols; engines know the document and nothing above it.

A `Scorer` says how much each unit matters, a `Marker` who is to do what by when and what the figures measure, a `Judge`
whether a sentence is borne out, a `Generator` writes a whole brief from the article. `facts` and `brief` work with
whichever they are given.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from threading import Event
from typing import Literal, NamedTuple, Protocol, get_args, runtime_checkable

import numpy as np
import numpy.typing as npt

from summarizer.document.model import Article, Span

FloatArray = npt.NDArray[np.float32]
Task = Literal["brief", "lead"]


@dataclass(frozen=True, slots=True)
class Features:
    """What a scorer needs to know of the units beyond the text: `values` is (units, len(names))."""

    names: tuple[str, ...]
    values: FloatArray


class Choosing(Protocol):
    """What a scorer has learned of choosing whole briefs of one article."""

    def next(self, taken: Sequence[int], room: float) -> tuple[FloatArray, FloatArray]:
        """Of a brief that has the units `taken`: what comes next, what leans.

        `room` is what is left to fill, 1 as much as the longest briefs have that it learned from.

        Returns:
            Logits (units + 1,) of each unit, the end of the brief last; and 0…1 (units,) whether a unit leans on
            others.
        """
        ...


class Scores:
    """What a scorer says of the units of an article; `choosing` is None where it has not learned to choose.

    `relevance` may be given as a function, for a scorer to which it costs a pass of its own: where briefs are chosen by
    `choosing`, hardly any needs it.
    """

    def __init__(self, relevance: FloatArray | Callable[[], FloatArray], choosing: Choosing | None = None) -> None:
        self._relevance = relevance
        self.choosing = choosing

    @cached_property
    def relevance(self) -> FloatArray:
        """(units,): higher matters more, comparable within one article only."""
        return self._relevance() if callable(self._relevance) else self._relevance


Strength = Literal["order", "request", "exhort", "petition"]
STRENGTHS: tuple[Strength, ...] = get_args(Strength)


@dataclass(frozen=True, slots=True)
class Slot:
    """A span that is pointed at, and how surely: `confidence` 0…1 against there being none."""

    span: Span
    confidence: float


@dataclass(frozen=True, slots=True)
class DirectiveMark:
    """An action that somebody is to carry out; `inherited` 0…1 says that it goes on under an earlier trigger."""

    action: Span
    confidence: float
    strength: Strength
    inherited: float
    trigger: Slot | None = None
    issuer: Slot | None = None
    addressee: Slot | None = None
    deadline: Slot | None = None


@dataclass(frozen=True, slots=True)
class FigureMark:
    """What is marked of one figure: `key` 0…1 that an editor would want it, and the words that name it."""

    key: float
    label: Slot | None = None


class Tags(NamedTuple):
    """Log probabilities that an action begins at a place, goes on there, that none is there, and none just before."""

    begin: float
    inside: float
    outside: float
    before: float


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of an article: directives in text order, and one mark a figure, in the order given.

    `tags` are those of the places within directives where something may begin, if the marker tells them.
    """

    directives: tuple[DirectiveMark, ...]
    figures: tuple[FigureMark, ...]
    tags: Mapping[int, Tags] = field(default_factory=dict)


class Cancelled(Exception):
    """Raised by an engine that saw its cancel event set."""


class Scorer(Protocol):
    """Relevance of units of an article."""

    name: str
    revision: str
    reads_features: bool
    """Whether `score` looks at the features it is given."""

    def score(
        self,
        article: Article,
        units: Sequence[Span],
        features: Features | None = None,
        *,
        task: Task = "brief",
        cancelled: Event | None = None,
    ) -> Scores:
        """Score every unit (sentence or clause), in the order given.

        Raises:
            Cancelled: `cancelled` was set.
        """
        ...


class Marker(Protocol):
    """Marks of an article: its directives with their slots, which figures are key, and what they measure."""

    revision: str

    def mark(
        self, article: Article, times: Sequence[Span], quantities: Sequence[Span], *, cancelled: Event | None = None
    ) -> Marks:
        """Mark an article whose figures are given: dates and periods as `times`, all others as `quantities`.

        `Marks.figures` are those of `times`, then those of `quantities`.

        Raises:
            Cancelled: `cancelled` was set.
        """
        ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the judge says of a sentence: how likely it is false (0…1), of what kind, at which of its words.

    `kind` and `words` are None and empty where it is taken as borne out. `evidence` are the sentences that were read,
    as indices into `Article.sentences`. `short` is how much lacks to an objection, in log odds: exact evidence that the
    judge does not have may make up for it.
    """

    false: float
    kind: str | None
    words: tuple[Span, ...]
    evidence: tuple[int, ...]
    short: float = math.inf


class Judge(Protocol):
    """Whether sentences say what an article says."""

    revision: str

    def judge(self, article: Article, claims: Sequence[str], *, cancelled: Event | None = None) -> list[Verdict]:
        """A verdict on each claim, read beside the sentences of the article that hold most of it.

        Raises:
            Cancelled: `cancelled` was set.
        """
        ...


@runtime_checkable
class BatchScorer(Scorer, Protocol):
    """A scorer that takes several articles in one pass."""

    def score_many(
        self,
        articles: Sequence[tuple[Article, Sequence[Span]]],
        *,
        task: Task = "brief",
        cancelled: Event | None = None,
    ) -> list[Scores]:
        """`Scorer.score` of each article with its units, in order."""
        ...


class Generator(Protocol):
    """Writes a brief from the whole article; its evidence is found by alignment afterwards."""

    name: str
    revision: str
    constrained: bool

    def generate(
        self,
        article: Article,
        *,
        words: int,
        on_text: Callable[[str], None] | None = None,
        cancelled: Event | None = None,
    ) -> str:
        """A brief of about `words` syllables. `on_text(text so far)` streams from the calling thread.

        Raises:
            Cancelled: `cancelled` was set.
        """
        ...


@dataclass(frozen=True, slots=True)
class Engine:
    """What a brief is made with. A generator or a scorer; a marker where there is one.

    `judge` compares what a generator words with its source; None where there is nothing to compare.
    `fallback` says in words why this engine stands in for the one asked for; None where it does not.
    """

    name: str
    scorer: Scorer | None = None
    generator: Generator | None = None
    marker: Marker | None = None
    judge: Judge | None = None
    model: str | None = None
    revision: str = ""
    constrained: bool = True
    fallback: str | None = None
