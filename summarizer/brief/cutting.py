"""Sentences made shorter: the editor weighs their words, exact rules say what cannot be parted.

A sentence falls into parts at its commas and brackets and before words that begin a circumstance. A part goes where the
words of it are worth less than nothing together, and where what is left is still a sentence that says the same: what
limits, turns or negates stays, and so do lists that are told as whole, and the main verb.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from threading import Event
from typing import Final

from summarizer.brief.drafting import Draft, Part, Said
from summarizer.brief.units import Unit
from summarizer.document.model import Article, Span
from summarizer.engines.base import Editor, Word
from summarizer.text.data import load

COST: Final = 0.5
"""What a cut costs, in log-odds: it must be worth it."""
BIAS: Final = -0.2
"""Added to the log-odds of every word."""
LEAST: Final = 8
"""Words that a sentence keeps at least."""
SHORT: Final = 16
"""A sentence of fewer words is not cut."""
_CLOSERS: Final = {"(": ")", "[": "]", "“": "”", "«": "»", "‘": "’"}
_STOPS: Final = ".,;:"
_EDGE: Final = ".,;:!?\"'“”‘’«»()[]"

Gone = tuple[Span, ...]


def cuts(
    article: Article, units: Mapping[int, Unit], editor: Editor, cancelled: Event | None = None
) -> dict[int, Gone]:
    """What goes of units, by their number; those that stay whole are not among them.

    Nothing of an official document is cut: there every word may bind.
    """
    asked = [i for i, u in units.items() if article.card is None and _cuttable(article, u)]
    weighed = editor.weigh(article, [units[i] for i in asked], cancelled=cancelled) if asked else []
    found = ((i, gone(article, words)) for i, words in zip(asked, weighed, strict=True))
    return {i: spans for i, spans in found if spans}


def _cuttable(article: Article, unit: Unit) -> bool:
    return not unit.leans and article.sentences[unit.sentence].role == "body"


def gone(article: Article, words: Sequence[Word]) -> Gone:
    """The stretches of a sentence that a brief can do without; empty where it stays whole."""
    if len(words) < SHORT:
        return ()
    said = [w.span.of(article.text) for w in words]
    parts = _parts(said)
    runs: list[tuple[int, int]] = []
    for first, stop in parts:
        worth = -sum(w.keep + BIAS for w in words[first:stop])
        if worth > COST and stop - first < len(words):
            if runs and runs[-1][1] == first:
                runs[-1] = (runs[-1][0], stop)
            else:
                runs.append((first, stop))
    runs = [r for r in runs if _may_go(said, *r)]
    if len(said) - sum(stop - first for first, stop in runs) < LEAST:
        return ()
    return tuple(Span(words[first].span.start, words[stop - 1].span.end) for first, stop in runs)


def _parts(said: Sequence[str]) -> list[tuple[int, int]]:
    """A sentence in parts: at commas, semicolons and brackets, before a word that begins a circumstance.

    What stands in quotation marks or in brackets is never parted.
    """
    breaks = _phrases("breaks")
    starts = [0]
    closer, quoted = "", False
    for i, word in enumerate(said):
        free = not closer and not quoted
        if i and free:
            before = said[i - 1]
            bracket = word[0] in "([" or before.rstrip(_STOPS)[-1:] in (")", "]")
            if before[-1] in ",;" or bracket or _begins(said, i, breaks):
                starts.append(i)
        for c in word:
            if c == '"':
                quoted = not quoted
            elif closer:
                closer = "" if c == closer else closer
            else:
                closer = _CLOSERS.get(c, "")
    if closer or quoted:  # one end is missing: nothing is known of what is quoted
        return [(0, len(said))]
    return list(pairwise([*starts, len(said)]))


def _may_go(said: Sequence[str], first: int, stop: int) -> bool:
    """Whether what is left without the words from `first` to `stop` still says what it said."""
    if said[first][0] in "([" and said[stop - 1].rstrip(_STOPS)[-1:] in (")", "]"):
        return True
    if _begins(said, first, _phrases("stays")) or any(
        w.lower().strip(_EDGE) in _phrases("lists") for w in said[:first]
    ):
        return False
    if first:
        return stop == len(said) or not _begins(said, stop, _phrases("joins"))
    told = " ".join(w.lower().strip(_EDGE) for w in said[:stop])
    opens = _begins(said, 0, _phrases("openings")) or told.endswith(tuple(_phrases("saying")))
    return opens and not _begins(said, stop, _phrases("leaning")) and not _begins(said, stop, _phrases("joins"))


def _phrases(kind: str) -> frozenset[str]:
    return frozenset(load(__package__, "cutting.toml")[kind])


def _begins(said: Sequence[str], at: int, phrases: frozenset[str]) -> bool:
    """Whether one of the phrases stands at a word."""
    words = [w.lower().strip(_EDGE) for w in said[at : at + 3]]
    return any(" ".join(words[:n]) in phrases for n in range(1, len(words) + 1))


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
