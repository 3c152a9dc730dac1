"""Words as they stand in the source: copied text is supported whatever it holds, and what is quoted must be there."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate

from summarizer.brief.gate.passage import Finding
from summarizer.brief.gate.source import Source
from summarizer.document.model import Span
from summarizer.text.fold import WORD, folded_text

_SIGNS = re.compile(r"(?<=\d)[.,:/-](?=\d)|(?<![\w-])[-−–](?=\d)|\((?=[\d.,]+\))|[%?]")
"""The signs that change a meaning: those inside and before numbers, percent, question marks."""
_QUOTED = re.compile(r"[\"“”«]([^\"“”«»\n]{2,2000}?)[\"”“»]")
_ELLIPSIS = re.compile(r"\.\.\.|…|\[[^\]]*\]|\([^)]*\)")


@lru_cache(maxsize=8)
def _folded(text: str) -> tuple[str, list[int], list[Span]]:
    """The folded text, where each word begins in it, and where each word stands in `text`."""
    folded = folded_text(text)
    places = list(accumulate((len(word) + 1 for word in folded.split()), initial=0))
    return folded, places, [Span(*m.span()) for m in WORD.finditer(text)]


def verbatim_span(text: str, source: Source) -> Span | None:
    """Where `text` stands in the source as a whole sentence, several of them, or whole `;` clauses; None elsewhere.

    Case, white space and punctuation at the edges do not matter; signs inside numbers and between words do.
    """
    wanted, (haystack, places, words) = folded_text(text), _folded(source.article.text)
    at = haystack.find(wanted) if wanted.strip() else -1
    while at >= 0:
        first = bisect_left(places, at)
        last = words[first + wanted.count(" ") - 2]
        span = _widened(source.article.text, words[first].start, last.end)
        same_signs = _SIGNS.findall(text) == _SIGNS.findall(span.of(source.article.text))
        if same_signs and _clean(source, words[first].start, span.end):
            return span
        at = haystack.find(wanted, at + 1)
    return None


def _clean(source: Source, start: int, end: int) -> bool:
    """Whether a stretch begins and ends where a sentence or a `;` clause does."""
    text = source.article.text
    first, last = source.passage_at(start), source.passage_at(end - 1)
    if first is None or last is None:
        return False
    before = text[first.start : start].rstrip(" \t-–•*\"“‘'(+")
    after = text[end : last.end].lstrip(" \t\"”’')")
    return before[-1:] in ("", ";", "\n") and (after[:1] in ("", ";", "\n") or not any(c.isalnum() for c in after))


def _widened(text: str, start: int, end: int) -> Span:
    """The stretch with the signs that belong to it."""
    while end < len(text) and text[end] in '.!?…%"”’)':
        end += 1
    while start > 0 and text[start - 1] in '"“‘(':
        start -= 1
    return Span(start, end)


def quotations(text: str, source: Source) -> list[Finding]:
    """Findings on quotations that the source does not hold word for word (case, signs and white space apart)."""
    out: list[Finding] = []
    for m in _QUOTED.finditer(text):
        pieces = [folded_text(piece).split() for piece in _ELLIPSIS.split(m[1])]
        # a single quoted word is a name or emphasis, not speech
        if sum(map(len, pieces)) > 1 and any("".join(piece) not in source.plain for piece in pieces):
            out.append(Finding("quote", "quote", m[1], (Span(m.start(1), m.end(1)),)))
    return out
