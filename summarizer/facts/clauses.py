"""The condition that an action holds under, before it in its clause.

`Trường hợp không tự tháo dỡ thì tổ chức cưỡng chế` orders nothing without its condition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from summarizer.document.model import Article, Span
from summarizer.engines.base import DirectiveMark
from summarizer.facts.formulas import no_body
from summarizer.facts.orders import TRIGGER_SURE, sure
from summarizer.text.data import load
from summarizer.text.phrases import patterns

_REACH: Final = 300
"""Characters before an action in which its clause is looked for: a text may be one sentence."""
_RE: Final = patterns(load(__package__, "data", "clauses.toml"))
HELD: Final = _RE["held"]


def conditioned(article: Article, marks: Iterable[DirectiveMark]) -> Iterator[tuple[DirectiveMark, Span | None]]:
    """The marks in text order, each with the condition that it holds under."""
    last, held = 0, None
    for mark in marks:
        at, who = mark.action.start, sure(mark.addressee, TRIGGER_SURE)
        nobody = who is not None and article.card is not None and no_body(who.of(article.text))
        if nobody or (who is not None and _RE["if"].match(article.text, who.start)):  # a case is nobody who acts
            mark = replace(mark, addressee=None)
        index = article.sentence_at(at)
        start = max(at - _REACH, article.sentences[index].start if index is not None else at)
        for border in _RE["border"].finditer(article.text, start, at):
            start = border.end()
        condition = _condition(article.text, min(at, max(start, last)), mark)
        held = condition or (held if start < last else None)
        last = mark.action.end
        yield mark, held


def _slots_end(mark: DirectiveMark, begin: int, stop: int) -> int:
    """Where who and what orders ends between two places, or the first."""
    slots = (sure(s, TRIGGER_SURE) for s in (mark.issuer, mark.trigger, mark.addressee))
    return max([begin, *(s.end for s in slots if s is not None and begin <= s.start and s.end <= stop)])


def _condition(text: str, begin: int, mark: DirectiveMark) -> Span | None:
    """From its first word to its `thì` or comma; None where it is the very body that acts (`ai vi phạm thì …`)."""
    at = mark.action.start
    then = max(_RE["then"].finditer(text, begin, at), key=re.Match.start, default=None)
    opens = max(_RE["if"].finditer(text, begin, then.start() if then else at), key=re.Match.start, default=None)
    if then is not None:
        first = opens.start() if opens else _slots_end(mark, begin, then.start())
        who = sure(mark.addressee, TRIGGER_SURE)
        said = text[first : then.start()].strip(" ,")
        other = who is not None and _RE["modal"].sub("", text[then.end() : who.start]).strip(" ,")
        return Span(text.index(said, first), then.start() + 3) if said and not other else None
    if opens is None:
        return None
    slots = (sure(s, TRIGGER_SURE) for s in (mark.trigger, mark.addressee))
    stop = min([at, *(s.start for s in slots if s is not None and s.start > opens.end())])
    comma = text.rfind(",", opens.end(), stop)
    return Span(opens.start(), comma + 1) if comma >= 0 else None
