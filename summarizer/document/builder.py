"""From a decoded string to an Article."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date as Date
from itertools import groupby
from typing import Final

from summarizer.document import furniture, metadata, paragraphs
from summarizer.document import title as titles
from summarizer.document.captions import Piece, pieces
from summarizer.document.model import (
    Article,
    Encoding,
    Furniture,
    FurnitureKind,
    Paragraph,
    Role,
    Sentence,
    Span,
)
from summarizer.document.normalize import normalize
from summarizer.document.paragraphs import Block
from summarizer.document.sentences import split_sentences

_UTF8: Final = Encoding("utf-8")


def from_text(
    text: str,
    *,
    origin: str = "-",
    title: str | None = None,
    date: Date | None = None,
    byline: str | None = None,
    hints: Sequence[Paragraph | Furniture] = (),
    encoding: Encoding = _UTF8,
    warnings: Iterable[str] = (),
) -> Article:
    """An article from text already decoded; pure, and linear in its length.

    Args:
        origin: where it came from, for people.
        title: known from elsewhere (metadata); looked for in the text, otherwise the first line is weighed.
        date, byline: known from elsewhere; win over what the text says.
        hints: the paragraphs, where the format tells them (HTML, DOCX, PDF …): ordered, disjoint, without white space at
            their ends, covering all else; spans into `text`, which must then be normalised already. A `Furniture` is one
            that does not belong to the article. What a hint calls `body` may still turn out to be more.
        encoding, warnings: handed through to the article.

    Text that is NFC with `\\n` line ends and holds nothing invisible keeps its offsets exactly.
    """
    text = normalize(text)
    found = paragraphs.hinted(text, hints) if hints else paragraphs.blocks(text)
    kinds = furniture.mark(found)
    for i, hint in enumerate(hints):
        if isinstance(hint, Furniture):
            kinds[i] = hint.kind
        elif hint.role == "table":  # `a | b | c` is no menu there
            kinds[i] = None
    known = titles.known_title(text, found, title) if title else None
    head = known or titles.find_title(text, found, [k is not None for k in kinds])
    if head:
        kinds[head[0]] = None
    roles = _roles(found, kinds, head[0] if head else None)
    body_end = max((i for i, role in enumerate(roles) if role != "furniture"), default=-1)
    cut = [
        _pieces(text, block, role, kind, index == body_end)
        for index, (block, role, kind) in enumerate(zip(found, roles, kinds, strict=True))
    ]
    sentences = tuple(
        Sentence(p.span.start, p.span.end, index, "furniture" if p.kind else roles[index])
        for index, group in enumerate(cut)
        for p in group
    )
    return Article(
        id=hashlib.sha256(text.encode()).hexdigest(),
        origin=origin,
        text=text,
        title=head[1] if head else None,
        paragraphs=tuple(
            Paragraph(b.start, b.end, role, b.level if role == "heading" else 0)
            for b, role in zip(found, roles, strict=True)
        ),
        sentences=sentences,
        furniture=tuple(_furniture(cut)),
        byline=byline or metadata.byline(found, kinds),
        date=date or metadata.date_of(text, found, kinds),
        encoding=encoding,
        warnings=tuple(warnings),
    )


def _roles(blocks: Sequence[Block], kinds: Sequence[FurnitureKind | None], head: int | None) -> list[Role]:
    roles: list[Role] = []
    for i, (block, kind) in enumerate(zip(blocks, kinds, strict=True)):
        if i == head:
            roles.append("title")
        elif kind is not None:
            roles.append("furniture")
        elif block.shape == "heading":
            roles.append("heading")
        elif block.shape == "weak":
            follows = next((b for b, k in zip(blocks[i + 1 :], kinds[i + 1 :], strict=True) if k is None), None)
            roles.append("heading" if follows is not None and follows.words > block.words else "body")
        elif block.shape in ("item", "table"):
            roles.append("item" if block.shape == "item" else "table")
        else:
            roles.append("body")
    return roles


def _pieces(text: str, block: Block, role: Role, kind: FurnitureKind | None, last: bool) -> list[Piece]:
    if role in ("title", "heading", "table"):
        return [Piece(Span(block.start, block.end))]
    if role == "furniture":
        spans = split_sentences(text, block.start, block.end, soft_newlines=block.wrapped)
        return [Piece(span, kind) for span in spans]
    return pieces(text, block.start, block.end, soft_newlines=block.wrapped, last=last)


def _furniture(cut: Sequence[Sequence[Piece]]) -> Iterable[Furniture]:
    """One span for each run of furniture sentences of a kind in a paragraph."""
    for group in cut:
        for kind, run in groupby(group, key=lambda piece: piece.kind):
            if kind is not None:
                spans = [piece.span for piece in run]
                yield Furniture(spans[0].start, spans[-1].end, kind)
