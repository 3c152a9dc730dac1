"""From a decoded string to an Article."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from summarizer.document import administrative, cards, furniture, metadata, paragraphs
from summarizer.document import title as titles
from summarizer.document.captions import Piece, pieces, spare_series
from summarizer.document.model import (
    UTF8,
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

_REPEAT: Final = 6  # words of a paragraph that is not said twice in a row by chance
_TOP: Final = 8  # paragraphs near the top where a page may print its title again
_MAX_ITEM: Final = 150  # words: a longer one is running text that happens to begin with a dash


def from_text(
    text: str,
    *,
    origin: str = "-",
    title: str | None = None,
    date: datetime.date | None = None,
    byline: str | None = None,
    hints: Sequence[Paragraph | Furniture] = (),
    encoding: Encoding = UTF8,
    warnings: Iterable[str] = (),
    doubtful: Sequence[Span] = (),
) -> Article:
    """An article from text already decoded; pure, and linear in its length.

    Args:
        origin: where it came from, for people.
        title: known from elsewhere (metadata); looked for in the text, otherwise the first line is weighed.
        date, byline: known from elsewhere; win over what the text says.
        hints: the paragraphs, where the format tells them (HTML, DOCX, PDF …): ordered, disjoint, without white space
            at their ends, covering all else; spans into `text`, which must then be normalised already. A `Furniture`
            is one that does not belong to the article. What a hint calls `body` may still turn out to be more.
        encoding, warnings, doubtful: handed through to the article.

    Text that is NFC with `\\n` line ends and holds nothing invisible keeps its offsets exactly.
    """
    text = normalize(text)
    found = paragraphs.hinted(text, hints) if hints else paragraphs.blocks(text)
    form = administrative.read(text, found)
    kinds = _kinds(found, hints, form)
    head, covered = _title(text, found, kinds, title, hints, form)
    for i in covered:
        kinds[i] = None
    _mark_repeats(found, kinds, covered)
    _mark_author_line(found, kinds, covered)
    roles = _roles(found, kinds, covered)
    body_end = max((i for i, role in enumerate(roles) if role != "furniture"), default=-1)
    cut: Sequence[Sequence[Piece]] = [
        _pieces(text, block, role, kind, index == body_end)
        for index, (block, role, kind) in enumerate(zip(found, roles, kinds, strict=True))
    ]
    cut = spare_series(text, cut)
    # a paragraph is furniture if all in it is; in a picture series captions are text after all
    roles = [
        "furniture" if all(p.kind for p in group) else "body" if role == "furniture" else role
        for role, group in zip(roles, cut, strict=True)
    ]
    card = cards.read(found, kinds, form)
    bylines = (text[p.span.start : p.span.end] for group in cut for p in group if p.kind == "byline")
    return Article(
        id=hashlib.sha256(text.encode()).hexdigest(),
        origin=origin,
        text=text,
        title=head,
        paragraphs=tuple(
            Paragraph(b.start, b.end, role, b.level if role == "heading" else 0)
            for b, role in zip(found, roles, strict=True)
        ),
        sentences=tuple(
            Sentence(p.span.start, p.span.end, index, "furniture" if p.kind else roles[index])
            for index, group in enumerate(cut)
            for p in group
        ),
        furniture=tuple(_furniture(cut)),
        byline=byline or metadata.byline(bylines),
        date=date or (card.date if card else None) or metadata.date_of(found, kinds),
        encoding=encoding,
        warnings=tuple(warnings),
        card=card,
        doubtful=tuple(doubtful),
    )


def _kinds(
    blocks: Sequence[Block], hints: Sequence[Paragraph | Furniture], form: administrative.Form
) -> list[FurnitureKind | None]:
    """What furniture each block is: by its wording, by what the format says, by the form of a document."""
    kinds = furniture.mark(blocks)
    for i, hint in enumerate(hints):
        if isinstance(hint, Furniture):
            kinds[i] = hint.kind
        elif hint.role == "table":  # `a | b | c` is no menu there
            kinds[i] = None
    for i, kind in form.kinds.items():
        kinds[i] = kind
    return kinds


def _title(
    text: str,
    blocks: Sequence[Block],
    kinds: Sequence[FurnitureKind | None],
    known: str | None,
    hints: Sequence[Paragraph | Furniture],
    form: administrative.Form,
) -> tuple[Span | None, range]:
    """The title and the blocks it covers: known from metadata, told by the format or the form, or else found."""
    if known and (place := titles.known_title(blocks, normalize(known))):
        return place[1], range(place[0], place[0] + 1)
    for i, hint in enumerate(hints):
        if isinstance(hint, Paragraph) and hint.role == "title":
            return titles.title_span(blocks[i]), range(i, i + 1)
    if form.title:
        return form.title, form.title_blocks
    if place := titles.find_title(text, blocks, kinds):
        first, span = place
        end = titles.whole_title(blocks, kinds, first) if not hints else first + 1
        return Span(span.start, blocks[end - 1].end), range(first, end)
    return None, range(0)


def _mark_repeats(blocks: Sequence[Block], kinds: list[FurnitureKind | None], covered: range) -> None:
    """What a page prints twice in a row, and the title once more near the top, is furniture the second time."""
    title = " ".join(blocks[i].text for i in covered)
    for i, block in enumerate(blocks):
        if i in covered or kinds[i] is not None:
            continue
        if i and block.text == blocks[i - 1].text and block.words >= _REPEAT:
            kinds[i] = "caption"
        elif i < _TOP and block.text == title:
            kinds[i] = "menu"


def _mark_author_line(blocks: Sequence[Block], kinds: list[FurnitureKind | None], covered: range) -> None:
    """A bare name right below the title is the author's, if text follows."""
    i = covered.stop
    while i < len(blocks) and kinds[i] in ("menu", "byline"):
        i += 1
    if not covered or i + 1 >= len(blocks) or kinds[i] is not None:
        return
    if blocks[i].shape == "weak" and 1 < blocks[i].words <= 6 and furniture.is_name(blocks[i].text):
        following = blocks[i + 1]
        if following.stopped and following.words > blocks[i].words:
            kinds[i] = "byline"


def _roles(blocks: Sequence[Block], kinds: Sequence[FurnitureKind | None], covered: range) -> list[Role]:
    roles: list[Role] = []
    following = 0  # words of the next block that is no furniture
    for i in range(len(blocks) - 1, -1, -1):
        block = blocks[i]
        if i in covered:
            roles.append("title")
        elif kinds[i] is not None:
            roles.append("furniture")
            continue
        elif block.shape == "heading" or (block.shape == "weak" and following > block.words):
            roles.append("heading")
        elif block.shape == "item" and block.words <= _MAX_ITEM:
            roles.append("item")
        else:
            roles.append("table" if block.shape == "table" else "body")
        following = block.words
    return roles[::-1]


def _pieces(text: str, block: Block, role: Role, kind: FurnitureKind | None, last: bool) -> list[Piece]:
    caption = kind == "caption" and block.shape != "rule"
    if role in ("title", "heading", "table") or (role == "furniture" and not caption):
        return [Piece(Span(block.start, block.end), kind)]
    return pieces(text, block.start, block.end, soft_newlines=block.wrapped, last=last, caption=caption)


def _furniture(cut: Sequence[Sequence[Piece]]) -> Iterable[Furniture]:
    """One span for each run of furniture sentences of a kind in a paragraph."""
    for group in cut:
        for kind, run in groupby(group, key=lambda piece: piece.kind):
            if kind is not None:
                spans = [piece.span for piece in run]
                yield Furniture(spans[0].start, spans[-1].end, kind)
