"""What a line hangs on: the lead-in of its list, or the heading above, and who is told there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from summarizer.document.model import Article, Sentence, Span
from summarizer.engines.base import DirectiveMark
from summarizer.facts import formulas, parting
from summarizer.facts.orders import ADDRESSEE_SURE, depth, sure
from summarizer.text.bodies import pattern
from summarizer.text.data import load
from summarizer.text.phrases import patterns

_RE: Final = patterns(load(__package__, "data", "leadins.toml"), heads=pattern)
_REACH: Final = 200
"""Characters in which the name that opens a line ends."""


def under(article: Article) -> list[int | None]:
    """The line that each sentence hangs on: the lead-in of its list (`…:`), or the heading above in a document."""
    out: list[int | None] = []
    above: list[tuple[float, int]] = []
    for i, sentence in enumerate(article.sentences):
        line = sentence.of(article.text).rstrip()
        if i == 0 or article.sentences[i - 1].paragraph != sentence.paragraph:
            heads = sentence.role in ("heading", "title")
            level = depth(line)
            at = level if level is not None else -1 if heads else None
            while above and (above[-1][0] >= at if at is not None else line.endswith(":") and above[-1][0] % 1):
                above.pop()
        out.append(above[-1][1] if above else None)
        if line.endswith(":") or (heads and article.card is not None):
            above.append((at if at is not None else (above[-1][0] if above else -1) + 0.5, i))
    return out


def addressees(article: Article, marks: Iterable[DirectiveMark]) -> dict[int, Span]:
    """Who is told in each sentence: by the marks that are sure of it, else by the name that opens an item of more."""
    out: dict[int, Span] = {}
    for i, sentence in enumerate(article.sentences):
        line = sentence.of(article.text).rstrip()
        if line.endswith(":") and depth(line) is not None and (name := _opening(article.text, sentence)) is not None:
            out[i] = name
    for mark in marks:
        who = sure(mark.addressee, ADDRESSEE_SURE)
        at = article.sentence_at(who.start) if who is not None else None
        if who is not None and at is not None and not _told_about(article, who, article.sentences[at]):
            end = article.sentences[at].start + len(article.sentences[at].of(article.text).rstrip())
            on = _RE["passed_on"].search(article.text, who.end, end)
            out[at] = who if on is None else Span(*on.span("who"))
    return out


def _told_about(article: Article, who: Span, line: Sentence) -> bool:
    """Whether a document tells of what it names there, rather than to whom: a topic, or a name within the topic of a
    heading (`3. Đội ngũ cán bộ`, `Về chính quyền địa phương`)."""
    text, said = article.text, line.of(article.text).rstrip()
    heads = line.role in ("heading", "title") or (said.endswith(":") and (said[0].isdigit() or depth(said) is not None))
    named = _RE["head"].match(text, who.start) or _RE["name"].fullmatch(text, line.start, who.start)
    return article.card is not None and (formulas.no_body(who.of(text)) or (heads and named is None))


def _opening(text: str, line: Span) -> Span | None:
    """The name that a line opens with, up to the first word of what it is to do."""
    start = _RE["name"].match(text, line.start, line.end).end()  # type: ignore[union-attr]  # matches nothing, too
    head = _RE["head"].match(text, start, line.end)
    if head is None:
        return None
    last = min(line.end, head.end() + _REACH)
    end = _RE["after"].search(text, head.end(), last)
    stop = end.start() if end is not None else None
    for word in _RE["syllable"].finditer(text, head.end(), last if stop is None else stop):
        if word[0].islower() and parting.opens_actions(word[0], often=True):
            stop = word.start()
            break
    return Span(start, start + len(text[start:stop].rstrip(" ,"))) if stop is not None else None
