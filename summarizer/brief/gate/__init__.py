"""The fidelity gate: does the source say what a brief sentence says?

`check` compares figures, names, quotations, negation, polarity, modality, attribution and roles with the evidence and
the source, and says in words what does not fit. It is a set of small tests on aligned words, pure Python, no model:
each has one idea and a module of its own, so that a reason can always be given.
"""

from __future__ import annotations

from summarizer.brief.gate.checking import check

__all__ = ["check"]
