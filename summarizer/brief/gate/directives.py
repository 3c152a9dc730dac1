"""A sentence that says who must do what by when, held against the directive that it comes from.

Only what is certain is an objection: a body or a day that the directive does not have, nor the sentence it stands in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from summarizer.brief.gate.figures import places
from summarizer.brief.gate.finding import Finding
from summarizer.brief.gate.passage import Passage, phrases, word_set
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.times import date_parts
from summarizer.brief.gate.words import SIGN
from summarizer.document.model import Span
from summarizer.facts import figures_in
from summarizer.facts.model import Directive
from summarizer.facts.times import is_time

_SHARE = 0.6
"""Share of an action's content words that a sentence must hold to tell of it."""
_LEAST = 3
_CLOSE = 0.15
_BEFORE_A_DAY = frozenset({"trước", "trong", "nhất", "đến", "tới", "hạn", "ngày", "hết", "quá", "cuối"})


class _Known(NamedTuple):
    """A directive with the content words of its action and its place."""

    directive: Directive
    action: frozenset[str]
    home: Passage | None


class _Told(NamedTuple):
    """What a sentence says: terms of who orders and who is to act, empty where it does not say."""

    issuer: tuple[int, int]
    addressee: tuple[int, int]
    action: int


def check(s: Passage, source: Source) -> list[Finding]:
    """Findings on a sentence that tells of a directive; none where it fits one of those that it may come from."""
    keys = frozenset(k for k, c in zip(s.keys, s.content, strict=True) if c)
    shares = [
        (len(keys & k.action) / len(k.action), k)
        for k in source.remembered("directives", _known)
        if len(keys & k.action) >= _LEAST
    ]
    best = max((share for share, _ in shares), default=0.0)
    if best < _SHARE:
        return []
    dates = [(k, date_parts(k.directive.deadline.of(source.article.text))) for _, k in shares if k.directive.deadline]
    found = [
        _objections(s, k, source, frozenset().union(*(d for other, d in dates if other is not k)))
        for share, k in shares
        if share >= best - _CLOSE
    ]
    return min(found, key=len)


def _known(source: Source) -> list[_Known]:
    out = []
    for d in source.facts.directives:
        p = Passage(source.article.text, d.action.start, d.action.end)
        action = frozenset(k for k, c in zip(p.keys, p.content, strict=True) if c)
        if action:
            out.append(_Known(d, action, source.passage_at(d.action.start)))
    return out


def _objections(s: Passage, known: _Known, source: Source, others: frozenset[tuple[str, int]]) -> list[Finding]:
    """The objections by one directive; `others` are the days of others that the sentence may tell of as well."""
    told = _read(s, known.action)
    out = []
    if told is not None:
        for key, ours, theirs in (
            ("addressee", told.addressee, known.directive.addressee),
            ("issuer", told.issuer, known.directive.issuer),
        ):
            if theirs is not None and _another(s, ours, theirs, known, source):
                out.append(_finding(f"directive.{key}", "role", s, ours, theirs, source))
    out += _deadline(s, known, source, others)
    done = _done(s, known, source)
    return [*out, *([done] if done is not None else [])]


def _finding(key: str, kind: str, s: Passage, ours: tuple[int, int], theirs: Span, source: Source) -> Finding:
    told = {"brief": s.wording(*ours), "source": theirs.of(source.article.text)}
    return Finding(key, kind, told, words=(s.span(*ours),), source=(theirs,))


def _read(s: Passage, action: frozenset[str]) -> _Told | None:
    """Who orders whom, by the order word before the action: `A yêu cầu B …`, `B phải …`."""
    first = next((k for k in range(len(s.keys)) if s.keys[k] in action and s.content[k] and not s.terms[k].case), None)
    if not first:
        return None
    orders = [o for o in phrases("orders").find(s.keys[:first]) if o[0]]
    if orders:
        begin, end, _ = orders[-1]
        if s.keys[begin - 1] in ("bị", "được"):
            return None
        return _Told(_named(s, 0, begin), _named(s, end, first), first)
    duties = phrases("duties").find(s.keys[: first + 1])
    return _Told((0, 0), _named(s, 0, duties[-1][0]), first) if duties else None


def _named(s: Passage, begin: int, end: int) -> tuple[int, int]:
    """The last part of terms `[begin, end)` up to a sign, without the days told in it."""
    while end > begin and s.terms[end - 1].kind == SIGN:
        end -= 1
    start = next((k + 1 for k in range(end - 1, begin - 1, -1) if s.terms[k].kind == SIGN), begin)
    return (start, end) if end > start else (0, 0)


def _core(keys: Sequence[str]) -> frozenset[str]:
    """The words that tell one body from another: `tài`, `chính` of `Sở Tài chính`; all where there is no such word."""
    telling = frozenset(k for k in keys if k.isalpha() and k not in word_set("stop") and len(k) > 1)
    return telling - word_set("org_heads") - word_set("bodies_at_large") or telling


def _another(s: Passage, ours: tuple[int, int], theirs: Span, known: _Known, source: Source) -> bool:
    """Whether the sentence names a body there that is not the directive's, nor in the sentence it stands in.

    Both must be names of bodies or persons, and the directive's the one that was named last before it.
    """
    its = Passage(source.article.text, theirs.start, theirs.end)
    if ours[0] == ours[1] or known.home is None or not _is_body(s, *ours) or not _is_body(its, 0, len(its.terms)):
        return False
    mine, other = _core(s.keys[slice(*ours)]), _core(its.keys)
    if not mine or not other or mine & other or mine <= known.home.key_set:
        return False
    for p in reversed(source.passages[: known.home.index + 1]):
        if other <= p.key_set or mine <= p.key_set:
            return other <= p.key_set
    return False


def _is_body(p: Passage, begin: int, end: int) -> bool:
    """Whether terms name a body or a person: in capitals, with the word that begins such names."""
    known = word_set("org_heads") | word_set("surnames")
    return any(p.terms[k].case and p.keys[k] in known for k in range(begin, end)) or bool(
        phrases("ranks").find(p.keys[begin:end])
    )


def _deadline(s: Passage, known: _Known, source: Source, others: frozenset[tuple[str, int]]) -> list[Finding]:
    """A day for the action that is another than the directive's."""
    deadline = known.directive.deadline
    if deadline is None or known.home is None:
        return []
    theirs = date_parts(deadline.of(source.article.text))
    held = date_parts(source.article.text[known.home.start : known.home.end]) | others
    for place in places(s, [f for f in figures_in(s.text, source.article.date) if is_time(f)]):
        ours = date_parts(place.text)
        near = set(s.keys[max(0, place.begin - 2) : place.begin]) | {place.text.split()[0].lower()}
        shared = {f for f, _ in ours} & {f for f, _ in theirs}
        wrong = {(f, n) for f, n in ours if f in shared} - theirs
        if wrong and not wrong <= held and near & _BEFORE_A_DAY:
            return [_finding("directive.deadline", "time", s, (place.begin, place.end), deadline, source)]
    return []


def _done(s: Passage, known: _Known, source: Source) -> Finding | None:
    """What is ordered, told as done, where no sentence of the source tells it as done."""
    if phrases("orders").find(s.keys) or phrases("duties").find(s.keys):
        return None
    at = next((k for k in range(len(s.keys) - 1) if s.keys[k] == "đã" and s.keys[k + 1] in known.action), None)
    if at is None:
        return None
    if known.home is not None and "đã" in known.home.key_set:
        return None
    for index, k in source.positions.get("đã", ()):
        p = source.passages[index]
        if s.keys[at + 1] in p.keys[k + 1 : k + 6] and len(known.action & p.key_set) >= 0.5 * len(known.action):
            return None
    told = known.directive.trigger or known.directive.action
    return _finding("directive.done", "certainty", s, (at, at + 2), told, source)
