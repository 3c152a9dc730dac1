"""Full names for what stands in their place: `Ông An nói` → `Ông Nguyễn Văn An nói`, from the nearest mention before.

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
    rf"|[Ee]m)\s)?(?P<name>{_SYLLABLE}(?:\s{_SYLLABLE}){{1,4}})(?!\w)"
)
_SHORT: Final = re.compile(
    rf"(?P<lead>(?:Theo|Còn|Riêng)\s)?(?P<title>[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô"
    rf"|[Ee]m)(?:\s(?P<name>{_SYLLABLE}(?:\s{_SYLLABLE})*))?(?=[\s,])"
)
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
        """`line` with the full name in place of the short one it opens with; None where nothing is to be done.

        Nor is it where a full name was said in the brief before (`said`: the spans of the source that were).
        """
        short = self._short(line)
        if short is None:
            return None
        person = self._antecedent(short, line)
        if person is None or any(s.overlaps(p.span) for s in said for p in self.people if p.name == person.name):
            return None
        head = Span(line.start + short.start("title"), line.start + short.end("title"))
        lead: Draft = (Span(line.start, head.start),) if short["lead"] else ()
        return (*lead, head, person.span, Span(line.start + short.end(), line.end))

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
            fitting = [p for p in before if p.name.endswith(f" {name}") and p.title in (None, title)]
            return fitting[-1] if len({p.name for p in fitting}) == 1 else None
        number = self.article.sentence_at(line.start)
        if number is None:
            return None
        first = self.article.sentences[max(0, number - _NEAR)].start
        near = [p for p in before if p.span.start >= first]
        titled = [p for p in near if p.title == title]
        return near[-1] if titled and len({p.name for p in near}) == 1 else None


def _people(article: Article) -> Iterator[_Person]:
    for match in _FULL.finditer(article.text):
        name = match["name"]
        words = name.split()
        if words[0] not in _FAMILY and match["title"] is None:
            continue
        span = Span(match.start("name"), match.end("name"))
        if len(words) < 2 or article.is_furniture(span):
            continue
        yield _Person(span, name, match["title"].lower() if match["title"] else None)


__all__ = ["Mentions"]
