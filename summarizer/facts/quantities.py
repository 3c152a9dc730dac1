"""The quantity grammar: a numeral, its range or denominator, and its unit.

`match` reads the quantity that starts at a token: `39.740 tỷ đồng`, `99,4 triệu đồng/người/năm`, `15/18 chỉ tiêu`,
`5-7 %`,
`từ 5 đến 7 triệu đồng`, `1,3 ha / 5,9 ha`, `300 trong số 357 đập`, `hai bệnh viện`, `cấp 8`. What limits it, moves it
or
measures it is read by `modifiers`, `trends` and `indicators`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from summarizer.facts import dates, names, units
from summarizer.facts.dates import DASHES
from summarizer.facts.lexicon import word_set
from summarizer.facts.model import FigureKind, Value
from summarizer.facts.numerals import SCALES, Numeral, read, to_number
from summarizer.facts.tokens import NUMBER, WORD, Tokens
from summarizer.facts.units import Unit


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity over tokens `[start, end)`. `number` is where its (first) numeral stands; `bare` that it has no
    unit."""

    start: int
    end: int
    number: int
    kind: FigureKind
    value: Value
    unit: str | None
    bare: bool = False
    words: bool = False


_MODIFIED: Final = word_set(
    "hơn gần khoảng trên dưới đạt còn lên xuống là tới đến chừng quá vượt tăng giảm thêm được có"
)
_HEIGHT: Final = re.compile(r"m(\d{1,2})")  # 1m65
_LISTED: Final = (
    ",",
    "và",
    "cùng",
    "với",
    "gồm",
    "của",
    "cho",
    "các",
    "trong",
    "bằng",
    "thu",
    "mua",
    "bán",
    "lấy",
    "(",
    ":",
)
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
    if not _may_count(tokens, i, number):
        return None
    return _quantity(tokens, i, i, number)


def _may_count(tokens: Tokens, i: int, number: Numeral) -> bool:
    """Whether the numeral at `i` is free to count: no ordinal, label, code, telephone number or set phrase."""
    if number.words:
        return _words_may_count(tokens, i, number)
    if (
        number.plain
        and len(tokens.low(i)) == 4
        and 1900 <= number.value <= 2100
        and tokens.low(i - 1) in ("sn", "sinh", "năm")
    ):
        return False
    if names.is_code(tokens, i, number.end) or names.is_phone(tokens, i):
        return False
    label = names.label_before(tokens, i)
    if label == "strong":
        return False
    if label is not None:
        unit = _unit(tokens, _range_end(tokens, i, number) or number)
        if unit is None or not unit.known:
            return number.scaled
        if tokens.low(i - 1) == "điều" and not tokens.items[i - 1].case:
            return unit.name.split()[0] not in ("bộ", "luật", "nghị", "quy", "điều", "thông", "hiến", "pháp")
        return unit.kind != "count" or label == "weak" or tokens.phrase(i - 2, 2) == "trong số"
    # 22 and 45 of `thứ 22 và 45`
    return not (
        tokens.low(i - 1) in ("và", ",")
        and names.label_before(tokens, i - 2) == "strong"
        and tokens.kind(i - 2) == NUMBER
    )


def _words_may_count(tokens: Tokens, i: int, number: Numeral) -> bool:
    low, before = tokens.low(i), tokens.low(i - 1)
    if tokens.low(number.end) == "phần" and _part_of(tokens, i, number) is not None:
        return True
    if units.is_idiom(tokens, i) or (
        tokens.items[i].case and i > 0 and tokens.low(i - 1) not in (".", '"', "“", "\n", ":", "-", "–")
    ):
        return False
    if before in ("thứ", "quý", "tháng", "lần", "hạng", "ngày", "lớp", "khóa", "mùng", "mồng") and low != "hàng":
        return before == "lần" and False
    if number.vague:
        return low in ("hàng", "vài", "mấy") or before in ("hơn", "gần", "cả", "ngót", "chừng", "khoảng", "trên")
    if low == "năm" and number.end == i + 1:
        # năm người is five people, after "trong năm" and before anything else it is the year
        return (
            before not in _YEAR_BEFORE
            and tokens.kind(i - 1) != NUMBER
            and tokens.low(i + 1) in _FIVE_OF
            and not (
                tokens.low(i + 1) == "tháng" and tokens.low(i + 2) not in ("tù", "đầu", "cuối", "qua", "sau", "tới")
            )
        )
    return not (low == "ba" and before in ("ông", "bà", "anh", "chị", "cô", "chú"))


_YEAR_BEFORE: Final = word_set(
    "trong mỗi hàng hằng cuối đầu giữa các những nhiều cả một vài mấy từng theo qua sau trước suốt quanh "
    "tháng quý cùng hai ba bốn sáu bảy tám chín mười mươi trăm"
)
_FIVE_OF: Final = word_set(
    "người ngày tháng tuần giờ phút con chiếc căn vụ ca cháu em bé bị nạn nghi đối dự doanh tỉnh xã huyện "
    "quận phường thành nhà xe tàu trường học cán chiến nội nhóm lĩnh năm công nhiệm mục nước quốc bàn "
    "trận điểm lần cuộc triệu tỷ nghìn ngàn trăm mươi"
)


def _unit(tokens: Tokens, number: Numeral) -> Unit | None:
    """The unit after a numeral, with denominators; None where there is none."""
    j = number.end
    if tokens.low(j) == "ngày" and dates.match(tokens, j) is not None:
        return None
    unit = units.measure(tokens, j)
    if unit is not None and unit.kind == "measure" and unit.end == j + 1 and tokens.kind(j) == WORD:
        # 2 giờ học, 3 năm tù: the longer noun wins where the lexicon has one and it is no duration of something
        longer = units.noun_length(tokens, j)
        if longer > 1 and tokens.low(j) not in units.DURATIONS and tokens.low(j) != "lần":
            unit = None
    if unit is None:
        unit = units.counted(tokens, j)
        if unit is not None and not unit.known and number.words:
            return None
        if unit is not None and _yearlike(tokens, number) and tokens.low(number.end - 2) not in _MODIFIED:
            return None  # Bộ luật Hình sự 2015 sửa đổi
        if unit is not None and tokens.kind(unit.end) == NUMBER and unit.end == j + 1 and tokens.low(j) in _ORDINAL:
            return None  # Trung ương 10 khóa 13
    return None if unit is None else units.denominators(tokens, unit)


_ORDINAL: Final = (
    "khóa",
    "khoá",
    "kỳ",
    "điều",
    "khoản",
    "chương",
    "mục",
    "tổ",
    "phường",
    "quận",
    "lớp",
    "vòng",
    "hạng",
)


def _yearlike(tokens: Tokens, number: Numeral) -> bool:
    return number.plain and 1900 <= number.value <= 2100


def _quantity(tokens: Tokens, start: int, i: int, first: Numeral) -> Quantity | None:
    """The quantity whose first numeral is `first` at token `i`; `start` lies before it where `từ` opens a range."""
    if (ratio := _ratio(tokens, i, first)) is not None:
        return ratio
    second = _range_end(tokens, i, first)
    last = second if second is not None else first
    unit = _unit(tokens, last)
    own = None
    if second is None:
        # 5 triệu đến 7 triệu đồng, 5% - 7%: both ends have a unit
        own = _unit(tokens, first)
        if own is not None and own.known and (other := _second_with_unit(tokens, start, own, first)) is not None:
            second, unit = other
    values = [first.value] if second is None else [first.value, second.value]
    if second is not None and own is None and not first.scaled and second.scaled:
        factor = Fraction(1)
        for k in range(second.end - 1, i, -1):
            if tokens.low(k) not in SCALES:
                break
            factor *= SCALES[tokens.low(k)]
        if first.value < second.value / factor or first.value < 1000:
            values[0] = first.value * factor
    if unit is None:
        return _without_unit(tokens, start, i, first, second, values)
    if unit.kind == "count" and not unit.known and not _plausible(tokens, i, first):
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
    if first.words and not _word_quantity(tokens, i, first, unit):
        return None
    end = unit.end
    if tokens.low(end) == "rưỡi" and second is None:
        values, end = [values[0] + Fraction(1, 2)], end + 1
    return Quantity(start, end, i, _kind(unit), _value(values), unit.name, words=first.words)


def _kind(unit: Unit) -> FigureKind:
    return unit.kind


def _value(values: list[Fraction]) -> Value:
    return to_number(values[0]) if len(values) == 1 else tuple(to_number(v) for v in values)


def _plausible(tokens: Tokens, i: int, number: Numeral) -> bool:
    """Whether a numeral before a word the lexicon lacks still counts something."""
    before = tokens.low(i - 1)
    return number.scaled or not number.plain or number.value >= 20 or before in _MODIFIED or before in _LISTED


def _word_quantity(tokens: Tokens, i: int, number: Numeral, unit: Unit) -> bool:
    """`một` is an article unless something measures it; other number words count what they stand before."""
    if not (tokens.low(i) == "một" and number.end == i + 1):
        return True
    if unit.kind == "measure" and unit.name in units.DURATIONS:
        return tokens.low(i - 1) in _ONE_CUES or tokens.phrase(i - 2, 2) in (
            "cách đây",
            "chưa đầy",
            "ít nhất",
            "tối đa",
        )
    if unit.kind in ("measure", "money", "percent"):
        return tokens.low(i - 1) in _ONE_CUES
    return False


_ONE_CUES: Final = ("khoảng", "gần", "hơn", "sau", "đây", "chừng", "đúng", "trước", "quá", "dưới", "tròn")


def _range_end(tokens: Tokens, i: int, first: Numeral) -> Numeral | None:
    """The second numeral of `5-7`, `5 đến 7` (after `từ` or with one unit for both), `hai, ba`."""
    j = first.end
    low = tokens.low(j)
    if low in DASHES or low in ("đến", "tới"):
        second = read(tokens, j + 1)
        if second is None or second.words != first.words or second.vague:
            return None
        if low in DASHES and names.is_code(tokens, j + 1, second.end):
            return None
        # a score (2-0) and a falling pair are no range; scales may differ (800 - 1,2 triệu)
        if second.value <= first.value:
            return None
        return second
    if first.words and not first.scaled and first.end == i + 1 and first.value < 10:
        k = j + 1 if low == "," else j
        second = read(tokens, k)
        if (
            second is not None
            and second.words
            and second.value == first.value + 1
            and second.end == k + 1
            and second.value > 1
        ):
            return second
    return None


def _second_with_unit(tokens: Tokens, start: int, unit: Unit, first: Numeral) -> tuple[Numeral, Unit] | None:
    """`5 triệu đồng đến 7 triệu đồng`, `5% - 7%`: the second numeral and its unit, where both ends have the same
    one."""
    low = tokens.low(unit.end)
    if not (low in DASHES or (low in ("đến", "tới") and tokens.low(start) == "từ")):
        return None
    second = read(tokens, unit.end + 1)
    if second is None or second.value <= first.value or names.is_code(tokens, unit.end + 1, second.end):
        return None
    other = _unit(tokens, second)
    if (
        other is None
        or other.kind != unit.kind
        or not (other.name == unit.name or other.name.startswith(f"{unit.name}/"))
    ):
        return None
    return second, other


def _from_to(tokens: Tokens, i: int) -> Quantity | None:
    """`từ 5 đến 7 triệu đồng`; after a verb of change (`tăng từ 5% đến 7%`) the ends are two quantities."""
    if tokens.low(i - 1) in _RISE or tokens.low(i - 2) in _RISE:
        return None
    first = read(tokens, i + 1)
    if first is None or not _may_count(tokens, i + 1, first):
        return None
    found = _quantity(tokens, i, i + 1, first)
    if found is None or not isinstance(found.value, tuple) or found.kind == "ratio":
        return None
    return found


def _ratio(tokens: Tokens, i: int, first: Numeral) -> Quantity | None:
    """`15/18 chỉ tiêu`, `1/4`, `1,3 ha / 5,9 ha`, `45 trong tổng số 63 tỉnh thành`."""
    j = first.end
    if first.words:
        return _part_of(tokens, i, first)
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
        pair = (first.number, second.number)
        simple = first.value < second.value <= 10 and not tokens.low(i).startswith("0")
        if simple and (units.is_mass(tokens, second.end) or tokens.kind(second.end) != WORD):
            return Quantity(i, second.end, i, "ratio", pair, _whole_unit(tokens, second.end))
        unit = _unit(tokens, second)
        if (
            unit is None
            and not simple
            and ((second.end < len(tokens) and tokens.items[second.end].case) or tokens.low(i - 1) == ":")
        ):
            return None  # an address
        if unit is None or (simple and not unit.known) or unit.kind in ("money", "percent"):
            return Quantity(i, second.end, i, "ratio", pair, None)
        return Quantity(i, unit.end, i, "ratio", pair, unit.name)
    return _with_units(tokens, i, first) or _within(tokens, i, first)


def _whole_unit(tokens: Tokens, k: int) -> str | None:
    """The unit of `1/4 số lượng doanh nghiệp`: the noun after `số` or `số lượng`."""
    if tokens.low(k) not in ("số", "tổng"):
        return None
    while tokens.low(k) in ("số", "tổng", "lượng"):
        k += 1
    unit = units.counted(tokens, k)
    return unit.name if unit is not None and unit.known else None


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


def _within(tokens: Tokens, i: int, first: Numeral) -> Quantity | None:
    """`300 trong số 357 đập`, `20 trên tổng số 63 tỉnh thành`, `9 xã trong tổng số 12 xã`."""
    a: Unit | None = None
    k = first.end
    if tokens.low(k) not in ("trong", "trên", "/"):
        a = units.measure(tokens, k) or units.counted(tokens, k)
        if a is None:
            return None
        k = a.end
    if tokens.low(k) not in ("trong", "trên"):
        return None
    if tokens.matches(k + 1, ("tổng", "số")):
        k += 3
    elif tokens.matches(k + 1, ("số",)) or tokens.matches(k + 1, ("tổng",)):
        k += 2
    else:
        return None
    second = read(tokens, k)
    if second is None or second.value < first.value or first.scaled:
        return None
    b = _unit(tokens, second)
    if b is None or (a is not None and a.name != b.name):
        return None
    return Quantity(i, b.end, i, "ratio", (first.number, second.number), b.name)


def _part_of(tokens: Tokens, i: int, first: Numeral) -> Quantity | None:
    """`một phần ba`, `hai phần ba`."""
    if tokens.low(first.end) != "phần" or first.value > 9:
        return _within(tokens, i, first)
    second = read(tokens, first.end + 1)
    if second is None and tokens.low(first.end + 1) == "tư":
        second = Numeral(Fraction(4), first.end + 2, words=True)
    if second is None or not second.words or not first.value < second.value <= 10:
        return None
    return Quantity(
        i, second.end, i, "ratio", (first.number, second.number), _whole_unit(tokens, second.end), words=True
    )


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
    if second is None and (shared := _shared_unit(tokens, last.end)) is not None and not _yearlike(tokens, first):
        return Quantity(start, last.end, i, shared.kind, _value(values), shared.name)
    if tokens.low(last.end) in DASHES and tokens.kind(last.end + 1) == NUMBER:
        return None  # a score
    if tokens.low(i - 1) in _MODIFIED and tokens.low(i - 1) not in ("đến", "có", "là", "được", "tới"):
        return Quantity(start, last.end, i, "count", _value(values), None, bare=True)
    grouped = second is None and not first.plain and first.value >= 1000
    if grouped or (second is None and tokens.low(i - 1) in ("là", "đạt", "có") and first.value >= 10):
        return Quantity(start, last.end, i, "count", _value(values), None, bare=True)
    return None


def _shared_unit(tokens: Tokens, j: int) -> Unit | None:
    """The unit of `7,4 và 15,5%` or `25, 50 và 100 m` for its first numbers: that of the last one."""
    for _ in range(4):
        if tokens.low(j) not in ("và", "hoặc", ",") or tokens.kind(j + 1) != NUMBER:
            return None
        nearest = tokens.low(j) != ","
        number = read(tokens, j + 1)
        if number is None or _yearlike(tokens, number) or dates.match(tokens, j + 1) is not None:
            return None
        unit = _unit(tokens, number)
        if unit is not None:
            return unit if nearest and unit.known and unit.name not in units.DURATIONS else None
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
    second = _range_end(tokens, i + 1, first)
    end = second.end if second is not None and second.value <= 20 else first.end
    values = [first.value] if second is None else [first.value, second.value]
    return Quantity(i, end, i + 1, "measure", _value(values), "cấp")


def inherit(bare: Quantity, unit: str, kind: FigureKind) -> Quantity:
    """`bare` with the unit that the words before it name (`tổng số km cao tốc lên hơn 2.000`)."""
    return replace(bare, unit=unit, kind=kind, bare=False)
