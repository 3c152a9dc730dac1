"""A claim that the source puts in someone's mouth, told in the brief as a fact.

The frames are those of news Vietnamese: `theo X, P`; `X cho rằng P`; `"P", X nói`. A brief keeps the attribution if
it has any such frame, or names the speaker.
"""

from __future__ import annotations

from typing import NamedTuple

from summarizer.brief.gate.alignment import Alignment
from summarizer.brief.gate.finding import Finding, Gravity
from summarizer.brief.gate.lexicon import cues
from summarizer.brief.gate.mentions import describes
from summarizer.brief.gate.passage import Passage, phrases, word_set
from summarizer.brief.gate.words import NUMBER, SIGN, WORD, keys_of

_RECORDS = frozenset({("báo", "cáo"), ("thống", "kê"), ("số", "liệu"), ("tổng", "hợp")})
_QUOTES = frozenset('"“”«»')
_SHARE = 0.6
_MAIN = 0.5
"""Only the main claim of a brief sentence is judged: a clause with this share of its content words."""
_WHOLE = 3
"""Content words of a claim that is told whole; shorter ones are met by chance."""
_CLOSE = 0.75
"""A claim worded more freely than this is the brief's own summing-up."""


_SOURCES = frozenset(
    {
        ("luật", "sư"),
        ("chủ", "tịch"),
        ("chủ", "đầu"),
        ("chủ", "tọa"),
        ("học", "giả"),
        ("nhóm", "nghiên"),
        ("nguyên", "đơn"),
        ("thông", "tin"),
        ("thông", "báo"),
        ("thông", "cáo"),
        ("cô", "giáo"),
        ("pháp", "y"),
    }
)


class Frame(NamedTuple):
    """An attribution in a source sentence: terms `[speaker_begin, speaker_end)` say the terms `[begin, end)`."""

    speaker_begin: int
    speaker_end: int
    begin: int
    end: int
    opinion: bool


def frames(p: Passage) -> list[Frame]:
    """The attributions of a sentence."""
    known: list[Frame] | None = p.__dict__.get("_frames")
    if known is None:
        known = p.__dict__["_frames"] = _read(p)
    return known


def _read(p: Passage) -> list[Frame]:
    out: list[Frame] = []
    n = len(p.terms)
    opinions = {keys_of(w) for w in cues("opinion")}
    for i, key in enumerate(p.keys):
        if key == "theo" and i + 1 < n and _is_source(p, i + 1) and (i == 0 or p.terms[i - 1].kind == SIGN):
            stop = next((k for k in range(i + 1, n) if p.terms[k].kind == SIGN and p.keys[k] in ",.;:)"), n)
            if stop < n - 2 and p.keys[stop] in ",:":
                out.append(Frame(i + 1, stop, stop + 1, _part_end(p, stop + 1), False))
            else:
                out.append(Frame(i + 1, stop, 0, i, False))
    for begin, end, _ in p.cue("claim"):
        if begin == 0 or (p.keys[begin] == "khai" and _is_other_khai(p, begin, end)):
            continue
        start = _clause_start(p, begin)
        if start == begin:
            # `X, giám đốc Y, cho biết`
            start = next(k for k in range(len(p.terms)) if p.parts[k] == p.parts[begin])
        opinion = tuple(p.keys[begin:end]) in opinions
        if p.keys[begin - 1] in ("bị", "được"):
            # nobody is named: `bị cáo buộc`, `được cho là`
            start = begin
        if start < begin and not any(
            p.content[k] or p.terms[k].kind == NUMBER or p.keys[k] in word_set("pronouns") for k in range(start, begin)
        ):
            # `chưa có thông tin nào`: nobody says it
            continue
        if end < n and p.keys[end] not in ",.;":
            out.append(Frame(start, begin, end, _part_end(p, end), opinion))
        closing = next((k for k in range(begin - 1, 0, -1) if p.keys[k] in _QUOTES), None)
        opening = next((k for k in range((closing or 0) - 1, -1, -1) if p.keys[k] in _QUOTES), None)
        if closing is not None and opening is not None:
            out.append(Frame(closing + 1, begin, opening + 1, closing, True))
    return out


def _is_other_khai(p: Passage, begin: int, end: int) -> bool:
    """Whether `khai` is part of another word: `khai giảng`, `công khai`."""
    after = p.keys[end] if end < len(p.keys) else ""
    return p.keys[begin - 1] in word_set("before_khai") or after in word_set("after_khai")


def _is_source(p: Passage, i: int) -> bool:
    """Whether what follows `theo` speaks: no plan, rule or manner."""
    return (
        p.keys[i] not in word_set("no_sources")
        or phrases("heads_of_sources").at(p.keys, i) is not None
        or p.terms[i].case > 0
    )


def _part_end(p: Passage, i: int) -> int:
    return next((k for k in range(i, len(p.terms)) if p.parts[k] != p.parts[i]), len(p.terms))


def _clause_start(p: Passage, i: int) -> int:
    while i > 0 and (p.terms[i - 1].kind != SIGN or p.in_number(i - 1)):
        i -= 1
    return i


def check(a: Alignment, context: str = "") -> list[Finding]:
    """Findings on lost attributions. `context` is what the brief says just before: it may carry the attribution on."""
    s = a.sentence
    if (other := _other_speaker(a)) is not None:
        return [other]
    if any(key in _QUOTES for key in s.keys):
        return []
    before = Passage(context, 0, len(context)) if context else None
    content = [i for i in range(len(s.terms)) if s.content[i]]
    for clause in sorted(set(s.clauses)):
        terms = [i for i in a.clause_terms(clause) if i in a.links and not (i and s.terms[i].case)]
        terms = terms if len(terms) >= _WHOLE else [i for i in a.clause_terms(clause) if i in a.links]
        if len(terms) < _WHOLE or clause not in a.homes or len(a.clause_terms(clause)) < _MAIN * len(content):
            continue
        home = a.homes[clause]
        near = a.coverage(clause, home) >= _SHARE and a.closeness(clause, home) >= _CLOSE
        told = [(q, f) for q in (home, *(q for q in a.pool if q is not home)) for f in frames(q)]
        for p, frame in told:
            if not (near and p is home) and not _told_whole(a, clause, p, frame):
                continue
            inside = [
                i
                for i in terms
                if any(link.passage is p and frame.begin <= link.there < frame.end for link in a.possible(i))
            ]
            if len(inside) < (_SHARE if near else _MAIN) * len(terms) or _told_plainly(a, clause, p):
                continue
            if _keeps(s, p, frame) or (not frame.opinion and _named(frame, p, s)):
                continue
            if before is not None and (before.cue("say") or _attributes(before)) and _named(frame, p, before):
                continue
            gravity: Gravity = "note" if _official(frame, p) else "error"
            said = p.wording(frame.speaker_begin, frame.speaker_end).strip(" ,;:-–")
            key = "attribution" if said.strip() else "attribution_unnamed"
            return [Finding(key, {"source": said}, gravity, terms[0])]
    return []


def _keeps(s: Passage, p: Passage, frame: Frame) -> bool:
    """Whether the brief attributes: it has a word of saying that is none of what is claimed (`đề xuất`)."""
    claimed = p.keys[frame.begin : frame.end]
    said = [c for name in ("say", "opinion") for c in s.cue(name)]
    return (
        _attributes(s)
        or bool(frames(s))
        or any(s.keys[b:e] not in zip(*(claimed[n:] for n in range(e - b)), strict=False) for b, e, _ in said)
    )


def _told_whole(a: Alignment, clause: int, p: Passage, frame: Frame) -> bool:
    """Whether the brief's clause holds all that is claimed, with words of its own round it."""
    s = a.sentence
    said = {p.keys[k] for k in range(frame.begin, frame.end) if p.content[k] or p.terms[k].kind == NUMBER}
    ours = {s.keys[i] for i, c in enumerate(s.clauses) if c == clause and (s.content[i] or s.terms[i].kind == NUMBER)}
    numbers = any(p.terms[k].kind == NUMBER for k in range(frame.begin, frame.end))
    return len(said) >= _WHOLE - numbers and said <= ours


def _other_speaker(a: Alignment) -> Finding | None:
    """A claim that the brief gives to one of the source's speakers and the source to another."""
    s = a.sentence
    for ours in frames(s):
        claim = [
            i
            for i in range(ours.begin, ours.end)
            if (s.content[i] and not s.terms[i].case) or s.terms[i].kind == NUMBER
        ]
        speaker = _speaker(ours, s)
        if len(claim) < 2 or not speaker or not speaker <= a.source.index.keys():
            continue
        named = any(
            s.terms[k].case and s.terms[k + 1].case for k in range(ours.speaker_begin, ours.speaker_end - 1)
        ) and (s.keys[ours.speaker_begin] not in word_set("org_heads"))
        found: Finding | None = None
        for p in a.source.passages:
            for theirs in frames(p):
                held = {p.keys[k] for k in range(theirs.begin, theirs.end)}
                if sum(s.keys[i] in held for i in claim) < _CLOSE * len(claim):
                    continue
                them = _speaker(theirs, p)
                if named and not any(p.terms[k].case and k for k in range(theirs.speaker_begin, theirs.speaker_end)):
                    # `nghi phạm khai`: the name may be his
                    return None
                if not them or them & speaker or speaker & p.key_set or _apposed(a, speaker, them):
                    return None
                if any(describes(p, k) for k in range(theirs.speaker_begin, theirs.speaker_end)):
                    return None
                said = p.wording(theirs.speaker_begin, theirs.speaker_end).strip(" ,;:-–")
                found = Finding(
                    "roles.moved",
                    {"name": s.wording(ours.speaker_begin, ours.speaker_end), "other": said},
                    at=ours.speaker_begin,
                )
        if found is not None:
            return found
    return None


def _speaker(frame: Frame, p: Passage) -> frozenset[str]:
    """Content words of who speaks; none where a pronoun or `cơ quan này` stands for them."""
    if {"này", "đó", "trên", "nói_trên"} & set(p.keys[frame.speaker_begin : frame.speaker_end]):
        return frozenset()
    return frozenset(p.keys[k] for k in range(frame.speaker_begin, frame.speaker_end) if p.content[k])


def _apposed(a: Alignment, one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether a sentence of the source names both: they may be one (`ông Tâm, Giám đốc Sở`)."""
    return any(one & p.key_set and other & p.key_set for p in a.source.passages)


def _official(frame: Frame, p: Passage) -> bool:
    """Whether the frame names a record and nobody: `theo báo cáo`, `theo số liệu thống kê`."""
    speaker = range(frame.speaker_begin, frame.speaker_end)
    record = "dự_báo" in {p.keys[k] for k in speaker} or bool(_RECORDS & {p.keys[k : k + 2] for k in speaker})
    return record and not any(p.terms[k].case for k in speaker)


def _named(frame: Frame, p: Passage, s: Passage) -> bool:
    """Whether `s` names the speaker of a frame."""
    speaker = {
        p.keys[k] for k in range(frame.speaker_begin, frame.speaker_end) if p.terms[k].case and p.terms[k].kind == WORD
    }
    return bool(speaker & {t.key for t in s.terms if t.case})


def _attributes(s: Passage) -> bool:
    return any(key == "theo" and (i + 1 >= len(s.keys) or _is_source(s, i + 1)) for i, key in enumerate(s.keys))


def _told_plainly(a: Alignment, clause: int, home: Passage) -> bool:
    """Whether another sentence of the source says the same without attributing it."""
    return any(
        p is not home
        and p.role != "title"
        and a.coverage(clause, p) >= 0.9 * a.coverage(clause, home)
        and not frames(p)
        for p in a.pool
    )
