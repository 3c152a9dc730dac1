"""Words that a sentence has beyond what it copies: a stretch of which the source has no word anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from summarizer.brief.gate.finding import Finding, objection
from summarizer.brief.gate.names import Names
from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.words import SIGN, WORD, common
from summarizer.document.model import Span

_LEAST = 3
"""Content words of a stretch, and of what is copied: honest rewording brings in fewer, or rewrites the rest as well."""


def check(s: Passage, pool: Sequence[Passage], source: Source, names: Names, told: Sequence[Span]) -> list[Finding]:
    """Findings on stretches of words that the source has nowhere, where all else stands in one sentence of the `pool`.

    A sentence without a single content word of the source is such a stretch, however short. `told` are the figures,
    which are compared by what they come to.
    """
    figure = [any(f.start < t.end and t.start < f.end for f in told) for t in s.terms]
    strange = [
        t.kind == WORD and t.key not in source.vocabulary and not f for t, f in zip(s.terms, figure, strict=True)
    ]
    kept = sum(c and not x for c, x in zip(s.content, strange, strict=True))
    alone = kept == 0 and not any(figure)
    # neither a sign nor `và`, `là` parts what is strange
    loose = [x or not (f or c) for x, f, c in zip(strange, figure, s.content, strict=True)]
    found: list[tuple[int, int]] = []
    beyond: set[int] = set()
    for together, group in groupby(range(len(s.terms)), lambda k: loose[k]):
        run = list(group)
        new = [k for k in run if strange[k]] if together else []
        if sum(s.content[k] for k in new) >= (1 if alone else _LEAST) and not any(names.explains(s, k) for k in new):
            found.append((new[0], new[-1] + 1))
            beyond.update(range(run[0], new[-1] + 1))
    copied = [t.key for k, t in enumerate(s.terms) if t.kind != SIGN and k not in beyond]
    if alone or (kept >= _LEAST and any(common(copied, p.words) == len(copied) for p in pool)):
        return [objection("judge_alone.invented", "invented", s, at) for at in found]
    return []
