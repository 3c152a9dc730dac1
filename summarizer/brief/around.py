"""The clause of the source that a figure stands in: what a row of news is called, and of what a report counts.

News counts and measures as it tells: `Nga đã triển khai 6 tàu ngầm mang tên lửa`. Without who did what its figures are
not understood, and no few words of theirs say it; the clause does, and in the source's own words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from summarizer.brief.drafting import begins_with_verb
from summarizer.brief.outline import unmarked
from summarizer.brief.units import halved, leans
from summarizer.brief.verbs import opens_with_verb
from summarizer.document.model import Article, Span
from summarizer.engines.surface import dangling, pointing
from summarizer.text.data import load
from summarizer.text.phrases import alternatives

_DATA: Final = load(__package__, "figures.toml")
_SAYS: Final = re.compile(rf"(?<!\w)(?:{alternatives(_DATA['says'])})(?: rằng| là)?,?\s+(?=\w)", re.IGNORECASE)
_THUS: Final = re.compile(rf"(?<!\w)(?:{alternatives(_DATA['thus'])}),?\s+(?=\w)", re.IGNORECASE)
_BORDER: Final = re.compile(r"[,;:](?=\s)|(?<!\d)\s[–-](?=\s)|(?<=\d)\s[–-](?=\s[^\W\d])")
_RESULT: Final = re.compile(r"(?:có|đã)(?!\w)", re.IGNORECASE)
_PART: Final = re.compile(r";(?=\s)")
_OPEN: Final = re.compile(r"(?<!\w)(?:gồm|như|là|với|và|của|tại|ở)$")
_ADVERBIAL: Final = re.compile(rf"(?:{alternatives(_DATA['adverbial'])})(?!\w)", re.IGNORECASE)
_HOLDS: Final = re.compile(rf"(?:{alternatives(_DATA['holds'])}|\d+ (?:tháng|quý|năm))(?!\w)", re.IGNORECASE)
_WITH: Final = re.compile(r"với(?!\w)", re.IGNORECASE)
"""Within a sentence it belongs to the clause before it: `GDP tăng, | với mức 7%`."""
_EDGES: Final = " \n–-,;:"
_LEAST: Final = 4
"""Words before a figure, at least, unless its sentence begins there."""
_REACH: Final = 400
"""Characters on either side in which a clause begins and ends: a sentence may have no end."""
_HEAD: Final = 8
"""Words at the head of a line that say what it is about, at most."""
_FEW: Final = 3
"""Words between two commas, at most, in which an enumeration goes on: a clause that begins there begins within it."""
_MOST: Final = 30
"""Words of a clause that is still read at a glance."""


def around(article: Article, figure: Span, named: Span | None, *, listed: bool = False) -> Span | None:
    """The clause around a figure and the words that name it; None where it leans on another, or is too long.

    In a report (`listed`) a semicolon parts one thing from another, and what is counted may open its clause.
    """
    text = article.text
    number = article.sentence_at(figure.start)
    if number is None:
        return None
    sentence = article.sentences[number]
    core = figure
    if named is not None and sentence.covers(named):
        core = Span(min(figure.start, named.start), max(figure.end, named.end))
    opens, closes = max(sentence.start, core.start - _REACH), min(sentence.end, core.end + _REACH)
    if listed:
        opens = max(opens, text.rfind(";", opens, core.start) + 1)
        part = _PART.search(text, core.end, closes)
        closes = part.start() if part else closes
    borders = list(_BORDER.finditer(text, opens, closes))
    ends = (m.start() for m in borders if m.start() >= core.end)
    end = next((end for end in ends if _closed(text[core.start : end])), closes)
    starts = [m.end() for m in reversed(borders) if m.end() <= core.start and _closed(text[m.end() : core.end])]
    begin = _beginning(text, Span(opens, end), figure, core, starts, listed=listed)
    found = Span(begin, end) if listed else _told(text, Span(begin, end), Span(opens, closes))
    words = unmarked(text, _stripped(text, found)).of(text)
    begin = text.index(words, found.start)
    if not listed and begin > sentence.start and text[begin - 2 : begin] != ": " and opens_with_verb(words):
        return None  # who does it stands before
    whole = _closed(words) and not (halved(words) or dangling(words) or pointing(words) or _OPEN.search(words))
    return Span(begin, begin + len(words)) if whole and len(words.split()) <= _MOST else None


def _told(text: str, clause: Span, within: Span) -> Span:
    """A clause of news without `cho biết` of nobody before it, and with the one that it says when or how of: behind it,
    or all before it."""
    begin, end = _stripped(text, clause).start, clause.end
    if said := _SAYS.match(text, begin, end):
        begin = said.end()
    else:
        begin = _opened(text, within.start, begin, end)
    if _ADVERBIAL.match(text, begin, end) and _BORDER.search(text, begin, end) is None:
        behind = _BORDER.search(text, min(end + 1, within.end), within.end)
        begin = begin if end < within.end - 1 else within.start
        end = behind.start() if behind else within.end
    return Span(begin, end)


def _opened(text: str, opens: int, begin: int, end: int) -> int:
    """Where a clause begins with what says before it when, where or with what it holds: `Với kỳ hạn một năm, | …`."""
    if not text.endswith(", ", opens, begin):
        return begin
    borders = [m.end() for m in _BORDER.finditer(text, opens, begin - 2)]
    start = _stripped(text, Span(borders[-1] if borders else opens, end)).start
    holds = _HOLDS.match(text, start, begin) is not None and len(text[start:end].split()) <= _MOST
    return start if holds else begin


def _beginning(text: str, within: Span, figure: Span, core: Span, starts: Sequence[int], *, listed: bool) -> int:
    """Where the clause begins, of the places where one may, the nearest first, in its sentence or part of it."""
    least, hangs = (0 if core.end > figure.end else _LEAST, _goes_on) if listed else (_LEAST, _leans)
    near = [start for start in starts if len(text[start : figure.start].split()) >= least]
    if listed:  # what a line of a list is about stays: `An sinh xã hội: Có 1.120 hộ …`
        near = [start for start in near if text[start - 1] != ":" or len(text[within.start : start].split()) > _HEAD]
    else:
        near = [start for start in near if not _enumerates(text, start, core.start)]
    begin = next((start for start in near if not hangs(text[start : core.start].strip())), within.start)
    if listed and len(text[begin : within.end].split()) > _MOST:
        begin = next(iter(near), within.start)
    for said in _SAYS.finditer(text, begin, core.start):
        if len(text[said.end() : core.start].split()) >= _LEAST - 1:
            begin = said.end()
    if listed and (thus := _THUS.search(text, begin, core.start)):
        begin = thus.end()
    return begin


def _enumerates(text: str, start: int, end: int) -> bool:
    """Whether what begins behind a comma goes on to another within a few words: `vào dịp lễ, | Tết, bà còn …`."""
    comma = _BORDER.search(text, start, end)
    if comma is None or not text[start - 1] == comma[0] == ",":
        return False
    return len(text[start : comma.start()].split()) <= _FEW


def _stripped(text: str, span: Span) -> Span:
    words = span.of(text).strip(_EDGES)
    start = text.index(words, span.start)
    return Span(start, start + len(words))


def ending(article: Article, figure: Span) -> int:
    """Where the clause ends that a figure stands in."""
    number = article.sentence_at(figure.start)
    closes = article.sentences[number].end if number is not None else figure.end
    found = _BORDER.search(article.text, figure.end, closes)
    return found.start() if found else closes


def _leans(clause: str) -> bool:
    return any(hangs(clause) for hangs in (leans, begins_with_verb, opens_with_verb, _WITH.match))


def _goes_on(clause: str) -> bool:
    """The same of a clause in a list of results, which may begin with what was done."""
    return leans(clause) and _RESULT.match(clause) is None


def _closed(words: str) -> bool:
    """Whether no bracket ends that does not begin, nor the other way round."""
    return words.count("(") == words.count(")")
