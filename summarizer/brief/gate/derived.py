"""Figures that a brief may have worked out: sums, differences, products, shares, an hour's day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations

from summarizer.brief.gate.amounts import units_agree, values
from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.times import date_parts
from summarizer.facts.model import Figure
from summarizer.facts.times import is_time

_MOST = 60
"""Amounts that are put together two by two at most."""
_TERMS = (3, 4, 5)
"""Amounts in a row that a sum is made of."""
_ROUNDED, _EXACT = 0.06, 0.012
"""How far a figure may be off what it is worked out from: said to be about so much, and rounded without a word."""


def derived(source: Source, pool: Sequence[Passage], figure: Figure, text: str, *, worked: bool) -> bool:
    """Whether the figure, written `text` in a brief sentence, can be worked out of those of the source.

    It is looked for within the sentences of `pool`; in the whole source where a sentence says that it is `worked` out.
    """
    if is_time(figure):
        return _dated(source, pool, text)
    told = [
        [(f, v) for f in source.figures.get(p.index, []) for v in values(f)[:1]]
        for p in (source.passages if worked else pool)
    ]
    if isinstance(figure.value, tuple):
        held = [v for row in told for _, v in row]
        return figure.kind == "ratio" and ("/" not in text or all(v in held for v in values(figure)))
    half = any("nửa" in p.key_set for p in pool) and figure.unit == "%" and figure.value == 50
    return half or _reckoned(told, figure, worked=worked)


def _reckoned(told: Sequence[list[tuple[Figure, float]]], figure: Figure, *, worked: bool) -> bool:
    value = abs(values(figure)[0])
    each = [[v for f, v in row if _alike(figure, f)] for row in told]
    amounts = [x for row in each for x in row][:_MOST]
    loose = _ROUNDED if figure.modifier else _EXACT
    near = any(abs(x - value) <= loose * value for x in _sums([*each, amounts] if worked else each, figure))
    loose = _ROUNDED if figure.modifier else _EXACT / 2
    shares = _quotients([x for row in told for x in row][:_MOST], figure)
    return near or any(abs(x - value) <= loose * value for x in shares)


def _sums(rows: Sequence[list[float]], figure: Figure) -> Iterator[float]:
    """Sums of amounts in a row, differences of two, multiples, what is left of a whole."""
    for row in rows:
        yield from (sum(row[k : k + n]) for n in _TERMS for k in range(len(row) - n + 1))
        yield from (x for one, two in permutations(row[:_MOST], 2) for x in (one + two, one - two))
        if figure.unit == "%":
            yield from (abs(x - 100) for x in row)


def _quotients(told: Sequence[tuple[Figure, float]], figure: Figure) -> Iterator[float]:
    """What share one amount is of another; so many times so much, or so much for each."""
    for (a, x), (b, y) in permutations(told, 2):
        if figure.unit == "%" and y and _alike(a, b):
            yield 100 * x / y
        elif figure.unit != "%" and y and _alike(figure, a) and not _alike(figure, b):
            yield from (x * y, x / y)


def _alike(ours: Figure, theirs: Figure) -> bool:
    if ours.unit == "điểm phần trăm":
        return theirs.unit == "%"
    return theirs.kind == ours.kind and units_agree(ours.unit, theirs.unit)


def _dated(source: Source, pool: Sequence[Passage], text: str) -> bool:
    """An hour beside the day of a near sentence (`14h cùng ngày`), a day of its month, both ends of a range."""
    parts = date_parts(text)
    told = [date_parts(f.span.of(p.text)) for p in pool for f in source.figures.get(p.index, [])]
    said = frozenset().union(*told)
    when = source.article.date
    own = frozenset({("month", when.month), ("year", when.year)}) if when is not None else frozenset()
    hours = frozenset(x for x in parts if x[0] in ("hour", "minute"))
    days = frozenset(x for x in parts if x[0] == "day")
    if len(days) > 1 and parts <= said | own:
        return True
    for field, word, last in (("month", "tháng", 12), ("quarter", "quí", 4)):
        # `tháng 9` for `tháng trước` beside `tháng 10`
        before = {(field, (n - 2) % last + 1) for f, n in said if f == field}
        if parts <= before and any((word, "trước") in pairwise(p.keys) for p in pool):
            return True
    return hours <= said and any((hours or days & one) and parts - hours <= one | own for one in told)
