"""Who did what to whom: participants swapped round a verb, or a deed given to another name.

Three tests, none with a parser. *Inversion*: round a shared verb, what the source has before it stands after it in the
brief and the other way round, though the voice is the same (`bị`, `được`, `do`, `bởi` turn the voice; `thắng` and
`thua` turn each other). *Exchange*: the brief has the words of the source in their order, but two names have changed
places. *Owner*: all that the brief says of a name stands in the source beside another name of its kind, and nothing beside this one.
"""

from __future__ import annotations

from functools import cache

from summarizer.brief.gate.alignment import Alignment
from summarizer.brief.gate.finding import Finding
from summarizer.brief.gate.lexicon import cues
from summarizer.brief.gate.names import COMMON, runs
from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.words import NUMBER, SIGN, WORD, common, keys_of

CONVERSE = {"thắng": "thua", "thua": "thắng", "đánh_bại": "thua", "mua": "bán", "bán": "mua"}
"""Verbs that say the same with the participants exchanged."""
_SPAN = 13
_NEAR = 4
"""Words next to a verb among which its participants are looked for."""
_ALIKE = 0.75
"""Share of its words that a brief must have from a source sentence before an exchange in it is looked for."""
_NOMINAL = frozenset({"người", "việc", "sự", "cuộc", "vụ", "bên", "đơn"})
_CHANGES = frozenset({"tăng", "giảm", "lượng", "giá", "mức", "với_mức", "tấn", "kg"})


def _folded(words: str) -> frozenset[str]:
    return frozenset(key for w in words.split() for key in keys_of(w))


_PERSON = _folded(
    "ông bà anh chị em cô chú bác cháu cụ chí cáo can sĩ bs ts gs hlv vđv úy tá tướng sư tịch thư trưởng đốc viên thí sinh"
)
_ORG = _folded(
    "bộ sở cục ban ubnd hđnd công tập ngân trường đại bv viện tòa đội đoàn clb đảng hội liên chi phòng huyện tỉnh quận phường tp trung đh tand vksnd công_an"
)
_HEADS = _folded("công tập ngân trường bv viện trung hợp nhà cơ hãng doanh xí tổ hiệp liên")
_SECOND = _folded("ty ti hàng đoàn hội tế tâm viện chí quan thống đồng")
_PLACED = _folded("người nước ở tại tỉnh huyện xã thôn phố tp bang")
_TITLE = _folded(
    "thủ_tướng cp phó thường trực chủ bí giám thứ trưởng tổng hiệu viện thượng thiếu thủ đồng thẩm kiểm chánh"
)
_PRONOUNS = _folded(
    "tôi chúng ta họ nó mình anh chị em ông bà cô chú bác đây đó tuy sau khi theo trong tại từ ngoài cùng riêng các những mỗi"
)


def check(a: Alignment) -> list[Finding]:
    """Findings on swapped roles, at most one a sentence."""
    proper = a.source.remembered("proper", proper_names)
    return _inverted(a) or _exchanged(a, proper) or _replaced(a, proper) or _moved(a, proper)


@cache
def _verbs() -> frozenset[tuple[str, ...]]:
    return frozenset(keys_of(v) for v in cues("verbs"))


@cache
def _symmetric() -> frozenset[str]:
    return frozenset(key for word in cues("symmetric") for key in keys_of(word))


# ---- inversion -------------------------------------------------------------------------------------------------


_FIRST_HALVES = frozenset(
    [
        "hiến",
        "trao",
        "phát",
        "học",
        "sản",
        "khai",
        "trực",
        "tuyển",
        "bắn",
        "tấn",
        "rao",
        "thu",
        "đấu",
        "hướng",
        "lan",
        "di",
    ]
)


def verbs(p: Passage) -> list[tuple[int, int]]:
    """Verbs of a sentence that have participants, as (begin, end)."""
    out: list[tuple[int, int]] = []
    for i in range(len(p.terms)):
        if p.terms[i].kind != WORD or (p.terms[i].case and i):
            continue
        for size in (3, 2, 1):
            if p.keys[i : i + size] in _verbs() and len(p.keys[i : i + size]) == size:
                before = p.terms[i - 1] if i else None
                if size == 1 and before and p.content[i - 1] and not before.case and before.key in _FIRST_HALVES:
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
    left = [k for k in range(low, begin) if _bears(p, k)]
    right = [k for k in range(end, high) if _bears(p, k)]
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


def _inverted(a: Alignment) -> list[Finding]:
    s = a.sentence
    for begin, end in verbs(s):
        key = s.keys[begin:end]
        agent, patient = _roles(s, begin, end)
        if not agent or not patient:
            continue
        for p in a.pool:
            if a.share(s.parts[begin], p) < _ALIKE - 0.15:
                continue
            for b, e in verbs(p):
                turned = len(key) == 1 and CONVERSE.get(key[0]) == p.keys[b]
                if (p.keys[b:e] != key and not turned) or (b and p.keys[b - 1] in _NOMINAL):
                    continue
                their_agent, their_patient = _roles(p, b, e)
                if turned:
                    their_agent, their_patient = their_patient, their_agent
                pair = _crossed(s, agent, patient, p, their_agent, their_patient)
                named = sum(s.terms[k].case > 0 for k in pair) if pair else 0
                if pair and (named == 2 if turned else named != 1 or a.share(s.parts[begin], p) >= _ALIKE):
                    one, other = (_mention(s, k) for k in pair)
                    return [
                        Finding("roles.swapped", {"verb": s.wording(begin, end), "one": one, "other": other}, at=begin)
                    ]
    return []


def _crossed(
    s: Passage, agent: set[int], patient: set[int], p: Passage, their_agent: set[int], their_patient: set[int]
) -> tuple[int, int] | None:
    """A word of either side that the source has on the other, where no participant stays in place."""
    subjects, objects = {p.keys[k] for k in their_agent}, {p.keys[k] for k in their_patient}
    near_agent, near_patient = sorted(agent)[-_NEAR:], sorted(patient)[:_NEAR]
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


# ---- exchange --------------------------------------------------------------------------------------------------


def _exchanged(a: Alignment, proper: frozenset[str]) -> list[Finding]:
    """The source's words in the source's order, with two names the other way round."""
    s = a.sentence
    ours = mentions(s, proper)
    if len(ours) < 2:
        return []
    for p in a.pool:
        theirs = mentions(p, proper)
        if a.share(s.parts[ours[0][0]], p) < _ALIKE:
            continue
        for one, other in zip(ours, ours[1:], strict=False):
            x, y = s.keys[slice(*one)], s.keys[slice(*other)]
            if x == y or set(s.keys[one[1] : other[0]]) <= _symmetric() | {",", "-", "–", "/", "("}:
                continue
            first = next((m for m in theirs if p.keys[slice(*m)] == y), None)
            second = next((m for m in theirs if p.keys[slice(*m)] == x and first is not None and m[0] > first[0]), None)
            if first is None or second is None or any(p.keys[slice(*m)] == x and m[0] < first[0] for m in theirs):
                continue
            inner = [k for k in s.keys[one[1] : other[0]] if _inner(k)]
            their_inner = [k for k in p.keys[first[1] : second[0]] if _inner(k)]
            voices = [any(k in ("bị", "được", "do", "bởi", "trước") for k in words) for words in (inner, their_inner)]
            if not inner or voices[0] != voices[1] or set(inner) & set(CONVERSE) != set(their_inner) & set(CONVERSE):
                continue
            if common(inner, their_inner) >= 0.75 * len(inner) and common(inner, their_inner) >= 0.6 * len(their_inner):
                return [Finding("roles.exchanged", {"one": s.wording(*one), "other": s.wording(*other)}, at=one[0])]
    return []


def _inner(key: str) -> bool:
    """Whether a word between two names tells of what they do: no sign, title or head of a name (`Ngân hàng`)."""
    return (key.isalnum() or "_" in key) and key not in _PERSON | _ORG | _HEADS | _SECOND


# ---- replacement -----------------------------------------------------------------------------------------------


def _replaced(a: Alignment, proper: frozenset[str]) -> list[Finding]:
    """A name where the source has another of its names between the same words."""
    s = a.sentence
    for begin, end in mentions(s, proper):
        name = s.keys[begin:end]
        best: tuple[int, Passage, tuple[int, int]] | None = None
        own = 0
        for p in a.pool:
            if a.share(s.parts[begin], p) < _ALIKE - 0.1:
                continue
            for b, e in mentions(p, proper):
                fit = _fit(s, begin, end, p, b, e)
                theirs = p.keys[b:e]
                if name in (theirs[-len(name) :], theirs[: len(name)]) or name[-len(theirs) :] == theirs:
                    own = max(own, fit)
                elif fit >= 3 and (best is None or fit > best[0]):
                    best = fit, p, (b, e)
        if best is not None and best[0] > own + 1:
            other = best[1].keys[slice(*best[2])]
            if not any(s.keys[b:e] == other for b, e in mentions(s, proper)):
                values = {"name": s.wording(begin, end), "other": best[1].wording(*best[2])}
                return [Finding("roles.moved", values, at=begin)]
    return []


def _fit(s: Passage, begin: int, end: int, p: Passage, b: int, e: int) -> int:
    """How many of the words next to a name on either side are the same, counted outwards while they are."""
    score = 0
    telling = False
    for here, there, step in ((begin - 1, b - 1, -1), (end, e, 1)):
        for _ in range(3):
            if not (0 <= here < len(s.keys) and 0 <= there < len(p.keys)):
                break
            if s.keys[here] != p.keys[there] or s.terms[here].kind == SIGN:
                break
            score += 1
            telling |= s.content[here] or s.terms[here].kind == NUMBER
            here, there = here + step, there + step
    return score if telling else 0


# ---- owner -----------------------------------------------------------------------------------------------------


def _is_ordinary(p: Passage, begin: int, end: int, opens: bool, proper: frozenset[str]) -> bool:
    """Whether a run of capitals names nobody: a title, an abbreviated common noun, a capital that opens the sentence."""
    keys = p.keys[begin:end]
    lower_next = end < len(p.terms) and p.terms[end].kind == WORD and not p.terms[end].case
    if end - begin == 1 and (
        (opens and (keys[0] not in proper or keys[0] in _ORG and p.terms[begin].case == 1) and p.terms[begin].case == 1)
        or keys[0] in COMMON
        # the head of a longer name: `Công ty Dược Thiên Phúc`
        or (keys[0] in _HEADS and lower_next and p.terms[begin].case == 1)
    ):
        return True
    if all(k in _TITLE or k in _NUMERALS for k in keys):
        return True
    return begin > 0 and p.keys[begin - 1] == "độ"


_NUMERALS = frozenset({"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"})


_OPENERS = frozenset('.!?:…"“«\n-–(')


def proper_names(source: Source) -> frozenset[str]:
    """Words that the source writes with a capital inside a sentence."""
    return frozenset(
        t.key for p in source.passages for k, t in enumerate(p.terms) if t.case and k and p.keys[k - 1] not in _OPENERS
    )


def mentions(p: Passage, proper: frozenset[str]) -> list[tuple[int, int]]:
    """Names of a sentence as (begin, end); `proper` are words known to be names (`proper_names`)."""
    known: list[tuple[int, int]] | None = p.__dict__.get("_mentions")
    if known is not None:
        return known
    out: list[tuple[int, int]] = []
    quoted = [k for k, key in enumerate(p.keys) if key in '"“”«»']
    for begin, end in runs(p):
        if sum(k < begin for k in quoted) % 2:
            continue
        opens = begin == 0 or p.terms[begin - 1].kind == SIGN
        while begin < end and opens and p.keys[begin] in _PERSON | _PRONOUNS and p.terms[begin].case == 1:
            begin += 1
            opens = False
        if begin < end and not _is_ordinary(p, begin, end, opens, proper):
            out.append((begin, end))
    p.__dict__["_mentions"] = out
    return out


def _kind(p: Passage, begin: int) -> str:
    if p.keys[begin] in _ORG:
        return "org"
    before = p.keys[begin - 1] if begin else ""
    if before in _PLACED:
        return "place"
    return "person" if before in _PERSON or p.keys[begin] in _PERSON else "other"


def _alike(one: str, other: str) -> bool:
    return one == other or ("other" in (one, other) and "place" not in (one, other))


_CAUSING = _folded("giao yêu_cầu đề_nghị chỉ_đạo cho mời cử nhờ để")


def _told(s: Passage, ours: list[tuple[int, int]], n: int, a: Alignment) -> list[str]:
    """Keys of what the brief says of its `n`th name, a subject: what follows up to the next name, or with `do X` what stands
    before, too. Empty where the name is no subject, or where a good part of what is said has other words in the source."""
    begin, end = ours[n]
    stop = ours[n + 1][0] if n + 1 < len(ours) else len(s.terms)
    start = begin
    while start and s.clauses[start - 1] == s.clauses[begin] and begin - start < 4:
        start -= 1
    by_agent = "do" in s.keys[max(0, begin - 4) : begin]
    deeds = {k for b, e in verbs(s) for k in range(b, e) if s.keys[e - 1] not in _CAUSING}
    if not by_agent and (begin - start == 4 or any(k in deeds for k in range(start, begin))):
        return []
    places = list(range(end, stop)) + (
        [k for k in range(begin) if s.clauses[k] == s.clauses[begin]] if by_agent else []
    )
    said = [
        k
        for k in places
        if s.parts[k] == s.parts[begin] and (s.content[k] or s.terms[k].kind == NUMBER) and not (s.terms[k].case and k)
    ]
    linked = [s.keys[k] for k in said if k in a.links]
    return linked if said and len(linked) >= 0.7 * len(said) else []


def _moved(a: Alignment, proper: frozenset[str]) -> list[Finding]:
    s = a.sentence
    ours = mentions(s, proper)
    for n, (begin, end) in enumerate(ours):
        told = _told(s, ours, n, a)
        keys = set(told)
        tail = s.keys[end - 1]
        if len(keys) < 2 or tail not in a.source.index:
            continue
        own = max(
            (
                _owned(p, tail, keys, proper)
                for p in a.source.passages
                if tail in p.key_set or _goes_on(a, p, tail, proper)
            ),
            default=0,
        )
        if own >= 0.3 * len(keys):
            continue
        nearest = set(told[:2])
        has = any(_owned(p, tail, nearest, proper) == len(nearest) for p in a.source.passages if tail in p.key_set)
        for p in a.pool:
            # what is said first of the name must be the rival's, unless the name has none of it
            rival = _rival(p, s, (begin, end), keys, nearest if has else set(), proper)
            if rival:
                return [Finding("roles.moved", {"name": s.wording(begin, end), "other": rival}, at=begin)]
    return []


def _goes_on(a: Alignment, p: Passage, tail: str, proper: frozenset[str]) -> bool:
    """Whether the sentence may go on about the name: it stands in the one before, and no other opens this one."""
    if p.index == 0 or tail not in a.source.passages[p.index - 1].key_set:
        return False
    return not any(begin < 3 for begin, _ in mentions(p, proper))


def _reach(p: Passage, theirs: list[tuple[int, int]], n: int) -> set[int]:
    """Terms that belong to the `n`th name of a source sentence: up to the next name of its kind, and back to the one before."""
    begin, end = theirs[n]
    kind = _kind(p, begin)
    stop, start = len(p.terms), 0
    for other, _ in theirs[n + 1 :]:
        if _alike(kind, _kind(p, other)) and any(p.content[k] and not p.terms[k].case for k in range(end, other)):
            stop = other
            break
    for _, other_end in reversed(theirs[:n]):
        if any(p.content[k] and not p.terms[k].case for k in range(other_end, begin)):
            start = other_end
            break
    return {k for k in (*range(start, begin), *range(end, stop)) if p.parts[k] == p.parts[begin]}


def _owned(p: Passage, tail: str, keys: set[str], proper: frozenset[str]) -> int:
    """How many of `keys` may belong to the name that ends in `tail` in this sentence."""
    if tail not in p.key_set:
        return len(keys & p.key_set)
    if not any(t.key == tail and t.case for t in p.terms):
        # the common noun, not the name (`bất động sản` for `Hiệp hội Bất động sản`)
        return 0
    theirs = mentions(p, proper)
    owned: set[str] = set()
    found = False
    for n, (begin, end) in enumerate(theirs):
        if tail in p.keys[begin:end]:
            found = True
            owned |= {p.keys[k] for k in _reach(p, theirs, n)} & keys
            if n == 0:
                # the subject of the sentence may do all that the rest of its part says
                owned |= {p.keys[k] for k in range(end, len(p.terms)) if p.parts[k] == p.parts[begin]} & keys
    return len(owned) if found else len(keys & p.key_set)


def _rival(
    p: Passage, s: Passage, ours: tuple[int, int], keys: set[str], nearest: set[str], proper: frozenset[str]
) -> str:
    """Another name of the source sentence that nearly all of `keys` belong to; empty if there is none."""
    theirs = mentions(p, proper)
    name = s.keys[slice(*ours)]
    said = {s.keys[k] for begin, end in mentions(s, proper) for k in range(begin, end)}
    for n, (begin, end) in enumerate(theirs):
        if set(name) & set(p.keys[begin:end]) or p.keys[end - 1] in said:
            continue
        if not _alike(_kind(s, ours[0]), _kind(p, begin)):
            continue
        reach = [k for k in _reach(p, theirs, n) if p.keys[k] in keys]
        near = any(0 <= k - end < 4 or 0 < begin - k <= 4 for k in reach)
        owned = {p.keys[k] for k in reach}
        if near and nearest <= owned and len(owned) >= 0.75 * len(keys):
            return p.wording(begin, end)
    return ""
