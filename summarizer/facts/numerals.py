"""Numerals: digits with Vietnamese separators, number words, scales, and mixtures of them.

`1.234.567,89`, `1 234`, `06`, `2 tỷ 300 triệu`, `1,25 nghìn tỷ`, `hai trăm năm mươi nghìn`, `hàng chục nghìn`, `nửa
triệu`, `3 triệu rưỡi`. Arithmetic is exact (Fraction), so `99,4 triệu` is 99400000 and not a neighbour of it.

The reading of number words follows the standard grammar: groups below a thousand (`trăm`, `mười`/`mươi`, `linh`/`lẻ`)
under falling scales (`tỷ`, `triệu`, `nghìn`), where `tỷ` may again be counted in thousands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from summarizer.facts.model import Number
from summarizer.facts.tokens import NUMBER, Tokens

SCALES: Final[dict[str, int]] = {
    "chục": 10,
    "trăm": 100,
    "nghìn": 10**3,
    "ngàn": 10**3,
    "vạn": 10**4,
    "triệu": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
}
DIGITS: Final[dict[str, int]] = {
    "không": 0,
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
# The forms a digit takes after a ten.
_AFTER_TEN: Final[dict[str, int]] = {
    **{w: d for w, d in DIGITS.items() if w not in ("không", "năm", "một")},
    "mốt": 1,
    "tư": 4,
    "lăm": 5,
    "nhăm": 5,
}
_AFTER_SCALE: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(("tỷ", "tỉ"), ("lệ", "phú", "trọng", "giá", "số", "suất", "mỉ", "thí", "trọng")),
    "triệu": ("phú", "chứng", "tập"),
    "vạn": ("vật", "tuế", "phúc", "hạnh"),
    "trăm": ("họ",),
}
_HIGH: Final = ("nghìn", "ngàn", "vạn", "triệu", "tỷ", "tỉ")
_MAX_DIGITS: Final = 18


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read from tokens `[i, end)`.

    `words` says that it is written in words alone; `vague` that it only names an order of magnitude (`hàng nghìn`);
    `either` is the other reading of a literal such as `1,200`, where a count noun decides; `scaled` that a scale word
    stands in it; `plain` that it is one token of digits without separator.
    """

    value: Fraction
    end: int
    words: bool = False
    vague: bool = False
    either: Fraction | None = None
    scaled: bool = False
    plain: bool = False

    @property
    def number(self) -> Number:
        """The value as an int where it is whole, else the nearest float."""
        return to_number(self.value)


def to_number(value: Fraction) -> Number:
    """An int where `value` is whole, else a float."""
    return value.numerator if value.denominator == 1 else float(value)


_THOUSANDS = {
    ".": re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+"),
    ",": re.compile(r"[1-9]\d{0,2}(?:,\d{3})+"),
}


def literal(text: str) -> tuple[Fraction, Fraction | None] | None:
    """The value of a digit literal, and its other reading where the separator leaves one open.

    The comma is the decimal sign and the dot groups thousands; the dot is read as a decimal sign where it cannot group
    (`2.5`, `0.125`). `1,200` is 1.2, and 1200 where it counts things.
    """
    if len(text) > _MAX_DIGITS + 6:
        return None
    if text.isdigit():
        return (Fraction(int(text)), None) if len(text) <= _MAX_DIGITS else None
    dots, commas = text.count("."), text.count(",")
    if dots and commas:
        return _mixed(text)
    sign = "." if dots else ","
    if _THOUSANDS[sign].fullmatch(text):
        whole = Fraction(int(text.replace(sign, "")))
        if sign == "." or commas > 1:
            return whole, None
        return Fraction(text.replace(",", ".")), whole
    if dots + commas == 1:
        return Fraction(text.replace(",", ".")), None
    return None


def _mixed(text: str) -> tuple[Fraction, None] | None:
    """`1.234,5` (Vietnamese) or `1,234.5` (English): the last sign is the decimal one."""
    decimal = max(text.rfind("."), text.rfind(","))
    group = "," if text[decimal] == "." else "."
    whole, tail = text[:decimal], text[decimal + 1 :]
    if not _THOUSANDS[group].fullmatch(whole) or not tail.isdigit():
        return None
    return Fraction(f"{whole.replace(group, '')}.{tail}"), None


def read(tokens: Tokens, i: int) -> Numeral | None:
    """The longest numeral that starts at token `i`, or None."""
    if tokens.kind(i) == NUMBER:
        return _digits(tokens, i)
    low = tokens.low(i)
    if low == "hàng":
        return _vague(tokens, i, i + 1)
    if low in ("vài", "mấy", "dăm"):
        start = i + (2 if tokens.low(i + 1) in ("ba", "bảy") else 1)
        return _vague(tokens, i, start)
    if low == "nửa" and tokens.low(i + 1) in ("triệu", "tỷ", "tỉ"):
        return Numeral(Fraction(SCALES[tokens.low(i + 1)], 2), i + 2, words=True, scaled=True)
    if low in DIGITS or low in ("mười", "trăm", "nghìn", "ngàn", "triệu", "tỷ", "tỉ", "chục", "vạn"):
        return _words(tokens, i)
    return None


def _vague(tokens: Tokens, i: int, j: int) -> Numeral | None:
    value = Fraction(1)
    start = j
    while tokens.low(j) in SCALES and j - start < 3:
        value *= SCALES[tokens.low(j)]
        j += 1
    return Numeral(value, j, words=True, vague=True, scaled=True) if j > start else None


def _scale(tokens: Tokens, j: int, limit: int) -> tuple[int, int]:
    """The product of the scale words from `j` on, and where they end; (1, j) where there is none or it tops `limit`."""
    value, k = 1, j
    if tokens.low(j + 1) in _AFTER_SCALE.get(tokens.low(j), ()):
        return value, k  # tỷ lệ, tỷ phú, triệu chứng
    while k - j < 3 and (factor := SCALES.get(tokens.low(k))) is not None:
        # 50 trăm, nghìn tỷ, trăm nghìn tỷ and triệu tỷ rise; a falling one opens the next term of a sum (tỷ nghìn)
        if k > j and factor <= SCALES[tokens.low(k - 1)]:
            break
        value *= factor
        k += 1
    return (value, k) if value < limit else (1, j)


def _digits(tokens: Tokens, i: int) -> Numeral | None:
    token = tokens.items[i]
    read_as = literal(token.low)
    if read_as is None:
        return None
    value, either = read_as
    end = i + 1
    spaced = _space_groups(tokens, i)
    if spaced is not None:
        value, end, either = Fraction(spaced[0]), spaced[1], None
    scale, end = _scale(tokens, end, 10**19)
    plain = scale == 1 and token.low.isdigit()
    if scale == 1:
        return Numeral(value, end, either=either, plain=plain)
    total = value * scale
    if tokens.low(end) == "rưỡi":
        last = SCALES[tokens.low(end - 1)]
        return Numeral(total + Fraction(last, 2), end + 1, scaled=True)
    # 2 tỷ 300 triệu: each further term is smaller than the scale before it and has a scale of its own, or a unit does.
    floor = SCALES[tokens.low(end - 1)]
    while floor > 1 and tokens.kind(end) == NUMBER:
        part = literal(tokens.low(end))
        if part is None:
            break
        factor, after = _scale(tokens, end + 1, floor)
        closes = factor == 1 and tokens.low(after) in ("đồng", "usd") and part[0].denominator == 1
        if part[0] * factor >= floor or not (factor > 1 or closes):
            break
        total += part[0] * factor
        end, floor = after, factor if factor > 1 else 1
    return Numeral(total, end, scaled=True)


def _space_groups(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """`1 234 567`: groups of three digits with one space between."""
    items = tokens.items
    head = items[i].low
    if not (head.isdigit() and len(head) <= 3 and head[0] != "0"):
        return None
    j = i + 1
    while (
        j < len(items)
        and j - i < 6
        and items[j].kind == NUMBER
        and len(items[j].low) == 3
        and items[j].low.isdigit()
        and items[j].start - items[j - 1].end == 1
        and tokens.text[items[j - 1].end] in " \u00a0\u202f\u2009"
    ):
        j += 1
    if j == i + 1:
        return None
    return int("".join(t.low for t in items[i:j])), j


def _below_thousand(tokens: Tokens, i: int, *, inner: bool) -> tuple[int, int] | None:
    """A group of hundreds, tens and ones; `inner` where a scale stands before it (`… không trăm linh năm`)."""
    low = tokens.low
    hundreds: int | None = None
    j = i
    if low(j) in DIGITS and low(j + 1) == "trăm" and (inner or low(j) != "không"):
        hundreds = DIGITS[low(j)]
        j += 2
        if low(j) in ("linh", "lẻ") and low(j + 1) in (*DIGITS, "tư"):
            return hundreds * 100 + {**DIGITS, "tư": 4}[low(j + 1)], j + 2
    elif inner and low(j) in ("linh", "lẻ") and low(j + 1) in (*DIGITS, "tư"):
        return {**DIGITS, "tư": 4}[low(j + 1)], j + 2
    base = (hundreds or 0) * 100
    if low(j) == "mười":
        ones = _after_ten(tokens, j + 1, ten=True)
        return base + 10 + ones, j + 1 + (ones > 0)
    if low(j) in DIGITS and low(j) != "không":
        if low(j + 1) in ("mươi", "chục"):
            ones = _after_ten(tokens, j + 2, ten=False) if low(j + 1) == "mươi" else 0
            return base + DIGITS[low(j)] * 10 + ones, j + 2 + (ones > 0)
        if hundreds is None:
            # hai mốt, ba lăm: the spoken short form of hai mươi mốt, ba mươi lăm
            if low(j + 1) in ("mốt", "lăm", "nhăm"):
                return DIGITS[low(j)] * 10 + _AFTER_TEN[low(j + 1)], j + 2
            return DIGITS[low(j)], j + 1
    return None if hundreds is None else (base, j)


def _after_ten(tokens: Tokens, j: int, *, ten: bool) -> int:
    """The ones after `mười` or `mươi`; 0 where there are none. `hai mươi năm` is twenty years, not 25."""
    low = tokens.low(j)
    if ten and low == "một":
        return 1
    return _AFTER_TEN.get(low, 0)


def _words(tokens: Tokens, i: int) -> Numeral | None:
    low = tokens.low
    if tokens.low(i + 1) in _AFTER_SCALE.get(low(i), ()):
        return None
    if low(i) == "bẩy":
        return None
    if low(i) in SCALES and low(i) != "chục":
        # trăm người, nghìn tỷ: one of the scale, and vague
        scale, end = _scale(tokens, i, 10**19)
        return Numeral(Fraction(scale), end, words=True, vague=True, scaled=True)
    if low(i) == "chục":
        scale, end = _scale(tokens, i, 10**19)
        return Numeral(Fraction(scale), end, words=True, vague=True, scaled=True)
    total = 0
    part = 0  # below the current billion
    floor = 10**9
    j = i
    seen = False
    scaled = False
    while True:
        group = _below_thousand(tokens, j, inner=seen)
        if group is None:
            break
        value, after = group
        factor, end = 1, after
        while low(end) in _HIGH and low(end) not in ("tỷ", "tỉ") and factor * SCALES[low(end)] < floor and factor == 1:
            factor *= SCALES[low(end)]
            end += 1
        if factor == 1 and seen and floor == 1:
            break
        part += value * factor
        j, seen = end, True
        scaled = scaled or factor > 1
        if low(j) in ("tỷ", "tỉ"):
            total = (total + part) * 10**9
            part, floor = 0, 10**9
            j += 1
            scaled = True
            if low(j) in ("tỷ", "tỉ"):
                break
        else:
            floor = factor
            if factor == 1:
                break
    if not seen:
        return None
    if low(j) == "rưỡi" and low(j - 1) in SCALES:
        return Numeral(Fraction(total + part) + Fraction(SCALES[low(j - 1)], 2), j + 1, words=True, scaled=True)
    return Numeral(Fraction(total + part), j, words=True, scaled=scaled)


def scale_of(tokens: Tokens, i: int, number: Numeral) -> Fraction:
    """The product of the scale words that a numeral read from token `i` on ends in: a thousand for `5 nghìn`."""
    factor = Fraction(1)
    for k in range(number.end - 1, i, -1):
        if tokens.low(k) not in SCALES:
            break
        factor *= SCALES[tokens.low(k)]
    return factor
