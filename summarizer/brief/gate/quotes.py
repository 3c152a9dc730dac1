"""Quotations: the words between quotation marks must stand in the source as they are."""

from __future__ import annotations

import re

from summarizer.brief.gate.finding import Finding
from summarizer.brief.gate.verbatim import folded_text
from summarizer.document.model import Span

_QUOTED = re.compile(r"[\"“”«]([^\"“”«»\n]{2,2000}?)[\"”“»]")
_ELLIPSIS = re.compile(r"\.\.\.|…|\[[^\]]*\]|\([^)]*\)")
_LEAST = 2
"""A single quoted word is a name or emphasis, not speech."""


def check(text: str, folded_source: str) -> list[Finding]:
    """Findings on quotations that the source does not hold word for word (case and signs apart)."""
    out: list[Finding] = []
    plain = folded_source.replace(" ", "")
    for m in _QUOTED.finditer(text):
        pieces = [folded_text(piece) for piece in _ELLIPSIS.split(m[1])]
        if sum(len(p.split()) for p in pieces) < _LEAST:
            continue
        if any(p.strip() and p not in folded_source and p.replace(" ", "") not in plain for p in pieces):
            out.append(Finding("quote", "quote", {"quote": m[1].strip()}, words=(Span(m.start(1), m.end(1)),)))
    return out
