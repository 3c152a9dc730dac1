"""Quotations: the words between quotation marks must stand in the source as they are."""

from __future__ import annotations

import re

from summarizer.brief.gate.finding import Finding
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.words import folded_text
from summarizer.document.model import Span

_QUOTED = re.compile(r"[\"“”«]([^\"“”«»\n]{2,2000}?)[\"”“»]")
_ELLIPSIS = re.compile(r"\.\.\.|…|\[[^\]]*\]|\([^)]*\)")


def check(text: str, source: Source) -> list[Finding]:
    """Findings on quotations that the source does not hold word for word (case, signs and white space apart)."""
    out: list[Finding] = []
    for m in _QUOTED.finditer(text):
        pieces = [folded_text(piece).split() for piece in _ELLIPSIS.split(m[1])]
        # a single quoted word is a name or emphasis, not speech
        if sum(map(len, pieces)) > 1 and any("".join(piece) not in source.plain for piece in pieces):
            out.append(Finding("quote", "quote", m[1], (Span(m.start(1), m.end(1)),)))
    return out
