"""Who orders, who acts, with whom and by when: a sentence held against the directives of the source and its own words.

Only what is certain is an objection: a body that the source has in another part, two bodies in each other's place, a
day that the directive does not have, an order told as done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarizer.brief.gate.bodies import Body, bodies, everywhere, named_in, same, with_parties
from summarizer.brief.gate.figures import places
from summarizer.brief.gate.finding import Finding, objection
from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.times import date_parts
from summarizer.brief.gate.words import phrases, word_set
from summarizer.document.model import Span
from summarizer.facts import figures_in
from summarizer.facts.model import Directive
from summarizer.facts.times import is_time

_SHARE = 0.6
"""Share of an action's content words that a sentence must hold to tell of it."""
_LEAST = 3
_CLOSE = 0.15
_REACH = 8
"""Terms between a word that ties two bodies and the second of them (`gửi kết quả thẩm định cho Sở …`)."""
_BEFORE_A_DAY = frozenset({"trước", "trong", "nhất", "đến", "tới", "hạn", "ngày", "hết", "quá", "cuối"})
_PASSIVE = frozenset({"bị", "được", "do"})


class _Tie(NamedTuple):
    """Two bodies that a word such as `giao`, `trình`, `chủ trì, phối hợp với` ties; `home` is the sentence, if any."""

    kind: str
    left: frozenset[str]
    right: frozenset[str]
    words: tuple[Span, ...]
    home: Passage | None


class _Known(NamedTuple):
    """A directive with the content words of its action, its place, and who is to act."""

    directive: Directive
    action: frozenset[str]
    home: Passage | None
    actors: tuple[Body, ...]


def check(s: Passage, source: Source) -> list[Finding]:
    """Findings on a sentence that tells of a directive; none where it fits one of those that it may come from."""
    named = named_in(s, source)
    keys = frozenset(k for k, c in zip(s.keys, s.content, strict=True) if c)
    shares = [
        (len(keys & k.action) / len(k.action), k)
        for k in source.remembered("directives", _known)
        if len(keys & k.action) >= _LEAST
    ]
    best = max((share for share, _ in shares), default=0.0)
    swapped = _swapped(s, named, keys, source)
    if best < _SHARE:
        return swapped
    dates = [(k, date_parts(k.directive.deadline.of(source.article.text))) for _, k in shares if k.directive.deadline]
    found = [
        _objections(s, named, k, source, frozenset().union(*(d for other, d in dates if other is not k)))
        for share, k in shares
        if share >= best - _CLOSE
    ]
    return [*swapped, *(f for f in min(found, key=len) if not (swapped and f.kind == "role"))]


def _known(source: Source) -> list[_Known]:
    out = []
    for d in source.facts.directives:
        p = Passage(source.article.text, d.action.start, d.action.end)
        action = frozenset(k for k, c in zip(p.keys, p.content, strict=True) if c)
        if action:
            out.append(_Known(d, action, source.passage_at(d.action.start), _within(source, d.addressee)))
    return out


def _within(source: Source, span: Span | None) -> tuple[Body, ...]:
    return tuple(bodies(Passage(source.article.text, span.start, span.end))) if span is not None else ()


# ---- two bodies in each other's place ----------------------------------------------------------------------------


def _tied(p: Passage, named: Sequence[Body]) -> Iterator[tuple[str, int, Body | None, list[Body]]]:
    """Kind and place of each word that ties bodies, the one before it, and those after it."""
    for begin, end, kind in phrases("ties").find(p.keys):
        if begin and p.keys[begin - 1] in _PASSIVE:
            continue  # `được giao`
        before = [b for b in named if b.end <= begin and p.parts[b.begin] == p.parts[begin]]
        while before and before[-1].begin and p.keys[before[-1].begin - 1] in _PASSIVE:
            before.pop()
        after: list[Body] = []
        reach = end + _REACH
        for b in named:
            if end <= b.begin <= reach and p.parts[b.begin] == p.parts[begin] and p.keys[b.begin - 1] != "của":
                after.append(b)
                reach = b.end + 1
        yield kind, begin, before[-1] if before else None, after


def _ties(source: Source) -> list[_Tie]:
    """All ties of the source; who acts in an item of a list is told by its directive."""
    out: list[_Tie] = []
    known = source.remembered("directives", _known)
    for d in known:
        for one in _within(source, d.directive.issuer):
            spans = tuple(x for x in (d.directive.issuer, d.directive.addressee) if x is not None)
            out += [_Tie("orders", one.core, other.core, spans, d.home) for other in d.actors]
    for p in source.passages:
        here = [d for d in known if d.home is p]
        for kind, k, before, after in _tied(p, with_parties(p, bodies(p))):
            lefts = [(before.core, p.span(before.begin, before.end))] if before is not None else []
            at = p.terms[k].start
            lefts += [
                (a.core, d.directive.addressee)
                for d in here
                if d.directive.addressee is not None and d.directive.action.start <= at < d.directive.action.end
                for a in d.actors
            ]
            out += [_Tie(kind, core, b.core, (first, p.span(k, b.end)), p) for core, first in lefts for b in after]
    return out


def _swapped(s: Passage, named: Sequence[Body], keys: frozenset[str], source: Source) -> list[Finding]:
    """The objection that the source ties two bodies the other way round, and nowhere this way."""
    named = with_parties(s, named)
    for kind, _, left, after in _tied(s, named) if len(named) > 1 else ():
        if left is None:
            continue
        like = [t for t in source.remembered("ties", _ties) if t.kind == kind]
        for right in after:
            if same(left.core, right.core) or any(same(left.core, t.left) and same(right.core, t.right) for t in like):
                continue
            rest = keys - left.core - right.core
            for t in like:
                turned = same(left.core, t.right) and same(right.core, t.left)
                if turned and t.home is not None and 2 * len(rest & t.home.key_set) >= len(rest):
                    told = " … ".join(w.of(source.article.text) for w in t.words)
                    brief = s.wording(left.begin, right.end)
                    words = (s.span(left.begin, right.end),)
                    return [Finding("judge.swap", "swap", brief, words, told, t.words)]
    return []


# ---- a directive -----------------------------------------------------------------------------------------------


def _objections(
    s: Passage, named: Sequence[Body], known: _Known, source: Source, others: frozenset[tuple[str, int]]
) -> list[Finding]:
    """The objections by one directive; `others` are the days of others that the sentence may tell of as well."""
    out: list[Finding] = []
    issuer, actor = _read(s, named, known.action)
    by = _within(source, known.directive.issuer)
    if actor is not None and not any(same(actor.core, b.core) for b in by):
        out += _another("addressee", s, actor, known.actors, known.directive.addressee, known, source)
    if issuer is not None:
        out += _another("issuer", s, issuer, by, known.directive.issuer, known, source)
    out += _deadline(s, known, source, others)
    done = _done(s, known, source)
    return [*out, *([done] if done is not None else [])]


def _finding(key: str, kind: str, s: Passage, ours: tuple[int, int], theirs: Span, source: Source) -> Finding:
    return objection(f"directive.{key}", kind, s, ours, theirs, source.article.text)


def _read(s: Passage, named: Sequence[Body], action: frozenset[str]) -> tuple[Body | None, Body | None]:
    """Who orders and who is to act, by the sentence: `A yêu cầu B …`, `B phải …`, `B …`."""
    taken = {k for b in named for k in range(b.begin, b.end)}
    first = next((k for k in range(len(s.keys)) if s.keys[k] in action and s.content[k] and k not in taken), 0)
    before = [b for b in named if b.end <= first and s.parts[b.begin] == s.parts[first]]
    if not before or s.keys[max(0, before[-1].begin - 1)] in _PASSIVE:
        return None, None
    orders = [o for o in phrases("orders").find(s.keys[:first]) if o[0] and s.keys[o[0] - 1] not in _PASSIVE]
    if orders:
        begin, end, _ = orders[-1]
        asked = [b for b in before if b.begin >= end]
        asking = [b for b in before if b.end <= begin]
        return asking[-1] if asking else None, asked[-1] if len(asked) == 1 else None
    # whom a sentence opens with, nobody beside it, and nothing but its duty before what is to be done
    one = before[0]
    alone = len(before) == 1 and not any(s.content[: one.begin]) and "bị" not in s.keys[one.end : first]
    return None, one if alone else None


def _another(
    key: str, s: Passage, ours: Body, theirs: Sequence[Body], where: Span | None, known: _Known, source: Source
) -> list[Finding]:
    """The objection that the sentence names a body that is not the directive's, nor beside it in the source.

    It must be one that the source names elsewhere: what it has nowhere is for the check of names.
    """
    if where is None or known.home is None or not theirs or any(same(ours.core, b.core) for b in theirs):
        return []
    if s.keys[ours.begin] in word_set("surnames"):
        return []  # a person may hold the office
    known_bodies = source.remembered("bodies", everywhere)
    part = known.home.parts[known.home.at_offset(known.directive.action.start)]
    beside = [
        b for p, b in known_bodies if (p.parts[b.begin] == part if p is known.home else p.start <= where.start < p.end)
    ]
    if any(same(ours.core, b.core) for b in beside) or not any(same(ours.core, b.core) for _, b in known_bodies):
        return []
    return [_finding(key, "role", s, (ours.begin, ours.end), where, source)]


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
            return [_finding("deadline", "time", s, (place.begin, place.end), deadline, source)]
    return []


def _done(s: Passage, known: _Known, source: Source) -> Finding | None:
    """What is ordered, told as done, where no sentence of the source tells it as done."""
    if phrases("orders").find(s.keys) or phrases("duties").find(s.keys):
        return None
    at = next((k for k in range(len(s.keys) - 1) if s.keys[k] == "đã" and s.keys[k + 1] in known.action), None)
    if at is None or (known.home is not None and "đã" in known.home.key_set):
        return None
    for index, k in source.positions.get("đã", ()):
        p = source.passages[index]
        if s.keys[at + 1] in p.keys[k + 1 : k + 6] and len(known.action & p.key_set) >= 0.5 * len(known.action):
            return None
    told = known.directive.trigger or known.directive.action
    return _finding("done", "certainty", s, (at, at + 2), told, source)
