"""A word changed for one that excludes it: `tăng` for `giảm`, `khánh thành` for `khởi công`."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from summarizer.brief.gate.alignment import Alignment
from summarizer.brief.gate.finding import Finding
from summarizer.brief.gate.inversion import CONVERSE
from summarizer.brief.gate.lexicon import contrasts
from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.words import NUMBER, SIGN, WORD, keys_of

_MEASURING = frozenset(
    {
        "tăng",
        "giảm",
        "gia",
        "sụt",
        "suy",
        "hạ",
        "vượt",
        "hụt",
        "cao",
        "thấp",
        "nhiều",
        "ít",
        "lớn",
        "nhỏ",
        "nhanh",
        "chậm",
        "mạnh",
    }
)
"""First words of poles that say how a figure moves."""
_STRONG = 4
"""What one side must share where the other differs: two content words."""


@cache
def _single() -> tuple[tuple[frozenset[str], ...], ...]:
    """The sets whose poles are measured things, each pole as the keys that stand for it alone."""
    return tuple(
        tuple(frozenset(keys[0] for phrase in pole if len(keys := keys_of(phrase)) == 1) for pole in poles)
        for poles in contrasts("measured")
    )


def opposed_words(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether a figure is said of one measured thing here and of another there (`doanh thu`, `lợi nhuận`)."""
    for poles in _single():
        here = {n for n, pole in enumerate(poles) if pole & ours}
        there = {n for n, pole in enumerate(poles) if pole & theirs}
        if here and there and not here & there:
            return True
    return False


class Pole(NamedTuple):
    """An occurrence of a pole of a contrast set."""

    begin: int
    end: int
    group: int
    pole: int


@cache
def _table() -> tuple[dict[str, list[tuple[tuple[str, ...], int, int]]], int]:
    table: dict[str, list[tuple[tuple[str, ...], int, int]]] = {}
    sets = [*contrasts("strict"), *contrasts("slot"), *contrasts("measured")]
    for g, poles in enumerate(sets):
        for k, pole in enumerate(poles):
            for phrase in pole:
                keys = keys_of(phrase)
                table.setdefault(keys[0], []).append((keys, g, k))
    return table, len(contrasts("strict"))


def poles(p: Passage) -> list[Pole]:
    """All poles in a sentence; of two that begin alike in one set the longer counts."""
    known: list[Pole] | None = p.__dict__.get("_poles")
    if known is not None:
        return known
    table, _ = _table()
    found: list[Pole] = []
    for i, key in enumerate(p.keys):
        for keys, g, k in table.get(key, ()):
            if p.keys[i : i + len(keys)] == keys and not _in_name(p, i):
                found.append(Pole(i, i + len(keys), g, k))
    out = [
        x
        for n, x in enumerate(found)
        if not any(
            y is not x and y.group == x.group and y.begin <= x.begin and x.end <= y.end and len_(y) > len_(x)
            for y in found[max(0, n - 12) : n + 13]
        )
    ]
    p.__dict__["_poles"] = out
    return out


@cache
def _offices() -> frozenset[str]:
    """First words of offices, which are written with capitals and are no names."""
    sets = [*contrasts("rank"), *(poles for poles in contrasts("slot") if ("chủ tịch",) in poles)]
    return frozenset(keys_of(phrase)[0] for poles in sets for pole in poles for phrase in pole)


def _in_name(p: Passage, i: int) -> bool:
    """Whether a word is part of a name of several words (`Hòa` of `Hòa Bình`)."""
    if not i or not p.terms[i].case:
        return False
    if p.terms[i].case == 1 and p.terms[i - 1].kind == WORD and p.keys[i] not in _offices():
        # `Bộ An ninh Nội địa`
        return True
    return any(0 <= k < len(p.terms) and p.terms[k].case == 1 for k in (i - 1, i + 1)) and "_" not in p.keys[i]


def len_(pole: Pole) -> int:
    """Terms in an occurrence."""
    return pole.end - pole.begin


def check(a: Alignment, skip: frozenset[int] = frozenset()) -> list[Finding]:
    """Findings on changed poles. `skip` holds terms that another check has judged (trend words beside figures)."""
    s = a.sentence
    _, strict = _table()
    out: list[Finding] = []
    for pole in poles(s):
        if s.keys[pole.begin] in _MEASURING and any(k in skip for k in range(pole.begin, pole.end)):
            continue
        turned = _turned(a, pole)
        hit = _in_slot(a, pole, pole.group < strict)
        if hit is None and pole.group < strict:
            hit = _in_clause(a, pole)
        if hit is not None and turned and hit[0].keys[hit[1].begin] in CONVERSE:
            continue
        if hit is not None:
            p, other = hit
            out.append(
                Finding(
                    "contrast",
                    {"brief": s.wording(pole.begin, pole.end), "source": p.wording(other.begin, other.end)},
                    at=pole.begin,
                )
            )
    return out[:1]


def _turned(a: Alignment, pole: Pole) -> bool:
    """A verb that another turns round (`thắng`, `thua`), with both sides named: `roles` judges it."""
    s = a.sentence
    if s.keys[pole.begin] not in CONVERSE or len_(pole) > 1:
        return False
    sides = [
        any(s.terms[k].case and k in a.links for k in r) for r in (range(pole.begin), range(pole.end, len(s.terms)))
    ]
    return all(sides) or "bị" in s.keys[: pole.begin]


def _denied(p: Passage, pole: Pole) -> bool:
    inside = range(pole.begin, pole.end)
    return any(k in p.denied and p.denied[k] not in inside for k in inside)


def _same(s: Passage, pole: Pole, p: Passage, other: Pole) -> bool:
    return other.group == pole.group and other.pole == pole.pole and _denied(s, pole) == _denied(p, other)


def _conflict(s: Passage, pole: Pole, p: Passage, other: Pole) -> bool:
    return other.group == pole.group and other.pole != pole.pole and _denied(s, pole) == _denied(p, other)


def _in_slot(a: Alignment, pole: Pole, strict: bool) -> tuple[Passage, Pole] | None:
    """The other pole between the words that stand round this one; for `slot` sets both sides have to be the same."""
    s = a.sentence
    clause = s.clauses[pole.begin]
    for p in a.pool:
        same = [o for o in poles(p) if _same(s, pole, p, o)]
        for other in poles(p):
            if not _conflict(s, pole, p, other):
                continue
            left = _run(s, pole.begin - 1, p, other.begin - 1, -1, clause)
            right = _run(s, pole.end, p, other.end, 1, clause)
            if left is None or right is None:
                dated = right is not None and right >= _STRONG and s.terms[pole.end].kind == NUMBER
                if not dated and (not strict or max(left or 0, right or 0) < _STRONG):
                    # `tối 9/2` for `sáng 9/2` needs no other words to be the same
                    continue
            elif left + right < (1 if strict else 2):
                continue
            left, right = left or 0, right or 0
            apart = left + right < _STRONG
            if any(
                (apart and p.clauses[o.begin] == p.clauses[other.begin]) or _shares_number(a, clause, p, o)
                for o in same
            ):
                continue
            if _fits_better(a, pole, left + right):
                continue
            if a.closeness(clause, p) >= (0.4 if strict else 0.55):
                return p, other
    return None


def _shares_number(a: Alignment, clause: int, p: Passage, other: Pole) -> bool:
    """Whether the source gives the brief's figure in the clause with the same word: an ellipsis, not a change."""
    s = a.sentence
    ours = {s.keys[k] for k, c in enumerate(s.clauses) if c == clause and s.terms[k].kind == NUMBER}
    ours -= {p.keys[k] for k, c in enumerate(p.clauses) if c != p.clauses[other.begin]}
    return any(
        p.keys[k] in ours for k, c in enumerate(p.clauses) if c == p.clauses[other.begin] and p.terms[k].kind == NUMBER
    )


def _fits_better(a: Alignment, pole: Pole, score: int) -> bool:
    """Whether the word itself stands somewhere in the pool among words that fit as well."""
    s = a.sentence
    clause = s.clauses[pole.begin]
    for p in a.pool:
        for o in poles(p):
            if _same(s, pole, p, o):
                left = _run(s, pole.begin - 1, p, o.begin - 1, -1, clause) or 0
                if left + (_run(s, pole.end, p, o.end, 1, clause) or 0) >= score:
                    return True
    return False


def _run(s: Passage, i: int, p: Passage, j: int, step: int, clause: int) -> int | None:
    """How many words outwards are the same (content words count double, three at most); None where they differ at once.

    The end of the clause in the brief is no difference.
    """
    score = 0
    for n in range(3):
        if not 0 <= i < len(s.terms) or s.clauses[i] != clause or (s.terms[i].kind == SIGN and not s.in_number(i)):
            break
        if not 0 <= j < len(p.terms) or s.keys[i] != p.keys[j]:
            opens = 0 <= j < len(p.terms) and p.keys[j] == "," and step < 0
            return None if n == 0 and not opens else score
        score += 2 if s.content[i] or s.terms[i].kind == NUMBER else s.terms[i].kind != SIGN
        i, j = i + step, j + step
    return score


def _in_clause(a: Alignment, pole: Pole) -> tuple[Passage, Pole] | None:
    """For strict sets: the clause's home holds another pole and not this one, in a clause that shares content."""
    s = a.sentence
    clause = s.clauses[pole.begin]
    p = a.homes.get(clause)
    if p is None or a.closeness(clause, p) < 0.5:
        return None
    if any(_same(s, pole, q, o) for q in a.pool for o in poles(q)):
        return None
    shared = {
        link.passage.clauses[link.there]
        for i in [
            *a.clause_terms(clause),
            *(k for k, c in enumerate(s.clauses) if c == clause and k in a.links and s.terms[k].kind == NUMBER),
        ]
        if i not in range(pole.begin, pole.end)
        for link in a.possible(i)
        if link.passage is p
    }
    for o in poles(p):
        if _conflict(s, pole, p, o) and p.clauses[o.begin] in shared and not _of_another(s, pole, p, o):
            return p, o
    return None


def _of_another(s: Passage, pole: Pole, p: Passage, other: Pole) -> bool:
    """Whether one wins or loses something else here: `thắng set một`, `thua hai điểm`."""
    if s.keys[pole.begin] not in CONVERSE:
        return False
    won, lost = (
        [k for k in q.keys[o.end : o.end + 3] if k not in ("được", "trước")] for q, o in ((s, pole), (p, other))
    )
    return (
        bool(won and lost)
        and not set(won) & p.key_set.intersection(lost)
        and not any(
            q.terms[k].case for q, o in ((s, pole), (p, other)) for k in range(o.end, min(len(q.terms), o.end + 3))
        )
    )
