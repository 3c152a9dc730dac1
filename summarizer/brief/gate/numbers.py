"""Numbers of a brief that are no figures: document numbers, ordinals, scores."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.brief.gate.passage import Finding, Passage, objection
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.words import DIGITS, NUMBER, WORD
from summarizer.document.model import Span
from summarizer.facts.likeness import numbers as values

_SCORE = re.compile(r"(?<![\d/–-])(\d{1,2})[-–](\d{1,2})(?![\d/%–-])")


def check(s: Passage, source: Source, figures: Sequence[Span]) -> list[Finding]:
    """Findings on numbers outside `figures` (spans into the sentence) that the source does not hold."""
    held, scores = source.remembered("numerals", _numerals), source.remembered("scores", _scores)
    covered = {k for f in figures for k in range(f.start, f.end)}
    out: list[Finding] = []
    for m in _SCORE.finditer(s.text):
        if scores and m.groups() not in scores and covered.isdisjoint(range(*m.span())):
            out.append(Finding("figure.other", "number", m[0], (Span(*m.span()),), next(iter(scores.values()))))
            covered.update(range(*m.span()))
    for i, t in enumerate(s.terms):
        if t.kind == NUMBER and t.start not in covered and _plain(t.key) not in held:
            begin, end = (k in range(len(s.terms)) and s.terms[k].kind == WORD for k in (i - 1, i + 1))
            out.append(objection("figure.missing", "number", s, (i - begin, i + 1 + end)))
    return out


def _scores(source: Source) -> dict[tuple[str, ...], str]:
    """The scores of the source, either way round, each as it is written."""
    found = [(m.groups(), m[0]) for m in _SCORE.finditer(source.article.text)]
    return dict(found) | {score[::-1]: text for score, text in found}


def _plain(key: str) -> str:
    """A numeral without leading zeros."""
    return key.lstrip("0") or "0"


def _numerals(source: Source) -> frozenset[str]:
    """All numerals of the source, plain, in words too, and the values of its figures."""
    found = {_plain(t.key) for p in source.everything for t in p.terms if t.kind == NUMBER}
    found |= {digit for word, digit in DIGITS.items() if word in source.index and word not in ("năm", "không", "nhất")}
    return frozenset(found).union(f"{float(v):g}".replace(".", ",") for f in source.facts.figures for v in values(f))
