"""Years, quarters, terms and counted spans: `năm 2023`, `quý III/2024`, `giai đoạn 2021 - 2025`, `6 tháng đầu năm`."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from summarizer.facts.dateparts import DASHES, TO, Kind, TimeExpression, int_at, year_after, year_at
from summarizer.facts.lexicon import word_set
from summarizer.facts.numerals import read
from summarizer.facts.resolve import Edge, Unit, When
from summarizer.facts.tokens import NUMBER, WORD, Tokens

_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


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


UNITS: Final[dict[str, Unit]] = {
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
    ("nay",),
)


_NEXT: Final = (("tới", "đây"), ("tới",), ("tiếp", "theo"), ("nữa",), ("sắp", "tới"), ("kế", "tiếp"))


def years_at(tokens: Tokens, i: int) -> tuple[When, int] | None:
    """`2021 - 2025`, `2021-25`, `2023/24`, `2021 đến 2025`, or one year."""
    year = year_at(tokens, i)
    if year is None:
        return None
    if tokens.low(i + 1) in (*TO, "/"):
        year2 = year_at(tokens, i + 2)
        if (
            year2 is None
            and tokens.low(i + 1) != "đến"
            and len(tokens.low(i + 2)) == 2
            and (tail := int_at(tokens, i + 2, 0, 99))
        ):
            year2 = year // 100 * 100 + tail
        if year2 is not None and year < year2 <= year + 100:
            return When(year, year2=year2), i + 3
    return When(year), i + 1


def year_expression(tokens: Tokens, i: int) -> TimeExpression | None:
    """`năm 2023`, `năm 2016-2017`; `năm học 2023-2024`."""
    start = i + 1
    if tokens.low(start) == "học":
        start += 1
    found = years_at(tokens, start)
    if found is None:
        return None
    when, end = found
    if tokens.low(end - 2) in ("đến", "tới") and when.year2 is not None:
        # từ năm 2016 đến 2020 names two years
        when, end = When(when.year), end - 2
    return TimeExpression(i, end, "period", when)


def quarter_expression(tokens: Tokens, i: int) -> TimeExpression | None:
    """`quý III`, `quý 3/2024`, `quý I-2024`, `quý IV năm 2024`."""

    def quarter_at(k: int) -> int | None:
        if tokens.low(k) in _ROMAN and tokens.items[k].case > 0:
            return _ROMAN[tokens.low(k)]
        return (
            int_at(tokens, k, 1, 4)
            if len(tokens.low(k)) == 1
            else {"một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4}.get(tokens.low(k))
        )

    quarter = quarter_at(i + 1)
    if quarter is None:
        return None
    when, end = When(quarter=quarter), i + 2
    if tokens.low(end) in DASHES and (quarter2 := quarter_at(end + 1)) is not None and tokens.kind(end + 1) != NUMBER:
        when, end = replace(when, quarter2=quarter2), end + 2
    if (later := year_after(tokens, end)) is not None:
        when, end = replace(when, year=later[0].year, shift=later[0].shift), later[1]
    return TimeExpression(i, end, "period", when)


def era_expression(tokens: Tokens, i: int) -> TimeExpression | None:
    """`giai đoạn 2021 - 2025`, `nhiệm kỳ 2020-2025`, `mùa 2023/24`."""
    for words in _SPANS:
        if tokens.matches(i, words):
            j = i + len(words)
            found = years_at(tokens, j)
            if found is None or (len(words) == 1 and found[0].year2 is None):
                continue
            return TimeExpression(i, found[1], "period", found[0])
    return None


def _follows(tokens: Tokens, i: int, phrases: tuple[tuple[str, ...], ...]) -> int:
    for words in phrases:
        if tokens.matches(i, words):
            return i + len(words)
    return 0


_BARE_CUES: Final = word_set(". , ; : ( \n quả chung kế sau trong qua của và tính suốt kết")


_AFTER_BARE: Final = word_set(", . ) ; mới đạt đã ước tăng giảm ( là đều cả")


def counted_expression(tokens: Tokens, i: int, months: frozenset[int] = frozenset()) -> TimeExpression | None:
    """`6 tháng đầu năm 2024`, `10 tháng năm 2024`, `3 năm qua`, `10 ngày tới`, `9 tháng/2024`, and `9 tháng` on its
    own as a term."""
    number = read(tokens, i)
    if number is None or number.value.denominator != 1 or not 0 < number.value < 10_000 or number.vague:
        return None
    count, j = int(number.value), number.end
    unit = UNITS.get(tokens.low(j))
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
        later = year_after(tokens, j)
        if later is not None:
            return TimeExpression(
                i, later[1], "period", When(later[0].year, count=count, unit=unit, edge=edge, shift=later[0].shift)
            )
        # 6 tháng đầu năm học
        return TimeExpression(i, j + 1, "period", When(count=count, unit=unit, edge=edge))
    if unit in ("tháng", "quý"):
        later = year_after(tokens, j)
        if later is not None and (later[0].year is not None or tokens.low(j) == "năm"):
            return TimeExpression(
                i, later[1], "period", When(later[0].year, count=count, unit=unit, edge="first", shift=later[0].shift)
            )
        if (year := year_at(tokens, j)) is not None:
            return TimeExpression(i, j + 1, "period", When(year, count=count, unit=unit, edge="first"))
    if tokens.low(j - 1) == unit or unit == "thập kỷ":
        end = _follows(tokens, j, _PAST)
        if end == j + 1 and tokens.low(j) == "trước":
            article = tokens.low(i) == "một" and tokens.low(end) != ","
            end = 0 if article or tokens.kind(end) == WORD else end  # một ngày trước hội nghị; but một năm trước, …
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
