"""What of a sentence may be exchanged for another of its kind: names, figures, and the other words of content."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from summarizer.brief.gate.figures import places
from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.times import date_parts
from summarizer.brief.gate.words import DIGITS, NUMBER, heads_body, word_set
from summarizer.facts.model import Figure
from summarizer.facts.times import is_time

Key = tuple[str, tuple[Hashable, ...]]


class Unit(NamedTuple):
    """Something of a sentence that may be exchanged for another of its kind: terms `[begin, end)`.

    `ident` is what it is, however it is written; `label` parts those of one kind that cannot stand for each other.
    """

    kind: str
    ident: tuple[Hashable, ...]
    label: Hashable
    begin: int
    end: int

    @property
    def key(self) -> Key:
        """Kind and ident."""
        return self.kind, self.ident

    @property
    def name(self) -> str:
        """The ident of a name or word."""
        return str(self.ident[-1])


def units(p: Passage, figures: Sequence[Figure], source: Source) -> list[Unit]:
    """Figures, names, and the other content words of a sentence, in order."""
    cased = source.remembered("cased", _cased)
    out = [_figure(p, x.begin, x.end, x.figure) for x in places(p, figures)]
    taken = {k for u in out for k in range(u.begin, u.end)}
    bare = [k for k, t in enumerate(p.terms) if t.kind == NUMBER and k not in taken]
    out += [Unit("number", (p.keys[k].lstrip("0"),), "", k, k + 1) for k in bare]
    for begin, end in p.runs:
        while p.opens(begin) and begin < end and p.keys[begin] not in cased:
            begin += 1  # a capital that only opens the sentence
        if begin < end and taken.isdisjoint(range(begin, end)):
            out.append(Unit("name", (p.keys[end - 1],), _label(p, begin, end), begin, end))
    taken = {k for u in out for k in range(u.begin, u.end)}
    out += [Unit("word", (p.keys[k],), "", k, k + 1) for k, c in enumerate(p.content) if c and k not in taken]
    return sorted(out, key=lambda u: u.begin)


def _cased(source: Source) -> frozenset[str]:
    """Words that the source writes with a capital inside a sentence."""
    return frozenset(p.keys[k] for p in source.passages for b, e in p.runs for k in range(b, e) if not p.opens(k))


def _figure(p: Passage, begin: int, end: int, figure: Figure) -> Unit:
    if is_time(figure):
        parts = date_parts(p.wording(begin, end))
        return Unit("time", tuple(sorted(parts)) or p.keys[begin:end], frozenset(f for f, _ in parts), begin, end)
    counting = (k for k in p.keys[begin:end] if k[0].isdigit() or (k in DIGITS and k != "năm"))
    numerals = [DIGITS.get(k, k.lstrip("0")) for k in counting]
    return Unit("number", tuple(numerals) or p.keys[begin:end], p.keys[end - 1], begin, end)


def _label(p: Passage, begin: int, end: int) -> str:
    """What a name names, as far as its form and the word before it tell; empty for what is no name by itself."""
    before = p.keys[begin - 1] if begin else ""
    first = p.keys[begin]
    if (first in word_set("surnames") and end - begin > 1) or before in word_set("person_words"):
        return "person"
    if heads_body(p.keys, begin) or first in word_set("ranks_first"):
        return "body"
    if before in word_set("levels", "before_places"):
        return "place"
    return "" if end - begin == 1 and first in word_set("no_names") else "other"


def clash(one: Unit, other: Key) -> bool:
    """Whether `other` may be but another way to write the unit, or a common noun."""
    if one.kind != "name":
        return bool(set(one.ident) & set(other[1]))
    a, b = one.name, str(other[1][0])
    return a.startswith(b) or b.startswith(a) or b in word_set("common_abbreviations")
