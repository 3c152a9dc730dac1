"""The quantity grammar: a numeral, its range or denominator, its sign, and its unit.

`match` reads the quantity that starts at a token: `39.740 tỷ đồng`, `99,4 triệu đồng/người/năm`, `15/18 chỉ tiêu`,
`5-7 %`, `từ 5 đến 7 triệu đồng`, `âm 6,02%`, `300 trong số 357 đập`, `hai bệnh viện`, `cấp 8`, `$10k`. What limits it,
moves it or measures it is read by `modifiers`, `trends` and `indicators`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import Final

from summarizer.facts import units
from summarizer.facts.counting import (
    MODIFIED,
    WORDS,
    Quantity,
    may_count,
    plausible,
    range_end,
    unit_after,
    word_quantity,
)
from summarizer.facts.model import Value
from summarizer.facts.numerals import Numeral, read, scale_of, to_number
from summarizer.facts.ratios import ratio_at
from summarizer.facts.signs import accounts, signed
from summarizer.facts.units import Unit
from summarizer.text.rules import Before, Here
from summarizer.text.tokens import DASHES, NUMBER, Tokens

_HEIGHT: Final = re.compile(r"m(?![23]$)(\d{1,2})")  # 1m65, but 45m2 is an area
_CURRENCIES: Final = {"$": "USD", "us": "USD", "usd": "USD", "€": "EUR", "£": "GBP"}
_THOUSAND: Final = 1000  # from one scale word to the next
#: Words and signs that a quantity may begin with, besides numerals.
OPENERS: Final = frozenset((*_CURRENCIES, "cấp", "từ", "âm", "-", "−", "–", "("))


def match(tokens: Tokens, i: int) -> Quantity | None:
    """The quantity that starts at token `i`, or None."""
    low = tokens.low(i)
    if low == "cấp":
        return _grade(tokens, i)
    if low in _CURRENCIES:
        return _prefixed(tokens, i, _CURRENCIES[low])
    if low == "từ":
        return _from_to(tokens, i)
    if low == "(":
        return accounts(tokens, i)
    if low in ("âm", "-", "−", "–"):
        return signed(tokens, i, match)
    number = read(tokens, i)
    if number is None:
        return None
    if (height := _HEIGHT.fullmatch(tokens.low(number.end))) and tokens.items[number.end].glued and number.plain:
        metres = number.value + Fraction(int(height[1]), 10 ** len(height[1]))
        return Quantity(i, number.end + 1, i, "measure", to_number(metres), "m")
    if not may_count(tokens, i, number):
        return None
    return ratio_at(tokens, i, number) or _quantity(tokens, i, i, number)


def _quantity(tokens: Tokens, start: int, i: int, first: Numeral) -> Quantity | None:
    """The quantity whose first numeral is `first` at token `i`; `start` lies before it where `từ` opens a range."""
    second = range_end(tokens, i, first)
    unit = unit_after(tokens, second or first)
    own = unit if second is None and unit is not None and unit.known else None
    if own is not None and (other := _second_with_unit(tokens, start, own, first)) is not None:
        first, second, unit = other  # 5 triệu đến 7 triệu đồng, 5% - 7%: both ends have a unit
    values = _ends(tokens, i, first, second)
    if unit is None:
        return _without_unit(tokens, start, i, first, second, values)
    if unit.kind == "count":
        if not unit.known and not plausible(tokens, i, first):
            return None
        if first.either is not None and second is None:
            values = [first.either]
        elif "/" not in unit.name and any(v.denominator != 1 for v in values):
            return _without_unit(tokens, start, i, first, second, values)  # 9,5 môn Toán
    if first.words and not word_quantity(tokens, i, first, unit):
        return None
    if second is None:
        values[0], unit = _with_rest(tokens, values[0], unit)
    return Quantity(start, unit.end, i, unit.kind, _value(values), unit.name, words=first.words)


def _ends(tokens: Tokens, i: int, first: Numeral, second: Numeral | None) -> list[Fraction]:
    """The values of a number or range; one scale word holds for both ends of `5-7 triệu`.

    `800 - 1,2 triệu` leaves out the next smaller one: 800 thousand.
    """
    if second is None:
        return [first.value]
    if second.scaled and not first.scaled and first.value < second.value / _THOUSAND:
        factor = scale_of(tokens, i, second)
        scaled = first.value * factor
        return [scaled if scaled < second.value else scaled / _THOUSAND, second.value]
    return [first.value, second.value]


_RESTS: Final = {"giờ": ("phút", 60), "năm": ("tháng tù", 12)}


def _with_rest(tokens: Tokens, value: Fraction, unit: Unit, *, ranged: bool = False) -> tuple[Fraction, Unit]:
    """The value and unit with what follows: `3 giờ 15 phút`, `2 năm rưỡi`, `10 năm 6 tháng tù`; at the first end of a
    range `2 năm 6 tháng`, too."""
    if tokens.low(unit.end) == "rưỡi":
        return value + Fraction(1, 2), replace(unit, end=unit.end + 1)
    part, whole = _RESTS.get(unit.name, ("", 1))
    rest = read(tokens, unit.end) if part and tokens.kind(unit.end) == NUMBER else None
    below = units.measure(tokens, rest.end) if rest is not None else None
    if rest is None or below is None or not (below.name == part or (ranged and below.name == "tháng")):
        return value, unit
    name = f"{unit.name} tù" if below.name == "tháng tù" else unit.name
    return value + rest.value / whole, replace(unit, name=name, end=below.end)


def _value(values: list[Fraction]) -> Value:
    return to_number(values[0]) if len(values) == 1 else tuple(to_number(v) for v in values)


def _second_with_unit(tokens: Tokens, start: int, unit: Unit, first: Numeral) -> tuple[Numeral, Numeral, Unit] | None:
    """`5 triệu đồng đến 7 triệu đồng`, `5% - 7%`, `2 năm đến 2 năm 6 tháng tù`: both numerals and their unit, where
    both ends have the same one, the second perhaps in full."""
    value, unit = _with_rest(tokens, first.value, unit, ranged=True)
    low = tokens.low(unit.end)
    ranged = tokens.low(start) == "từ" or (unit.kind == "percent" and not _MOVED(tokens, start))
    if not (low in DASHES or (low in ("đến", "tới") and ranged)):
        return None
    second = read(tokens, unit.end + 1)
    other = unit_after(tokens, second) if second is not None else None
    if second is None or other is None:
        return None
    last, other = _with_rest(tokens, second.value, other)
    if last <= value or not re.match(rf"{re.escape(unit.name)}(?:[ /]|$)", other.name):
        return None
    return replace(first, value=value), replace(second, value=last), other


_RISE: Final = "|".join(sorted(WORDS["rise"]))
#: A word of change or `từ` before a number: `2,5% đến 5,4%` are then no ends of a range.
_MOVED: Final = Before(f"{_RISE}|từ ( [^ ]+ ( [^ ]+ )? )?")
_CHANGED: Final = Before(f"{_RISE} ( [^ ]+ )?")
_CHANGES: Final = Here("rút|xuống|lên|giảm|tăng|còn|thành")


def _from_to(tokens: Tokens, i: int) -> Quantity | None:
    """`từ 5 đến 7 triệu đồng`; after a verb of change (`tăng từ 5% đến 7%`) the ends are two quantities."""
    if _CHANGED(tokens, i):
        return None
    first = read(tokens, i + 1)
    found = _quantity(tokens, i, i + 1, first) if first is not None else None
    if found is None or not isinstance(found.value, tuple) or _CHANGES(tokens, found.end):
        return None  # từ 18-20 triệu đồng rút về còn 3-4 triệu đồng
    return found


#: Behind `hàng trăm triệu`, where money is meant.
_ENDS: Final = frozenset(("", ",", ";", ".", ":", ")", "mỗi", "trong", "cho", "từ", "nhờ", "do", "vì", "để", "và"))
_TOLD: Final = MODIFIED - {"đến", "có", "là", "được", "tới"}


def _without_unit(
    tokens: Tokens, start: int, i: int, first: Numeral, second: Numeral | None, values: list[Fraction]
) -> Quantity | None:
    """A number that no unit follows: money where `triệu` or `tỷ` stands in it, else a bare number where it tells
    something."""
    last = second or first
    if first.vague and tokens.low(last.end) not in _ENDS:
        return None
    if last.scaled and (last.short or not {"triệu", "tỷ", "tỉ"}.isdisjoint(tokens.lows[i : last.end])):
        unit = units.denominators(tokens, Unit("money", "VND", last.end))
        return Quantity(start, unit.end, i, "money", _value(values), unit.name, words=first.words)
    if first.words:
        return None
    if second is None and (shared := _shared_unit(tokens, last.end)) is not None:
        unit, scale = shared
        values = [v * scale for v in values]  # 1,8 và 2,3 triệu đồng
        return Quantity(start, last.end, i, unit.kind, _value(values), unit.name)
    if tokens.low(last.end) in DASHES:
        return None  # a score
    before = tokens.low(i - 1)
    grouped = not first.plain and first.value >= 1000
    if before in _TOLD or grouped or (second is None and before in ("là", "đạt", "có") and first.value >= 10):
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
        if number is None:
            return None
        unit = unit_after(tokens, number)
        if unit is not None:
            if not nearest or not unit.known or unit.name in units.DURATIONS:
                return None
            return unit, scale_of(tokens, j + 1, number)
        j = number.end
    return None


def _prefixed(tokens: Tokens, i: int, name: str) -> Quantity | None:
    """`$5 triệu`, `US$ 1,2 tỷ`, `USD 500`, `$10k`."""
    j = i + 1 + (tokens.phrase(i, 2) == "us $")
    number = read(tokens, j)
    if number is None:
        return None
    unit = units.denominators(tokens, Unit("money", name, number.end))
    return Quantity(i, unit.end, j, "money", number.number, unit.name)


_STRONGEST: Final = 17  # Vietnam's scale of winds ends there (Quyết định 18/2021/QĐ-TTg)
_WIND_BEFORE: Final = 24  # tokens before `cấp` that may speak of wind


def _grade(tokens: Tokens, i: int) -> Quantity | None:
    """Wind force on the Beaufort scale: `cấp 8`, `cấp 7-8`, where the words before it speak of wind."""
    first = read(tokens, i + 1)
    if first is None or not 1 <= first.value <= _STRONGEST:
        return None
    if WORDS["wind"].isdisjoint(tokens.lows[max(0, i - _WIND_BEFORE) : i]):
        return None
    second = range_end(tokens, i + 1, first)
    end = first.end if second is None else second.end
    values = [first.value] if second is None else [first.value, second.value]
    lower, tenths = divmod(first.value * 10, 10)
    if tenths == lower + 1:  # gió cấp 5,6
        values = [Fraction(lower), Fraction(lower + 1)]
    return Quantity(i, end, i + 1, "measure", _value(values), "cấp")
