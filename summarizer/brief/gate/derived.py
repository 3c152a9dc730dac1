"""Figures that a brief may have worked out: sums and differences, wholes of ratios, dates put together."""

from __future__ import annotations

from itertools import combinations

from summarizer.brief.gate.alignment import Alignment
from summarizer.brief.gate.amounts import date_parts, days_of, significant, units_agree
from summarizer.brief.gate.book import FigureBook
from summarizer.brief.gate.context import Place
from summarizer.brief.gate.words import DIGITS
from summarizer.facts.model import Figure


def derived(book: FigureBook, a: Alignment, place: Place) -> bool:
    """Whether the figure is the sum or difference of two of one source sentence, or the whole of a ratio."""
    figure = place.figure
    if figure.kind in ("date", "period"):
        return _time_derived(book, a, place)
    if isinstance(figure.value, tuple):
        ends = [float(v) for v in figure.value]
        return figure.kind != "ratio" and all(_held(book, figure, v) for v in ends)
    if not isinstance(figure.value, int | float):
        return False
    value = float(figure.value)
    if figure.unit == "%" and value == 50 and any("nửa" in p.key_set for p in a.pool):
        return True
    if figure.unit == "%" and any(abs(share - value) < 0.51 for p in a.pool for share in _shares(p.keys)):
        return True
    if _half(book, a, figure) or _points(book, a, figure):
        return True
    for p in a.pool:
        same = [
            float(f.value)
            for f in book.source.figures.get(p.index, [])
            if isinstance(f.value, int | float)
            and f.kind == figure.kind
            and (_base(f.unit) == _base(figure.unit) or (figure.kind == "count" and units_agree(figure.unit, f.unit)))
        ]
        if figure.kind == "ratio" or (value < 100 and significant(value) < 3):
            continue
        for one, two in combinations(same, 2):
            if min(abs(one + two - value), abs(abs(one - two) - value)) <= 1e-9 * value:
                return True
    for p in a.pool:
        for f in book.source.figures.get(p.index, []):
            if f.kind == "ratio" and isinstance(f.value, tuple) and float(f.value[-1]) == value:
                before = a.sentence.keys[max(0, place.begin - 4) : place.begin]
                if {"tổng", "trong", "toàn_bộ", "trên_hơn"} & set(before):
                    return True
    return False


def _half(book: FigureBook, a: Alignment, figure: Figure) -> bool:
    """`400 nhân viên` for `một nửa trong số 800 nhân viên`."""
    return any(
        f.value == 2 * float(figure.value) and units_agree(figure.unit, f.unit)
        for p in a.pool
        if "nửa" in p.key_set and isinstance(figure.value, int | float)
        for f in book.source.figures.get(p.index, [])
        if isinstance(f.value, int | float)
    )


def _points(book: FigureBook, a: Alignment, figure: Figure) -> bool:
    """`giảm 3,4 điểm phần trăm` for `từ 6,2% xuống 2,8%`."""
    if figure.unit != "điểm phần trăm" or not isinstance(figure.value, int | float):
        return False
    for p in a.pool:
        shares = [
            float(f.value)
            for f in book.source.figures.get(p.index, [])
            if f.unit == "%" and isinstance(f.value, int | float)
        ]
        if any(abs(abs(one - two) - figure.value) < 1e-6 for one, two in combinations(shares, 2)):
            return True
    return False


def order_of_magnitude(book: FigureBook, figure: Figure) -> bool:
    """`hàng chục nghìn cửa hàng` for 82.000 of them."""
    if not isinstance(figure.value, int | float):
        return False
    return any(
        isinstance(f.value, int | float)
        and figure.value <= f.value < 10 * figure.value
        and units_agree(figure.unit, f.unit)
        for figures in book.source.figures.values()
        for f in figures
    )


def _held(book: FigureBook, figure: Figure, value: float) -> bool:
    return any(
        f.value == value and (f.unit == figure.unit or figure.unit is None or f.unit is None)
        for figures in book.source.figures.values()
        for f in figures
    )


def _time_derived(book: FigureBook, a: Alignment, place: Place) -> bool:
    """`so với tháng 9` where the source, on October, says `tháng trước`; a date whose parts stand in one sentence."""
    parts = date_parts(place.figure.span.of(a.sentence.text))
    if not parts:
        return False
    words = {"month": ("tháng", "trước"), "year": ("năm_trước", ""), "quarter": ("quí", "trước")}
    turns = {"month": 12, "quarter": 4, "year": 0}
    for p in a.pool:
        each = [date_parts(f.span.of(p.text)) for f in book.source.figures.get(p.index, [])]
        said = frozenset().union(*each)
        day = frozenset(x for x in parts if x[0] != "year")
        if parts <= said and any(day <= one for one in each):
            return True
        days = days_of(place.figure.span.of(a.sentence.text))
        if len(days) > 1 and parts <= said and all(any(d <= one for one in each) for d in days):
            return True
        for name, number in parts:
            if name in words and any(f == name and n in (number + 1, number + 1 - turns[name]) for f, n in said):
                first, second = words[name]
                if first in p.key_set and (not second or second in p.key_set):
                    return True
    return _clock_of_day(book, a, parts)


def _shares(keys: tuple[str, ...]) -> list[float]:
    """Shares told as `9 trong 10`, `chín trên mười`, in percent."""
    digits = [DIGITS.get(k, k) for k in keys]
    return [
        100 * int(one) / int(whole)
        for one, word, whole in zip(digits, keys[1:], digits[2:], strict=False)
        if word in ("trong", "trên_hơn", "trên") and one.isdigit() and whole.isdigit() and int(one) < int(whole)
    ]


def _clock_of_day(book: FigureBook, a: Alignment, parts: frozenset[tuple[str, int]]) -> bool:
    """`10h ngày 11/9` where one sentence has the day and a near one the hour without a day."""
    clock = frozenset(x for x in parts if x[0] == "clock")
    day = frozenset(x for x in parts if x[0] in ("day", "month"))
    if not clock or not day:
        return False
    times = [(p.index, date_parts(f.span.of(p.text))) for p in a.pool for f in book.source.figures.get(p.index, [])]
    hours = [i for i, said in times if clock <= said and not any(field == "day" for field, _ in said)]
    days = [i for i, said in times if day <= said]
    return any(abs(i - j) <= 2 for i in hours for j in days)


def _base(unit: str | None) -> str | None:
    return unit.split("/")[0] if unit else unit
