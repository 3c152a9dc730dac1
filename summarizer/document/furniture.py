"""Page furniture among the paragraphs: lines that stand on the page but do not belong to the article.

The patterns are data (`data/furniture.toml`); what they cannot say is said here: that everything behind the closing
`./.` is furniture, that a bare name under the last paragraph is its author, that numbers counting up are pages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby, pairwise
from typing import Final, Literal

from summarizer.document.model import FurnitureKind
from summarizer.document.paragraphs import Block
from summarizer.text.data import load
from summarizer.text.letters import LOWER, UPPER, is_caps

Zone = Literal["anywhere", "edge", "sections"]
Kinds = list[FurnitureKind | None]

_REACH: Final = 320  # code points: a longer paragraph is no furniture line
_CREDIT_END: Final = re.compile(
    r"[(\s.…\"”](?:Ảnh|Đồ họa|Đồ hoạ|Video|Clip|Infographic|Nguồn ảnh|Ảnh, clip|ẢNH)"
    r"(?: minh họa| minh hoạ| tư liệu)?\s*:\s*"
    r"(?:[^:.;!?]{1,60}|[^:;!?\s]{1,60})\)?\.?$"
)
_SENTENCE_BREAK: Final = re.compile(rf"[.!?]\s+[{UPPER}]")
_WORD: Final = rf"[{UPPER}][{UPPER}{LOWER}’'.]*(?:-[{UPPER}{LOWER}’']+){{0,2}}"
_PERSON: Final = rf"{_WORD}(?:\s{_WORD}){{0,4}}"
_NAME: Final = re.compile(
    rf"(?:Nhóm\s)?{_PERSON}(?:(?:\s+[-–&/]\s+|\s?[,&/]\s?){_PERSON}){{0,3}}\s?(?:\([^()]{{2,50}}\))?\.?"
)
# what stands around the author's name: "Độc giả An Bình", "An Bình tổng hợp", "* Tên nhân vật đã được thay đổi"
_SIGNED: Final = re.compile(
    r"^Độc giả\s?:?\s?"
    r"|\s?\(?\*\s?(?:Tên|Họ tên)[^.*]{0,60}thay đổi\)?\.?$"
    r"|\s?\([^()]{2,60}\)?\.?$|\s?(?:tổng hợp|lược dịch|biên dịch|dịch|ghi)$"
    r"|\s?[-–|]\s?(?:\d{1,2}[:hg]\d{2}[\s,|-]*)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}[\s\S]{0,30}$"
)
# an expert's signature: "Bác sĩ An Bình, Khoa Nhi, Bệnh viện Hòa Sơn", without a stop
_EXPERT: Final = re.compile(
    r"(?:Bác sĩ|BS|ThS|TS|PGS|GS|Dược sĩ|Luật sư|Chuyên gia|Chuyên viên)\b[^.!?]*(?:\.\w[^.!?]*)*$"
)
_MAX_EXPERT: Final = 30  # words
_DIGIT: Final = re.compile(r"\d")
_CELLS: Final = re.compile(r"\||\t|\s{3,}")
_FIGURE: Final = re.compile(r"[-–+(≈~]{0,2}\s*\d")
_LONE_NUMBER: Final = re.compile(r"\d{1,4}$")
END_MARK: Final = re.compile(r"\./\.[\"”)]*$")
_APPENDIX: Final = re.compile(r"(?:PHỤ LỤC|Phụ lục|PHẦN|BÁO CÁO|DANH SÁCH|Biểu|BIỂU)\b")
_FULL_PARAGRAPH: Final = 20  # words that tell a paragraph from the headline of another article
_LONG_LINE: Final = 14  # words of a line that counts as text although it lacks a stop


@cache
def _patterns(zone: Zone) -> dict[FurnitureKind, re.Pattern[str]]:
    table: dict[FurnitureKind, list[str]] = load(__package__, "data", "furniture.toml")[zone]
    return {
        kind: re.compile("|".join(f"(?:{row})" for row in rows).replace("{U}", UPPER), re.IGNORECASE)
        for kind, rows in table.items()
    }


def line_kind(line: str, *, edge: bool = False) -> FurnitureKind | None:
    """What kind of furniture a line is by its wording; `edge` adds what holds only above and below the article."""
    if len(line) > _REACH:
        return None
    if _CREDIT_END.search(line[-90:]) and len(_SENTENCE_BREAK.findall(line)) <= 2:
        return "caption"
    return _match(line, "anywhere") or _match(line, "sections") or (_match(line, "edge") if edge else None)


def _match(line: str, zone: Zone) -> FurnitureKind | None:
    return next((kind for kind, pattern in _patterns(zone).items() if pattern.match(line)), None)


def is_name(line: str) -> bool:
    """Whether a line can be an author: one to five capitalised words, or several such joined by `-`, `,` or `&`."""
    return len(line) <= 80 and not _DIGIT.search(line) and _NAME.fullmatch(line) is not None


def author_of(line: str) -> str | None:
    """The author that a byline names (`An Bình tổng hợp`, `Độc giả An Bình`, `An Bình (Theo AP)`), or None."""
    words = _SIGNED.sub("", _SIGNED.sub("", line.strip())).rstrip(" .")
    if words.startswith(("Theo ", "Thứ ", "Chủ nhật")):
        return None
    stopped = line.rstrip().endswith(".")  # a sentence about an expert, no signature
    if is_name(words) or (not stopped and _EXPERT.match(words) and words.count(" ") < _MAX_EXPERT):
        return words
    return None


def mark(blocks: Sequence[Block]) -> Kinds:
    """The kind of each block, None for what belongs to the article."""
    tables = _tables(blocks)
    kinds: Kinds = ["page" if b.shape == "rule" else line_kind(b.text) for b in blocks]
    if kinds and kinds[0] == "caption" and not blocks[0].stopped:
        kinds[0] = None  # "Clip: …", "Ảnh: …" as the first line is a title
    _mark_pages(blocks, kinds)
    _mark_sections(blocks, kinds)
    _mark_below(blocks, kinds)
    _mark_above(blocks, kinds)
    _mark_caption_above_credit(blocks, kinds)
    for i in tables:
        kinds[i] = None
    return kinds


def _tables(blocks: Sequence[Block]) -> set[int]:
    """Rows of tables of data: two on end or more, a good part of their cells figures. `a | b | c` alone is a menu."""
    found: set[int] = set()
    for shape, run in groupby(range(len(blocks)), key=lambda i: blocks[i].shape):
        rows = list(run)
        if shape != "table" or any(line_kind(blocks[i].text) for i in rows):
            continue  # the bar of a page: `Thứ Sáu, 15/12/2017    Liên hệ`
        filled = [cell for i in rows for words in _CELLS.split(blocks[i].text) if (cell := words.strip())]
        if len(rows) >= 2 and 5 * sum(_FIGURE.match(cell) is not None for cell in filled) >= len(filled):
            found.update(rows)
    return found


def _mark_pages(blocks: Sequence[Block], kinds: Kinds) -> None:
    """Bare numbers are page numbers where they count up by one from line to line."""
    alone = [(i, int(b.text)) for i, b in enumerate(blocks) if _LONE_NUMBER.match(b.text)]
    if len(alone) >= 2 and all(b == a + 1 for (_, a), (_, b) in pairwise(alone)):
        # numbers of consecutive lines are a column of a table rather
        if any(j - i < 3 for (i, _), (j, _) in pairwise(alone)):
            return
        for i, _ in alone:
            kinds[i] = "page"


def _mark_sections(blocks: Sequence[Block], kinds: Kinds) -> None:
    """Lists of links to other articles, from their headline to the next full paragraph."""
    listing = False
    for i, block in enumerate(blocks):
        if len(block.text) <= _REACH and _match(block.text, "sections"):
            listing = True
        elif listing and (block.words > 2 * _FULL_PARAGRAPH or block.text.endswith(".")):
            listing = False
        if listing and kinds[i] is None:
            kinds[i] = "menu"


def _mark_below(blocks: Sequence[Block], kinds: Kinds) -> None:
    end = _end_of_article(blocks, kinds)
    closed = 0 < end < len(blocks) and END_MARK.search(blocks[end - 1].text[-8:]) is not None
    for i in range(end, len(blocks)):
        line = blocks[i].text
        if kinds[i] is None:
            kinds[i] = line_kind(line, edge=True)
        named = author_of(line) is not None or is_name(line)
        if kinds[i] is None and named and (blocks[i].words > 1 or is_caps(line)):
            kinds[i] = "byline"
        if kinds[i] is None and closed:
            kinds[i] = "footer"


def _mark_above(blocks: Sequence[Block], kinds: Kinds) -> None:
    """Menu lines above the title; a lone one may be the title itself."""
    top = 0
    if not blocks or line_kind(blocks[0].text) == "caption":
        return
    while top < len(blocks) and (kinds[top] or line_kind(blocks[top].text, edge=True)):
        top += 1
    if top >= 2 and top < len(blocks):
        for i in range(top):
            kinds[i] = kinds[i] or line_kind(blocks[i].text, edge=True)


def _mark_caption_above_credit(blocks: Sequence[Block], kinds: Kinds) -> None:
    """The line without a stop above a line that is nothing but a credit."""
    for i in range(2, len(blocks)):
        above = blocks[i - 1]
        if (
            kinds[i] == "caption"
            and kinds[i - 1] is None
            and above.shape in ("weak", "body")
            and not above.closed
            and not blocks[i].blank_before
            and above.words <= 2 * _FULL_PARAGRAPH
            and blocks[i].text.lstrip("(")[:1] in "ẢĐNVC"
            and blocks[i].words <= 8
        ):
            kinds[i - 1] = "caption"


def _end_of_article(blocks: Sequence[Block], kinds: Sequence[FurnitureKind | None]) -> int:
    """Index behind the last block of the article proper."""
    for i in range(len(blocks) - 1, -1, -1):
        if END_MARK.search(blocks[i].text[-8:]):
            behind = sum(len(b.text) for b in blocks[i + 1 :])
            before = sum(len(b.text) for b in blocks[: i + 1])
            if behind < before and not any(_APPENDIX.match(b.text) for b in blocks[i + 1 :]):
                return i + 1
            break
    for i in range(len(blocks) - 1, -1, -1):
        block = blocks[i]
        text_like = block.stopped or block.words > _LONG_LINE or block.shape == "item"
        if kinds[i] is None and text_like and line_kind(block.text, edge=True) is None:
            return i + 1
    return len(blocks)
