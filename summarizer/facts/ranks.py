"""Which of two actors stands higher: what a lower one asks of a higher one is a petition."""

from __future__ import annotations

from summarizer.facts.gazetteer import rank_words
from summarizer.facts.phrases import Line


def rank(line: Line, start: int, end: int) -> int:
    """Level of the actor at tokens `[start, end)` of a line, 0 where it cannot be told."""
    comma = next((i + 1 for i in range(start, min(end, start + 8)) if line.low[i] in (",", "-", "–")), end)
    for first in (start, comma):  # "ông Lê Văn A, Giám đốc Sở B"
        for i in range(first, min(end, first + 3)):
            found = rank_words().at(line, i)
            if found is not None:
                return found[1]
    return 0


def petitions(line: Line, issuer: tuple[int, int], addressee: tuple[int, int]) -> bool:
    """Whether the issuer stands below the addressee, both being known."""
    low, high = rank(line, *issuer), rank(line, *addressee)
    return 0 < low < high
