"""A count told with another's words: `19 người mất tích` for `cứu 19 người, năm người mất tích`.

Looked for by adjacency: what stands right after the counted noun in the brief stands in the source beside another
figure of that noun, and nowhere near the figure itself.
"""

from __future__ import annotations

from summarizer.brief.gate.alignment import Alignment
from summarizer.brief.gate.amounts import units_agree
from summarizer.brief.gate.book import FigureBook
from summarizer.brief.gate.context import Contexts, Place, sort_of
from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.words import NUMBER

_MOVES = frozenset({"nâng", "hạ", "lên", "xuống", "còn", "tới", "đến", "thêm", "tăng", "giảm"})
_REACH = 6
"""Words between a figure and what is said of it."""


def another_has_it(book: FigureBook, a: Alignment, place: Place, other: Place) -> bool:
    """Whether the words after the brief's count at `place` belong to another count than its partner `other`."""
    if sort_of(place.figure) not in ("count", "percent"):
        return False
    s = place.passage
    clause = [k for k in range(place.end, len(s.terms)) if s.clauses[k] == s.clauses[place.begin]]
    cut = next((k for k in clause if s.terms[k].kind == NUMBER or s.keys[k] == "và"), None)
    clause = [k for k in clause if cut is None or k < cut]
    # words that the brief adds to the counted noun come first: `lượt khách quốc tế` for `lượt khách`
    noun = {other.passage.keys[k] for k in range(other.begin, other.end) if other.passage.terms[k].kind != NUMBER}
    added = [k for k in range(place.begin, place.end) if s.content[k] and s.keys[k] not in noun]
    if not noun & set(s.keys[place.begin : place.end]):
        added = []
    content = [k for k in [*added, *clause] if s.content[k] and not s.terms[k].case]
    if sort_of(place.figure) == "percent":
        saying = {k for begin, end, _ in s.cue("say") for k in range(begin, end)}
        content = [k for k in content if k not in saying]
    if sort_of(place.figure) == "percent":
        # shares are told with more words of their own: any two in a row will do, where the figure itself has none
        pairs = [_words(s, content[n : n + 2]) for n in range(len(content) - 1)]
        return not any(_beside(other, two) for two in pairs) and any(
            two and _elsewhere(book, a, place, other, two) for two in pairs
        )
    for said in (_words(s, content[:2]), _words(s, content[-2:]), _words(s, content[:1])):
        if said and _elsewhere(book, a, place, other, said):
            return True
    return False


def _counts(place: Place) -> bool:
    """A count, or a number whose noun is left out (`khách quốc tế chiếm 1,1 triệu`)."""
    return sort_of(place.figure) == "count" or place.passage.keys[place.end - 1] in ("triệu", "nghìn", "tỉ", "vạn")


def _words(s: Passage, at: list[int]) -> tuple[str, ...]:
    """The keys at `at`, where they are two neighbours or one term that is a word by itself; else nothing."""
    if len(at) == 2 and at[1] == at[0] + 1:
        return s.keys[at[0] : at[1] + 1]
    if len(at) == 1 and ("_" in s.keys[at[0]] or s.keys[at[0]] == "chết"):
        return (s.keys[at[0]],)
    return ()


def _beside(place: Place, said: tuple[str, ...]) -> bool:
    """Whether `said` stands in the clause of `place`."""
    p = place.passage
    inside = [p.keys[k] for k in range(len(p.keys)) if p.clauses[k] == p.clauses[place.begin]]
    return bool(said) and any(tuple(inside[n : n + len(said)]) == said for n in range(len(inside)))


def _elsewhere(book: FigureBook, a: Alignment, place: Place, other: Place, said: tuple[str, ...]) -> bool:
    """Whether the source has `said` once, beside a rival of `other`, and not in the clause of `other`."""
    spots = [
        (p, k)
        for index, k in a.source.positions.get(said[0], ())
        if (p := a.source.passages[index]).keys[k : k + len(said)] == said
    ]
    if len(spots) != 1:
        return False
    p, k = spots[0]
    before = k < other.begin and sort_of(place.figure) == "count"
    if p is other.passage and (p.clauses[k] == p.clauses[other.begin] or before):
        # what is said of a whole holds for its parts
        return False
    percent = sort_of(place.figure) == "percent"
    rivals = [
        q
        for q in book.contexts(p).placed
        if p.clauses[q.begin] == p.clauses[k] and (sort_of(q.figure) == "percent" if percent else _counts(q))
    ]
    return len(rivals) == 1 and (
        rivals[0].figure.value != place.figure.value
        and (sort_of(rivals[0].figure) != "count" or units_agree(place.figure.unit, rivals[0].figure.unit))
        and min(abs(k - rivals[0].end), abs(rivals[0].begin - k)) <= _REACH
    )


def measure_of_another(book: FigureBook, a: Alignment, contexts: Contexts, place: Place, other: Place) -> bool:
    """Whether what the brief's amount measures is measured by another amount in the source, and by none such as
    `other`: `vốn điều lệ là 110 tỷ` for `tổng tài sản là 110 tỷ; vốn điều lệ là 38 tỷ`.
    """
    rows = contexts.measured(place)
    if not rows or place.figure.kind not in ("money", "measure", "percent"):
        return False
    if other.begin and other.passage.keys[other.begin - 1] in _MOVES:
        # `nâng lên 2 triệu đồng`: what is raised may stand elsewhere
        return False
    theirs = book.contexts(other.passage)
    own = theirs.said(other).own.union(*theirs.measured(other))
    if not theirs.measured(other):
        return False
    before = a.source.passages[max(0, other.passage.index - 2) : other.passage.index]
    # of what `kim ngạch cả năm` is, the sentences before tell
    told = frozenset[str]().union(*(p.key_set for p in before)) if other.passage.names_nobody else frozenset()
    return any(
        _measured_elsewhere(book, a, row, place, other) for row in rows if not set(row) & own and not set(row) <= told
    )


def _measured_elsewhere(book: FigureBook, a: Alignment, row: tuple[str, ...], place: Place, other: Place) -> bool:
    """Whether the source has `row` before another amount of the kind, and not in the part of `other`."""
    found = False
    for index, k in a.source.positions.get(row[0], ()):
        p = a.source.passages[index]
        if p.keys[k : k + len(row)] != row:
            continue
        contexts = book.contexts(p)
        if p is other.passage and (k < other.begin or k in contexts.segment(other.begin)):
            return False
        following = [
            q
            for q in contexts.placed
            if q.begin > k and q.begin in contexts.segment(k) and q.figure.kind == place.figure.kind
        ]
        found |= bool(following) and following[0].figure.value != place.figure.value
    return found
