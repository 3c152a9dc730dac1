"""A person given another office or rank than in the source: `Bộ trưởng` for `Thứ trưởng`, `Phó` lost or gained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from summarizer.brief.gate.finding import Finding
from summarizer.brief.gate.passage import Passage, phrases, word_set
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.words import SIGN
from summarizer.document.model import Span

_BEFORE = 10
"""Words before a name among which its title stands: `Phó Chủ tịch Thường trực UBND tỉnh Lê Minh Tâm`."""
_AFTER = 4
"""Words after a name where a title in apposition begins: `Lê Minh Tâm, Phó Chủ tịch`."""
_LONG = 400
"""Terms of a foot, beyond which it is none."""
Rank = tuple[int, int, str]


def check(s: Passage, source: Source) -> list[Finding]:
    """Findings on the titles of the names in a sentence.

    A title is wrong where the source gives the name titles, and never this one.
    """
    theirs = source.remembered("titles", _all)
    out: list[Finding] = []
    for last, title, span in _borne(s):
        known = theirs.get(last, {})
        if not known or title in known or not _excluded(title, last, known, source):
            continue
        told = {"name": span.of(s.text), "source": next(iter(known.values())).of(source.article.text)}
        out.append(Finding("title", "role", told, words=(span,), source=(next(iter(known.values())),)))
    return out


def _excluded(title: str, last: str, known: dict[str, Span], source: Source) -> bool:
    """Whether the source does not call the name so anywhere: only with or without `phó`, or not in one sentence."""
    if any(f"phó {title}" == other or title == f"phó {other}" for other in known):
        return True
    found = phrases("ranks")
    return not any(
        name == title
        for i in source.index.get(last, ())
        for p in source.passages[max(0, i - 1) : i + 1]
        for _, _, name in found.find(p.keys)
    )


def _all(source: Source) -> dict[str, dict[str, Span]]:
    """Last word of a name → its titles in the source, each with one place where it stands."""
    out: dict[str, dict[str, Span]] = {}
    for p in source.passages:
        for last, title, span in _borne(p):
            out.setdefault(last, {}).setdefault(title, span)
    for last, title, span in _signed(source):
        out.setdefault(last, {}).setdefault(title, span)
    return out


def _signed(source: Source) -> Iterator[tuple[str, str, Span]]:
    """Who signed a document, and as what: the last title in capitals above a name, in lines that are no sentences."""
    for furniture, group in groupby(source.article.sentences, lambda s: s.role == "furniture"):
        lines = list(group) if furniture else []
        for line in lines:
            yield from _borne(Passage(source.article.text, line.start, line.end))
        block = Passage(source.article.text, lines[0].start, lines[-1].end) if lines else None
        if block is None or len(block.terms) > _LONG:
            continue
        ranks = [r for r in phrases("ranks").find(block.keys) if block.terms[r[0]].case == 2]
        for begin, end in block.runs:
            above = [r for r in ranks if r[1] <= begin]
            if above and end - begin > 1 and all(t.case == 1 for t in block.terms[begin:end]):
                yield block.keys[end - 1], above[-1][2], block.span(*above[-1][:2])


def _borne(p: Passage) -> Iterator[tuple[str, str, Span]]:
    """Last word of each name of a person, a title it bears, and the span of both."""
    ranks = phrases("ranks").find(p.keys)
    if not ranks:
        return
    for begin, end in p.runs:
        inside = [r for r in ranks if begin <= r[0] < end]
        start = max((r[1] for r in inside), default=begin)
        while start < end and (p.keys[start] in word_set("titles") or p.keys[start] in word_set("org_heads")):
            start += 1
        if start and p.keys[start - 1] in word_set("levels"):
            # the place of an office, perhaps with its holder: `Chủ tịch UBND tỉnh Thanh Hóa Lê Minh Tâm`
            start = next((k for k in range(start, end - 2) if p.keys[k] in word_set("surnames")), end)
        if end - start < 2:
            continue
        yield from _title_before(p, ranks, start, end)
        yield from _title_behind(p, ranks, begin, end)


def _parts(p: Passage, k: int) -> bool:
    """Whether term `k` keeps a title from the name behind it."""
    return p.terms[k].kind == SIGN or p.keys[k] in word_set("title_ends")


def _title_before(p: Passage, ranks: Sequence[Rank], start: int, end: int) -> Iterator[tuple[str, str, Span]]:
    """The title before a name over terms `[start, end)`."""
    low = start
    while low and start - low < _BEFORE and not _parts(p, low - 1):
        low -= 1
    before = [r for r in ranks if low <= r[0] and r[1] <= start]
    if before and not any(p.keys[k] in word_set("person_words") for k in range(before[-1][1], start)):
        yield p.keys[end - 1], before[-1][2].removesuffix(" thường trực"), p.span(before[-1][0], end)


def _title_behind(p: Passage, ranks: Sequence[Rank], begin: int, end: int) -> Iterator[tuple[str, str, Span]]:
    """The title in apposition to a name over terms `[begin, end)`: `Lê Minh Tâm, Phó Chủ tịch`."""
    if end >= len(p.keys) or p.keys[end] not in ",(-–":
        return
    after = [r for r in ranks if end < r[0] <= end + _AFTER]
    if after and not any(_parts(p, k) for k in range(end + 1, after[0][0])):
        yield p.keys[end - 1], after[0][2].removesuffix(" thường trực"), p.span(begin, after[0][1])
