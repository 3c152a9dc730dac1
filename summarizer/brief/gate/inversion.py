"""Participants swapped round a verb.

What the source has before a shared verb stands after it in the brief and the other way round, though the voice is the
same: `bị`, `được`, `do`, `bởi` turn the voice, and `thắng` and `thua` turn each other. No parser: agent and patient
are looked for by place.
"""

from __future__ import annotations

from functools import cache

from summarizer.brief.gate.alignment import Alignment
from summarizer.brief.gate.finding import Finding
from summarizer.brief.gate.lexicon import cues
from summarizer.brief.gate.mentions import shown
from summarizer.brief.gate.passage import Passage, word_set
from summarizer.brief.gate.words import WORD, keys_of

CONVERSE = {"thắng": "thua", "thua": "thắng", "đánh_bại": "thua", "mua": "bán", "bán": "mua"}
"""Verbs that say the same with the participants exchanged."""
_SPAN = 13
_NEAR = 4
"""Words next to a verb among which its participants are looked for."""
_ALIKE = 0.6
"""Share of its words that a brief must have from a source sentence before its roles are compared."""
_MIXED = 0.75
"""The same where a name and a common noun seem exchanged, which paraphrase brings about more often."""
_NOMINAL = frozenset({"người", "việc", "sự", "cuộc", "vụ", "bên", "đơn", "động", "dịch", "sách"})
"""Words before a verb that make a noun of it: `hoạt động cứu hộ`, `chiến dịch không kích`."""
_NOUN_BEFORE = frozenset({"theo", "giá", "tiền", "phí", "lời", "số", "mức", "hợp", "đồng"})
_LENDING = frozenset({"vay", "mượn", "thuê"})
_PRONOUNS = frozenset({"ông", "bà", "anh", "chị", "cô", "họ", "em"})
_CHANGES = frozenset({"tăng", "giảm", "lượng", "giá", "mức", "với_mức", "tấn", "kg"})


def check(a: Alignment) -> list[Finding]:
    """A finding on the first verb whose participants changed places."""
    s = a.sentence
    for begin, end in verbs(s):
        key = s.keys[begin:end]
        agent, patient = _roles(s, begin, end)
        if (begin and s.keys[begin - 1] in _NOUN_BEFORE | _NOMINAL) or (end < len(s.keys) and s.keys[end] == "của"):
            # `theo yêu cầu của chủ tịch`, `giá thuê`: a noun
            continue
        if not agent or not patient:
            continue
        for p in a.pool:
            if a.share(s.parts[begin], p) < _ALIKE:
                continue
            for b, e in verbs(p):
                turned = len(key) == 1 and CONVERSE.get(key[0]) == p.keys[b]
                if (p.keys[b:e] != key and not turned) or (b and p.keys[b - 1] in _NOMINAL):
                    continue
                their_agent, their_patient = _roles(p, b, e)
                if turned:
                    their_agent, their_patient = their_patient, their_agent
                if _pronoun_turned(s, agent, patient, p, their_agent, e):
                    one, other = _mention(s, max(k for k in agent)), _mention(s, min(patient))
                    return [
                        Finding("roles.swapped", {"verb": s.wording(begin, end), "one": one, "other": other}, at=begin)
                    ]
                pair = _crossed(
                    s, agent, patient, p, their_agent, their_patient, 2 if key[0] in word_set("causing") else _NEAR
                )
                named = sum(s.terms[k].case > 0 for k in pair) if pair else 0
                if pair and (named == 2 if turned else named != 1 or a.share(s.parts[begin], p) >= _MIXED):
                    one, other = (_mention(s, k) for k in pair)
                    return [
                        Finding("roles.swapped", {"verb": s.wording(begin, end), "one": one, "other": other}, at=begin)
                    ]
    return []


@cache
def _verbs() -> frozenset[tuple[str, ...]]:
    return frozenset(keys_of(v) for v in cues("verbs"))


def verbs(p: Passage) -> list[tuple[int, int]]:
    """Verbs of a sentence that have participants, as (begin, end)."""
    known: list[tuple[int, int]] | None = p.__dict__.get("_verbs")
    if known is None:
        known = p.__dict__["_verbs"] = _find(p)
    return known


def _find(p: Passage) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for i in range(len(p.terms)):
        if p.terms[i].kind != WORD or (p.terms[i].case and i):
            continue
        if p.keys[i] == "cho" and _LENDING & set(p.keys[i + 1 : i + 9]):
            # `cho bốn người vay`
            out.append((i, i + 1))
            continue
        for size in (3, 2, 1):
            if p.keys[i : i + size] in _verbs() and len(p.keys[i : i + size]) == size:
                before = p.terms[i - 1] if i else None
                if (
                    size == 1
                    and before
                    and p.content[i - 1]
                    and not before.case
                    and before.key in word_set("first_halves")
                ):
                    # the second half of a longer word: `hiến tặng`, `phát sinh`
                    out.append((i - 1, i + 1))
                else:
                    out.append((i, i + size))
                break
    return out


def _roles(p: Passage, begin: int, end: int) -> tuple[set[int], set[int]]:
    """Terms that stand where the agent and where the patient of the verb `[begin, end)` are looked for."""
    low, high = begin, end
    while low > 0 and p.parts[low - 1] == p.parts[begin] and begin - low < _SPAN:
        low -= 1
    while high < len(p.terms) and p.parts[high] == p.parts[begin] and high - end < _SPAN:
        high += 1
    # whom a claim is from takes no part in it: `…, theo Savills`
    told = {c for k, c in enumerate(p.clauses) if p.keys[k] == "theo" and (not k or p.clauses[k - 1] != c)}
    left = [k for k in range(low, begin) if _bears(p, k) and p.clauses[k] not in told]
    right = [k for k in range(end, high) if _bears(p, k) and p.clauses[k] not in told]
    between = [(b, e) for b, e in verbs(p) if e <= begin]
    marker = _before(p, ("bị", "được"), low, begin, between)
    by = _before(p, ("do", "bởi"), low, begin, between)
    after = next((k for k in range(end, high) if p.keys[k] in ("do", "bởi")), None)
    if marker is not None:
        agent = {k for k in left if k > marker} | {k for k in right if after is not None and k > after}
        return agent, {k for k in left if k < marker}
    if by is not None and by > low:
        return {k for k in left if k > by}, {k for k in left if k < by}
    if after is not None:
        return {k for k in right if k > after}, set(left) | {k for k in right if k < after}
    return set(left), set(right)


def _before(p: Passage, words: tuple[str, ...], low: int, verb: int, verbs_before: list[tuple[int, int]]) -> int | None:
    """The nearest of `words` before the verb in its clause, with no other verb between."""
    for k in range(verb - 1, max(low, verb - 8) - 1, -1):
        if p.clauses[k] != p.clauses[verb] or any(b <= k < e for b, e in verbs_before):
            return None
        if p.keys[k] in words:
            return k
    return None


def _bears(p: Passage, k: int) -> bool:
    return p.terms[k].kind == WORD and (p.content[k] or (p.terms[k].case > 0 and k > 0)) and p.keys[k] not in _moods()


@cache
def _moods() -> frozenset[str]:
    """Words beside a verb that are no participants."""
    return _CHANGES | {keys_of(w)[0] for name in ("plan", "hedge") for w in cues(name) if len(keys_of(w)) == 1}


def _crossed(
    s: Passage,
    agent: set[int],
    patient: set[int],
    p: Passage,
    their_agent: set[int],
    their_patient: set[int],
    reach: int,
) -> tuple[int, int] | None:
    """A word of either side that the source has on the other, where no participant stays in place.

    `reach` words after the verb are looked at: of `yêu cầu` only whom it asks, not what for.
    """
    subjects, objects = {p.keys[k] for k in their_agent}, {p.keys[k] for k in their_patient}
    near_agent, near_patient = _next_to_verb(s, agent)[-_NEAR:], sorted(patient)[:reach]
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


def _pronoun_turned(s: Passage, agent: set[int], patient: set[int], p: Passage, theirs: set[int], end: int) -> bool:
    """Whether the source has the brief's patient act on a pronoun, and the brief has a name act on it.

    `Phe đối lập kêu gọi ông từ chức` for `Ông Ruto kêu gọi phe đối lập từ chức`.
    """
    pronoun = end < len(p.terms) and p.keys[end] in _PRONOUNS
    if not pronoun or (end + 1 < len(p.terms) and p.terms[end + 1].case) or not theirs:
        return False
    near = [p.keys[k] for k in _next_to_verb(p, theirs)[-_NEAR:]]
    ours = {s.keys[k] for k in agent}
    named = any(s.terms[k].case and s.keys[k] not in p.key_set for k in agent)
    return named and not ours & set(near) and all(k in {s.keys[i] for i in patient} for k in near)


def _next_to_verb(s: Passage, agent: set[int]) -> list[int]:
    """The agent's terms in the last clause that holds any: what stands before its comma only frames it."""
    last = s.clauses[max(agent)]
    return [k for k in sorted(agent) if s.clauses[k] == last]


def _mention(p: Passage, k: int) -> str:
    """The name or word around term `k`."""
    begin, end = k, k + 1
    while begin > 0 and p.terms[begin - 1].case and p.terms[k].case:
        begin -= 1
    while end < len(p.terms) and p.terms[end].case and p.terms[k].case:
        end += 1
    return shown(p, begin, end) if p.terms[k].case else p.wording(begin, end)
