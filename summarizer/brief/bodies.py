"""Who speaks in an official document and who is spoken to, by the words of its lead-ins and headings.

`Trước tình hình đó, Chủ tịch UBND tỉnh yêu cầu thủ trưởng các đơn vị thực hiện ngay:` has all three: who orders, the
verb, and who is to act. `2. Giao Sở Tài chính:` has the last alone. Names are spans; what is not named is None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from summarizer.brief.drafting import verbs_of
from summarizer.document.model import Article, Span
from summarizer.text import bodies
from summarizer.text.data import load
from summarizer.text.letters import UPPER
from summarizer.text.phrases import alternatives, pattern

_BODIES: Final = rf"(?:Phó )?{bodies.pattern('posts')}|{bodies.pattern('bodies', 'many')}"
_BODY: Final = re.compile(_BODIES)
_ANY_BODY: Final = re.compile(_BODIES, re.IGNORECASE)
_DATA: Final = load(__package__, "bodies.toml")
TRIGGERS: Final[tuple[str, ...]] = tuple(_DATA["triggers"])
_TRIGGER: Final = pattern(TRIGGERS, re.IGNORECASE)
_NO_TRIGGER: Final = pattern(_DATA["no_triggers"], re.IGNORECASE)
_GIVEN: Final = re.compile(
    r"(?:Giao|Đề nghị|Yêu cầu|Đối với|Trách nhiệm của|Kiến nghị(?: với)?|Phân công|Nhiệm vụ của)\s+(?:cho\s+)?",
    re.IGNORECASE,
)
# where the name of a body ends and what it does begins
_DOES: Final = re.compile(rf"[:;.]|,?\s(?:{'|'.join(_DATA['does'])})(?!\w)")
_PLACE: Final = re.compile(
    rf"(?:(?:Tỉnh|Thành phố|TP\.?|Huyện|Quận|Thị xã|Thị trấn|Xã|Phường|Đặc khu|Khu vực|Vùng|Khu công nghiệp|Cụm)\s)"
    rf"(?:[{UPPER}][\w’'.-]*|\d{{1,2}})(?:\s(?:[{UPPER}][\w’'.-]*|\d{{1,2}}|[-–]))*$"
)
_AMOUNT: Final = re.compile(r"\d[\d.,]*\s?(?:%|\w)|\d{2,}")
_IN_NAMES: Final = frozenset[str](_DATA["in_names"])
_GOES_ON: Final = frozenset[str](_DATA["goes_on"])
_ABOVE_ALL: Final = re.compile(r",?\s(?:nhất là|đặc biệt là|trong đó)\s")
_MOST: Final = 26  # words of the longest name, a list of bodies
_CLAUSE: Final = re.compile(r"(?:^|[,;.]\s+)(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class LeadIn:
    """Who is to do what below: `issuer` orders by `trigger`, `addressee` acts; each None where it is not said."""

    issuer: Span | None
    trigger: Span | None
    addressee: Span | None


def body_at(article: Article, start: int, end: int) -> Span | None:
    """The name of a body or post that begins at `start`, up to what it does; None where there is none."""
    text = article.text
    head = _ANY_BODY.match(text, start, end)
    if not head:
        return None
    whole = [m.span() for m in _NO_TRIGGER.finditer(text, start, end)]
    verbs = (m for m in _does().finditer(text, head.end(), end) if not any(a < m.end() <= b for a, b in whole))
    stops = [m.start() for m in (_DOES.search(text, start, end), next(verbs, None)) if m]
    span = Span(start, min(stops, default=end))
    if above_all := _ABOVE_ALL.search(text, span.start, span.end):
        span = Span(start, above_all.start())
    name = span.of(text).rstrip(" ,:")
    words = name.split()
    if not words or len(words) > _MOST or _AMOUNT.search(name) or words[-1] in _GOES_ON:
        return None
    return Span(start, start + len(name)) if len(words) > 1 or _BODY.fullmatch(name) else None


def names_body(article: Article, line: Span) -> bool:
    """Whether a line opens with the name of a body or post, wherever that may end."""
    return _BODY.match(article.text, line.start, line.end) is not None


def issues(article: Article, line: Span) -> bool:
    """Whether a line says of a body but that it issues an act: `Ủy ban … ban hành Kế hoạch …:` names nobody to act."""
    body = body_at(article, line.start, line.end)
    if body is None:
        return False
    act = _acts().search(article.text, body.start, line.end)
    return act is not None and act.start() <= body.end + 1


@cache
def _acts() -> re.Pattern[str]:
    """A verb of decisions in small letters behind a name."""
    return re.compile(rf"\s(?:{alternatives(verbs_of('acts') - set(TRIGGERS))})(?!\w)")


@cache
def _does() -> re.Pattern[str]:
    """A verb of tasks in small letters behind a name, but for those that names are made of."""
    verbs = verbs_of("tasks", "bare", "plain") - _IN_NAMES
    return re.compile(rf",?\s(?:{alternatives(verbs)})(?!\w)")


def addressed(article: Article, line: Span) -> Span | None:
    """Who is to act by a heading or lead-in that opens with a body: `2. Giao Sở Tài chính:`, `Đối với Công an tỉnh`."""
    given = _GIVEN.match(article.text, line.start, line.end)
    start = given.end() if given else line.start
    if not _BODY.match(article.text, start, line.end) and not (
        given and _ANY_BODY.match(article.text, start, line.end)
    ):
        return None
    if given is None and _issuing(article, line) is not None:
        return None
    whole = Span(start, line.end)
    if (
        ";" in whole.of(article.text)
        and whole.of(article.text).rstrip().endswith(":")
        and len(whole.of(article.text).split()) <= _MOST
    ):
        return Span(start, start + len(whole.of(article.text).rstrip(" :")))  # `Thủ trưởng các sở; Chủ tịch các huyện:`
    return body_at(article, start, line.end)


def lead_in(article: Article, line: Span) -> LeadIn:
    """What a lead-in says of who orders whom."""
    found = _issuing(article, line)
    if found is None:
        return LeadIn(None, None, addressed(article, line))
    issuer, trigger = found
    after = trigger.end
    while after < line.end and article.text[after].isspace():
        after += 1
    addressee = body_at(article, after, line.end) if after < line.end else None
    return LeadIn(issuer, trigger, addressee)


def _issuing(article: Article, line: Span) -> tuple[Span, Span] | None:
    """The body that orders, and the word by which it does."""
    text = article.text
    other = [m.span() for m in _NO_TRIGGER.finditer(text, line.start, line.end)]
    for trigger in reversed(list(_TRIGGER.finditer(text, line.start, line.end))):
        if any(start <= trigger.start() and trigger.end() <= end for start, end in other):
            continue
        starts = [m.end() for m in _CLAUSE.finditer(text, line.start, trigger.start())]
        for start in reversed(starts or [line.start]):
            body = _BODY.match(text, start, trigger.start())
            if body is None:
                continue
            name = re.split(r",?\s(?:trân trọng|kính|xin|đã|vừa)\s", text[start : trigger.start()])[0].rstrip(" ,")
            between = _DOES.search(name, body.end() - start)
            words = name.split()
            if between is None and 1 <= len(words) <= _MOST and words[-1] not in _GOES_ON:
                return Span(start, start + len(name)), Span(trigger.start(), trigger.end())
    return None


def place(article: Article, line: Span) -> Span | None:
    """The place that a heading names and nothing else: `Thị xã Bình Long`, `2. Huyện Lộc Ninh`."""
    words = line.of(article.text).rstrip(" :.")
    small = re.sub(rf"^([{UPPER}])([{UPPER}]+)", lambda m: m[1] + m[2].lower(), words)
    return Span(line.start, line.start + len(words)) if _PLACE.match(small) and len(words.split()) <= 8 else None


__all__ = ["TRIGGERS", "LeadIn", "addressed", "body_at", "issues", "lead_in", "names_body", "place"]
