"""Documents in the form that Nghị định 30/2020/NĐ-CP lays down (and Hướng dẫn 36-HD/VPTW for the Party's own).

Above the text: the national name and motto, the issuing body, number and symbol, place and date, `Kính gửi`. Below it:
`Nơi nhận` and the signature block. In plain text the two columns of the form stand side by side or one after the other;
both are read here. The kind of document and its subject (`BÁO CÁO` and the lines below, or `V/v …`) are the title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from summarizer.document import preamble
from summarizer.document.furniture import END_MARK, is_name
from summarizer.document.model import FurnitureKind, Span
from summarizer.document.paragraphs import Block
from summarizer.text.data import load
from summarizer.text.letters import LOWER, UPPER, is_caps
from summarizer.text.phrases import alternatives

_DATA: Final = load(__package__, "data", "administrative.toml")
_NATION: Final = re.compile(
    r"(?:^|\s{2}|\t)(?:CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|ĐẢNG CỘNG SẢN VIỆT NAM)(?:$|\s{2}|\t|\n)"
)
_MOTTO: Final = re.compile(r"Độc lập\s*[-–—]\s*Tự do\s*[-–—]\s*Hạnh phúc", re.IGNORECASE)
_NUMBER: Final = re.compile(r"(?:Số|SỐ)\s*:?\s*[\d.…\s]{0,12}\s*[-/]\s?[\wĐđƯư]+(?:[-/][\wĐđƯư]+)*")
_PLACE_DATE: Final = re.compile(
    rf"[{UPPER}][^,.;:]{{1,30}},\s*ngày\s*[\d.…]{{0,6}}\s*tháng\s*[\d.…]{{0,6}}\s*năm\s*(?:\d{{4}}|[\d.…]{{1,6}})\s*$"
)
_KIND_SMALL: Final = re.compile(rf"(?:{alternatives(kind.capitalize() for kind in _DATA['kinds'])})\s")
_ABOUT: Final = re.compile(r"(?:V/v|Về)\s")
_SUBJECT: Final = re.compile(r"(?:V/v|Về việc|v/v)\s*:?\s*(?=\S)")
_KINDS: Final = re.compile(rf"({alternatives(_DATA['kinds'])})(?:\s[^{LOWER}]*)?$")
# `Nghị quyết số 71/NQ-HĐND, ngày 10/12/2025` as a line of its own, `Nghị định của Chính phủ số 115/2003/NĐ-CP`
_KIND_NUMBERED: Final = re.compile(
    rf"({alternatives(_DATA['numbered'])})(?:\scủa\s(?P<body>[{UPPER}][^\d.,;:()]{{3,80}}?))?\s+[Ss]ố\s*:?\s*\d[\d.]*\s?[-/]"
)
# `Chỉ thị số 4-CT/HU ngày 3/2/2025 của Huyện ủy Bình Sa về …`, as a line of its own
_NUMBERED_OF: Final = re.compile(
    rf"(?:{alternatives(_DATA['numbered'])})\s+[Ss]ố\s*:?\s*\d\S*\s+ngày\s[\d/.-]+\scủa\s(?P<body>[{UPPER}][^\d.,;:()]{{3,90}}?)(?=\s(?:về|Về|V/v)\s|$)"
)
BODY: Final = re.compile(rf"(?:{alternatives(_DATA['bodies'])})\b")
"""How the name of a body that issues documents begins, in capitals as a letterhead has it."""
# a kind in capitals that is no document: "LUẬT SƯ …", "LỆNH BẮT …"
_NO_KIND: Final = re.compile(r"(?:LUẬT (?:SƯ|GIA)|LỆNH (?:BẮT|CẤM)|DỰ ÁN\s)")
_TO: Final = re.compile(rf"Kính gửi\b|[^{LOWER}]{{6,80}}\s(?:điện|ĐIỆN)\s*:$")
_RECIPIENTS: Final = re.compile(r"Nơi nhận\s*:?")
_RECIPIENT: Final = re.compile(r"(?:[-–+•*]\s*\S|Như (?:trên|Điều)\b|Lưu\s*:?\s*VT)")
_SIGNER: Final = re.compile(
    rf"(?:TM|KT|TL|TUQ|T/M|K/T|T/L|Q)\s?\.?\s+[^{LOWER}]{{4,}}(?:$|[-–:(]\s?(?:ký|đã ký|[{UPPER}])[^.;,]{{0,60}}$)"
    rf"|(?:PHÓ\s)?(?:{alternatives(_DATA['signers'])})\b[^{LOWER}]*$"
)
_SIGNED: Final = re.compile(r"\(?(?:Đã ký|đã ký|Ký tên|Ký, (?:ghi rõ|đóng dấu)|Ký số|Signed)\b[^.]{0,60}$")
_NAME: Final = re.compile(rf"(?:[{UPPER}][\w’'.]*\.?\s){{0,3}}[{UPPER}][\w’']*(?:\s[{UPPER}][\w’']*){{0,4}}$")
_APPENDIX: Final = re.compile(r"(?:PHỤ LỤC|Phụ lục|BIỂU|Biểu số)\b")
# the head of the body that decides, run into the subject above the grounds; not `CỦA CHỦ TỊCH …`
_DECIDES: Final = re.compile(
    r"(?<!\bCỦA)(?<!\bPHÓ)(?<!\bDO)(?<!\bCHO)(?<!\bVÀ)(?<!\bLÀ)(?<!\bVIỆC)(?<!,)\s+"
    r"(?:(?:CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|CỤC TRƯỞNG|TỔNG GIÁM ĐỐC)\s(?:ỦY BAN|UBND|SỞ|BỘ|CỤC|CÔNG TY|ĐẠI HỌC)\b[^,.;:]*"
    r"|THỦ TƯỚNG CHÍNH PHỦ|(?<=[\d)]\s)(?:CHÍNH PHỦ|(?:ỦY|UỶ) BAN NHÂN DÂN [^,.;:]*))$"
)
_SECTION: Final = re.compile(r"(?:[IVX]{1,4}|[A-H]|\d{1,2})\s?[.)/-]\s|(?i:phần|chương|mục|điều)\s(?:thứ|[IVX\d])")
_COLUMN: Final = re.compile(r"\s{3,}|\t")
_KIND_WORDS: Final = 4  # words of a line that only says what kind of document it is
_HEAD: Final = 16  # blocks in which the head of a document stands
_NATION_AT: Final = 8  # blocks among which the name of the nation stands
_SENTENCE: Final = 8  # words of the shortest sentence that tells the text from its head
_SUBJECT_LINES: Final = 5  # lines that its subject may take
_RECIPIENT_WORDS: Final = 40
"""A longer line that ends in a semicolon is a sentence of the text cut there, not a recipient."""


class Form(NamedTuple):
    """What the form of a document says: furniture by block, and the title with the blocks that it covers."""

    kinds: dict[int, FurnitureKind]
    title: Span | None
    title_blocks: range
    formal: bool = False


def read(blocks: Sequence[Block]) -> Form:
    """The furniture and title of an administrative document; nothing for any other text."""
    head = blocks[:_HEAD]
    recipients = any(_RECIPIENTS.match(b.text) for b in blocks)
    headed = bool(head) and kind_of(head[0].text) is not None
    kinds: dict[int, FurnitureKind] = {}
    title, covered = None, range(0)
    lettered = _is_lettered(head, recipients=recipients)
    formal = lettered or (headed and _decides(blocks))
    if formal and (lettered or head[0].words > _KIND_WORDS):
        title, covered = _head(head, kinds)
    elif headed and head[0].words <= _KIND_WORDS:
        # a report pasted without its head: "BÁO CÁO", and below it what it is about
        covered = range(_subject_end(head, 1))
        title = Span(head[0].start, head[covered.stop - 1].end)
        if len(covered) == 1:
            title, covered = None, range(0)
    for i, block in enumerate(head):
        if not formal and _TO.match(block.text) and block.text.endswith(":"):
            _addressees(blocks, i, kinds)
    begin = max(covered.stop, max(kinds, default=-1) + 1)
    if formal or recipients:
        _tail(blocks, kinds, begin)
    for i in preamble.find(blocks, begin, kinds, formal=formal):
        kinds[i] = "preamble"
    return Form(kinds, title, covered, formal or recipients)


def _is_lettered(head: Sequence[Block], *, recipients: bool) -> bool:
    """Whether a text has a letterhead: the name of the nation, or two of number, issuing body, kind and recipients."""
    top = list(takewhile(lambda b: not _is_text(b), head))
    if any(_NATION.search(b.text) for b in top[:_NATION_AT]):
        return True
    numbered = any(_NUMBER.match(b.text) for b in head)
    named = any(kind_of(b.text) or _SUBJECT.match(b.text) for b in top)
    return (numbered and (recipients or named)) or (_bodied(head) and (numbered or named or _named_small(head, 1)))


def _bodied(head: Sequence[Block]) -> bool:
    """Whether a text begins with the name of a body in capitals."""
    return bool(head) and is_caps(head[0].text) and BODY.match(head[0].text) is not None


def _named_small(head: Sequence[Block], i: int) -> bool:
    """Whether the title stands right below the body in running letters: `Báo cáo nhanh tình hình …`."""
    below = head[i] if i == 1 and len(head) > 1 and _bodied(head) else None
    return below is not None and _KIND_SMALL.match(below.text) is not None and not below.stopped


def kind_of(line: str) -> str | None:
    """The kind that a line names (`BÁO CÁO`, `QUYẾT ĐỊNH VỀ VIỆC …`, `Nghị quyết số 71/NQ-HĐND`), or None."""
    found = _KINDS.match(line) or _KIND_NUMBERED.match(line)
    return found[1] if found and not _NO_KIND.match(line) else None


def body_of(line: str) -> str | None:
    """Whose document a line says it is, with its kind and number: `Nghị định của Chính phủ số 115/2003/NĐ-CP`."""
    found = _NUMBERED_OF.match(line) or _KIND_NUMBERED.match(line)
    return found["body"] if found is not None else None


def _decides(blocks: Sequence[Block]) -> bool:
    """Whether a text that begins with the name of a kind goes on like a document of that kind."""
    early = blocks[1:_HEAD]
    return any(
        preamble.GROUNDS.match(b.text) or preamble.OPERATIVE.match(b.text) or _TO.match(b.text) for b in early
    ) or (any(END_MARK.search(b.text[-8:]) for b in blocks))


def _head(head: Sequence[Block], kinds: dict[int, FurnitureKind]) -> tuple[Span | None, range]:
    """Marks the head, and finds the subject."""
    subject: Span | None = None
    covered = range(0)
    top = list(takewhile(lambda b: not _is_text(b), head))
    last = max((i for i, b in enumerate(top) if _official(b)), default=-1)
    i = 0
    while i < len(head):
        block = head[i]
        if _TO.match(block.text):
            _addressees(head, i, kinds)
            break
        kind = kind_of(block.text) or _named_small(head, i)
        if subject is None and kind and not _COLUMN.search(block.text):
            stop = _subject_end(head, i + 1)
            subject, covered = Span(block.start, _without_decider(head, i, stop)), range(i, stop)
            i = stop
            continue
        if subject is not None and i > last:
            if not _decider_again(head, i):
                break
            kinds[i] = "masthead"
        elif (about := _SUBJECT.match(block.text)) and (subject is None or _kind_alone(head, covered)):
            if covered:
                kinds[covered[0]] = "masthead"  # "CÔNG ĐIỆN", its number, and only then what it is about
            subject = Span(block.start + about.end(), block.end if covered else _column_end(block, about.end()))
            covered = range(i, i + 1)
        elif about or i <= last or _of_head(block):
            kinds[i] = "masthead"
        else:
            break
        i += 1
    return subject, covered


def _of_head(block: Block) -> bool:
    """Whether a block above the subject belongs to the head by its looks."""
    return block.shape == "rule" or _official(block) or (is_caps(block.text) and not block.stopped)


def _decider_again(head: Sequence[Block], i: int) -> bool:
    """Whether block `i` names the issuing body once more, above `Căn cứ …` of a decision."""
    words = head[i].text
    grounds = any(preamble.GROUNDS.match(b.text) for b in head[i + 1 : i + 3])
    return grounds and is_caps(words) and not kind_of(words) and not head[i].closed


def _kind_alone(head: Sequence[Block], covered: range) -> bool:
    """Whether the subject so far is only the name of a kind."""
    return len(covered) == 1 and head[covered[0]].words <= _KIND_WORDS


def _column_end(block: Block, begin: int) -> int:
    """Where the subject ends in a block; where columns stand side by side, place and date follow on the same line."""
    column = _COLUMN.search(block.text, begin)
    return block.start + column.start() if column else block.end


def _without_decider(head: Sequence[Block], i: int, stop: int) -> int:
    """Where the subject ends that begins at block `i`, without the head of the body that decides."""
    last = head[stop - 1]
    if stop < len(head) and stop - i == 1 and preamble.GROUNDS.match(head[stop].text):
        decider = _DECIDES.search(last.text)
        if decider and decider.start() > len(last.text) // 3 and not last.wrapped:
            return last.start + decider.start()
    return last.end


def _is_text(block: Block) -> bool:
    """Whether the article itself has begun: nothing in the head of a document is a sentence of this length."""
    return block.stopped and block.words > _SENTENCE and not _official(block)


def _official(block: Block) -> bool:
    words = block.text
    return bool(
        _NATION.search(words)
        or _MOTTO.search(words)
        or _NUMBER.match(words)
        or _PLACE_DATE.search(words)
        or _TO.match(words)
    )


def _subject_end(head: Sequence[Block], i: int) -> int:
    """Index behind the lines that say what the document is about."""
    first = i
    told = head[i - 1].words > _KIND_WORDS  # the line above says it already; this one may only go on
    while i < len(head) and i - first < _SUBJECT_LINES:
        block = head[i]
        if told and not (block.text[0].islower() or _ABOUT.match(block.text)):
            break
        if (
            block.shape in ("rule", "table", "item")
            or preamble.GROUNDS.match(block.text)
            or _official(block)
            or block.stopped
        ):
            break
        if _SECTION.match(block.text):
            break
        # what a first bold line begins may go on in a second; other blocks set apart are no part of it
        if i > first and (block.shape == "heading" or block.blank_before) and not block.text[0].islower():
            break
        if (block.words <= 5 and is_name(block.text)) or block.words > 60 or block.text.endswith((":", ";")):
            break
        i += 1
    return i


def _listed(block: Block) -> bool:
    """Whether a block may be one of those addressed: an item, or a short line that a list goes on behind."""
    return block.shape == "item" or (block.text.endswith(";") and block.words <= _RECIPIENT_WORDS)


def _addressees(blocks: Sequence[Block], i: int, kinds: dict[int, FurnitureKind]) -> None:
    """Marks who is addressed from block `i` on."""
    kinds[i] = "addressees"
    wired = not blocks[i].text.startswith("Kính gửi")  # "THỦ TƯỚNG CHÍNH PHỦ điện:", and only items are addressed
    opened, cut = blocks[i].text.rstrip().endswith((":", ";", ",")), False
    i += 1
    while opened and i < len(blocks) and (_listed(blocks[i]) or cut):
        kinds[i] = "addressees"
        cut = blocks[i].text.endswith(":")  # "- Bộ trưởng các Bộ:", and the Bộ in a line of their own
        i += 1
        if blocks[i - 1].text.endswith(".") and not wired:
            break


def _tail(blocks: Sequence[Block], kinds: dict[int, FurnitureKind], begin: int) -> None:
    """Marks recipients and signature, up to an appendix or the next document."""
    start = next((i for i in range(begin, len(blocks)) if _RECIPIENTS.match(blocks[i].text)), None)
    if start is None:
        start = next(
            (i for i in range(len(blocks) - 1, begin, -1) if _SIGNER.match(blocks[i].text) and len(blocks) - i <= 8),
            None,
        )
        if start is None:
            return
    # a signature block set before the recipients
    while start - 1 > begin and (_signature(blocks[start - 1]) or _official(blocks[start - 1])):
        start -= 1
    state: FurnitureKind = "addressees"
    for i in range(start, len(blocks)):
        words = blocks[i].text
        if _APPENDIX.match(words) or _NATION.search(words):
            return
        if _RECIPIENTS.match(words) or _RECIPIENT.match(words):
            state = "addressees"
        elif _signature(blocks[i]) or blocks[i].shape == "rule":
            state = "signature"
        elif blocks[i].words > 30:
            return
        kinds[i] = state


def _signature(block: Block) -> bool:
    words = block.text.strip()
    return bool(_SIGNER.match(words) or _SIGNED.match(words) or (block.words <= 8 and _NAME.match(words)))
