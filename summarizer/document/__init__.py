"""Loading articles: from any form a newsroom has them in to one frozen text and spans into it.

`load` reads a file, a URL or standard input; `from_text` takes a string; `split_sentences` gives spans alone. The
names are resolved on first use (PEP 562), so that importing the package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.lazy import lazily

if TYPE_CHECKING:
    from summarizer.document.builder import from_text
    from summarizer.document.loading import LoadError, load
    from summarizer.document.members import expand
    from summarizer.document.model import (
        Article,
        Card,
        Encoding,
        Furniture,
        FurnitureKind,
        Paragraph,
        Role,
        Sentence,
        Span,
        TableCell,
    )
    from summarizer.document.sentences import split_sentences

__all__ = [
    "Article",
    "Card",
    "Encoding",
    "Furniture",
    "FurnitureKind",
    "LoadError",
    "Paragraph",
    "Role",
    "Sentence",
    "Span",
    "TableCell",
    "expand",
    "from_text",
    "load",
    "split_sentences",
]

_HOMES = {
    "expand": "members",
    "from_text": "builder",
    "load": "loading",
    "LoadError": "loading",
    "split_sentences": "sentences",
}
__getattr__ = lazily(__name__, dict.fromkeys(__all__, "model") | _HOMES)
