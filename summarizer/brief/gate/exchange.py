"""Names that stand in each other's place, or where the source has another name, among words that are the source's."""

from __future__ import annotations

from itertools import combinations

from summarizer.brief.gate.aliases import same_one
from summarizer.brief.gate.alignment import Alignment
from summarizer.brief.gate.finding import Finding
from summarizer.brief.gate.inversion import CONVERSE
from summarizer.brief.gate.mentions import describes, is_country, mentions, shown
from summarizer.brief.gate.passage import Passage, word_set
from summarizer.brief.gate.words import NUMBER, SIGN, common

_ALIKE = 0.75
"""Share of its words that a brief must have from a source sentence before an exchange in it is looked for."""
_ALIKE_ONE = 0.65
"""The same for one name in another's place."""
_SIDE = 3
"""Words on a side of a name that are compared."""
_PLACES = 200
"""Places of a name in the source that are looked at."""
_MOST = 8
"""Names of a brief sentence that are looked at in pairs."""


def exchanged(a: Alignment, proper: frozenset[str]) -> list[Finding]:
    """The source's words in the source's order, with two names the other way round."""
    s = a.sentence
    ours = mentions(s, proper)
    if len(ours) < 2:
        return []
    for p in a.pool:
        theirs = mentions(p, proper)
        if a.share(s.parts[ours[0][0]], p) < _ALIKE:
            continue
        for one, other in combinations(ours[:_MOST], 2):
            x, y = s.keys[slice(*one)], s.keys[slice(*other)]
            if x == y or set(s.keys[one[1] : other[0]]) <= word_set("symmetric") | {",", "-", "–", "/", "("}:
                continue
            first = next((m for m in theirs if p.keys[slice(*m)] == y), None)
            second = next((m for m in theirs if p.keys[slice(*m)] == x and first is not None and m[0] > first[0]), None)
            if first is None or second is None or any(p.keys[slice(*m)] == x and m[0] < first[0] for m in theirs):
                continue
            inner = [k for k in s.keys[one[1] : other[0]] if _inner(k)]
            their_inner = [k for k in p.keys[first[1] : second[0]] if _inner(k)]
            voices = [any(k in ("bị", "được", "do", "bởi", "trước") for k in words) for words in (inner, their_inner)]
            if not inner or voices[0] != voices[1] or set(inner) & set(CONVERSE) != set(their_inner) & set(CONVERSE):
                continue
            if common(inner, their_inner) >= 0.75 * len(inner) and common(inner, their_inner) >= 0.6 * len(their_inner):
                return [Finding("roles.exchanged", {"one": shown(s, *one), "other": shown(s, *other)}, at=one[0])]
    return []


def _inner(key: str) -> bool:
    """Whether a word between two names tells of what they do: no sign, title or head of a name (`Ngân hàng`)."""
    return (key.isalnum() or "_" in key) and key not in word_set("person_words") | word_set("org_heads") | word_set(
        "long_heads"
    ) | word_set("second_halves")


def replaced(a: Alignment, proper: frozenset[str]) -> list[Finding]:
    """A name where the source has another of its names between the same words."""
    s = a.sentence
    for begin, end in mentions(s, proper):
        name = s.keys[begin:end]
        best: tuple[int, Passage, tuple[int, int]] | None = None
        own, own_after = _own_fit(a, begin, end)
        best_after = 0
        for p in a.pool:
            if a.share(s.parts[begin], p) < _ALIKE_ONE:
                continue
            for b, e in mentions(p, proper):
                before, after = _fit(s, begin, end, p, b, e)
                fit = before + after
                theirs = p.keys[b:e]
                if name in (theirs[-len(name) :], theirs[: len(name)]) or theirs in (
                    name[-len(theirs) :],
                    name[: len(theirs)],
                ):
                    own, own_after = max(own, fit), max(own_after, after)
                elif fit >= 3 and (best is None or fit > best[0]) and not _another_kind(a, s, begin, end, p, b, e):
                    best = fit, p, (b, e)
                    best_after = after
        if best is not None and (best[0] > own + 1 or (best_after == _SIDE and own_after == 0)):
            other = best[1].keys[slice(*best[2])]
            if not any(s.keys[b:e] == other for b, e in mentions(s, proper)):
                values = {"name": shown(s, begin, end), "other": shown(best[1], *best[2])}
                return [Finding("roles.moved", values, at=begin)]
    return []


def _another_kind(a: Alignment, s: Passage, begin: int, end: int, p: Passage, b: int, e: int) -> bool:
    """Whether the source's name is the brief's by another word, or only describes whom it tells of."""
    if same_one(a.source, s.keys[begin:end], p.keys[b:e]):
        return True
    if describes(s, begin) and not is_country(p, b):
        # `Chủ tịch nước Việt Nam` for `Chủ tịch nước Trần Đại Quang`
        return True
    return describes(p, b) and p.keys[b] not in s.key_set and not is_country(s, begin)


def _own_fit(a: Alignment, begin: int, end: int) -> tuple[int, int]:
    """How well the words round the name fit where the source has it, be it at the head of a sentence or in lower case:
    all of them, and those after it.
    """
    s = a.sentence
    name = s.keys[begin:end]
    pool = {p.index for p in a.pool}
    places = [(i, k) for i, k in a.source.positions.get(name[0], ())[:_PLACES] if i in pool]
    fits = [
        _fit(s, begin, end, p, k, k + len(name))
        for p, k in ((a.source.passages[i], k) for i, k in places)
        if p.keys[k : k + len(name)] == name
    ]
    return max((before + after for before, after in fits), default=0), max((after for _, after in fits), default=0)


def _fit(s: Passage, begin: int, end: int, p: Passage, b: int, e: int) -> tuple[int, int]:
    """How many of the words before and after a name are the same, counted outwards while they are, `_SIDE` at most."""
    scores = [0, 0]
    telling = False
    for n, (here, there, step) in enumerate(((begin - 1, b - 1, -1), (end, e, 1))):
        for _ in range(_SIDE):
            if not (0 <= here < len(s.keys) and 0 <= there < len(p.keys)):
                break
            if s.keys[here] != p.keys[there] or s.terms[here].kind == SIGN:
                break
            scores[n] += 1
            telling |= s.content[here] or s.terms[here].kind == NUMBER
            here, there = here + step, there + step
    return (scores[0], scores[1]) if telling else (0, 0)
