"""Words that lean on what the brief does not say: a pronoun or a definite noun without its antecedent.

A sentence cut out of its text may be true word for word and still mislead: `Bàn thắng này …` lands on another goal. So
copied sentences are looked at, too. Remarks, no objections: what the word means stands in the source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarizer.brief.gate.finding import Finding
from summarizer.brief.gate.passage import Passage, phrases, word_set
from summarizer.brief.gate.words import NUMBER, SIGN
from summarizer.brief.model import BriefSentence

_POINTERS = frozenset({"này", "đó", "ấy"})
_PERSONS = frozenset({"ông", "bà", "anh", "chị", "cô"})
_PEOPLE = frozenset({"họ"})
_OPENING = 12
"""Terms among which the subject of a sentence stands, after a phrase of time or place."""


def named(sentences: Sequence[BriefSentence], headline: BriefSentence | None) -> list[BriefSentence]:
    """The sentences of a brief, each with what it leans on that the brief does not say."""
    out: list[BriefSentence] = []
    told = [headline.text] if headline is not None else []
    for s in sentences:
        faults = tuple(f.fault() for f in check(Passage(s.text, 0, len(s.text)), told))
        reasons = (*s.reasons, *(f.reason for f in faults))
        out.append(replace(s, faults=(*s.faults, *faults), reasons=reasons) if faults else s)
        told.append(s.text)
    return out


def check(s: Passage, told: Sequence[str]) -> list[Finding]:
    """Remarks on a sentence; `told` is what the reader has read of the brief: headline and sentences."""
    before = [Passage(t, 0, len(t)) for t in told]
    said = frozenset().union(*(p.key_set for p in before)) if before else frozenset()
    return _definite(s, said, bool(before)) or _pronoun(s, before) or _bare(s, said) or _compared(s, bool(before))


def _finding(s: Passage, begin: int, end: int) -> Finding:
    return Finding("context", "context", {"word": s.wording(begin, end)}, "note", (s.span(begin, end),))


def _definite(s: Passage, said: frozenset[str], goes_on: bool) -> list[Finding]:
    """`bàn thắng này` where no goal has been told of."""
    for end, key in enumerate(s.keys):
        if key not in _POINTERS or not end or s.terms[end - 1].kind == SIGN:
            continue
        if s.keys[end - 1] in word_set("joined_to_pointers"):
            continue
        begin = end - 1
        if s.keys[begin] not in word_set("vague_nouns") and begin and _noun(s, begin - 1) and _noun(s, begin):
            begin -= 1
        noun = s.keys[begin:end]
        if set(noun) <= word_set("vague_nouns"):
            if goes_on or begin > 2:
                continue
        elif not s.content[end - 1] or set(noun) & (frozenset(s.keys[:begin]) | said) or _counted(s, begin, end):
            continue
        return [_finding(s, begin, end + 1)]
    return []


def _noun(s: Passage, k: int) -> bool:
    return s.content[k] and (k == 0 or not s.terms[k].case)


def _counted(s: Passage, begin: int, end: int) -> bool:
    """Whether a number or a name stands there, which needs no antecedent."""
    return any(t.kind == NUMBER or (t.case > 0 and k > 0) for k, t in enumerate(s.terms[begin:end], begin))


def _subjects(s: Passage) -> list[int]:
    """Where a subject may stand: the first term, and the one after a first phrase with a comma."""
    comma = next((k for k, key in enumerate(s.keys[:_OPENING]) if key == ","), None)
    return [0, *([comma + 1] if comma is not None and comma + 1 < len(s.keys) else [])]


def _pronoun(s: Passage, before: Sequence[Passage]) -> list[Finding]:
    for k in _subjects(s):
        key, after = s.keys[k], s.keys[k + 1 : k + 2]
        alone = bool(after) and not s.terms[k + 1].case and after[0] in word_set("after_a_subject")
        known = any(_names_a_person(p) for p in before) or _names_a_person(s, k)
        if key in _PERSONS and alone and not known:
            return [_finding(s, k, k + 1)]
        if key in _PEOPLE and not before and not any(s.content[:k]):
            return [_finding(s, k, k + 1)]
    return []


def _names_a_person(p: Passage, end: int | None = None) -> bool:
    """Whether a name of a person stands in a sentence, before term `end`."""
    stop = len(p.keys) if end is None else end
    return any(
        p.keys[b] in word_set("surnames")
        or (b and p.keys[b - 1] in word_set("person_words"))
        or (p.keys[b] in word_set("person_words") and e - b > 1)
        for b, e in p.runs
        if e <= stop
    ) or any(e <= stop for _, e, _ in phrases("ranks").find(p.keys))


def _bare(s: Passage, said: frozenset[str]) -> list[Finding]:
    """`Hãng tiếp tục …` where no firm has been named."""
    for k in _subjects(s):
        end = k + phrases("definite_heads").length(s.keys, k)
        if end == k or end >= len(s.keys) or s.keys[end] not in word_set("after_a_subject"):
            continue
        if not set(s.keys[k:end]) & (said | frozenset(s.keys[:k])):
            return [_finding(s, k, end)]
    return []


def _compared(s: Passage, goes_on: bool) -> list[Finding]:
    """`bận rộn hơn` at the end of a clause, where nothing has been told that it could be more than."""
    if goes_on or {"so", "từng", "trước"} & s.key_set:
        return []
    for k in range(1, len(s.keys)):
        if (
            s.wording(k, k + 1).lower() == "hơn"
            and s.content[k - 1]
            and (k + 1 == len(s.keys) or s.keys[k + 1] in ".,;")
        ):
            begin = k - 2 if k > 1 and s.content[k - 2] else k - 1
            return [_finding(s, begin, k + 1)]
    return []
