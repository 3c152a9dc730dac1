"""A part of a whole: `15/18 chỉ tiêu`, `1/4`, `1,3 ha / 5,9 ha`, `300 trong số 357 đập`, `hai phần ba`."""

from __future__ import annotations

from typing import Final

from summarizer.facts import names, units
from summarizer.facts.counting import Quantity, fraction_in_words, unit_after, whole_unit
from summarizer.facts.numerals import Numeral, read, scale_of, to_number
from summarizer.facts.units import Unit
from summarizer.text.tokens import NUMBER, WORD, Tokens


def ratio_at(tokens: Tokens, i: int, first: Numeral) -> Quantity | None:
    """`15/18 chỉ tiêu`, `1/4`, `1,3 ha / 5,9 ha`, `45 trong tổng số 63 tỉnh thành`."""
    j = first.end
    if first.words:
        return fraction_in_words(tokens, i, first) or within(tokens, i, first)
    if tokens.low(j) == "/" and tokens.kind(j + 1) == NUMBER:
        glued = tokens.items[j].glued and tokens.items[j + 1].glued
        spaced = not tokens.items[j].glued and not tokens.items[j + 1].glued
        second = read(tokens, j + 1)
        if (
            second is None
            or not (glued or spaced)
            or second.value == 0
            or first.scaled
            or tokens.low(second.end) == "/"
        ):
            return None
        if names.is_code(tokens, j + 1, second.end):
            return None
        if first.value.denominator != 1 and (heads := units.per_head(tokens, j)) is not None:
            return Quantity(i, heads[1], i, "measure", first.number, heads[0])  # tỷ suất mắc 5,6/100.000 dân
        scale = scale_of(tokens, j + 1, second)  # 9,8/11,4 triệu m3
        pair = (to_number(first.value * scale if first.value * scale < second.value else first.value), second.number)
        simple = first.value < second.value <= 10 and not tokens.low(i).startswith("0")
        if simple and (units.is_mass(tokens, second.end) or tokens.kind(second.end) != WORD):
            return Quantity(i, second.end, i, "ratio", pair, whole_unit(tokens, second.end))
        unit = unit_after(tokens, second)
        if simple and glued and unit is not None and unit.kind == "measure" and unit.name not in _WHOLES:
            share = to_number(first.value / second.value)
            return Quantity(i, unit.end, i, "measure", share, unit.name)  # 1/2 kg
        if (
            unit is None
            and not simple
            and ((second.end < len(tokens) and tokens.items[second.end].case) or tokens.low(i - 1) == ":")
        ):
            return None  # an address
        if unit is None or (simple and not unit.known) or unit.kind == "percent":
            return Quantity(i, second.end, i, "ratio", pair, None)
        return Quantity(i, unit.end, i, "ratio", pair, unit.name)
    return _with_units(tokens, i, first) or within(tokens, i, first)


#: Of these a simple fraction is so many of so many: 7/10 điểm, 2/3 lần.
_WHOLES: Final = frozenset(("điểm", "lần", "tuổi", "bậc", "cấp", "quý", "tháng", "năm", "tuần", "độ"))


def _with_units(tokens: Tokens, i: int, first: Numeral) -> Quantity | None:
    """`1,3 ha / 5,9 ha`: the same unit on both sides."""
    a = units.measure(tokens, first.end) or units.counted(tokens, first.end)
    if a is None or tokens.low(a.end) != "/":
        return None
    second = read(tokens, a.end + 1)
    if second is None or second.words:
        return None
    b = units.measure(tokens, second.end) or units.counted(tokens, second.end)
    if b is None or a.name != b.name or a.kind == "money":
        return None
    return Quantity(i, b.end, i, "ratio", (first.number, second.number), a.name)


def within(tokens: Tokens, i: int, first: Numeral) -> Quantity | None:
    """`300 trong số 357 đập`, `20 trên tổng số 63 tỉnh thành`, `9 xã trong tổng số 12 xã`, `hai trên bảy thành
    viên`."""
    a: Unit | None = None
    k = first.end
    if tokens.low(k) not in ("trong", "trên", "/"):
        a = units.measure(tokens, k) or units.counted(tokens, k)
        if a is None:
            return None
        k = a.end
    if tokens.low(k) not in ("trong", "trên"):
        return None
    whole = tokens.low(k + 1) in ("tổng", "số")
    if tokens.low(k + 1) == "tổng" and tokens.low(k + 2) in ("số", "cộng"):
        k += 3
    elif whole:
        k += 2
    elif a is None and tokens.low(k) == "trên":
        k += 1  # hai trên bảy thành viên
    else:
        return None
    if whole and tokens.low(k) in ("hơn", "gần", "khoảng", "trên"):
        k += 1
    second = read(tokens, k)
    if second is None or second.value < first.value or first.scaled or second.vague:
        return None
    b = unit_after(tokens, second)
    if b is None or (a is None and not whole and not (b.kind == "count" and b.known)):
        return None
    if a is not None and a.name != b.name and not (a.kind == b.kind == "count" and a.known and b.known):
        return None  # 200 em trên tổng số 1.000 học sinh counts one thing by two names
    return Quantity(i, b.end, i, "ratio", (first.number, second.number), b.name)
