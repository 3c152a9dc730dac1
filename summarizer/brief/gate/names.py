"""What of a brief the source has nowhere: names, their abbreviations and parts, and whole stretches of words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import groupby, takewhile

from summarizer.brief.gate.passage import Finding, Passage, objection, phrase
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.words import SIGN, WORD, Term, word_set
from summarizer.document.model import Span
from summarizer.text.fold import folded_text
from summarizer.text.subsequence import common

_LONG = 4
"""Letters of a name that may be looked up in the text without its white space."""
_STRANGE = 3
"""Content words of a stretch, and of what is copied: honest rewording brings in fewer, or rewrites the rest as well."""
_SPELT = 8
"""Words that an acronym stands for at most."""


class Names:
    """The names of a source, for looking up those of a brief."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._runs = {_bare(p.keys[a:b]) for p in source.everything for a, b in p.runs}
        keys = [k for p in source.everything for k in (*_bare(p.keys), "\n")]
        words = frozenset(folded_text(source.article.text).split())
        self.words = words.union(*(p.key_set for p in source.everything))
        self._text = f" {' '.join(keys)} "

    @cached_property
    def _initials(self) -> str:
        """First letters of all words, signs as spaces, for acronyms."""
        words = re.findall(r"[^\W\d_]+|[^\s&-]", self._source.article.text.lower())
        return "".join(w[0] if w[0].isalpha() else " " for w in words if w != "và")

    def holds(self, s: Passage, begin: int, end: int) -> bool:
        """Whether the source holds the name over terms `[begin, end)`: whole, in parts, or without its white space."""
        name = _bare(s.keys[begin:end])
        plain = folded_text(s.wording(begin, end)).replace(" ", "")
        return (
            f" {' '.join(name)} " in self._text
            or self._in_parts(name)
            or (len(plain) >= _LONG and plain in self._source.plain)  # `Wiredcho biết` of a web page
        )

    def _in_parts(self, name: tuple[str, ...]) -> bool:
        """Whether the name falls into parts that each are a name of the source, its beginning or its end."""
        ends = {0}
        for j in range(1, len(name) + 1):
            if any(self._part(name[i:j]) for i in ends):
                ends.add(j)
        return len(name) in ends

    def _part(self, part: tuple[str, ...]) -> bool:
        n, given = len(part), part[0] not in word_set("surnames")
        return any(run[-n:] == part or (run[:n] == part and (given or n > 2)) for run in self._runs)

    def lacks(self, term: Term) -> bool:
        """Whether the source has a word nowhere."""
        return term.kind == WORD and term.key not in self.words

    def explains(self, s: Passage, k: int) -> bool:
        """Whether word `k` is the acronym of words of the source, or begins what the source has as an acronym."""
        letters = re.sub(r"\d.*|_", "", s.keys[k])
        if s.terms[k].case == 2 and len(letters) > 1 and letters in self._initials:
            return True
        # written out here, an acronym there: `Ngân hàng Nông nghiệp` for `NHNN…`
        told = takewhile(lambda t: t.kind != SIGN, s.terms[k : k + _SPELT])
        initials = "".join(t.key[0] for t in told)
        return any(initials[:size] in self.words for size in range(3, len(initials) + 1))


def _bare(name: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(k for k in name if k not in word_set("left_out", "common_abbreviations"))


def check(s: Passage, names: Names) -> list[Finding]:
    """Findings on names that the source does not hold."""
    missing = (run for run in s.runs if not _names_nobody(s, *run) and not _known(s, names, *run))
    return [objection("name", "entity", s, phrase(s, *run, lone=False)) for run in missing]


def _names_nobody(s: Passage, begin: int, end: int) -> bool:
    """Whether a run is no name, for all one can see (`Quốc khánh`, a capital that opens a sentence), or is denied."""
    lone = end - begin == 1 and s.keys[begin] in word_set("no_names")
    opening = s.opens(begin) and sum(word[0].isupper() for word in s.wording(begin, end).split()) < 2
    initials = all(len(key) == 1 for key in s.keys[begin:end])
    return lone or opening or initials or s.keys[max(0, begin - 2) : begin] == ("không", "phải")


def _known(s: Passage, names: Names, begin: int, end: int) -> bool:
    if names.holds(s, begin, end) or any(names.explains(s, k) for k in range(begin, end)):
        return True
    # the first word is capitalised in any case: `Tại Hà Nội`
    return s.opens(begin) and end - begin > 1 and names.holds(s, begin + 1, end)


def added(s: Passage, pool: Sequence[Passage], names: Names, told: Sequence[Span]) -> list[Finding]:
    """Findings on stretches of words that the source has nowhere, where all else stands in one sentence of the `pool`.

    A sentence without a single content word of the source is such a stretch, however short. `told` are the figures,
    which are compared by what they come to.
    """
    covered = {k for f in told for k in range(s.at_offset(f.start), s.at_offset(f.end - 1) + 1)}
    strange = [names.lacks(t) and k not in covered for k, t in enumerate(s.terms)]
    known = [content and not new for content, new in zip(s.content, strange, strict=True)]
    # neither a sign nor `và`, `là` parts what is strange
    parting = [c or k in covered for k, c in enumerate(known)]
    alone = not any(parting)
    least = 1 if alone else _STRANGE
    found: list[tuple[int, int]] = []
    beyond: set[int] = set()
    for _, group in groupby(range(len(parting)), parting.__getitem__):
        run = list(group)  # nothing is strange where something parts
        new = [k for k in run if strange[k]]
        if sum(s.content[k] for k in new) >= least and not any(names.explains(s, k) for k in new):
            found.append((new[0], new[-1] + 1))
            beyond.update(range(run[0], new[-1] + 1))
    copied = [t.key for k, t in enumerate(s.terms) if t.kind != SIGN and k not in beyond]
    if alone or (sum(known) >= _STRANGE and any(common(copied, p.words) == len(copied) for p in pool)):
        return [objection("judge_alone.invented", "invented", s, at) for at in found]
    return []
