"""Words that a sentence has beyond what it copies: a stretch of which the source has no word anywhere."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.brief.gate.finding import Finding
from summarizer.brief.gate.names import Names, explained
from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.words import SIGN, WORD, common
from summarizer.document.model import Span

_LEAST = 3
"""Content words of a stretch, and of what is copied: honest rewording brings in fewer, or rewrites the rest as well."""
_LETTERS = 3
"""Words before a stretch with which it may spell out an acronym of the source."""


def check(
    s: Passage, pool: Sequence[Passage], known: frozenset[str], names: Names, told: Sequence[Span]
) -> list[Finding]:
    """Findings on stretches of words none of which is `known`, where all else stands in one sentence of the `pool`.

    A sentence without a single content word of the source is such a stretch, however short. `told` are the figures,
    which are compared by what they come to.
    """
    stretches, kept = _stretches(s, known, told)
    alone = len(stretches) == 1
    strange = [
        (found[0], found[-1] + 1)
        for found in stretches
        if sum(s.content[i] for i in found) >= (1 if alone else _LEAST)
        and not any(explained(s, names, i) for i in range(max(0, found[0] - _LETTERS), found[-1] + 1))
    ]
    beyond = {i for a, b in strange for i in range(_linked(s, a), b)}
    rest = [t.key for i, t in enumerate(s.terms) if t.kind != SIGN and i not in beyond]
    copied = kept >= _LEAST and any(common(rest, p.words) == len(rest) for p in pool)
    if not (alone or copied):
        return []
    return [
        Finding("judge_alone.invented", "invented", {"brief": s.wording(a, b)}, words=(s.span(a, b),))
        for a, b in strange
    ]


def _linked(s: Passage, begin: int) -> int:
    """Where a stretch begins with the words that link it to what is before: `và`, `, là`."""
    while begin and not s.content[begin - 1] and s.terms[begin - 1].kind in (WORD, SIGN):
        begin -= 1
    return begin


def _stretches(s: Passage, known: frozenset[str], told: Sequence[Span]) -> tuple[list[list[int]], int]:
    """Runs of terms that are not `known`, parted by content that is, or by figures; and how much such content."""
    stretches: list[list[int]] = [[]]
    kept = 0
    for i, t in enumerate(s.terms):
        figure = any(f.start < t.end and t.start < f.end for f in told)
        if t.kind == WORD and t.key not in known and not figure:
            stretches[-1].append(i)
        elif figure or s.content[i] or t.kind not in (WORD, SIGN):
            stretches.append([])  # neither a sign nor `và`, `là` parts what is strange
            kept += not figure
    return stretches, kept
