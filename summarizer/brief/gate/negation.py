"""A denial lost or gained: what the source denies the brief asserts, or the other way round."""

from __future__ import annotations

from summarizer.brief.gate.alignment import Alignment
from summarizer.brief.gate.finding import Finding
from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.words import COUNTED

_CLOSE = 0.55
"""A clause worded more freely than this may deny something of its own."""


def check(alignment: Alignment) -> list[Finding]:
    """Findings on `không`, `chưa` and their like."""
    return _lost(alignment) + _gained(alignment)


def _lost(a: Alignment) -> list[Finding]:
    s = a.sentence
    for i in range(len(s.terms)):
        best = a.best(i)
        if best is None or not s.content[i] or i in s.denied or s.clauses[i] in s.negative_clauses:
            continue
        p, j = best.passage, best.there
        negator = p.denied.get(j)
        if negator is None or any(link.there not in link.passage.denied for link in a.possible(i)):
            continue
        if "mà" in p.keys[negator:] and p.keys[negator + 1 : negator + 2] in (("phải",), ("chỉ",)):
            # `không phải A đang tăng mà là B`
            continue
        if p.keys[negator] == "chưa" and any(s.clauses[b] == s.clauses[i] for b, _, _ in s.cue("ongoing")):
            # `chưa khắc phục xong`, `đang khắc phục`
            continue
        scope = dict(p.scopes)[negator]
        if j != _head(p, scope) or _conditional(p, negator) or not a.same_names(s.clauses[i], p):
            continue
        always = _always_denied(a, s.keys[i]) and all(_stands(a, i, p.keys[k]) for k in scope[:3])
        if not always and a.closeness(s.clauses[i], p) < _CLOSE:
            continue
        if always or _same_claim(a, i, p, scope):
            end = scope[min(2, len(scope) - 1)] + 1
            return [Finding("negation.lost", {"source": p.wording(negator, end)}, at=i)]
    return []


def _gained(a: Alignment) -> list[Finding]:
    s = a.sentence
    for negator, scope in s.scopes:
        if _conditional(s, negator):
            continue
        for i in scope[:2]:
            best = a.best(i)
            if best is None:
                continue
            p, there = best.passage, best.there
            if any(
                j in q.denied or _negative(q, j) for q in a.pool for j, key in enumerate(q.keys) if key == s.keys[i]
            ):
                break
            if (
                _falls_short(p, there)
                or _denies_nearby(p, there)
                or a.closeness(s.clauses[i], p) < _CLOSE
                or not a.same_names(s.clauses[i], p)
            ):
                break
            following = tuple(k for k in range(there, min(len(p.terms), there + 6)) if p.content[k])
            if _same_claim(a, i, p, following):
                end = scope[min(2, len(scope) - 1)] + 1
                return [Finding("negation.gained", {"brief": s.wording(negator, end)}, at=negator)]
            break
    return []


def _always_denied(a: Alignment, key: str) -> bool:
    """Whether the source has the word under a denial only."""
    places = a.source.positions.get(key, [])
    return all(k in a.source.passages[index].denied for index, k in places)


def _stands(a: Alignment, i: int, key: str) -> bool:
    """Whether the brief has `key` in the clause of term `i`."""
    s = a.sentence
    return any(s.keys[k] == key for k, c in enumerate(s.clauses) if c == s.clauses[i])


def _conditional(p: Passage, negator: int) -> bool:
    """`nếu không …`: what would be, not what is."""
    near = p.keys[max(0, negator - 4) : negator]
    part = (p.keys[k] for k in range(negator) if p.parts[k] == p.parts[negator])
    return any(key in ("liệu", "hoặc") for key in near) or "nếu" in part


def _denies_nearby(p: Passage, j: int) -> bool:
    """Whether the source denies something in the same part: the brief may have drawn the two together."""
    return any(p.parts[begin] == p.parts[j] for begin, _ in p.negators)


def _head(p: Passage, scope: tuple[int, ...]) -> int:
    """What is denied first; a noun that only counts (`chưa có ca tử vong`) is passed over."""
    return scope[1] if len(scope) > 1 and p.keys[scope[0]] in COUNTED else scope[0]


def _falls_short(p: Passage, j: int) -> bool:
    """Whether the source compares where the brief denies: `thấp hơn mục tiêu` is `chưa đạt mục tiêu`."""
    near = {p.keys[k] for k in range(max(0, j - 4), j) if p.clauses[k] == p.clauses[j]}
    return bool(near & {"thấp", "dưới", "hụt", "kém", "mới", "chỉ"})


def _negative(p: Passage, j: int) -> bool:
    return p.clauses[j] in p.negative_clauses


def _same_claim(a: Alignment, i: int, p: Passage, scope: tuple[int, ...]) -> bool:
    """Whether the brief's clause around term `i` says what the source says in `scope`: enough shared words."""
    s = a.sentence
    around = {s.keys[k] for k in range(max(0, i - 6), min(len(s.keys), i + 7)) if s.clauses[k] == s.clauses[i]}
    first = scope[:4]
    shared = sum(p.keys[k] in around for k in first)
    if len(first) >= 2 and sum(p.keys[k] in around for k in scope) >= 2 and shared:
        return True
    # a short predicate (`không thừa nhận`): the rest of the clause has to be the same
    return len(first) - shared <= 1 and a.coverage(s.clauses[i], p) >= 0.6
