"""From the lines of a PDF to paragraphs.

A line goes on in the next one unless something says that the paragraph ended: a wider gap, another size or weight, an
indent, a number or bullet, or a line that stops short. Lines that repeat at the edge of pages, and page numbers, are
furniture; rows of cells stay lines.

The numbers below were chosen by eye on the pages of `samples/` and of the tests.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import groupby
from statistics import median
from typing import Final

from summarizer.document.encodings.syllable import is_syllable
from summarizer.document.formats.content import Part
from summarizer.document.formats.tables import Line, in_columns, joined_rows, table_lines
from summarizer.text.letters import LOWER

_EDGE: Final = 3  # lines at the top and bottom of a page among which running heads are looked for
_HEAD: Final = 120  # characters: longer lines are no running heads
_NUMBER: Final = re.compile(r"\d+")
_PAGE: Final = re.compile(
    r"(?:trang\s*|page\s*)?[-–—\[(]*\s*\d{1,4}\s*[-–—\])]*(?:\s*(?:/|of|trên)\s*\d{1,4})?", re.IGNORECASE
)
_STOP: Final = re.compile(r"[.!?…][\"”’»')\]]*$|\./\.$")
_CLOSED: Final = re.compile(r"[.!?…:;][\"”’»')\]]*$")
_BULLET: Final = re.compile(r"(?:[-–—+*•●▪■◦►❖✓]|[a-zđ]\)|\(\d{1,2}\)|\([a-zđ]\))\s+\S")
_DASH: Final = re.compile(rf"[-–—]\s+[{LOWER}]")
_NUMBERED: Final = re.compile(
    r"(?:(?:\d{1,2}(?:\.\d{1,2}){1,3}\.?|[IVX]{1,5}[./)]|[A-HĐ][./)])\s+|\d{1,2}[.)]\s*)(?P<next>\w)"
)
_DIVISION: Final = re.compile(r"(?:Điều|ĐIỀU|Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN|Phụ lục|PHỤ LỤC)\s+(?:\d+|[IVX]+)\b")
_SIGNER: Final = re.compile(rf"(?:TM|KT|TL|TUQ|T/M|K/T|T/L)\s?\.?\s+[^{LOWER}]{{4,}}$")
_ADDRESSED: Final = re.compile(r"(?:Kính gửi|Nơi nhận)\s*:")
_RULE: Final = re.compile(r"[\W_]+$")
_DANGLING: Final = re.compile(r"\b(?:năm|tháng|ngày|số|và|của|là|với|cho|đạt|tại|từ|đến|các|những)$")
_HYPHEN: Final = re.compile(r"([^\W\d_]+)-$")
_FIRST_WORD: Final = re.compile(r"[^\W\d_]+")
_APART: Final = 4
"""Characters: the narrowest gap between two blocks that stand side by side."""
_HEIGHT: Final = 6
"""Points: running heads stand at one height, counted in steps of this."""
_REPEATED: Final = 0.4
"""Share of the pages on which a running head stands at least."""
_FEW: Final = 3
"""Lines: a page of no more has no page number told by its place alone."""
_FAR: Final = 4
"""Times the usual font size: lines so far apart tell nothing about the step of a paragraph."""
_USUAL_STEP: Final = 1.4
"""Times the usual font size: the step of lines where none could be measured."""
_FULL: Final = 0.9
"""Share of a full line's length: a first word that ends within it would have fitted on the line above."""
_COLUMN: Final = 10
"""Points: lines begin in one column where they round to the same multiple of this."""
_COLUMN_REACH: Final = 45
"""Points to both sides of a column in which begin the lines that its full length is taken from."""
_FULL_RANK: Final = 0.8
"""Share of a column's lines, the shortest first, below the one whose length counts as full."""
_RISEN: Final = 0.5
"""Times the usual font size: a line higher than this above the one before is in the next column."""
_INSET: Final = 6
"""Points to the right of the margin or of the line above: a line beyond them is set in."""
_AT_MARGIN: Final = 3
"""Points to both sides of the margin within which a line begins at it."""
_WIDER: Final = 1.2
"""Times the usual step of lines: a wider one ends the paragraph."""
_LEAST_STEP: Final = 1.05
"""Times the line's font size: the usual step counts as no smaller than this."""
_STUB: Final = 0.6
"""Share of a full line's length: a shorter line ends its paragraph though it has no stop."""
_OTHER_SIZE: Final = 0.08
"""Share of the usual font size by which two lines differ that are no one paragraph."""
_WEIGHT_LINES: Final = 3
"""Lines: a paragraph of as many goes on where the weight changes."""
_LARGE: Final = 1.08
"""Times the usual font size: a line above it is large like a heading's."""
_HEADING_LINES: Final = 4
"""Lines of a heading, at most."""
_EARLY: Final = 12
"""Parts, from the first, among which the title is looked for."""
_TITLE: Final = 1.12
"""Times the usual font size: a title is larger."""
_SAME_SIZE: Final = 0.5
"""Points: headings whose sizes differ by less are lines of one title."""


def unwrap(pages: list[list[Line]]) -> list[Part]:
    """The parts of a document from the lines of its pages."""
    pages = [joined_rows(lines) for lines in pages]
    running = _running(pages)
    sizes = [line.size for lines in pages for line in lines for _ in line.text]
    size = median(sizes) if sizes else 0.0
    flow = _Flow(size, _step(pages, size))
    for number, lines in enumerate(pages):
        tables, lengths = table_lines(lines), _lengths(lines)
        cells = _cells(lines, tables)
        for index, line in enumerate(lines):
            if (number, index) in running:
                (flow.furniture if flow.held else flow.parts).append(Part(line.text, "furniture", kind="page"))
            elif index in tables:
                flow.close()
                flow.parts.append(Part(" | ".join(cells[index]), "table"))
            elif len(line.cells) == 2 and line.gap >= _APART:
                flow.close()  # two blocks side by side: the head or the foot of an official letter
                flow.parts.append(Part(line.cells[0]))
                flow.add(replace(line, text=line.cells[1]), number, lengths[index])
            else:
                flow.add(line, number, lengths[index])
    flow.close()
    return flow.titled()


def _cells(lines: list[Line], tables: set[int]) -> dict[int, tuple[str, ...]]:
    """The cells of each row, by the columns of its run of rows."""
    found: dict[int, tuple[str, ...]] = {}
    for _, run in groupby(enumerate(sorted(tables)), key=lambda item: item[1] - item[0]):
        rows = [index for _, index in run]
        found.update(zip(rows, in_columns([lines[index] for index in rows]), strict=True))
    return found


def _running(pages: list[list[Line]]) -> set[tuple[int, int]]:
    """Running heads and page numbers, as (page, line)."""
    edges: dict[tuple[int, int], tuple[str, int, int]] = {}
    for number, lines in enumerate(pages):
        by_height = sorted(range(len(lines)), key=lambda i: -lines[i].y)
        for index in {*by_height[:_EDGE], *by_height[-_EDGE:]}:
            line = lines[index]
            if len(line.text) <= _HEAD:
                edges[number, index] = (
                    _NUMBER.sub("#", line.text).casefold(),
                    round(line.size),
                    round(line.y / _HEIGHT),
                )
    pages_with = Counter(head for _, head in {(number, head) for (number, _), head in edges.items()})
    need = max(2, _REPEATED * len(pages))
    found = {place for place, head in edges.items() if pages_with[head] >= need}
    for number, lines in enumerate(pages):
        heights = [line.y for line in lines]
        for index, line in enumerate(lines):
            outermost = line.y in (max(heights), min(heights))
            if outermost and len(lines) > _FEW and _PAGE.fullmatch(line.text):
                found.add((number, index))
    return found


def _step(pages: list[list[Line]], size: float) -> float:
    """The usual distance of two lines of one paragraph, in points.

    Measured below lines that are full, for those go on; a page of short paragraphs has more of the wider gaps.
    """
    full: list[float] = []
    every: list[float] = []
    for lines in pages:
        lengths = _lengths(lines)
        for above, line, length in zip(lines, lines[1:], lengths, strict=False):
            if 0 < above.y - line.y < _FAR * size:
                every.append(above.y - line.y)
                if not _has_room(above, line, length) and not _CLOSED.search(above.text):
                    full.append(above.y - line.y)
    return median(full or every) if every else _USUAL_STEP * size


def _has_room(above: Line, line: Line, length: int) -> bool:
    """Whether the first word of `line` would have fitted on the line above, which then ended its paragraph."""
    return len(above.text) + 1 + len(line.text.split(" ", 1)[0]) <= _FULL * length


def _lengths(lines: list[Line]) -> list[int]:
    """For each line, the length in characters of a full line of its column (the lines that begin near it)."""
    found: list[int] = []
    known: dict[int, int] = {}
    for line in lines:
        column = round(line.x / _COLUMN)
        if column not in known:
            near = (other for other in lines if abs(other.x - _COLUMN * column) < _COLUMN_REACH)
            lengths = sorted(len(other.text) for other in near)
            known[column] = lengths[int(_FULL_RANK * len(lengths))] if lengths else len(line.text)
        found.append(known[column])
    return found


def _begins(above: Line, line: Line, short: bool) -> bool:
    """Whether a paragraph begins by what its first line says: a bullet, a number, a rule, the name of a part.

    `short`: the line above it stops short.
    """
    closed = _CLOSED.search(above.text)
    dash = _DASH.match(line.text) and not short and not closed  # `kinh tế` / `- xã hội`
    number = _NUMBERED.match(line.text)
    return bool(
        (_BULLET.match(line.text) and not dash)
        or any(mark.match(line.text) for mark in (_DIVISION, _SIGNER, _RULE, _ADDRESSED))
        or _RULE.match(above.text)
        or (number and number["next"].isupper() and (short or closed))
    )


class _Flow:
    """The paragraph that is being read, and what was read before it."""

    def __init__(self, size: float, step: float) -> None:
        self.size, self.step = size, step
        self.length = 0  # of a full line where the last line stands
        self.parts: list[Part] = []
        self.furniture: list[Part] = []
        self.held: list[Line] = []
        self.left = 0.0  # where the leftmost of them begins
        self.page = 0
        self.sizes: dict[int, float] = {}  # of the headings, by their index in `parts`

    def add(self, line: Line, page: int, length: int) -> None:
        """The next line of running text, in a column whose full lines are `length` characters long."""
        if self.held and self.ends(self.held[-1], line, page != self.page):
            self.close()
        self.left = min(self.left, line.x) if self.held else line.x
        self.held.append(line)
        self.page, self.length = page, length

    def ends(self, above: Line, line: Line, turned: bool) -> bool:
        """Whether the paragraph ends between two lines; `turned` is a page between them."""
        short = _has_room(above, line, self.length)
        if self._looks_other(above, line) or _begins(above, line, short):
            return True
        stopped = bool(_STOP.search(above.text))
        if (line.text[:1].islower() and not stopped) or _DANGLING.search(above.text):
            return False
        if turned or line.y > above.y + _RISEN * self.size:
            # the next page or column; where first lines are set in, one at the margin goes on
            inset = self.held[0].x > self.left + _INSET and abs(line.x - self.left) < _AT_MARGIN
            return short or (stopped and not inset)
        if above.y - line.y > _WIDER * max(self.step, _LEAST_STEP * line.size):
            return True
        indented = line.x > above.x + _INSET and line.x > self.left + _INSET
        return (
            (stopped and (short or indented))
            or (short and indented)
            or (short and len(above.text) < _STUB * self.length and not line.bold)
        )

    def _looks_other(self, above: Line, line: Line) -> bool:
        """Whether size or weight change; words inside of a paragraph may be bold."""
        resized = abs(above.size - line.size) > _OTHER_SIZE * self.size
        return resized or (above.bold != line.bold and len(self.held) < _WEIGHT_LINES)

    def close(self) -> None:
        """End the paragraph. Furniture met inside it comes behind it."""
        if self.held:
            text = _joined([line.text for line in self.held])
            if self.is_heading():
                self.sizes[len(self.parts)] = max(line.size for line in self.held)
                self.parts.append(Part(text, "heading", 2))
            else:
                self.parts.append(Part(text))
        self.parts.extend(self.furniture)
        self.furniture, self.held = [], []

    def is_heading(self) -> bool:
        """Large or bold, short, and not stopped like a sentence."""
        text = self.held[-1].text
        large = all(line.size > _LARGE * self.size for line in self.held)
        bold = all(line.bold for line in self.held)
        return (large or bold) and len(self.held) <= _HEADING_LINES and not _CLOSED.search(text)

    def titled(self) -> list[Part]:
        """The parts, with the largest of the first headings as title, where one is larger than the text."""
        early = {index: size for index, size in self.sizes.items() if index < _EARLY}
        first = max(early, key=lambda i: (early[i], -i), default=None)
        if first is None or early[first] <= _TITLE * self.size:
            return self.parts
        last = first
        while abs(early.get(last + 1, 0.0) - early[first]) < _SAME_SIZE:
            last += 1
        title = Part(" ".join(part.text for part in self.parts[first : last + 1]), "title", 1)
        return [*self.parts[:first], title, *self.parts[last + 1 :]]


def _joined(lines: list[str]) -> str:
    """Lines as one, with words that were parted at a line end put together."""
    pieces = [lines[0]]
    for line in lines[1:]:
        above = pieces[-1]
        parted, follows = _HYPHEN.search(above), _FIRST_WORD.match(line)
        if above.endswith("\u00ad"):
            pieces[-1] = above[:-1]
        elif parted and follows:
            # Vietnamese parts no syllable: two of them keep their hyphen, a foreign word parted loses it
            both = is_syllable(parted[1]) and is_syllable(follows[0])
            keep = both or not line[0].islower() or not parted[1].isascii()
            pieces[-1] = above if keep else above[:-1]
        else:
            pieces.append(" ")
        pieces.append(line)
    return "".join(pieces)
