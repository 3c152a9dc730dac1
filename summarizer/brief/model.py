"""The brief and its parts: sentences tied to evidence, checked figure by figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from summarizer.document.model import Article, Span
from summarizer.facts.model import Facts

SentenceStatus = Literal["supported", "replaced", "unsupported"]
FigureStatus = Literal["supported", "elsewhere", "unsupported"]
Made = Literal["copied", "edited", "written"]
"""Whether a sentence stands in the source as it is, was made of its words by cutting or joining, or is worded anew."""
Gravity = Literal["error", "note"]
Stage = Literal["loading", "reading", "writing", "checking", "done"]


@dataclass(frozen=True, slots=True, order=True)
class Evidence(Span):
    """A span of the source that a brief sentence rests on; `score` 0…1 (1 for a sentence taken as it stands)."""

    score: float = 1.0


@dataclass(frozen=True, slots=True)
class CheckedFigure:
    """A figure of a brief sentence: `span` into the sentence, `source` into the article (its partner, if any)."""

    span: Span
    status: FigureStatus
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that a sentence has otherwise than its source, in words; a `note` does not make it unsupported.

    `kind` is one of the judge's (`number`, `role`, `negation` …), or `quote`, `context`; `words` are spans of the
    sentence, `source` of the article. Both may be empty.
    """

    kind: str
    reason: str
    gravity: Gravity = "error"
    words: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """What the gate says of one sentence; `judged` where its meaning was compared, not its numbers and names alone."""

    status: SentenceStatus
    figures: tuple[CheckedFigure, ...] = ()
    faults: tuple[Fault, ...] = ()
    made: Made = "written"
    judged: bool = False

    @property
    def reasons(self) -> tuple[str, ...]:
        """The faults in words; empty where all is well."""
        return tuple(f.reason for f in self.faults)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a brief sentence that stand in the article: `span` into the sentence, `source` into the article.

    Both are of one length, and the same letter by letter but for capitals and line ends.
    """

    span: Span
    source: Span


@dataclass(frozen=True, slots=True)
class BriefSentence:
    """One sentence of a brief with its evidence and the gate's verdict.

    `made` says whether its words were copied in one stretch, put together from several, or written. Of the first two
    `pieces` are where the words come from; what lies between is punctuation and linking words (`drafting.LINKS`).
    `reasons` are the faults in words, and whatever else is to be said of the sentence.
    """

    text: str
    evidence: tuple[Evidence, ...] = ()
    status: SentenceStatus = "supported"
    figures: tuple[CheckedFigure, ...] = ()
    reasons: tuple[str, ...] = ()
    made: Made = "written"
    faults: tuple[Fault, ...] = ()
    judged: bool = False
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """Which engine made a brief; `note` says in words that it stands in for another, else None."""

    name: str
    model: str | None
    revision: str
    constrained: bool
    note: str | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Indices into `Facts` of key figures and directives that no summary sentence carries."""

    figures: tuple[int, ...] = ()
    directives: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief of one article."""

    article: Article
    facts: Facts
    engine: EngineInfo
    headline: BriefSentence | None
    summary: tuple[BriefSentence, ...]
    left_out: LeftOut = LeftOut()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """How long a brief should be: `sentences` if given, else about `words` syllables."""

    words: int = 100
    sentences: int | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """Where composing stands; `sentence` is the one just written or growing (index `done`), None otherwise."""

    stage: Stage
    done: int = 0
    total: int = 0
    sentence: BriefSentence | None = None


OnProgress = Callable[[Progress], None]

__all__ = [
    "Brief",
    "BriefSentence",
    "Checked",
    "CheckedFigure",
    "EngineInfo",
    "Evidence",
    "Fault",
    "FigureStatus",
    "Gravity",
    "LeftOut",
    "Made",
    "OnProgress",
    "Options",
    "Piece",
    "Progress",
    "SentenceStatus",
    "Stage",
]
