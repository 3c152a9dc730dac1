"""What the keeper reports to the desk, from its thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from summarizer.store.sessions import Row
from summarizer.store.works import Work


@dataclass(frozen=True)
class Failed:
    """Nothing can be written now; why, in words."""

    words: str


@dataclass(frozen=True)
class Recovered:
    """It can be written again, and all was."""


@dataclass(frozen=True)
class Recalled:
    """The work on the text `id`; None where there is none, or it cannot be read."""

    key: int
    id: str
    work: Work | None


@dataclass(frozen=True)
class Crossed:
    """Another desk had edited this in between; `work` has its words, which gave way."""

    key: int
    work: Work


@dataclass(frozen=True)
class Overtaken:
    """The words of this desk gave way to those of another."""

    key: int


@dataclass(frozen=True)
class Looked:
    """What became of the sources of parked articles: the stamps that they have now ('' where they are gone)."""

    stamps: dict[int, str]


@dataclass(frozen=True)
class Joined:
    """Another desk of this session put these into the queue."""

    rows: list[Row]


@dataclass(frozen=True)
class Marked:
    """Another desk set a note, a star or a tick: what it was when this desk saw it last, and what it is."""

    key: int
    before: dict[str, Any]
    now: dict[str, Any]


Report = Failed | Recovered | Recalled | Crossed | Overtaken | Looked | Joined | Marked
