"""Figures that a brief may have worked out: sums, differences, products, shares, an hour's day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

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
        held = [v for p in source.passages for f in source.figures.get(p.index, []) for v in values(f)]
        return figure.kind == "ratio" and ("/" not in text or all(v in held for v in values(figure)))
    if figure.unit is None and text in source.index:
        return True  # a plain number where the grammar sees no figure
    value = abs(values(figure)[0])
    each = [
        [v for f in source.figures.get(p.index, []) if _alike(figure, f) for v in values(f)[:1]]
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
    if is_time(figure) or isinstance(figure.value, tuple) or not figure.value:
        return False
    value = abs(values(figure)[0])
    loose = (_ROUNDED if figure.modifier else _EXACT / 2) * value
    found = [(f, abs(v)) for p in pool for f in source.figures.get(p.index, []) for v in values(f)[:1]][:_MOST]
    for (a, x), (b, y) in permutations(found, 2):
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
    return hours <= said and any((hours or days & one) and parts - hours <= one | own for one in told)
