"""The document model: one frozen text, and spans into it.

Offsets count Unicode code points of `Article.text`, end exclusive. Nothing is ever removed from the text: page
furniture is marked, and whoever reads the article skips it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final, Literal

from summarizer.text.span import Span as Span

Role = Literal["title", "heading", "body", "item", "table", "furniture"]
FurnitureKind = Literal[
    "caption",
    "byline",
    "menu",
    "footer",
    "contact",
    "reprint",
    "counter",
    "masthead",
    "addressees",
    "signature",
    "page",
    "preamble",
]


@dataclass(frozen=True, slots=True, order=True)
class Paragraph(Span):
    """A block of text without its line ends. `level` is a heading's depth (1 is highest), else 0."""

    role: Role = "body"
    level: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Sentence(Span):
    """A sentence, a heading, a list item or a table line; `paragraph` is an index into `Article.paragraphs`.

    A sentence may be furniture inside a body paragraph (a photo caption that a web page ran into its text).
    """

    paragraph: int = 0
    role: Role = "body"


@dataclass(frozen=True, slots=True, order=True)
class Furniture(Span):
    """What stands on the page but is no part of the article proper."""

    kind: FurnitureKind = "footer"


@dataclass(frozen=True, slots=True)
class TableCell:
    """A datum of a table, and what its row and column are called.

    Attributes:
        span: the cell, without the blanks around it.
        row, column: their heads, the outermost first (a heading inside the table before the name of the row, a head
            over several columns before those below it); empty where there are none.
        unit: where the table gives it apart from the figure (`ĐVT: triệu đồng` above, a column `Đơn vị tính`).
    """

    span: Span
    row: tuple[Span, ...] = ()
    column: tuple[Span, ...] = ()
    unit: Span | None = None


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes were decoded; `confidence` is 0…1, 1.0 where it was forced or certain."""

    name: str
    confidence: float = 1.0


UTF8: Final = Encoding("utf-8")


@dataclass(frozen=True, slots=True)
class Card:
    """What an official document says of itself, in words; None where it does not say.

    `kind` is in sentence case (`Báo cáo`), `number` with its symbol (`123/BC-UBND`), `issuer` the body or post that
    issues it, as the text writes it in running words where it does (`Ủy ban nhân dân tỉnh An Lạc`).
    """

    kind: str | None = None
    number: str | None = None
    issuer: str | None = None
    date: date | None = None


@dataclass(frozen=True)
class Article:
    """An article as loaded. Build one with `document.load` or `document.from_text`.

    Attributes:
        id: SHA-256 of `text`, hex.
        origin: the path, URL or `-` it came from; for people, not opened again.
        text: NFC, `\\n` line ends, no control characters but newline and tab; never changes.
        title: span of the title in `text`, or None.
        paragraphs, sentences: ordered and disjoint; sentences cover all that is not white space.
        furniture: ordered, disjoint spans of captions, bylines, menus, footers …
        card: kind, number, issuing body and date of an official document; None for any other text.
        doubtful: words that OCR was not sure of, in order; empty for what was no picture.
        byline, date: where the article or its metadata gives them.
        warnings: in words, in the language in use when it was loaded.
    """

    id: str
    origin: str
    text: str
    title: Span | None
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    furniture: tuple[Furniture, ...] = ()
    byline: str | None = None
    date: date | None = None
    encoding: Encoding = Encoding("utf-8")
    warnings: tuple[str, ...] = field(default=())
    card: Card | None = None
    doubtful: tuple[Span, ...] = ()

    @property
    def title_text(self) -> str:
        """The title in words, on one line; empty where there is none."""
        return " ".join(self.title.of(self.text).split()) if self.title else ""

    @cached_property
    def headings(self) -> tuple[Paragraph, ...]:
        """The headings, in order, without the title."""
        return tuple(p for p in self.paragraphs if p.role == "heading")

    @cached_property
    def body(self) -> tuple[Sentence, ...]:
        """The sentences that a brief may take: no title, heading, table line or furniture."""
        return tuple(s for s in self.sentences if s.role in ("body", "item"))

    @cached_property
    def cells(self) -> tuple[TableCell, ...]:
        """The cells of the tables that hold data, in text order, each with the heads of its row and column."""
        from summarizer.document import cells

        return cells.read(self.text, self.paragraphs)

    def cell_at(self, offset: int) -> TableCell | None:
        """The cell that holds `offset`, or None outside tables and in their heads."""
        i = bisect_right(self._cell_starts, offset) - 1
        return self.cells[i] if i >= 0 and offset < self.cells[i].span.end else None

    @cached_property
    def _cell_starts(self) -> tuple[int, ...]:
        return tuple(cell.span.start for cell in self.cells)

    @cached_property
    def words(self) -> int:
        """Syllables (white-space tokens) of the article proper, furniture left out."""
        return sum(len(s.of(self.text).split()) for s in self.sentences if s.role != "furniture")

    def is_furniture(self, span: Span) -> bool:
        """Whether any part of `span` is furniture."""
        return any(span.overlaps(f) for f in self.furniture)

    def sentence_at(self, offset: int) -> int | None:
        """Index of the sentence that holds `offset`, or None (between sentences)."""
        i = bisect_right(self._starts, offset) - 1
        return i if i >= 0 and offset < self.sentences[i].end else None

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(s.start for s in self.sentences)
