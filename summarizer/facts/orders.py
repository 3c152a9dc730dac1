"""Who orders, as one reads down a document: the order state.

The marker points at the issuer and the addressee of an action where they stand within its reach. What lies further
back is carried here: a directive that goes on under an earlier one has its issuer, as long as no plain
narration of the length of a page has come between; a document that orders without naming anybody is signed by the
authority on its card. What is not sure stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from summarizer.document.model import Article, Span
from summarizer.engines.base import DirectiveMark, Slot
from summarizer.text import bodies

ISSUER_SURE: Final = 0.5
"""A pointed issuer below this confidence is left open; chosen on development rows for precision."""
ADDRESSEE_SURE: Final = 0.5
"""Likewise for the addressee."""
_FAR: Final = 12
"""Sentences without a directive after which an order no longer goes on."""
TRIGGER_SURE: Final = 0.5
"""Likewise for the word that directs."""
_INHERITED: Final = 0.5

RESULTS: Final = re.compile(
    r"kết quả|tình hình|đánh giá|hạn chế|tồn tại|khuyết điểm|nguyên nhân|ưu điểm|thành tích", re.IGNORECASE
)
"""Headings under which nothing is ordered."""

_BEHIND: Final = 2
"""Sentences behind an action in which its issuer may still be named: `"…", ông nói`."""
_NUMBERED: Final = re.compile(
    r"\s*(?:(?P<roman>[IVX]{1,5}[.)/-]\s)|(?P<number>\d{1,2}[.)]\s)|(?P<letter>[a-zđ][.)]\s)|(?P<article>Điều\s+\d))"
)
_CLOSE: Final = 140
"""Characters before an action in which its clause may begin with a body."""
_OPENS: Final = re.compile(r":\s*$|^\s*(?:\d{1,2}[.)]|[IVX]+[.)]|Điều\s+\d)\s")
"""A sentence that opens a list, or an item of a higher one: what led the last one is over."""
_NO_BODY: Final = re.compile(
    r"(?:(?:các|mọi|những|một số|từng|toàn bộ)\s)*(?:công tác|cơ chế|chính sách|số(?! \d)"
    r"|chi(?! (?:bộ|cục|hội|đoàn|nhánh|ủy))|việc|sự|hoạt động|nhiệm vụ|giải pháp|kinh phí|vốn|tình hình|kết quả"
    r"|nội dung|lĩnh vực|thủ tục|dự án|hồ sơ|về|vấn đề|phương án|kế hoạch|chương trình|quy hoạch|thời gian|trường hợp"
    r"|trong|khi|nếu)(?!\w)",
    re.IGNORECASE,
)
"""How no name of a body or of people begins."""
_DOER: Final = re.compile(
    r"(?:^|[.;:\n]\s+(?:(?:[a-zđ]|\d{1,2})[.)]\s+|[-–+•]\s+)?)(?:Đối với\s)?(?P<who>"
    rf"{bodies.pattern('bodies', 'posts')}\s[^,;:.\n]{{2,70}}?):?\s+(?:(?:phải|cần|chủ động|khẩn trương|tiếp tục)\s+)*$"
)
"""A body that a clause begins with, up to the action."""


def is_body(name: str) -> bool:
    """Whether words may name who is to act."""
    return _NO_BODY.match(" ".join(name.split())) is None


@dataclass
class OrderState:
    """What is open at the place reached: the issuer who spoke last, and the sentence that last held a directive.

    `speakers` are those who order in so many words somewhere: of a list far below a lead-in the marker likes to make
    the recipients above it the issuers, who order nothing. `lead` is who stands in the lead-in of the open list,
    `read` the sentence up to which nothing has closed it, and `acting` who was told last, in which sentence.
    """

    article: Article
    issuer: Span | None = None
    last: int = -_FAR
    speakers: frozenset[str] = frozenset()
    lead: Span | None = None
    read: int = 0
    acting: tuple[int, Span | None] = (-1, None)

    def __post_init__(self) -> None:
        self._authority = authority(self.article)

    def who(self, mark: DirectiveMark) -> tuple[Span | None, Span | None]:
        """The issuer and the addressee of the next directive in text order."""
        at = self.article.sentence_at(mark.action.start) or 0
        if at - self.last > _FAR:
            self.issuer = None
        issuer = self._speaker(mark, at)
        if issuer is not None and self._authority is not None and self._elsewhere(issuer, mark):
            issuer = None
        if issuer is None and (mark.inherited >= _INHERITED or self.issuer is None or self._authority is not None):
            issuer = self.issuer or self._authority
        if issuer is not None:
            self.issuer = issuer
        self.last = at
        addressee = self._addressee(mark, at) or self._going_on(mark, at) or self._led(mark, at)
        self.acting = (at, addressee)
        if (
            addressee is not None
            and issuer is not None
            and name_of(self.article, addressee) == name_of(self.article, issuer)
        ):
            addressee = None  # nobody orders himself
        return issuer, addressee

    def _speaker(self, mark: DirectiveMark, at: int) -> Span | None:
        """The issuer pointed at: in the paragraph, or one who orders in so many words; anybody where nobody does."""
        issuer = sure(mark.issuer, ISSUER_SURE)
        if issuer is None:
            return None
        place = self.article.sentence_at(issuer.start)
        if place is None or self.article.sentences[place].paragraph == self.article.sentences[at].paragraph:
            return issuer
        orders = name_of(self.article, issuer) in self.speakers
        return issuer if place - at <= _BEHIND and (orders or not self.speakers) else None

    def _elsewhere(self, issuer: Span, mark: DirectiveMark) -> bool:
        """Whether a name does not order here: it comes after the action, in the title, or as the owner of something."""
        at = self.article.sentence_at(issuer.start)
        owner = self.article.text.endswith("của ", 0, issuer.start)
        return (
            owner
            or issuer.start >= mark.action.start
            or (at is not None and self.article.sentences[at].role == "title")
        )

    def _addressee(self, mark: DirectiveMark, at: int) -> Span | None:
        """Who is pointed at, where that may be: in the sentence, before it in the paragraph, or in a line above that
        the rest hangs on. One who is named later, or in another item, is somebody else's addressee."""
        found = sure(mark.addressee, ADDRESSEE_SURE)
        doer = self._doer(mark, at)
        if doer is not None and (found is None or found.end <= doer.start):
            return doer
        headed = found is not None and self.article.text.startswith(":", found.end)
        last, acting = self.acting
        if found is not None and headed and last == at and acting is not None and found < acting:
            return acting  # `Tín dụng: Ngân hàng X tổ chức …, hỗ trợ …`
        place = self.article.sentence_at(found.start) if found is not None else None
        if (
            found is None
            or place is None
            or not is_body(found.of(self.article.text))
            or (place > at and self.article.sentences[place].role != "table")
        ):
            return None
        there, here = self.article.sentences[place], self.article.sentences[at]
        hangs = there.role in ("heading", "title") or there.of(self.article.text).rstrip().endswith(":")
        if hangs and self._sibling(place, at):
            return None
        if hangs and place < at:
            self.lead, self.read = found, at
        tabled = there.role == here.role == "table"
        return found if place == at or there.paragraph == here.paragraph or hangs or tabled else None

    def _doer(self, mark: DirectiveMark, at: int) -> Span | None:
        """The body that begins the clause of an action, where nobody orders in it: `…; Sở Y tế │ mở thêm 15 điểm`."""
        start = max(self.article.sentences[at].start, mark.action.start - _CLOSE)
        found = _DOER.search(self.article.text, start, mark.action.start)
        if found is None:
            return None
        who = Span(found.start("who"), found.end("who"))
        told = (sure(s, TRIGGER_SURE) for s in (mark.trigger, mark.issuer))
        orders = any(s is not None and s.overlaps(who) for s in told)
        return None if orders or " thì" in who.of(self.article.text) else who  # `Sở nào chậm thì …`

    def _going_on(self, mark: DirectiveMark, at: int) -> Span | None:
        """Who acted in the clause before, of the same sentence, for one that names nobody."""
        return self.acting[1] if self.acting[0] == at and mark.inherited >= _INHERITED else None

    def _sibling(self, place: int, at: int) -> bool:
        """Whether an item of the list that the line at `place` belongs to stands between: `1. Công an` | `2. Sở …`."""
        text, sentences = self.article.text, self.article.sentences
        kind = level(sentences[place].of(text))
        return kind is not None and any(level(s.of(text)) == kind for s in sentences[place + 1 : at + 1])

    def _led(self, mark: DirectiveMark, at: int) -> Span | None:
        """Who the lead-in above a list names, for an item that names nobody."""
        if self.lead is None or mark.inherited < _INHERITED:
            return None
        text, between = self.article.text, self.article.sentences[self.read + 1 : at + 1]
        self.read = max(self.read, at)
        if any(_OPENS.search(s.of(text)) for s in between):
            self.lead = None
        return self.lead


def level(line: str) -> str | None:
    """The level of a list that a line is numbered at; None for dashes, plain lines, and `1.1.` with what is below."""
    found = _NUMBERED.match(line)
    return found.lastgroup if found is not None else None


def speakers(article: Article, marks: Iterable[DirectiveMark]) -> frozenset[str]:
    """The names of those who are sure to order, with a word that says so."""
    told = (sure(m.issuer, ISSUER_SURE) for m in marks if sure(m.trigger, TRIGGER_SURE) is not None)
    return frozenset(name_of(article, s) for s in told if s is not None)


def name_of(article: Article, body: Span) -> str:
    """The words of a body, to compare."""
    return " ".join(body.of(article.text).lower().split())


def sure(slot: Slot | None, threshold: float) -> Span | None:
    """The span of a slot that is sure enough."""
    return slot.span if slot is not None and slot.confidence >= threshold else None


def authority(article: Article) -> Span | None:
    """Where the text names the body on its card, or None: who orders in a document that names nobody."""
    card = getattr(article, "card", None)
    if card is None or not card.issuer:
        return None
    words = re.compile(
        r"\s+".join(re.escape(w) for w in card.issuer.split()), re.IGNORECASE
    )  # a letterhead breaks lines
    found = words.search(article.text)
    return Span(found.start(), found.end()) if found is not None else None
