"""Whether a numeral counts at all, and what: no ordinal, label, code or set phrase, and a unit after it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Final

from summarizer.facts import dates, names, units
from summarizer.facts.model import FigureKind, Value
from summarizer.facts.numerals import Numeral, read
from summarizer.facts.units import Unit
from summarizer.text.data import entries, load, word_set
from summarizer.text.rules import Before, Table
from summarizer.text.tokens import DASHES, NUMBER, Tokens


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


_DATA: Final = load(__package__, "data", "quantities.toml")
WORDS: Final = {name: word_set(text) for name, text in _DATA["words"].items()}
MODIFIED: Final = WORDS["modified"]
_PERSONS, _LOST = (frozenset(entries(_DATA["phrases"][name])) for name in ("persons", "lost"))


@cache
def _none() -> Table:
    return Table(_DATA["none"], _DATA["macros"])


def may_count(tokens: Tokens, i: int, number: Numeral) -> bool:
    """Whether the numeral at `i` is free to count: no ordinal, label, code, telephone number or set phrase."""
    if number.words and tokens.low(number.end) == "phần" and fraction_in_words(tokens, i, number) is not None:
        return True
    if any(rule.match(tokens, i) for rule in _none().at(tokens, i)):
        return False
    if number.words:
        return _words_may_count(tokens, i, number)
    if names.is_code(tokens, i, number.end) or names.is_phone(tokens, i):
        return False
    if tokens.low(i - 1) in DASHES and tokens.kind(i - 2) == NUMBER and _ends_a_pair(tokens, i, number):
        return False
    label = names.label_before(tokens, i)
    if label == "strong":
        return False
    if label is not None:
        return _labelled_counts(tokens, i, number, weak=label == "weak")
    k = i  # 22 and 45 of `thứ 22 và 45`, `khoản 2, 5 và 7 Nghị định`
    while tokens.low(k - 1) in ("và", ",") and tokens.kind(k - 2) == NUMBER:
        k -= 2
    return k == i or not (names.label_before(tokens, k) == "strong" or tokens.low(k - 1) in ("điều", "khoản"))


def _ends_a_pair(tokens: Tokens, i: int, number: Numeral) -> bool:
    """Whether a number behind a dash ends an address (`số 87-89 phố Huế`) or a score (`3-2`)."""
    if names.label_before(tokens, i - 2) is not None:
        return True
    first = read(tokens, i - 2)
    falls = first is not None and first.value >= number.value
    return falls and tokens.items[i].glued and tokens.items[i - 1].glued


def _labelled_counts(tokens: Tokens, i: int, number: Numeral, *, weak: bool) -> bool:
    """Whether a number counts although a word stands before it that may number things (`Phường 3`, `điều 12`)."""
    unit = unit_after(tokens, range_end(tokens, i, number) or number)
    if unit is None or not unit.known:
        return number.scaled
    if tokens.low(i - 1) == "điều" and not tokens.items[i - 1].case:
        return unit.name.split()[0] not in WORDS["of_laws"]
    return unit.kind != "count" or weak or tokens.phrase(i - 2, 2) == "trong số"


_STARTS: Final = Before("""^ | [.:"“–-]""")


def _words_may_count(tokens: Tokens, i: int, number: Numeral) -> bool:
    low, before = tokens.low(i), tokens.low(i - 1)
    named = tokens.items[i].case and not _STARTS(tokens, i) and not (before == "(" and number.end > i + 2)
    if named or units.IDIOMS.length(tokens.lows, i):
        return False
    if number.vague:
        return low in ("hàng", "vài", "mấy") or before in WORDS["vague_before"]
    if low == "năm" and number.end == i + 1:
        after = tokens.low(i + 1)
        if tokens.phrase(i - 2, 2) == "một trong":
            return after in WORDS["one_of"]
        month = after == "tháng" and tokens.low(i + 2) not in WORDS["five_months"]
        counts = before not in WORDS["year_before"] and tokens.kind(i - 1) != NUMBER
        return counts and after in WORDS["five_of"] and not month
    return True


def unit_after(tokens: Tokens, number: Numeral) -> Unit | None:
    """The unit after a numeral, with denominators; None where there is none."""
    j = number.end
    low = tokens.low(j)
    if low == "ngày" and dates.match(tokens, j) is not None:
        return None
    if low == "năm" and is_year(tokens.low(j + 1)) and tokens.low(j + 2) not in DASHES:
        return None  # Quyết định 73 năm 2011
    unit = units.measure(tokens, j)
    if unit is None:
        unit = units.counted(tokens, j)
        if unit is None or (not unit.known and number.words):
            return None
        if is_yearlike(number) and tokens.low(number.end - 2) not in MODIFIED:
            return None  # Bộ luật Hình sự 2015 sửa đổi
        if tokens.kind(unit.end) == NUMBER and (
            (unit.end == j + 1 and low in WORDS["ordinal"]) or unit.name in ("quốc lộ", "tỉnh lộ", "hương lộ")
        ):
            return None  # Trung ương 10 khóa 13; Trạm thu phí 1 quốc lộ 5
    return units.denominators(tokens, unit)


_YEARS: Final = (1900, 2100)
_SURELY: Final = 20  # from here on a number counts what the lexicon lacks: a smaller one is often part of a name


def is_year(low: str) -> bool:
    """Whether a token is a year in four digits."""
    return len(low) == 4 and low.isdigit() and _YEARS[0] <= int(low) <= _YEARS[1]


def is_yearlike(number: Numeral) -> bool:
    """Whether a numeral may be a year."""
    return number.plain and _YEARS[0] <= number.value <= _YEARS[1]


def plausible(tokens: Tokens, i: int, number: Numeral) -> bool:
    """Whether a numeral before a word the lexicon lacks still counts something."""
    before = tokens.low(i - 1)
    if (before in DASHES or before == "/") and tokens.kind(i - 2) == NUMBER:
        return False  # tỷ số 50 - 39 nghiêng về đội khách, xếp thứ 29/49 chung cuộc
    told = before in MODIFIED or before in WORDS["listed"]
    return number.scaled or not number.plain or number.value >= _SURELY or told


_ONE_BEFORE: Final = Before("cách đây | chưa đầy | ít nhất | tối thiểu | tối đa")


def word_quantity(tokens: Tokens, i: int, number: Numeral, unit: Unit) -> bool:
    """`một` is an article unless something measures it; other number words count what they stand before."""
    if not (tokens.low(i) == "một" and number.end == i + 1):
        return True
    cued = tokens.low(i - 1) in WORDS["one_cues"]
    if unit.name in units.DURATIONS:
        if tokens.low(unit.end) in ("sau", "trước") and tokens.low(i - 1) not in ("trong", "vào"):
            return True  # một ngày sau
        return cued or _ONE_BEFORE(tokens, i)
    if unit.kind != "count":
        return cued
    lost = any(tokens.phrase(unit.end + n, 2) in _LOST or tokens.low(unit.end + n) == "chết" for n in (0, 1))
    return unit.known and unit.name in _PERSONS and (lost or tokens.low(i - 1) == "thêm")


def range_end(tokens: Tokens, i: int, first: Numeral) -> Numeral | None:
    """The second numeral of `5-7`, `5 đến 7` (after `từ` or with one unit for both), `hai, ba`."""
    j = first.end
    low = tokens.low(j)
    second = read(tokens, j + 1) if low in DASHES or low in ("đến", "tới") else None
    if second is None or second.vague:
        return None
    if second.words != first.words and not (first.scaled and second.scaled):  # 200 triệu đến một tỷ USD
        return None
    listed = i == 0 and tokens.items[j].glued and not tokens.items[j + 1].glued  # 4- 100% thôn có điện
    if low in DASHES and (listed or names.is_code(tokens, j + 1, second.end)):
        return None
    # a score (2-0) and a falling pair are no range; scales may differ (800 - 1,2 triệu)
    return second if second.value > first.value else None


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
    unit = whole_unit(tokens, second.end)
    return Quantity(i, second.end, i, "ratio", (first.number, second.number), unit, words=True)
