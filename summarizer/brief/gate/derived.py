"""Figures that a brief may have worked out: sums, differences, products, shares, ends of ranges, an hour's day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from summarizer.brief.gate.amounts import units_agree
from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.times import date_parts
from summarizer.facts.compare import base_unit
from summarizer.facts.model import Figure
from summarizer.facts.times import is_time

_MOST = 60
"""Amounts that are put together two by two at most."""
_TERMS = (3, 4, 5)
"""Amounts in a row that a sum is made of."""
_ROUNDED, _EXACT = 0.06, 0.012
"""How far a figure may be off what it is worked out from: said to be about so much, and rounded without a word."""
_LARGE = 20
"""A smaller number is not rounded without a word: it is counted."""


def derived(source: Source, pool: Sequence[Passage], figure: Figure, text: str, *, worked: bool) -> bool:
    """Whether the figure, written `text` in a brief sentence, can be worked out of those of the source.

    Sums, differences and quotients are looked for within the sentences of `pool`; in the whole source where the
    sentence says that the figure is `worked` out.
    """
    if is_time(figure):
        return _dated(source, pool, text)
    if isinstance(figure.value, tuple):
        ends = [float(v) for v in figure.value]
        return (figure.kind == "ratio" and "/" not in text) or all(_held(source, figure, v) for v in ends)
    if not isinstance(figure.value, int | float):
        return False
    value = abs(float(figure.value))
    each = [
        [
            float(f.value)
            for f in source.figures.get(p.index, [])
            if isinstance(f.value, int | float) and _alike(figure, f)
        ]
        for p in (source.passages if worked else pool)
    ]
    amounts = [x for row in each for x in row][:_MOST]
    if any("nửa" in p.key_set for p in pool) and (2 * value in amounts or (figure.unit == "%" and value == 50)):
        return True
    loose = _ROUNDED if figure.modifier else _EXACT if value >= _LARGE else 1e-9
    return any(abs(result - value) <= loose * value for result in _put_together(each, amounts, figure, worked=worked))


def _put_together(
    each: Sequence[list[float]], amounts: list[float], figure: Figure, *, worked: bool
) -> Iterator[float]:
    """Sums of amounts in a row, sums and differences of two, what is left of a whole; across sentences, and multiples,
    where one has `worked` the figure out."""
    for row in (*each, amounts):
        yield from (sum(row[k : k + n]) for n in _TERMS for k in range(len(row) - n + 1))
    if figure.unit == "%":
        yield from (abs(x - 100) for x in amounts)
    if worked:
        yield from (x * n for x in amounts for n in (2, 3))
    for row in [amounts] if worked else each:
        for one, two in permutations(row[:_MOST], 2):
            yield from (one + two, one - two)


def may_be_worked_out(source: Source, pool: Sequence[Passage], figure: Figure) -> bool:
    """Whether two amounts of the `pool`, added, subtracted, multiplied or divided, come to the figure as it is rounded.

    So much is hardly proof: an honest sum and a false number that happens to be one look alike.
    """
    if is_time(figure) or not isinstance(figure.value, int | float) or not figure.value:
        return False
    value = abs(float(figure.value))
    loose = (_ROUNDED if figure.modifier else _EXACT / 2) * value
    told = [f for p in pool for f in source.figures.get(p.index, []) if not is_time(f)]
    found = [(f, abs(float(f.value))) for f in told if isinstance(f.value, int | float)]
    for (a, x), (b, y) in permutations(found[:_MOST], 2):
        results: tuple[float, ...] = ()
        if figure.unit == "%" and y and _alike(a, b):
            results = (100 * x / y,)
        elif figure.unit != "%" and _alike(figure, a):
            results = (x + y, x - y) if _alike(figure, b) else (x * y, x / y if y else 0.0)
        if any(abs(r - value) <= loose for r in results):
            return True
    return False


def _alike(ours: Figure, theirs: Figure) -> bool:
    if ours.unit == "điểm phần trăm":
        return theirs.unit == "%"
    same = base_unit(ours.unit)[1] == base_unit(theirs.unit)[1]
    return theirs.kind == ours.kind and same and units_agree(ours.unit, theirs.unit)


def _held(source: Source, figure: Figure, value: float) -> bool:
    return any(
        f.value == value and (f.unit == figure.unit or figure.unit is None or f.unit is None)
        for figures in source.figures.values()
        for f in figures
    )


def _dated(source: Source, pool: Sequence[Passage], text: str) -> bool:
    """An hour beside the day of a near sentence (`14h cùng ngày`), a day of its month, both ends of a range."""
    parts = date_parts(text)
    told = [date_parts(f.span.of(p.text)) for p in pool for f in source.figures.get(p.index, [])]
    said = frozenset().union(*told)
    hours = frozenset(x for x in parts if x[0] == "clock")
    when = source.article.date
    own = frozenset({("month", when.month), ("year", when.year)}) if when is not None else frozenset()
    days = {number for name, number in parts if name == "day"}
    return any(
        (hours and hours <= said and parts - hours <= one)
        or (days and ("day", min(days)) in one and parts <= one | own)
        or (len(days) > 1 and parts <= said | own)
        for one in told
    )
