"""What was planned, asked for, likely or under way, told as done; and what is done, told as a plan."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import Literal, NamedTuple

from summarizer.brief.gate.alignment import Alignment
from summarizer.brief.gate.finding import Finding
from summarizer.brief.gate.inversion import verbs
from summarizer.brief.gate.lexicon import cues
from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.words import NUMBER, SIGN, keys_of

Kind = Literal["plan", "order", "future", "ongoing"]
_KINDS: tuple[Kind, ...] = ("plan", "order", "future", "ongoing")
_LEAST = 0.5
_REACH = 5
_ALWAYS = 0.4
_WEAK = frozenset({"nguy", "có_thể", "muốn", "mong", "chuẩn", "hi", "hy"})
"""Cues, by their first words, that a summing-up often leaves out: ability and wish."""
_HOPES = frozenset({"dự_kiến", "dự_báo", "đề_xuất", "phấn", "kỳ", "kì", "đặt"})
"""Cues, by their first words, that an amount keeps: `dự kiến`, `dự báo`, `đề xuất`, `phấn đấu`, `kỳ vọng`."""
_CALENDAR = frozenset({"ngày", "tháng", "năm", "quí", "tuần", "lúc", "/", "-"})
_DECIDES = frozenset({"phản_đối", "đồng_ý", "bác", "thông_qua", "theo"})
_CARRIED = 3
_COPIED = 0.8
_CLOSE = 0.65
"""A clause worded more freely than this is a paraphrase, whose mood cannot be read off single words."""


class Cue(NamedTuple):
    """An irrealis cue of the source that governs some term: where it stands and of which kind."""

    begin: int
    end: int
    kind: Kind
    same_clause: bool


def check(a: Alignment) -> list[Finding]:
    """Findings on modality, at most one a sentence."""
    s = a.sentence
    for clause in sorted(set(s.clauses)):
        terms = [i for i in a.clause_terms(clause) if i in a.links] + _numbers(a, clause)
        if len(terms) < 2:
            continue
        p = a.homes[clause]
        there = {i: link.there for i in terms for link in a.possible(i) if link.passage is p}
        if len(there) < max(2, _LEAST * len(a.clause_terms(clause))):
            continue
        always = _always(a, clause, p)
        if always is not None:
            return [always]
        numbers = {s.keys[i] for i, t in enumerate(s.terms) if t.kind == NUMBER and s.clauses[i] == clause}
        if a.closeness(clause, p) < _CLOSE or (numbers and not numbers & p.key_set):
            continue
        if not a.same_names(clause, p):
            continue
        finding = _dropped(a, clause, p, there) or _added(a, clause, p, there)
        if finding:
            return [finding]
    return []


def _always(a: Alignment, clause: int, p: Passage) -> Finding | None:
    """A deed told as done, or as a fact, that the source tells as planned wherever it tells of it."""
    s = a.sentence
    if _has(s, clause, "plan", "plan_noun", "order", "future", "ongoing", whole=True):
        return None
    if (sentenced := _sentenced(a, clause)) is not None:
        return sentenced
    done = _done(s, clause)
    if (hoped := _hoped_number(a, clause)) is not None:
        return hoped
    start = done[1] if done else next(k for k, c in enumerate(s.clauses) if c == clause)
    if done and a.same_names(clause, p) and (planned := _planned_number(a, clause, done)) is not None:
        return planned
    places = [k for k in a.clause_terms(clause) if k >= start and not s.terms[k].case]
    cues: list[tuple[Passage, Cue]] = []
    head = next((k for k in places if done or s.keys[k] in _verb_keys()), None)
    if head is None:
        return None
    for index, k in a.source.positions.get(s.keys[head], ()):
        q = a.source.passages[index]
        cue = governing(q, k)
        if cue is None or (not done and (cue.kind != "plan" or not cue.same_clause)) or cue.kind == "ongoing":
            return None
        cues.append((q, cue))
    told = next((c for c in cues if _may_tell(a, clause, *c)), None)
    if told is None:
        return None
    q, cue = told
    if not done and q.keys[cue.begin] in _WEAK and not _main(a, clause, q):
        return None
    if done and not _same_object(a, clause, head, q):
        return None
    if done:
        return Finding(
            "modality.done", {"source": q.wording(cue.begin, cue.end), "brief": s.wording(*done)}, at=done[0]
        )
    return Finding("modality.dropped", {"source": q.wording(cue.begin, cue.end)}, at=head)


def _about(a: Alignment, clause: int, q: Passage) -> bool:
    """Whether a source sentence, with the two before that it may go on about, has half of the clause's content."""
    known = frozenset[str]().union(*(p.key_set for p in a.source.passages[max(0, q.index - 2) : q.index + 1]))
    terms = a.clause_terms(clause)
    return sum(a.sentence.keys[k] in known for k in terms) >= _LEAST * len(terms)


def _main(a: Alignment, clause: int, p: Passage) -> bool:
    """Whether the clause is most of the brief sentence, and nearly the source's words."""
    s = a.sentence
    content = sum(s.content)
    return len(a.clause_terms(clause)) > _LEAST * content and a.closeness(clause, p) >= _COPIED


def _same_object(a: Alignment, clause: int, head: int, q: Passage) -> bool:
    """Whether what is done is done to the same, as far as the clause tells."""
    following = [k for k in a.clause_terms(clause) if k > head][:2]
    return not following or any(a.sentence.keys[k] in q.key_set for k in following)


def _may_tell(a: Alignment, clause: int, q: Passage, cue: Cue) -> bool:
    """Whether a source sentence may tell what the clause tells: close in words, and of the same names.

    A short way after a name a sentence goes on about it without it (`Ngân hàng dự kiến …`), if the clause of
    its cue names nobody else.
    """
    s = a.sentence
    done = _done(s, clause)
    deed = [s.keys[k] for k in a.clause_terms(clause) if done and k >= done[1]]
    whole = len(deed) > 1 and all(key in q.key_set for key in deed)
    if a.closeness(clause, q) < _ALWAYS and not whole:
        return False
    if a.same_names(clause, q):
        return True
    known = {t.key for p in a.source.passages[max(0, q.index - _CARRIED) : q.index + 1] for t in p.terms}
    ours = {s.keys[i] for i, c in enumerate(s.clauses) if c == clause and s.terms[i].case and s.content[i]}
    told = {s.keys[i] for i, c in enumerate(s.clauses) if c == clause}
    others = [
        k for k, t in enumerate(q.terms) if k and t.case and q.content[k] and q.clauses[k] == q.clauses[cue.begin]
    ]
    return ours <= known and all(q.keys[k] in told for k in others)


def _sentenced(a: Alignment, clause: int) -> Finding | None:
    """A penalty that the source only has as asked for or possible, told as the verdict."""
    s = a.sentence
    verdict = next(((b, e) for b, e, _ in s.cue("verdict") if s.clauses[b] == clause), None)
    if verdict is None:
        return None
    for i in _numbers(a, clause):
        if i < verdict[1]:
            continue
        found: list[tuple[Passage, Cue]] = []
        for index, k in a.source.positions[s.keys[i]]:
            q = a.source.passages[index]
            cue = governing(q, k)
            if cue is None or any(cue.end < b < k for b, _, _ in q.cue("verdict")):
                return None
            found.append((q, cue))
        if found:
            q, cue = found[0]
            return Finding(
                "modality.done",
                {"source": q.wording(cue.begin, cue.end), "brief": s.wording(*verdict)},
                at=verdict[0],
            )
    return None


def _planned_number(a: Alignment, clause: int, done: tuple[int, int]) -> Finding | None:
    """`đã đạt 10 triệu lượt`, where the source has the number as a hope or a target only."""
    s = a.sentence
    for i in _numbers(a, clause):
        after = s.keys[i + 1] if i + 1 < len(s.keys) else ""
        if not done[1] <= i < done[1] + _REACH or (len(s.keys[i]) < 2 and not after):
            continue
        places = [(a.source.passages[index], k) for index, k in a.source.positions[s.keys[i]]]
        if len(s.keys[i]) < 2:
            # a single digit is told by what it counts
            places = [(p, k) for p, k in places if p.keys[k + 1 : k + 2] == (after,)]
        found = [(q, governing(q, k)) for q, k in places]
        if found and all(cue is not None and cue.kind != "ongoing" for _, cue in found):
            q, cue = found[0]
            if cue is not None:
                said = q.wording(cue.begin, cue.end)
                return Finding("modality.done", {"source": said, "brief": s.wording(*done)}, at=done[0])
    return None


def _hoped_number(a: Alignment, clause: int) -> Finding | None:
    """An amount told as a fact that the source only has as forecast, planned or proposed."""
    s = a.sentence
    for i in _numbers(a, clause):
        if len(s.keys[i]) < 2 or (i and s.keys[i - 1] in _CALENDAR) or i + 1 >= len(s.keys) or s.keys[i + 1] in "/-–":
            continue
        places = [(a.source.passages[index], k) for index, k in a.source.positions[s.keys[i]]]
        found = [(q, governing(q, k)) for q, k in places if q.keys[k + 1 : k + 2] == s.keys[i + 1 : i + 2]]
        if found and all(
            c is not None and c.same_clause and q.keys[c.begin] in _HOPES and _about(a, clause, q) for q, c in found
        ):
            q, cue = found[0]
            return Finding("modality.dropped", {"source": q.wording(cue.begin, cue.end) if cue else ""}, at=i)
    return None


@cache
def _verb_keys() -> frozenset[str]:
    """Words that begin a predicate, where no `đã` shows it."""
    return frozenset(keys_of(v)[0] for v in cues("deeds"))


def _numbers(a: Alignment, clause: int) -> list[int]:
    s = a.sentence
    return [i for i, t in enumerate(s.terms) if t.kind == NUMBER and s.clauses[i] == clause and i in a.links]


def governing(p: Passage, j: int) -> Cue | None:
    """The cue that makes term `j` irrealis: the nearest before it in its `;` part, with nothing done between."""
    cues, barriers = _moods(p)
    at = bisect_left(barriers, j)
    barrier = barriers[at - 1] if at else -1
    for begin, end, kind in reversed(cues[: bisect_left(cues, (j, 0, ""))]):
        if end <= barrier or p.parts[begin] != p.parts[j]:
            return None
        if end <= j:
            return Cue(begin, end, kind, p.clauses[begin] == p.clauses[j])
    return None


def _moods(p: Passage) -> tuple[list[tuple[int, int, Kind]], list[int]]:
    """The irrealis cues of a sentence, and where something done or a contrast ends their reach; both in order."""
    known: tuple[list[tuple[int, int, Kind]], list[int]] | None = p.__dict__.get("_moods")
    if known is None:
        cues = sorted((b, e, kind) for kind in _KINDS for b, e, _ in p.cue(kind) if _is_irrealis(p, b, kind))
        turns = [
            k
            for k, key in enumerate(p.keys)
            if k and key in ("nhưng", "còn", "trong_khi") and p.terms[k - 1].kind == SIGN
        ]
        known = p.__dict__["_moods"] = cues, sorted([*turns, *(b for b, _, _ in p.cue("done"))])
    return known


def _is_irrealis(p: Passage, begin: int, kind: Kind) -> bool:
    """Whether a cue is one where it stands: not denied, no noun, not what another verb decides on."""
    if begin in p.denied or (kind == "order" and _is_noun(p, begin)):
        return False
    # `phản đối đề xuất nâng lương`: the proposal is a noun, and the verb before it tells all
    return not begin or p.keys[begin - 1] not in _DECIDES


def _is_noun(p: Passage, begin: int) -> bool:
    """Whether what could be an order is a noun or a conjunction: `lời kêu gọi`, `do nhiều hóa chất nên lửa lan`."""
    if begin and p.keys[begin - 1] in ("lời", "sự", "bản", "đơn", "làm", "khiến"):
        return True
    return p.keys[begin] == "nên" and "do" in p.keys[:begin]


def _has(s: Passage, clause: int, *names: str, whole: bool = False) -> bool:
    """Whether a cue of these classes stands in the clause, or before it in the sentence (`whole`: anywhere)."""
    return any(whole or s.clauses[begin] <= clause for name in names for begin, _, _ in s.cue(name))


def _done(s: Passage, clause: int) -> tuple[int, int] | None:
    return next(((b, e) for b, e, _ in s.cue("done") if s.clauses[b] == clause and b not in s.denied), None)


def _dropped(a: Alignment, clause: int, p: Passage, there: dict[int, int]) -> Finding | None:
    s = a.sentence
    done = _done(s, clause)
    if _has(s, clause, "plan", "plan_noun", "order", "future", whole=True) and not (
        done and not _has(s, clause, "plan", "future", whole=True)
    ):
        return None
    cues: list[Cue] = []
    free = 0
    for i, j in there.items():
        if done and i < done[0]:
            continue
        cue = governing(p, j)
        if cue is None:
            free += 1
        else:
            cues.append(cue)
    if not cues or len(cues) < free:
        return None
    if done:
        # what is said to be done has to be what the source only plans
        after = sorted(i for i in (*a.clause_terms(clause), *_numbers(a, clause)) if i >= done[1])
        deeds = {b for b, _ in verbs(s)}
        heads = [i for i in after if (i == after[0] or i in deeds) and i in there][:1]
        if not heads or any(governing(p, there[i]) is None for i in heads):
            return None
    cue = max(set(cues), key=cues.count)
    head = next((k for k in range(cue.end, len(p.terms)) if p.content[k]), None)
    if not done and (head is None or head not in there.values()):
        # the hedge belongs to words that the brief does not take over
        return None
    elsewhere = any(
        link.passage is not p
        and governing(link.passage, link.there) is None
        and a.coverage(clause, link.passage) >= a.coverage(clause, p)
        for i in there
        for link in a.possible(i)
    )
    if elsewhere:
        return None
    said = p.wording(cue.begin, cue.end)
    if done and not _same_done(a, done, p, there):
        return Finding("modality.done", {"source": said, "brief": s.wording(*done)}, at=done[0])
    if not done and cue.kind == "plan" and cue.same_clause and (p.keys[cue.begin] not in _WEAK or _main(a, clause, p)):
        return Finding("modality.dropped", {"source": said}, at=min(there))
    return None


def _same_done(a: Alignment, done: tuple[int, int], p: Passage, there: dict[int, int]) -> bool:
    """Whether the source says `đã` of the same predicate."""
    clauses = {p.clauses[j] for i, j in there.items() if i > done[0]} or {p.clauses[j] for j in there.values()}
    return any(p.clauses[b] in clauses for b, _, _ in p.cue("done"))


def _added(a: Alignment, clause: int, p: Passage, there: dict[int, int]) -> Finding | None:
    s = a.sentence
    hedges = [(b, e, k) for k in ("hedge", "future") for b, e, _ in s.cue(k) if s.clauses[b] == clause]
    if not hedges or _done(s, clause):
        return None
    begin, end, kind = min(hedges)
    clauses = {p.clauses[j] for i, j in there.items() if i > begin}
    if not clauses:
        return None
    irrealis = ("plan", "plan_noun", "order", "future")
    heads = (next((k for k in range(e, len(p.terms)) if p.content[k]), -1) for _, e, _ in p.cue("done"))
    real = any(head in there.values() for head in heads)
    if real and not any(p.clauses[b] in clauses for name in irrealis for b, _, _ in p.cue(name)):
        return Finding("modality.planned", {"brief": s.wording(begin, end)}, at=begin)
    if kind != "hedge" or a.closeness(clause, p) < _COPIED:
        return None
    if any(q.cue(name) for q in a.pool for name in irrealis) or {"từ", "trước"} & p.key_set:
        # a decree, a date to come: news tells these without a mark of the future
        return None
    return Finding("modality.planned", {"brief": s.wording(begin, end)}, at=begin)
