"""Words that a sentence has beyond what it copies: a stretch of which the source has no word anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

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
    figure = [any(f.start < t.end and t.start < f.end for f in told) for t in s.terms]
    strange = [t.kind == WORD and t.key not in known and not f for t, f in zip(s.terms, figure, strict=True)]
    # neither a sign nor `và`, `là` parts what is strange
    loose = [x or not (f or c) for x, f, c in zip(strange, figure, s.content, strict=True)]
    kept = sum(c and not x for c, x in zip(s.content, loose, strict=True))
    alone = kept == 0 and not any(figure)
    found = list(_stretches(s, strange, loose, names, 1 if alone else _LEAST))
    beyond = {k for begin, _, end in found for k in range(begin, end)}
    rest = [t.key for i, t in enumerate(s.terms) if t.kind != SIGN and i not in beyond]
    if not alone and (kept < _LEAST or all(common(rest, p.words) < len(rest) for p in pool)):
        return []
    return [
        Finding("judge_alone.invented", "invented", {"brief": s.wording(a, b)}, words=(s.span(a, b),))
        for _, a, b in found
    ]


def _stretches(
    s: Passage, strange: Sequence[bool], loose: Sequence[bool], names: Names, least: int
) -> Iterator[tuple[int, int, int]]:
    """Where words that link it on, where a stretch of `least` strange words of content itself begins, and its end."""
    for together, group in groupby(range(len(s.terms)), lambda k: loose[k]):
        run = list(group)
        new = [k for k in run if strange[k]] if together else []
        if sum(s.content[k] for k in new) < least:
            continue
        if not any(explained(s, names, k) for k in range(max(0, new[0] - _LETTERS), new[-1] + 1)):
            yield run[0], new[0], new[-1] + 1
