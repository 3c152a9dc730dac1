"""The clause of the source that a figure stands in: what a row of news is called.

News counts and measures as it tells: `Nga đã triển khai 6 tàu ngầm mang tên lửa`. Without who did what its figures are
not understood, and no few words of theirs say it; the clause does, and in the source's own words.
"""

from __future__ import annotations

import re
from typing import Final

from summarizer.brief.drafting import begins_with_verb
from summarizer.brief.units import halved, leans
from summarizer.document.model import Article, Span
from summarizer.engines.surface import dangling, pointing
from summarizer.text.data import load
from summarizer.text.phrases import alternatives

_SAYS: Final = re.compile(
    rf"(?<!\w)(?:{alternatives(load(__package__, 'figures.toml')['says'])})(?: rằng| là)?,?\s+(?=\w)", re.IGNORECASE
)
_BORDER: Final = re.compile(r"[,;:](?=\s)|(?<!\d)\s[–-](?=\s)|(?<=\d)\s[–-](?=\s[^\W\d])")
_OPEN: Final = re.compile(r"(?<!\w)(?:gồm|như|là|với|và|của|tại|ở)$")
_EDGES: Final = " \n–-,;:"
_LEAST: Final = 4
"""Words before a figure, at least, unless its sentence begins there."""
_REACH: Final = 400
"""Characters on either side in which a clause begins and ends: a sentence may have no end."""
_MOST: Final = 30
"""Words of a clause that is still read at a glance."""


def around(article: Article, figure: Span, named: Span | None) -> Span | None:
    """The clause around a figure and the words that name it; None where it leans on another, or is too long."""
    text = article.text
    number = article.sentence_at(figure.start)
    if number is None:
        return None
    sentence = article.sentences[number]
    inside = named is not None and sentence.covers(named)
    first, last = (
        (min(figure.start, named.start), max(figure.end, named.end)) if named and inside else (figure.start, figure.end)
    )
    opens, closes = max(sentence.start, first - _REACH), min(sentence.end, last + _REACH)
    borders = list(_BORDER.finditer(text, opens, closes))
    end = next((m.start() for m in borders if m.start() >= last and _closed(text[first : m.start()])), closes)
    starts = [m.end() for m in reversed(borders) if m.end() <= first and _closed(text[m.end() : last])]
    near = [start for start in starts if len(text[start : figure.start].split()) >= _LEAST]
    begin = next((start for start in near if not _leans(text[start:first].strip())), opens)
    if len(text[begin:end].split()) > _MOST:
        begin = next(iter(near), opens)
    for said in _SAYS.finditer(text, begin, first):
        if len(text[said.end() : first].split()) >= _LEAST - 1:
            begin = said.end()
    words = text[begin:end].strip(_EDGES)
    begin = text.index(words, begin)
    whole = not (halved(words) or dangling(words) or pointing(words) or _OPEN.search(words))
    return Span(begin, begin + len(words)) if whole and len(words.split()) <= _MOST else None


def _leans(clause: str) -> bool:
    return leans(clause) or begins_with_verb(clause)


def _closed(words: str) -> bool:
    """Whether no bracket ends that does not begin, nor the other way round."""
    return words.count("(") == words.count(")")
