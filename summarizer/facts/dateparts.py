"""Days and months as they are written: `ngày 9/12`, `09 / 12 / 2023`, `1-8`, `27-29/10`, `tháng 6/2018`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final, Literal

from summarizer.facts.numerals import DIGITS, read
from summarizer.facts.resolve import When
from summarizer.facts.tokens import NUMBER, Tokens

Kind = Literal["date", "period"]


DASHES: Final = ("-", "–", "—", "−", "‐", "‑")


PARTS_OF_DAY: Final = ("sáng", "trưa", "chiều", "tối", "đêm", "khuya", "sớm")


TO: Final = (*DASHES, "đến", "tới")


_MONTH_WORDS: Final = {
    **{w: d for w, d in DIGITS.items() if d},
    "giêng": 1,
    "tư": 4,
    "mười": 10,
    "chạp": 12,
}


RELATIVE_YEAR: Final = {"nay": 0, "này": 0, "ngoái": -1, "trước": -1, "tới": 1, "sau": 1}


_THREE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


_TWO = re.compile(r"(\d{1,2})\.(\d{4})")


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A date or period over tokens `[start, end)`, with what it says in numbers."""

    start: int
    end: int
    kind: Kind
    when: When


def int_at(tokens: Tokens, i: int, low: int, high: int) -> int | None:
    t = tokens.low(i)
    if tokens.kind(i) != NUMBER or not t.isdigit() or len(t) > 4:
        return None
    value = int(t)
    return value if low <= value <= high else None


def day_at(tokens: Tokens, i: int) -> int | None:
    return int_at(tokens, i, 1, 31) if len(tokens.low(i)) <= 2 else None


def month_at(tokens: Tokens, i: int) -> int | None:
    return int_at(tokens, i, 1, 12) if len(tokens.low(i)) <= 2 else None


def year_at(tokens: Tokens, i: int) -> int | None:
    """The year written at token `i` in four digits, or None."""
    return int_at(tokens, i, 1000, 2199) if len(tokens.low(i)) == 4 else None


def numeric_date(tokens: Tokens, i: int) -> tuple[When, int] | None:
    """`D/M`, `D/M/Y`, `D-M-Y`, `D.M.Y`, `D-D/M`, `D/M-D/M`: the date and where it ends."""
    if (m := _THREE.fullmatch(tokens.low(i))) and 1 <= int(m[1]) <= 31 and 1 <= int(m[2]) <= 12:
        return When(int(m[3]), day=int(m[1]), month=int(m[2])), i + 1
    day = day_at(tokens, i)
    if day is None:
        return None
    # 27-29/10: two days of one month
    if tokens.low(i + 1) in DASHES and (day2 := day_at(tokens, i + 2)) is not None and tokens.low(i + 3) == "/":
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
    day = day_at(tokens, i)
    sign = tokens.low(i + 1)
    if day is None or sign not in separators:
        return None
    month = month_at(tokens, i + 2)
    if month is None:
        # 6/12.2023 and 6-12.2023 come out of the tokenizer with the month and year in one literal
        if (m := _TWO.fullmatch(tokens.low(i + 2))) and 1 <= int(m[1]) <= 12:
            return When(int(m[2]), day=day, month=int(m[1])), i + 3
        return None
    if (tokens.low(i + 3) == sign or tokens.low(i + 3) in separators) and (year := year_at(tokens, i + 4)) is not None:
        return When(year, day=day, month=month), i + 5
    return When(day=day, month=month), i + 3


def year_after(tokens: Tokens, i: int) -> tuple[When, int] | None:
    """`năm 2023`, `năm nay`, `/2023`, `-2023` or `2023` after a month, quarter or day."""
    if tokens.low(i) in ("/", *DASHES) and (year := year_at(tokens, i + 1)) is not None:
        return When(year), i + 2
    if tokens.low(i) == "năm":
        if (year := year_at(tokens, i + 1)) is not None:
            return When(year), i + 2
        if tokens.low(i + 1) in RELATIVE_YEAR and tokens.low(i + 2) not in ("đó",):
            return When(shift=RELATIVE_YEAR[tokens.low(i + 1)], unit="năm"), i + 2
    return None


def day_expression(tokens: Tokens, i: int) -> TimeExpression | None:
    """`ngày 9/12`, `ngày 9`, `ngày 9 tháng 12 năm 2023`, `ngày 27-29/10`, `mùng 5 tháng giêng`."""
    j = i + 1
    if tokens.low(j) in ("mùng", "mồng"):
        j += 1
    found = numeric_date(tokens, j)
    if found is not None:
        when, end = found
        # ngày 1-7 năm 2019
        if when.year is None and (later := year_after(tokens, end)) is not None and tokens.low(end) == "năm":
            when, end = replace(when, year=later[0].year, shift=later[0].shift), later[1]
        return TimeExpression(i, end, "date", when)
    day = day_at(tokens, j)
    if day is None:
        words = read(tokens, j)
        if tokens.low(j - 1) in ("mùng", "mồng") and words is not None and words.words and words.value <= 31:
            day, j = int(words.value), words.end - 1
        else:
            return None
    end = j + 1
    if tokens.low(end) in DASHES and (day2 := day_at(tokens, end + 1)) is not None:
        when, end = When(day=day, day2=day2), end + 2
    else:
        when = When(day=day)
    if tokens.low(end) == "tháng" and (month := _named_month(tokens, end + 1)) is not None:
        when, end = replace(when, month=month[0]), month[1]
        if (later := year_after(tokens, end)) is not None:
            when, end = replace(when, year=later[0].year, shift=later[0].shift), later[1]
        return TimeExpression(i, end, "date", when)
    if tokens.low(i) in ("mùng", "mồng") and tokens.low(end) != "tết":
        return None
    # ngày 5 người … counts nothing; ngày 5 alone is the fifth
    return TimeExpression(i, end, "date", when)


def _named_month(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """The month after `tháng`: `6`, `Giêng`, `mười một`."""
    if (month := month_at(tokens, i)) is not None:
        return month, i + 1
    low = tokens.low(i)
    if low == "mười" and tokens.low(i + 1) in ("một", "hai"):
        return (11 if tokens.low(i + 1) == "một" else 12), i + 2
    # tháng ba, tháng tư in lower case may be anything; Tết writing and capitals are months
    if low in _MONTH_WORDS and (low in ("giêng", "chạp", "tư") or tokens.items[i].case == 1):
        return _MONTH_WORDS[low], i + 1
    return None


def month_expression(tokens: Tokens, i: int) -> TimeExpression | None:
    """`tháng 6`, `tháng 6/2018`, `tháng 6-2018`, `tháng 6 năm 2018`, `tháng 6-8/2018`, `tháng 8 năm ngoái`."""
    if (m := _TWO.fullmatch(tokens.low(i + 1))) and 1 <= int(m[1]) <= 12:
        return TimeExpression(i, i + 2, "date", When(int(m[2]), month=int(m[1])))
    month = _named_month(tokens, i + 1)
    if month is None or (
        tokens.low(i - 1) in ("hàng", "hằng", "mỗi", "một") and tokens.low(i + 2) not in ("", ",", ".")
    ):
        return None  # lương hàng tháng 5 triệu đồng
    when, end = When(month=month[0]), month[1]
    if tokens.low(end) in DASHES and (month2 := month_at(tokens, end + 1)) is not None:
        when, end = replace(when, month2=month2), end + 2
    if (later := year_after(tokens, end)) is not None:
        when, end = replace(when, year=later[0].year, shift=later[0].shift), later[1]
    return TimeExpression(i, end, "date", when)
