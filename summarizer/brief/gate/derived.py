"""Figures that a brief may have worked out: sums and differences, shares, wholes of ratios, times put together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

from summarizer.brief.gate.amounts import units_agree
from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.times import date_parts
from summarizer.brief.gate.words import DIGITS
from summarizer.facts.compare import base_unit
from summarizer.facts.model import Figure
from summarizer.facts.times import is_time

_TO = re.compile(r"\b(?:đến|tới)\b|[-–](?=\D)", re.IGNORECASE)
Parts = frozenset[tuple[str, int]]
_MOST = 60
"""Amounts that are put together two by two at most."""
_TERMS = (3, 4, 5)
"""Amounts in a row that a sum is made of."""
_OF = ("trong", "trên_hơn")
_PER_CENT = 0.51
"""A share told in whole per cents is off by half of one at most."""
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
        return _hour(source, pool, date_parts(text)) or _time(source, pool, text)
    if isinstance(figure.value, tuple):
        ends = [float(v) for v in figure.value]
        return (figure.kind == "ratio" and "/" not in text) or all(_held(source, figure, v) for v in ends)
    if not isinstance(figure.value, int | float):
        return False
    value = abs(float(figure.value))
    half = any("nửa" in p.key_set for p in pool)
    if figure.unit == "%" and ((half and value == 50) or _is_share(value, pool) or _is_rest(value, pool, source)):
        return True
    each = [_amounts(figure, p, source) for p in (source.passages if worked else pool)]
    amounts = [x for row in each for x in row][:_MOST]
    if half and any(x == 2 * value for x in amounts):
        return True
    loose = _ROUNDED if figure.modifier else _EXACT if value >= _LARGE else 1e-9
    return any(abs(result - value) <= loose * value for result in _put_together(each, amounts, worked=worked))


def may_be_worked_out(source: Source, pool: Sequence[Passage], figure: Figure) -> bool:
    """Whether two amounts of the `pool`, added, subtracted, multiplied or divided, come to the figure as it is rounded.

    So much is hardly proof: an honest sum and a false number that happens to be one look alike.
    """
    if is_time(figure) or not isinstance(figure.value, int | float) or not figure.value:
        return False
    value = abs(float(figure.value))
    loose = (_ROUNDED if figure.modifier else _EXACT / 2) * value
    found = [f for p in pool for f in source.figures.get(p.index, []) if isinstance(f.value, int | float) and not is_time(f)]
    for a, b in permutations(found[:_MOST], 2):
        x, y = abs(float(a.value)), abs(float(b.value))
        results = []
        if _alike(a, b) and figure.unit == "%":
            results = [100 * x / y] if y else []
        elif _alike(figure, a):
            results = [x + y, x - y] if _alike(figure, b) else [x * y, x / y if y else 0.0]
        if any(abs(r - value) <= loose for r in results):
            return True
    return False


def _amounts(figure: Figure, p: Passage, source: Source) -> list[float]:
    """The amounts of a sentence that may be added to what `figure` counts."""
    found = source.figures.get(p.index, [])
    return [float(f.value) for f in found if isinstance(f.value, int | float) and _alike(figure, f)]


def _put_together(each: Sequence[list[float]], amounts: list[float], *, worked: bool) -> Iterator[float]:
    """Sums of amounts in a row, sums and differences of two; across sentences, and multiples, where one has `worked`
    the figure out."""
    for row in (*each, amounts):
        yield from (sum(row[k : k + n]) for n in _TERMS for k in range(len(row) - n + 1))
    if worked:
        yield from (x * n for x in amounts for n in (2, 3))
    for row in [amounts] if worked else each:
        for one, two in combinations(row[:_MOST], 2):
            yield from (one + two, abs(one - two))


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


def _is_share(value: float, pool: Sequence[Passage]) -> bool:
    """Whether so many per cent are told as `9 trong 10`, `chín trên mười`."""
    for p in pool:
        digits = [DIGITS.get(k, k) for k in p.keys]
        told = zip(digits, p.keys[1:], digits[2:], strict=False)
        of = [(int(a), int(b)) for a, word, b in told if word in _OF and a.isdigit() and b.isdigit()]
        if any(abs(100 * part / whole - value) < _PER_CENT for part, whole in of if part < whole):
            return True
    return False


def _is_rest(value: float, pool: Sequence[Passage], source: Source) -> bool:
    """Whether so many per cent are what is above or left of a whole: `vượt 8,4%` for `đạt 108,4%`."""
    found = (f for p in pool for f in source.figures.get(p.index, []) if f.unit == "%")
    return any(isinstance(f.value, int | float) and abs(abs(f.value - 100) - value) <= 1e-9 * value for f in found)


def _hour(source: Source, pool: Sequence[Passage], parts: Parts) -> bool:
    """`14h ngày 28/5` of `ngày 28/5` and, a sentence on, `14h cùng ngày`."""
    hours = frozenset(x for x in parts if x[0] == "clock")
    told = [date_parts(f.span.of(p.text)) for p in pool for f in source.figures.get(p.index, [])]
    return bool(hours) and hours <= frozenset().union(*told) and any(parts - hours <= one for one in told)


def _time(source: Source, pool: Sequence[Passage], text: str) -> bool:
    """A date whose parts stand in one sentence, with month and year of the document where it says but a day; `tháng 9`
    where the source, on October, says `tháng trước`.
    """
    parts = date_parts(text)
    if not parts:
        return False
    back = {"month": ("tháng", "trước", 12), "year": ("năm_trước", "năm_trước", 0), "quarter": ("quí", "trước", 4)}
    ends = [e for e in map(date_parts, _TO.split(text)) if e]
    when = source.article.date
    own = frozenset({("month", when.month), ("year", when.year)}) if when is not None else frozenset()
    for p in pool:
        each = [date_parts(f.span.of(p.text)) for f in source.figures.get(p.index, [])]
        said = frozenset().union(*each)
        if all(any(_day(end) <= one for one in each) for end in ends) and parts <= said | own:
            return True
        if any(parts <= one | own and {f for f, _ in one} & {"day"} for one in each):
            return True
        for name, number in parts:
            if name in back:
                first, second, turn = back[name]
                now = any(f == name and n in (number + 1, number + 1 - turn) for f, n in said)
                if now and first in p.key_set and second in p.key_set:
                    return True
    return False


def _day(parts: Parts) -> Parts:
    """A date without its year."""
    return frozenset(x for x in parts if x[0] != "year") or parts
