"""Fixed wording of administrative documents: what belongs to one action, where the name of a body ends, who executes.

The forms are those of Decree 30/2020/NĐ-CP (appendices I and III) and of the offices that write by it: `Sở X chủ trì,
phối hợp với Sở Y …` is one task, `theo chức năng, nhiệm vụ được giao` is no part of a name, and a decision ends with
`… chịu trách nhiệm thi hành Quyết định này`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from summarizer.document.model import Article, Span
from summarizer.engines.base import DirectiveMark, Slot
from summarizer.facts.orders import ADDRESSEE_SURE, TRIGGER_SURE, sure
from summarizer.text.bodies import heads, pattern
from summarizer.text.data import entries, load
from summarizer.text.phrases import alternatives

_WITHIN: Final = r"phối hợp(?:\s+chặt chẽ)?\s+(?:(?:với|cùng)\s|(?=(?-i:[A-ZĐ]|các\s\w+\s?[,;])))"
_OTHERS: Final = re.compile(
    rf"(?<!\w)(?:{_WITHIN}|(?:đôn đốc|chỉ đạo|hướng dẫn|yêu cầu|kêu gọi|vận động)\s)"
    r"|(?<!\w)(?:báo cáo|trình)\s(?=(?-i:[A-ZĐ])\S*\s$)",
    re.IGNORECASE,
)
"""Verbs whose object acts in turn: what follows that object is the same task."""
DONE_BY: Final = re.compile(
    r"(?:phải\s)?(?:hoàn thành|hoàn tất|xong)\s(?:trước|trong|chậm nhất|muộn nhất|vào|đến|hết)(?!\w)", re.IGNORECASE
)
"""`…; xong trước ngày 30/9`: by when the task before is to be done, no task of its own."""
_NEAR: Final = 300
"""Characters of a task that are looked through for what joins it to the next: a text may be one sentence."""
_SHORT: Final = 10
_BORDER: Final = re.compile(r"[;:.\n]")
"""What ends a chain of clauses."""
_JOINS: Final = re.compile(r"(?:[,;:.…()\"“”–-]|(?<!\w)(?:và|hoặc|đồng thời|để|nhằm|là|mà))\s*$", re.IGNORECASE)
_SYLLABLE: Final = re.compile(r"(?<!\w)(\w{1,7}) \Z")
_REACH: Final = 8
"""Characters of that syllable and its blank, at most."""
_NAME_ENDS: Final = re.compile(
    r",?\s(?:theo (?:chức năng|nhiệm vụ|thẩm quyền)|(?<!cơ quan )(?<!đơn vị )chủ trì|(?:có|chịu) trách nhiệm|phối hợp"
    r"|căn cứ|ban hành|thừa ủy quyền)(?!\w)"
)
_PAPERS: Final = "Quyết định|Nghị quyết|Chỉ thị|Nghị định|Thông tư|Công điện|Kế hoạch|Luật|Quy chế|Quy định"
_EXECUTES: Final = re.compile(
    rf"\s(?P<trigger>(?:có|chịu) trách nhiệm)\s(?:tổ chức\s)?(?P<action>thi hành\s(?:{_PAPERS})\s(?:này|kèm theo))"
)
_TOLD: Final = re.compile(
    r"(?P<trigger>thông báo)\s(?:(?:để|đến|tới|cho)\s)?(?P<who>[^.;:\n]{3,200}?)\s(?:được\s)?"
    r"(?P<action>biết(?:,|\svà)\s(?:tổ chức\s|triển khai\s)?thực hiện)"
)
_LIST: Final = 800
"""Characters of those who execute, at most."""
_HEADING: Final = re.compile(r"(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})?)[.)/-]?\s+[^.;:\n]{2,80}")
_AIMS: Final = re.compile(r"mục đích|mục tiêu|quan điểm|nguyên tắc|phạm vi|đối tượng|(?:\W|^)yêu cầu$", re.IGNORECASE)
_ASKED: Final = re.compile(
    r"(?:(?:\d{1,2}(?:\.\d{1,2})?[.)]|[a-zđ]\)|[-–+•])\s*)?Về\s(?:việc\s)?(?:các\s|một số\s|những\s)?"
    r"(?:kiến nghị|đề nghị|đề xuất)(?!\w)"
)
_DATA: Final = load(__package__, "data", "formulas.toml")
_TOPIC: Final = re.compile(
    rf"(?:(?:các|mọi|những|một số|từng|toàn bộ)\s)*(?:{alternatives(entries(_DATA['topic']))}|số(?! \d))(?!\w)",
    re.IGNORECASE,
)
"""How no name of a body or of people begins: what is no body acts only where somebody orders it."""
_ARTICLE: Final = re.compile(r"(?:Điều\s+\d+\s*[.:]\s*|\d+[.)]\s+|[-–+•]\s+)")
_SURE: Final = 1.0
_OTHERS_TASK: Final = re.compile(
    rf".*;\s(?:\w+\s)*?(?={pattern('bodies', 'posts', 'many')}|các\s)|.*\s(?:phải|cần)\s[^,]*,\s", re.DOTALL
)
_NAMED_BELOW: Final = re.compile(rf"(?:.*\s)?{pattern('many')}(?:,\s\w+(?:\s\w+)?)*", re.IGNORECASE)
"""What the names behind a colon are those of: `các bộ: Công Thương, Tài chính`."""


def joined(article: Article, marks: Sequence[DirectiveMark]) -> list[DirectiveMark]:
    """The marks in text order, pieces of one task put together: `chủ trì` | `phối hợp với … ` | `rà soát …`."""
    out: list[DirectiveMark] = []
    for mark in marks:
        if out and _one_task(article, out[-1], mark):
            last = out.pop()
            end = max(last.action.end, mark.action.end)
            out.append(
                replace(last, action=Span(last.action.start, end), confidence=max(last.confidence, mark.confidence))
            )
        else:
            out.append(mark)
    return out


def _one_task(article: Article, a: DirectiveMark, b: DirectiveMark) -> bool:
    text = article.text
    if b.action.start < a.action.end or article.sentence_at(a.action.start) != article.sentence_at(b.action.start):
        return False
    if DONE_BY.match(text, b.action.start, b.action.end) and len(b.action.of(text).split()) <= _SHORT:
        return True
    gap = text[a.action.end : b.action.start]
    if _BORDER.search(gap) or _JOINS.search(gap or " "):
        return False
    return _OTHERS.search(text[max(a.action.start, a.action.end - _NEAR) : a.action.end] + " ") is not None


def body(text: str, slot: Slot | None) -> Slot | None:
    """A pointed body without the head of its item (`Du lịch: Sở Văn hóa`), without another's task before its name and
    without what follows it."""
    if slot is None:
        return None
    start, stop = slot.span.start, slot.span.end
    topic, colon, _ = slot.span.of(text).rpartition(": ")
    start += 0 if _NAMED_BELOW.fullmatch(topic) else len(topic + colon)
    other = _OTHERS_TASK.match(text, start, stop)
    start = other.end() if other is not None else start
    late = _SYLLABLE.search(text, max(0, start - _REACH), start)
    if late is not None and f"{late[1]} {text[start:stop].partition(' ')[0]}".capitalize() in heads("bodies"):
        start = late.start()  # `ỦY | BAN NHÂN DÂN TỈNH`
    end = _NAME_ENDS.search(text, start, stop)
    return replace(slot, span=Span(start, stop if end is None else end.start()))


def directs_nobody(article: Article) -> Callable[[DirectiveMark], bool]:
    """Whether a mark stands where a document orders nothing.

    Under `MỤC ĐÍCH, YÊU CẦU` of a plan only what names who is to act is a task; `Về kiến nghị sớm ban hành …:` is the
    head of an answer; what is no body (`Công tác …`) does not act by itself.
    """
    text, aims = article.text, False
    sections: list[bool] = []
    for sentence in article.sentences:
        said = sentence.of(text).strip()
        if sentence.role == "heading" or _HEADING.fullmatch(said):
            aims = _AIMS.search(said) is not None
        sections.append(aims)

    def nobody(mark: DirectiveMark) -> bool:
        at = article.sentence_at(mark.action.start)
        if at is None:
            return False
        asked = _ASKED.match(text, article.sentences[at].start, article.sentences[at].end)
        if asked is not None and text.find(":", asked.end(), mark.action.start) < 0:
            return True
        who = sure(mark.addressee, ADDRESSEE_SURE)
        if who is None:
            return sections[at]
        return sure(mark.trigger, TRIGGER_SURE) is None and _TOPIC.match(who.of(text)) is not None

    return nobody


def executions(article: Article) -> Iterator[DirectiveMark]:
    """Who executes the document, where its last article says so."""
    text = article.text
    for sentence in article.sentences:
        if sentence.role == "furniture":
            continue
        found = _EXECUTES.search(text, sentence.start, sentence.end)
        if found is not None:
            label = _ARTICLE.match(text, sentence.start, found.start())
            who = Span(label.end() if label else sentence.start, found.start())
        else:
            found = _TOLD.search(text, sentence.start, sentence.end)
            if found is None:
                continue
            who = Span(*found.span("who"))
        named = 0 < who.end - who.start <= _LIST
        yield DirectiveMark(
            Span(*found.span("action")),
            _SURE,
            "order",
            1.0,  # whoever issued the document says so
            trigger=Slot(Span(*found.span("trigger")), _SURE),
            addressee=Slot(who, _SURE) if named else None,
        )
