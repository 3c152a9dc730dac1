"""Dates and periods in Vietnamese text, and the days they cover.

`ngày 9/12`, `09/12/2023`, `1-8` after a part of the day, `18h30`, `7h ngày 4/7`, `tháng 6/2018`, `năm 2023`,
`quý III/2024`,
`6 tháng đầu năm`, `giai đoạn 2021 - 2025`, `năm học 2023-2024`. A part of the day or year before it (`sáng`, `cuối`)
stays
outside the span; `ngày`, `tháng`, `năm`, `quý` stay inside. A length of time without an anchor is no business of this
module: it is a measure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from summarizer.document.model import Span
from summarizer.facts import units
from summarizer.facts.lexicon import word_set
from summarizer.facts.model import DateRange
from summarizer.facts.numerals import DIGITS, read
from summarizer.facts.resolve import Edge, Prefer, Unit, When, part_of
from summarizer.facts.resolve import resolve as resolve_when
from summarizer.facts.tokens import NUMBER, WORD, Tokens, tokenize

Kind = Literal["date", "period"]

DASHES: Final = ("-", "–", "—", "−", "‐", "‑")
PARTS_OF_DAY: Final = ("sáng", "trưa", "chiều", "tối", "đêm", "khuya", "sớm")
_TO: Final = (*DASHES, "đến", "tới")
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTH_WORDS: Final = {
    **{w: d for w, d in DIGITS.items() if d},
    "giêng": 1,
    "tư": 4,
    "mười": 10,
    "chạp": 12,
}
# What makes a bare `a/b` or `a-b` a day of a month; a weekday does so across a comma or bracket.
_BEFORE_DAY: Final = frozenset(
    [
        *PARTS_OF_DAY,
        "hôm",
        "ngày",
        "mùng",
        "mồng",
        "lúc",
        "hồi",
        "từ",
        "đến",
        "tới",
        "trước",
        "sau",
        "vào",
        "qua",
        "nay",
        "hạn",
        "khoảng",
        "sinh",
    ]
)
_WEEKDAYS: Final = ("hai", "ba", "tư", "năm", "sáu", "bảy", "nhật")
_SPANS: Final = {
    ("giai", "đoạn"),
    ("nhiệm", "kỳ"),
    ("thời", "kỳ"),
    ("niên", "khóa"),
    ("niên", "khoá"),
    ("niên", "vụ"),
    ("năm", "học"),
    ("mùa", "giải"),
    ("khóa",),
    ("khoá",),
    ("mùa",),
    ("vụ",),
}
_YEAR_CUES: Final = word_set(
    "từ đến tới trong vào cuối đầu giữa kỳ hết trước sau và với của qua cho so nay , ( – - — hè thu xuân "
    "đông mùa khoảng tháng toán sn sinh đán tết"
)
_UNITS: Final[dict[str, Unit]] = {
    "giờ": "giờ",
    "ngày": "ngày",
    "tuần": "tuần",
    "tháng": "tháng",
    "quý": "quý",
    "năm": "năm",
    "thập": "thập kỷ",
}
_PAST: Final = (
    ("vừa", "qua"),
    ("qua",),
    ("gần", "đây"),
    ("gần", "nhất"),
    ("trở", "lại", "đây"),
    ("trước", "đó"),
    ("trước",),
    ("vừa", "rồi"),
)
_NEXT: Final = (("tới", "đây"), ("tới",), ("tiếp", "theo"), ("nữa",), ("sắp", "tới"), ("kế", "tiếp"))
_RELATIVE_YEAR: Final = {"nay": 0, "này": 0, "ngoái": -1, "trước": -1, "tới": 1, "sau": 1}
_RELATIVE_DAY: Final = {
    ("hôm", "nay"): 0,
    ("hôm", "qua"): -1,
    ("hôm", "kia"): -2,
    ("hôm", "sau"): 1,
    ("ngày", "mai"): 1,
    ("ngày", "kia"): 2,
    ("sáng", "mai"): 1,
    ("sáng", "nay"): 0,
    ("chiều", "nay"): 0,
    ("chiều", "qua"): -1,
    ("chiều", "mai"): 1,
    ("tối", "nay"): 0,
    ("tối", "qua"): -1,
    ("tối", "mai"): 1,
    ("đêm", "nay"): 0,
    ("đêm", "qua"): -1,
    ("trưa", "nay"): 0,
    ("trưa", "mai"): 1,
    ("trưa", "qua"): -1,
    ("cùng", "ngày"): None,
}
_THREE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_TWO = re.compile(r"(\d{1,2})\.(\d{4})")


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A date or period over tokens `[start, end)`, with what it says in numbers."""

    start: int
    end: int
    kind: Kind
    when: When


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression in a text: its span, kind, and the days it covers where they can be told."""

    span: Span
    kind: Kind
    when: When
    days: DateRange | None


def _int(tokens: Tokens, i: int, low: int, high: int) -> int | None:
    t = tokens.low(i)
    if tokens.kind(i) != NUMBER or not t.isdigit() or len(t) > 4:
        return None
    value = int(t)
    return value if low <= value <= high else None


def _day(tokens: Tokens, i: int) -> int | None:
    return _int(tokens, i, 1, 31) if len(tokens.low(i)) <= 2 else None


def _month(tokens: Tokens, i: int) -> int | None:
    return _int(tokens, i, 1, 12) if len(tokens.low(i)) <= 2 else None


def year_at(tokens: Tokens, i: int) -> int | None:
    """The year written at token `i` in four digits, or None."""
    return _int(tokens, i, 1000, 2199) if len(tokens.low(i)) == 4 else None


def _separator(tokens: Tokens, i: int, allowed: tuple[str, ...]) -> bool:
    """Whether token `i` separates the parts of one date: `9/12`, `9-12`, `9 / 12`."""
    return tokens.low(i) in allowed


def _numeric(tokens: Tokens, i: int) -> tuple[When, int] | None:
    """`D/M`, `D/M/Y`, `D-M-Y`, `D.M.Y`, `D-D/M`, `D/M-D/M`: the date and where it ends."""
    if (m := _THREE.fullmatch(tokens.low(i))) and 1 <= int(m[1]) <= 31 and 1 <= int(m[2]) <= 12:
        return When(int(m[3]), day=int(m[1]), month=int(m[2])), i + 1
    day = _day(tokens, i)
    if day is None:
        return None
    # 27-29/10: two days of one month
    if tokens.low(i + 1) in DASHES and (day2 := _day(tokens, i + 2)) is not None and tokens.low(i + 3) == "/":
        second = _day_month(tokens, i + 2, ("/",))
        if second is not None:
            w, end = second
            return When(w.year, month=w.month, day=day, month2=w.month, day2=day2), end
    first = _day_month(tokens, i, ("/", *DASHES))
    if first is None:
        return None
    w, end = first
    if tokens.low(end) in DASHES and tokens.low(i + 1) == "/":
        second = _day_month(tokens, end + 1, ("/",))
        if second is not None:
            v, after = second
            return replace(w, year=w.year or v.year, year2=v.year, month2=v.month, day2=v.day), after
    return first


def _day_month(tokens: Tokens, i: int, separators: tuple[str, ...]) -> tuple[When, int] | None:
    day = _day(tokens, i)
    sign = tokens.low(i + 1)
    if day is None or sign not in separators:
        return None
    month = _month(tokens, i + 2)
    if month is None:
        # 6/12.2023 and 6-12.2023 come out of the tokenizer with the month and year in one literal
        if (m := _TWO.fullmatch(tokens.low(i + 2))) and 1 <= int(m[1]) <= 12:
            return When(int(m[2]), day=day, month=int(m[1])), i + 3
        return None
    if (tokens.low(i + 3) == sign or tokens.low(i + 3) in separators) and (year := year_at(tokens, i + 4)) is not None:
        return When(year, day=day, month=month), i + 5
    return When(day=day, month=month), i + 3


def _year_after(tokens: Tokens, i: int) -> tuple[When, int] | None:
    """`năm 2023`, `năm nay`, `/2023`, `-2023` or `2023` after a month, quarter or day."""
    if tokens.low(i) in ("/", *DASHES) and (year := year_at(tokens, i + 1)) is not None:
        return When(year), i + 2
    if tokens.low(i) == "năm":
        if (year := year_at(tokens, i + 1)) is not None:
            return When(year), i + 2
        if tokens.low(i + 1) in _RELATIVE_YEAR and tokens.low(i + 2) not in ("đó",):
            return When(shift=_RELATIVE_YEAR[tokens.low(i + 1)], unit="năm"), i + 2
    return None


def _ngay(tokens: Tokens, i: int) -> TimeExpression | None:
    """`ngày 9/12`, `ngày 9`, `ngày 9 tháng 12 năm 2023`, `ngày 27-29/10`, `mùng 5 tháng giêng`."""
    j = i + 1
    if tokens.low(j) in ("mùng", "mồng"):
        j += 1
    found = _numeric(tokens, j)
    if found is not None:
        when, end = found
        # ngày 1-7 năm 2019
        if when.year is None and (later := _year_after(tokens, end)) is not None and tokens.low(end) == "năm":
            when, end = replace(when, year=later[0].year, shift=later[0].shift), later[1]
        return TimeExpression(i, end, "date", when)
    day = _day(tokens, j)
    if day is None:
        words = read(tokens, j)
        if tokens.low(j - 1) in ("mùng", "mồng") and words is not None and words.words and words.value <= 31:
            day, j = int(words.value), words.end - 1
        else:
            return None
    end = j + 1
    if tokens.low(end) in DASHES and (day2 := _day(tokens, end + 1)) is not None:
        when, end = When(day=day, day2=day2), end + 2
    else:
        when = When(day=day)
    if tokens.low(end) == "tháng" and (month := _named_month(tokens, end + 1)) is not None:
        when, end = replace(when, month=month[0]), month[1]
        if (later := _year_after(tokens, end)) is not None:
            when, end = replace(when, year=later[0].year, shift=later[0].shift), later[1]
        return TimeExpression(i, end, "date", when)
    if tokens.low(i) in ("mùng", "mồng") and tokens.low(end) != "tết":
        return None
    # ngày 5 người … counts nothing; ngày 5 alone is the fifth
    return TimeExpression(i, end, "date", when)


def _named_month(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """The month after `tháng`: `6`, `Giêng`, `mười một`."""
    if (month := _month(tokens, i)) is not None:
        return month, i + 1
    low = tokens.low(i)
    if low == "mười" and tokens.low(i + 1) in ("một", "hai"):
        return (11 if tokens.low(i + 1) == "một" else 12), i + 2
    # tháng ba, tháng tư in lower case may be anything; Tết writing and capitals are months
    if low in _MONTH_WORDS and (low in ("giêng", "chạp", "tư") or tokens.items[i].case == 1):
        return _MONTH_WORDS[low], i + 1
    return None


def _thang(tokens: Tokens, i: int) -> TimeExpression | None:
    """`tháng 6`, `tháng 6/2018`, `tháng 6-2018`, `tháng 6 năm 2018`, `tháng 6-8/2018`, `tháng 8 năm ngoái`."""
    if (m := _TWO.fullmatch(tokens.low(i + 1))) and 1 <= int(m[1]) <= 12:
        return TimeExpression(i, i + 2, "date", When(int(m[2]), month=int(m[1])))
    month = _named_month(tokens, i + 1)
    if month is None or (
        tokens.low(i - 1) in ("hàng", "hằng", "mỗi", "một") and tokens.low(i + 2) not in ("", ",", ".")
    ):
        return None  # lương hàng tháng 5 triệu đồng
    when, end = When(month=month[0]), month[1]
    if tokens.low(end) in DASHES and (month2 := _month(tokens, end + 1)) is not None:
        when, end = replace(when, month2=month2), end + 2
    if (later := _year_after(tokens, end)) is not None:
        when, end = replace(when, year=later[0].year, shift=later[0].shift), later[1]
    return TimeExpression(i, end, "date", when)


def _years(tokens: Tokens, i: int) -> tuple[When, int] | None:
    """`2021 - 2025`, `2021-25`, `2023/24`, `2021 đến 2025`, or one year."""
    year = year_at(tokens, i)
    if year is None:
        return None
    if tokens.low(i + 1) in (*_TO, "/"):
        year2 = year_at(tokens, i + 2)
        if (
            year2 is None
            and tokens.low(i + 1) != "đến"
            and len(tokens.low(i + 2)) == 2
            and (tail := _int(tokens, i + 2, 0, 99))
        ):
            year2 = year // 100 * 100 + tail
        if year2 is not None and year < year2 <= year + 100:
            return When(year, year2=year2), i + 3
    return When(year), i + 1


def _nam(tokens: Tokens, i: int) -> TimeExpression | None:
    """`năm 2023`, `năm 2016-2017`; `năm học 2023-2024`."""
    start = i + 1
    if tokens.low(start) == "học":
        start += 1
    found = _years(tokens, start)
    if found is None:
        return None
    when, end = found
    if tokens.low(end - 2) in ("đến", "tới") and when.year2 is not None:
        # từ năm 2016 đến 2020 names two years
        when, end = When(when.year), end - 2
    return TimeExpression(i, end, "period", when)


def _quy(tokens: Tokens, i: int) -> TimeExpression | None:
    """`quý III`, `quý 3/2024`, `quý I-2024`, `quý IV năm 2024`."""

    def quarter_at(k: int) -> int | None:
        if tokens.low(k) in _ROMAN and tokens.items[k].case > 0:
            return _ROMAN[tokens.low(k)]
        return (
            _int(tokens, k, 1, 4)
            if len(tokens.low(k)) == 1
            else {"một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4}.get(tokens.low(k))
        )

    quarter = quarter_at(i + 1)
    if quarter is None:
        return None
    when, end = When(quarter=quarter), i + 2
    if tokens.low(end) in DASHES and (quarter2 := quarter_at(end + 1)) is not None and tokens.kind(end + 1) != NUMBER:
        when, end = replace(when, quarter2=quarter2), end + 2
    if (later := _year_after(tokens, end)) is not None:
        when, end = replace(when, year=later[0].year, shift=later[0].shift), later[1]
    return TimeExpression(i, end, "period", when)


def _era(tokens: Tokens, i: int) -> TimeExpression | None:
    """`giai đoạn 2021 - 2025`, `nhiệm kỳ 2020-2025`, `mùa 2023/24`."""
    for words in _SPANS:
        if tokens.matches(i, words):
            j = i + len(words)
            found = _years(tokens, j)
            if found is None or (len(words) == 1 and found[0].year2 is None):
                continue
            return TimeExpression(i, found[1], "period", found[0])
    return None


_CLOCK_WORDS: Final = ("h", "g", "giờ")
_DURATION_CUES: Final = word_set("dài trong suốt mất hơn gần thêm mỗi cách tới gồm chậm sớm muộn kéo giảm tăng")
_CLOCK_CUES: Final = word_set("lúc hồi vào từ đến trước sau khoảng tới")


def _minutes(tokens: Tokens, j: int) -> int:
    """Where the minutes after `h` or `giờ` end; `j` if there are none."""
    if _int(tokens, j, 0, 59) is None or len(tokens.low(j)) > 2:
        return j
    if tokens.low(j + 1) in ("phút", "p", "'"):
        return j + 2
    return j + 1 if tokens.items[j].glued or tokens.low(j - 1) == "giờ" else j


def _clock(tokens: Tokens, i: int) -> TimeExpression | None:
    """`18h30`, `7h ngày 4/7`, `8 giờ sáng`, `18:30`, `7h-9h`; `7 giờ` as a length of time is none."""
    hour = _int(tokens, i, 0, 24)
    if hour is None or len(tokens.low(i)) > 2:
        return None
    sign = tokens.low(i + 1)
    surely = False
    if (
        sign == ":"
        and tokens.items[i + 1].glued
        and _int(tokens, i + 2, 0, 59) is not None
        and len(tokens.low(i + 2)) == 2
    ):
        end, surely = i + 3, True
        if tokens.low(end) == ":" and _int(tokens, end + 1, 0, 59) is not None:
            return None
    elif sign in _CLOCK_WORDS:
        end = _minutes(tokens, i + 2)
        surely = end > i + 2 and sign != "giờ"
    else:
        return None
    if sign == "giờ" and end > i + 2 and tokens.low(end - 1) == "phút" and tokens.low(i - 1) in _DURATION_CUES:
        return None
    # 7h-9h, 7h đến 9h
    if tokens.low(end) in _TO and (tokens.low(end) in DASHES or tokens.low(i - 1) == "từ"):
        other = _int(tokens, end + 1, 0, 24)
        if other is not None and tokens.low(end + 2) in _CLOCK_WORDS:
            end = _minutes(tokens, end + 3)
            surely = True
    start = i - 1 if tokens.low(i - 1) == "từ" and surely and tokens.phrase(i, end - i).find("đến") >= 0 else i
    tail = _clock_tail(tokens, end)
    if tail is not None:
        return TimeExpression(start, tail[1], "date", replace(tail[0], hour=hour))
    if tokens.low(end) in PARTS_OF_DAY:
        return TimeExpression(start, end + 1, "date", When(hour=hour))
    before = tokens.low(i - 1)
    if surely and not (before in _DURATION_CUES and before not in ("trong", "tới")):
        return TimeExpression(start, end, "date", When(hour=hour))
    if tokens.low(end) in ("/", "mỗi") or before in _DURATION_CUES:
        return None
    if sign == "giờ" and before not in _CLOCK_CUES:
        return None
    return TimeExpression(start, end, "date", When(hour=hour)) if sign != "g" else None


def _clock_tail(tokens: Tokens, j: int) -> tuple[When, int] | None:
    """What may follow a clock time within one date: `ngày 4/7`, `sáng 4/7`, `hôm nay`, `cùng ngày`."""
    k = j
    if tokens.low(k) == "," and tokens.low(k + 1) in ("ngày",):
        return None
    while (
        tokens.low(k) in (*PARTS_OF_DAY, "rạng")
        and k - j < 2
        and tuple(tokens.low(k + d) for d in (0, 1)) not in _RELATIVE_DAY
    ):
        k += 1
    pair = (tokens.low(k), tokens.low(k + 1))
    if pair in _RELATIVE_DAY:
        return When(shift=_RELATIVE_DAY[pair], unit="ngày"), k + 2
    if tokens.low(k) == "ngày" and (named := _ngay(tokens, k)) is not None:
        return named.when, named.end
    if tokens.low(k) == "hôm":
        k += 1
    found = _numeric(tokens, k)
    return found if found is not None and found[0].month is not None else None


def _follows(tokens: Tokens, i: int, phrases: tuple[tuple[str, ...], ...]) -> int:
    for words in phrases:
        if tokens.matches(i, words):
            return i + len(words)
    return 0


_BARE_CUES: Final = word_set(". , ; : ( \n quả chung kế sau trong qua của và tính suốt kết")
_AFTER_BARE: Final = word_set(", . ) ; mới đạt đã ước tăng giảm ( là đều cả")


def _counted(tokens: Tokens, i: int, months: frozenset[int] = frozenset()) -> TimeExpression | None:
    """`6 tháng đầu năm 2024`, `10 tháng năm 2024`, `3 năm qua`, `10 ngày tới`, `9 tháng/2024`, and `9 tháng` on its
    own as a term."""
    number = read(tokens, i)
    if number is None or number.value.denominator != 1 or not 0 < number.value < 10_000 or number.vague:
        return None
    count, j = int(number.value), number.end
    unit = _UNITS.get(tokens.low(j))
    if unit is None:
        return None
    j += 2 if unit == "thập kỷ" else 1
    edge: Edge | None = None
    low = tokens.low(j)
    if (low in ("đầu", "cuối") and tokens.low(j + 1) in ("năm", "quý", "tháng", "nhiệm", "tuần", "vụ", "mùa")) or (
        low in ("đầu", "cuối") and year_at(tokens, j + 1) is not None
    ):
        edge = "first" if low == "đầu" else "last"
        j += 1
        if (year := year_at(tokens, j)) is not None:
            return TimeExpression(i, j + 1, "period", When(year, count=count, unit=unit, edge=edge))
        if tokens.low(j) != "năm":
            end = j + (2 if tokens.low(j) == "nhiệm" else 1)
            return TimeExpression(i, end, "period", When())
        later = _year_after(tokens, j)
        if later is not None:
            return TimeExpression(
                i, later[1], "period", When(later[0].year, count=count, unit=unit, edge=edge, shift=later[0].shift)
            )
        # 6 tháng đầu năm học
        return TimeExpression(i, j + 1, "period", When(count=count, unit=unit, edge=edge))
    if unit in ("tháng", "quý"):
        later = _year_after(tokens, j)
        if later is not None and (later[0].year is not None or tokens.low(j) == "năm"):
            return TimeExpression(
                i, later[1], "period", When(later[0].year, count=count, unit=unit, edge="first", shift=later[0].shift)
            )
        if (year := year_at(tokens, j)) is not None:
            return TimeExpression(i, j + 1, "period", When(year, count=count, unit=unit, edge="first"))
    if tokens.low(j - 1) == unit or unit == "thập kỷ":
        end = _follows(tokens, j, _PAST)
        if end == j + 1 and tokens.low(j) == "trước" and (tokens.kind(end) == WORD or tokens.low(i) == "một"):
            end = 0  # một ngày trước hội nghị
        if end:
            kind: Kind = "date" if unit == "ngày" and tokens.low(j) == "trước" else "period"
            return TimeExpression(i, end, kind, When(count=count, unit=unit, edge="past"))
        if (end := _follows(tokens, j, _NEXT)) and not (tokens.low(j) == "tới" and tokens.kind(j + 1) == NUMBER):
            return TimeExpression(i, end, "period", When(count=count, unit=unit, edge="next"))
    if unit == "tháng" and count in months and not number.words and tokens.low(j) not in ("tù", "tuổi", "/", "mỗi"):
        return TimeExpression(i, j, "period", When(count=count, unit=unit, edge="first"))
    if (
        unit == "tháng"
        and not number.words
        and count <= 12
        and (i == 0 or tokens.low(i - 1) in _BARE_CUES)
        and (tokens.low(j) in _AFTER_BARE and j < len(tokens))
        and (
            i == 0
            or tokens.low(i - 1) not in (",", "và", "(")
            or tokens.low(j) in ("mới", "đạt", "đã", "ước", "tăng", "giảm", "cả")
        )
        and not (
            tokens.low(i - 1) in ("sau", "trong", "qua", "suốt") and tokens.low(j) not in ("đạt", "ước", "tăng", "giảm")
        )
    ):
        return TimeExpression(i, j, "period", When(count=count, unit=unit, edge="first"))
    return None


def _bare(tokens: Tokens, i: int) -> TimeExpression | None:
    """A date in digits alone, where its neighbours or its form say that it is one; a bare year or span of years."""
    found = _numeric(tokens, i)
    before = tokens.low(i - 1)
    if found is not None:
        when, end = found
        ranged = when.day2 is not None
        if tokens.low(i + 1) != "/" and not ranged and when.year is None and _counts(tokens, end):
            return None  # tập trung vào 1-2 vấn đề, khoảng 5-7%
        if tokens.phrase(i, 3) == "24 / 7" or ((when.day or 0) < (when.month or 0) and units.is_mass(tokens, end)):
            return None
        if when.year is not None or ranged or _day_context(tokens, i, before) or _only_a_date(tokens, i, end):
            return TimeExpression(i, end, "date", when)
    # 8/2024, 8-2024: a month
    if (
        (
            (month := _month(tokens, i)) is not None
            and tokens.low(i + 1) in ("/", *DASHES)
            and 1900 <= (year := year_at(tokens, i + 2) or 0) <= 2100
        )
        and tokens.low(i + 3) not in ("/", "%")
        and tokens.items[i + 1].glued
    ):
        return TimeExpression(i, i + 3, "date", When(year, month=month))
    years = _years(tokens, i)
    if years is None or not 1900 <= (years[0].year or 0) <= 2100:
        return None
    when, end = years
    if when.year2 is not None and tokens.low(end - 2) not in ("đến", "tới"):
        return TimeExpression(i, end, "period", when)
    when, end = When(when.year), i + 1
    if before in _YEAR_CUES or before == "năm":
        return TimeExpression(i, end, "period", when)
    return None


def _counts(tokens: Tokens, k: int) -> bool:
    """Whether a unit or a noun stands at `k`, of which the numbers before it are so many."""
    return units.measure(tokens, k) is not None or units.noun_length(tokens, k) > 0


def _day_context(tokens: Tokens, i: int, before: str) -> bool:
    if before in _BEFORE_DAY:
        return True
    if before in (",", "(") and tokens.low(i - 2) in _WEEKDAYS and tokens.low(i - 3) in ("thứ", "chủ"):
        return True
    if before in _WEEKDAYS and tokens.low(i - 2) in ("thứ", "chủ"):
        return True
    if before == "(":
        return tokens.low(i + 3) == ")"
    k = i - 1
    while i - k < 9 and (tokens.low(k) in ("và", ",") or (k < i - 1 and _day(tokens, k) is not None)):
        k -= 1
    return k < i - 1 and tokens.low(k) == "ngày"  # các ngày 1, 2 và 3/9


def _only_a_date(tokens: Tokens, i: int, end: int) -> bool:
    """`30/6` cannot be a part of a whole; a count noun after it makes `5/8 xã` one."""
    if tokens.low(i + 1) != "/" or not tokens.items[i + 1].glued:
        return False
    a, b = _int(tokens, i, 1, 31), _int(tokens, i + 2, 1, 12)
    return a is not None and b is not None and a > b and end == i + 3


def match(tokens: Tokens, i: int, months: frozenset[int] = frozenset()) -> TimeExpression | None:
    """The time expression that starts at token `i`, or None.

    `months` are those that the article names (`tháng 10`): a bare `10 tháng` then means the year so far.

    Bare years and bare `a/b` count only where the words before them allow it, so `i` must lie in the tokens of the
    whole sentence.
    """
    low = tokens.low(i)
    if tokens.kind(i) == NUMBER:
        return _clock(tokens, i) or _counted(tokens, i, months) or _bare(tokens, i)
    if low in ("ngày", "mùng", "mồng"):
        return _ngay(tokens, i)
    if low == "tháng":
        return _thang(tokens, i)
    if low == "năm":
        return _nam(tokens, i) or _counted(tokens, i)
    if low == "quý":
        return _quy(tokens, i)
    if low in DIGITS or low == "mười":
        return _counted(tokens, i)
    if low == "từ":
        return _from_to(tokens, i)
    return _era(tokens, i)


def _dashed(tokens: Tokens, time: TimeExpression) -> bool:
    w = time.when
    ranged = w.day2 is not None or w.month2 is not None or w.year2 is not None or w.quarter2 is not None
    return ranged and any(tokens.low(k) in DASHES for k in range(time.start, time.end))


def _from_to(tokens: Tokens, i: int) -> TimeExpression | None:
    """`từ 7h đến 9h`, `từ năm 2022 đến 30/6`, `từ ngày 27 đến 29/12/2023`: both ends are one expression."""
    clock = _clock(tokens, i + 1)
    if clock is not None and clock.start == i:
        return clock
    first = clock or match(tokens, i + 1) if tokens.low(i + 1) != "từ" else None
    if first is not None and first.when.count is not None:
        return None
    if first is not None and tokens.low(first.end) not in _TO and first.start == i + 1 and _dashed(tokens, first):
        return replace(first, start=i, kind="period")  # từ tháng 9 - 12/2018
    start = first.end if first is not None else i + 2
    if first is None and _day(tokens, i + 1) is None:
        return None
    if tokens.low(start) not in _TO:
        return None
    k = start + 1
    if tokens.low(k) in ("hết", "cuối", "đầu", "giữa", *PARTS_OF_DAY):
        k += 1
    second = match(tokens, k) if tokens.low(k) != "từ" else None
    if second is None or second.when.count is not None:
        return None
    a, b = first.when if first is not None else When(day=int(tokens.low(i + 1))), second.when
    if first is None and (b.day is None or b.month is None):
        return None
    when = replace(
        a,
        year=a.year or (b.year if a.month is not None or a.day is not None or a.quarter is not None else None),
        month=a.month if a.month is not None or a.year is not None else b.month,
        year2=b.year2 or b.year,
        month2=b.month2 or b.month,
        day2=b.day2 or b.day,
        quarter2=b.quarter,
        hour=None,
    )
    return TimeExpression(i, second.end, "period", when)


def _scan(tokens: Tokens) -> Iterator[TimeExpression]:
    i = 0
    while i < len(tokens):
        found = match(tokens, i)
        if found is None:
            i += 1
        else:
            yield found
            i = found.end


def find_times(
    text: str, reference: date | None = None, prefer: Prefer = "nearest", *, start: int = 0, end: int | None = None
) -> tuple[TimeMention, ...]:
    """All dates and periods with a numeral in `text[start:end]`, in order, with the days they cover."""
    tokens = tokenize(text, start, end)
    return tuple(
        TimeMention(tokens.span(e.start, e.end), e.kind, e.when, resolve_when(e.when, reference, prefer))
        for e in _scan(tokens)
    )


_RELATIVE: Final[tuple[tuple[tuple[str, ...], When], ...]] = (
    *(((a, b), When(shift=s, unit="ngày")) for (a, b), s in _RELATIVE_DAY.items() if s is not None),
    *(
        ((u, w), When(shift=s, unit=_UNITS[u]))
        for u in ("tuần", "tháng", "quý", "năm")
        for w, s in _RELATIVE_YEAR.items()
    ),
    (("trong", "ngày"), When(shift=0, unit="ngày")),
    (("cuối", "năm"), When(shift=0, unit="năm")),
    (("cuối", "tháng"), When(shift=0, unit="tháng")),
    (("cuối", "quý"), When(shift=0, unit="quý")),
    (("cuối", "tuần"), When(shift=0, unit="tuần")),
)


def resolve(phrase: str, reference: date | None, prefer: Prefer = "nearest") -> DateRange | None:
    """The days that a phrase names: `trước ngày 30/6`, `cuối năm 2024`, `trong quý III`, `hôm nay`, `tuần tới`,
    `10 ngày tới`.

    The first time expression of the phrase counts; words before it (`trước`, `hết`, `chậm nhất`) are not read, but
    `đầu`, `giữa`, `cuối` narrow the range to a third. None where there is none, or the reference is needed and missing.
    """
    tokens = tokenize(phrase)
    for i in range(len(tokens)):
        if (found := match(tokens, i)) is not None:
            days = resolve_when(found.when, reference, prefer)
            return None if days is None else part_of(days, tokens.low(found.start - 1))
        for words, when in _RELATIVE:
            if tokens.matches(i, words):
                if words[0] in ("trong", "cuối") and match(tokens, i + 1) is not None:
                    break  # cuối năm 2024, trong ngày 30/6: the next token says more
                days = resolve_when(when, reference, prefer)
                if days is None:
                    return None
                part = words[0] if words[0] in ("đầu", "cuối") else tokens.low(i - 1)
                return (
                    days
                    if words in (("cuối", "năm"), ("cuối", "tháng"), ("cuối", "quý"), ("cuối", "tuần"))
                    and part == "cuối"
                    else part_of(days, part)
                )
    return None
