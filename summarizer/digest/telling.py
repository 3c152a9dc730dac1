"""Which clauses with key figures an editor reads beside a story: they stand alone, and say what its brief does not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from summarizer.brief.directives import DirectiveBlock
from summarizer.brief.figures import FigureRow
from summarizer.brief.model import Brief
from summarizer.digest import readable
from summarizer.digest.lexicon import content_words, lexicon, ranked
from summarizer.text.data import load
from summarizer.text.phrases import alternatives
from summarizer.text.tokens import runs

_SHORT: Final = 7
"""Words of a clause, at least: fewer do not say of whom or what."""
_SAME: Final = 0.7
"""Share of a clause's words in one sentence from which it is said there already."""
_DATA: Final = load(__package__, "readable.toml")
_HERE: Final = re.compile(
    rf"(?<!\w)(?:(?:{alternatives([*_DATA['points'], *_DATA['somebody']])})(?!\w)"
    rf"|(?:ông|bà|anh|chị)(?! (?:{alternatives(_DATA['of_two_words'])}))\s[a-zđà-ỹ\d])"
)
"""It points at what stands elsewhere, or at somebody without a name."""


def rows(found: Iterable[FigureRow], brief: Brief, said: Sequence[str]) -> list[FigureRow]:
    """Of the rows of a report those to be shown: named ones whose name can be read alone, and clauses that can.

    `said` is what the story says already, its headline among it.
    """
    found = list(found)
    named = {row.index: row for row in readable.figures((r for r in found if not r.told), brief)}
    bags = [set(runs(text.lower())) for text in said]
    return [
        named.get(row.index, row)
        for row in found
        if row.index in named or (row.told and _alone(row, brief) and not _said(row, bags))
    ]


def said(headline: str, lines: Iterable[str], tasks: Iterable[DirectiveBlock]) -> list[str]:
    """What a story says beside its figures: its headline, its brief, and who is to do what."""
    return [headline, *lines, *(f"{block.heading} {task.action}" for block in tasks for task in block.rows)]


def _alone(row: FigureRow, brief: Brief) -> bool:
    figure, text = brief.facts.figures[row.index], brief.article.text
    words = row.indicator
    if len(words.split()) < _SHORT or _HERE.search(words) or ranked(text, figure.span.start):
        return False
    return not readable.handful(figure) or bool(content_words(words) & lexicon().fates)


def _said(row: FigureRow, bags: Sequence[set[str]]) -> bool:
    own = set(runs(row.indicator.lower()))
    return any(len(own & bag) >= _SAME * len(own) for bag in bags)
