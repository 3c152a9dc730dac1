"""The three things an engine can do, as protocols; engines know the document and nothing above it.

A `Scorer` says how much each unit matters, a `Rewriter` words groups of units anew, a `Generator` writes a whole
brief from the article. `brief` selects, words and checks with whichever it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event
from typing import Literal, Protocol, runtime_checkable

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


@dataclass(frozen=True, slots=True)
class Scores:
    """`relevance` (units,): higher matters more, comparable within one article only.

    `embeddings` (units, d), L2-normalised, or None where the scorer has none.
    """

    relevance: FloatArray
    embeddings: FloatArray | None = None


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


class Rewriter(Protocol):
    """Says each group of units again in one plain sentence."""

    name: str
    revision: str
    constrained: bool
    """Whether a number that the group does not hold cannot be written."""

    def rewrite(
        self,
        article: Article,
        groups: Sequence[Sequence[Span]],
        *,
        on_text: Callable[[int, str], None] | None = None,
        cancelled: Event | None = None,
    ) -> list[str]:
        """One sentence a group. `on_text(group, text so far)` streams from the calling thread.

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


@runtime_checkable
class BatchRewriter(Rewriter, Protocol):
    """A rewriter that takes several articles in one pass."""

    def rewrite_many(
        self, articles: Sequence[tuple[Article, Sequence[Sequence[Span]]]], *, cancelled: Event | None = None
    ) -> list[list[str]]:
        """`Rewriter.rewrite` of each article with its groups, in order."""
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
    """What a brief is made with. A generator, or a scorer with or without a rewriter.

    `fallback` says in words why this engine stands in for the one asked for; None where it does not.
    """

    name: str
    scorer: Scorer | None = None
    rewriter: Rewriter | None = None
    generator: Generator | None = None
    model: str | None = None
    revision: str = ""
    constrained: bool = True
    fallback: str | None = None
