"""Who orders, who acts, with whom and by when, and who need not: a sentence held against the source and its directives.

Only what is certain is an objection: a body that the source has in another part, two bodies in each other's place, a
day that the directive does not have. An order told as done is for the judge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from summarizer.brief.gate.bodies import Body, bodies, everywhere, named_in, same, with_parties
from summarizer.brief.gate.figures import places
from summarizer.brief.gate.passage import Finding, Passage, objection, phrase
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.times import Parts, date_parts
from summarizer.brief.gate.words import WORD, phrases, table, word_set
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
_HALF = 0.5
"""Share of the content of a sentence that one of the source must hold to tell of the same duty."""


class _Task(NamedTuple):
    """A directive with the content words of its action, its place, who orders, who is to act, and its day."""

    directive: Directive
    action: frozenset[str]
    home: Passage | None
    issuers: list[Body]
    actors: list[Body]
    due: Parts


class _Tie(NamedTuple):
    """Two bodies that a word such as `giao`, `trình`, `chủ trì, phối hợp với` ties; `home` is the sentence, if any."""

    kind: str
    left: frozenset[str]
    right: frozenset[str]
    words: tuple[Span, ...]
    home: Passage | None


def check(s: Passage, source: Source) -> list[Finding]:
    """Findings on a sentence that tells of a directive; none where it fits one of those that it may come from."""
    named = named_in(s, source)
    swapped = _swapped(s, with_parties(s, named), source)
    tasks = [t for t in source.remembered("tasks", _tasks) if len(s.told & t.action) >= _LEAST]
    shares = [len(s.told & t.action) / len(t.action) for t in tasks]
    best = max(shares, default=0.0)
    if best < _SHARE:
        return swapped
    near = [t for t, share in zip(tasks, shares, strict=True) if share >= best - _CLOSE]
    found = min((_objections(s, named, t, tasks, source) for t in near), key=len)
    return [*swapped, *(f for f in found if not (swapped and f.kind == "role"))]


def _tasks(source: Source) -> list[_Task]:
    text = source.article.text

    def read(span: Span | None) -> Passage:
        return Passage(text, span.start, span.end) if span is not None else Passage("", 0, 0)

    return [
        _Task(
            d,
            read(d.action).told,
            source.passage_at(d.action.start),
            bodies(read(d.issuer)),
            bodies(read(d.addressee)),
            date_parts(d.deadline.of(text)) if d.deadline is not None else frozenset(),
        )
        for d in source.facts.directives
    ]


def _passive(p: Passage, k: int) -> bool:
    """Whether `được`, `bị`, `do` stands before term `k`."""
    return k > 0 and p.keys[k - 1] in word_set("passive")


def _tied(p: Passage, named: Sequence[Body]) -> Iterator[tuple[str, int, Body | None, list[Body]]]:
    """Kind and place of each word that ties bodies, the one before it, and those after it."""
    for begin, end, kind in phrases("ties").find(p.keys):
        if _passive(p, begin):
            continue  # `được giao`
        beside = [b for b in named if p.parts[b.begin] == p.parts[begin]]
        before = [b for b in beside if b.end <= begin and not _passive(p, b.begin)]
        after: list[Body] = []
        reach = end + _REACH
        for b in beside:
            if end <= b.begin <= reach and p.keys[b.begin - 1] != "của":
                after.append(b)
                reach = b.end + 1
        yield kind, begin, before[-1] if before else None, after


def _ties(source: Source) -> list[_Tie]:
    """All ties of the source; who acts in an item of a list is told by its directive."""
    tasks = source.remembered("tasks", _tasks)
    out = [
        _Tie("orders", one.core, other.core, tuple(x for x in (d.issuer, d.addressee) if x is not None), home)
        for d, _, home, issuers, actors, _ in tasks
        for one in issuers
        for other in actors
    ]
    for p in source.passages:
        for kind, k, before, after in _tied(p, with_parties(p, bodies(p))):
            lefts = [(before.core, p.span(before.begin, before.end))] if before is not None else []
            for t in tasks:
                to = t.directive.addressee
                if to is not None and t.home is p and t.directive.action.covers(p.span(k, k + 1)):
                    lefts += [(actor.core, to) for actor in t.actors]
            out += [_Tie(kind, core, b.core, (first, p.span(k, b.end)), p) for core, first in lefts for b in after]
    return out


def _swapped(s: Passage, named: Sequence[Body], source: Source) -> list[Finding]:
    """The objection that the source ties two bodies the other way round, and nowhere this way."""
    pairs = [(kind, left, right) for kind, _, left, after in _tied(s, named) if left is not None for right in after]
    for kind, left, right in pairs:
        like = [t for t in source.remembered("ties", _ties) if t.kind == kind]
        rest = s.told - left.core - right.core
        alike = {t: len(rest & t.home.key_set) if t.home is not None else len(rest) for t in like}
        most = max((n for t, n in alike.items() if same(left.core, t.left) and same(right.core, t.right)), default=0)
        for t in () if same(left.core, right.core) else like:
            turned = same(left.core, t.right) and same(right.core, t.left)
            if turned and t.home is not None and 2 * alike[t] >= max(len(rest), 2 * most + 1):
                told = " … ".join(w.of(source.article.text) for w in t.words)
                at = left.begin, right.end
                return [Finding("judge.swap", "swap", s.wording(*at), (s.span(*at),), told, t.words)]
    return []


def _objections(s: Passage, named: Sequence[Body], t: _Task, tasks: Sequence[_Task], source: Source) -> list[Finding]:
    """The objections by one of the `tasks` that the sentence may tell of."""
    d, text = t.directive, source.article.text
    issuer, actor = _read(s, named, t.action)
    if actor is not None and any(same(actor.core, b.core) for b in t.issuers):
        actor = None
    out = [
        objection(f"directive.{key}", "role", s, (ours.begin, ours.end), where, text)
        for key, ours, theirs, where in (
            ("addressee", actor, t.actors, d.addressee),
            ("issuer", issuer, t.issuers, d.issuer),
        )
        if ours is not None and where is not None and _is_another(s, ours, theirs, where, t, source)
    ]
    others = frozenset().union(*(o.due for o in tasks if o is not t))
    return [*out, *_deadline(s, t, source, others)]


def _read(s: Passage, named: Sequence[Body], action: frozenset[str]) -> tuple[Body | None, Body | None]:
    """Who orders and who is to act, by the sentence: `A yêu cầu B …`, `B phải …`, `B …`."""
    taken = {k for b in named for k in range(b.begin, b.end)}
    first = next((k for k in range(len(s.keys)) if s.keys[k] in action and s.content[k] and k not in taken), 0)
    before = [b for b in named if b.end <= first and s.parts[b.begin] == s.parts[first]]
    if not before or _passive(s, before[-1].begin):
        return None, None
    orders = [o for o in phrases("orders").find(s.keys[:first]) if o[0] and not _passive(s, o[0])]
    if orders:
        begin, end, _ = orders[-1]
        asked = [b for b in before if b.begin >= end]
        asking = [b for b in before if b.end <= begin]
        return asking[-1] if asking else None, asked[-1] if len(asked) == 1 else None
    # whom a sentence opens with, nobody beside it, and nothing but its duty before what is to be done
    one = before[0]
    alone = len(before) == 1 and not any(s.content[: one.begin]) and "bị" not in s.keys[one.end : first]
    return None, one if alone else None


def _is_another(s: Passage, ours: Body, theirs: Sequence[Body], where: Span, t: _Task, source: Source) -> bool:
    """Whether the sentence names a body that is none of `theirs`, nor beside the task or `where` in the source.

    It must be one that the source names elsewhere: what it has nowhere is for the check of names.
    """
    # a person may hold the office
    if t.home is None or not theirs or s.keys[ours.begin] in word_set("surnames"):
        return False
    part = t.home.parts[t.home.at_offset(t.directive.action.start)]
    alike = [(p, b) for p, b in source.remembered("bodies", everywhere) if same(ours.core, b.core)]
    beside = any(p.parts[b.begin] == part if p is t.home else p.start <= where.start < p.end for p, b in alike)
    return bool(alike) and not beside and not any(same(ours.core, b.core) for b in theirs)


def _deadline(s: Passage, t: _Task, source: Source, others: Parts) -> list[Finding]:
    """A day for the action that is another than the directive's; `others` may be told of as well."""
    if t.directive.deadline is None or t.home is None:
        return []
    held = date_parts(source.article.text[t.home.start : t.home.end]) | others
    for place in places(s, [f for f in figures_in(s.text, source.article.date) if is_time(f)]):
        fields = {field for field, _ in t.due}
        wrong = {part for part in date_parts(place.text) if part[0] in fields} - t.due
        near = {*place.before(2), s.keys[place.begin]} & word_set("before_a_day")
        if wrong and near and not wrong <= held:
            at = place.begin, place.end
            return [objection("directive.deadline", "time", s, at, t.directive.deadline, source.article.text)]
    return []


def modes(s: Passage, pool: Sequence[Passage], source: Source) -> list[Finding]:
    """Findings on words that bind where those of the source, before the same verb, free or forbid."""
    out, mine = [], list(_bound(s))
    starts = {ban.start for ban in source.bans}
    theirs = [(p, *there) for p in pool for there in _bound(p, starts)] if mine and s.told else []
    for begin, end, mode, verb in mine:
        like = [t for t in theirs if t[-1] == verb]
        told = [(len(s.told & p.key_set) / len(s.told), other, p.span(b, e)) for p, b, e, other, _ in like]
        best = max((share for share, *_ in told), default=0.0)
        near = [x for x in told if x[0] >= max(_HALF, best - _CLOSE)]
        clash = [there for _, other, there in near if {mode, other} in map(set, table("cues")["clashes"])]
        if clash and all(other != mode for _, other, _ in near):
            out.append(objection("mode", "certainty", s, phrase(s, begin, end), clash[0], source.article.text))
    return out


def _bound(p: Passage, bans: Set[int] = frozenset()) -> Iterator[tuple[int, int, str, tuple[str, ...]]]:
    """The words that bind or free, or where one of the `bans` begins, up to the end of the verb, of two syllables."""
    found = [(k, k, "ban") for k, t in enumerate(p.terms) if t.start in bans]
    for begin, end, mode in [*found, *phrases("modes").find(p.keys)]:
        before = ("", "", *p.keys)[begin : begin + 2]
        if before[1] in word_set("denials") and before[0] not in word_set("before_no_denial"):
            begin, mode = begin - 1, table("cues")["denied"].get(mode, mode)
        if p.content[end : end + 1] == (True,) and [t.kind for t in p.terms[end : end + 2]] == [WORD, WORD]:
            yield begin, end + 2, mode, p.keys[end : end + 2]
