"""One item to one article: a file or address by `document.load`, a JSON line by `document.from_text`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from summarizer import document
from summarizer.digest.inputs import Item, read_line
from summarizer.document import loading
from summarizer.document.failure import LoadError
from summarizer.document.formats.record import day
from summarizer.document.loading import Fetched
from summarizer.document.model import Article
from summarizer.limits import MAX_BYTES


@dataclass(frozen=True, slots=True)
class Limits:
    """How sources are read; as the options of `document.load`."""

    encoding: str | None = None
    max_bytes: int = MAX_BYTES
    allow_private: bool = False


def load(item: Item, limits: Limits) -> Article:
    """The article of an item.

    Raises:
        LoadError: it cannot be read.
    """
    return read(item, limits, fetch(item, limits))


def fetch(item: Item, limits: Limits) -> Fetched | None:
    """The half of `load` that waits for disks and networks, to be done side by side; None for a line of JSON.

    Raises:
        LoadError: as `load`.
    """
    if item.line is not None:
        return None
    return loading.fetch(
        item.source, encoding=limits.encoding, max_bytes=limits.max_bytes, allow_private=limits.allow_private
    )


def read(item: Item, limits: Limits, fetched: Fetched | None) -> Article:
    """The half of `load` that computes.

    Raises:
        LoadError: as `load`.
    """
    if item.line is None:
        loaded = loading.read(fetched) if fetched is not None else load(item, limits)
        return replace(loaded, date=day(item.published)) if item.published and loaded.date is None else loaded
    if item.line[1] > limits.max_bytes:
        raise LoadError("file_too_large", name=item.origin, size=f"{item.line[1]} B", limit=f"{limits.max_bytes} B")
    line = read_line(item)
    title = " ".join(line.title.split()) if line.title else None
    text = line.text
    if title and " ".join(text[: 2 * len(title)].split())[: len(title)] != title:
        text = f"{title}\n\n{text}"
    article = document.from_text(text, origin=line.origin or item.origin, title=title, date=day(line.date))
    if not article.sentences:
        raise LoadError("file_empty", name=item.origin)
    return article
