"""A deed given to another name.

All that the brief says of a name stands in the source beside another name of its kind, and nothing beside this one.
A name owns the words up to the next name of its kind, and back to the one before; the first name of a sentence may do
all that the rest of it says.
"""

from __future__ import annotations

from summarizer.brief.gate.aliases import same_one
from summarizer.brief.gate.alignment import Alignment
from summarizer.brief.gate.finding import Finding
from summarizer.brief.gate.inversion import verbs
from summarizer.brief.gate.mentions import alike, kind_of, mentions, shown
from summarizer.brief.gate.passage import Passage, word_set
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.words import NUMBER

_BESIDE = frozenset({"ngoài", "ngoài_ra", "cùng", "với", "(", "trước", "sau", "so", "như"})
"""Words before a name that is no subject: `Ngoài Thùy Tiên, Quyền Linh cũng …`."""


def moved(a: Alignment, proper: frozenset[str]) -> list[Finding]:
    """A finding on the first name that was given another's deed; `proper` as for `mentions`."""
    s = a.sentence
    ours = mentions(s, proper)
    for n, (begin, end) in enumerate(ours):
        told = _told(s, ours, n, a)
        keys = set(told)
        tail = s.keys[end - 1]
        if len(keys) < 2 or tail not in a.source.index:
            continue
        own = max(
            (
                _owned(p, tail, keys, proper)
                for p in a.source.passages
                if tail in p.key_set or _goes_on(a, p, tail, proper)
            ),
            default=0,
        )
        if own >= 0.3 * len(keys):
            continue
        nearest = set(told[:2])
        has = any(_owned(p, tail, nearest, proper) == len(nearest) for p in a.source.passages if tail in p.key_set)
        for p in a.pool:
            # what is said first of the name must be the rival's, unless the name has none of it
            rival = _rival(a.source, p, s, (begin, end), keys, nearest if has else set(), proper)
            if rival:
                return [Finding("roles.moved", {"name": shown(s, begin, end), "other": rival}, at=begin)]
    return []


def _told(s: Passage, ours: list[tuple[int, int]], n: int, a: Alignment) -> list[str]:
    """Keys of what the brief says of its `n`th name, a subject: what follows up to the next name, or with `do X` what
    stands before, too. Empty where the name is no subject, or where much of what is said has other words in the source.
    """
    begin, end = ours[n]
    if begin and s.keys[begin - 1] in _BESIDE:
        return []
    stop = ours[n + 1][0] if n + 1 < len(ours) else len(s.terms)
    start = begin
    while start and s.clauses[start - 1] == s.clauses[begin] and begin - start < 4:
        start -= 1
    by_agent = not _acts(a, s.keys[end - 1]) and "do" in s.keys[max(0, begin - 4) : begin]
    deeds = {k for b, e in verbs(s) for k in range(b, e) if s.keys[e - 1] not in word_set("causing")}
    if not by_agent and (begin - start == 4 or any(k in deeds for k in range(start, begin))):
        return []
    after = end
    if end < len(s.keys) and s.keys[end] == "," and "," in s.keys[end + 1 : stop]:
        # what stands between commas says who it is
        after = end + 2 + s.keys[end + 1 : stop].index(",")
    places = list(range(after, stop)) + (
        [k for k in range(begin) if s.clauses[k] == s.clauses[begin]] if by_agent else []
    )
    said = [
        k
        for k in places
        if s.parts[k] == s.parts[begin] and (s.content[k] or s.terms[k].kind == NUMBER) and not (s.terms[k].case and k)
    ]
    linked = [s.keys[k] for k in said if k in a.links]
    return linked if said and len(linked) >= 0.7 * len(said) else []


def _acts(a: Alignment, tail: str) -> bool:
    """Whether the source tells of the name with `do` (`đất do Đài Tiếng nói Việt Nam quản lý`), too."""
    return any(
        "do" in a.source.passages[index].keys[max(0, k - 4) : k] for index, k in a.source.positions.get(tail, ())
    )


def _goes_on(a: Alignment, p: Passage, tail: str, proper: frozenset[str]) -> bool:
    """Whether the sentence may go on about the name: it stands in the one before, and no other opens this one."""
    if p.index == 0 or tail not in a.source.passages[p.index - 1].key_set:
        return False
    return not any(begin < 3 for begin, _ in mentions(p, proper))


def _reach(p: Passage, theirs: list[tuple[int, int]], n: int) -> set[int]:
    """Terms that belong to the `n`th name: up to the next name of its kind, and back to the one before."""
    begin, end = theirs[n]
    kind = kind_of(p, begin)
    stop, start = len(p.terms), 0
    for other, _ in theirs[n + 1 :]:
        if alike(kind, kind_of(p, other)) and any(p.content[k] and not p.terms[k].case for k in range(end, other)):
            stop = other
            break
    for _, other_end in reversed(theirs[:n]):
        if any(p.content[k] and not p.terms[k].case for k in range(other_end, begin)):
            start = other_end
            break
    return {k for k in (*range(start, begin), *range(end, stop)) if p.parts[k] == p.parts[begin]}


def _owned(p: Passage, tail: str, keys: set[str], proper: frozenset[str]) -> int:
    """How many of `keys` may belong to the name that ends in `tail` in this sentence."""
    if tail not in p.key_set:
        return len(keys & p.key_set)
    if not any(t.key == tail and t.case for t in p.terms):
        # the common noun, not the name (`bất động sản` for `Hiệp hội Bất động sản`)
        return 0
    theirs = mentions(p, proper)
    owned: set[str] = set()
    found = False
    for n, (begin, end) in enumerate(theirs):
        if tail in p.keys[begin:end]:
            found = True
            owned |= {p.keys[k] for k in _reach(p, theirs, n)} & keys
            if n == 0:
                # the subject of the sentence may do all that the rest of its part says
                owned |= {p.keys[k] for k in range(end, len(p.terms)) if p.parts[k] == p.parts[begin]} & keys
    return len(owned) if found else len(keys & p.key_set)


def _rival(
    source: Source,
    p: Passage,
    s: Passage,
    ours: tuple[int, int],
    keys: set[str],
    nearest: set[str],
    proper: frozenset[str],
) -> str:
    """Another name of the source sentence that nearly all of `keys` belong to; empty if there is none."""
    theirs = mentions(p, proper)
    name = s.keys[slice(*ours)]
    said = {s.keys[k] for begin, end in mentions(s, proper) for k in range(begin, end)}
    for n, (begin, end) in enumerate(theirs):
        if set(name) & set(p.keys[begin:end]) or p.keys[end - 1] in said:
            continue
        if not alike(kind_of(s, ours[0]), kind_of(p, begin)) or same_one(source, name, p.keys[begin:end]):
            continue
        reach = [k for k in _reach(p, theirs, n) if p.keys[k] in keys]
        near = any(0 <= k - end < 4 or 0 < begin - k <= 4 for k in reach)
        owned = {p.keys[k] for k in reach}
        if near and nearest <= owned and len(owned) >= 0.75 * len(keys):
            return shown(p, begin, end)
    return ""
