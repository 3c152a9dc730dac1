"""Full names for what stands in their place: `Ông An nói` → `Ông Nguyễn Văn An nói`, from the nearest mention before.

Where none stands before, as in news that names in its second paragraph whom its first is about, the first one behind.
Exact: a short form of a name is a syllable or more at the end of one full name and of no other. An address without a
name (`Ông nói`) is pointed only where the sentences before it speak of one person alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from summarizer.brief.drafting import Draft
from summarizer.document.model import Article, Span
from summarizer.text.data import load
from summarizer.text.letters import LOWER, UPPER

_SYLLABLE: Final = rf"[{UPPER}][{LOWER}]*"
_FULL: Final = re.compile(
    rf"(?<![\w.])(?:(?P<title>[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô"
    rf"|[Ee]m)\s)?(?P<name>{_SYLLABLE}(?:\s{_SYLLABLE}){{1,8}})(?!\w)"
)
_LONGEST: Final = 5
"""Syllables of a name of a person."""
_PLACE: Final = re.compile(r"(?:tỉnh|phố|TP|huyện|quận|xã|phường|trấn|thôn|bản|ấp)\s\Z")
"""Before a name that opens with that of a place: `Chủ tịch tỉnh Hà Giang | Nguyễn Văn Sơn`."""
_SHORT: Final = re.compile(
    rf"(?P<lead>(?:Theo|Còn|Riêng)\s)?(?P<title>[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô"
    rf"|[Ee]m)(?:\s(?P<name>{_SYLLABLE}(?:\s{_SYLLABLE})*))?(?=[\s,])"
)
_INSIDE: Final = re.compile(
    rf"(?<![\w.])(?P<title>[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Ee]m)\s(?P<name>{_SYLLABLE}(?:\s{_SYLLABLE})*)(?=[\s,;:.])"
)
_QUOTED: Final = re.compile(r'"[^"]*(?:"|$)|“[^”]*(?:”|$)|«[^»]*(?:»|$)')
_NEAR: Final = 3  # sentences before in which the one person must stand
_FAMILY: Final = frozenset[str](load(__package__, "mentions.toml")["family"])
_NO_ADDRESS: Final = re.compile(
    r"(?:Bà Rịa|Bà Nà|Anh quốc|Bà con|Anh em|Chị em|Ông bà|Cô giáo|Em bé|Anh hùng|Anh trai|Em gái|Cô dâu)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Person:
    span: Span
    name: str
    title: str | None


class Mentions:
    """The full names of persons in an article, in order."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.people = list(_people(article))

    def pointed(self, line: Span, said: Sequence[Span]) -> Draft | None:
        """`line` with full names in place of short ones; None where nothing is to be done.

        Nor is it where a full name was said in the brief before (`said`: the spans of the source that were), or is in
        the line itself, nor inside a quotation.
        """
        draft: list[Span] = []
        told = [line, *said]
        at = line.start
        for short in self._shorts(line):
            person = self._antecedent(short, line)
            if person is None or any(s.overlaps(p.span) for s in told for p in self.people if p.name == person.name):
                continue
            title = line.start + short.end("title")
            draft += (Span(at, title), person.span)
            told.append(person.span)
            at = line.start + short.end()
        if not draft:
            return None
        rest = Span(at, line.end)
        return (*draft, rest) if rest.of(self.article.text).strip(" .") else tuple(draft)

    def _shorts(self, line: Span) -> Iterator[re.Match[str]]:
        """The short names of persons in a line, the one that it opens with first, without those that are quoted."""
        words = line.of(self.article.text)
        first = self._short(line)
        if first is not None:
            yield first
        quoted = [m.span() for m in _QUOTED.finditer(words)]
        for short in _INSIDE.finditer(words, first.end() if first else 0):
            kept = not any(start <= short.start() < end for start, end in quoted)
            if kept and _NO_ADDRESS.match(words, short.start()) is None:
                yield short

    def leans(self, line: Span) -> bool:
        """Whether a line opens with a person by a short name or address, who cannot be told."""
        short = self._short(line)
        if short is None or self._antecedent(short, line) is not None:
            return False
        name = short["name"]
        return name is None or any(
            p.name.endswith(f" {name}") for p in self.people
        )  # else it is all that is said of them

    def _short(self, line: Span) -> re.Match[str] | None:
        words = line.of(self.article.text)
        short = _SHORT.match(words)
        if short is None or _NO_ADDRESS.match(words, short.start("title")):
            return None
        name = short["name"]
        return None if name and len(name.split()) > 1 and name.split()[0] in _FAMILY else short

    def _antecedent(self, short: re.Match[str], line: Span) -> _Person | None:
        before = [p for p in self.people if p.span.end <= line.start]
        title = short["title"].lower()
        if name := short["name"]:
            fitting = [p for p in self.people if p.name.endswith(f" {name}") and p.title in (None, title)]
            earlier = [p for p in fitting if p.span.end <= line.start]
            if not earlier:
                return fitting[0] if len({p.name for p in fitting}) == 1 else None
            return earlier[-1] if len({p.name for p in earlier}) == 1 else None
        number = self.article.sentence_at(line.start)
        if number is None:
            return None
        first = self.article.sentences[max(0, number - _NEAR)].start
        near = [p for p in before if p.span.start >= first]
        titled = [p for p in near if p.title == title]
        return near[-1] if titled and len({p.name for p in near}) == 1 else None


def _people(article: Article) -> Iterator[_Person]:
    for match in _FULL.finditer(article.text):
        words = match["name"].split()
        first = _family(words, _PLACE.search(article.text, 0, match.start("name")) is not None)
        if match["title"] is None and (first is None or words[first] not in _FAMILY):
            continue
        name = " ".join(words[first or 0 :])
        span = Span(match.end("name") - len(name), match.end("name"))
        if not 1 < len(name.split()) <= _LONGEST or article.is_furniture(span):
            continue
        yield _Person(span, name, match["title"].lower() if match["title"] else None)


def _family(words: Sequence[str], behind_place: bool) -> int | None:
    """Where the name of a person begins in words with capitals: behind that of a place, or where more is no name."""
    most = len(words)
    if behind_place:  # a place of one syllable only before a name of three
        starts = [i for i in range(1, most - 1) if i > 1 or most - i > 2]
    elif most > _LONGEST - 1:
        starts = list(range(most - _LONGEST + 1, most - 1))
    else:
        return 0
    known = next((i for i in starts if words[i] in _FAMILY), None)
    return 0 if known is None and not behind_place and most <= _LONGEST else known


__all__ = ["Mentions"]
