"""A person given another office or rank than in the source: `Bộ trưởng` for `Thứ trưởng`, `Phó` lost or gained."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from summarizer.brief.gate.passage import Finding, Passage, objection
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.words import SIGN, heads_body, phrases, word_set
from summarizer.document.model import Span

_AFTER = 4
"""Words after a name where a title in apposition begins: `Lê Minh Tâm, Phó Chủ tịch`."""
_LONG = 400
"""Terms of a foot, beyond which it is none."""


def check(s: Passage, source: Source) -> list[Finding]:
    """Findings on names of a sentence to which the source gives titles, and never this one."""
    theirs = source.remembered("titles", _all)
    wrong = ((at, theirs[last]) for last, title, at in _borne(s) if title not in theirs.get(last, {title: None}))
    return [objection("title", "role", s, at, next(iter(known.values())), source.article.text) for at, known in wrong]


def _all(source: Source) -> dict[str, dict[str, Span]]:
    """Last word of a name → its titles in the source, each with one place where it stands."""
    out: dict[str, dict[str, Span]] = {}
    found = ((last, title, p.span(*at)) for p in source.passages for last, title, at in _borne(p))
    for last, title, span in (*found, *_signed(source)):
        out.setdefault(last, {}).setdefault(title, span)
    return out


def _signed(source: Source) -> Iterator[tuple[str, str, Span]]:
    """Who signed a document, and as what: the last title in capitals above a name, in lines that are no sentences."""
    for furniture, group in groupby(source.article.sentences, lambda s: s.role == "furniture"):
        lines = list(group)
        block = Passage(source.article.text, lines[0].start, lines[-1].end)
        if not furniture or len(block.terms) > _LONG:
            continue
        ranks = [r for r in phrases("ranks").find(block.keys) if block.terms[r[0]].case == 2]
        for begin, end in block.runs:
            above = [r for r in ranks if r[1] <= begin]
            if above and end - begin > 1 and all(t.case == 1 for t in block.terms[begin:end]):
                yield block.keys[end - 1], above[-1][2], block.span(*above[-1][:2])


def _borne(p: Passage) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Last word of each name of a person, a title it bears, and the terms of both."""
    ranks = phrases("ranks").find(p.keys)
    for begin, end in p.runs:
        start = max((r[1] for r in ranks if begin <= r[0] < end), default=begin)
        while start < end and (p.keys[start] in word_set("titles") or heads_body(p.keys, start)):
            start += 1
        if start and p.keys[start - 1] in word_set("levels"):
            # the place of an office, perhaps with its holder: `Chủ tịch UBND tỉnh Thanh Hóa Lê Minh Tâm`
            start = next((k for k in range(start, end - 2) if p.keys[k] in word_set("surnames")), end)
        if end - start < 2:
            continue
        low, parting = start, word_set("title_ends")
        while low and p.terms[low - 1].kind != SIGN and p.keys[low - 1] not in parting:
            low -= 1
        before = [r for r in ranks if low <= r[0] and r[1] <= start]
        beside = end < len(p.keys) and p.keys[end] in ",(-–"
        found, reach = [(r[2], (r[0], end)) for r in before[-1:]], end
        for r in ranks if beside else ():
            if reach < r[0] <= reach + _AFTER:  # `Phó Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh`: each of his offices
                found.append((r[2], (begin, r[1])))
                reach = r[1]
        yield from ((p.keys[end - 1], title.removesuffix(" thường trực"), at) for title, at in found)
