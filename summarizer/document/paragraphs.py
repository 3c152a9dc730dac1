"""From lines to paragraphs: wrapped lines are joined, headings, items and table lines told apart.

Two kinds of plain text reach us. Text saved from a page has one paragraph a line; text from a PDF, an e-mail or an
editor is hard-wrapped at some column, and a paragraph ends at a blank line, an indent or a line that stops short.
Which one it is is decided by evidence, once for the whole text.

The numbers below were chosen by eye on the pages of `samples/` and of the tests.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal

from summarizer.document.model import Furniture, Paragraph
from summarizer.text.data import load
from summarizer.text.letters import LOWER, UPPER, in_capitals, is_caps
from summarizer.text.phrases import alternatives

Shape = Literal["heading", "weak", "item", "table", "rule", "body"]

_DATA: Final = load(__package__, "data", "paragraphs.toml")
_STOP: Final = re.compile(r"[.!?…][\"”’»')\]]*$")
_CLOSED: Final = re.compile(r"[.!?…:;,][\"”’»')\]]*$")
_LOWER_START: Final = re.compile(rf"[\"“‘'(]?[{LOWER}]")
_CONTINUED: Final = re.compile(rf"[{LOWER}][{LOWER}\s,]|[,.;)”]\s")
# words that a heading does not end in
_DANGLING: Final = re.compile(rf"\s(?:{alternatives(_DATA['dangling'])})$")
# what cannot end a paragraph, however short its line, before a number or the name of a unit: `đạt 1.250 triệu` / `USD`
_ASKS: Final = re.compile(rf"(?:[\d.,]*\d|\s(?:{alternatives(_DATA['asks'])}))$")
_ANSWERS: Final = re.compile(rf"\d[\d.,/-]*(?:\s|%|$)|[{UPPER}%$€][{UPPER}\d/]*(?:\s|[.,;]|$)")
_QUANTITY: Final = re.compile(rf"\d[\d.,-]*\d,?\s[{LOWER}{UPPER}\d]")
_BULLET: Final = re.compile(r"(?:[-–—*+•●▪■◦►❖✓]|[a-zđ]\)|\(?\d{1,2}\)|\(?[ivx]{1,4}\))\s+\S")
_MARKDOWN: Final = re.compile(r"(#{1,6})\s+\S")
_WORDLIKE: Final = re.compile(r"\w")
_ROMAN: Final = re.compile(rf"(?:[IVXLC]{{1,6}})(?:[./)]|\s+[-–]|[-–](?=\s))\s*[{UPPER}\d]")
_LETTERED: Final = re.compile(rf"[A-HĐ](?:[./)]|\s*[-–])\s+[{UPPER}]")
_NUMBERED: Final = re.compile(
    rf"(\d{{1,2}}(?:\.\d{{1,2}}){{0,3}})(?:[.)]\s*|\s+[-–]\s*|[-–]\s+|(?<=\.\d)\s+|(?<=\.\d\d)\s+)[{UPPER}\"“(]"
)
_DIVISION: Final = re.compile(
    r"(?:(?:Phần|PHẦN)\s+(?:[Tt]hứ|THỨ|\d|[IVX]+\b|[Mm]ở đầu|MỞ ĐẦU)"
    r"|(?:Chương|CHƯƠNG|Mục|MỤC|Tiểu mục|TIỂU MỤC|Phụ lục|PHỤ LỤC)\s+(?:\d+|[IVXLC]+)\b"
    r"|(?:Điều|ĐIỀU)\s+\d{1,3}[a-zđ]?[.:])"
)
# a division named as a heading names it; "Phần mở đầu nói rằng …." is a sentence about one
_DIVISION_NAMED: Final = re.compile(
    r"(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC|Tiểu mục|TIỂU MỤC|Phụ lục|PHỤ LỤC)\s+"
    r"(?:(?:[Tt]hứ|THỨ)\s+\w+|[Mm]ở đầu|MỞ ĐẦU|[\w.]*\w)\s*(?:[.:]|[-–]\s|$)"
)
_TABLE: Final = re.compile(r"\t\s*\S|\s\|\s|^\||\S {3,}(?:\S+ {1,2}){0,7}\S+ {3,}\S")
_UNIT_LINE: Final = re.compile(r"\(?(?:Đơn vị(?: tính)?|ĐVT|Đvt)\s*:")
_FIGURE: Final = re.compile(r"[(+-]?\d")
_MIN_CELLS: Final = 6
_MAX_CELL: Final = 8  # words
_MAX_WRAP: Final = 120  # columns: longer lines are no hard-wrapped ones
_MIN_WRAP: Final = 30
_MAX_HEADING: Final = 18  # words of a heading that nothing but its shortness gives away
_MAX_NUMBERED: Final = 30  # words of a numbered or all-caps heading
_MAX_DIVISION: Final = 40  # words of the heading of an article or chapter
_END: Final = 8
"""Characters at the end of a line in which its stop is looked for, with the quotes and brackets behind it."""
_LAST_WORDS: Final = 16
"""Characters at the end of a line in which stand the words that cannot end a heading or a paragraph."""
_FIGURES: Final = 3
"""One in so many cells of a table is a figure, at least."""
_LONG_SHARE: Final = 0.1
"""Share of the lines: with more of them too long to be wrapped, the text is not hard-wrapped."""
_FLOWING_SHARE: Final = 0.3
"""Share of the pairs of lines that go on in mid-sentence, at least, where a text is hard-wrapped."""
_WIDTH_RANK: Final = 0.95
"""Share of the lines, the shortest first, below the one whose length is the column of wrapping."""
_CAPS_LINES: Final = 3
"""Lines: a paragraph of no more ends where capitals begin or end."""
_FULL: Final = 0.9
"""Share of the column of wrapping: a first word that ends within it would have fitted on the line above."""
_SHORT: Final = 0.85
"""Share of the column of wrapping: only a line shorter than this stops short."""
_DEEPEST: Final = 6
"""The level of the lowest heading that a number gives, with the first at 1."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph before its role is settled: `[start, end)` without white space at the ends.

    `wrapped` says that line ends inside it are spaces; `blank_before` that an empty line stands above.
    """

    start: int
    end: int
    shape: Shape
    level: int
    text: str
    wrapped: bool
    blank_before: bool

    @property
    def words(self) -> int:
        """White-space tokens."""
        return len(self.text.split())

    @property
    def stopped(self) -> bool:
        """Whether it ends like a sentence."""
        return _STOP.search(self.text[-_END:]) is not None

    @property
    def closed(self) -> bool:
        """Whether it ends like a sentence or clause (`:`, `;` and `,` too)."""
        return _CLOSED.search(self.text[-_END:]) is not None


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    blank_before: bool
    indent: int


def blocks(text: str) -> list[Block]:
    """The paragraphs of `text`, in order; together they hold all that is not white space."""
    lines = _lines(text)
    width = _wrap_width(lines)
    found: list[Block] = []
    group: list[_Line] = []
    for line in lines:
        if group and (
            not _interrupted(group, line)
            if line.blank_before
            else _breaks(group, line, width)
            if width
            else not _goes_on(group[-1], line)
        ):
            found.append(_block(text, group))
            group = []
        group.append(line)
    if group:
        found.append(_block(text, group))
    return _cells(_plain_capitals(text, found))


def _plain_capitals(text: str, found: list[Block]) -> list[Block]:
    """In a text all in capitals they make no heading: a line has the shape that it would have in small letters."""
    if not in_capitals(text):
        return found
    plain: list[Block] = []
    for block in found:
        shape, level = _shape(block.text[:1] + block.text[1:].lower()) if plain else (block.shape, block.level)
        numbered = _DIVISION.match(block.text) or _ROMAN.match(block.text) or _NUMBERED.match(block.text)
        plain.append(block if numbered else replace(block, shape=shape, level=level))
    return plain


def _cells(found: list[Block]) -> list[Block]:
    """Tables that were saved a cell a line: a run of short lines, many of them figures, becomes table lines."""
    at = 0
    while at < len(found):
        end = at
        while end < len(found) and found[end].shape in ("weak", "body") and _is_cell(found[end]):
            end += 1
        run = found[at:end]
        if len(run) >= _MIN_CELLS and _FIGURES * sum(_FIGURE.match(b.text) is not None for b in run) >= len(run):
            found[at:end] = [replace(b, shape="table", level=0) for b in run]
        at = max(end, at + 1)
    return found


def _is_cell(block: Block) -> bool:
    return block.words <= _MAX_CELL and (not block.closed or _FIGURE.match(block.text) is not None)


def hinted(text: str, hints: Sequence[Paragraph | Furniture]) -> list[Block]:
    """The paragraphs that a format has told, one a hint; a body paragraph takes the shape that its text has."""
    found: list[Block] = []
    for hint in hints:
        words = hint.of(text)
        shape, level = _shape(words)
        if isinstance(hint, Paragraph):
            if hint.role in ("title", "heading"):
                shape, level = "heading", hint.level or 1
            elif hint.role == "item" or hint.role == "table":
                shape, level = hint.role, 0
        found.append(Block(hint.start, hint.end, shape, level, words, False, True))
    return found


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    at, blank = 0, False
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            indent = len(raw) - len(raw.lstrip())
            start = at + indent
            found.append(_Line(start, start + len(stripped), stripped, blank, indent))
            blank = False
        else:
            blank = True
        at += len(raw) + 1
    return found


def _wrap_width(lines: list[_Line]) -> int:
    """The column at which the text is hard-wrapped, or 0 for one paragraph a line."""
    pairs = [(a, b) for a, b in pairwise(lines) if not b.blank_before]
    if len(pairs) < 2 or not lines:
        return 0
    lengths = sorted(len(line.text) for line in lines)
    long_lines = sum(n > _MAX_WRAP for n in lengths)
    if long_lines > _LONG_SHARE * len(lines):
        return 0
    # a line that stops in mid-sentence above one that goes on in lower case
    flowing = sum(not _CLOSED.search(a.text[-_END:]) and _LOWER_START.match(b.text) is not None for a, b in pairs)
    if flowing < 2 or flowing < _FLOWING_SHARE * len(pairs):
        return 0
    width = lengths[min(len(lengths) - 1, int(_WIDTH_RANK * len(lengths)))]
    return width if width >= _MIN_WRAP else 0


def _goes_on(above: _Line, line: _Line) -> bool:
    """Whether a line of a text that is not wrapped goes on with the one above, as where a link stood between."""
    if _CLOSED.search(above.text[-_END:]) or is_caps(above.text) or _shape(line.text)[0] != "body":
        return False
    return _CONTINUED.match(line.text) is not None and _shape(above.text)[0] in ("body", "weak", "item")


def _interrupted(group: list[_Line], line: _Line) -> bool:
    """Whether a line goes on with the sentence above an empty line, as where a page ended: `18.408 hộ, với` / `61.035
    người`. What stands above is too long for a heading, and what follows begins with small letters or a number."""
    above = group[-1].text
    if sum(len(other.text.split()) for other in group) <= _MAX_HEADING or _CLOSED.search(above[-_END:]):
        return False
    if _shape(line.text)[0] != "body" or _shape(group[0].text)[0] not in ("body", "item") or is_caps(above):
        return False
    return _CONTINUED.match(line.text) is not None or _QUANTITY.match(line.text) is not None


def _breaks(group: list[_Line], line: _Line, width: int) -> bool:
    """Whether a new paragraph begins at `line` of a hard-wrapped text."""
    above = group[-1]
    shape, _ = _shape(line.text)
    if shape in ("item", "rule", "table") or _MARKDOWN.match(line.text) or _DIVISION.match(line.text):
        return True
    first, _ = _shape(group[0].text)
    if first == "rule" or (_shape(above.text)[0] == "table"):
        return True
    if _LOWER_START.match(line.text) and not _STOP.search(above.text[-_END:]):
        return False
    if _ASKS.search(above.text[-_LAST_WORDS:]) and _ANSWERS.match(line.text):
        return False
    if shape == "heading" or (is_caps(above.text) != is_caps(line.text) and len(group) <= _CAPS_LINES):
        return True
    if line.indent > group[-1].indent + 1 and _STOP.search(above.text[-_END:]):
        return True
    if _DANGLING.search(above.text[-_LAST_WORDS:]) or above.text.endswith((" -", " –")):
        return False
    # the line above stopped short: its paragraph was over, for the next word would have fitted
    fits = len(above.text) + 1 + len(line.text.split(None, 1)[0]) <= _FULL * width
    return fits and len(above.text) < _SHORT * width


def _block(text: str, group: list[_Line]) -> Block:
    start, end = group[0].start, group[-1].end
    words = text[start:end]
    flat = " ".join(words.split()) if len(group) > 1 else words
    shape, level = _shape(flat)
    return Block(start, end, shape, level, flat, len(group) > 1, group[0].blank_before)


def _shape(line: str) -> tuple[Shape, int]:
    """What a line looks like by itself; `weak` is a short one without a stop, a heading if body follows."""
    if found := _MARKDOWN.match(line):
        return "heading", len(found.group(1))
    if not _WORDLIKE.search(line):
        return "rule", 0
    if _UNIT_LINE.match(line) or _TABLE.search(line):
        return "table", 0
    words = line.count(" ") + 1
    closed = _CLOSED.search(line[-_END:]) is not None
    if numbered := _numbered(line, words, closed=closed):
        return numbered
    if is_caps(line) and words <= _MAX_NUMBERED and not line.endswith((".", ",", ";")):
        return "heading", 1
    if words <= _MAX_HEADING and not (closed or _LOWER_START.match(line) or _DANGLING.search(line[-_LAST_WORDS:])):
        return "weak", 2
    return "body", 0


def _numbered(line: str, words: int, *, closed: bool) -> tuple[Shape, int] | None:
    """What a line with a mark at its head looks like: a division, a numeral, a letter, a bullet; None without one."""
    if _DIVISION.match(line) and words <= _MAX_DIVISION:
        if closed and line[0] == "Đ":  # an article of a decision that says all it has to say in one line
            return "item", 0
        if not closed or is_caps(line) or _DIVISION_NAMED.match(line):
            return "heading", 1 if line[:2].lower() in ("ph", "ch") else 2
    short = words <= _MAX_NUMBERED
    if short and _ROMAN.match(line) and (not closed or is_caps(line)):
        return "heading", 1
    if short and _LETTERED.match(line) and not closed:
        return "heading", 1
    if found := _NUMBERED.match(line):
        return ("heading", min(2 + found.group(1).count("."), _DEEPEST)) if short and not closed else ("item", 0)
    return ("item", 0) if _BULLET.match(line) else None
