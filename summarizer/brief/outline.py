"""What stands over each sentence by the layout of a document: its headings, and the lead-ins that it goes on under.

`Điều 2`, `1.`, `a)`, `-` and the roles of paragraphs say how deep a line lies; a lead-in (`… yêu cầu:`) is open for the
lines below it until one comes that lies no deeper. All of it is exact: no words are read here but marks of lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from summarizer.document.model import Article, Sentence, Span

_MARKS: Final = (
    (0, re.compile(r"(?:PHẦN|CHƯƠNG|Phần|Chương)\s+(?:thứ\s+\w+|[IVX\d]+)\s*[.:]?\s*")),
    (2, re.compile(r"(?:Điều|ĐIỀU)\s+\d+[a-z]?\s*[.:]\s*")),
    (1, re.compile(r"[IVX]{1,5}\s?[.)/-]\s*(?=\S)")),
    (5, re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}\.?\s+")),
    (4, re.compile(r"\d{1,2}\.\d{1,2}\.?\s+")),
    (3, re.compile(r"\(?\d{1,3}(?:[.)/-]\s*(?=[^\W\d_])|/\s+(?=\d))")),
    (3, re.compile(
        r"(?:(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười) là|Thứ (?:nhất|hai|ba|tư|năm|sáu|bảy))\s*[,:]?\s*"
    )),
    (7, re.compile(r"(?:\([ivx]{1,5}|[ivx]{2,5})\)\s*")),
    (6, re.compile(r"\(?[a-zđ][.)]\s+")),
    (7, re.compile(r"[-–—•●▪◦*→✓]\s*")),
    (8, re.compile(r"[+○]\s*")),
    (7, re.compile(r"[^\w\s\"'“‘«(\[{<…./]\ufe0f?\s+")),
)  # fmt: skip
_HEADING: Final = 2.5  # the depth of a heading without a mark, above `1.`
_LEAD: Final = 0.25  # how much deeper a lead-in without a mark lies than what it stands under
_STOPS: Final = (".", ";", ":", ",", "!", "?", "…", ")")
_SHORT: Final = 12  # words of a line without a stop that heads what follows
_TEXT: Final = 9.0


@dataclass(frozen=True, slots=True)
class Opener:
    """A heading or lead-in: `span` without its mark, and whether it leads in (`… yêu cầu:`) or heads."""

    span: Span
    leads: bool


def mark(text: str, start: int, end: int) -> tuple[float | None, int]:
    """How deep the mark of a list at the head of `[start, end)` lies, None where there is none, and where it ends."""
    for depth, pattern in _MARKS:
        if found := pattern.match(text, start, end):
            return float(depth), found.end()
    return None, start


def unmarked(text: str, span: Span) -> Span:
    """A span without the marks of a list at its head (`1.1.`, `Một là,`, `-`)."""
    start = span.start
    while (found := mark(text, start, span.end))[0] is not None and found[1] < span.end:
        start = found[1]
    return Span(start, span.end)


def outline(article: Article) -> list[tuple[Opener, ...]]:
    """For every sentence of the article the openers above it, outermost first."""
    return list(_Reader(article).run())


def heads(text: str, line: Span) -> bool:
    """Whether a marked line is a heading although the layout does not say so: a few words without a stop."""
    words = line.of(text).rstrip()
    depth, end = mark(text, line.start, line.end)
    return depth is not None and not words.endswith(_STOPS) and len(text[end : line.end].split()) <= _SHORT


class _Reader:
    def __init__(self, article: Article) -> None:
        self.article = article
        self.open: list[tuple[float, Opener]] = []
        self.listed = False  # whether a marked line came under the innermost lead-in

    def run(self) -> Iterator[tuple[Opener, ...]]:
        paragraph = -1
        for sentence in self.article.sentences:
            if sentence.role in ("furniture", "title", "table"):
                yield tuple(o for _, o in self.open)
                continue
            first = sentence.paragraph != paragraph
            paragraph = sentence.paragraph
            depth = self._enter(sentence) if first else None
            yield tuple(o for _, o in self.open)
            self._push(sentence, depth, first)

    def _enter(self, sentence: Sentence) -> float | None:
        """Close what a new paragraph ends; its depth, None for running text."""
        depth, _ = mark(self.article.text, sentence.start, sentence.end)
        if depth is None and sentence.role == "heading":
            depth = _HEADING
        if depth is not None:
            while self.open and self.open[-1][0] >= depth:
                self.open.pop()
            self.listed = True
        elif self.listed:
            while self.open and self.open[-1][1].leads:
                self.open.pop()
        return depth

    def _push(self, sentence: Sentence, depth: float | None, first: bool) -> None:
        text = self.article.text
        words = sentence.of(text).rstrip()
        leads = words.endswith(":")
        if not leads and not (first and (sentence.role == "heading" or heads(text, sentence))):
            return
        if depth is None:
            while self.open and self.open[-1][1].leads and self.open[-1][0] % 1:
                self.open.pop()
            depth = (self.open[-1][0] if self.open else 0.0) + _LEAD
        span = unmarked(text, Span(sentence.start, sentence.start + len(words)))
        self.open.append((min(depth, _TEXT), Opener(span, leads)))
        self.listed = False
