"""Dates and periods in Vietnamese text, and the days they cover.

`ngày 9/12`, `09/12/2023`, `1-8` after a part of the day, `18h30`, `7h ngày 4/7`, `tháng 6/2018`, `năm 2023`, `quý
III/2024`, `6 tháng đầu năm`, `giai đoạn 2021 - 2025`, `năm học 2023-2024`. A part of the day or year before it
(`sáng`, `cuối`) stays outside the span; `ngày`, `tháng`, `năm`, `quý` stay inside. A length of time without an anchor
is no business of this module: it is a measure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from summarizer.document.model import Span
from summarizer.facts import units
from summarizer.facts.clocks import RELATIVE_DAY, clock_at
from summarizer.facts.dateparts import (
    DASHES,
    PARTS_OF_DAY,
    RELATIVE_YEAR,
    TO,
    Kind,
    TimeExpression,
    day_at,
    day_expression,
    int_at,
    month_at,
    month_expression,
    numeric_date,
    year_at,
)
from summarizer.facts.lexicon import word_set
from summarizer.facts.model import DateRange
from summarizer.facts.numerals import DIGITS
from summarizer.facts.periods import (
    UNITS,
    counted_expression,
    era_expression,
    quarter_expression,
    year_expression,
    years_at,
)
from summarizer.facts.resolve import Prefer, When, part_of
from summarizer.facts.resolve import resolve as resolve_when
from summarizer.facts.tokens import NUMBER, Tokens, tokenize

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


_YEAR_CUES: Final = word_set(
    "từ đến tới trong vào cuối đầu giữa kỳ hết trước sau và với của qua cho so nay , ( – - — hè thu xuân "
    "đông mùa khoảng tháng toán sn sinh đán tết"
)


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression in a text: its span, kind, and the days it covers where they can be told."""

    span: Span
    kind: Kind
    when: When
    days: DateRange | None


def _separator(tokens: Tokens, i: int, allowed: tuple[str, ...]) -> bool:
    """Whether token `i` separates the parts of one date: `9/12`, `9-12`, `9 / 12`."""
    return tokens.low(i) in allowed


def _bare(tokens: Tokens, i: int) -> TimeExpression | None:
    """A date in digits alone, where its neighbours or its form say that it is one; a bare year or span of years."""
    before = tokens.low(i - 1)
    if before == "lệ":
        return None  # bản đồ tỷ lệ 1/2000
    if tokens.low(i + 1) == "tháng" and tokens.low(i + 2) in ("giêng", "chạp") and day_at(tokens, i) is not None:
        lunar = day_expression(tokens, i - 1)  # reads what follows its first word
        return None if lunar is None else TimeExpression(i, lunar.end, "date", lunar.when)
    found = numeric_date(tokens, i)
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
            (month := month_at(tokens, i)) is not None
            and tokens.low(i + 1) in ("/", *DASHES)
            and 1900 <= (year := year_at(tokens, i + 2) or 0) <= 2100
        )
        and tokens.low(i + 3) not in ("/", "%")
        and tokens.items[i + 1].glued
    ):
        return TimeExpression(i, i + 3, "date", When(year, month=month))
    years = years_at(tokens, i)
    if years is None or not 1900 <= (years[0].year or 0) <= 2100:
        return None
    when, end = years
    if when.year2 is not None and tokens.low(end - 2) not in ("đến", "tới"):
        return TimeExpression(i, end, "period", when)
    when, end = When(when.year), i + 1
    if before in _YEAR_CUES or before == "năm" or _event(tokens, i):
        return TimeExpression(i, end, "period", when)
    return None


def _event(tokens: Tokens, i: int) -> bool:
    """Whether a year names when something is held: `Tết Mậu Tuất 2018`, `kỳ thi 2019`."""
    return "tết" in tokens.lows[max(0, i - 4) : i] or tokens.phrase(i - 2, 2) in _EVENTS


_EVENTS: Final = ("kỳ thi", "mùa giải", "world cup", "sea games", "tuyển sinh", "dương lịch", "âm lịch")


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
    while i - k < 9 and (tokens.low(k) in ("và", ",") or (k < i - 1 and day_at(tokens, k) is not None)):
        k -= 1
    return k < i - 1 and tokens.low(k) == "ngày"  # các ngày 1, 2 và 3/9


def _only_a_date(tokens: Tokens, i: int, end: int) -> bool:
    """`30/6` cannot be a part of a whole; a count noun after it makes `5/8 xã` one."""
    if tokens.low(i + 1) != "/" or not tokens.items[i + 1].glued:
        return False
    a, b = int_at(tokens, i, 1, 31), int_at(tokens, i + 2, 1, 12)
    return a is not None and b is not None and a > b and end == i + 3


def match(tokens: Tokens, i: int, months: frozenset[int] = frozenset()) -> TimeExpression | None:
    """The time expression that starts at token `i`, or None.

    `months` are those that the article names (`tháng 10`): a bare `10 tháng` then means the year so far.

    Bare years and bare `a/b` count only where the words before them allow it, so `i` must lie in the tokens of the
    whole sentence.
    """
    low = tokens.low(i)
    if tokens.kind(i) == NUMBER:
        if tokens.low(i + 1) == "tháng" and tokens.low(i + 2) in ("giêng", "chạp"):
            return _bare(tokens, i)  # 30 tháng Chạp
        return clock_at(tokens, i) or counted_expression(tokens, i, months) or _bare(tokens, i)
    if low in ("ngày", "mùng", "mồng"):
        return day_expression(tokens, i)
    if low == "tháng":
        return month_expression(tokens, i)
    if low == "năm":
        return year_expression(tokens, i) or counted_expression(tokens, i)
    if low == "quý":
        return quarter_expression(tokens, i)
    if low in DIGITS or low == "mười":
        return counted_expression(tokens, i)
    if low == "từ":
        return _from_to(tokens, i)
    if tokens.phrase(i, 2) in ("thập niên", "thập kỷ") and _decade(tokens.low(i + 2)):
        return TimeExpression(i, i + 3, "period", When())  # thập niên 1990, thập niên 60
    era = era_expression(tokens, i)
    if era is None and tokens.phrase(i, 2) == "giai đoạn" and tokens.low(i + 2) in ("tháng", "từ"):
        inner = month_expression(tokens, i + 2) if tokens.low(i + 2) == "tháng" else _from_to(tokens, i + 2)
        if inner is not None and (inner.when.month2 is not None or tokens.low(i + 2) == "từ"):
            return TimeExpression(i, inner.end, "period", inner.when)  # giai đoạn tháng 4-9/2024
    return era


def _decade(low: str) -> bool:
    return low.isdigit() and len(low) in (2, 4) and low.endswith("0")


def _dashed(tokens: Tokens, time: TimeExpression) -> bool:
    w = time.when
    ranged = w.day2 is not None or w.month2 is not None or w.year2 is not None or w.quarter2 is not None
    return ranged and any(tokens.low(k) in DASHES for k in range(time.start, time.end))


def _from_to(tokens: Tokens, i: int) -> TimeExpression | None:
    """`từ 7h đến 9h`, `từ năm 2022 đến 30/6`, `từ ngày 27 đến 29/12/2023`: both ends are one expression."""
    clock = clock_at(tokens, i + 1)
    if clock is not None and clock.start == i:
        return clock
    first = clock or match(tokens, i + 1) if tokens.low(i + 1) != "từ" else None
    if first is not None and first.when.count is not None:
        return None
    if first is not None and tokens.low(first.end) not in TO and first.start == i + 1 and _dashed(tokens, first):
        return replace(first, start=i, kind="period")  # từ tháng 9 - 12/2018
    start = first.end if first is not None else i + 2
    if first is None and day_at(tokens, i + 1) is None:
        return None
    if tokens.low(start) not in TO:
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
    *(((a, b), When(shift=s, unit="ngày")) for (a, b), s in RELATIVE_DAY.items() if s is not None),
    *(
        ((u, w), When(shift=s, unit=UNITS[u]))
        for u in ("tuần", "tháng", "quý", "năm")
        for w, s in RELATIVE_YEAR.items()
    ),
    (("trong", "ngày"), When(shift=0, unit="ngày")),
    (("cuối", "năm"), When(shift=0, unit="năm")),
    (("cuối", "tháng"), When(shift=0, unit="tháng")),
    (("cuối", "quý"), When(shift=0, unit="quý")),
    (("cuối", "tuần"), When(shift=0, unit="tuần")),
)


def resolve(phrase: str, reference: date | None, prefer: Prefer = "nearest") -> DateRange | None:
    """The days that a phrase names: `trước ngày 30/6`, `cuối năm 2024`, `trong quý III`, `hôm nay`, `tuần tới`, `10
    ngày tới`.

    The first time expression of the phrase counts; words before it (`trước`, `hết`, `chậm nhất`) are not read, but
    `đầu`, `giữa`, `cuối` narrow the range to a third. None where there is none, or the reference is needed and
    missing.
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
