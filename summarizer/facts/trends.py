"""Which way a figure moves: `up` (`tăng`, `lên`, `cao hơn`), `down` (`giảm`, `xuống còn`), `reach` (`đạt`, `chiếm`,
`bằng`), by the rules of `data/trends.toml`; and what stands behind it to be compared with (`so với cùng kỳ`)."""

from __future__ import annotations

from functools import cache
from typing import Final, cast

from summarizer.document.model import Span
from summarizer.facts.model import Trend
from summarizer.text.data import load, word_set
from summarizer.text.phrases import patterns
from summarizer.text.rules import Here, Table
from summarizer.text.tokens import NUMBER, Tokens

_DATA: Final = load(__package__, "data", "trends.toml")
_COMPARED: Final = patterns(_DATA)["compared"]
_WORDS: Final = {word: cast("Trend", way) for way, words in _DATA["words"].items() for word in words.split()}
_MOVES: Final = frozenset((*_WORDS, "còn"))
_BETWEEN: Final = word_set(_DATA["between"])
_REACHING: Final = 7  # tokens looked at
_FALL_REACH: Final = 5  # tokens looked back for a fall that brought a figure down to another
_BASIS: Final = 90  # characters behind a figure that say what it is compared with
_ACHIEVED: Final = Here("đạt và|vượt|,|hoặc")  # 15/18 chỉ tiêu đạt và vượt


def words(way: Trend) -> frozenset[str]:
    """The words that say by themselves which way a figure moves."""
    return frozenset(word for word, said in _WORDS.items() if said == way)


@cache
def _table() -> Table:
    return Table(_DATA["rule"], {})


def find(tokens: Tokens, start: int, end: int, modifier_start: int, *, counts: bool = False) -> Trend | None:
    """The trend of the quantity over tokens `[start, end)` whose modifier starts at `modifier_start`.

    The near end of a movement (`tăng từ 27,5 triệu`) has none, and neither has `tăng trưởng GDP trên 7%`, where the
    verb names the thing measured. `counts` says that things are counted: `bằng 5 phương thức` equals nothing.
    """
    k = min(start, modifier_start) - 1
    if any(tokens.low(m) in _MOVES for m in range(modifier_start, start)):
        k = start - 1  # dự kiến đạt, ước đạt: the movement stands after the modifier
    for at in range(k, k - _REACHING, -1):
        low = tokens.low(at)
        for rule in _table().at(tokens, at):
            if rule.match(tokens, at) and _holds(rule.says.get("check"), tokens, at, end, counts=counts):
                return None if rule.says["trend"] == "none" else cast("Trend", rule.says["trend"])
        if low in _WORDS:
            return _WORDS[low]
        if low not in _BETWEEN:
            achieved = tokens.low(end) == "đạt" and (end + 1 >= len(tokens) or _ACHIEVED(tokens, end))
            return "reach" if achieved else None
    return None


def _holds(check: str | None, tokens: Tokens, at: int, end: int, *, counts: bool) -> bool:
    """Whether what a rule asks for besides its words is so; `end` is where the quantity ends."""
    if check == "fell":
        return _fell(tokens, at)
    if check == "share":
        return tokens.low(end - 1) in ("%", "điểm")
    if check == "percent":
        return tokens.low(end - 1) == "%"
    return check is None or counts


def _fell(tokens: Tokens, k: int) -> bool:
    """Whether the figure right before token `k` is a fall: `hạ 0,3% còn 5.983 điểm`, `giảm 20 điểm về 1.280 điểm`."""
    number = False
    for m in range(k - 1, max(-1, k - 1 - _FALL_REACH), -1):
        if _WORDS.get(tokens.low(m)) == "down" or tokens.low(m) == "mất":
            return number
        number = number or tokens.kind(m) == NUMBER
        if tokens.low(m) in (",", ";", ".", ":"):
            return False
    return False


def basis_after(text: str, end: int, stop: int) -> Span | None:
    """What a figure that ends at `end` is compared with, before `stop`."""
    found = _COMPARED.match(text, end, min(stop, end + _BASIS))
    return None if found is None else Span(found.start("basis"), found.start("basis") + len(found["basis"].rstrip()))
