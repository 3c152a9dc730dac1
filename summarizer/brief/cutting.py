"""Sentences made shorter: the editor weighs their words, exact rules say what cannot be parted.

A figure stays whole, and so do a name, a quotation and what stands in brackets; a negation, a limit or a hedge goes
only with the word that it qualifies. Of all ways to cut that leave these whole, the one that the weights speak for
most, where every cut that no punctuation marks costs something.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from threading import Event
from typing import Final

import numpy as np

from summarizer.brief.drafting import Draft, Part, Said
from summarizer.brief.units import Unit
from summarizer.document.model import Article, Span
from summarizer.engines.base import Editor, FloatArray, Word
from summarizer.facts.model import Facts
from summarizer.text.data import load

CUT: Final = 2.0
"""What it costs, in log-odds, to begin or end a cut between two words with nothing between."""
MARKED: Final = 0.5
"""The same at a mark of punctuation."""
BIAS: Final = 0.0
"""Added to the log-odds of every word."""
LEAST: Final = 6
"""Words that a sentence keeps at least."""
SHORT: Final = 14
"""A sentence of fewer words is not cut."""
WEIGHED: Final = 20
"""Units that matter most, of which it is asked what can go, and so is of the `FIRST`."""
FIRST: Final = 3
_CLOSERS: Final = {"(": ")", "[": "]", "“": "”", "«": "»", "‘": "’"}
_MARKS: Final = ',;:)]”»"–-'
_EDGE: Final = ".,;:!?\"'“”‘’«»()[]"

Gone = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Atom:
    """Words `first` to `stop` that stay or go together, with their weight."""

    first: int
    stop: int
    weight: float


def cuts(
    article: Article,
    facts: Facts,
    units: Sequence[Unit],
    relevance: FloatArray,
    editor: Editor,
    cancelled: Event | None = None,
) -> dict[int, Gone]:
    """What goes of the units that a brief may take, by their index; a unit that stays whole is not among them.

    Nothing of an official document is cut: there every word may bind.
    """
    if article.card is not None:
        return {}
    best = np.argsort(-relevance)[:WEIGHED].tolist()
    asked = [i for i in sorted({*range(min(FIRST, len(units))), *best}) if _cuttable(article, units[i])]
    weighed = editor.weigh(article, [units[i] for i in asked], cancelled=cancelled)
    found = ((i, gone(article, facts, words)) for i, words in zip(asked, weighed, strict=True))
    return {i: spans for i, spans in found if spans}


def _cuttable(article: Article, unit: Unit) -> bool:
    return not unit.leans and article.sentences[unit.sentence].role == "body"


def gone(article: Article, facts: Facts, words: Sequence[Word]) -> Gone:
    """The stretches of a sentence that a brief can do without; empty where it stays whole."""
    if len(words) < SHORT:
        return ()
    atoms = list(_atoms(article, facts, words))
    keep = _best(article.text, words, atoms)
    out = [i for atom, stays in zip(atoms, keep, strict=True) if not stays for i in range(atom.first, atom.stop)]
    if len(words) - len(out) < LEAST:
        return ()
    spans: list[Span] = []
    for before, i in pairwise([-2, *out]):
        start = spans.pop().start if i == before + 1 else words[i].span.start
        spans.append(Span(start, words[i].span.end))
    return tuple(spans)


def _atoms(article: Article, facts: Facts, words: Sequence[Word]) -> Iterator[_Atom]:
    """Words grouped so that nothing is parted which belongs together."""
    tied = _ties(article, facts, words)
    first = 0
    for i in range(1, len(words) + 1):
        if i == len(words) or not tied[i]:
            weights = [w.keep + BIAS for w in words[first:i]]
            yield _Atom(first, i, min(50.0, sum(weights)))
            first = i


def _ties(article: Article, facts: Facts, words: Sequence[Word]) -> list[bool]:
    """For each word whether it cannot be parted from the one before."""
    text = article.text
    said = [w.span.of(text) for w in words]
    tied = [False] * len(words)
    closer, quoted = "", False
    for i, word in enumerate(said):
        tied[i] = bool(closer) or quoted
        for c in word:
            if c == '"':
                quoted = not quoted
            elif closer:
                closer = "" if c == closer else closer
            else:
                closer = _CLOSERS.get(c, "")
    if closer or quoted:  # one end is missing: nothing is known of what is quoted
        return [False, *([True] * (len(words) - 1))]
    for i in range(1, len(words)):
        before, word = said[i - 1], said[i]
        apart = before[-1] in _MARKS
        name = before.strip(_EDGE)[:1].isupper() and word.strip(_EDGE)[:1].isupper() and i > 1
        tied[i] |= not apart and (name or _qualifies(said, i))
    for figure in facts.figures:
        inside = [i for i, w in enumerate(words) if w.span.start < figure.span.end and w.span.end > figure.span.start]
        for i in inside[1 : 2 if figure.kind == "count" else None]:  # what is counted may be told in fewer words
            tied[i] = True
    return tied


def _qualifies(said: Sequence[str], i: int) -> bool:
    """Whether the word before `i` is one that changes what follows it."""
    before = said[i - 1].lower().strip(_EDGE)
    two = f"{said[i - 2].lower().strip(_EDGE)} {before}" if i > 1 else ""
    pair = f"{before} {said[i].lower().strip(_EDGE)}"
    qualifiers = load(__package__, "cutting.toml")["qualifiers"]
    return before in qualifiers or two in qualifiers or pair in qualifiers


def _best(text: str, words: Sequence[Word], atoms: Sequence[_Atom]) -> list[bool]:
    """Viterbi over atoms, two states each."""
    costs = [0.0]
    for a in atoms[1:]:
        before, after = words[a.first - 1].span.of(text), words[a.first].span.of(text)
        costs.append(MARKED if before[-1] in _MARKS or not after[0].isalnum() else CUT)
    gone, stays = 0.0, atoms[0].weight
    back: list[tuple[bool, bool]] = []
    for atom, cost in zip(atoms[1:], costs[1:], strict=True):
        from_gone = stays - cost > gone
        from_stays = stays >= gone - cost
        back.append((from_gone, from_stays))
        gone, stays = max(gone, stays - cost), max(stays, gone - cost) + atom.weight
    state = stays >= gone - (MARKED if atoms else 0.0)
    keep = [state]
    for from_gone, from_stays in reversed(back):
        state = from_stays if state else from_gone
        keep.append(state)
    return keep[::-1]


def trimmed(article: Article, draft: Draft, gone: Gone) -> Draft:
    """A draft without the stretches of the source that are gone."""
    out: list[Part] = []
    for part in draft:
        if isinstance(part, str):
            out.append(part)
            continue
        span = part.span if isinstance(part, Said) else part
        pieces = list(_left(article.text, Span(span.start, span.end), gone))
        for n, piece in enumerate(pieces):
            if n and _comma(article.text, pieces[n - 1], piece):
                out.append(",")
            inside = part.text[piece.start - span.start : piece.end - span.start] if isinstance(part, Said) else ""
            out.append(Said(piece, inside) if inside else piece)
    return tuple(out)


def _left(text: str, span: Span, gone: Gone) -> Iterator[Span]:
    """What the cuts leave of a span, without the blanks at its ends."""
    at = span.start
    for cut in [*(g for g in gone if g.overlaps(span)), Span(span.end, span.end)]:
        words = text[at : cut.start]
        if words.strip():
            start = at + len(words) - len(words.lstrip())
            yield Span(start, start + len(words.strip()))
        at = max(at, cut.end)


def _comma(text: str, left: Span, right: Span) -> bool:
    """Whether a comma stands where a cut was closed: one did at either end, and what is gone was no apposition."""
    before, out = left.of(text), text[left.end : right.start].strip()
    if before[-1] == "," and out[-1:] == ",":
        return not before.split()[-1][:1].isupper()
    return before[-1] == "," or out[-1:] == ","
