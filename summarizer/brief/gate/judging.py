"""What the judge says, in the words of the sentence and of the source."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from summarizer.brief.gate.finding import Finding
from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.words import SIGN
from summarizer.document.model import Article, Span
from summarizer.engines.base import Verdict

_WIDE = 8
"""Words of the source that are shown for a fault, where only one side of its place is known."""
_LEAST = 2
"""Content words that a sentence of the evidence must share to have a counterpart."""


def findings(s: Passage, verdict: Verdict, article: Article) -> list[Finding]:
    """The judge's objection to a sentence, if it has one, with the words of its evidence that stand in their place."""
    if verdict.kind is None:
        return []
    evidence = [
        Passage(article.text, sentence.start, sentence.end)
        for sentence in (article.sentences[i] for i in verdict.evidence)
    ]
    there = counterpart(s, verdict.words, evidence)
    brief = " … ".join(span.of(s.text) for span in verdict.words[:3]) or s.text
    told = {"brief": brief, "source": there.of(article.text) if there is not None else ""}
    key = f"judge.{verdict.kind}" if there is not None else f"judge_alone.{verdict.kind}"
    return [Finding(key, verdict.kind, told, words=verdict.words, source=(there,) if there is not None else ())]


def counterpart(s: Passage, faults: Sequence[Span], evidence: Sequence[Passage]) -> Span | None:
    """What the source has where the sentence has its faulty words: the words between the same neighbours.

    Where it has nothing there, the words beside the place; None where no sentence of the evidence is like this one.
    """
    if not faults:
        return None
    at = [
        k for k, t in enumerate(s.terms) if t.kind != SIGN and any(f.start < t.end and t.start < f.end for f in faults)
    ]
    if not at:
        return None
    best: tuple[int, Span] | None = None
    for p in evidence:
        blocks = difflib.SequenceMatcher(None, s.keys, p.keys, autojunk=False).get_matching_blocks()
        pairs = {b.a + k: b.b + k for b in blocks for k in range(b.size)}
        size = sum(s.content[k] for k in pairs)
        if size < _LEAST or (best is not None and size <= best[0]):
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
    while begin < end and p.terms[begin].kind == SIGN:
        begin += 1
    return p.span(begin, end) if begin < end else None
