"""A doer told as the one it is done to.

The source has `Sở yêu cầu trường trả tiền`, the brief has another make a demand of the Sở. Only names right beside
the verb count: the one before it acts, the one after it is acted on; a verb that opens its clause goes on about the
first name of the sentence.
"""

from __future__ import annotations

from summarizer.brief.gate.alignment import Alignment
from summarizer.brief.gate.finding import Finding
from summarizer.brief.gate.inversion import verbs
from summarizer.brief.gate.mentions import mentions, proper_names, shown
from summarizer.brief.gate.passage import Passage, word_set
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.words import SIGN, WORD

_NOUNS = frozenset({"lãnh_đạo", "quản", "chỉ", "giám", "học", "sinh", "dẫn", "trên_hơn", "hơn", "vượt"})
"""First syllables of verbs that are nouns as often, or compare."""
_TURNING = frozenset({"bị", "được", "do", "bởi", "theo", "với", "cùng", "từ"})
Name = tuple[str, ...]
Verb = tuple[str, ...]
_MOST = 40
"""Verbs of a sentence that are looked at."""
_BETWEEN = 3
"""Words of mood and time that may stand between a name and its verb."""


def usurped(a: Alignment, proper: frozenset[str]) -> list[Finding]:
    """A finding on the first verb whose doer in the source is told as the one it is done to."""
    s = a.sentence
    ours = full_names(s, proper)
    table = a.source.remembered("doers", _all_doers)
    for begin, end in verbs(s)[:_MOST]:
        if s.keys[begin] in _NOUNS:
            continue
        agent, patient = _passive(s, begin, ours) or _active(s, begin, end, ours)
        if patient is None or not agent:
            continue
        name, verb = s.keys[slice(*patient)], s.keys[begin:end]
        doers = table.get(verb, [])
        told = {s.keys[k] for k in agent} - word_set("common_abbreviations") - word_set("org_heads")
        others = [d for d in doers if not told & set(d)]
        if doers and len(others) == len(doers) and _suffers_only(a, verb, name):
            rival = next((m for m in ours if s.keys[slice(*m)] == others[0] and m[0] > patient[1]), None)
            if rival is not None:
                # `Hải mua Nam từ Sông` for `Sông mua Nam`
                values = {"name": s.wording(agent[0], agent[-1] + 1), "other": shown(s, *rival)}
                return [Finding("roles.moved", values, at=begin)]
        if name in doers and not any(told & set(d) for d in doers) and not any(_suffers(p, verb, name) for p in a.pool):
            values = {
                "verb": s.wording(begin, end),
                "one": s.wording(agent[0], agent[-1] + 1),
                "other": shown(s, *patient),
            }
            return [Finding("roles.swapped", values, at=begin)]
    return []


def _active(s: Passage, begin: int, end: int, names: list[tuple[int, int]]) -> tuple[list[int], tuple[int, int] | None]:
    """Who acts, before the verb, and on whom, after it."""
    patient = next((m for m in names if m[0] >= end and _titles_only(s, end, m[0])), None)
    return ([] if _turned(s, begin) else _agent(s, begin, names)), patient


def _passive(s: Passage, begin: int, names: list[tuple[int, int]]) -> tuple[list[int], tuple[int, int] | None] | None:
    """The same of `A bị B bắt`; None where no one is named between the voice and the verb."""
    marker = next((k for k in range(begin - 1, max(-1, begin - 14), -1) if s.keys[k] in ("bị", "được")), None)
    if marker is None or not any(marker < b < begin for b, _ in names):
        return None
    if any(marker < b < begin for b, _ in verbs(s)):
        # the voice is that of another verb
        return None
    patient = next((m for m in reversed(names) if m[1] <= marker and marker - m[1] <= _BETWEEN), None)
    return [k for k in range(marker + 1, begin) if s.content[k]], patient


def _turned(p: Passage, begin: int) -> bool:
    """Whether the verb is passive, or told of something else than what stands before it."""
    return bool(_TURNING & set(p.keys[max(0, begin - _BETWEEN) : begin]))


def _titles_only(p: Passage, begin: int, end: int) -> bool:
    """Whether a name follows its verb at once, but for a title: `thay | đại tướng | Lương Cường`."""
    if end - begin > _BETWEEN or any(
        p.keys[k] in word_set("prepositions") or p.terms[k].kind != WORD for k in range(begin, end)
    ):
        return False
    return end - begin < 2 or p.keys[end - 1] in word_set("person_words")


def _agent(p: Passage, begin: int, names: list[tuple[int, int]]) -> list[int]:
    """Terms that tell who acts: the content words before the verb, or the first name where it opens its clause."""
    before = [
        k for k in range(max(0, begin - _BETWEEN - 2), begin) if p.content[k] and p.clauses[k] == p.clauses[begin]
    ]
    subject = None if before else _first(p, begin, names)
    return list(range(*subject)) if subject is not None else before


def _first(p: Passage, begin: int, names: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The first name that opens a clause before term `begin`."""
    return next((m for m in names if m[0] < begin and _opens(p, m[0])), None)


def full_names(p: Passage, proper: frozenset[str]) -> list[tuple[int, int]]:
    """Names with the place that belongs to them: `Viện Kiểm sát | tỉnh | Bình Dương` is one."""
    out: list[tuple[int, int]] = []
    heads = [(k, k + 1) for k, t in enumerate(p.terms) if t.case and t.key in word_set("org_heads")]
    named = mentions(p, proper)
    for begin, end in sorted({*named, *(h for h in heads if not any(b <= h[0] < e for b, e in named))}):
        last = out[-1] if out else None
        between = p.keys[last[1] : begin] if last else ()
        if last and between and all(k in word_set("placed") | {"thị"} for k in between):
            out[-1] = last[0], end
        else:
            out.append((begin, end))
    return out


def _plain(p: Passage, begin: int, end: int) -> bool:
    """Whether terms `[begin, end)` hold no sign, and no content but the end of a body's name (`Sở Y | tế`)."""
    inside = range(begin, end)
    body = begin > 0 and p.keys[begin - 1] not in word_set("org_heads") and _in_body(p, begin)
    return all(p.terms[k].kind != SIGN for k in inside) and sum(p.content[k] for k in inside) <= body


def _in_body(p: Passage, end: int) -> bool:
    """Whether the run of capitals before `end` is the name of a body."""
    while end and p.terms[end - 1].case:
        end -= 1
    return p.keys[end] in word_set("org_heads")


def _opens(p: Passage, k: int) -> bool:
    """Whether a clause begins at term `k`, but for words that only join it, or for the title before a name."""
    title = 2 if p.terms[k].case else 0
    return sum(p.content[i] for i in range(k) if p.clauses[i] == p.clauses[k]) <= title


def _all_doers(source: Source) -> dict[Verb, list[Name]]:
    """Who does what in the source, where a name says it."""
    proper = source.remembered("proper", proper_names)
    out: dict[Verb, list[Name]] = {}
    for p in source.passages:
        found = verbs(p)
        theirs = full_names(p, proper) if found else []
        for begin, end in found[:_MOST]:
            if _turned(p, begin):
                continue
            subject = next((m for m in theirs if 0 <= begin - m[1] <= _BETWEEN and _plain(p, m[1], begin)), None)
            if subject is None and _opens(p, begin):
                subject = _first(p, begin, theirs)
            if subject is not None:
                out.setdefault(p.keys[begin:end], []).append(p.keys[slice(*subject)])
    return out


def _suffers_only(a: Alignment, verb: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether the source has the verb done to the name wherever it has the verb."""
    places = a.source.index.get(verb[0], [])
    told = [p for p in (a.source.passages[i] for i in places) if any(p.keys[b:e] == verb for b, e in verbs(p))]
    return bool(told) and all(_suffers(p, verb, name) for p in told)


def _suffers(p: Passage, verb: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether the source has the name right after the verb, too."""
    return any(p.keys[begin:end] == verb and name[0] in p.keys[end : end + _BETWEEN] for begin, end in verbs(p))
