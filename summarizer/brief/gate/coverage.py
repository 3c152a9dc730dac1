"""What the source does not say at all: a clause of the brief whose words it lacks."""

from __future__ import annotations

from collections.abc import Iterable

from summarizer.brief.gate.alignment import Alignment
from summarizer.brief.gate.finding import Finding
from summarizer.brief.model import CheckedFigure

_LEAST_TERMS = 5
_LEAST_SHARE = 0.25


def check(a: Alignment, figures: Iterable[CheckedFigure] = ()) -> list[Finding]:
    """A finding where less than a quarter of the sentence's content words stand anywhere in the source, and none of its
    `figures` beside the sentence's evidence.
    """
    s = a.sentence
    if any(f.status == "supported" for f in figures):
        return []
    content = [i for i in range(len(s.terms)) if s.content[i]]
    if len(content) < _LEAST_TERMS:
        return []
    held = sum(s.keys[i] in a.source.index for i in content)
    if held < _LEAST_SHARE * len(content):
        return [Finding("coverage", {})]
    return []
