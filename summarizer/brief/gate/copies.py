"""Near copies: where a brief takes a source clause nearly word for word, the few words that differ tell everything.

The clause and the source sentence are laid side by side (longest matching blocks, Ratcliff and Obershelp 1988). A
denial or a mood that one side lacks in front of the same word, or another number between the same words, is an
objection, without the caution that freer wording asks for.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

from summarizer.brief.gate.alignment import Alignment
from summarizer.brief.gate.finding import Finding
from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.words import COUNTED, DIGITS, NUMBER, SIGN, WORD
from summarizer.brief.model import CheckedFigure
from summarizer.document.model import Span

_COPIED = 0.75
_SHORTEST = 5
_BEFORE = 4
_JOINS = frozenset({"với", "và", ",", "gồm", "cùng"})
"""Words before a verb in which its denial or mood stands."""


class Copy(NamedTuple):
    """Terms `[begin, end)` of the brief laid beside a source sentence: brief term → source term."""

    passage: Passage
    begin: int
    end: int
    pairs: dict[int, int]


def check(a: Alignment, figures: Iterable[CheckedFigure] = ()) -> list[Finding]:
    """Findings on what a near copy changed, at most one; `figures` are those of the sentence with their partners."""
    partners = {f.span: f.source for f in figures if f.source is not None}
    for copy in copies(a):
        found = _denial(a.sentence, copy) or _mood(a.sentence, copy) or _number(a.sentence, copy, partners)
        if found:
            return [found]
    return []


def copies(a: Alignment) -> list[Copy]:
    """The sentence as a whole, or its clauses, where a source sentence has nearly all of their words in order."""
    s = a.sentence
    whole = (0, len(s.terms))
    clauses = [
        (min(k for k, c in enumerate(s.clauses) if c == n), max(k for k, c in enumerate(s.clauses) if c == n) + 1)
        for n in sorted(set(s.clauses))
    ]
    out: list[Copy] = []
    taken: set[int] = set()
    for begin, end in [whole, *(clauses if len(clauses) > 1 else [])]:
        if begin in taken:
            continue
        words = [k for k in range(begin, end) if s.terms[k].kind != SIGN]
        if len(words) < _SHORTEST:
            continue
        best: tuple[float, Copy] | None = None
        for p in a.pool:
            if sum(s.keys[k] in p.key_set for k in words) < _COPIED * len(words):
                continue
            copy = _lay(s, begin, end, p)
            share = sum(k in copy.pairs for k in words) / len(words)
            if share >= _COPIED and (best is None or share > best[0]):
                best = share, copy
        if best is not None:
            out.append(best[1])
            taken.update(range(begin, end))
    return out


def _lay(s: Passage, begin: int, end: int, p: Passage) -> Copy:
    matcher = SequenceMatcher(None, s.keys[begin:end], p.keys, autojunk=False)
    pairs = {begin + b.a + n: b.b + n for b in matcher.get_matching_blocks() for n in range(b.size)}
    return Copy(p, begin, end, pairs)


def _head(p: Passage, i: int) -> int | None:
    """The next content word or number after a cue, three words on at most, in its clause."""
    for k in range(i, min(len(p.terms), i + 3)):
        if p.clauses[k] != p.clauses[i]:
            return None
        if p.keys[k] in COUNTED and k + 1 < len(p.terms) and p.clauses[k + 1] == p.clauses[k] and p.content[k + 1]:
            # `chưa có ca tử vong`: the deaths are denied, not the cases
            continue
        if p.content[k] or p.terms[k].kind == NUMBER:
            return k
    return None


def _holds(p: Passage, name: str, low: int, high: int) -> tuple[int, int] | None:
    """A cue of class `name` that begins in `[low, high)`."""
    return next(((b, e) for b, e, _ in p.cue(name) if low <= b < high), None)


def _near(p: Passage, k: int) -> tuple[int, int]:
    low = k
    while low and k - low < _BEFORE and p.clauses[low - 1] == p.clauses[k]:
        low -= 1
    return low, k


def _denial(s: Passage, copy: Copy) -> Finding | None:
    p, back = copy.passage, {j: i for i, j in copy.pairs.items()}
    for begin, end in p.negators:
        head = _head(p, end)
        if begin in back or head is None or head not in back:
            continue
        here = back[head]
        low, high = _near(s, here)
        if any(low <= b < high for b, _ in s.negators) or _holds(s, "negative", low, high + 1):
            continue
        return Finding("negation.lost", {"source": p.wording(begin, head + 1)}, at=here)
    for begin, end in s.negators:
        if not copy.begin <= begin < copy.end or begin in copy.pairs:
            continue
        if p.negators and "mà" in s.keys[end:]:
            # `không ở A mà ở B` for `ở B chứ không phải A`
            continue
        head = _head(s, end)
        if head is None or head not in copy.pairs:
            continue
        low, high = _near(p, copy.pairs[head])
        if any(low <= b < high for b, _ in p.negators) or _holds(p, "negative", low, high + 1):
            continue
        return Finding("negation.gained", {"brief": s.wording(begin, head + 1)}, at=begin)
    return None


def _mood(s: Passage, copy: Copy) -> Finding | None:
    p, back = copy.passage, {j: i for i, j in copy.pairs.items()}
    for kind in ("plan", "future", "ongoing"):
        for begin, end, _ in p.cue(kind):
            head = _head(p, end)
            if begin in back or head is None or head not in back:
                continue
            here = back[head]
            low, high = _near(s, here)
            if any(_holds(s, name, low, high) for name in ("plan", "plan_noun", "future", "order", "ongoing")):
                continue
            done = _holds(s, "done", low, high)
            if done and done[0] not in copy.pairs:
                return Finding("modality.done", {"source": p.wording(begin, end), "brief": s.wording(*done)}, at=here)
    for begin, end, _ in p.cue("done"):
        head = _head(p, end)
        if begin in back or head is None or head not in back:
            continue
        here = back[head]
        low, high = _near(s, here)
        for kind in ("plan", "future"):
            hedge = _holds(s, kind, low, high)
            if hedge and hedge[0] not in copy.pairs:
                return Finding("modality.planned", {"brief": s.wording(*hedge)}, at=here)
    return None


def _number(s: Passage, copy: Copy, partners: dict[Span, Span]) -> Finding | None:
    """Another number between the same words, where the brief's number has no such place of its own."""
    p = copy.passage
    for i in range(copy.begin, copy.end):
        if not _counts(s, i):
            continue
        left, right = copy.pairs.get(i - 1), copy.pairs.get(i + 1)
        if left is None or left + 1 >= len(p.terms) or not _counts(p, left + 1) or copy.pairs.get(i) == left + 1:
            continue
        if i not in copy.pairs and (right is None or right - left != 2):
            continue
        if _is_partner(s, i, p, left + 1, partners) or _with_its_noun(s, i, p, copy):
            continue
        mine, its = DIGITS.get(s.keys[i], s.keys[i]), DIGITS.get(p.keys[left + 1], p.keys[left + 1])
        if mine == its or mine.lstrip("0") == its.lstrip("0") or _rounded(mine, its):
            continue
        if {"trên_hơn", "gần", "khoảng", "xấp"} & set(s.keys[max(0, i - 2) : i]) and its.startswith(
            mine.rstrip("0.,")[:2]
        ):
            # rounded, and said so; the figures have been compared
            continue
        if any(
            _same_place(s, i, p, j)
            for j in range(len(p.keys))
            if _counts(p, j) and DIGITS.get(p.keys[j], p.keys[j]) == mine
        ):
            continue
        values = {
            "figure": s.wording(i, min(i + 2, len(s.terms))),
            "source": p.wording(left + 1, min(left + 3, len(p.terms))),
        }
        return Finding("figure.instead", values, at=i)
    return None


def _is_partner(s: Passage, i: int, p: Passage, j: int, partners: dict[Span, Span]) -> bool:
    """Whether the figures have been compared and found to say the same: `2,135 tỷ`, `2 tỷ 135 triệu`."""
    here, there = s.terms[i].start, p.terms[j].start
    return any(f.start <= here < f.end and t.start <= there < t.end for f, t in partners.items())


def _with_its_noun(s: Passage, i: int, p: Passage, copy: Copy) -> bool:
    """Whether the source has the number and the noun that it counts side by side, too, after words the brief left out.

    `bán 831 hộp` for `bán 678 đơn hàng với 831 hộp`.
    """
    at = copy.pairs.get(i)
    return (
        at is not None
        and i + 1 < len(s.terms)
        and s.content[i + 1]
        and copy.pairs.get(i + 1) == at + 1
        and p.keys[at - 1] in _JOINS
    )


def _rounded(mine: str, its: str) -> bool:
    """Whether the brief's numeral has fewer digits and is near the source's."""
    a, b = (
        float(n.replace(".", "").replace(",", ".", 1).replace(",", "")) if n[0].isdigit() else 0.0 for n in (mine, its)
    )
    return len(mine.rstrip("0")) < len(its) and b > 0 and abs(a - b) < 0.1 * b


def _counts(p: Passage, k: int) -> bool:
    t = p.terms[k]
    return t.kind == NUMBER or (
        t.kind == WORD and t.key in DIGITS and t.key not in ("một", "năm", "không", "nhất", "nhì", "tư")
    )


def _same_place(s: Passage, i: int, p: Passage, j: int) -> bool:
    """Whether two words on one side of the number are the same in both, sentence ends being no difference."""
    sides = ((s.keys[max(0, i - 2) : i], p.keys[max(0, j - 2) : j]), (s.keys[i + 1 : i + 4], p.keys[j + 1 : j + 4]))
    return sides[0][0] == sides[0][1] and sides[1][0][:1] == sides[1][1][:1]
