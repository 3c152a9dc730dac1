"""Clock times: `18h30`, `7h ngày 4/7`, `8 giờ sáng`; `7 giờ` as a length of time is a measure."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from summarizer.facts.dateparts import DASHES, PARTS_OF_DAY, TO, TimeExpression, day_expression, int_at, numeric_date
from summarizer.facts.lexicon import word_set
from summarizer.facts.resolve import When
from summarizer.facts.tokens import Tokens

RELATIVE_DAY: Final = {
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


_CLOCK_WORDS: Final = ("h", "g", "giờ")


_DURATION_CUES: Final = word_set("dài trong suốt mất hơn gần thêm mỗi cách tới gồm chậm sớm muộn kéo giảm tăng")


_CLOCK_CUES: Final = word_set("lúc hồi vào từ đến trước sau khoảng tới")


def _minutes(tokens: Tokens, j: int) -> int:
    """Where the minutes after `h` or `giờ` end; `j` if there are none."""
    if int_at(tokens, j, 0, 59) is None or len(tokens.low(j)) > 2:
        return j
    if tokens.low(j + 1) in ("phút", "p", "'"):
        return j + 2
    return j + 1 if tokens.items[j].glued or tokens.low(j - 1) == "giờ" else j


def clock_at(tokens: Tokens, i: int) -> TimeExpression | None:
    """`18h30`, `7h ngày 4/7`, `8 giờ sáng`, `18:30`, `7h-9h`; `7 giờ` as a length of time is none."""
    hour = int_at(tokens, i, 0, 24)
    if hour is None or len(tokens.low(i)) > 2:
        return None
    sign = tokens.low(i + 1)
    surely = False
    if (
        sign == ":"
        and tokens.items[i + 1].glued
        and int_at(tokens, i + 2, 0, 59) is not None
        and len(tokens.low(i + 2)) == 2
    ):
        end, surely = i + 3, True
        if tokens.low(end) == ":" and int_at(tokens, end + 1, 0, 59) is not None:
            return None
    elif sign in _CLOCK_WORDS:
        end = _minutes(tokens, i + 2)
        surely = end > i + 2 and sign != "giờ"
    else:
        return None
    if (
        sign == "giờ"
        and end > i + 2
        and tokens.low(end - 1) == "phút"
        and tokens.low(i - 1) in (*_DURATION_CUES, "sau")
    ):
        return None
    # 7h-9h, 7h đến 9h
    if tokens.low(end) in TO and (tokens.low(end) in DASHES or tokens.low(i - 1) == "từ"):
        other = int_at(tokens, end + 1, 0, 24)
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
        and tuple(tokens.low(k + d) for d in (0, 1)) not in RELATIVE_DAY
    ):
        k += 1
    pair = (tokens.low(k), tokens.low(k + 1))
    if pair in RELATIVE_DAY:
        return When(shift=RELATIVE_DAY[pair], unit="ngày"), k + 2
    if tokens.low(k) == "ngày" and (named := day_expression(tokens, k)) is not None:
        return named.when, named.end
    if tokens.low(k) == "hôm":
        k += 1
    found = numeric_date(tokens, k)
    return found if found is not None and found[0].month is not None else None
