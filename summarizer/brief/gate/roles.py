"""Who did what to whom: the tests on swapped participants, in the order of their certainty."""

from __future__ import annotations

from summarizer.brief.gate import inversion
from summarizer.brief.gate.alignment import Alignment
from summarizer.brief.gate.exchange import exchanged, replaced
from summarizer.brief.gate.finding import Finding
from summarizer.brief.gate.mentions import proper_names
from summarizer.brief.gate.ownership import moved
from summarizer.brief.gate.usurped import usurped


def check(a: Alignment) -> list[Finding]:
    """Findings on swapped roles, at most one a sentence."""
    proper = a.source.remembered("proper", proper_names)
    return inversion.check(a) or usurped(a, proper) or exchanged(a, proper) or replaced(a, proper) or moved(a, proper)
