"""Fixed wording of administrative documents: what belongs to one action, where the name of a body ends, who executes.

The forms are those of Decree 30/2020/NĐ-CP (appendices I and III) and of the offices that write by it: `Sở X chủ trì,
phối hợp với Sở Y …` is one task, `theo chức năng, nhiệm vụ được giao` is no part of a name, and a decision ends with
`… chịu trách nhiệm thi hành Quyết định này`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from summarizer.document.model import Article, Span
from summarizer.engines.base import DirectiveMark, Slot
from summarizer.facts.orders import ADDRESSEE_SURE, TRIGGER_SURE, sure
from summarizer.text.bodies import pattern
from summarizer.text.data import load
from summarizer.text.phrases import patterns

_RE: Final = patterns(load(__package__, "data", "formulas.toml"), heads=pattern)
DONE_BY: Final = _RE["done_by"]
_NEAR: Final = 300
"""Characters of a task that are looked through for what joins it to the next: a text may be one sentence."""
_SHORT: Final = 10
_LIST: Final = 800
"""Characters of those who execute, at most."""
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
    return out


def _one_task(article: Article, a: DirectiveMark, b: DirectiveMark) -> bool:
    text = article.text
    if b.action.start < a.action.end or article.sentence_at(a.action.start) != article.sentence_at(b.action.start):
        return False
    if DONE_BY.match(text, b.action.start, b.action.end) and len(b.action.of(text).split()) <= _SHORT:
        return True
    gap = text[a.action.end : b.action.start]
    if _RE["border"].search(gap) or _RE["joins"].search(gap or " "):
        return False
    return _RE["others"].search(text[max(a.action.start, a.action.end - _NEAR) : a.action.end] + " ") is not None


def body(text: str, slot: Slot | None) -> Slot | None:
    """A pointed body without the head of its item (`Du lịch: Sở Văn hóa`), without another's task before its name and
    without what follows it."""
    if slot is None:
        return None
    start, stop = slot.span.start, slot.span.end
    topic, colon, _ = slot.span.of(text).rpartition(": ")
    start += 0 if _RE["named_below"].fullmatch(topic) else len(topic + colon)
    other = _RE["others_task"].match(text, start, stop)
    start = other.end() if other is not None else start
    end = _RE["name_ends"].search(text, start, stop)
    return replace(slot, span=Span(start, stop if end is None else end.start()))


def no_body(said: str) -> bool:
    """Whether words name nobody who could act: `Hồ sơ`, `Các văn bản`."""
    return _RE["topic"].match(said) is not None


def directs_nobody(article: Article) -> Callable[[DirectiveMark], bool]:
    """Whether a mark stands where a document orders nothing.

    Under `MỤC ĐÍCH, YÊU CẦU` of a plan only what names who is to act is a task; `Về kiến nghị sớm ban hành …:` is the
    head of an answer; what is no body (`Công tác …`) does not act by itself.
    """
    text, aims = article.text, False
    sections: list[bool] = []
    for sentence in article.sentences:
        said = sentence.of(text).strip()
        if sentence.role == "heading" or _RE["heading"].fullmatch(said):
            aims = _RE["aims"].search(said) is not None
        sections.append(aims)

    def nobody(mark: DirectiveMark) -> bool:
        at = article.sentence_at(mark.action.start)
        if at is None:
            return False
        asked = _RE["asked"].match(text, article.sentences[at].start, article.sentences[at].end)
        if asked is not None and text.find(":", asked.end(), mark.action.start) < 0:
            return True
        who = sure(mark.addressee, ADDRESSEE_SURE)
        if who is None:
            return sections[at]
        return sure(mark.trigger, TRIGGER_SURE) is None and no_body(who.of(text))

    return nobody


def executions(article: Article) -> Iterator[DirectiveMark]:
    """Who executes the document, where its last article says so."""
    text = article.text
    for sentence in article.sentences:
        if sentence.role == "furniture":
            continue
        found = _RE["executes"].search(text, sentence.start, sentence.end)
        if found is not None:
            label = _RE["article"].match(text, sentence.start, found.start())
            who = Span(label.end() if label else sentence.start, found.start())
        else:
            found = _RE["told"].search(text, sentence.start, sentence.end)
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
