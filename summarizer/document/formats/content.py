"""What a format gives to `from_text`: the text, its paragraphs as far as the format tells them, and metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from summarizer.document.encodings import mend, mend_all
from summarizer.document.encodings.rejoin import rejoined
from summarizer.document.model import UTF8, Encoding, Furniture, FurnitureKind, Paragraph, Role, Span
from summarizer.document.normalize import normalize

Hint = Paragraph | Furniture

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes to read and what is known of them.

    `encoding` is forced by the user; `charset` is what a server declared, a hint only.
    """

    name: str
    data: bytes
    max_bytes: int
    encoding: str | None = None
    charset: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph, heading, list item or table line; `kind` makes it page furniture."""

    text: str
    role: Role = "body"
    level: int = 0
    kind: FurnitureKind | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """A document as read; `warnings` are keys under `document.warnings` of the catalogs, with values.

    `doubtful` are words that OCR was not sure of.
    """

    text: str
    hints: tuple[Hint, ...] = ()
    title: str | None = None
    date: date | None = None
    byline: str | None = None
    encoding: Encoding = UTF8
    warnings: tuple[tuple[str, dict[str, object]], ...] = ()
    doubtful: tuple[Span, ...] = ()


def flat(text: str) -> str:
    """`text` on one line, normalised; words in a legacy encoding read as they were meant."""
    if not text.isascii() and (mended := mend(text)):
        text = mended[0]
    return _one_line(text)


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", normalize(text)).strip()


def assemble(parts: Iterable[Part]) -> tuple[str, tuple[Hint, ...]]:
    """The text of `parts` and their spans in it: a blank line between paragraphs, none inside a list or table.

    Words in a legacy encoding that no font gave away are read as they were meant (`encodings.mend_all`), syllables that
    were parted put together.
    """
    pieces: list[str] = []
    hints: list[Hint] = []
    at, before = 0, None
    parts = list(parts)
    for part, words in zip(parts, mend_all([part.text for part in parts]), strict=True):
        if not (text := rejoined(_one_line(words))):
            continue
        if pieces:
            gap = "\n" if part.role == before and part.role in ("item", "table") else "\n\n"
            pieces.append(gap)
            at += len(gap)
        end = at + len(text)
        hints.append(Furniture(at, end, part.kind) if part.kind else Paragraph(at, end, part.role, part.level))
        pieces.append(text)
        at, before = end, part.role
    return "".join(pieces), tuple(hints)


def titled(parts: list[Part], title: str | None) -> list[Part]:
    """`parts` with the title, which metadata gave, as the first of them, unless it stands near the top already."""
    if not title or not (wanted := flat(title)):
        return parts
    head = [flat(part.text).casefold() for part in parts[:12]]
    return parts if wanted.casefold() in head else [Part(wanted, "title", 1), *parts]
