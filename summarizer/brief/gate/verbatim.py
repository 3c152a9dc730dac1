"""Copied text: a sentence, a run of sentences or a clean `;` clause of the source is supported whatever it holds."""

from __future__ import annotations

import re
from functools import lru_cache

from summarizer.brief.gate.source import Source
from summarizer.document.model import Article, Span
from summarizer.text.fold import key

_PIECE = re.compile(r"[^\W_]+")


def folded_text(text: str) -> str:
    """Words of `text` folded and joined by single spaces, with one before and after: for substring search."""
    return " " + " ".join(key(w) for w in _PIECE.findall(text)) + " "


@lru_cache(maxsize=8)
def _folded(text: str) -> tuple[str, tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    """The folded text, where each word begins in it, and where each word begins and ends in `text`."""
    parts: list[str] = []
    places: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for m in _PIECE.finditer(text):
        word = key(m[0])
        places.append(at)
        starts.append(m.start())
        ends.append(m.end())
        parts.append(word)
        at += len(word) + 1
    return " " + " ".join(parts) + " ", tuple(places), tuple(starts), tuple(ends)


def verbatim_span(text: str, source: Source) -> Span | None:
    """Where `text` stands in the source as a whole sentence, several of them, or whole `;` clauses; None elsewhere.

    Case, white space and punctuation at the edges do not matter; signs inside numbers and between words do.
    """
    from bisect import bisect_left

    wanted = folded_text(text)
    if len(wanted) < 3:
        return None
    article = source.article
    haystack, places, starts, ends = _folded(article.text)
    words = wanted.count(" ") - 1
    at = haystack.find(wanted)
    while at >= 0:
        i = bisect_left(places, at)
        span = Span(starts[i], ends[i + words - 1])
        whole = _widened(article.text, span)
        if _clean(article, source, Span(span.start, whole.end)) and _signs(text) == _signs(whole.of(article.text)):
            return whole
        at = haystack.find(wanted, at + 1)
    return None


def _signs(text: str) -> str:
    """The signs that change a meaning, in order: those inside and before numbers, percent, question marks."""
    return "".join(re.findall(r"(?<=\d)[.,:/-](?=\d)|(?<![\w-])[-−–](?=\d)|\((?=[\d.,]+\))|[%?]", text))


def _clean(article: Article, source: Source, span: Span) -> bool:
    """Whether the span begins and ends where a sentence or a `;` clause does."""
    text = article.text
    first, last = source.passage_at(span.start), source.passage_at(span.end - 1)
    if first is None or last is None:
        return False
    before = text[first.start : span.start].rstrip(" \t-–•*\"“‘'(+")
    after = text[span.end : last.end].lstrip(" \t\"”’')")
    return (not before or before[-1] in ";\n") and (
        not after or after[0] in ";\n" or not any(c.isalnum() for c in after)
    )


def _widened(text: str, span: Span) -> Span:
    """The span with the closing sign that belongs to it."""
    end = span.end
    while end < len(text) and text[end] in '.!?…%"”’)':
        end += 1
    start = span.start
    while start > 0 and text[start - 1] in '"“‘(':
        start -= 1
    return Span(start, end)
