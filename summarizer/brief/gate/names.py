"""Names of the brief that the source does not hold: runs of capitalised words, their abbreviations and parts."""

from __future__ import annotations

import re
from functools import cached_property

from summarizer.brief.gate.finding import Finding
from summarizer.brief.gate.passage import Passage, phrases, word_set
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.words import SIGN

_LEVELS = frozenset({"tp", "tỉnh", "thị", "xã"})
"""Words for a level of government that a brief may leave out of a name (`Công an TP Hà Nội`)."""
_KNOWN = frozenset({"cả_nước", "covid", "ai", "internet", "facebook", "google", "tết", "đảng", "nhà", "nước"})
_LONG = 4
"""Letters of a name that may be looked up in the text without its white space."""


class Names:
    """The names of a source, for looking up those of a brief."""

    def __init__(self, source: Source) -> None:
        self._raw = source.article.text
        self._runs: set[tuple[str, ...]] = set()
        keys: list[str] = []
        cased: set[str] = set()
        for p in source.everything:
            keys.extend(k for k in p.keys if k not in _LEVELS and k not in word_set("common_abbreviations"))
            keys.append("\n")
            for begin, end in p.runs:
                self._runs.add(_bare(p.keys[begin:end]))
                cased.update(p.keys[begin:end])
        self._cased = cased
        self._all = set(keys)
        self._text = " " + " ".join(keys) + " "

    @cached_property
    def _plain(self) -> str:
        return "".join(self._raw.lower().split())

    @cached_property
    def _initials(self) -> str:
        """First letters of all words, signs as spaces, for acronyms."""
        words = re.findall(r"[^\W\d_]+|[^\s&-]", self._raw.lower())
        return "".join(w[0] if w[0].isalpha() else " " for w in words if w != "và")

    def holds(self, name: tuple[str, ...]) -> bool:
        """Whether the source holds the name: whole, in parts that are names, or as an acronym."""
        bare = _bare(name)
        return not bare or self._contiguous(bare) or (len(bare) == 1 and bare[0] in _KNOWN) or self._in_parts(bare)

    def _contiguous(self, keys: tuple[str, ...]) -> bool:
        return f" {' '.join(keys)} " in self._text

    def glued(self, wording: str) -> bool:
        """Whether the name stands in the source without white space round it (`Wiredcho biết` of a web page)."""
        plain = "".join(wording.lower().split())
        if len(plain) >= _LONG:
            return plain in self._plain
        # `C5có`, `TheoAFP`: a short one as it is written, no capital or digit beside it
        for m in re.finditer(re.escape(wording), self._raw):
            beside = self._raw[max(0, m.start() - 1) : m.start()] + self._raw[m.end() : m.end() + 1]
            if not any(c.isupper() or c.isdigit() for c in beside):
                return True
        return False

    def acronym(self, key: str) -> bool:
        """Whether successive words of the source have these initials."""
        letters = re.sub(r"\d.*|_", "", key)
        return len(letters) >= 2 and letters.isalpha() and letters in self._initials

    def token(self, key: str) -> bool:
        """Whether the source holds the word at all."""
        return key in self._all or key in _KNOWN

    def cased(self, key: str) -> bool:
        """Whether the word is part of a name of the source."""
        return key in self._cased

    def _in_parts(self, name: tuple[str, ...]) -> bool:
        """Whether the name falls into parts that each are a name of the source or its end."""
        n = len(name)
        reach = [True] + [False] * n
        for i in range(n):
            if not reach[i]:
                continue
            for j in range(i + 1, n + 1):
                if j - i < n and self._part(name[i:j]):
                    reach[j] = True
        return reach[n]

    def _part(self, part: tuple[str, ...]) -> bool:
        for run in self._runs:
            if len(part) <= len(run) and (
                run[-len(part) :] == part
                or (run[: len(part)] == part and (part[0] not in word_set("surnames") or len(part) > 2 or len(run) > 4))
            ):
                return True
        return False


def _bare(name: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(k for k in name if k not in _LEVELS and k not in word_set("common_abbreviations"))


def check(s: Passage, names: Names) -> list[Finding]:
    """Findings on names that the source does not hold."""
    out: list[Finding] = []
    ranks = phrases("ranks").find(s.keys)
    for begin, end in s.runs:
        if begin > 1 and s.keys[begin - 2 : begin] == ("không", "phải"):
            continue  # who it was not
        if end - begin == 1 and s.keys[begin] in word_set("no_names"):
            continue  # no name by itself: `Quốc khánh`
        office = next(((a, b) for a, b, _ in ranks if a <= begin and end <= b), None)
        if office is not None and explained(s, names, begin):
            continue
        missing = _missing(s, names, begin, end, s.opens(begin))
        if office is not None and missing is not None:
            missing = None if names.holds(s.keys[slice(*office)]) else office
        if missing is None or names.glued(s.wording(*missing)):
            continue
        first, last = missing
        # `Tờ Guardian` at the head of a sentence, and `Guardiannhận xét` in the source
        if s.opens(begin) and last - first > 1 and names.glued(s.wording(first + 1, last)):
            continue
        body = last - first == 2 and s.keys[first] in word_set("org_heads") and s.terms[last - 1].case == 1
        if body and last < len(s.terms) and s.content[last] and not s.terms[last].case:
            last += 1  # `Bộ Y tế`, `Ban Tuyên giáo`
        out.append(Finding("name", "entity", {"name": s.wording(first, last)}, words=(s.span(first, last),)))
    return out


def _missing(s: Passage, names: Names, begin: int, end: int, opens: bool) -> tuple[int, int] | None:
    """The part of a run that the source lacks, or None."""
    if names.holds(s.keys[begin:end]):
        return None
    if opens:
        # the first word is capitalised in any case: `Tại Hà Nội`, `Ông Hải`
        words = s.wording(begin, end).split()
        if end - begin == 1 and s.terms[begin].case == 1 and sum(w[0].isupper() for w in words) < 2:
            return None
        if end - begin > 1 and names.holds(s.keys[begin + 1 : end]):
            return None
        begin += (
            1 if end - begin > 1 and not names.cased(s.keys[begin]) and s.keys[begin] not in word_set("surnames") else 0
        )
    if all(len(s.keys[k]) == 1 for k in range(begin, end)):
        # initials: `D.C.`
        return None
    known = [k for k in range(begin, end) if names.token(s.keys[k]) or explained(s, names, k)]
    if len(known) == end - begin:
        if end - begin == 1 or all(s.terms[k].case == 2 for k in known) or any(explained(s, names, k) for k in known):
            return None
        # every word stands in the source, though not together: a mixture of names
        return begin, end
    return begin, end


def explained(s: Passage, names: Names, k: int) -> bool:
    """Whether a word is the acronym of words of the source, or begins what the source has as an acronym."""
    if s.terms[k].case == 2 and names.acronym(s.keys[k]):
        return True
    # written out here, an acronym there: `Ngân hàng Nông nghiệp` for `NHNN…`
    initials = ""
    for t in s.terms[k : k + 8]:
        if t.kind == SIGN:
            break
        initials += t.key[0]
        if len(initials) >= 3 and names.token(initials):
            return True
    return False
