"""The grounds of a document, between its title and what it decides: `Căn cứ …;`, `Xét đề nghị …;`, `Theo đề nghị …`.

They name laws, proposals and dates that a brief has no use for, and no reader takes them for what the document says. A
sentence that goes on to its own clause (`Thực hiện …, UBND tỉnh ban hành Kế hoạch như sau:`) is none of them: it says
who speaks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from summarizer.document.paragraphs import Block
from summarizer.text import bodies
from summarizer.text.letters import LOWER, UPPER

GROUNDS: Final = re.compile(
    r"(?:[-–+*]\s*)?(?:Căn cứ|Thực hiện|Xét|Trên cơ sở|Sau khi (?:xem xét|nghiên cứu|nghe|thảo luận)"
    r"|Theo (?:đề nghị|ý kiến|Tờ trình|Quyết định|Nghị quyết|Kết luận|Công văn|Văn bản|Báo cáo))\b"
)
_GOES_ON: Final = re.compile(r"[;,][\"”’»')\]]*$")
_ENDED: Final = re.compile(r"[.;,:!?…][\"”’»')\]]*$")
_CONTINUED: Final = re.compile(rf"[\d{LOWER}(]")
# what the grounds lead to: "QUYẾT ĐỊNH:", "Điều 1.", "Hội đồng nhân dân tỉnh ban hành Nghị quyết …"
OPERATIVE: Final = re.compile(
    r"(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|RA QUYẾT ĐỊNH|CHỈ THỊ|THÔNG BÁO|KẾT LUẬN|NGHỊ QUYẾT)\s*:?$|Điều\s+1\s*[.:]"
)
_ENACTS: Final = re.compile(
    rf"(?:{bodies.pattern('bodies', 'posts')})[^.;:]{{0,90}}?\s(?:ban hành|thông báo|quyết định|thông qua)\s+"
    r"(?=[^.;]{0,12}(?:Nghị quyết|Quyết định|Nghị định|Thông tư|Kế hoạch|Quy định|Quy chế|kết quả|Chỉ thị|kế hoạch))"
)
# a clause of its own behind the grounds: somebody does something
_CLAUSE: Final = re.compile(
    rf"[,;]\s+[{UPPER}][^,;.]{{2,90}}?\s(?:yêu cầu|đề nghị|giao|chỉ đạo|chỉ thị|ban hành|báo cáo|thông báo|kết luận"
    rf"|quyết định)\s"
)
_ENCLOSED: Final = re.compile(
    r"(?:\(\s*)?(?:Ban hành )?[Kk]èm theo\b[^.]{0,160}\.?$"
    r"|\(\s*(?:[Cc]ó|[Cc]hi tiết|[Nn]ội dung|[Pp]hụ lục|[Dd]anh mục|[Đđ]ính)[^()]{0,120}(?:kèm theo"
    r"|đính kèm)[^()]{0,60}\)\s*\.?$"
)
_CITED: Final = re.compile(rf"(?:\d{{1,2}}\.\s+)?(?:Luật|Nghị (?:định|quyết)|Quyết định|Thông tư|Công văn|[{LOWER}])")
_MARK: Final = re.compile(r"(?:\[\d+\]|[.…\s])+")  # dots to fill in, and references to notes, before a ground
_REACH: Final = 60  # blocks below the title among which grounds are looked for
_BEFORE: Final = 10  # blocks between title and grounds, such as what amended a consolidated text
_WORDS: Final = 200


def find(blocks: Sequence[Block], begin: int, taken: Mapping[int, object], *, formal: bool) -> set[int]:
    """Indices of the blocks that are preamble.

    Args:
        begin: where the text begins, behind head and title.
        taken: blocks that are known to be something else.
        formal: whether the form of the document says that it is an official one. Of any other text only a run of two
            grounds or more, each with its semicolon, is a preamble: a report on a trial begins with `Căn cứ …` too.
    """
    found = _run(blocks, begin, taken)
    strict = sum(_GOES_ON.search(blocks[i].text) is not None for i in found)
    if not formal and strict < 2:
        return set()
    if formal:
        found |= {i for i, b in enumerate(blocks) if i >= begin and i not in taken and _ENCLOSED.match(b.text)}
    return found


def enacting(line: str) -> re.Match[str] | None:
    """The clause in which a body says that it issues the document; `Chính phủ ban hành Nghị quyết …`."""
    return _ENACTS.match(line)


def _run(blocks: Sequence[Block], begin: int, taken: Mapping[int, object]) -> set[int]:
    found: set[int] = set()
    for i in range(begin, min(len(blocks), begin + _REACH)):
        block = blocks[i]
        words = _MARK.sub("", block.text, count=1) if block.text[:1] in "[.…" else block.text
        if i in taken or block.shape == "rule":
            continue
        if OPERATIVE.match(words) or _ENACTS.match(words):
            break
        if _is_ground(blocks, i, words, found) or (found and _goes_on(blocks[i - 1], words)):
            found.add(i)
        elif found or i - begin >= _BEFORE or (_is_text(block) and not _CITED.match(words)):
            break
    return found


def _is_ground(blocks: Sequence[Block], i: int, words: str, found: set[int]) -> bool:
    if not GROUNDS.match(words) or blocks[i].words > _WORDS:
        return False
    if _GOES_ON.search(words) or not _ENDED.search(words) or words.count("(") > words.count(")"):
        return True  # the next one follows, or the end of a number that the line was cut in
    return words.endswith(".") and _leads(blocks, i, found) and _CLAUSE.search(words) is None


def _goes_on(above: Block, words: str) -> bool:
    """Whether a line goes on with the ground above it, which was cut, or cites one more document."""
    cut = not _ENDED.search(above.text) or above.text.count("(") > above.text.count(")")
    if cut and _CONTINUED.match(words):
        return True
    return (above.text.endswith(",") or _CITED.match(words) is not None) and _GOES_ON.search(words) is not None


def _is_text(block: Block) -> bool:
    return block.stopped and block.words > 2 * _BEFORE


def _leads(blocks: Sequence[Block], i: int, found: set[int]) -> bool:
    """Whether block `i` stands in a run of grounds, or right before what they lead to."""
    after = blocks[i + 1].text if i + 1 < len(blocks) else ""
    return i - 1 in found or bool(OPERATIVE.match(after) or _ENACTS.match(after) or GROUNDS.match(after))
