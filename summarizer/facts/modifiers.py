"""What stands before a quantity and limits it: `khoảng`, `trên`, `tối đa`, `ước đạt` (the modifiers of MeasEval)."""

from __future__ import annotations

from typing import Final, cast

from summarizer.facts import units
from summarizer.facts.model import Modifier
from summarizer.text.data import entries, load, word_set
from summarizer.text.rules import Before
from summarizer.text.tokens import Tokens

_DATA: Final = load(__package__, "data", "modifiers.toml")


def _phrases(part: str) -> dict[tuple[str, ...], Modifier]:
    rows = _DATA[part].items()
    return {tuple(phrase.split()): cast("Modifier", name) for name, text in rows for phrase in entries(text)}


_BEFORE: Final = _phrases("before")
_AFTER: Final = _phrases("after")
_REACH, _TIMED_REACH = 4, 6  # tokens that may stand between a modifier and its quantity, or its date
_ALONE: Final = {word: Before(pattern) for word, pattern in _DATA["not_before"].items()}
_BETWEEN, _TIMED = (word_set(_DATA["between"][name]) for name in ("quantity", "time"))


def before(tokens: Tokens, i: int) -> tuple[Modifier | None, int]:
    """The modifier that ends right before token `i`, and where it starts (`i` where there is none)."""
    for n in (3, 2, 1):
        found = _BEFORE.get(tokens.lows[i - n : i]) if i >= n else None
        if found is not None and (n > 1 or _alone(tokens, i - 1)):
            return found, i - n
    return None, i


def _alone(tokens: Tokens, k: int) -> bool:
    """Whether the word at `k` limits what follows and ends no other word (`nâng cao hơn`, `tốc độ`)."""
    low = tokens.low(k)
    if low == "độ":
        return not units.is_compound(tokens, k - 1, 2)
    return low not in _ALONE or not _ALONE[low](tokens, k)


def before_time(tokens: Tokens, i: int) -> Modifier | None:
    """The modifier of a date at token `i`: only `approx` and `estimate` (`khoảng 4h`, `dự kiến hoàn thành trong năm
    2018`)."""
    if (found := before(tokens, i)[0]) in ("approx", "estimate"):
        return found
    k = i
    while i - k < _TIMED_REACH and tokens.low(k - 1) in _TIMED:
        k -= 1
    if k < i - 1 and before(tokens, k)[0] == "estimate":
        return "estimate"
    parted = tokens.low(i - 1) in ("cuối", "đầu", "giữa") and before(tokens, i - 1)[0] == "approx"
    return "approx" if parted else None


def find(tokens: Tokens, i: int, end: int) -> tuple[Modifier | None, int]:
    """The modifier of the quantity over tokens `[i, end)`, and the token where it starts.

    The nearest one wins; an estimate counts across `đạt`, `là`, `còn` (`dự kiến đạt 99,4 triệu`), and so does what
    follows (`cấp 8 trở lên`).
    """
    if (after := _AFTER.get(tokens.lows[end : end + 2])) is not None:
        return after, i
    found, start = before(tokens, i)
    if found is not None:
        return found, start
    k = i
    while k > 0 and i - k < _REACH and tokens.low(k - 1) in _BETWEEN:
        k -= 1
        found, start = before(tokens, k)
        bound = found in ("at_least", "at_most") and tokens.low(start) not in ("cao", "thấp")  # cao nhất là 6,2%
        if found == "estimate" or (bound and i - k < 2 and tokens.low(k) != "trong"):
            return found, start
    return None, i
