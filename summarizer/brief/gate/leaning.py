"""Words that lean on what the brief does not say: a pronoun or a definite noun without its antecedent.

A sentence cut out of its text may be true word for word and still mislead: `Bàn thắng này …` lands on another goal. So
copied sentences are looked at, too. Remarks, no objections: what the word means stands in the source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarizer.brief.gate.passage import Finding, Passage, objection
from summarizer.brief.gate.words import NUMBER, SIGN, phrases, word_set
from summarizer.brief.model import BriefSentence

_OPENING = 12
"""Terms among which the subject of a sentence stands, after a phrase of time or place."""


def named(sentences: Sequence[BriefSentence], headline: BriefSentence | None) -> list[BriefSentence]:
    """The sentences of a brief, each with what it leans on that the brief does not say."""
    out: list[BriefSentence] = []
    told = [headline.text] if headline is not None else []
    for s in sentences:
        faults = tuple(f.fault() for f in check(Passage(s.text, 0, len(s.text)), told))
        reasons = (*s.reasons, *(f.reason for f in faults))
        out.append(replace(s, faults=(*s.faults, *faults), reasons=reasons))
        told.append(s.text)
    return out


def check(s: Passage, told: Sequence[str]) -> list[Finding]:
    """Remarks on a sentence; `told` is what the reader has read of the brief: headline and sentences."""
    before = [Passage(t, 0, len(t)) for t in told]
    said = frozenset().union(*(p.key_set for p in before))
    at = _definite(s, said, goes_on=bool(before)) or _subject(s, said, before) or (None if before else _compared(s))
    return [replace(objection("context", "context", s, at), gravity="note")] if at is not None else []


def _definite(s: Passage, said: frozenset[str], *, goes_on: bool) -> tuple[int, int] | None:
    """`bàn thắng này` where no goal has been told of."""
    vague, unled = word_set("vague_nouns"), word_set("joined_to_pointers")
    nouns = [content and not (k and s.terms[k].case) for k, content in enumerate(s.content)]
    for end in range(1, len(s.keys)):
        begin = end - 1
        if s.keys[end] not in word_set("pointers") or s.keys[begin] in unled or s.terms[begin].kind == SIGN:
            continue
        if s.keys[begin] not in vague and begin and nouns[begin - 1] and nouns[begin]:
            begin -= 1
        noun = frozenset(s.keys[begin:end])
        # a number or a name needs no antecedent
        counted = any(t.kind == NUMBER or (t.case > 0 and k > 0) for k, t in enumerate(s.terms[begin:end], begin))
        known = bool(noun & (said | set(s.keys[:begin]))) or counted or not s.content[end - 1]
        if (goes_on or begin > 2) if noun <= vague else known:
            continue
        return begin, end + 1
    return None


def _subject(s: Passage, said: frozenset[str], before: Sequence[Passage]) -> tuple[int, int] | None:
    """A pronoun, or `Hãng tiếp tục …` where no firm has been named, as the subject: in front, or after a comma."""
    comma = s.keys.index(",") + 1 if "," in s.keys[:_OPENING] else 0
    for k in sorted({0, comma}):
        person = k < len(s.keys) and s.keys[k] in word_set("pronouns")
        if s.keys[k : k + 1] == ("họ",) and not before and not any(s.content[:k]):
            return k, k + 1
        end = k + 1 if person else k + phrases("definite_heads").length(s.keys, k)
        if not k < end < len(s.keys) or s.terms[end].case or s.keys[end] not in word_set("after_a_subject"):
            continue
        if person:
            known = any(_names_a_person(p, len(p.keys)) for p in before) or _names_a_person(s, k)
        else:
            known = bool(set(s.keys[k:end]) & (said | set(s.keys[:k])))
        if not known:
            return k, end
    return None


def _names_a_person(p: Passage, stop: int) -> bool:
    """Whether a person is named or called by an office before term `stop`."""
    persons, ranks = word_set("person_words"), phrases("ranks").find(p.keys)
    return any(e <= stop for _, e, _ in ranks) or any(
        p.keys[b] in word_set("surnames") or persons.intersection(p.keys[max(0, b - 1) : e - 1])
        for b, e in p.runs
        if e <= stop
    )


def _compared(s: Passage) -> tuple[int, int] | None:
    """`bận rộn hơn` at the end of a clause, where nothing has been told that it could be more than."""
    for k in range(1, 0 if {"so", "từng", "trước"} & s.key_set else len(s.keys)):
        ends = k + 1 == len(s.keys) or s.keys[k + 1] in ".,;"
        if ends and s.wording(k, k + 1).lower() == "hơn" and s.content[k - 1]:
            return (k - 2 if k > 1 and s.content[k - 2] else k - 1), k + 1
    return None
