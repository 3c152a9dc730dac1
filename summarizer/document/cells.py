"""The cells of tables with the heads of their rows and columns, so that a figure in a table can be called by its name.

A table is a run of table paragraphs, a row each, its cells apart by `|`, tabs or wide gaps, whatever format it came
from. Nothing is known of lines drawn or cells merged: a reader of a format puts merged cells into their columns and
leaves the rest of their span empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from summarizer.document.model import Paragraph, Span, TableCell

_BARS: Final = re.compile(r"\s*\|\s*|\t+")
_GAPS: Final = re.compile(r"\s{3,}|\t+")
_LETTER: Final = re.compile(r"[^\W\d_]{2}")
# a line of its own, or the end of the table's name: `Thu ngân sách các xã (đơn vị: tỷ đồng)`
_COUNTED: Final = re.compile(r"^Số (?!thu|chi|tiền|nộp|dư|vốn|nợ|lượng)|^Tỷ lệ|^Tỉ lệ|^Chỉ số|%|\w/\w", re.IGNORECASE)
"""What counts things or is a share has a unit of its own: that of the table's name is for the amounts."""
_UNIT_LINE: Final = re.compile(
    r"(?:\(?\s*|[^\n]{1,200}?\((?=[^()]{1,60}\)$))(?:Đơn vị(?: tính)?|ĐVT|Đvt|Đơn vị tiền tệ)\s*:\s*"
    r"(?P<unit>[^()\s](?:[^()]{0,80}[^()\s])?)\s*\)?$",
    re.IGNORECASE,
)
_UNIT_HEAD: Final = re.compile(r"\(?\s*(?:Đơn vị(?:\s+tính)?|ĐVT|Đ\.?V\.?T)\s*\)?$", re.IGNORECASE)
_ORDER_HEAD: Final = re.compile(r"(?:STT|TT|Số\s+TT|Số thứ tự|#|No\.?)$", re.IGNORECASE)
# what counts rows: 1, 1.2, I, a), -, (1)
_ORDER: Final = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,2}){0,3}|[IVXLC]{1,6}|[A-Za-zđĐ])\s*[.)]?|[-+*•–]")
# the row that numbers the columns: A | B | 1 | 2 | 3=2/1
_NUMBERING: Final = re.compile(r"\(?\s*(?:\d{1,2}|[A-E])\s*(?:[=:]\s*[\d\s()+\-*x×:/%.]+)?\)?")
_FIGURE: Final = re.compile(r"[-–+(≈~]{0,2}\s*\d[\d.,\s]*")
_YEAR: Final = r"(?:19|20)\d\d"
_PERIOD: Final = re.compile(
    rf"(?:(?:năm|tháng|quý|kỳ|ngày)\s*)?(?:{_YEAR}(?:\s*[-–/]\s*(?:{_YEAR}|\d\d))?|\d{{1,2}}/{_YEAR})"
    rf"|\d{{1,2}} (?:tháng|năm|quý|tuần|ngày)(?:\s\D{{0,20}})?(?:/|\s)?(?:{_YEAR})?",
    re.IGNORECASE,
)
_HEAD_ROWS: Final = 4


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[Span, ...]
    words: tuple[str, ...]

    @property
    def filled(self) -> list[int]:
        return [i for i, words in enumerate(self.words) if words]


def read(text: str, paragraphs: Sequence[Paragraph]) -> tuple[TableCell, ...]:
    """The cells that hold data, in text order; linear in the length of the tables."""
    found: list[TableCell] = []
    for rows, unit in _tables(text, paragraphs):
        found.extend(_cells(rows, unit))
    return tuple(found)


def _tables(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[tuple[list[_Row], Span | None]]:
    """Runs of rows on end, with the unit that a line above them gives."""
    lines: list[Paragraph] = []
    unit: Span | None = None
    for paragraph in (*paragraphs, None):
        if paragraph is not None and paragraph.role == "furniture" and lines:
            continue  # the head of the next page inside a table
        said = _UNIT_LINE.match(paragraph.of(text).strip()) if paragraph is not None else None
        if paragraph is not None and paragraph.role == "table" and not said:
            lines.append(paragraph)
            continue
        if len(lines) > 1:
            yield _rows(text, lines), unit
        lines = []
        unit = None
        if paragraph is not None and said:
            at = text.rindex(said["unit"], paragraph.start, paragraph.end)
            unit = Span(at, at + len(said["unit"]))
    return


def _rows(text: str, lines: Sequence[Paragraph]) -> list[_Row]:
    """The rows of one table. Bars at both ends of a line frame it, or stand beside empty cells where it has as many
    cells, these included, as a line that has no such bars."""
    rows = [_row(text, line) for line in lines]
    framed = [len(row.cells) > 2 and not (row.words[0] or row.words[-1]) for row in rows]
    widths = {len(row.cells) for row, both in zip(rows, framed, strict=True) if not both}
    return [
        _Row(row.cells[1:-1], row.words[1:-1]) if both and len(row.cells) not in widths else row
        for row, both in zip(rows, framed, strict=True)
    ]


def _row(text: str, paragraph: Paragraph) -> _Row:
    line = paragraph.of(text)
    apart = _BARS if "|" in line or "\t" in line else _GAPS
    spans: list[Span] = []
    at = 0
    for gap in (*apart.finditer(line), None):
        end = gap.start() if gap else len(line)
        spans.append(Span(paragraph.start + at, paragraph.start + max(at, end)))
        at = gap.end() if gap else at
    return _Row(tuple(spans), tuple(" ".join(span.of(text).split()) for span in spans))


def _cells(rows: list[_Row], unit: Span | None) -> Iterator[TableCell]:
    heads = _head_rows(rows)
    width = max(len(row.cells) for row in rows)
    columns = [_column_heads(rows[:heads], i) for i in range(width)]
    names = [_last_words(rows[:heads], i) for i in range(width)]
    measured = _unit_columns(rows[heads:], names)
    named = _name_column(rows[heads:], names, measured)
    section: Span | None = None
    for row in rows[heads:]:
        filled = row.filled
        if _is_numbering(row):
            continue
        data = [i for i in filled if i != named and not _is_order(row.words[i], i, named, names)]
        head = row.cells[named] if named is not None and named in filled else None
        if (head is not None and not data) or (len(filled) == 1 and _LETTER.search(row.words[filled[0]])):
            section = head or row.cells[filled[0]]
            continue
        above = (section,) if section is not None and head is not None else ()
        units = sorted(measured.intersection(filled))
        own = row.cells[units[0]] if units else None
        for i in data:
            if i not in units:
                whole = None if _is_counted(row, i, named, names) else unit
                yield TableCell(row.cells[i], (*above, head) if head else above, columns[i], own or whole)


def _unit_columns(rows: list[_Row], names: list[str]) -> set[int]:
    """The columns of units; under `Đơn vị` may stand offices, too (`Sở Y tế`)."""
    return {
        i
        for i, name in enumerate(names)
        if _UNIT_HEAD.fullmatch(name)
        and not any(r.words[i][:1].isupper() and " " in r.words[i] for r in rows if i < len(r.words))
    }


def _is_counted(row: _Row, i: int, named: int | None, names: list[str]) -> bool:
    """Whether what names the row or the column counts things, or is a share."""
    said = [row.words[k] for k in row.filled if k == named] + names[i : i + 1]
    return any(map(_COUNTED.search, said))


def _head_rows(rows: list[_Row]) -> int:
    """How many rows at the top name columns: those without a figure, years aside, and at least one row of data left."""
    count = 0
    while count < min(_HEAD_ROWS, len(rows) - 1):
        row = rows[count]
        if len(row.filled) < 2 and not (count == 0 and len(rows[1].filled) >= 2 and len(row.cells) > 1):
            break
        if any(_is_figure(row.words[i]) for i in row.filled) or (count and _is_data(rows, count)):
            break
        count += 1
    return count


def _is_data(rows: list[_Row], at: int) -> bool:
    """Whether a row of words below the first is one of data: the one above it is full, so it need not be told apart."""
    above = rows[at - 1]
    width = max(len(row.cells) for row in rows)
    return len(above.filled) >= width and not any(_PERIOD.fullmatch(w) for w in rows[at].words)


def _is_figure(words: str) -> bool:
    return bool(_FIGURE.match(words)) and not _PERIOD.fullmatch(words)


def _is_numbering(row: _Row) -> bool:
    filled = row.filled
    numbers = [row.words[i] for i in filled if _NUMBERING.fullmatch(row.words[i])]
    digits = [int(n) for words in numbers if (n := words.strip("() ").split("=")[0].split(":")[0].strip()).isdigit()]
    return (
        len(filled) >= 3 and len(numbers) == len(filled) and digits == list(range(digits[0], digits[0] + len(digits)))
        if digits
        else False
    )


def _column_heads(heads: list[_Row], i: int) -> tuple[Span, ...]:
    """The heads of column `i`, the outermost first. One that spans columns stands in the first of them."""
    found: list[Span] = []
    for level, row in enumerate(heads):
        at = i if i < len(row.cells) else len(row.cells) - 1
        below = level + 1 < len(heads) and any(i < len(r.words) and r.words[i] for r in heads[level + 1 :])
        while at > 0 and not row.words[at] and below:
            at -= 1
        if at >= 0 and row.words[at] and (at == i or below) and row.cells[at] not in found:
            found.append(row.cells[at])
    return tuple(found)


def _last_words(heads: list[_Row], i: int) -> str:
    return next((row.words[i] for row in reversed(heads) if i < len(row.words) and row.words[i]), "")


def _name_column(rows: list[_Row], names: list[str], measured: set[int]) -> int | None:
    """The column that names the rows: the first with words, those of units aside, or else one of years."""
    for i, name in enumerate(names[:3]):
        if _ORDER_HEAD.fullmatch(name) or i in measured:
            continue
        cells = [row.words[i] for row in rows if i < len(row.words) and row.words[i]]
        if cells and sum(bool(_LETTER.search(words)) for words in cells) * 2 > len(cells):
            return i
        if cells and all(_PERIOD.fullmatch(words) for words in cells):
            return i
    return None


def _is_order(words: str, i: int, named: int | None, names: list[str]) -> bool:
    """Whether a cell only counts its row."""
    if i < len(names) and _ORDER_HEAD.fullmatch(names[i]):
        return True
    return named is not None and i < named and bool(_ORDER.fullmatch(words))
