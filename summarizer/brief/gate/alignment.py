"""Which word of the source each word of a brief sentence stands for.

A word may occur many times in the source; the occurrence whose neighbours look most like the brief's is taken
(the idea of METEOR's chunk-minimal matching, done greedily). The clauses of the brief sentence each have a home: the
source sentence that covers them best.
"""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.words import NUMBER, SIGN, common

_WINDOW = 4
_REACH = 6
_HOME = 1.5
_SHORT = 3
_CARRIED = 3
"""Sentences over which one that names nobody may go on about a name."""
_NEAR = 0.8
"""An occurrence whose score is at least this share of the best one's could be meant as well."""


@dataclass(frozen=True)
class Link:
    """A word of the brief sentence (term `here`) and an occurrence of it in the source (`passage`, term `there`)."""

    here: int
    passage: Passage
    there: int
    score: float


class Alignment:
    """Links from a brief sentence into a pool of source sentences."""

    def __init__(self, sentence: Passage, pool: list[Passage], source: Source) -> None:
        self.sentence = sentence
        self.pool = pool
        self.source = source
        self._shares: dict[tuple[int, int], float] = {}
        self._clauses: dict[int, list[int]] = {}
        for i, clause in enumerate(sentence.clauses):
            self._clauses.setdefault(clause, []).append(i)
        self._places: dict[str, list[tuple[Passage, int]]] = {}
        for p in pool:
            for j, t in enumerate(p.terms):
                if t.kind != SIGN:
                    self._places.setdefault(t.key, []).append((p, j))
        self.homes = self._homes()
        self.links: dict[int, list[Link]] = {}
        for i, t in enumerate(sentence.terms):
            if t.kind != SIGN and t.key in self._places:
                self.links[i] = self._candidates(i)

    def best(self, i: int) -> Link | None:
        """The occurrence that term `i` most likely stands for."""
        found = self.links.get(i)
        return found[0] if found else None

    def possible(self, i: int) -> list[Link]:
        """All occurrences that term `i` may well stand for, best first."""
        found = self.links.get(i, [])
        return [link for link in found if link.score >= _NEAR * found[0].score]

    def clause_terms(self, clause: int) -> list[int]:
        """Content terms of a clause of the brief sentence."""
        return [i for i in self._inside(clause) if self.sentence.content[i]]

    def _inside(self, clause: int) -> list[int]:
        """All terms of a clause."""
        return self._clauses.get(clause, [])

    def coverage(self, clause: int, passage: Passage) -> float:
        """Share (by weight) of the clause's content that `passage` holds; 0 for a clause without content."""
        keys = {self.sentence.keys[i] for i in self.clause_terms(clause)}
        total = sum(self.source.weight(k) for k in keys)
        return sum(self.source.weight(k) for k in keys if k in passage.key_set) / total if total else 0.0

    def closeness(self, clause: int, passage: Passage) -> float:
        """Share of the clause's content words and numbers that `passage` has in order: 1 for a copied clause."""
        s = self.sentence
        inside = [i for i in self._inside(clause) if s.terms[i].kind != SIGN]
        content = [s.keys[i] for i in inside if s.content[i] or s.terms[i].kind == NUMBER]
        found = self._in_order(content, passage)
        if len(content) > _SHORT:
            return found
        # `giảm một nửa so với cùng kỳ`: the small words tell as well
        return max(found, self._in_order([s.keys[i] for i in inside], passage))

    @staticmethod
    def _in_order(wanted: list[str], passage: Passage) -> float:
        known = set(wanted)
        return common(wanted, [k for k in passage.keys if k in known]) / len(wanted) if wanted else 0.0

    def same_names(self, clause: int, passage: Passage) -> bool:
        """Whether the names of the clause stand in `passage` or shortly before; else it tells of someone else.

        Shortly before is the sentence before, or for one that names nobody itself (`Nhưng họ …`) the last few.
        """
        s = self.sentence
        back = _CARRIED if passage.names_nobody else 1
        near = self.source.passages[max(0, passage.index - back) : passage.index + 1]
        return all(
            any(s.keys[i] in p.key_set for p in near)
            for i in self._inside(clause)
            if i and s.terms[i].case and s.content[i]
        )

    def share(self, part: int, passage: Passage) -> float:
        """Share of the content words and numbers of a `;` part that `passage` holds, in whatever order."""
        known = self._shares.get((part, passage.index))
        if known is None:
            s = self.sentence
            wanted = [
                s.keys[i] for i, c in enumerate(s.parts) if c == part and (s.content[i] or s.terms[i].kind == NUMBER)
            ]
            known = sum(k in passage.key_set for k in wanted) / len(wanted) if wanted else 0.0
            self._shares[part, passage.index] = known
        return known

    def _homes(self) -> dict[int, Passage]:
        homes: dict[int, Passage] = {}
        whole = self.sentence.key_set
        for clause in set(self.sentence.clauses):
            scored = [
                (self.coverage(clause, p) + 0.3 * len(whole & p.key_set) / max(1, len(whole)), -p.index, p)
                for p in self.pool
            ]
            if scored:
                homes[clause] = max(scored, key=lambda e: e[:2])[2]
        return homes

    def _candidates(self, i: int) -> list[Link]:
        s = self.sentence
        near = [
            (k, 1.0 if s.content[k] else 0.25)
            for k in range(max(0, i - _WINDOW), min(len(s.terms), i + _WINDOW + 1))
            if k != i and s.terms[k].kind != SIGN
        ]
        home = self.homes.get(s.clauses[i])
        out: list[Link] = []
        for p, j in self._places[s.keys[i]]:
            low, high = max(0, j - _REACH), min(len(p.terms), j + _REACH + 1)
            local = p.keys[low:high]
            score = 0.5 + (_HOME if p is home else 0.0)
            for k, weight in near:
                if s.keys[k] in local:
                    score += weight
            for step in (-1, 1):
                if 0 <= i + step < len(s.keys) and 0 <= j + step < len(p.keys) and s.keys[i + step] == p.keys[j + step]:
                    score += 0.5
            out.append(Link(i, p, j, score))
        out.sort(key=lambda link: (-link.score, link.passage.index, link.there))
        return out
