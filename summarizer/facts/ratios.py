"""A part of a whole: `15/18 chỉ tiêu`, `1/4`, `1,3 ha / 5,9 ha`, `300 trong số 357 đập`, `hai phần ba`."""

from __future__ import annotations

from typing import Final

from summarizer.facts import units
from summarizer.facts.counting import WORDS, Quantity, fraction_in_words, unit_after, whole_unit
from summarizer.facts.numerals import Numeral, read, scale_of, to_number
from summarizer.facts.units import Unit
from summarizer.text.tokens import NUMBER, Tokens


def ratio_at(tokens: Tokens, i: int, first: Numeral) -> Quantity | None:
    """`15/18 chỉ tiêu`, `1/4`, `1,3 ha / 5,9 ha`, `45 trong tổng số 63 tỉnh thành`."""
    j = first.end
    if first.words:
        return fraction_in_words(tokens, i, first) or within(tokens, i, first)
    if tokens.low(j) == "/" and tokens.kind(j + 1) == NUMBER:
        return _slashed(tokens, i, first)
    return _with_units(tokens, i, first) or within(tokens, i, first)


def _slashed(tokens: Tokens, i: int, first: Numeral) -> Quantity | None:
    """`15/18 chỉ tiêu`, `1/4`, `9,8/11,4 triệu m3`; `5,6/100.000 dân` is a rate, `1/2 kg` a half."""
    j = first.end
    second = read(tokens, j + 1)
    slash, after = tokens.items[j], tokens.items[j + 1]
    if second is None or slash.glued != after.glued or second.value == 0:
        return None
    if first.scaled or tokens.low(second.end) == "/":
        return None
    if first.value.denominator != 1 and (heads := units.per_head(tokens, j)) is not None:
        return Quantity(i, heads[1], i, "measure", first.number, heads[0])  # tỷ suất mắc 5,6/100.000 dân
    scaled = first.value * scale_of(tokens, j + 1, second)
    pair = (to_number(scaled if scaled < second.value else first.value), second.number)
    if first.value < second.value <= _SIMPLE:
        return _fraction(tokens, i, first, second)
    unit = unit_after(tokens, second)
    named = second.end < len(tokens) and tokens.items[second.end].case > 0
    if unit is None and named:
        return None  # 12/34 Lê Lợi
    if unit is None:
        return Quantity(i, second.end, i, "ratio", pair, None)
    return Quantity(i, unit.end, i, "ratio", pair, unit.name)


def _fraction(tokens: Tokens, i: int, first: Numeral, second: Numeral) -> Quantity:
    """`1/4 số hộ`, `1/2 kg`, `7/10 điểm`: a part of what is no count, a share of a measure, so many of so many."""
    pair = (first.number, second.number)
    if units.MASSES.length(tokens.lows, second.end):
        return Quantity(i, second.end, i, "ratio", pair, whole_unit(tokens, second.end))
    unit = unit_after(tokens, second)
    if unit is not None and unit.kind == "measure" and unit.name not in WORDS["wholes"]:
        return Quantity(i, unit.end, i, "measure", to_number(first.value / second.value), unit.name)
    if unit is None or not unit.known:
        return Quantity(i, second.end, i, "ratio", pair, None)
    return Quantity(i, unit.end, i, "ratio", pair, unit.name)


_SIMPLE: Final = 10  # the denominator of a fraction that one reads as such, at most


def _with_units(tokens: Tokens, i: int, first: Numeral) -> Quantity | None:
    """`1,3 ha / 5,9 ha`: the same unit on both sides."""
    a = units.measure(tokens, first.end) or units.counted(tokens, first.end)
    if a is None or tokens.low(a.end) != "/":
        return None
    second = read(tokens, a.end + 1)
    if second is None:
        return None
    b = units.measure(tokens, second.end) or units.counted(tokens, second.end)
    if b is None or a.name != b.name:
        return None
    return Quantity(i, b.end, i, "ratio", (first.number, second.number), a.name)


def within(tokens: Tokens, i: int, first: Numeral) -> Quantity | None:
    """`300 trong số 357 đập`, `20 trên tổng số 63 tỉnh thành`, `9 xã trong tổng số 12 xã`, `hai trên bảy thành
    viên`."""
    a: Unit | None = None
    k = first.end
    if tokens.low(k) not in ("trong", "trên"):
        a = units.measure(tokens, k) or units.counted(tokens, k)
        if a is None:
            return None
        k = a.end
    k, whole = _whole_at(tokens, k, counted=a is not None)
    second = read(tokens, k) if k > 0 else None
    if second is None or second.value < first.value or first.scaled:
        return None
    b = unit_after(tokens, second)
    if b is None or not (a is not None or whole or b.kind == "count"):
        return None
    if a is not None and a.name != b.name and not a.kind == b.kind == "count":
        return None  # 200 em trên tổng số 1.000 học sinh counts one thing by two names
    return Quantity(i, b.end, i, "ratio", (first.number, second.number), b.name)


def _whole_at(tokens: Tokens, k: int, *, counted: bool) -> tuple[int, bool]:
    """Where the number of a whole begins behind `trong` or `trên` at `k` (0 where there is none), and whether it is
    called a whole (`trong số`, `trên tổng số`); `hai trên bảy thành viên` need not, where no unit was `counted`."""
    if tokens.low(k) not in ("trong", "trên"):
        return 0, False
    if tokens.low(k + 1) not in ("tổng", "số"):
        return (k + 1 if not counted and tokens.low(k) == "trên" else 0), False
    k += 3 if tokens.low(k + 2) in ("số", "cộng") else 2
    return k + (tokens.low(k) in ("hơn", "gần", "khoảng", "trên")), True
