"""Negative amounts: `âm 6,02%`, `-2,1%`, and in accounts `(35,2) tỷ đồng`.

A loss (`lỗ 25 tỷ đồng`) has no sign: that much was lost.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from summarizer.facts import units
from summarizer.facts.counting import WORDS, Quantity
from summarizer.facts.numerals import read, scale_at, to_number
from summarizer.text.rules import Here
from summarizer.text.tokens import NUMBER, Tokens

_MINUS: Final = ("-", "−", "–")
_LIMITED: Final = Here("không quá | trên dưới | khoảng|gần|hơn|trên|dưới|chừng|tới|đến|xấp")
_CONTEXT: Final = 40  # tokens before an amount that may speak of results


def _is_sign(tokens: Tokens, i: int) -> bool:
    """Whether the token at `i` is a minus or plus of the number after it, no dash between or before things."""
    items = tokens.items
    if tokens.kind(i + 1) != NUMBER or not items[i + 1].glued:
        return False
    if i == 0 or tokens.low(i - 1) == "(":
        return True
    return not items[i].glued and tokens.kind(i - 1) != NUMBER


def signed(tokens: Tokens, i: int, match: Callable[[Tokens, int], Quantity | None]) -> Quantity | None:
    """The negative quantity whose sign stands at token `i`, or None; `match` reads the rest."""
    word = tokens.low(i) == "âm"
    if (tokens.low(i - 1) in WORDS["not_minus"]) if word else not _is_sign(tokens, i):
        return None
    j = _LIMITED.end(tokens, i + 1) if word else i + 1
    found = match(tokens, j) if tokens.low(j) not in (*_MINUS, "âm", "từ", "(") else None
    value = found.value if found is not None else ""
    if found is None or found.kind not in ("money", "percent", "measure") or isinstance(value, str):
        return None
    return replace(found, start=i, value=tuple(-v for v in reversed(value)) if isinstance(value, tuple) else -value)


def accounts(tokens: Tokens, i: int) -> Quantity | None:
    """`(35,2) tỷ đồng`, `(1.250) triệu đồng` where the sentence speaks of results and the bracket holds one number."""
    if (
        tokens.kind(i + 1) != NUMBER
        or tokens.low(i + 2) != ")"
        or WORDS["accounts"].isdisjoint(tokens.lows[max(0, i - _CONTEXT) : i])
    ):
        return None
    number = read(tokens, i + 1)
    if number is None:
        return None
    scale, end = scale_at(tokens, i + 3)
    unit = units.measure(tokens, end)
    if unit is None or unit.kind != "money":
        return None
    unit = units.denominators(tokens, unit)
    return Quantity(i, unit.end, i + 1, "money", to_number(-number.value * scale), unit.name)
