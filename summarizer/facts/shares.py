"""A count told place by place: `16 người ở Đắk Lắk; Khánh Hòa 14; Lâm Đồng 4`, `52.000 nhà, Gia Lai (19.200)`.

The numbers after the first have no unit of their own; they count what the first one counts.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Final

from summarizer.facts import names
from summarizer.facts.counting import Quantity, is_yearlike
from summarizer.facts.dates import TimeExpression
from summarizer.facts.numerals import read
from summarizer.text.data import load
from summarizer.text.phrases import Phrases
from summarizer.text.tokens import NUMBER, Tokens, scan

_ENDS: Final = frozenset([";", ",", ".", ")", "và", "", "\n"])
_LIMITS: Final = frozenset(["(", "hơn", "gần", "khoảng", "trên", "có", "với", "là"])
_NAME: Final = 6  # tokens of the longest name of a place


@cache
def _places() -> Phrases[str]:
    data = load(__package__, "data", "places.toml")
    known = [*data["until_2025"], *data["since_2025"], *data["aliases"]]
    return Phrases((tuple(t.low for t in scan(name)), name) for name in known)


def _place_before(tokens: Tokens, i: int) -> bool:
    """Whether the name of a place ends right before token `i`, but for a bracket and a modifier."""
    for _ in range(3):
        if tokens.low(i - 1) not in _LIMITS:
            break
        i -= 1
    if i == 0 or not tokens.items[i - 1].case:
        return False
    lengths = range(1, min(_NAME, i) + 1)
    return any(tokens.items[i - n].case and _places().length(tokens.lows, i - n) == n for n in lengths)


def fill(tokens: Tokens, items: list[Quantity | TimeExpression]) -> list[Quantity | TimeExpression]:
    """`items` with the shares of a count that a place and a bare number tell, each with the unit of that count."""
    if not any(isinstance(item, Quantity) and item.kind == "count" and item.unit for item in items):
        return items
    taken = {k: n for n, item in enumerate(items) for k in range(item.start, item.end)}
    out: list[Quantity | TimeExpression] = []
    counted: Quantity | None = None
    i = 0
    while i < len(tokens):
        if i in taken:
            item = items[taken[i]]
            if isinstance(item, Quantity):
                if item.bare and counted is not None and _place_before(tokens, item.start):
                    item = replace(item, unit=counted.unit, kind=counted.kind, bare=False)
                counted = item if item.kind == "count" and item.unit else None
            out.append(item)
            i = item.end
            continue
        if counted is not None and tokens.kind(i) == NUMBER:
            number = read(tokens, i)
            if (
                number is not None
                and number.value.denominator == 1
                and tokens.low(number.end) in _ENDS
                and not is_yearlike(number)
                and _place_before(tokens, i)
                and names.label_before(tokens, i) is None
                and not names.is_code(tokens, i, number.end)
            ):
                out.append(Quantity(i, number.end, i, "count", number.number, counted.unit))
                i = number.end
                continue
        i += 1
    return out
