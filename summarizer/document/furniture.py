"""Page furniture among the paragraphs: lines that stand on the page but do not belong to the article.

The patterns are data (`data/furniture.toml`); what they cannot say is said here: that everything behind the closing
`./.` is furniture, and that a bare name under the last paragraph is its author.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Final

from summarizer.document.letters import NAME_WORD, is_caps
from summarizer.document.model import FurnitureKind
from summarizer.document.paragraphs import Block

_REACH: Final = 320  # code points: a longer paragraph is no furniture line
_CREDIT_END: Final = re.compile(
    r"[(\s.…\"”](?:Ảnh|Đồ họa|Đồ hoạ|Video|Clip|Infographic|Nguồn ảnh|Ảnh, clip|ẢNH)(?: minh họa| minh hoạ| tư liệu)?\s*:\s*"
    r"(?P<by>[^:.;!?]{1,60}|[^:;!?\s]{1,60})\)?\.?$"
)
_NAME: Final = re.compile(
    rf"(?:Nhóm\s)?{NAME_WORD}(?:\s{NAME_WORD}){{0,4}}(?:\s*[-–,&/]\s*{NAME_WORD}(?:\s{NAME_WORD}){{0,4}}){{0,3}}"
    r"\s*(?:\([^()]{2,50}\))?\.?"
)
_NUMBER: Final = re.compile(r"\d")
_END_MARK: Final = re.compile(r"\./\.[\"”)]*$")
_APPENDIX: Final = re.compile(r"(?:PHỤ LỤC|Phụ lục|PHẦN|BÁO CÁO|DANH SÁCH|Biểu|BIỂU)\b")

Kinds = dict[FurnitureKind, re.Pattern[str]]


@cache
def _patterns() -> tuple[Kinds, Kinds]:
    file = resources.files(__package__).joinpath("data", "furniture.toml")
    tables = tomllib.loads(file.read_text(encoding="utf-8"))

    def compiled(table: dict[FurnitureKind, list[str]]) -> Kinds:
        return {kind: re.compile("|".join(f"(?:{p})" for p in rows), re.IGNORECASE) for kind, rows in table.items()}

    return compiled(tables["anywhere"]), compiled(tables["tail"])


def line_kind(line: str, *, tail: bool = False) -> FurnitureKind | None:
    """What kind of furniture a line is by its wording alone; `tail` adds what holds only below the article."""
    if len(line) > _REACH:
        return None
    if _CREDIT_END.search(line[-90:]) and line.count(". ") <= 4:
        return "caption"
    anywhere, below = _patterns()
    for kinds in (anywhere, below) if tail else (anywhere,):
        for kind, pattern in kinds.items():
            if pattern.match(line):
                return kind
    return None


def is_name(line: str) -> bool:
    """Whether a line can be an author: one to five capitalised words, or several such joined by `-`, `,` or `&`."""
    return len(line) <= 80 and not _NUMBER.search(line) and _NAME.fullmatch(line) is not None


def mark(blocks: Sequence[Block]) -> list[FurnitureKind | None]:
    """The kind of each block, None for what belongs to the article."""
    kinds = [line_kind(b.text) if b.shape != "rule" else "page" for b in blocks]
    end = _end_of_article(blocks, kinds)
    closed = end < len(blocks) and end > 0 and bool(_END_MARK.search(blocks[end - 1].text[-8:]))
    for i in range(end, len(blocks)):
        if kinds[i] is None:
            kinds[i] = line_kind(blocks[i].text, tail=True)
        if kinds[i] is None and is_name(blocks[i].text) and (blocks[i].words > 1 or is_caps(blocks[i].text)):
            kinds[i] = "byline"
        if kinds[i] is None and closed:
            kinds[i] = "footer"
    return kinds


def _end_of_article(blocks: Sequence[Block], kinds: Sequence[FurnitureKind | None]) -> int:
    """Index behind the last block of the article proper."""
    for i in range(len(blocks) - 1, -1, -1):
        if _END_MARK.search(blocks[i].text[-8:]):
            behind = sum(len(b.text) for b in blocks[i + 1 :])
            before = sum(len(b.text) for b in blocks[: i + 1])
            if behind < before and not any(_APPENDIX.match(b.text) for b in blocks[i + 1 :]):
                return i + 1
            break
    for i in range(len(blocks) - 1, -1, -1):
        block = blocks[i]
        if (
            kinds[i] is None
            and (block.stopped or block.words > 14 or block.shape == "item")
            and line_kind(block.text, tail=True) is None
        ):
            return i + 1
    return len(blocks)
