"""Figures that a brief may have worked out: sums and differences, shares, wholes of ratios, times put together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from summarizer.brief.gate.amounts import is_time, units_agree
from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.times import date_parts, days_of
from summarizer.brief.gate.words import DIGITS
from summarizer.facts.compare import base_unit
from summarizer.facts.model import Figure

_MOST = 60
"""Amounts that are put together two by two at most."""


def derived(source: Source, pool: Sequence[Passage], figure: Figure, text: str, *, worked: bool) -> bool:
    """Whether the figure, written `text` in a brief sentence, can be worked out of those of the source.

    Sums, differences and quotients are looked for within the sentences of `pool`; in the whole source where the
    sentence says that the figure is `worked` out.
    """
    if is_time(figure):
        return _time(source, pool, text)
    if isinstance(figure.value, tuple):
        ends = [float(v) for v in figure.value]
        return (figure.kind == "ratio" and "/" not in text) or all(_held(source, figure, v) for v in ends)
    if not isinstance(figure.value, int | float):
        return False
    value = abs(float(figure.value))
    if figure.unit == "%" and any(abs(share - value) < 0.51 for p in pool for share in _shares(p.keys)):
        return True
    half = any("nửa" in p.key_set for p in pool)
    if half and (figure.unit == "%" and value == 50):
        return True
    where = source.passages if worked else pool
    each = [
        [
            float(f.value)
            for f in source.figures.get(p.index, [])
            if isinstance(f.value, int | float) and _alike(figure, f)
        ]
        for p in where
    ]
    amounts = [x for row in each for x in row][:_MOST]
    if half and any(x == 2 * value for x in amounts):
        return True
    loose = 0.06 if figure.modifier else 0.012 if value >= 20 else 1e-9
    sums = [sum(row[k : k + n]) for row in (*each, amounts) for n in (3, 4, 5) for k in range(len(row) - n + 1)]
    sums += [x * n for x in amounts for n in (2, 3) if worked]
    pairs = [
        result
        for row in ([amounts] if worked else each)
        for one, two in combinations(row[:_MOST], 2)
        for result in (one + two, abs(one - two))
    ]
    if any(abs(result - value) <= loose * value for result in (*sums, *pairs)):
        return True
    return bool(figure.modifier) and _quotient(figure, value, pool, source)


def _quotient(figure: Figure, value: float, pool: Sequence[Passage], source: Source) -> bool:
    """`gấp hơn 4,5 lần`, `chưa tới 60%`: what two amounts of one unit come to, said as no exact figure."""
    found = [f for p in pool for f in source.figures.get(p.index, []) if isinstance(f.value, int | float) and f.value]
    for one, two in combinations(found[:_MOST], 2):
        if not isinstance(one.value, int | float) or not isinstance(two.value, int | float):
            continue
        same = one.kind == two.kind and units_agree(one.unit, two.unit)
        for top, below in ((one.value, two.value), (two.value, one.value)):
            share = abs(top / below)
            told = 100 * share if figure.unit == "%" else share if figure.unit == "lần" or not same else None
            if told is not None and (same or figure.kind == "money") and abs(told - value) <= 0.04 * value:
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


def _shares(keys: tuple[str, ...]) -> list[float]:
    """Shares told as `9 trong 10`, `chín trên mười`, in percent."""
    digits = [DIGITS.get(k, k) for k in keys]
    return [
        100 * int(one) / int(whole)
        for one, word, whole in zip(digits, keys[1:], digits[2:], strict=False)
        if word in ("trong", "trên_hơn") and one.isdigit() and whole.isdigit() and int(one) < int(whole)
    ]


def _time(source: Source, pool: Sequence[Passage], text: str) -> bool:
    """A date whose parts stand in one sentence, or an hour beside the day of a near one; `tháng 9` where the source,
    on October, says `tháng trước`.
    """
    parts = date_parts(text)
    if not parts:
        return False
    back = {"month": ("tháng", "trước", 12), "year": ("năm_trước", "năm_trước", 0), "quarter": ("quí", "trước", 4)}
    days = days_of(text)
    day = frozenset(x for x in parts if x[0] != "year")
    for p in pool:
        each = [date_parts(f.span.of(p.text)) for f in source.figures.get(p.index, [])]
        said = frozenset().union(*each)
        if parts <= said and (
            any(day <= one for one in each) or (days and all(any(d <= one for one in each) for d in days))
        ):
            return True
        for name, number in parts:
            if name in back:
                first, second, turn = back[name]
                now = any(f == name and n in (number + 1, number + 1 - turn) for f, n in said)
                if now and first in p.key_set and second in p.key_set:
                    return True
    return False
