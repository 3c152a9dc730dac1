"""The headline: the title, else a heading above the text, else the best clause of its best sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Final

from summarizer.brief.drafting import inside, realise
from summarizer.brief.model import BriefSentence, Piece
from summarizer.brief.quoting import stated
from summarizer.brief.subject import says_nothing, titled
from summarizer.brief.tidying import tidied
from summarizer.brief.units import Unit
from summarizer.document.model import Article, Span
from summarizer.engines.base import Scores
from summarizer.engines.surface import dangling
from summarizer.facts.model import Facts
from summarizer.text.data import load

# The numbers below, with those of `_Points`, were chosen by eye on `samples/` and the texts of the tests.
MIN_WORDS: Final = 5
MAX_WORDS: Final = 22
_SHORT: Final = 8  # words of a clause that hardly says enough
_LONG: Final = 18  # words above which a headline is wordy
_OPENING: Final = 22  # words of the longest phrase of time, place or ground that is passed over
_WIDEST: Final = 50 * MAX_WORDS  # characters: a clause that goes on for longer has more words than any headline
_LEADS: Final = 2  # first sentences, which tell what a text is about
_BEST: Final = 3
"""Most relevant units that a headline is sought in."""


@dataclass(frozen=True, slots=True)
class _Points:
    """What counts for and against a clause as a headline, in points; all but `excess` are added or taken off."""

    best: float = 3.0
    """For a clause of the most relevant unit; one less for each rank below."""
    lead: float = 2.5
    """For a clause of the first unit; one less for each unit behind it."""
    unfit: float = 4.0
    """Against a clause with too few or too many words, which nothing else is asked of."""
    excess: float = 20
    """Words by which such a clause is off `MAX_WORDS` that cost it a further point."""
    verb: float = 1.5
    """For a clause with a verb."""
    verbless: float = 3.0
    """Against a clause without one."""
    end: float = 0.8
    """For a clause that ends where its unit does."""
    adverbial: float = 3.0
    """Against a clause that opens with a phrase of time, place, ground or source."""
    leaning: float = 2.0
    """Against a clause that leans on what stands before it."""
    length: float = 1.0
    """Against a clause that is too short to say enough, or wordy."""
    unfinished: float = 3.0
    """Against a clause that ends with a word that wants more behind it."""
    cut: float = 2.5
    """Against a clause whose enumeration or comparison is cut."""
    quoted: float = 1.5
    """Against a clause that opens with a bracket or a quotation mark, or asks."""
    unbalanced: float = 4.0
    """Against a clause with brackets or quotation marks that are not closed or not opened."""


_POINTS: Final = _Points()
"""The points that headlines are chosen with."""
_DATA: Final = load(__package__, "headline.toml")
_BORDER: Final = re.compile(r"[,;:]\s|\s[-–—]\s")
_OPEN: Final = {"(": ")", "[": "]", "“": "”", "«": "»", '"': '"'}
# phrases of time, place, ground and source that stand before the clause itself
_ADVERBIAL: Final = re.compile(
    rf"(?:(?:{'|'.join(_DATA['adverbial'])}"
    r"|\d{1,2}h\d{0,2}|\d{1,2} (?:giờ|hôm|ngày|tháng|năm|tuần)|[ivx]{1,4}\.|\d{1,2}\.)(?!\w)"
    r"|\(?(?:[\w.]+|Dân trí)\)?\s+[-–—]\s)",
    re.IGNORECASE,
)
_LEANING: Final = re.compile(rf"(?:{'|'.join(_DATA['leaning'])})(?!\w)", re.IGNORECASE)
_VERB: Final = re.compile(rf"(?<!\w)(?:{'|'.join(_DATA['verbs'])})(?!\w)", re.IGNORECASE)
_UNFINISHED: Final = re.compile(
    r"(?<!\w)(?:cho biết|cho hay|cho rằng|nói|khẳng định|xác định|nhấn mạnh|thông tin|gồm|như|là|rằng|việc|của|và|"
    r"trong đó)$",
    re.IGNORECASE,
)
# an enumeration or a comparison that a comma cuts in two says something else
_GOING_ON: Final = re.compile(
    r"(?<!\w)(?:gồm|bao gồm|như|không chỉ|không những|vừa|tuy|mặc dù|dù|nếu|khi)(?!\w)", re.IGNORECASE
)
_NUMBERED: Final = re.compile(
    r"(?:[IVX]{1,4}|[A-H]|\d{1,2}(?:\.\d{1,2})*)\s?[.)/-]\s|(?:phần|chương|mục|điều)\s", re.IGNORECASE
)


def headline(article: Article, facts: Facts, units: Sequence[Unit], scores: Scores | None) -> BriefSentence | None:
    """The headline with its evidence, without a final stop; None where the article has nothing to say.

    Without a title it is a heading above the text, or else the best clause of at most 22 syllables among the first
    units and the three best (where they are scored).
    """
    if (official := titled(article)) is not None:
        return _bare(realise(article, facts, tidied(article, official)))
    if article.title is not None and not says_nothing(article):
        draft = (inside(article, article.title),)
        return _bare(stated(article, facts, draft))
    if above := _heading(article):
        return _bare(stated(article, facts, (above,)))
    if not units:
        return None
    order = range(len(units)) if scores is None else sorted(range(len(units)), key=lambda i: -scores.relevance[i])
    worth = {index: _POINTS.best - rank for rank, index in enumerate(list(order)[:_BEST])}
    for index in range(min(_LEADS, len(units))):
        worth[index] = worth.get(index, 0.0) + _POINTS.lead - index
    scored = [
        (worth[index] + _merit(article, span, units[index]), -index, -span.start, span)
        for index in sorted(worth)
        for span in _clauses(article.text, units[index])
    ]
    return _bare(stated(article, facts, (max(scored)[-1],)))


def _heading(article: Article) -> Span | None:
    """A heading without a number near the top, where there is no more than one paragraph before it."""
    before = list(takewhile(lambda p: p.role != "heading", article.paragraphs))
    if len(before) == len(article.paragraphs) or sum(p.role != "furniture" for p in before) > 1:
        return None
    found = article.paragraphs[len(before)]
    words = found.of(article.text)
    fits = MIN_WORDS <= len(words.split()) <= MAX_WORDS and not _NUMBERED.match(words)
    return Span(found.start, found.end) if fits else None


def _clauses(text: str, unit: Unit) -> Iterator[Span]:
    """The unit, and what stands between its borders: without the phrases that open it, and up to a later border."""
    yield Span(unit.start, unit.end)
    borders = list(_borders(text, unit.start, unit.end))
    begin = unit.start
    begins = [begin]
    for at, behind in borders:
        if len(begins) > 2 or not _ADVERBIAL.match(text, begin, unit.end) or _words(text, begin, at) > _OPENING:
            break
        begin = behind
        begins.append(begin)
    for begin in begins:
        for at, behind in [*borders, (unit.end, unit.end)]:
            if at - begin > _WIDEST:
                break
            if behind > begin and MIN_WORDS <= _words(text, begin, at) <= MAX_WORDS:
                yield Span(begin, at)


def _borders(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where clauses end, outside brackets and quotation marks, and where the next begins."""
    closers: list[str] = []
    at = start
    while at < end:
        char = text[at]
        if closers and char == closers[-1]:
            closers.pop()
        elif char in _OPEN:
            closers.append(_OPEN[char])
        elif not closers and (found := _BORDER.match(text, at, end)):
            yield at, found.end()
            at = found.end()
            continue
        at += 1


def _merit(article: Article, span: Span, unit: Unit) -> float:
    """How well a clause would do as a headline."""
    text = span.of(article.text)
    words = len(text.split())
    if words > MAX_WORDS or words < MIN_WORDS:
        return -_POINTS.unfit - abs(words - MAX_WORDS) / _POINTS.excess
    merit = 0.0
    merit += _POINTS.verb if _VERB.search(text) else -_POINTS.verbless
    merit += _POINTS.end if span.end == unit.end else 0.0
    merit -= _POINTS.adverbial if _ADVERBIAL.match(text) else 0.0
    merit -= _POINTS.leaning if _LEANING.match(text) or dangling(text) else 0.0
    merit -= _POINTS.length if words < _SHORT or words > _LONG else 0.0
    merit -= _POINTS.unfinished if _UNFINISHED.search(text) else 0.0
    merit -= _POINTS.cut if span.end < unit.end and _GOING_ON.search(text) else 0.0
    merit -= _POINTS.quoted if text[0] in _OPEN or text.rstrip(".").endswith("?") else 0.0
    merit -= (
        _POINTS.unbalanced
        if any(text.count(a) != text.count(b) or (a == b and text.count(a) % 2) for a, b in _OPEN.items())
        else 0.0
    )
    return merit


def _words(text: str, start: int, end: int) -> int:
    return len(text[start:end].split())


def _bare(sentence: BriefSentence) -> BriefSentence:
    """Without the full stop that headlines do not have."""
    text = sentence.text
    text = text[:-1] if text.endswith(".") and not text.endswith("..") else text
    pieces = tuple(
        Piece(Span(p.span.start, p.span.end - over), Span(p.source.start, p.source.end - over))
        for p in sentence.pieces
        for over in (max(0, p.span.end - len(text)),)
    )
    return replace(sentence, text=text, pieces=pieces)
