"""Names of the brief that the source does not hold: runs of capitalised words, their abbreviations and parts."""

from __future__ import annotations

import re
from functools import cached_property

from summarizer.brief.gate.finding import Finding, objection
from summarizer.brief.gate.passage import Passage, phrase
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.words import SIGN, folded_text, word_set

_LEVELS = frozenset({"tp", "tỉnh", "thị", "xã"})
"""Words for a level of government that a brief may leave out of a name (`Công an TP Hà Nội`)."""
_LONG = 4
"""Letters of a name that may be looked up in the text without its white space."""
_SPELT = 8
"""Words that an acronym stands for at most."""


class Names:
    """The names of a source, for looking up those of a brief."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._runs = {_bare(p.keys[a:b]) for p in source.everything for a, b in p.runs}
        keys = [k for p in source.everything for k in (*_bare(p.keys), "\n")]
        self._words = frozenset(keys)
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

    def explains(self, s: Passage, k: int) -> bool:
        """Whether word `k` is the acronym of words of the source, or begins what the source has as an acronym."""
        letters = re.sub(r"\d.*|_", "", s.keys[k])
        if s.terms[k].case == 2 and len(letters) > 1 and letters in self._initials:
            return True
        # written out here, an acronym there: `Ngân hàng Nông nghiệp` for `NHNN…`
        initials = ""
        for t in s.terms[k : k + _SPELT]:
            if t.kind == SIGN:
                break
            initials += t.key[0]
            if len(initials) > 2 and initials in self._words:
                return True
        return False


def _bare(name: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(k for k in name if k not in _LEVELS and k not in word_set("common_abbreviations"))


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
