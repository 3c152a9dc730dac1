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
from summarizer.facts.orders import ADDRESSEE_SURE, RESULTS, TRIGGER_SURE, is_body, level, sure
from summarizer.text import bodies

_LEADS: Final = re.compile(r"(?:^|\s)chủ trì,?\s*$", re.IGNORECASE)
_WITHIN: Final = r"phối hợp(?:\s+chặt chẽ)?\s+(?:(?:với|cùng)\s|(?=(?-i:[A-ZĐ]|các\s[a-zđ]+\s?[,;])))"
_TOGETHER: Final = re.compile(rf"(?:và\s+)?(?:{_WITHIN}|cùng(?:\s+chặt chẽ)?\s+(?:với|cùng)\s)", re.IGNORECASE)
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
_NOT: Final = re.compile(
    r"(?:tuyệt đối |kiên quyết |dứt khoát )?(?:không|không được|không để|nghiêm cấm|cấm)", re.IGNORECASE
)
_SHORT: Final = 10
BORDER: Final = re.compile(r"[;:.\n]")
"""What ends a chain of clauses."""
_JOINS: Final = re.compile(r"(?:[,;:.…()\"“”–-]|(?<!\w)(?:và|hoặc|đồng thời|để|nhằm|là|mà))\s*$", re.IGNORECASE)
_WITH: Final = re.compile(rf"(?:chủ trì,?\s+)?{_TOGETHER.pattern}", re.IGNORECASE)
_BODIES: Final = 12
"""So few words behind `phối hợp với` are still the bodies, not yet what is to be done."""
_NAME_ENDS: Final = re.compile(
    r",?\s(?:theo (?:chức năng|nhiệm vụ|thẩm quyền)|(?<!cơ quan )(?<!đơn vị )chủ trì|(?:có|chịu) trách nhiệm|phối hợp"
    r"|căn cứ|ban hành|thừa ủy quyền)(?!\w)"
)
_NAMED: Final = re.compile(rf"{bodies.pattern('bodies')}\s{bodies.fields()}")
"""Bodies whose names are joined by `và`."""
_NAME: Final = 50
"""Characters of such a name, at most."""
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
_TASKS: Final = re.compile(
    r"nhiệm vụ|phương hướng|giải pháp|kiến nghị|đề xuất|tổ chức thực hiện|chỉ đạo|kết luận|phân công|thời gian tới",
    re.IGNORECASE,
)
"""Headings under which there is something to do, though they may tell results, too."""
_LIMITED: Final = re.compile(
    r"(?<!\w)(?:trước|chậm nhất|muộn nhất|trong (?:tháng|quý)|hằng|hàng|phấn đấu|ít nhất|tối thiểu)(?!\w)",
    re.IGNORECASE,
)
_ACHIEVED: Final = re.compile(
    r"(?:^đã|(?<!\w)(?:đạt|bằng|vượt)\s[\d.,]+\s?%\s(?:kế hoạch|chỉ tiêu|nghị quyết|dự toán))(?!\w)", re.IGNORECASE
)
"""Of 9,310 annotated tasks none without a limit says so."""
_ASKED: Final = re.compile(
    r"(?:(?:\d{1,2}(?:\.\d{1,2})?[.)]|[a-zđ]\)|[-–+•])\s*)?Về\s(?:việc\s)?(?:các\s|một số\s|những\s)?"
    r"(?:kiến nghị|đề nghị|đề xuất)(?!\w)"
)
_ARTICLE: Final = re.compile(r"(?:Điều\s+\d+\s*[.:]\s*|\d+[.)]\s+|[-–+•]\s+)")
_SURE: Final = 1.0


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
    whole = (_with_its_verb(article, mark, out[i + 1 : i + 2]) for i, mark in enumerate(out))
    return [mark for mark in whole if mark is not None]


def _with_its_verb(article: Article, mark: DirectiveMark, then: Sequence[DirectiveMark]) -> DirectiveMark | None:
    """`phối hợp với Sở A …` to the end of its clause, where the marker ended among the bodies; None for a lead-in."""
    text, action = article.text, mark.action
    lead = _WITH.match(text, action.start)
    if lead is None or len(text[lead.end() : action.end].split()) > _BODIES:
        return mark
    index = article.sentence_at(action.start)
    end = article.sentences[index].end if index is not None else action.end
    follows = then[0].action.start if then and action.end < then[0].action.start < end else None
    border = BORDER.search(text, action.end, follows or end)
    if border is not None and border.group() == ":":
        return None
    if border is None and follows is not None:
        return mark
    end = border.start() if border is not None else end
    return replace(mark, action=Span(action.start, end))


def _one_task(article: Article, a: DirectiveMark, b: DirectiveMark) -> bool:
    text = article.text
    if b.action.start < a.action.end or article.sentence_at(a.action.start) != article.sentence_at(b.action.start):
        return False
    gap = text[a.action.end : b.action.start]
    if _NOT.fullmatch(text, a.action.start, a.action.end) and not gap.strip():
        return True
    if DONE_BY.match(text, b.action.start, b.action.end) and len(b.action.of(text).split()) <= _SHORT:
        return True
    if BORDER.search(gap):
        return False
    if _LEADS.search(text[max(a.action.start, b.action.start - _NEAR) : b.action.start]) and _TOGETHER.match(
        text, b.action.start
    ):
        return True
    named = b.addressee
    own = named is not None and a.action.end <= named.span.start < b.action.start and text[named.span.start].isupper()
    return (
        not own
        and not _JOINS.search(gap or " ")
        and _OTHERS.search(text[max(a.action.start, a.action.end - _NEAR) : a.action.end] + " ") is not None
    )


def body(text: str, slot: Slot | None) -> Slot | None:
    """A pointed body without the head of its item (`Du lịch: Sở Văn hóa`) and without what follows its name."""
    if slot is None:
        return None
    start, stop = slot.span.start, slot.span.end
    start += slot.span.of(text).rfind(": ") + 2 if ": " in slot.span.of(text) else 0
    end = _NAME_ENDS.search(text, start, stop)
    return replace(slot, span=Span(start, stop if end is None else end.start()))


def untorn(text: str, mark: DirectiveMark) -> DirectiveMark | None:
    """A mark whose action begins behind the name of a body, where it began within one: `Sở Giáo dục và | Đào tạo
    tuyển 420 giáo viên`. None where it is but a part of a name."""
    start, end = mark.action.start, mark.action.end
    for name in _NAMED.finditer(text, max(0, start - _NAME), start + _NAME):
        if name.start() <= start < name.end():
            if end <= name.end() + 1:
                return None
            who = mark.addressee
            if who is None or who.span.end > name.start():
                who = Slot(Span(name.start(), name.end()), mark.confidence)
            return replace(mark, action=Span(name.end() + 1, end), addressee=who)
    return mark


def directs_nobody(article: Article) -> Callable[[DirectiveMark], bool]:
    """Whether a mark stands where a document orders nothing: under its aims or what was achieved, where it tells so
    itself, where it names what others ask for, or where what is no body would act by itself.

    Under `MỤC ĐÍCH, YÊU CẦU` of a plan only what names who is to act is a task, under `KẾT QUẢ` what has a word that
    orders or a limit; `Về kiến nghị sớm ban hành …:` is the head of an answer.
    """
    text = article.text
    sections: list[tuple[bool, bool]] = []
    aims = done = False
    kind: str | None = None
    for sentence in article.sentences:
        said = sentence.of(text).strip()
        if sentence.role == "heading" or _HEADING.fullmatch(said):
            aims = _AIMS.search(said) is not None
            if RESULTS.search(said) and (level(said) or said.isupper()):
                done, kind = True, level(said)
            elif level(said) == kind or _TASKS.search(said):
                done = False
        sections.append((aims, done))

    def nobody(mark: DirectiveMark) -> bool:
        at = article.sentence_at(mark.action.start)
        if at is None:
            return False
        sentence = article.sentences[at]
        asked = _ASKED.match(text, sentence.start, sentence.end)
        if asked is not None and text.find(":", asked.end(), mark.action.start) < 0:
            return True
        who, ordered = sure(mark.addressee, ADDRESSEE_SURE), sure(mark.trigger, TRIGGER_SURE)
        action = (text, mark.action.start, mark.action.end)
        told = sections[at][1] or _ACHIEVED.search(*action) is not None
        if told and ordered is None and not _LIMITED.search(*action):
            return True
        if who is None:
            return sections[at][0]
        return ordered is None and not is_body(who.of(text))

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
