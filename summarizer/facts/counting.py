"""Whether a numeral counts at all, and what: no ordinal, label, code or set phrase, and a unit after it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from summarizer.facts import dates, names, units
from summarizer.facts.lexicon import word_set
from summarizer.facts.model import FigureKind, Value
from summarizer.facts.numerals import Numeral, read
from summarizer.facts.tokens import DASHES, NUMBER, WORD, Tokens
from summarizer.facts.units import Unit


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity over tokens `[start, end)`. `number` is where its (first) numeral stands; `bare` that it
    has no unit."""

    start: int
    end: int
    number: int
    kind: FigureKind
    value: Value
    unit: str | None
    bare: bool = False
    words: bool = False


MODIFIED: Final = word_set(
    "hơn gần khoảng trên dưới đạt còn lên xuống là tới đến chừng quá vượt tăng giảm thêm được có"
)


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


def may_count(tokens: Tokens, i: int, number: Numeral) -> bool:
    """Whether the numeral at `i` is free to count: no ordinal, label, code, telephone number or set phrase."""
    if number.words:
        return _words_may_count(tokens, i, number)
    if number.value == 2 and tokens.low(number.end) in ("bên", "phía"):
        return False  # ở 2 bên đường
    if (
        number.plain
        and len(tokens.low(i)) == 4
        and 1900 <= number.value <= 2100
        and tokens.low(i - 1) in ("sn", "sinh", "năm")
    ):
        return False
    if names.is_code(tokens, i, number.end) or names.is_phone(tokens, i):
        return False
    if any(tokens.phrase(k, 3) in ("24 / 7", "24 / 24") for k in (i, i - 2)):
        return False  # trực 24/7, 24/24 giờ
    if tokens.low(i - 1) in DASHES and tokens.kind(i - 2) == NUMBER and names.label_before(tokens, i - 2) is not None:
        return False  # số 87-89 phố Huế
    if "lệ" in (tokens.low(i - 1), tokens.low(i - 3)) and not _SCALES.isdisjoint(tokens.lows[i : i + 3]):
        return False  # bản đồ tỷ lệ 1/2000
    label = names.label_before(tokens, i)
    if label == "strong":
        return False
    if label is not None:
        unit = unit_after(tokens, range_end(tokens, i, number) or number)
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


#: Denominators of the scales of maps and plans.
_SCALES: Final = word_set("200 500 1000 1.000 2000 2.000 5000 5.000 10000 10.000 25000 25.000 50000 50.000")


def _words_may_count(tokens: Tokens, i: int, number: Numeral) -> bool:
    low, before = tokens.low(i), tokens.low(i - 1)
    if tokens.low(number.end) == "phần" and fraction_in_words(tokens, i, number) is not None:
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
        return (tokens.phrase(i - 2, 2) == "một trong" and tokens.low(i + 1) in _ONE_OF) or (
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


def unit_after(tokens: Tokens, number: Numeral) -> Unit | None:
    """The unit after a numeral, with denominators; None where there is none."""
    j = number.end
    if tokens.low(j) == "ngày" and dates.match(tokens, j) is not None:
        return None
    if tokens.low(j) == "năm" and _year(tokens.low(j + 1)) and tokens.low(j + 2) not in DASHES:
        return None  # Quyết định 73 năm 2011
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
        if unit is not None and is_yearlike(tokens, number) and tokens.low(number.end - 2) not in MODIFIED:
            return None  # Bộ luật Hình sự 2015 sửa đổi
        if unit is not None and tokens.kind(unit.end) == NUMBER and unit.end == j + 1 and tokens.low(j) in _ORDINAL:
            return None  # Trung ương 10 khóa 13
        if unit is not None and tokens.kind(unit.end) == NUMBER and unit.name in ("quốc lộ", "tỉnh lộ", "hương lộ"):
            return None  # Trạm thu phí 1 quốc lộ 5
    return None if unit is None else units.denominators(tokens, unit)


def _year(low: str) -> bool:
    return len(low) == 4 and low.isdigit() and "1900" <= low <= "2100"


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


def is_yearlike(tokens: Tokens, number: Numeral) -> bool:
    return number.plain and 1900 <= number.value <= 2100


def plausible(tokens: Tokens, i: int, number: Numeral) -> bool:
    """Whether a numeral before a word the lexicon lacks still counts something."""
    before = tokens.low(i - 1)
    if (before in DASHES or before == "/") and tokens.kind(i - 2) == NUMBER:
        return False  # tỷ số 50 - 39 nghiêng về đội khách, xếp thứ 29/49 chung cuộc
    return number.scaled or not number.plain or number.value >= 20 or before in MODIFIED or before in _LISTED


def word_quantity(tokens: Tokens, i: int, number: Numeral, unit: Unit) -> bool:
    """`một` is an article unless something measures it; other number words count what they stand before."""
    if not (tokens.low(i) == "một" and number.end == i + 1):
        return True
    if unit.kind == "measure" and unit.name in units.DURATIONS:
        if tokens.low(unit.end) in ("sau", "trước") and tokens.low(i - 1) not in ("trong", "vào"):
            return True  # một ngày sau
        return tokens.low(i - 1) in _ONE_CUES or tokens.phrase(i - 2, 2) in (
            "cách đây",
            "chưa đầy",
            "ít nhất",
            "tối thiểu",
            "tối đa",
        )
    if unit.kind in ("measure", "money", "percent"):
        return tokens.low(i - 1) in _ONE_CUES
    lost = any(tokens.phrase(unit.end + n, 2) in _LOST or tokens.low(unit.end + n) == "chết" for n in (0, 1))
    return unit.known and unit.name in _PERSONS and (lost or tokens.low(i - 1) == "thêm")


# One of these counts where it was lost: một người chết, thêm một nạn nhân.
_PERSONS: Final = frozenset(
    ("người", "nạn nhân", "công nhân", "học sinh", "cháu bé", "em nhỏ", "thuyền viên", "ngư dân", "hành khách")
)
_LOST: Final = ("tử vong", "thiệt mạng", "bị thương", "mất tích", "nguy kịch", "bị chết")


_ONE_OF: Final = word_set("tổ nước nhà tỉnh dự công doanh ngân trường đội người thành quốc bộ cơ loại vị")
_ONE_CUES: Final = word_set("khoảng gần hơn sau đây chừng đúng trước quá dưới tròn vòng suốt")


def range_end(tokens: Tokens, i: int, first: Numeral) -> Numeral | None:
    """The second numeral of `5-7`, `5 đến 7` (after `từ` or with one unit for both), `hai, ba`."""
    j = first.end
    low = tokens.low(j)
    if low in DASHES or low in ("đến", "tới"):
        second = read(tokens, j + 1)
        if second is None or second.vague:
            return None
        if second.words != first.words and not (first.scaled and second.scaled):  # 200 triệu đến một tỷ USD
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


def whole_unit(tokens: Tokens, k: int) -> str | None:
    """The unit of `1/4 số lượng doanh nghiệp`: the noun after `số` or `số lượng`."""
    if tokens.low(k) not in ("số", "tổng"):
        return None
    while tokens.low(k) in ("số", "tổng", "lượng"):
        k += 1
    unit = units.counted(tokens, k)
    return unit.name if unit is not None and unit.known else None


def fraction_in_words(tokens: Tokens, i: int, first: Numeral) -> Quantity | None:
    """`một phần ba`, `hai phần ba`."""
    if tokens.low(first.end) != "phần" or first.value > 9:
        return None
    second = read(tokens, first.end + 1)
    if second is None and tokens.low(first.end + 1) == "tư":
        second = Numeral(Fraction(4), first.end + 2, words=True)
    if second is None or not second.words or not first.value < second.value <= 10:
        return None
    return Quantity(
        i, second.end, i, "ratio", (first.number, second.number), whole_unit(tokens, second.end), words=True
    )
