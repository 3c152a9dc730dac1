"""Where a figure stands in its article: its clause, its sentence, and what of them says something of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from summarizer.digest.clauses import clause_of, names_of, opening_of
from summarizer.digest.lexicon import HENCE, TOKEN
from summarizer.document.model import Span
from summarizer.facts.model import Figure

_SHARE_OF: Final = re.compile(r"\s*(?:của\s+)?(?:GDP|GRDP)(?!\w)")
"""What a per cent is taken of says nothing of what it measures."""
_TOLD: Final = re.compile(r"(?<!\w)(?:cho biết|cho hay|công bố|thông báo|khẳng định|xác nhận)(?!\w)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands.

    `[start, end)` is its clause, `told` where in it the cause ends, `rest` where what follows the figure begins;
    `names` those of the sentence; `blanks`: names, figures and what a per cent is taken of say nothing.
    """

    text: str
    figure: Figure
    sentence: Span
    figures: Sequence[Figure]
    start: int
    end: int
    told: int
    rest: int
    names: tuple[Span, ...]
    blanks: tuple[Span, ...]

    @property
    def before(self) -> str:
        """What the clause says before the figure."""
        return self.text[self.start : self.figure.span.start]

    @property
    def after(self) -> str:
        """What it says behind it."""
        return self.text[self.rest : self.end]

    @property
    def indicator(self) -> str:
        """The words that name what is measured, where they are known."""
        return self.figure.indicator.of(self.text) if self.figure.indicator else ""

    @property
    def opening(self) -> str:
        """What the sentence opens with and holds for all of it."""
        return opening_of(self.text, self.sentence, self.start)


def place_of(text: str, figure: Figure, sentence: Span, figures: Sequence[Figure]) -> Place:
    """The place of a figure in its sentence; `figures` are those of the article."""
    start, end = clause_of(text, figure.span, sentence)
    names = names_of(text, sentence)
    blanks = (*(f.span for f in figures), *names)
    rest = figure.span.end
    if share := _SHARE_OF.match(text, rest):
        blanks = (*blanks, Span(rest, share.end()))
        rest = share.end()
    told = start + _cause(text[start : figure.span.start])
    return Place(text, figure, sentence, figures, start, end, told, rest, names, blanks)


def _cause(before: str) -> int:
    """Where in the words before a figure the cause ends, or who says it, and what is told begins: `Vụ cháy làm …`."""
    hence = max((m.end() for m in TOKEN.finditer(before) if m[0].lower() in HENCE), default=0)
    return max((m.end() for m in _TOLD.finditer(before)), default=hence)
