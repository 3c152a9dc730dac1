"""The clause round a figure, and the names, words and openings of its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from summarizer.digest.lexicon import BORDER, HENCE, TOKEN, content_words, lexicon
from summarizer.document.model import Span
from summarizer.text.tokens import RUN, runs

_JOIN: Final = frozenset({"và", "còn", "nhưng", "song"})
_LEFT: Final = re.compile(r"còn lại(?!\w)", re.IGNORECASE)
_STILL: Final = re.compile(r"(?<!\w)(?:vẫn|hiện|đang|chỉ|cũng|đã) $", re.IGNORECASE)
"""Behind these `còn` joins nothing."""
_WHILE: Final = re.compile(r"(?<!\w)trong (?:khi|lúc)(?!\w)", re.IGNORECASE)
_OPENING: Final = 8
"""Words of a piece that a sentence opens with, to its comma, and that holds for all of it (`Trước đó, …`)."""


def clause_of(text: str, span: Span, sentence: Span) -> tuple[int, int]:
    """The clause round a figure: to the next comma, stop or `và` on either side; back over one that says no thing."""
    start, end = sentence.start, sentence.end
    borders = [
        m
        for m in TOKEN.finditer(text, sentence.start, sentence.end)
        if m[0] in BORDER or (m[0].lower() in _JOIN and _joins(text, m.start()))
    ]
    borders = sorted((*borders, *_WHILE.finditer(text, sentence.start, sentence.end)), key=lambda m: m.start())
    left = [m for m in borders if m.end() <= span.start]
    borders += [m for m in TOKEN.finditer(text, span.end, sentence.end) if m[0].lower() in HENCE]
    right = min((m for m in borders if m.start() >= span.end), key=lambda m: m.start(), default=None)
    if right is not None:
        end = right.start()
    while left:
        start = left.pop().end()
        if content_words(text[start : span.start] + " " + text[span.end : end]):
            break
        start = sentence.start
    return start, end


def _joins(text: str, at: int) -> bool:
    """Whether the word there parts two clauses; `vẫn còn` and `còn lại` do not."""
    return not _LEFT.match(text, at) and not _STILL.search(text, max(0, at - 8), at)


def opening_of(text: str, sentence: Span, to: int) -> str:
    """The short pieces that a sentence opens with (`Được biết, trước đó, vào năm 2013, …`): they hold for all of it."""
    at = sentence.start
    while (comma := text.find(",", at, to)) >= 0 and len(text[at:comma].split()) <= _OPENING:
        at = comma + 1
    return text[sentence.start : at]


def blanked(text: str, start: int, end: int, spans: Iterable[Span]) -> str:
    """A stretch of text without figures and names."""
    out, at = [], start
    for span in sorted(spans, key=lambda s: s.start):
        if span.start >= at and span.end <= end:
            out.append(text[at : span.start])
            at = span.end
    out.append(text[at:end])
    return " , ".join(out)


def names_of(text: str, sentence: Span, *, opening: bool = False) -> tuple[Span, ...]:
    """Runs of capitalised words of a sentence; the capital of its first word says nothing, unless another follows and
    the name of who opens it is asked for."""
    found: list[Span] = []
    for m in RUN.finditer(text, sentence.start, sentence.end):
        opens = m.start() == sentence.start or text[m.start() - 1] in "\"“'‘("
        if (
            not m[0][0].isupper()
            or (opens and not (opening and _goes_on(text, m.end(), sentence.end)))
            or (m[0].isupper() and lexicon().same.fullmatch(m[0].lower()))
        ):
            continue
        if found and text[found[-1].end : m.start()] == " ":
            found[-1] = Span(found[-1].start, m.end())
        else:
            found.append(Span(m.start(), m.end()))
    return tuple(found)


def _goes_on(text: str, end: int, stop: int) -> bool:
    """Whether a capitalised word follows right there: `Nguyễn Hữu Tâm bị tuyên 9 năm tù`."""
    return end + 1 < stop and text[end] == " " and text[end + 1].isupper()


def who_of(before: str) -> str:
    """Whom the figure after `before` is told of: the name right there, else the last two words."""
    words = runs(before)
    name = 0
    while name < len(words) and words[-1 - name][0].isupper():
        name += 1
    return " ".join(words[-max(name, 2) :]) if name != 1 else words[-1]
