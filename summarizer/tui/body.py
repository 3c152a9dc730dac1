"""Text, findings and brief of an article: as objects, or packed where nobody looks at them.

As objects an article takes some ten times what it does packed, and a desk holds thousands of which one is read. Packed
ones are opened by themselves where they are asked for, in a millisecond.
"""

from __future__ import annotations

import pickle
import zlib
from dataclasses import dataclass, field
from typing import Final

from summarizer.brief.model import Brief
from summarizer.document.model import Article
from summarizer.facts.model import Facts
from summarizer.tui.edits import History

BOOK: Final = 200_000
"""From so many characters on a text stays as objects: to open it would take longer than a key may."""
_LEVEL: Final = 1
"""Of compression: the higher ones take twice the time for a tenth."""


@dataclass(slots=True)
class Body:
    """What is known of an article beside its place in the queue."""

    article: Article | None = None
    facts: Facts = field(default_factory=Facts)
    brief: Brief | None = None
    history: History | None = None

    @property
    def large(self) -> bool:
        """Whether it is a book."""
        return self.article is not None and len(self.article.text) > BOOK


@dataclass(frozen=True, slots=True)
class Packed:
    """A body in bytes, with what lists ask for: the article's `id`, whether it is `briefed`, …"""

    data: bytes
    id: str
    title: str
    words: int
    briefed: bool
    warnings: int
    edited: bool
    unsure: bool

    def open(self) -> Body:
        """The body; another one each time."""
        # Made by this process a moment ago: safe to unpickle.
        body = pickle.loads(zlib.decompress(self.data))
        assert isinstance(body, Body)
        return body


def compressed(body: Body) -> bytes:
    """A body in bytes."""
    return zlib.compress(pickle.dumps(body, pickle.HIGHEST_PROTOCOL), _LEVEL)
