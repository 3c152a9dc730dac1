"""What a task is done to: `báo cáo UBND tỉnh trước ngày 10/8` says who gets it and when, but not what.

Its object stands before it in the sentence (`rà soát các mỏ, báo cáo UBND tỉnh trước ngày 10/8`): a digest, where a
task stands alone, takes it from there, or does not show the task.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from summarizer.brief.directives import DirectiveBlock, DirectiveRow
from summarizer.brief.drafting import running
from summarizer.brief.model import Brief
from summarizer.digest.readable import SURE, is_body, is_task, is_whole, orders
from summarizer.document.model import Article, Span
from summarizer.facts.model import Directive
from summarizer.text import bodies
from summarizer.text.data import load
from summarizer.text.letters import LOWER, UPPER, is_caps
from summarizer.text.phrases import alternatives

_CAPITAL: Final = re.compile(rf"(?<!\w)[{UPPER}][{LOWER}]+$")
_GOES_ON: Final = re.compile(rf"(?: [{UPPER}][{LOWER}]+){{1,2}}(?= [{LOWER}])")
_COMPOUND: Final = re.compile(
    rf" [-–] [{UPPER}][{LOWER}]+ [{LOWER}]+(?: và [{UPPER}][{LOWER}]+ [{LOWER}]+)?(?= [{LOWER}])"
)
_IF: Final = re.compile(r"(?<!\w)(?:nếu|trường hợp|trừ khi|[^\W\d]+ nào)(?!\w)[^.;]*,\s*(?:thì\s+)?$", re.IGNORECASE)
"""`Xã nào giải ngân dưới 60%, Chủ tịch xã phải …`"""
_LONG: Final = 40
"""Words of a task with what stands before it."""
_DAY: Final = re.compile(r"(?<!\d)0?(\d{1,2}) ?(?:[/.-]|tháng) ?0?(\d{1,2})(?!\d)")
_CITED: Final = re.compile(r"(?<!\w)số \S+,? ngày \d{1,2} ?(?:[/.-]|tháng) ?\d{1,2}(?!\d)", re.IGNORECASE)
"""`Công văn số 15/UBND ngày 5/7`."""
_TWO: Final = 2
_MEETING: Final = re.compile(r"(?<!\w)(?:kỳ họp|phiên họp|cuộc họp|hội nghị|đại hội)(?!\w)", re.IGNORECASE)
_AFTER: Final = re.compile(r"(?<!\w)sau (?:khi|lúc|thời điểm)(?!\w)[^,;]*$", re.IGNORECASE)
_SPEAKER: Final = re.compile(r"(?<!\w)(?:tôi|chúng tôi|chúng ta)(?!\w)", re.IGNORECASE)
"""Who speaks is known where he is quoted."""


@cache
def _bare() -> re.Pattern[str]:
    """A task that begins with a verb of handing over, reporting or being done, and names nothing that it is done to."""
    words = load(__package__, "readable.toml")
    hurries, verbs, till, purposes = (
        f"(?:{alternatives(words[name])})" for name in ("hurries", "hands_over", "till", "purposes")
    )
    small = "nhân dân|tỉnh|huyện|xã|phường|thành phố|quận|cấp trên|trung ương"
    capital = rf"(?-i:[{UPPER}][\w.]*)(?: (?-i:[{LOWER}]+)(?=[ ,]|$))?"
    body = rf"(?:{bodies.pattern('bodies', 'posts')})(?: (?:{small}|{capital}))*|cấp trên|cơ quan chức năng"
    return re.compile(
        rf"(?:{hurries},? )*(?:{verbs}(?: kết quả| kịp thời| đầy đủ| bằng văn bản)*(?:,| và)? ?)+"
        rf"(?:(?:về|cho|lên|tới|đến|với) )?(?:{body})?(?:(?:,|và| )*{purposes})*"
        rf"\s*(?:$|[.;]|,? ?{till}(?!\w))",
        re.IGNORECASE,
    )


@cache
def _handed_on() -> re.Pattern[str]:
    """Another who is told to act: `…; giao Sở Nội vụ …`."""
    return re.compile(
        rf"(?<!\w)(?:giao|yêu cầu|đề nghị|chỉ đạo|kiến nghị) (?:cho )?(?:{bodies.pattern('bodies', 'posts', 'many')})",
        re.IGNORECASE,
    )


def bare(action: str) -> bool:
    """Whether a task says to hand over, to report or to be done, and not what."""
    return _bare().match(" ".join(action.split())) is not None


def days(words: str) -> int:
    """How many days words name, but those of documents that they cite; a task of two is due on no one day."""
    return len({found.groups() for found in _DAY.finditer(_CITED.sub("", words))})


def one_day(action: str, deadline: str) -> bool:
    """Whether a task is due on one day: it names no two, its day is not that of a meeting, which is not known, nor of
    what it comes after (`theo dõi diễn biến sau khi ông nhậm chức vào cuối tháng 1`)."""
    after = deadline and _AFTER.search(action.partition(deadline)[0]) is not None
    return not after and days(action) < _TWO and (days(deadline) > 0 or _MEETING.search(deadline) is None)


def shown(article: Article, directives: Sequence[Directive], index: int) -> Span | None:
    """The words of a task that can stand alone: its own, or with what stands before it in its sentence what it is done
    to; None where neither can."""
    directive = directives[index]
    action = directive.action
    if _SPEAKER.search(action.of(article.text)):
        return None
    at = article.sentence_at(action.start)
    begin = article.sentences[at].start if at is not None else action.start
    named = directive.addressee
    if (
        named is not None
        and begin <= named.end
        and _handed_on().search(" ".join(article.text[named.end : action.start].split()))
    ):
        return None  # another's
    if named is not None and directive.condition is None and _IF.search(article.text[begin : named.start]):
        return None  # told to do it in a case that its words do not say
    if not bare(action.of(article.text)):
        return action
    starts = []
    if named is not None and begin <= named.end <= action.start:
        starts.append(named.end)
    starts += [
        d.action.start
        for d in directives[:index]
        if begin <= d.action.start < action.start and _same(article, d, directive)
    ]
    for start in sorted(starts):
        words = article.text[start : action.end]
        span = Span(start + len(words) - len(words.lstrip(" ,:;")), action.end)
        told = " ".join(span.of(article.text).split())
        if span.start < action.start and len(told.split()) <= _LONG and not bare(told) and is_task(told):
            return span
    return None


def _same(article: Article, one: Directive, other: Directive) -> bool:
    """Whether two tasks are one body's."""
    ours, theirs = (d.addressee.of(article.text).lower() if d.addressee else "" for d in (one, other))
    return ours == theirs


def running_name(article: Article, name: str) -> str:
    """A body's name in running letters, where its text has it in capitals."""
    if not is_caps(name) or len(name.split()) == 1:
        return name
    words = running(article, name, named=True)
    return words[:1].upper() + words[1:]


def full_name(article: Article, name: str, span: Span | None) -> str:
    """A body's name to its end in the source, where it was cut off between its capitals: `Thủy điện Nậm` of `Thủy điện
    Nậm Mua vận hành …`, `Phòng Tài chính` of `Phòng Tài chính - Kế hoạch`."""
    if span is None:
        return name
    more = _GOES_ON.match(article.text, span.end) if _CAPITAL.search(name) else None
    more = more or _COMPOUND.match(article.text, span.end)
    return f"{name}{more[0]}" if more else name


def acted(brief: Brief, row: DirectiveRow) -> str | None:
    """What a row says is to be done, so that it can stand alone; None where it cannot."""
    span = shown(brief.article, brief.facts.directives, row.index)
    if span is None:
        return None
    action = brief.facts.directives[row.index].action
    return row.action if span == action else " ".join(span.of(brief.article.text).split())


def _whole(row: DirectiveRow, brief: Brief) -> Iterable[DirectiveRow]:
    words = acted(brief, row)
    if words is not None:
        yield replace(row, action=words)


def _headed(block: DirectiveBlock, brief: Brief) -> DirectiveBlock:
    """A block with its bodies' names as running text has them, to their end."""
    named = brief.facts.directives[block.rows[0].index].addressee
    heading = block.heading.replace(block.issuer, running_name(brief.article, block.issuer), 1)
    if block.addressee and heading.rstrip(":").endswith(block.addressee):
        at = heading.rindex(block.addressee)
        full = full_name(brief.article, block.addressee, named)
        heading = heading[:at] + full + heading[at + len(block.addressee) :]
    return replace(block, heading=heading)


def tasks(blocks: Sequence[DirectiveBlock], brief: Brief) -> tuple[DirectiveBlock, ...]:
    """The tasks that the marker is sure of, that are told whole, and of which it is said who sets or has them."""
    directives = brief.facts.directives
    found = []
    for block in blocks:
        if not is_body(block.issuer):
            continue
        if block.addressee and not (is_body(block.addressee) and orders(block.issuer, block.addressee)):
            continue
        rows = tuple(
            whole
            for row in block.rows
            for whole in _whole(row, brief)
            if directives[row.index].confidence >= SURE
            and is_task(whole.action)
            and is_whole(brief.article, directives[row.index])
            and (block.addressee or directives[row.index].strength != "exhort")  # nobody is told to do it
        )
        rows = tuple(r for r in rows if not any(r is not o and r.action in o.action for o in rows))
        if rows and any(directives[r.index].issuer or block.addressee for r in rows):
            found.append(_headed(replace(block, rows=rows), brief))
    return joined(found)


def joined(blocks: Sequence[DirectiveBlock]) -> tuple[DirectiveBlock, ...]:
    """Blocks under one heading, whatever its capitals (`Ban Chỉ đạo`, `Ban chỉ đạo`), as one."""
    kept: dict[str, DirectiveBlock] = {}
    for block in blocks:
        there = kept.get(block.heading.lower())
        kept[block.heading.lower()] = replace(there, rows=there.rows + block.rows) if there else block
    return tuple(kept.values())
