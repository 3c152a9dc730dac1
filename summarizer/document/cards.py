"""The card of an official document: kind, number, issuing body and date, read from its letterhead.

Where a document came without its letterhead (texts of portals), they are taken from where it says them else: the title
(`Nghị quyết số 71/NQ-HĐND ngày …`), the clause that enacts it (`Chính phủ ban hành Nghị quyết …`), the signature.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from summarizer.document import preamble
from summarizer.document.administrative import BODY, Form, body_of, kind_of
from summarizer.document.metadata import dates
from summarizer.document.model import Article, Card, FurnitureKind, Span
from summarizer.document.paragraphs import Block
from summarizer.text.bodies import heads
from summarizer.text.data import load
from summarizer.text.letters import LOWER, UPPER, is_caps
from summarizer.text.phrases import across, alternatives, pattern

_DATA: Final = load(__package__, "data", "cards.toml")
_SYMBOLS: Final[dict[str, str]] = _DATA["symbols"]
# at the beginning of a line or column, behind the kind at most: elsewhere the number of another document is cited
_NUMBER: Final = re.compile(
    rf"(?:^|\s[-–]\s)\W{{0,3}}(?:[{UPPER}](?:[^\d,;.:()]{{3,24}}|\w+\s\w+\scủa\s[^\d,;.:()]{{3,80}})\s)?(?:[Ss]ố|SỐ|CV|QĐ|NQ|TB|BC|KH"
    rf"|CT)\s*:?\s*(?P<figure>\d{{1,5}}[a-z]?)\s?"
    rf"(?P<symbol>[-/]\s?(?:\d{{4}}/)?[{UPPER}][\w&]*(?:\s?[-/]\s?[{UPPER}][\w&.]*)*)"
)
_LEGAL: Final = re.compile(r"^[^\d]{0,24}\b[Ss]ố\s*:?\s*(?P<figure>\d{1,3})(?P<symbol>/\d{4}/QH\d{1,2})\b")
_DATED: Final = re.compile(rf"\W{{0,3}}(?:[{UPPER}][^,;:\d]{{1,30}}[,;]\s*|(?:[Nn]gày|NGÀY)\s)")
_COLUMN: Final = re.compile(r"\s{3,}|\t|\s\|\s")
_RULE: Final = re.compile(r"[\W_]*$")
_PLACE: Final = re.compile(r"(?:TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|THỊ TRẤN|XÃ|PHƯỜNG|ĐẶC KHU|KHU VỰC)\s")
_NATION: Final = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s*[-–—]\s*Tự do", re.IGNORECASE)
_URGENT: Final = re.compile(r"(?:HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN|MẬT|TỐI MẬT)\b")
_SAYS: Final = re.compile(r"(.*?)\s(?:điện|ĐIỆN)\s*:$")
_FOR: Final = re.compile(r"(?:TM|T/M)\s?\.?\s+(?P<body>[^\n]{4,60}?)(?:\s{3,}|$)")
_CONCLUDED: Final = re.compile(
    r"\W*(?:thông báo\W+)?(?:về\s)?(?:ý kiến\s)?(?P<verb>kết luận|chỉ đạo|ý kiến)\scủa\s"
    r"(?P<body>.+?)(?=\s(?:tại|về|trong|với|khi|sau|trên)\s|$)",
    re.IGNORECASE | re.DOTALL,
)
_POST: Final = re.compile(rf"({alternatives(post.upper() for post in heads('posts'))})\s+(?=\S)")
"""Who decides for the body of the letterhead: `CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH`."""
_PASSED: Final = re.compile(r"thông qua\s+(?=ngày\s)")
_PARTS: Final[list[str]] = _DATA["parts"]
_SMALL: Final = frozenset[str](_DATA["small"])
_KEPT: Final = frozenset[str](_DATA["kept"])
_PLACED: Final = re.compile(r"(?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu) (?=\S)", re.IGNORECASE)
_UNPLACED: Final = re.compile(r".+\s(?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)(?=\s)")
"""A name without its place, as it stands in the line of who decides: `CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH`."""
_LINES: Final = 14
_TAIL: Final = 12


def read(blocks: Sequence[Block], kinds: Sequence[FurnitureKind | None], form: Form) -> Card | None:
    """The card of a document, or None for a text that is not official."""
    top = _top(blocks, kinds, form)
    if not top:
        return None
    number = next((found for line in top if (found := _number(line))), None)
    if not form.formal and not (number and kind_of(top[0])):
        return None
    kind = _kind(top, number)
    issuer = _issuer(blocks, kinds, form, top)
    if not (kind or number or issuer):
        return None
    return Card(kind, number, _in_words(issuer, blocks) if issuer else None, _date(blocks, kinds, top))


def _top(blocks: Sequence[Block], kinds: Sequence[FurnitureKind | None], form: Form) -> list[str]:
    """The columns of letterhead and title, in order; and what stands in parentheses below the title."""
    columns: list[str] = []
    for i, block in enumerate(blocks[:_LINES]):
        if kinds[i] in ("preamble", "addressees"):
            break
        inside = kinds[i] is not None or i in form.title_blocks or block.text.startswith("(") or i == 0
        if not inside:
            if i > 2:
                break
            continue
        for line in block.text.split("\n"):
            columns.extend(column for column in _COLUMN.split(line.strip()) if column)
    return columns


def _number(column: str) -> str | None:
    found = _NUMBER.search(column) or _LEGAL.search(column)
    return re.sub(r"\s", "", found["figure"] + found["symbol"]).rstrip(".") if found else None


def _kind(top: Sequence[str], number: str | None) -> str | None:
    for line in top:
        if found := kind_of(line):
            return found.capitalize()
    if number:
        parts = re.split(r"[-/]", number)
        return next((_SYMBOLS[p] for p in parts[1:] if p in _SYMBOLS), "Công văn" if len(parts) > 2 else None)
    return None


def _issuer(
    blocks: Sequence[Block], kinds: Sequence[FurnitureKind | None], form: Form, top: Sequence[str]
) -> str | None:
    """The body or post that issues the document, as it is written there; of a notice of conclusions who concluded."""
    for i, block in enumerate(blocks[:_LINES]):
        if kinds[i] == "addressees" and (says := _SAYS.match(block.text)):
            return says[1]
    if told := next(filter(None, map(concluding, top)), None):
        return told["body"]
    if body := next(filter(None, map(body_of, top)), None):
        return body
    if any(_NATION.search(column) and not is_caps(column) for column in top):
        top = [_NATION.split(column)[0].upper() for column in top]  # a letterhead that has lost its capitals
    if body := _letterhead(_unbroken(top, blocks)):
        return _whole(body, top, blocks, kinds)
    if form.title and form.title_blocks and (rest := _run_in(blocks[form.title_blocks[-1]], form)):
        return rest
    for i, block in enumerate(blocks[: 4 * _LINES]):
        clause = preamble.enacting(block.text) if kinds[i] is None else None
        if clause and (body := re.split(r"\s(?:ban hành|thông báo|quyết định|thông qua)\b", block.text)[0]):
            return body
    return next((found["body"] for b in blocks[-_TAIL:] if (found := _FOR.match(b.text))), None)


def _whole(body: str, top: Sequence[str], blocks: Sequence[Block], kinds: Sequence[FurnitureKind | None]) -> str:
    """The body of the letterhead as the line of who decides has it: with his post, or whole."""
    # a name that the letterhead breaks over two lines stands whole where the body decides
    whole = (f"{column} {body}" for column in top)
    said = [block.text for block, kind in zip(blocks[: 4 * _LINES], kinds, strict=False) if kind == "masthead"]
    spelt = re.sub(r"\bUBND\b|UỶ BAN NHÂN DÂN", "ỦY BAN NHÂN DÂN", body)
    lines = (line.replace("UỶ BAN", "ỦY BAN") for line in said)
    posts = (post for line in lines if (post := _POST.match(line)) and spelt.startswith(post.string[post.end() :]))
    head = next((f"{post[1]} {spelt}" for post in posts), None)
    return head or next((name for name in whole if name in said), body)


def concluding(title: str) -> re.Match[str] | None:
    """Whose conclusions a title tells: `Thông báo kết luận của Phó Thủ tướng … tại buổi làm việc với …`.

    Groups: `body`, and `verb`, what they are called.
    """
    return _CONCLUDED.match(title)


def _unbroken(top: Sequence[str], blocks: Sequence[Block]) -> list[str]:
    """The columns, a name that is broken over two lines in one: `THỦ` / `TƯỚNG CHÍNH PHỦ`."""
    columns: list[str] = []
    for column in top:
        if _RULE.fullmatch(column) or _NATION.search(column):
            continue  # what the other column of the page has in these lines
        name = is_caps(column) and not _number(column) and not kind_of(column)
        if name and columns and is_caps(columns[-1]) and _broken(columns[-1], column, blocks):
            columns[-1] = f"{columns[-1]} {column}"
        else:
            columns.append(column)
    return columns


def _broken(above: str, column: str, blocks: Sequence[Block]) -> bool:
    """Whether two lines are one name: it ends in `và`, a known part lies across the break, or the text has it whole."""
    if above.endswith(" VÀ"):
        return True
    for part in _PARTS:
        words = part.upper().split()
        if any(
            f" {above}".endswith(f" {' '.join(words[:k])}") and f"{column} ".startswith(f"{' '.join(words[k:])} ")
            for k in range(1, len(words))
        ):
            return True
    whole = pattern([f"{above} {column}"], re.IGNORECASE)
    return any(not is_caps(found[0]) for block in blocks for found in whole.finditer(block.text))


def _letterhead(top: Sequence[str]) -> str | None:
    """The last body that the left column names, with the place in a line of its own."""
    body: str | None = None
    for column in top:
        if not column or _RULE.fullmatch(column) or _NATION.search(column):
            continue
        if kind_of(column) or not is_caps(column) or _URGENT.match(column) or _number(column):
            if body:
                break
            continue
        if body and _PLACE.match(column):
            body = f"{body} {column}"
        elif BODY.match(column) and not (body and column.startswith("KHÓA")):
            body = column
    return re.split(r"\s[-–—]\s(?=CV\b|SỐ\b)|,\s", body)[0].strip() if body else None


def _run_in(last: Block, form: Form) -> str | None:
    """What stands behind the title in its block: the head of the body that decides."""
    if form.title is None or last.wrapped or not last.start < form.title.end < last.end:
        return None
    return last.text[form.title.end - last.start :].strip()


def _in_words(name: str, blocks: Sequence[Block]) -> str:
    """A name in capitals as the text writes it in running words, else with the capitals that such names have."""
    name = " ".join(name.split()).strip(" :-–*")
    if not is_caps(name):
        return name
    wanted = pattern([name], re.IGNORECASE)
    for block in blocks:
        for found in wanted.finditer(block.text):
            if not is_caps(found[0]) and found[0][:1].isupper():
                return found[0]
    return sentence_case(name)


def sentence_case(name: str) -> str:
    """The name of a body, given in capitals, with the capitals that such names have in running words."""
    words = [
        word
        if word in _KEPT or re.fullmatch(r"[IVX]+", word)
        else low
        if (low := word.lower()) in _SMALL
        else low.capitalize()
        for word in name.split(" ")
    ]
    written = " ".join(words)
    place = _PLACED.search(written)
    head, tail = (written[: place.end()], written[place.end() :]) if place else (written, "")
    for part in _PARTS:
        head = re.sub(rf"(?<!\w){part}(?!\w)", part, head, flags=re.IGNORECASE)
    return head[:1].upper() + head[1:] + " ".join(word[:1].upper() + word[1:] for word in tail.split(" "))


def _date(blocks: Sequence[Block], kinds: Sequence[FurnitureKind | None], top: Sequence[str]) -> date | None:
    """The day in the letterhead, the title, or the signature; else the day on which it was passed."""
    signed = (b.text for b, kind in zip(blocks, kinds, strict=True) if kind == "signature")
    for line in (*top, *signed):
        own = _number(line) or (_DATED.match(line) and not kind_of(line))
        if own and (found := next(dates(_small(line)), None)):
            return found[1]
    for block in blocks[-_TAIL:]:
        if (passed := _PASSED.search(block.text)) and (found := next(dates(block.text[passed.end() :]), None)):
            return found[1]
    return None


def _small(line: str) -> str:
    return re.sub(rf"[{UPPER}]{{4,}}(?![{LOWER}])", lambda m: m[0].lower(), line)


def concluder(article: Article) -> Span | None:
    """Whose conclusions a document tells by its title, in running words where it has them: nobody else orders there."""
    title = article.title if article.card is not None else None
    told = concluding(title.of(article.text)) if title is not None else None
    found = list(across(told["body"]).finditer(article.text)) if told is not None else []
    said = next((m for m in found if not is_caps(m[0])), next(iter(found), None))
    return Span(*said.span()) if said is not None else None


def named(article: Article) -> tuple[Span, ...]:
    """Where the text names the body on its card, which orders in a document that names nobody."""
    card, text = article.card, article.text
    if card is None or not card.issuer:
        return ()
    found = [Span(*m.span()) for m in across(card.issuer).finditer(text)]
    if not found and (short := _UNPLACED.match(card.issuer)) is not None:
        found = [Span(*m.span()) for m in across(short[0]).finditer(text) if text.startswith("\n", m.end())]
    return tuple(found)
