"""Names that stand for each other: a capital for its country, a short name that the source gives in brackets."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from summarizer.brief.gate.lexicon import metonyms
from summarizer.brief.gate.mentions import mentions, proper_names
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.words import keys_of

Name = tuple[str, ...]


def same_one(source: Source, one: Name, other: Name) -> bool:
    """Whether two names are of one: `Washington` and `Mỹ`, `An Phú` and `APC` where the source has `An Phú (APC)`."""
    if one == other:
        return True
    if _metonyms().get(one, -1) == _metonyms().get(other, -2):
        return True
    apposed = source.remembered("apposed", _apposed)
    return any(x[-len(one) :] == one and y[-len(other) :] == other for x, y in apposed)


@cache
def _metonyms() -> dict[Name, int]:
    return {keys_of(name): n for n, group in enumerate(metonyms()) for name in group}


def _apposed(source: Source) -> frozenset[tuple[Name, Name]]:
    """Names told as `X (Y)`, both ways."""
    proper = source.remembered("proper", proper_names)
    out: set[tuple[Name, Name]] = set()
    for p in source.passages:
        if "(" not in p.keys:
            continue
        named = mentions(p, proper)
        for (b, e), (c, d) in pairwise(named):
            if c == e + 1 and p.keys[e] == "(":
                one, other = p.keys[b:e], p.keys[c:d]
                out |= {(one, other), (other, one)}
    return frozenset(out)
