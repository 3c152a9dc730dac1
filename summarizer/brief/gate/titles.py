"""A person given another office or rank than in the source: `Bộ trưởng` for `Thứ trưởng`."""

from __future__ import annotations

from functools import cache

from summarizer.brief.gate.finding import Finding
from summarizer.brief.gate.lexicon import contrasts
from summarizer.brief.gate.mentions import mentions, proper_names
from summarizer.brief.gate.passage import Passage, Phrases
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.words import SIGN

_BEFORE = 10
"""Words before a name among which its title stands: `Phó Chủ tịch Thường trực UBND tỉnh Lê Minh Tâm`."""
_AFTER = 6
"""Words after a name where a title in apposition begins: `Lê Minh Tâm, Phó Chủ tịch`."""


@cache
def _ranks() -> tuple[Phrases, dict[str, tuple[int, int]]]:
    """All titles, and for each its set and its place in it."""
    known: dict[str, tuple[int, int]] = {}
    for g, poles in enumerate(contrasts("rank")):
        for k, pole in enumerate(poles):
            for title in pole:
                known[title] = (g, k)
    return Phrases(known), known


def check(s: Passage, source: Source) -> list[Finding]:
    """Findings on titles, at most one."""
    proper = source.remembered("proper", proper_names)
    for begin, end in mentions(s, proper):
        ours = _titles(s, begin, end)
        if not ours:
            continue
        last = s.keys[end - 1]
        theirs: dict[str, tuple[int, int]] = {}
        for index in source.index.get(last, ()):
            p = source.passages[index]
            for b, e in mentions(p, proper):
                if p.keys[e - 1] == last:
                    theirs |= _titles(p, b, e)
        for title, (group, rank) in ours.items():
            same = {t: r for t, (g, r) in theirs.items() if g == group}
            if same and rank not in same.values():
                return [Finding("contrast", {"brief": title, "source": next(iter(same))}, at=begin)]
    return []


def _titles(p: Passage, begin: int, end: int) -> dict[str, tuple[int, int]]:
    """Titles of the name `[begin, end)`: the nearest before it in its clause, and one that follows a comma."""
    titles, known = _ranks()
    found: dict[str, tuple[int, int]] = {}
    low = begin
    while low and begin - low < _BEFORE and p.clauses[low - 1] == p.clauses[begin]:
        low -= 1
    before = titles.find(p.keys[low:begin])
    if before:
        found[before[-1][2]] = known[before[-1][2]]
    if end < len(p.keys) and p.terms[end].kind == SIGN and p.keys[end] in ",(":
        after = titles.find(p.keys[end + 1 : end + 1 + _AFTER])
        if after and after[0][0] <= 1:
            found[after[0][2]] = known[after[0][2]]
    return found
