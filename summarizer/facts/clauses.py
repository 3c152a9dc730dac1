"""What stands before an action in its clause and turns its sense: a condition, a ban, another's deed.

`Trường hợp không tự tháo dỡ thì tổ chức cưỡng chế` orders nothing without its condition; `đơn vị hai lần bị nhắc nhở
thì người đứng đầu không được xếp loại` tells what follows, and orders nothing at all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from summarizer.document.model import Article, Span
from summarizer.engines.base import DirectiveMark
from summarizer.facts.orders import TRIGGER_SURE, level, sure

_REACH: Final = 300
"""Characters before an action in which its clause is looked for: a text may be one sentence."""
_BORDER: Final = re.compile(r"(?:[.;:](?=\s)|[\n“”\"]|\srằng)[,:]?\s*(?:(?:[a-zđ]|\d{1,2})[.)]\s|[-–+•]\s)?")
_THEN: Final = re.compile(r"(?<!\w)thì\s+", re.IGNORECASE)
_IF: Final = re.compile(
    r"(?:^|(?<=[,\s]))(?:nếu|(?:trong )?trường hợp|(?<!trong )khi(?! đó)|quá (?:thời )?hạn|trừ (?:khi|trường hợp))"
    r"(?=[\s,])",
    re.IGNORECASE,
)
HELD: Final = re.compile(
    r"\s(?:nếu|khi|trừ(?: khi| trường hợp)?|trong trường hợp|với điều kiện)\s[^.,;:\n“”\"()]{2,160}(?=[.,;:\n“”\"()]|$)"
)
"""A condition behind an action, which belongs to it: of 581 so annotated 3 are left out."""
_MODAL: Final = re.compile(
    r"(?:(?:phải|cần|nên|được|không|chưa|chớ|sẽ|mới|vẫn|tiếp tục|kịp thời|khẩn trương|trước hết|ngay|lập tức|yêu cầu"
    r"|đề nghị|giao|kiên quyết)(?:\s+|$))+",
    re.IGNORECASE,
)
_FOLLOWS: Final = re.compile(
    r"(?:(?:sẽ|phải|cũng|đều) )*(?:bị|chịu|coi như|xem như|được (?:xem|coi|tính|hưởng|khen)"
    r"|không (?:được )?(?:xem )?(?:xét|xếp loại|đánh giá|khen|công nhận|bình xét|đề bạt|bổ nhiệm|hưởng))(?!\w)",
    re.IGNORECASE,
)
"""What happens to somebody, which he is not told to do."""
_TOLD: Final = 60
"""Characters of trigger and action that say what follows."""
_ITEMS: Final = 200
"""Sentences of such a list, at most."""
_BANS: Final = re.compile(r"(?<!\w)(?:nghiêm cấm|cấm|không được|tuyệt đối không)(?!\w)[^.;:\n]{0,60}:", re.IGNORECASE)
"""The lead-in of a list of what is forbidden."""


def conditioned(article: Article, marks: Iterable[DirectiveMark]) -> Iterator[tuple[DirectiveMark, Span | None]]:
    """The marks in text order with the condition that each holds under; none of what only follows from one."""
    text, last = article.text, 0
    held: Span | None = None
    for mark in marks:
        at = mark.action.start
        index = article.sentence_at(at)
        start = max(at - _REACH, article.sentences[index].start if index is not None else at)
        for border in _BORDER.finditer(text, start, at):
            start = border.end()
        begin = min(at, max(start, last))
        condition = _condition(text, begin, mark)
        torn = _THEN.search(text, at, mark.action.end) if condition is None and text[begin:at].strip(" ,") else None
        if torn is not None and _slots_end(mark, begin, at) == begin:
            condition = Span(begin, torn.start() + 3)  # the marker began within it
            mark = replace(mark, action=Span(torn.end(), mark.action.end), trigger=None)
        condition = condition or (held if start < last else None)
        last, held = mark.action.end, condition
        if (told := mark if condition is None else _doer(text, mark, condition, begin)) is not None:
            yield told, condition


def _slots_end(mark: DirectiveMark, begin: int, stop: int) -> int:
    """Where who and what orders ends between two places, or the first."""
    slots = (sure(s, TRIGGER_SURE) for s in (mark.issuer, mark.trigger, mark.addressee))
    return max([begin, *(s.end for s in slots if s is not None and begin <= s.start and s.end <= stop)])


def _condition(text: str, begin: int, mark: DirectiveMark) -> Span | None:
    """From its first word to its `thì` or comma; None where it is the very body that acts (`ai vi phạm thì …`)."""
    at = mark.action.start
    then = max(_THEN.finditer(text, begin, at), key=re.Match.start, default=None)
    opens = max(_IF.finditer(text, begin, then.start() if then else at), key=re.Match.start, default=None)
    if then is not None:
        first = opens.start() if opens else _slots_end(mark, begin, then.start())
        who = sure(mark.addressee, TRIGGER_SURE)
        said = text[first : then.start()].strip(" ,")
        other = who is not None and _MODAL.sub("", text[then.end() : who.start]).strip(" ,")
        return Span(text.index(said, first), then.start() + 3) if said and not other else None
    if opens is None:
        return None
    slots = (sure(s, TRIGGER_SURE) for s in (mark.trigger, mark.addressee))
    stop = min([at, *(s.start for s in slots if s is not None and s.start > opens.end())])
    comma = text.rfind(",", opens.end(), stop)
    return Span(opens.start(), comma + 1) if comma >= 0 else None


def _doer(text: str, mark: DirectiveMark, condition: Span, begin: int) -> DirectiveMark | None:
    """The mark without a body that is not the one to act under the condition; None for what but follows from it.

    `begin` is where the clause of the action begins, or the action before it ends.
    """
    at, who = mark.action.start, sure(mark.addressee, TRIGGER_SURE)
    if who is not None and condition.start < who.start < condition.end and _IF.match(text, condition.start):
        mark = replace(mark, addressee=None)  # whom something may befall
    if not text.endswith("thì", 0, condition.end):
        return mark
    between = text[max(condition.end, begin) : at].strip()
    trigger = sure(mark.trigger, TRIGGER_SURE)
    told = text[max(condition.end, trigger.start if trigger else at) : at + _TOLD].lstrip()
    if _FOLLOWS.match(told):
        return None
    named = who is not None and who.start >= condition.end
    return mark if named or not _MODAL.sub("", between).strip(" ,") else replace(mark, addressee=None)


def banned(article: Article) -> Callable[[int], bool]:
    """Whether a place stands in a list of what is forbidden: `Nghiêm cấm các hành vi sau:` and the items below."""
    text, spans = article.text, [Span(0, 0)]
    for lead in _BANS.finditer(text):
        index = article.sentence_at(lead.start())
        if index is None or lead.start() < spans[-1].end or article.sentences[index].end < lead.end():
            continue
        own, end = _kind(article.sentences[index].of(text)), article.sentences[index].end
        items = article.sentences[index + 1 : index + 1 + _ITEMS]
        kind = _kind(items[0].of(text)) if items else None
        for sentence in items if kind != own else ():
            if _kind(sentence.of(text)) != kind:
                break
            end = sentence.end
        spans.append(Span(lead.end(), end))
    starts = [s.start for s in spans]
    return lambda place: place < spans[bisect_right(starts, place) - 1].end


def _kind(line: str) -> str | None:
    """How an item of a list is marked, or None."""
    return "dash" if line.lstrip().startswith(("-", "–", "+", "•")) else level(line)
