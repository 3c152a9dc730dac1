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
from summarizer.facts.likeness import numbers
from summarizer.text.tokens import runs

_SHORT: Final = 7
"""Words of a clause, at least: fewer do not say of whom or what."""
_SAME: Final = 0.7
"""Share of a clause's words in one sentence from which it is said there already."""
_HANDFUL: Final = 10
_HERE: Final = re.compile(
    r"(?<!\w)(?:(?:này|đó|kia|ấy|họ|trên đây|nơi đây|vừa nêu|nói trên|nêu trên)(?!\w)"
    r"|(?:ông|bà|anh|chị)(?! (?:chủ|con|em|cháu|ngoại|nội))\s[a-zđà-ỹ\d])"
)
"""It points at what stands elsewhere, or at somebody without a name."""
_WITH: Final = "Với "
"""A clause that says with what is none without the one before it."""


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
    if len(words.split()) < _SHORT or words.startswith(_WITH) or _HERE.search(words) or ranked(text, figure.span.start):
        return False
    few = figure.kind == "count" and all(n < _HANDFUL for n in numbers(figure))
    return not few or bool(content_words(row.indicator) & lexicon().fates)


def _said(row: FigureRow, bags: Sequence[set[str]]) -> bool:
    own = set(runs(row.indicator.lower()))
    return any(len(own & bag) >= _SAME * len(own) for bag in bags)
