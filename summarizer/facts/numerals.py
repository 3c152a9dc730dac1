"""Numerals: digits with Vietnamese separators, number words, scales, short forms, and mixtures of them.

`1.234.567,89`, `06`, `2 tỷ 300 triệu`, `2 tỷ 5`, `1,25 nghìn tỷ`, `1tr2`, `500k`, `hai trăm năm mươi nghìn`,
`ba phẩy năm tỷ`, `ba triệu mốt`, `hàng chục nghìn`, `nửa triệu`, `12 (mười hai)`. Arithmetic is exact (Fraction), so
`99,4 triệu` is 99400000 and not a neighbour of it.

Number words follow the standard grammar: groups below a thousand (`trăm`, `mười`/`mươi`, `linh`/`lẻ`) under falling
scales (`tỷ`, `triệu`, `nghìn`), where `tỷ` may again be counted in thousands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from summarizer.facts.model import Number
from summarizer.text.data import load
from summarizer.text.rules import Here
from summarizer.text.tokens import NUMBER, Tokens, tokenize

_DATA: Final = load(__package__, "data", "numerals.toml")
DIGITS: Final[dict[str, int]] = _DATA["digits"]
SCALES: Final[dict[str, int]] = _DATA["scales"]
_ONES: Final[dict[str, int]] = _DATA["ones"]
_SHORT: Final[dict[str, int]] = _DATA["short"]
_WORDS: Final[dict[str, list[str]]] = {scale: words.split() for scale, words in _DATA["words"].items()}
_LINH: Final = {**DIGITS, "tư": 4}
_TENTHS: Final = {"mốt": 1, **DIGITS, "tư": 4, "rưỡi": 5}
_FIRSTS: Final = frozenset((*DIGITS, *SCALES, "mười"))
#: Words that a numeral may begin with.
STARTERS: Final = _FIRSTS | {"hàng", "vài", "mấy", "dăm", "nửa"}
_MAX_DIGITS: Final = 18


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read from tokens `[i, end)`.

    `words` says that it is written in words alone; `vague` that it only names an order of magnitude (`hàng nghìn`);
    `either` is the other reading of a literal such as `1,200`, where a count noun decides; `scaled` that a scale word
    stands in it, `short` that this is a short form (`500k`); `plain` that it is one token of digits without separator.
    """

    value: Fraction
    end: int
    words: bool = False
    vague: bool = False
    either: Fraction | None = None
    scaled: bool = False
    plain: bool = False
    short: bool = False

    @property
    def number(self) -> Number:
        """The value as an int where it is whole, else the nearest float."""
        return to_number(self.value)


def to_number(value: Fraction) -> Number:
    """An int where `value` is whole, else a float."""
    return value.numerator if value.denominator == 1 else float(value)


def whole_number(text: str) -> int:
    """The value of digits or number words: `06`, `2.000`, `mười hai`.

    Raises:
        ValueError: `text` is no whole number.
    """
    if text[:1].isdigit():
        return int(text.replace(".", ""))
    number = _in_words(tokenize(text), 0)
    if number is None or number.value.denominator != 1:
        raise ValueError(text)
    return int(number.value)


_THOUSANDS: Final = {sign: re.compile(rf"[1-9]\d{{0,2}}(?:\{sign}\d{{3}})+") for sign in ".,"}


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
    if dots and commas:  # 1.234,5 (Vietnamese) or 1,234.5 (English): the last sign is the decimal one
        decimal = max(text.rfind("."), text.rfind(","))
        group = "," if text[decimal] == "." else "."
        whole, tail = text[:decimal], text[decimal + 1 :]
        grouped = _THOUSANDS[group].fullmatch(whole) and tail.isdigit()
        return (Fraction(f"{whole.replace(group, '')}.{tail}"), None) if grouped else None
    sign = "." if dots else ","
    if _THOUSANDS[sign].fullmatch(text):
        thousands = Fraction(int(text.replace(sign, "")))
        return (thousands, None) if sign == "." or commas > 1 else (Fraction(text.replace(",", ".")), thousands)
    return (Fraction(text.replace(",", ".")), None) if dots + commas == 1 else None


def read(tokens: Tokens, i: int) -> Numeral | None:
    """The longest numeral that starts at token `i`, or None."""
    if tokens.kind(i) == NUMBER:
        number = _in_digits(tokens, i)
        return None if number is None else _said_twice(tokens, number)
    low = tokens.low(i)
    if low in _FIRSTS:
        return _in_words(tokens, i)
    if low in ("hàng", "vài", "mấy", "dăm"):
        scale, end = scale_at(tokens, i + 1)
        return Numeral(Fraction(scale), end, words=True, vague=True, scaled=True) if end > i + 1 else None
    if low == "nửa" and tokens.low(i + 1) in ("triệu", "tỷ", "tỉ"):
        return Numeral(Fraction(SCALES[tokens.low(i + 1)], 2), i + 2, words=True, scaled=True)
    return None


def _said_twice(tokens: Tokens, number: Numeral) -> Numeral:
    """`12 (mười hai)`, `1.500.000 (một triệu năm trăm nghìn)`: with its own words in brackets, as offices write."""
    words = _in_words(tokens, number.end + 1) if tokens.low(number.end) == "(" else None
    same = words is not None and words.value == number.value and tokens.low(words.end) == ")"
    return replace(number, end=words.end + 1, plain=False) if words is not None and same else number


def scale_at(tokens: Tokens, j: int) -> tuple[int, int]:
    """The product of the scale words from `j` on, and where they end; (1, j) where there is none."""
    value, k = 1, j
    if tokens.low(j + 1) in _WORDS.get(tokens.low(j), ()):
        return value, k
    while k - j < 3 and (factor := SCALES.get(tokens.low(k))) is not None:
        value *= factor
        k += 1
    return value, k


#: After `2 tỷ 5` and `ba triệu mốt`: nothing that the last digit might count.
_CLOSES: Final = Here("|".join(["[.,;:)/?!-]", *_DATA["closes"].split()]))


def _tenth(tokens: Tokens, end: int, scale: int) -> tuple[Fraction, int] | None:
    """The tenth after a scale word: `2 tỷ 5`, `3 triệu rưỡi`, `ba triệu mốt`."""
    low = tokens.low(end)
    digit = int(low) if len(low) == 1 and low.isdigit() else _TENTHS.get(low, 0)
    closed = low != "năm" and (end + 1 >= len(tokens) or _CLOSES(tokens, end + 1))  # năm may be years
    return (Fraction(scale * digit, 10), end + 1) if digit and (closed or low in ("rưỡi", "mốt")) else None


def _in_digits(tokens: Tokens, i: int) -> Numeral | None:
    token = tokens.items[i]
    known = literal(token.low)
    if known is None:
        return None
    value, either = known
    if (short := _shortened(tokens, i, value)) is not None:
        return short
    end = i + 1
    scale, end = scale_at(tokens, end)
    if scale == 1:
        return Numeral(value, end, either=either, plain=token.low.isdigit())
    total, floor = value * scale, SCALES[tokens.low(end - 1)]
    if (tenth := _tenth(tokens, end, floor)) is not None:
        return Numeral(total + tenth[0], tenth[1], scaled=True)
    # 2 tỷ 300 triệu: each further term is smaller than the scale before it and has a scale of its own, or a unit does
    while tokens.kind(end) == NUMBER:
        part = literal(tokens.low(end))
        if part is None:
            break
        factor, after = scale_at(tokens, end + 1)
        closes = factor == 1 and tokens.low(after) in ("đồng", "usd") and part[0].denominator == 1
        if part[0] * factor >= floor or not (factor > 1 or closes):
            break
        total += part[0] * factor
        end, floor = after, factor
    return Numeral(total, end, scaled=True)


_SHORTENED: Final = re.compile(r"(k|tr)(\d{0,3})")


def _shortened(tokens: Tokens, i: int, value: Fraction) -> Numeral | None:
    """`500k`, `2k5`, `1tr2`, `1tr250`, `45 tr/m2`; 4K is a kind of screen."""
    m = _SHORTENED.fullmatch(tokens.low(i + 1))
    if m is None:
        return None
    after = tokens.items[i + 1]
    if not after.glued and (m[1] == "k" or m[2] or not _CLOSES(tokens, i + 2)):
        return None
    if after.case and value in (2, 4, 8):
        return None  # 4K
    total = (value + Fraction(int(m[2] or 0), 10 ** len(m[2]))) * _SHORT[m[1]]
    return Numeral(total, i + 2, scaled=True, short=True)


def _group(tokens: Tokens, i: int, *, inner: bool) -> tuple[int, int] | None:
    """A group of hundreds, tens and ones; `inner` where a scale stands before it (`… không trăm linh năm`)."""
    low = tokens.low
    j, base, hundreds = i, 0, False
    if low(j) in DIGITS and low(j + 1) == "trăm":
        base, j, hundreds = DIGITS[low(j)] * 100, j + 2, True
    if hundreds and low(j) == "rưỡi" and low(j + 1) in SCALES:
        return base + 50, j + 1
    if (hundreds or inner) and low(j) in ("linh", "lẻ") and low(j + 1) in _LINH:
        return base + _LINH[low(j + 1)], j + 2
    if low(j) == "mười":
        ones = 1 if low(j + 1) == "một" else _ONES.get(low(j + 1), 0)
        return base + 10 + ones, j + 1 + (ones > 0)
    if DIGITS.get(low(j), 0):
        tens = DIGITS[low(j)] * 10
        if low(j + 1) in ("mươi", "chục"):
            ones = _ONES.get(low(j + 2), 0) if low(j + 1) == "mươi" else 0  # hai mươi năm is twenty years
            return base + tens + ones, j + 2 + (ones > 0)
        if not hundreds:
            short = low(j + 1) in ("mốt", "lăm", "nhăm")  # hai mốt, ba lăm
            return (tens + _ONES[low(j + 1)], j + 2) if short else (tens // 10, j + 1)
    return (base, j) if hundreds else None


def _in_words(tokens: Tokens, i: int) -> Numeral | None:
    low = tokens.low
    if low(i) in SCALES:
        # trăm người, nghìn tỷ: one of the scale, and vague
        scale, end = scale_at(tokens, i)
        return None if end == i else Numeral(Fraction(scale), end, words=True, vague=True, scaled=True)
    if (point := _point(tokens, i)) is not None:
        return point
    total, part, floor = 0, 0, 10**9  # billions, what lies below the current one, the scale it must stay under
    j, seen, scaled = i, False, False
    while (group := _group(tokens, _comma(tokens, j, floor) if scaled else j, inner=seen)) is not None:
        value, end = group
        factor = SCALES.get(low(end), 1) if low(end) in ("nghìn", "ngàn", "vạn", "triệu") else 1
        factor = factor if factor < floor else 1
        if factor == 1 and seen and end == j + 1:
            break  # bốn triệu|năm; in a sum the empty hundreds and tens are said
        end += factor > 1
        part += value * factor
        j, seen, scaled, floor = end, True, scaled or factor > 1, factor
        if low(j) in ("tỷ", "tỉ") and low(j + 1) not in _WORDS[low(j)]:
            total, part, floor, scaled, j = (total + part) * 10**9, 0, 10**9, True, j + 1
        elif factor == 1:
            break
    if not seen:
        return None
    tenth = _tenth(tokens, j, SCALES[low(j - 1)]) if low(j - 1) in SCALES else None
    more, j = (Fraction(0), j) if tenth is None else tenth
    return Numeral(total + part + more, j, words=True, scaled=scaled)


def _comma(tokens: Tokens, j: int, floor: int) -> int:
    """Past the comma between two terms of a sum in words: `… ba mươi tỷ, chín trăm năm mươi triệu đồng`."""
    if tokens.low(j) != "," or (group := _group(tokens, j + 1, inner=True)) is None:
        return j
    factor = SCALES.get(tokens.low(group[1]), 1)
    falls = 1 < factor < floor or (factor == 1 and tokens.low(group[1]) == "đồng" and floor > 1)
    return j + 1 if falls else j


def _point(tokens: Tokens, i: int) -> Numeral | None:
    """`ba phẩy năm tỷ`, `không phẩy không hai`, `ba phẩy mười bốn`."""
    if tokens.low(i) == "không":
        whole: tuple[int, int] | None = (0, i + 1)
    else:
        whole = _group(tokens, i, inner=False)
    if whole is None or tokens.low(whole[1]) not in ("phẩy", "phảy"):
        return None
    digits, j = "", whole[1] + 1
    while tokens.low(j) == "không":
        digits, j = digits + "0", j + 1
    while len(digits) < 6 and (group := _group(tokens, j, inner=False)) is not None:
        digits, j = digits + str(group[0]), group[1]
    scale, end = scale_at(tokens, j)
    return Numeral(Fraction(f"{whole[0]}.{digits}") * scale, end, words=True, scaled=scale > 1)


def scale_of(tokens: Tokens, i: int, number: Numeral) -> Fraction:
    """The product of the scale words that a numeral read from token `i` on ends in: a thousand for `5 nghìn`."""
    factor = Fraction(1)
    for k in range(number.end - 1, i, -1):
        scale = SCALES.get(tokens.low(k)) or _SHORT.get(tokens.low(k))
        if scale is None:
            break
        factor *= scale
    return factor
