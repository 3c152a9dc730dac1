"""What the desk asks its inference process, and what that one answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from summarizer.brief.model import Brief, BriefSentence, Options, Progress
from summarizer.document.model import Article
from summarizer.engines.choice import EngineChoice
from summarizer.facts.model import Facts
from summarizer.limits import MAX_BYTES


@dataclass(frozen=True)
class Reading:
    """How articles are loaded; the arguments of `document.load`."""

    encoding: str | None = None
    max_bytes: int = MAX_BYTES
    allow_private: bool = False


LANES: Final = {False: 2, True: 4}
"""Articles that are loaded side by side: files, and what is far."""


# --- requests; `key` is the entry's, `ticket` tells one question from a later one about the same thing


@dataclass(frozen=True)
class Load:
    """Load `source` and find its facts; `piped` is what stdin gave, where that is the source."""

    key: int
    source: str
    piped: bytes | None = None
    reading: Reading = Reading()

    @property
    def far(self) -> bool:
        """Whether it comes over the network, where it may take any time."""
        return "://" in self.source


@dataclass(frozen=True)
class Compose:
    """Brief an article."""

    key: int
    ticket: int
    article: Article
    facts: Facts
    engine: EngineChoice
    options: Options


@dataclass(frozen=True)
class Check:
    """Check words that a journalist wrote against the article."""

    ticket: int
    article: Article
    facts: Facts
    text: str


@dataclass(frozen=True)
class Render:
    """A brief as a file of `format`."""

    ticket: int
    brief: Brief
    format: str


@dataclass(frozen=True)
class Recount:
    """What an edited brief leaves out."""

    key: int
    ticket: int
    brief: Brief


@dataclass(frozen=True)
class Cancel:
    """Stop composing, if `ticket` is what is being composed."""

    ticket: int


@dataclass(frozen=True)
class Warm:
    """Load the engine before it is needed."""

    engine: EngineChoice


Request = Load | Compose | Check | Render | Recount | Cancel | Warm


# --- replies


@dataclass(frozen=True)
class Loaded:
    """An article and what was found in it; `facts` is empty and `trouble` says why where finding failed.

    `stamp` is that of the file when it was read (`stamps`).
    """

    key: int
    article: Article
    facts: Facts
    trouble: str = ""
    stamp: str = "?"


@dataclass(frozen=True)
class LoadFailed:
    """In words, why an article could not be loaded."""

    key: int
    error: str


@dataclass(frozen=True)
class Progressed:
    """Composing goes on."""

    key: int
    ticket: int
    progress: Progress


@dataclass(frozen=True)
class Composed:
    """A brief is ready."""

    key: int
    ticket: int
    brief: Brief


@dataclass(frozen=True)
class ComposeFailed:
    """No brief: `error` in words, empty where it was cancelled."""

    key: int
    ticket: int
    error: str = ""


@dataclass(frozen=True)
class CheckedText:
    """The verdict on edited words; empty `sentences` and an `error` where the check itself failed."""

    ticket: int
    sentences: tuple[BriefSentence, ...]
    error: str = ""


@dataclass(frozen=True)
class Rendered:
    """A file's bytes, or why there are none."""

    ticket: int
    data: bytes
    error: str = ""


@dataclass(frozen=True)
class Recounted:
    """The brief again, with its `left_out` as it is now."""

    key: int
    ticket: int
    brief: Brief


@dataclass(frozen=True)
class EngineState:
    """The engine is being loaded, or is ready; `note` says in words that it stands in for another."""

    loading: bool
    name: str = ""
    note: str = ""


@dataclass(frozen=True)
class Died:
    """The process ended by itself; `detail` is the last line it said, `again` whether another was started."""

    detail: str
    again: bool = True


Reply = (
    Loaded
    | LoadFailed
    | Progressed
    | Composed
    | ComposeFailed
    | CheckedText
    | Rendered
    | Recounted
    | EngineState
    | Died
)
