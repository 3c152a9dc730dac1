"""The quantity grammar: a numeral, its range or denominator, and its unit.

`match` reads the quantity that starts at a token: `39.740 tỷ đồng`, `99,4 triệu đồng/người/năm`, `15/18 chỉ tiêu`,
`5-7 %`, `từ 5 đến 7 triệu đồng`, `1,3 ha / 5,9 ha`, `300 trong số 357 đập`, `hai bệnh viện`, `cấp 8`. What limits it,
moves it or measures it is read by `modifiers`, `trends` and `indicators`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import Final

from summarizer.facts import dates, names, units
from summarizer.facts.counting import (
    MODIFIED,
    Quantity,
    is_yearlike,
    may_count,
    plausible,
    range_end,
    unit_after,
    word_quantity,
)
from summarizer.facts.lexicon import word_set
from summarizer.facts.model import FigureKind, Value
from summarizer.facts.numerals import Numeral, read, scale_of, to_number
from summarizer.facts.ratios import ratio_at
from summarizer.facts.tokens import DASHES, NUMBER, Tokens
from summarizer.facts.units import Unit

_HEIGHT: Final = re.compile(r"m(?![23]$)(\d{1,2})")  # 1m65, but 45m2 is an area


_RISE: Final = ("tăng", "giảm", "nâng", "hạ", "tụt", "vọt", "rút", "kéo", "đưa", "chuyển", "dịch")


_WIND: Final = word_set("gió giật bão sóng nhiệt lốc tố")


def match(tokens: Tokens, i: int) -> Quantity | None:
    """The quantity that starts at token `i`, or None."""
    low = tokens.low(i)
    if low == "cấp":
        return _grade(tokens, i)
    if low in ("$", "€", "£", "us"):
        return _prefixed(tokens, i)
    if low == "usd" and tokens.kind(i + 1) == NUMBER:
        return _prefixed(tokens, i)
    if low == "từ":
        return _from_to(tokens, i)
    number = read(tokens, i)
    if number is None:
        return None
    if (height := _HEIGHT.fullmatch(tokens.low(number.end))) and tokens.items[number.end].glued and number.plain:
        metres = number.value + Fraction(int(height[1]), 10 ** len(height[1]))
        return Quantity(i, number.end + 1, i, "measure", to_number(metres), "m")
    if not may_count(tokens, i, number):
        return None
    return _quantity(tokens, i, i, number)


def _quantity(tokens: Tokens, start: int, i: int, first: Numeral) -> Quantity | None:
    """The quantity whose first numeral is `first` at token `i`; `start` lies before it where `từ` opens a range."""
    if (ratio := ratio_at(tokens, i, first)) is not None:
        return ratio
    second = range_end(tokens, i, first)
    last = second if second is not None else first
    unit = unit_after(tokens, last)
    own = None
    if second is None:
        # 5 triệu đến 7 triệu đồng, 5% - 7%: both ends have a unit
        own = unit_after(tokens, first)
        if own is not None and own.known and (other := _second_with_unit(tokens, start, own, first)) is not None:
            second, unit = other
    values = [first.value] if second is None else [first.value, second.value]
    if second is not None and own is None and not first.scaled and second.scaled:
        factor = scale_of(tokens, i, second)
        if first.value < second.value / factor or first.value < 1000:
            values[0] = first.value * factor
    if unit is None:
        return _without_unit(tokens, start, i, first, second, values)
    if unit.kind == "count" and not unit.known and not plausible(tokens, i, first):
        return None
    if (
        unit.kind == "count"
        and first.either is None
        and any(v.denominator != 1 for v in values)
        and "/" not in unit.name
    ):
        return _without_unit(tokens, start, i, first, second, values)  # 9,5 môn Toán
    if unit.kind == "count" and first.either is not None and second is None:
        values = [first.either]
    if first.words and not word_quantity(tokens, i, first, unit):
        return None
    end = unit.end
    if unit.name == "giờ" and second is None and (rest := _minutes(tokens, end)) is not None:
        values, end = [values[0] + rest[0]], rest[1]
    if tokens.low(end) == "rưỡi" and second is None:
        values, end = [values[0] + Fraction(1, 2)], end + 1
    return Quantity(start, end, i, _kind(unit), _value(values), unit.name, words=first.words)


def _minutes(tokens: Tokens, k: int) -> tuple[Fraction, int] | None:
    """The minutes of `3 giờ 15 phút` as a share of an hour, and where they end."""
    number = read(tokens, k) if tokens.kind(k) == NUMBER else None
    if number is None or not number.plain or number.value >= 60 or tokens.low(number.end) != "phút":
        return None
    return number.value / 60, number.end + 1


def _kind(unit: Unit) -> FigureKind:
    return unit.kind


def _value(values: list[Fraction]) -> Value:
    return to_number(values[0]) if len(values) == 1 else tuple(to_number(v) for v in values)


def _second_with_unit(tokens: Tokens, start: int, unit: Unit, first: Numeral) -> tuple[Numeral, Unit] | None:
    """`5 triệu đồng đến 7 triệu đồng`, `5% - 7%`: the second numeral and its unit, where both ends have
    the same one."""
    low = tokens.low(unit.end)
    ranged = tokens.low(start) == "từ" or (unit.kind == "percent" and _stands(tokens, start))
    if not (low in DASHES or (low in ("đến", "tới") and ranged)):
        return None
    second = read(tokens, unit.end + 1)
    if second is None or second.value <= first.value or names.is_code(tokens, unit.end + 1, second.end):
        return None
    other = unit_after(tokens, second)
    if (
        other is None
        or other.kind != unit.kind
        or not (other.name == unit.name or other.name.startswith(f"{unit.name}/"))
    ):
        return None
    return second, other


def _stands(tokens: Tokens, i: int) -> bool:
    """Whether no word of change stands before token `i`, so that `2,5% đến 5,4%` are ends of a range."""
    return not any(tokens.low(k) in _RISE or tokens.low(k) == "từ" for k in range(max(0, i - 3), i))


def _from_to(tokens: Tokens, i: int) -> Quantity | None:
    """`từ 5 đến 7 triệu đồng`; after a verb of change (`tăng từ 5% đến 7%`) the ends are two quantities."""
    if tokens.low(i - 1) in _RISE or tokens.low(i - 2) in _RISE:
        return None
    first = read(tokens, i + 1)
    if first is None or not may_count(tokens, i + 1, first):
        return None
    found = _quantity(tokens, i, i + 1, first)
    if found is None or not isinstance(found.value, tuple) or found.kind == "ratio":
        return None
    if tokens.low(found.end) in ("rút", "xuống", "lên", "giảm", "tăng", "còn", "thành"):
        return None  # từ 18-20 triệu đồng rút về còn 3-4 triệu đồng
    return found


def _without_unit(
    tokens: Tokens, start: int, i: int, first: Numeral, second: Numeral | None, values: list[Fraction]
) -> Quantity | None:
    """A number that no unit follows: money where `triệu` or `tỷ` stands in it, else a bare number where it tells
    something."""
    last = second if second is not None else first
    if first.vague:
        return None
    if last.scaled and tokens.low(last.end - 1) in ("triệu", "tỷ", "tỉ", "rưỡi"):
        if (
            tokens.low(last.end) == "/"
            and (unit := units.denominators(tokens, Unit("money", "VND", last.end))).end > last.end
        ):
            return Quantity(start, unit.end, i, "money", _value(values), unit.name)
        return Quantity(start, last.end, i, "money", _value(values), "VND", words=first.words)
    if first.words:
        return None
    if second is None and (shared := _shared_unit(tokens, last.end)) is not None and not is_yearlike(tokens, first):
        unit, scale = shared
        if not first.scaled:
            values = [v * scale for v in values]  # 1,8 và 2,3 triệu đồng
        return Quantity(start, last.end, i, unit.kind, _value(values), unit.name)
    if tokens.low(last.end) in DASHES and tokens.kind(last.end + 1) == NUMBER:
        return None  # a score
    if tokens.low(i - 1) in MODIFIED and tokens.low(i - 1) not in ("đến", "có", "là", "được", "tới"):
        return Quantity(start, last.end, i, "count", _value(values), None, bare=True)
    grouped = second is None and not first.plain and first.value >= 1000
    if grouped or (second is None and tokens.low(i - 1) in ("là", "đạt", "có") and first.value >= 10):
        return Quantity(start, last.end, i, "count", _value(values), None, bare=True)
    return None


_SHARING: Final = ("và", "hoặc", ",", "lên", "xuống", "còn")


def _shared_unit(tokens: Tokens, j: int) -> tuple[Unit, Fraction] | None:
    """The unit of `7,4 và 15,5%` or `25, 50 và 100 m` for its first numbers: that of the last one, and its scale."""
    for _ in range(4):
        while tokens.low(j) in ("xuống", "lên") and tokens.low(j + 1) in ("còn", "đến", "tới"):
            j += 1  # giảm từ 10 xuống còn 8%
        if tokens.low(j) not in _SHARING or tokens.kind(j + 1) != NUMBER:
            return None
        nearest = tokens.low(j) != ","
        number = read(tokens, j + 1)
        if number is None or is_yearlike(tokens, number) or dates.match(tokens, j + 1) is not None:
            return None
        unit = unit_after(tokens, number)
        if unit is not None:
            if not nearest or not unit.known or unit.name in units.DURATIONS:
                return None
            return unit, scale_of(tokens, j + 1, number)
        j = number.end
    return None


def _prefixed(tokens: Tokens, i: int) -> Quantity | None:
    """`$5 triệu`, `US$ 1,2 tỷ`, `USD 500`."""
    j = i + 1
    if tokens.low(i) == "us":
        if tokens.low(j) != "$":
            return None
        j += 1
    number = read(tokens, j)
    if number is None or number.words:
        return None
    name = {"€": "EUR", "£": "GBP"}.get(tokens.low(i), "USD")
    unit = units.denominators(tokens, Unit("money", name, number.end))
    return Quantity(i, unit.end, j, "money", number.number, unit.name)


def _grade(tokens: Tokens, i: int) -> Quantity | None:
    """Wind force on the Beaufort scale: `cấp 8`, `cấp 7-8`, where the words before it speak of wind."""
    first = read(tokens, i + 1)
    if first is None or first.words or not 1 <= first.value <= 17:
        return None
    if not any(tokens.low(k) in _WIND for k in range(max(0, i - 24), i)):
        return None
    second = range_end(tokens, i + 1, first)
    end = second.end if second is not None and second.value <= 20 else first.end
    values = [first.value] if second is None else [first.value, second.value]
    lower, tenths = divmod(first.value * 10, 10)
    if second is None and tenths == lower + 1:  # gió cấp 5,6
        values = [Fraction(lower), Fraction(lower + 1)]
    return Quantity(i, end, i + 1, "measure", _value(values), "cấp")


def inherit(bare: Quantity, unit: str, kind: FigureKind) -> Quantity:
    """`bare` with the unit that the words before it name (`tổng số km cao tốc lên hơn 2.000`)."""
    return replace(bare, unit=unit, kind=kind, bare=False)
