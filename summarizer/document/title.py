"""Which paragraph is the title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from summarizer.document.model import FurnitureKind, Span
from summarizer.document.paragraphs import Block
from summarizer.document.sentences import LOWER_START, split_sentences
from summarizer.text.letters import is_caps

_MAX_WORDS: Final = 40
_MARK: Final = re.compile(r"#{1,6}\s+")
_NOT_LAST: Final = (":", ",", ";", "./.")
_CREDITED: Final = re.compile(r"[.…] Ảnh:")
_NUMBERING: Final = re.compile(r"[\dIVXA-H]{1,4}[.)/]|(?:PHẦN|CHƯƠNG|MỤC|ĐIỀU|PHỤ LỤC)\b")
_TITLE_LINES: Final = 4
_REACH: Final = 12  # paragraphs in which a title known from elsewhere is looked for


def known_title(blocks: Sequence[Block], title: str) -> tuple[int, Span] | None:
    """Where a title known from metadata stands: index of its block and its span; None if the text lacks it."""
    wanted = " ".join(title.split())
    if not wanted:
        return None
    for index, block in enumerate(blocks[:_REACH]):
        flat = " ".join(_MARK.sub("", block.text).split())
        if flat == wanted or flat.casefold() == wanted.casefold():
            return index, title_span(block)
    return None


def find_title(text: str, blocks: Sequence[Block], kinds: Sequence[FurnitureKind | None]) -> tuple[int, Span] | None:
    """The first paragraph, if it looks like a title: short, without a stop, with body behind it.

    `kinds` are those of page furniture by block; captions count as body here, for a picture series has no other. A text
    of one paragraph has no title, so that a sentence piped in is not lost.
    """
    first = next((i for i, kind in enumerate(kinds) if kind is None), None)
    if first is None:
        return None
    block = blocks[first]
    behind = zip(blocks[first + 1 :], kinds[first + 1 :], strict=True)
    rest = [b for b, kind in behind if kind in (None, "caption")]
    if not rest or block.shape in ("table", "rule"):
        return None
    if block.shape == "heading" and block.text.startswith("#"):
        return first, title_span(block)
    if block.shape == "item" and not block.text[0].isdigit():
        return None
    if block.words > _MAX_WORDS or block.text.endswith(_NOT_LAST) or LOWER_START.match(block.text):
        return None
    if not any(b.stopped or b.words > _MAX_WORDS or _CREDITED.search(b.text) for b in rest):
        return None
    if block.text.endswith(".") and not block.text.endswith("..."):
        return None
    if block.stopped and block.words > 25:
        return None
    parts = split_sentences(text, block.start, block.end, soft_newlines=True)
    if any(not part.of(text).endswith(("...", "…")) for part in parts[:-1]):
        return None
    return first, title_span(block)


def whole_title(blocks: Sequence[Block], kinds: Sequence[FurnitureKind | None], first: int) -> int:
    """Index behind the last line of a title in capitals that takes several lines."""
    end = first + 1
    if not is_caps(blocks[first].text):
        return end
    while (
        end + 1 < len(blocks)
        and end - first < _TITLE_LINES
        and kinds[end] is None
        and not blocks[end].blank_before
        and blocks[end].shape == "heading"
        and is_caps(blocks[end].text)
        and not _NUMBERING.match(blocks[end].text)
    ):
        end += 1
    return end


def title_span(block: Block) -> Span:
    """The block without its Markdown mark."""
    mark = _MARK.match(block.text)
    return Span(block.start + (mark.end() if mark else 0), block.end)
