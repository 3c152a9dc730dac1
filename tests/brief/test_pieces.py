"""No brief holds a word that its article lacks: each sentence says where its words stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.brief import compose
from summarizer.brief.drafting import LINKS
from summarizer.document import from_text, load
from summarizer.document.model import Article
from summarizer.engines.registry import load as load_engine
from tests.brief.documents import DECISION, ORDER, REPORT

# what OCR reads is tried where the samples are
SAMPLES = sorted(
    p
    for p in (Path(__file__).parents[2] / "samples").iterdir()
    if not p.name.endswith(("README.md", ".jpg", ".scan.pdf"))
)
_WORDS = {word for link in LINKS for word in link.split()}


def strangers(article: Article) -> list[str]:
    """Words of the brief of an article that are neither its own nor linking words."""
    found = []
    for sentence in compose(article, load_engine("extractive")).summary:
        rest = list(sentence.text)
        for piece in sentence.pieces:
            said, source = piece.span.of(sentence.text), piece.source.of(article.text)
            if said.casefold() != source.replace("\n", " ").casefold():
                found.append(said)
            rest[piece.span.start : piece.span.end] = " " * len(piece.span)
        left = "".join(" " if c in ".,;:" else c for c in rest).lower().split()
        found += [word for word in left if word not in _WORDS]
    return found


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.name)
def test_the_brief_of_a_sample_is_its_articles_own_words(path: Path) -> None:
    assert strangers(load(path)) == []


@pytest.mark.parametrize("text", [DECISION, ORDER, REPORT])
def test_the_brief_of_a_document_is_its_own_words(text: str) -> None:
    assert strangers(from_text(text)) == []
