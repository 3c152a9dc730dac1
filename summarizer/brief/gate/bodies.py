"""Bodies, offices and persons that a sentence names, and whether two names may be one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.words import WORD, body_heads, heads_body, keys_of, phrases, table, word_set

_LONG = 400
"""Terms beyond which a sentence is none: bodies are held against each other two by two."""


class Body(NamedTuple):
    """A body or a person named in a sentence: terms `[begin, end)`, and the words that tell it from others."""

    begin: int
    end: int
    core: frozenset[str]


def bodies(p: Passage) -> list[Body]:
    """The bodies, and persons by their full names, that a sentence names in capitals, in order."""
    out: list[Body] = []
    ranks = {end: begin for begin, end, _ in phrases("ranks").find(p.keys) if p.terms[begin].case}
    k = 0
    while k < len(p.keys) <= _LONG:
        end, head = k + 1, heads_body(p.keys, k)
        if p.terms[k].case and (head or p.keys[k] in word_set("surnames")):
            while end < len(p.keys) and _goes_on(p, end):
                end += 1
            core = frozenset(p.keys[k:end]) - {"các", "và", "-", ","}
            if not core <= word_set("levels") and (head or len(core) > 2):
                out.append(Body(ranks.get(k, k), end, core))
        k = end
    return out


def _goes_on(p: Passage, k: int) -> bool:
    """Whether the name of a body takes in term `k`: a capital, a level, the second syllable after a capital."""
    term, key, before = p.terms[k], p.keys[k], p.terms[k - 1]
    levels = word_set("levels")
    if key in ("và", "-", ",") and k + 1 < len(p.keys):
        after = p.keys[k + 1]
        if before.key in levels and after in levels:
            return True  # `các xã, phường`
        person = after in word_set("surnames") and all(t.case for t in p.terms[k + 1 : k + 4])
        another = person or heads_body(p.keys, k + 1) or after in word_set("ranks_first")
        return p.terms[k + 1].case > 0 and not another
    if term.kind != WORD or term.case or key in levels or key == "các":
        return term.kind == WORD
    if before.case != 1 or key == "ủy" or before.key in levels:
        return before.case == 1 and key == "ủy"
    return "_" not in key and key not in word_set("stop") | _openings()


@cache
def _openings() -> frozenset[str]:
    """The first syllables of the words that follow a body: `yêu cầu`, `có trách nhiệm`, `trình`."""
    cues = table("cues")
    said = (*cues["orders"], *cues["duties"], *(w for group in cues["ties"].values() for w in group))
    return frozenset(keys_of(w)[0] for w in said)


def same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two bodies may be one, named at different lengths: `UBND huyện` and `UBND huyện Vạn Ninh`."""
    levels = word_set("levels")
    heads = _first_keys() - levels
    if any(one & kind and other & kind and not one & other & kind for kind in (heads, levels)):
        return False
    a, b = one - levels - heads, other - levels - heads
    return a <= b or b <= a


@cache
def _first_keys() -> frozenset[str]:
    return frozenset(keys[0] for keys in body_heads())


def everywhere(source: Source) -> list[tuple[Passage, Body]]:
    """All bodies of a source, each with its sentence."""
    return [(p, b) for p in source.passages for b in bodies(p)]


def named_in(s: Passage, source: Source) -> list[Body]:
    """The bodies of a sentence, without a last syllable that no body of the source has: `Sở Công Thương phương án`."""
    known = {b.core for _, b in source.remembered("bodies", everywhere)}

    def trimmed(b: Body) -> Body:
        less = b.core - {s.keys[b.end - 1]}
        if s.terms[b.end - 1].case or len(less) < 2 or any(b.core <= k for k in known):
            return b
        return Body(b.begin, b.end - 1, less) if any(less <= k for k in known) else b

    return [trimmed(b) for b in bodies(s)]


def with_parties(p: Passage, named: Sequence[Body]) -> list[Body]:
    """The bodies of a sentence, and those that are but called what they are: `nhà thầu`, `doanh nghiệp`."""
    taken = {k for b in named for k in range(b.begin, b.end)}
    found = [(b, e) for b, e, _ in phrases("parties").find(p.keys) if b not in taken and len(p.keys) <= _LONG]
    return sorted([*named, *(Body(b, e, frozenset(p.keys[b:e])) for b, e in found)])
