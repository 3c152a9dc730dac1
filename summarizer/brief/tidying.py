"""What a page leaves around words of the source and no brief prints: note marks, leaders, outlets, stray blanks.

A sentence of a brief is made of spans; what is left out lies between them, so that every word keeps its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from summarizer.brief.drafting import Draft, Part, Said
from summarizer.document.model import Article, Span

_OUTLET: Final = re.compile(r"\([^()\d]{2,30}\)\s*[-–—]\s+(?=\w)")
"""`(Dân trí) - ` before the first words of a report: who prints it, which is no part of what it says."""
_STRAY: Final = re.compile(
    r"\s*(?:…{2,}|\.{5,}|_{4,})[.…_]*"  # room that a form leaves for its words
    r"|(?<=[\w”\"’)…._])\s?\[\d{1,3}\](?=[\s,;:.)]|$)"  # the mark of a note
    r"|[ \u00a0]+(?=[,;:.?!](?:\s|$))"  # a blank before punctuation
    r"|(?<=[^.\s])\.(?=\.(?:\s|$))(?!\.\.)"  # one stop of two
)
_NOTHING: Final = " \t\n.…"


def tidied(article: Article, draft: Draft) -> Draft:
    """The draft without what is left out, in as many parts as that takes; itself where all of it would be."""
    out: list[Part] = []
    for part in draft:
        out.extend((part,) if isinstance(part, str) else _kept(article, part))
    return tuple(out) if any(not isinstance(p, str) for p in out) else draft


def _kept(article: Article, part: Span | Said) -> Iterator[Part]:
    span = part.span if isinstance(part, Said) else part
    text = article.text
    at = span.start
    if (at == 0 or text[at - 1] == "\n") and (outlet := _OUTLET.match(text, at, span.end)):
        at = outlet.end()
    cut = at > span.start
    for stray in _STRAY.finditer(text, at, span.end):
        cut = True
        if stray.start() > at:
            yield _part(part, span, at, stray.start())
        at = stray.end()
    if not cut:
        yield part
    elif text[at : span.end].strip(_NOTHING):
        yield _part(part, span, at, span.end)


def _part(whole: Span | Said, span: Span, start: int, end: int) -> Part:
    """`[start, end)` of a part, in its capitals."""
    found = Span(start, end)
    return Said(found, whole.text[start - span.start : end - span.start]) if isinstance(whole, Said) else found


__all__ = ["tidied"]
