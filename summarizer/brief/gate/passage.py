"""A sentence read for checking: its terms, what they carry, where its clauses end; and what a check finds in it.

Source sentences and brief sentences are read alike. All properties are computed on demand, since of a long article
only the few sentences that a brief rests on are looked at closely.
"""

from __future__ import annotations

import textwrap
from bisect import bisect_right
from collections.abc import Set
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby
from typing import Final

from summarizer import locale
from summarizer.brief.gate.words import NUMBER, SIGN, WORD, Term, heads_body, terms, word_set
from summarizer.brief.model import Fault, Gravity
from summarizer.text.span import Span

_BEYOND: Final = 3
"""Words on either side by which a lone one is made a phrase."""
_SHOWN: Final = 70
"""Characters of a wording in a reason."""
_BREAKS: Final = frozenset(',;:()[]?!…\n"“”«»')


class Passage:
    """One sentence of a text: `text[start:end]`, read as terms. `index` is its place among the sentences."""

    def __init__(self, text: str, start: int, end: int, index: int = 0, role: str = "body") -> None:
        self.text = text
        self.start = start
        self.end = end
        self.index = index
        self.role = role
        self.terms: list[Term] = terms(text, start, end)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The key of every term."""
        return tuple(t.key for t in self.terms)

    @cached_property
    def words(self) -> list[str]:
        """All keys but signs, in order."""
        return [t.key for t in self.terms if t.kind != SIGN]

    @cached_property
    def key_set(self) -> frozenset[str]:
        """All keys but signs."""
        return frozenset(self.words)

    @cached_property
    def content(self) -> tuple[bool, ...]:
        """Whether a term carries content: a word that is no stop word."""
        return tuple(t.kind == WORD and t.key not in word_set("stop") for t in self.terms)

    @cached_property
    def told(self) -> frozenset[str]:
        """The keys that carry content."""
        return frozenset(k for k, content in zip(self.keys, self.content, strict=True) if content)

    @cached_property
    def clauses(self) -> tuple[int, ...]:
        """A clause number for every term; they grow at signs that part clauses."""
        return self._numbered(_BREAKS)

    @cached_property
    def parts(self) -> tuple[int, ...]:
        """The number of the part for every term; parts end at `;` and `.`."""
        return self._numbered({";", "."})

    def _numbered(self, ends: Set[str]) -> tuple[int, ...]:
        return tuple(accumulate((k in ends for k in self.keys[:-1]), initial=0))[: len(self.keys)]

    @cached_property
    def runs(self) -> tuple[tuple[int, int], ...]:
        """Runs of capitalised words as (begin, end)."""
        groups = groupby(range(len(self.terms)), key=lambda k: self.terms[k].case > 0)
        runs = [list(run) for capital, run in groups if capital]
        return tuple((run[0], run[-1] + 1) for run in runs)

    def opens(self, i: int) -> bool:
        """Whether a sentence, a quotation or an aside begins at term `i`, so that a capital there tells nothing."""
        return i == 0 or (self.terms[i - 1].kind == SIGN and self.keys[i - 1] in '.!?…:"“«(;\n-–•')

    def at_offset(self, offset: int) -> int:
        """Index of the term that holds or follows the text offset."""
        return max(0, min(bisect_right(self.terms, offset, key=lambda t: t.end), len(self.terms) - 1))

    def span(self, i: int, j: int) -> Span:
        """Where terms `[i, j)` stand in the text."""
        return Span(self.terms[i].start, self.terms[j - 1].end)

    def wording(self, i: int, j: int) -> str:
        """The text of terms `[i, j)`."""
        return self.text[self.terms[i].start : self.terms[j - 1].end] if j > i else ""


def phrase(p: Passage, begin: int, end: int, *, lone: bool = True) -> tuple[int, int]:
    """Terms `[begin, end)` without a name, or a word cut in two: to the edges of a name; a `lone` word to a phrase.

    A phrase is what stands between words without content of their own; such a word goes with the phrase behind it.
    """
    for first, last in p.runs:
        if first < end and begin < last:
            # the second syllable after the last capital is a body's: `Sở Tài chính`
            body = last - first > 1 and heads_body(p.keys, first)
            more = body and last < len(p.keys) and p.terms[last - 1].case == 1 and p.content[last]
            begin, end = min(begin, first), max(end, last + more)
    if not lone or end - begin > 1:
        return begin, end
    stop, low = min(len(p.keys), end + _BEYOND), max(0, begin - _BEYOND)
    bare = not _told(p, begin)
    while end < stop and (_told(p, end) or (bare and p.terms[end].kind == WORD)):
        bare = bare and not _told(p, end)
        end += 1
    if end - begin == 1:
        while begin > low and _told(p, begin - 1):
            begin -= 1
    return begin, end


def _told(p: Passage, k: int) -> bool:
    """Whether a term goes on with a phrase: a word of content or a number, no name."""
    return (p.content[k] and not p.terms[k].case) or p.terms[k].kind == NUMBER


@dataclass(frozen=True)
class Finding:
    """One objection to a brief sentence; an `error` makes it unsupported, a `note` only tells the reader.

    `key` stands in the catalog room `gate`; its text shows the wordings `brief` and `source`. `words` are spans of the
    sentence, `there` of the article.
    """

    key: str
    kind: str
    brief: str
    words: tuple[Span, ...]
    source: str = ""
    there: tuple[Span, ...] = ()
    gravity: Gravity = "error"

    def fault(self) -> Fault:
        """The objection in the words of the current language."""
        brief, source = (textwrap.shorten(told, _SHOWN, placeholder="…") for told in (self.brief, self.source))
        reason = locale.text(f"gate.{self.key}", brief=brief, source=source)
        return Fault(self.kind, reason, self.gravity, self.words, self.there)

    def overlaps(self, other: Finding) -> bool:
        """Whether the two object to the same words."""
        return any(a.overlaps(b) for a in self.words for b in other.words)


def objection(
    key: str, kind: str, s: Passage, at: tuple[int, int], there: Span | None = None, text: str = ""
) -> Finding:
    """The finding that terms `at` of a sentence are not what stands at `there` in the article's `text`."""
    source = (there.of(text), (there,)) if there is not None else ("", ())
    return Finding(key, kind, s.wording(*at), (s.span(*at),), *source)
