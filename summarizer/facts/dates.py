"""Dates and periods in Vietnamese text, and the days they cover: the productions of `data/times.toml`.

`ngày 9/12`, `1-8` after a part of the day, `18h30`, `7h ngày 4/7`, `tháng 6/2018`, `quý III/2024`, `6 tháng đầu năm`,
`giai đoạn 2021 - 2025`, `từ năm 2022 đến 30/6`. A part of the day or year before it (`sáng`, `cuối`) stays outside the
span; `ngày`, `tháng`, `năm`, `quý` stay inside. A length of time without an anchor is a measure, and none of these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final, Literal, cast

from summarizer.facts import units
from summarizer.facts.model import DateRange
from summarizer.facts.numerals import SCALES, whole_number
from summarizer.facts.resolve import UNSAID, Edge, Part, Prefer, Unit, When, part_of
from summarizer.facts.resolve import resolve as resolve_when
from summarizer.text.data import load
from summarizer.text.rules import Before, Here, Rule, Table
from summarizer.text.tokens import Tokens, tokenize

Kind = Literal["date", "period"]
Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A date or period over tokens `[start, end)`, with what it says in numbers."""

    start: int
    end: int
    kind: Kind
    when: When


ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTHS: Final = {"giêng": 1, "tư": 4, "chạp": 12}
_YEARS: Final = {"nay": 0, "này": 0, "ngoái": -1, "trước": -1, "tới": 1, "sau": 1}
_DAYS: Final = {"nay": 0, "qua": -1, "kia": -2, "mai": 1, "sau": 1, "ngày kia": 2}
_LUNAR: Final = re.compile(r"\b(?:giêng|chạp|tết|rằm|âm lịch|âl)\b")
_PIVOT: Final = 40  # 3/9/91 is 1991, 3/9/25 is 2025


@cache
def _table() -> Table:
    data = load(__package__, "data", "times.toml")
    return Table(data["rule"], data["macros"])


def openers() -> frozenset[str]:
    """Words that a time expression may begin with."""
    return _table().firsts | {"từ"}


def _part(fields: Fields, far: str = "") -> Part:
    """The near or far end, from whichever form of it was written."""
    year, month, day = fields.get(f"y{far}"), fields.get(f"m{far}"), fields.get(f"d{far}") or fields.get(f"w{far}")
    if dotted := fields.get(f"dmy{far}") or fields.get(f"my{far}"):
        *days, month, year = dotted.split(".")
        day = days[0] if days else day
    elif short := fields.get(f"yy{far}"):
        year = f"{20 if int(short) < _PIVOT else 19}{short}"
    elif far and (tail := fields.get("t2")):
        year = f"{fields['y'][:2]}{tail}"
    month = month or fields.get(f"mw{far}")
    return Part(_number(year), _number(fields.get(f"q{far}")), _number(month), _number(day))


def _number(written: str | None) -> int | None:
    return None if written is None else ROMAN.get(written) or _MONTHS.get(written) or whole_number(written)


def _when(rule: Rule, fields: Fields, written: str) -> When | None:
    """What the groups of a match say; None where its ends stand in the wrong order."""
    edge = rule.says.get("edge")
    if edge == "unknown":
        return When()
    near, far = _part(fields), _part(fields, "2")
    if near.year and far.year and not near.year < far.year <= near.year + 100 and near.month is None:
        return None
    near = near if near.year is not None else near._replace(year=far.year)
    when = When(near, far, edge=cast("Edge | None", edge), lunar=_LUNAR.search(written) is not None)
    if "h" in fields:
        when = replace(when, hour=int(fields["h"]), minute=_number(fields.get("min")))
    if "n" in fields:
        unit = cast("Unit", fields["u"].replace("niên", "kỷ"))
        when = replace(when, count=whole_number(fields["n"]), unit=unit)
    if "rel" in fields:
        when = replace(when, shift=_YEARS[fields["rel"]], unit=when.unit or "năm")
    return replace(when, shift=_day_shift(fields["rd"]), unit="ngày") if "rd" in fields else when


def _day_shift(told: str) -> int | None:
    """How far a day is from today: `hôm nay`, `tối mai`, `ngày kia`; None for `cùng ngày`."""
    return _DAYS.get(told, _DAYS.get(told.split()[-1]))


def _no_count(tokens: Tokens, i: int, end: int, fields: Fields) -> bool:
    """No unit or noun follows of which the numbers are so many: `tập trung vào 1-2 vấn đề`."""
    scaled = tokens.low(end) in SCALES
    return not scaled and units.measure(tokens, end) is None and not units.HEADS.length(tokens.lows, end)


def _no_whole(tokens: Tokens, i: int, end: int, fields: Fields) -> bool:
    """No mass follows of which the numbers are a part: `từ 1/3 diện tích`."""
    return not (int(fields["d"]) < int(fields["m"]) and units.MASSES.length(tokens.lows, end))


def _only_a_date(tokens: Tokens, i: int, end: int, fields: Fields) -> bool:
    """`30/6` cannot be a part of a whole, `5/8` can; `24/7` is all the time."""
    day, month = int(fields["d"]), int(fields["m"])
    return day > month and (day, month) != (24, 7)


def _minutes(tokens: Tokens, i: int, end: int, fields: Fields) -> bool:
    """The minutes are written together with the hour, or count nothing that follows (`14h 30`)."""
    sign, minute = tokens.items[i + 1 : i + 3]
    two = len(minute.low) == 2
    if sign.low == ":":
        return sign.glued and minute.glued and two
    return sign.glued and (minute.glued or (two and _no_count(tokens, i, end, fields)))


def _month_name(tokens: Tokens, i: int, end: int, fields: Fields) -> bool:
    """`tháng ba` in small letters may be anything; capitals, a year and names of months alone are months."""
    return fields["mw"] in _MONTHS or tokens.items[i + 1].case > 0 or "y" in fields


def _in_a_row(tokens: Tokens, i: int, end: int, fields: Fields) -> bool:
    """No quarter between the first and the last is left out: `quý I và III` is no stretch of time."""
    first, last = _number(fields.get("q")), _number(fields.get("q2"))
    return first is not None and last is not None and last - first == sum(t in (",", "và") for t in tokens.lows[i:end])


_CHECKS: Final[dict[str, Callable[[Tokens, int, int, Fields], bool]]] = {
    "no count": _no_count,
    "no whole": _no_whole,
    "only a date": _only_a_date,
    "minutes": _minutes,
    "month name": _month_name,
    "in a row": _in_a_row,
    "glued": lambda tokens, i, end, fields: tokens.items[i + 1].glued,
    "no article": lambda tokens, i, end, fields: tokens.low(i) != "một" or tokens.low(end) == ",",
    "in a year": lambda tokens, i, end, fields: 0 < whole_number(fields["n"]) <= 12 and end < len(tokens),
}


def match(tokens: Tokens, i: int, months: frozenset[int] = frozenset()) -> TimeExpression | None:
    """The time expression that starts at token `i`, or None.

    `months` are those that the article names (`tháng 10`): a bare `10 tháng` then means the year so far. Bare years
    and bare `a/b` count only where the words before them allow it: `i` must lie in the tokens of the whole sentence.
    """
    best: TimeExpression | None = None
    for rule in _table().at(tokens, i):
        found = rule.match(tokens, i)
        if found is None or (best is not None and found[1] <= best.end):
            continue
        fields, end = found
        check = rule.says.get("check")
        if check == "month named":
            if whole_number(fields["n"]) not in months:
                continue
        elif check is not None and not _CHECKS[check](tokens, i, end, fields):
            continue
        when = _when(rule, fields, tokens.line[tokens.at[i] : tokens.at[end]])
        if when is not None:
            best = TimeExpression(i, end, cast("Kind", rule.says["kind"]), when)
    return (_from_to(tokens, i) if tokens.low(i) == "từ" else None) or best


_TO: Final = Here("[-–—−‐‑]|đến|tới ( hết|cuối|đầu|giữa|sáng|trưa|chiều|tối|đêm|khuya|sớm )?")


def _from_to(tokens: Tokens, i: int) -> TimeExpression | None:
    """`từ năm 2022 đến 30/6`, `từ 27 đến 29/12/2023`, `từ tháng 9 - 12/2018`: both ends are one expression."""
    first, bare = _near_end(tokens, i + 1) if tokens.low(i + 1) != "từ" else (None, False)
    if first is None:
        return None
    k = _TO.end(tokens, first.end)
    if k == first.end:
        return replace(first, start=i, kind="period") if first.when.far != UNSAID else None
    second = match(tokens, k) if tokens.low(k) != "từ" else None
    if second is None or (bare and second.when.near.month is None):
        return None
    return TimeExpression(i, second.end, "period", _joined(first.when, second.when))


def _near_end(tokens: Tokens, i: int) -> tuple[TimeExpression | None, bool]:
    """The near end of a range at token `i`, and whether it is a bare day (`từ 27 đến 29/12`).

    `từ tối 2/8 đến sáng 3/8` names two days, `từ đêm 19 đến 23/2` one time.
    """
    first = match(tokens, i)
    if first is not None:
        return first, False
    k = i + (tokens.low(i) in ("sáng", "trưa", "chiều", "tối", "đêm"))
    day = tokens.low(k)
    if not (day.isdigit() and len(day) <= 2):
        return None, True
    return TimeExpression(k, k + 1, "date", When(Part(day=int(day)))), True


def _joined(a: When, b: When) -> When:
    """Both ends of a range as one."""
    far = Part(*(last or first for first, last in zip(b.near, b.far, strict=True)))
    return replace(a, far=far, hour=None, minute=None, lunar=a.lunar or b.lunar)


_AHEAD: Final = frozenset(("sẽ", "hạn", "nhất", "sắp", "phải", "xong"))
_COMING: Final = Here("tới|này | sắp tới | tới đây")
_PLANNED: Final = Before("dự kiến ( [^ ]+ ( [^ ]+ )? )? | trước ( hết )?")
_LOOKED_BACK: Final = 12  # tokens


_EACH: Final = Here("hằng|hàng|mỗi tháng|năm|quý|tuần | tháng đầu|cuối|thứ")


def days(tokens: Tokens, time: TimeExpression, today: date | None, prefer: Prefer | None = None) -> DateRange | None:
    """The days a time expression covers; None where that cannot be told, or it comes again and again (`ngày 25 hằng
    tháng`, `ngày 25 tháng cuối quý`).

    Without `prefer`, a date that has no year lies ahead after words that say so (`sẽ diễn ra ngày 12/10`, `trước ngày
    30/6`, `ngày 12/10 tới`), and else where it is nearest.
    """
    if _EACH(tokens, time.end):
        return None
    if prefer is None:
        ahead = tokens.lows[max(0, time.start - _LOOKED_BACK) : time.start]
        planned = not _AHEAD.isdisjoint(ahead) or _COMING(tokens, time.end) or _PLANNED(tokens, time.start)
        prefer = "future" if planned else "nearest"
    return resolve_when(time.when, today, prefer)


def _first(tokens: Tokens) -> TimeExpression | None:
    return next(filter(None, (match(tokens, i) for i in range(len(tokens)))), None)


def said(text: str) -> When | None:
    """What the first date or period of a text says in numbers."""
    first = _first(tokenize(text))
    return None if first is None else first.when


_RELATIVE: Final = re.compile(
    r"(?P<part>đầu|giữa|cuối)? ?\b(?:(?P<unit>tuần|tháng|quý|năm) (?P<shift>nay|này|ngoái|trước|tới|sau)"
    r"|(?P<day>(?:hôm|sáng|trưa|chiều|tối|đêm) (?:nay|qua|kia|sau|mai)|ngày (?:mai|kia))"
    r"|trong (?P<now>ngày)|cuối (?P<whole>năm|tháng|quý|tuần))\b"
)


def resolve(phrase: str, reference: date | None, prefer: Prefer = "nearest") -> DateRange | None:
    """The days that a phrase names: `trước ngày 30/6`, `cuối năm 2024`, `trong quý III`, `hôm nay`, `tuần tới`.

    The first time expression of the phrase counts; words before it (`trước`, `hết`, `chậm nhất`) are not read, but
    `đầu`, `giữa`, `cuối` narrow the range to a third. None where there is none, or the reference is needed and
    missing.
    """
    tokens = tokenize(phrase)
    first = _first(tokens)
    if first is not None:
        covered = days(tokens, first, reference, prefer)
        return None if covered is None else part_of(covered, tokens.low(first.start - 1))
    told = _RELATIVE.search(tokens.line)
    if told is None:
        return None
    shift = _YEARS[told["shift"]] if told["shift"] else _day_shift(told["day"] or "hôm nay")
    unit = cast("Unit | None", told["unit"] or told["whole"])
    covered = resolve_when(When(shift=shift, unit=unit), reference, prefer)
    return None if covered is None else part_of(covered, told["part"] or "")
