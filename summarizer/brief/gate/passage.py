"""A sentence read for checking: its terms, clauses, and which of its words are denied.

Source sentences and brief sentences are read alike. All properties are computed on demand, since of a long article
only the few sentences that a brief rests on are looked at closely.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from typing import Final

from summarizer.brief.gate.lexicon import cues
from summarizer.brief.gate.words import NUMBER, SIGN, WORD, Term, keys_of, terms

_BREAKS: Final = frozenset(',;:()[]?!…\n"“”«»')
_PART_BREAKS: Final = frozenset(";\n")
_SCOPE_ENDS: Final = frozenset({"và", "hoặc", "nhưng", "mà", "do", "nên"})
_SCOPE: Final = 7
"""Words after a negator that it can deny: the longest verb phrases of news sentences are about this long."""


class Phrases:
    """A set of phrases that can be found in a sequence of keys, longest first, without overlap."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase in phrases:
            keys = keys_of(phrase)
            self._table.setdefault(keys[0], []).append((keys, phrase))
        for entries in self._table.values():
            entries.sort(key=lambda e: -len(e[0]))

    def at(self, keys: Sequence[str], i: int) -> tuple[int, str] | None:
        """End and name of the longest phrase that begins at `i`, or None."""
        for phrase, name in self._table.get(keys[i], ()):
            if tuple(keys[i : i + len(phrase)]) == phrase:
                return i + len(phrase), name
        return None

    def find(self, keys: Sequence[str]) -> list[tuple[int, int, str]]:
        """All occurrences as (begin, end, phrase as listed)."""
        out: list[tuple[int, int, str]] = []
        i = 0
        while i < len(keys):
            hit = self.at(keys, i)
            if hit:
                out.append((i, hit[0], hit[1]))
                i = hit[0]
            else:
                i += 1
        return out


@cache
def phrases(name: str) -> Phrases:
    """The closed class `name` of cues.toml, compiled."""
    return Phrases(cues(name))


@cache
def word_set(name: str) -> frozenset[str]:
    """The keys of all words of a class of cues.toml, for looking up single terms."""
    return frozenset(key for word in cues(name) for key in keys_of(word))


@cache
def stop_words() -> frozenset[str]:
    """Keys that carry no content of their own."""
    return frozenset(key for word in cues("stop") for key in keys_of(word))


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
        stop = stop_words()
        return tuple(t.kind == WORD and t.key not in stop for t in self.terms)

    @cached_property
    def clauses(self) -> tuple[int, ...]:
        """A clause number for every term; they grow at commas and stops and before conjunctions."""
        starts = {i for i, _, _ in phrases("conjunctions").find(self.keys)}
        out: list[int] = []
        number = 0
        for i, t in enumerate(self.terms):
            if i in starts and not self._goes_on(i):
                number += 1
            out.append(number)
            if t.kind == SIGN and (t.key in _BREAKS or self.breaks_at_dash(i)):
                number += 1
        return tuple(out)

    def _goes_on(self, i: int) -> bool:
        """Whether term `i`, else a conjunction, is none here: `3 người còn mất tích`, `sầu riêng`, `không nên`."""
        before = self.terms[i - 1] if i else None
        if self.keys[i] in ("còn", "riêng"):
            return before is not None and before.kind != SIGN
        return self.keys[i] == "nên" and before is not None and before.key in ("không", "chưa", "chẳng", "cũng", "rất")

    @cached_property
    def names_nobody(self) -> bool:
        """Whether the sentence has no name: it may go on about whom the one before names."""
        return not any(t.case and k and self.content[k] for k, t in enumerate(self.terms))

    @cached_property
    def parts(self) -> tuple[int, ...]:
        """A number for every term that grows at semicolons alone."""
        out: list[int] = []
        number = 0
        for t in self.terms:
            out.append(number)
            if t.key in _PART_BREAKS:
                number += 1
        return tuple(out)

    def in_number(self, i: int) -> bool:
        """Whether term `i` is a sign between two numerals: `1-1`, `16/6`."""
        return 0 < i < len(self.terms) - 1 and self.terms[i - 1].kind == self.terms[i + 1].kind == NUMBER

    def breaks_at_dash(self, i: int) -> bool:
        """Whether term `i` is a dash between clauses: with white space round it, not in a name (`Mỹ An - Cao Lãnh`)."""
        t = self.terms[i]
        if t.key not in "-–—" or not 0 < i < len(self.terms) - 1:
            return False
        if self.terms[i - 1].case and self.terms[i + 1].case:
            return False
        return self.text[t.start - 1].isspace() and self.text[t.end].isspace()

    @cached_property
    def negators(self) -> tuple[tuple[int, int], ...]:
        """Begin and end of every hard negator (`không`, `chưa` …)."""
        return tuple((i, j) for i, j, _ in phrases("negators").find(self.keys))

    @cached_property
    def scopes(self) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """For every negator, its place and the content terms that it denies, nearest first, within its clause."""
        out: list[tuple[int, tuple[int, ...]]] = []
        taken = {i for i, _ in self.negators}
        for i, j in self.negators:
            scope: list[int] = []
            for k in range(j, min(len(self.terms), j + _SCOPE + 4)):
                if self.clauses[k] != self.clauses[i] or k in taken or self.keys[k] in _SCOPE_ENDS:
                    break
                if self.content[k] or self.terms[k].kind == NUMBER or self.keys[k] == "đạt":
                    scope.append(k)
                if len(scope) == _SCOPE:
                    break
            out.append((i, tuple(scope)))
        return tuple(out)

    @cached_property
    def denied(self) -> dict[int, int]:
        """Content term → the negator that denies it."""
        return {k: i for i, scope in self.scopes for k in scope}

    @cached_property
    def negative_clauses(self) -> frozenset[int]:
        """Clauses that hold a hard negator or a word that denies by itself."""
        soft = {self.clauses[i] for i, _, _ in phrases("negative").find(self.keys)}
        return frozenset(soft | {self.clauses[i] for i, _ in self.negators})

    def cue(self, name: str) -> tuple[tuple[int, int, str], ...]:
        """Occurrences of a class of cues.toml as (begin, end, phrase)."""
        cache_ = self.__dict__.setdefault("_cues", {})
        if name not in cache_:
            cache_[name] = tuple(phrases(name).find(self.keys))
        return cache_[name]  # type: ignore[no-any-return]

    def at_offset(self, offset: int) -> int:
        """Index of the term that holds or follows the text offset."""
        from bisect import bisect_right

        i = bisect_right(self._ends, offset)
        return min(i, len(self.terms) - 1) if self.terms else 0

    @cached_property
    def _ends(self) -> list[int]:
        return [t.end for t in self.terms]

    def wording(self, i: int, j: int) -> str:
        """The text of terms `[i, j)`."""
        return self.text[self.terms[i].start : self.terms[j - 1].end] if j > i else ""
