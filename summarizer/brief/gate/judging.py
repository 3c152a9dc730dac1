"""What the judge says, in whole words and phrases of the sentence and of the source."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from summarizer.brief.gate.passage import Finding, Passage, phrase
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


def findings(s: Passage, verdict: Verdict, article: Article) -> list[Finding]:
    """The judge's objection to a sentence, if it has one, with the words of its evidence that stand in their place."""
    if verdict.kind is None:
        return []
    at = [
        k for k, t in enumerate(s.terms) if t.kind != SIGN and any(f.overlaps(s.span(k, k + 1)) for f in verdict.words)
    ]
    words = tuple(s.span(*stretch) for stretch in _stretches(s, at))
    brief = " … ".join(span.of(s.text) for span in words) or s.text
    sentences = (article.sentences[i] for i in verdict.evidence)
    there = _counterpart(s, at, [Passage(article.text, x.start, x.end) for x in sentences])
    source = there.of(article.text) if there is not None else ""
    if there is None or brief.lower() == source.lower():
        return [Finding(f"judge_alone.{verdict.kind}", verdict.kind, brief, words)]
    return [Finding(f"judge.{verdict.kind}", verdict.kind, brief, words, source, (there,))]


def _stretches(s: Passage, at: Sequence[int]) -> list[tuple[int, int]]:
    """The terms `at` as whole phrases, neighbours joined; the longest ones, in order."""
    out: list[tuple[int, int]] = []
    for k in at:
        begin, end = phrase(s, k, k + 1, lone=not {k - 1, k + 1} & set(at))
        if out and begin - out[-1][1] <= _GAP:
            out[-1] = out[-1][0], max(end, out[-1][1])
        else:
            out.append((begin, end))
    return sorted(sorted(out, key=lambda x: x[0] - x[1])[:_SHOWN])


def _counterpart(s: Passage, at: Sequence[int], evidence: Sequence[Passage]) -> Span | None:
    """What the source has where the sentence has its faulty words `at`: the words between the same neighbours.

    Where it has nothing there, the words beside the place; None where no sentence of the evidence is like this one.
    """
    least = max(_LEAST, _LIKE * sum(s.content))
    best: tuple[int, Span | None] = 0, None
    for p in evidence if at else ():
        blocks = difflib.SequenceMatcher(None, s.keys, p.keys, autojunk=False).get_matching_blocks()
        pairs = {b.a + k: b.b + k for b in blocks for k in range(b.size)}
        size = sum(s.content[k] for k in pairs)
        span = _between(p, pairs, at) if size >= least and size > best[0] else None
        if span is not None:
            best = size, span
    return best[1]


def _between(p: Passage, pairs: dict[int, int], at: Sequence[int]) -> Span | None:
    """The words of `p` that stand where the terms `at` of the sentence do; `pairs` are the terms that both have."""
    low = max((there + 1 for here, there in pairs.items() if here < at[0]), default=None)
    high = min((there for here, there in pairs.items() if here > at[-1]), default=None)
    inside = [pairs[k] for k in at if k in pairs]
    sides = [x for x in (high, *inside) if x is not None]
    if low is None and not sides:
        return None
    begin = low if low is not None else max(0, sides[0] - _WIDE)
    end = high if high is not None else min(len(p.keys), begin + _WIDE)
    begin, end = min([begin, *inside]), max([end, *(k + 1 for k in inside)])
    if end <= begin:  # nothing stands there: the words on both sides
        begin, end = max(0, begin - 3), min(len(p.keys), begin + 3)
    end = min(end, begin + 2 * _WIDE)
    # neither a sign nor the number of an item opens it
    begin = max(begin, int(p.keys[1:2] in ((".",), (")",))))
    told = [k for k in range(begin, end) if p.terms[k].kind != SIGN]
    return p.span(*phrase(p, told[0], told[-1] + 1)) if told else None
