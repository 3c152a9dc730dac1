"""What the source does not say at all: a clause of the brief whose words it lacks."""

from __future__ import annotations

from summarizer.brief.gate.alignment import Alignment
from summarizer.brief.gate.finding import Finding

_LEAST_TERMS = 5
_LEAST_SHARE = 0.25


def check(a: Alignment) -> list[Finding]:
    """A finding where less than a quarter of the sentence's content words stand anywhere in the source."""
    s = a.sentence
    content = [i for i in range(len(s.terms)) if s.content[i]]
    if len(content) < _LEAST_TERMS:
        return []
    held = sum(s.keys[i] in a.source.index for i in content)
    if held < _LEAST_SHARE * len(content):
        return [Finding("coverage", {})]
    return []
