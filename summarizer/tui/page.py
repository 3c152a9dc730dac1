"""The source as a page: rows for a width, and for each row what is marked in it. Pure; knows offsets, not colours."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from summarizer.document.model import Article, Paragraph, Span
from summarizer.facts.model import Directive, Facts, Figure, FigureKind
from summarizer.tui.layout import wrap

MEASURE: Final = 92
"""Longest line of running text, in cells: past that the eye loses the way back."""


class Mark:
    """What a piece of text is, all at once, as bits of an int. The three lowest number a figure's kind (`KINDS`).

    Plain ints, not an `IntFlag`: a screen of rows combines thousands of them between a key and its answer.
    """

    NONE: Final = 0
    KIND: Final = 7
    KEY: Final = 8
    DIRECTIVE: Final = 16
    TRIGGER: Final = 32
    EVIDENCE: Final = 64
    HIT: Final = 128
    HIT_NOW: Final = 256
    CHOSEN: Final = 512
    SENTENCE: Final = 1024
    FURNITURE: Final = 2048
    HEADING: Final = 4096
    TITLE: Final = 8192
    ROLE: Final = 16384
    DOUBTFUL: Final = 32768


_ROLES: Final[dict[str, int]] = {
    "title": Mark.TITLE,
    "heading": Mark.HEADING,
    "furniture": Mark.FURNITURE,
}
KINDS: Final[tuple[FigureKind, ...]] = ("money", "percent", "ratio", "count", "measure", "date", "period")


class Row(NamedTuple):
    """A row of the page. `folded` counts the furniture paragraphs that the row stands for; a blank row is empty."""

    start: int
    end: int
    paragraph: int
    folded: int = 0


class Layer:
    """Marked spans in text order, searchable by range; spans may overlap."""

    def __init__(self, marks: Iterable[tuple[Span, int]] = ()) -> None:
        self.marks = sorted(marks, key=lambda mark: (mark[0].start, mark[0].end))
        self._starts = [span.start for span, _ in self.marks]
        # The farthest end so far: no mark before the first that reaches past an offset can cover it.
        self._reach = list(accumulate((span.end for span, _ in self.marks), max))

    def within(self, start: int, end: int) -> Iterable[tuple[Span, int]]:
        """The marks that share a code point with `[start, end)`."""
        first, last = bisect_right(self._reach, start), bisect_left(self._starts, end)
        return (mark for mark in self.marks[first:last] if mark[0].end > start)


class Page:
    """An article with its facts, laid out for a width."""

    def __init__(self, article: Article, facts: Facts) -> None:
        self.article = article
        self.figures: Sequence[Figure] = facts.figures
        self.directives: Sequence[Directive] = facts.directives
        self.rows: list[Row] = []
        self._starts: list[int] = []
        self._figures = Layer(
            (figure.span, (KINDS.index(figure.kind) + 1) | (Mark.KEY if figure.key else Mark.NONE))
            for figure in facts.figures
        )
        self._directives = Layer(
            [(directive.span, Mark.DIRECTIVE) for directive in facts.directives]
            + [(directive.trigger, Mark.TRIGGER) for directive in facts.directives if directive.trigger]
        )
        self._furniture = Layer((Span(f.start, f.end), Mark.FURNITURE) for f in article.furniture)
        self._doubtful = Layer((span, Mark.DOUBTFUL) for span in article.doubtful)
        self._hits = Layer()
        self._evidence = Layer()
        self._over = Layer()
        self.numbers: dict[int, str] = {}
        self.folded_paragraphs = {
            index for index, paragraph in enumerate(article.paragraphs) if self._is_furniture(paragraph)
        }

    def _is_furniture(self, paragraph: Paragraph) -> bool:
        if paragraph.role == "furniture":
            return True
        return any(span.covers(paragraph) for span, _ in self._furniture.within(paragraph.start, paragraph.end))

    # --- rows

    def arrange(self, width: int, *, furniture: bool = False) -> None:
        """Lay the text out in rows of `width` cells; furniture is folded into one row a run unless asked for."""
        text, rows = self.article.text, list[Row]()
        width = min(width, MEASURE)
        folded, before = 0, None
        for index, paragraph in enumerate(self.article.paragraphs):
            if index in self.folded_paragraphs and not furniture:
                if folded:
                    rows[-1] = rows[-1]._replace(end=paragraph.end, folded=folded + 1)
                else:
                    if rows:
                        rows.append(Row(paragraph.start, paragraph.start, index))
                    rows.append(Row(paragraph.start, paragraph.end, index, 1))
                folded += 1
                before = None
                continue
            if rows and (folded or before is None or _apart(before, paragraph)):
                rows.append(Row(paragraph.start, paragraph.start, index))
            folded, before = 0, paragraph
            rows.extend(Row(start, end, index) for start, end in wrap(text, paragraph.start, paragraph.end, width))
        self.rows = rows
        self._starts = [row.start for row in rows]

    def row_of(self, offset: int) -> int:
        """The row that shows `offset`, or the one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def rows_of(self, span: Span) -> tuple[int, int]:
        """First and last row that a span is on."""
        return self.row_of(span.start), self.row_of(max(span.start, span.end - 1))

    # --- marks

    def mark_evidence(self, chosen: Iterable[Span], used: Iterable[tuple[Span, str]]) -> None:
        """`chosen` is marked as evidence; `used` are numbered in the margin where they begin."""
        self._evidence = Layer((span, Mark.EVIDENCE) for span in chosen)
        self.numbers = {}
        for span, label in used:
            held = self.numbers.get(span.start)
            self.numbers[span.start] = f"{held},{label}" if held else label

    def mark_hits(self, hits: Sequence[Span], now: int) -> None:
        """Search hits; `now` is the index of the one being looked at."""
        self._hits = Layer(
            (hit, Mark.HIT | (Mark.HIT_NOW if index == now else Mark.NONE)) for index, hit in enumerate(hits)
        )

    def mark_chosen(self, sentence: Span | None, mark: Span | None, roles: Iterable[Span | None] = ()) -> None:
        """The sentence and the figure or directive under the cursor, and the words that give that its meaning."""
        marks = [(span, Mark.ROLE) for span in roles if span]
        if sentence:
            marks.append((sentence, Mark.SENTENCE))
        if mark:
            marks.append((mark, Mark.CHOSEN))
        self._over = Layer(marks)

    def pieces(self, row: Row) -> list[tuple[int, int, int]]:
        """A row cut where marks begin and end, each piece with all that it is."""
        start, end = row.start, row.end
        paragraph = self.article.paragraphs[row.paragraph]
        base = _ROLES.get(paragraph.role, Mark.NONE)
        found = [
            marked
            for layer in (
                *(self._figures, self._directives, self._furniture, self._doubtful),
                *(self._evidence, self._hits, self._over),
            )
            for marked in layer.within(start, end)
        ]
        if not found:
            return [(start, end, base)] if end > start else []
        # A sweep over begins and ends; kinds are numbers, so they are set and cleared, not counted.
        events: list[tuple[int, int, int]] = []
        for span, bits in found:
            events.append((max(start, span.start), 1, bits))
            events.append((min(end, span.end), -1, bits))
        events.sort()
        pieces: list[tuple[int, int, int]] = []
        active: dict[int, int] = {}
        at = start
        for position, step, mark in events:
            if position > at:
                pieces.append((at, position, _union(active, base)))
                at = position
            active[mark] = active.get(mark, 0) + step
        if at < end:
            pieces.append((at, end, _union(active, base)))
        return pieces

    def directive_at(self, row: Row) -> Directive | None:
        """The first directive that the row shows a part of."""
        first = bisect_left(self.directives, row.start, key=lambda directive: directive.span.end)
        for directive in self.directives[first : first + 8]:
            if directive.span.start < row.end and row.start < directive.span.end:
                return directive
        return None

    def number_at(self, row: Row) -> str:
        """The numbers of the brief sentences whose evidence begins on this row."""
        return ",".join(label for start, label in self.numbers.items() if row.start <= start < max(row.end, start))


def _apart(before: Paragraph, after: Paragraph) -> bool:
    """Whether a blank row stands between two paragraphs."""
    if before.role == "heading":
        return False
    return not (before.role == after.role and before.role in ("item", "table", "furniture"))


def _union(active: dict[int, int], base: int) -> int:
    union = base
    for bits, count in active.items():
        if count > 0:
            kind = bits & 7
            union = (union & ~7 if kind else union) | bits
    return union
