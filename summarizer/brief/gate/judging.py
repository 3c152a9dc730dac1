"""What the judge says, in whole words and phrases of the sentence and of the source."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from summarizer.brief.gate.finding import Finding
from summarizer.brief.gate.passage import Passage, phrase
from summarizer.brief.gate.times import date_parts
from summarizer.brief.gate.words import SIGN
from summarizer.document.model import Article, Span
from summarizer.engines.base import Verdict

_WIDE = 8
"""Words of the source that are shown for a fault, where only one side of its place is known."""
_LEAST = 2
"""Content words that a sentence of the evidence must share to have a counterpart."""
_LIKE = 0.35
"""Share of the sentence's content words that it must have as well."""
_GAP = 2
"""Words between two faulty ones that are shown with them."""
_SHOWN = 2
"""Stretches of faulty words that are shown, the longest first."""
_BOUNDS = frozenset({"trước", "sau", "quá", "dưới", "trên", "trên_hơn", "nhất", "tối", "không", "chưa", "từ", "đến"})


def findings(s: Passage, verdict: Verdict, article: Article) -> list[Finding]:
    """The judge's objection to a sentence, if it has one, with the words of its evidence that stand in their place."""
    if verdict.kind is None:
        return []
    evidence = [
        Passage(article.text, sentence.start, sentence.end)
        for sentence in (article.sentences[i] for i in verdict.evidence)
    ]
    there = counterpart(s, verdict.words, evidence)
    words = tuple(s.span(*stretch) for stretch in _stretches(s, _at(s, verdict.words)))
    brief = " … ".join(span.of(s.text) for span in words) or s.text
    source = there.of(article.text) if there is not None else ""
    if verdict.kind == "time" and there is not None and _same_time(brief, source):
        return []
    if there is None or brief.lower() == source.lower():
        return [Finding(f"judge_alone.{verdict.kind}", verdict.kind, brief, words)]
    return [Finding(f"judge.{verdict.kind}", verdict.kind, brief, words, source, (there,))]


def _same_time(brief: str, source: str) -> bool:
    """Whether both name the same day, hour or length of time, however written, on the same side of it."""
    sides = [_BOUNDS & set(text.lower().split()) for text in (brief, source)]
    return bool(date_parts(brief)) and date_parts(brief) == date_parts(source) and sides[0] == sides[1]


# ---- phrases ---------------------------------------------------------------------------------------------------


def _at(s: Passage, faults: Sequence[Span]) -> list[int]:
    """The terms that the judge finds at fault."""
    return [
        k for k, t in enumerate(s.terms) if t.kind != SIGN and any(f.start < t.end and t.start < f.end for f in faults)
    ]


def _stretches(s: Passage, at: Sequence[int]) -> list[tuple[int, int]]:
    """The terms `at` as whole phrases, neighbours joined; the longest ones, in order."""
    out: list[tuple[int, int]] = []
    for k in at:
        begin, end = phrase(s, k, k + 1) if k - 1 not in at and k + 1 not in at else phrase(s, k, k + 1, lone=False)
        if out and begin - out[-1][1] <= _GAP:
            out[-1] = out[-1][0], max(end, out[-1][1])
        else:
            out.append((begin, end))
    return sorted(sorted(out, key=lambda x: x[0] - x[1])[:_SHOWN])


# ---- the source's words -----------------------------------------------------------------------------------------


def counterpart(s: Passage, faults: Sequence[Span], evidence: Sequence[Passage]) -> Span | None:
    """What the source has where the sentence has its faulty words: the words between the same neighbours.

    Where it has nothing there, the words beside the place; None where no sentence of the evidence is like this one.
    """
    at = _at(s, faults)
    if not at:
        return None
    best: tuple[int, Span] | None = None
    least = max(_LEAST, _LIKE * sum(s.content))
    for p in evidence:
        blocks = difflib.SequenceMatcher(None, s.keys, p.keys, autojunk=False).get_matching_blocks()
        pairs = {b.a + k: b.b + k for b in blocks for k in range(b.size)}
        size = sum(s.content[k] for k in pairs)
        if size < least or (best is not None and size <= best[0]):
            continue
        span = _between(p, pairs, at)
        if span is not None:
            best = size, span
    return best[1] if best is not None else None


def _between(p: Passage, pairs: dict[int, int], at: Sequence[int]) -> Span | None:
    """The words of `p` that stand where the terms `at` of the sentence do; `pairs` are the terms that both have."""
    low = max((there + 1 for here, there in pairs.items() if here < at[0]), default=None)
    high = min((there for here, there in pairs.items() if here > at[-1]), default=None)
    inside = [pairs[k] for k in at if k in pairs]
    if low is None and high is None and not inside:
        return None
    begin = low if low is not None else max(0, (high if high is not None else inside[0]) - _WIDE)
    end = high if high is not None else min(len(p.keys), begin + _WIDE)
    if inside:
        begin, end = min(begin, *inside), max(end, *(k + 1 for k in inside))
    if end <= begin:  # nothing stands there: the words on both sides
        begin, end = max(0, begin - 3), min(len(p.keys), begin + 3)
    end = min(end, begin + 2 * _WIDE)
    # neither a sign nor the number of an item opens it
    begin = max(begin, int(p.keys[1:2] in ((".",), (")",))))
    while begin < end and p.terms[begin].kind == SIGN:
        begin += 1
    while end > begin and p.terms[end - 1].kind == SIGN:
        end -= 1
    return p.span(*phrase(p, begin, end)) if begin < end else None
