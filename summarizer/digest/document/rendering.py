"""Formats of the digest, each written piece by piece so that a thousand stories need no more room than one."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.digest.document.model import Digest
from summarizer.store import Store


def render(digest: Digest, store: Store, format: str, *, width: int = 100) -> Iterator[str]:
    """The document in pieces; joined they are the file, ending with a line end. `width` (columns) is for text.

    Raises:
        ValueError: no such format.
        StoreError: the store cannot be read.
    """
    if format == "markdown":
        from summarizer.digest.document.markdown import pieces as markdown

        return markdown(digest, store)
    if format == "text":
        from summarizer.digest.document.text import pieces as text

        return text(digest, store, width)
    if format == "json":
        from summarizer.digest.document.json import pieces as json

        return json(digest, store)
    if format == "html":
        from summarizer.digest.document.html import pieces as html

        return html(digest, store)
    raise ValueError(f"no such format: {format!r}")
