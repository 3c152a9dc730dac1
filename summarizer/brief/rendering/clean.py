"""Text from outside made fit for a terminal or a line of Markdown: no controls, no direction overrides, one line."""

from __future__ import annotations

import re

from summarizer.document.model import Article, Span

# C0 and C1 controls, zero-width and bidirectional marks that can reorder or hide what is shown, line separators,
# tag characters, unpaired surrogates
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACE = re.compile(r"\s+")


def clean(text: str) -> str:
    """`text` on one line without anything that a terminal would obey."""
    return _SPACE.sub(" ", _HIDDEN.sub("", text)).strip()


def words_of(article: Article, span: Span | None) -> str:
    """The words of a span on one line, without the mark that ends a document; empty for None."""
    return clean(span.of(article.text)).removesuffix("./") if span is not None else ""
