"""The source as a page: rows for a width, and for each row what is marked in it. Pure; knows offsets, not colours."""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from summarizer.document.model import Article, Paragraph, Span
from summarizer.facts.model import Directive, Facts, Figure
from summarizer.tui.layers import KINDS, Layer, Mark, Runs
from summarizer.tui.layout import wrap

MEASURE: Final = 92
"""Longest line of running text, in cells: past that the eye loses the way back."""
_BREATH: Final = 500
"""Rows laid out between two looks at the clock."""


_ROLES: Final[dict[str, int]] = {
    "title": Mark.TITLE,
    "heading": Mark.HEADING,
    "furniture": Mark.FURNITURE,
}

MarkKind = Literal["figure", "directive"]


class Row(NamedTuple):
    """A row of the page. `folded` counts the furniture paragraphs that the row stands for; a blank row is empty."""

    start: int
    end: int
    paragraph: int
    folded: int = 0


class Page:
    """An article with its facts, laid out for a width."""

    def __init__(self, article: Article, facts: Facts) -> None:
        self.article = article
        self.rows: list[Row] = []
        self.folds = False
        """Whether any furniture stands alone in a paragraph, among the rows there are."""
        self._starts: list[int] = []
        self._rest: Iterator[None] | None = None
        self.know(facts)
        self._furniture = Runs(article.furniture, _itself, lambda _: Mark.FURNITURE)
        self._doubtful = Runs(article.doubtful, _itself, lambda _: Mark.DOUBTFUL)
        self._hits: Runs[Span] = Runs((), _itself, lambda _: Mark.HIT)
        self._hit_now = Layer()
        self._evidence = Layer()
        self._over = Layer()
        self.numbers: dict[int, str] = {}

    def know(self, facts: Facts) -> None:
        """Take what was found in the article; the rows stay."""
        self.facts = facts
        self.figures: Sequence[Figure] = facts.figures
        self.directives: Sequence[Directive] = facts.directives
        self._figures = Runs(facts.figures, lambda figure: figure.span, _bits)
        self._directives = Layer(
            [(directive.span, Mark.DIRECTIVE) for directive in facts.directives]
            + [(directive.trigger, Mark.TRIGGER) for directive in facts.directives if directive.trigger]
        )

    # --- rows

    def arrange(self, width: int, *, furniture: bool = False, seconds: float | None = None) -> None:
        """Lay the text out in rows of `width` cells; furniture is folded into one row a run unless asked for.

        Where `seconds` are given, what takes longer is left for `go_on`; a row that is asked for is there at once.
        """
        self.rows, self._starts = [], []
        self._rest = self._arranged(min(width, MEASURE), furniture)
        self.go_on(seconds)

    def go_on(self, seconds: float | None = None) -> bool:
        """Lay out more, for so many seconds or to the end; whether all is."""
        until = None if seconds is None else time.perf_counter() + seconds
        while self._rest is not None and (until is None or time.perf_counter() < until):
            self._step()
        return self._rest is None

    def reaches(self, offset: int) -> bool:
        """Whether the row that shows `offset` is laid out."""
        return self._rest is None or (bool(self._starts) and self._starts[-1] > offset)

    def reach(self, offset: int, seconds: float) -> bool:
        """Lay out as far as `offset`, if that can be done in so many seconds; whether it is."""
        until = time.perf_counter() + seconds
        while not self.reaches(offset) and time.perf_counter() < until:
            self._step()
        return self.reaches(offset)

    def _step(self) -> None:
        try:
            if self._rest is not None:
                next(self._rest)
        except StopIteration:
            self._rest = None

    def _arranged(self, width: int, furniture: bool) -> Iterator[None]:
        """Appends rows, and stops for breath every few."""
        text, rows, starts = self.article.text, self.rows, self._starts
        folded, before, breath = 0, None, _BREATH
        for index, (paragraph, covered) in enumerate(_covered(self.article)):
            if len(rows) > breath:
                breath = len(rows) + _BREATH
                yield
            if covered:
                self.folds = True
                if not furniture:
                    if folded:
                        rows[-1] = rows[-1]._replace(end=paragraph.end, folded=folded + 1)
                    else:
                        if rows:
                            rows.append(Row(paragraph.start, paragraph.start, index))
                            starts.append(paragraph.start)
                        rows.append(Row(paragraph.start, paragraph.end, index, 1))
                        starts.append(paragraph.start)
                    folded += 1
                    before = None
                    continue
            if rows and (folded or before is None or _apart(before, paragraph)):
                rows.append(Row(paragraph.start, paragraph.start, index))
                starts.append(paragraph.start)
            folded, before = 0, paragraph
            for start, end in wrap(text, paragraph.start, paragraph.end, width):
                rows.append(Row(start, end, index))
                starts.append(start)
                if len(rows) > breath:
                    # A paragraph may be as long as a book.
                    breath = len(rows) + _BREATH
                    yield

    def row_of(self, offset: int) -> int:
        """The row that shows `offset`, or the one before it."""
        while not self.reaches(offset):
            self._step()
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
        self._hits = Runs(hits, _itself, lambda _: Mark.HIT)
        self._hit_now = Layer([(hits[now], Mark.HIT_NOW)] if 0 <= now < len(hits) else ())

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
                *(self._evidence, self._hits, self._hit_now, self._over),
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

    def mark_at(self, offset: int) -> tuple[MarkKind, int] | None:
        """The figure at an offset, else the directive whose trigger is there."""
        index = bisect_right(self.figures, offset, key=lambda figure: figure.span.start) - 1
        if index >= 0 and offset < self.figures[index].span.end:
            return "figure", index
        for i in range(bisect_right(self.directives, offset, key=lambda directive: directive.span.start)):
            near = self.directives[i].trigger or self.directives[i].action
            if near.start <= offset < near.end:
                return "directive", i
        return None

    def first_in(self, sentence: Span) -> tuple[MarkKind, int] | None:
        """The first figure of a sentence, else its first directive."""
        index = bisect_right(self.figures, sentence.start, key=lambda figure: figure.span.end)
        if index < len(self.figures) and sentence.overlaps(self.figures[index].span):
            return "figure", index
        found = (n for n, directive in enumerate(self.directives) if sentence.overlaps(directive.span))
        number = next(found, None)
        return None if number is None else ("directive", number)

    def number_at(self, row: Row) -> str:
        """The numbers of the brief sentences whose evidence begins on this row."""
        return ",".join(label for start, label in self.numbers.items() if row.start <= start < max(row.end, start))


def _itself(span: Span) -> Span:
    return span


def _covered(article: Article) -> Iterator[tuple[Paragraph, bool]]:
    """The paragraphs, and whether each is furniture or lies in some; both are in text order, so one pass tells."""
    spans, at = article.furniture, 0
    for paragraph in article.paragraphs:
        while at < len(spans) and spans[at].end < paragraph.end:
            at += 1
        inside = at < len(spans) and spans[at].start <= paragraph.start
        yield paragraph, inside or paragraph.role == "furniture"


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


def _bits(figure: Figure) -> int:
    return (KINDS.index(figure.kind) + 1) | (Mark.KEY if figure.key else Mark.NONE)
