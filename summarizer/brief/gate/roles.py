"""Who did what to whom: participants swapped round a verb, or a deed given to another name.

Two tests, both without a parser. *Inversion*: round a shared verb, what the source has before it stands after it in
the brief and the other way round, though the voice is the same (`bị`, `được`, `do`, `bởi` turn the voice; `thắng` and
`thua` turn each other). *Owner*: every word of the source belongs to the last name of its kind before it; when all
that the brief says of a name belongs in the source to another name, and nothing to this one, it was moved.
"""

from __future__ import annotations

from summarizer.brief.gate.alignment import Alignment
from summarizer.brief.gate.finding import Finding
from summarizer.brief.gate.lexicon import cues
from summarizer.brief.gate.names import runs
from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.words import NUMBER, WORD, fold, keys_of

_SPAN = 9
_CONVERSE = {"thắng": "thua", "thua": "thắng", "đánh_bại": "thua", "mua": "bán", "bán": "mua"}
_PERSON = frozenset(
    fold(w)
    for w in "ông bà anh chị em cô chú bác cháu cụ chí cáo can sĩ tá úy tướng tịch thư trưởng đốc viên sư mẫu xế hậu hlv vđv nghệ".split()
)
_ORG = frozenset(
    fold(w)
    for w in "bộ sở cục ban ubnd hđnd công tập ngân trường đại bệnh viện tòa đội đoàn clb đảng hội liên chi phòng huyện tỉnh xã quận phường tp trung".split()
)


def check(a: Alignment) -> list[Finding]:
    """Findings on swapped roles, at most one a sentence."""
    return _inverted(a) or _moved(a)


def _symmetric() -> frozenset[str]:
    return frozenset(key for word in cues("symmetric") for key in keys_of(word))


# ---- inversion -------------------------------------------------------------------------------------------------


def _roles(p: Passage, v: int) -> tuple[set[int], set[int]]:
    """Terms that stand where the agent and where the patient of the verb at `v` are looked for."""
    low, high = v, v + 1
    while low > 0 and p.parts[low - 1] == p.parts[v] and v - low < _SPAN + 4:
        low -= 1
    while high < len(p.terms) and p.parts[high] == p.parts[v] and high - v < _SPAN + 4:
        high += 1
    left = [k for k in range(low, v) if _bears(p, k)]
    right = [k for k in range(v + 1, high) if _bears(p, k)]
    marker = next((k for k in range(v - 1, max(low, v - 7) - 1, -1) if p.keys[k] in ("bị", "được")), None)
    by = next((k for k in range(v - 1, max(low, v - 6) - 1, -1) if p.keys[k] in ("do", "bởi")), None)
    after = next((k for k in range(v + 1, high) if p.keys[k] in ("do", "bởi")), None)
    if marker is not None and p.clauses[marker] == p.clauses[v]:
        patient = {k for k in left if k < marker}
        agent = {k for k in left if k > marker} | ({k for k in right if after is not None and k > after})
        return agent, patient | ({k for k in right if after is None or k < after} if not patient else set())
    if by is not None and by > low and p.clauses[by] == p.clauses[v]:
        return {k for k in left if k > by}, {k for k in left if k < by}
    if after is not None:
        return {k for k in right if k > after}, set(left) | {k for k in right if k < after}
    return set(left), set(right)


def _bears(p: Passage, k: int) -> bool:
    return p.terms[k].kind == WORD and (p.content[k] or p.terms[k].case > 0)


def _inverted(a: Alignment) -> list[Finding]:
    s = a.sentence
    skip = _symmetric()
    for v in range(1, len(s.terms) - 1):
        key = s.keys[v]
        if not s.content[v] or s.terms[v].case or key in skip:
            continue
        agent, patient = _roles(s, v)
        if not agent or not patient:
            continue
        for p in a.pool:
            for j, other in enumerate(p.keys):
                turned = _CONVERSE.get(key) == other
                if other != key and not turned or p.terms[j].case:
                    continue
                if _listed(s, v) and _listed(p, j):
                    continue
                their_agent, their_patient = _roles(p, j)
                if turned:
                    their_agent, their_patient = their_patient, their_agent
                pair = _crossed(s, agent, patient, p, their_agent, their_patient)
                if pair:
                    x, y = pair
                    return [
                        Finding(
                            "roles.swapped",
                            {"verb": s.wording(v, v + 1), "one": _mention(s, x), "other": _mention(s, y)},
                            at=v,
                        )
                    ]
    return []


def _listed(p: Passage, k: int) -> bool:
    """Whether the word stands in a list, between commas or `và`."""
    before = p.keys[k - 1] if k else ","
    after = p.keys[k + 1] if k + 1 < len(p.keys) else ","
    return before in (",", "và", ";") or after in (",", "và", ";", ".")


def _crossed(
    s: Passage, agent: set[int], patient: set[int], p: Passage, their_agent: set[int], their_patient: set[int]
) -> tuple[int, int] | None:
    """A word of either side that the source has on the other, where no participant stays in place."""
    subjects, objects = {p.keys[k] for k in their_agent}, {p.keys[k] for k in their_patient}
    near_agent = sorted(agent)[-6:] if agent else []
    near_patient = sorted(patient)[:6]
    to_right = [k for k in near_agent if s.keys[k] in objects - subjects]
    to_left = [k for k in near_patient if s.keys[k] in subjects - objects]
    if not to_right or not to_left:
        return None
    stay_left = [k for k in near_agent if s.keys[k] in subjects - objects]
    stay_right = [k for k in near_patient if s.keys[k] in objects - subjects]
    named = any(s.terms[k].case for k in to_right) + any(s.terms[k].case for k in to_left)
    if len(stay_left) >= len(to_right) or len(stay_right) > len(to_left) + named:
        return None
    return to_right[0], to_left[0]


def _mention(p: Passage, k: int) -> str:
    """The name or word around term `k`."""
    begin, end = k, k + 1
    while begin > 0 and p.terms[begin - 1].case and p.terms[k].case:
        begin -= 1
    while end < len(p.terms) and p.terms[end].case and p.terms[k].case:
        end += 1
    return p.wording(begin, end)


# ---- owner -----------------------------------------------------------------------------------------------------


def _kind(p: Passage, begin: int) -> str:
    if p.keys[begin] in _ORG:
        return "org"
    before = p.keys[begin - 1] if begin else ""
    return "person" if before in _PERSON or p.keys[begin] in _PERSON else "other"


def _moved(a: Alignment) -> list[Finding]:
    s = a.sentence
    mentions = _mentions(s)
    for n, (begin, end) in enumerate(mentions):
        stop = mentions[n + 1][0] if n + 1 < len(mentions) else len(s.terms)
        told = [
            k
            for k in range(end, stop)
            if s.parts[k] == s.parts[begin]
            and k in a.links
            and (s.content[k] or s.terms[k].kind == NUMBER)
            and not s.terms[k].case
        ]
        keys = {s.keys[k] for k in told}
        if len(keys) < 2:
            continue
        name = s.keys[begin:end]
        tail = name[-1]
        if a.source.index.get(tail) is None:
            continue
        own = max(
            (_owned(p, tail, keys) for p in a.source.passages if tail in p.key_set or _goes_on(a, p, tail)), default=0
        )
        if own >= 0.3 * len(keys):
            continue
        for p in a.pool:
            rival = _rival(p, s, name, keys, _kind(s, begin))
            if rival:
                return [Finding("roles.moved", {"name": s.wording(begin, end), "other": rival}, at=begin)]
    return []


def _mentions(p: Passage) -> list[tuple[int, int]]:
    """Names of a sentence; a capital that only opens the sentence is none."""
    out: list[tuple[int, int]] = []
    for begin, end in runs(p):
        if begin == 0 and end == 1 and p.terms[0].case == 1 and p.keys[0] not in ("nga", "mĩ"):
            continue
        first = begin + (
            1 if begin == 0 and p.keys[0] in _PERSON | {"theo", "tại", "ở", "đội", "xã"} and end > 1 else 0
        )
        out.append((first, end))
    return out


def _goes_on(a: Alignment, p: Passage, tail: str) -> bool:
    """Whether the sentence may go on about the name: it stands in the one before, and no other opens this one."""
    if p.index == 0 or tail not in a.source.passages[p.index - 1].key_set:
        return False
    return not any(begin < 5 and end - begin > 1 for begin, end in _mentions(p))


def _owned(p: Passage, tail: str, keys: set[str]) -> int:
    """How many of `keys` belong to the name that ends in `tail` in this sentence, itself or by coordination."""
    if tail not in p.key_set:
        return len(keys & p.key_set)
    mentions = _mentions(p)
    owned: set[str] = set()
    for n, (begin, end) in enumerate(mentions):
        if tail not in p.keys[begin:end]:
            continue
        stop = len(p.terms)
        for other, _ in mentions[n + 1 :]:
            if any(p.content[k] and not p.terms[k].case for k in range(end, other)):
                stop = other
                break
        owned |= {p.keys[k] for k in range(end, stop) if p.parts[k] == p.parts[begin]} & keys
        start = mentions[n - 1][1] if n else 0
        owned |= {p.keys[k] for k in range(start, begin)} & keys
    return len(owned)


def _rival(p: Passage, s: Passage, name: tuple[str, ...], keys: set[str], kind: str) -> str:
    """Another name of the source sentence that nearly all of `keys` belong to; empty if there is none."""
    mentions = _mentions(p)
    for n, (begin, end) in enumerate(mentions):
        if p.keys[begin:end] == name or name[-1] in p.keys[begin:end] or set(p.keys[begin:end]) & s.key_set - keys:
            continue
        if kind != _kind(p, begin) and "other" not in (kind, _kind(p, begin)):
            continue
        stop = mentions[n + 1][0] if n + 1 < len(mentions) else len(p.terms)
        owned = {p.keys[k] for k in range(end, stop) if p.parts[k] == p.parts[begin]} & keys
        start = mentions[n - 1][1] if n else 0
        owned |= {p.keys[k] for k in range(start, begin) if p.parts[k] == p.parts[begin]} & keys
        if len(owned) >= 0.75 * len(keys):
            return p.wording(begin, end)
    return ""
