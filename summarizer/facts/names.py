"""Numbers that are part of a name: ordinals, laws, roads, wards, document and telephone numbers, models.

`lần thứ 16`, `khóa XII`, `quốc lộ 1A`, `Phường 3`, `16-NQ/TU`, `Nghị định 30/2020/NĐ-CP`, `Covid-19`, `0299.3822339`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal

from summarizer.facts import units
from summarizer.text.data import entries, load
from summarizer.text.tokens import CODE, NUMBER, WORD, Tokens

_HYPHENS: Final = ("-", "–", "‑")
_PHONE = re.compile(
    r"0\d{2,4}[.,]?\d{3,4}[.,]?\d{3,4}|0\d{9,10}|\d{4}\.\d{3,4}\.\d{2,4}"
    r"|1[89]00(?!\d*000$)(?:\d{4}|\d{6}|\.\d{3,4}(?:\.\d+)?)"  # 1900 6789; 1800000 is a number
)
_JOINS: Final = ("-", "/", "–")


@cache
def _labels() -> tuple[dict[int, frozenset[str]], frozenset[str], frozenset[str]]:
    names = load(__package__, "data", "names.toml")
    by_length: dict[int, set[str]] = {}
    for entry in entries(names["labels"]):
        by_length.setdefault(len(entry.split()), set()).add(entry)
    groups = {n: frozenset(group) for n, group in by_length.items()}
    return groups, frozenset(entries(names["weak"])), frozenset(entries(names["places"]))


def label_before(tokens: Tokens, i: int) -> Literal["strong", "weak", "place"] | None:
    """What label stands right before token `i`, if any.

    A strong one always binds the number, a place binds it even before a count noun, a weak one only a bare number.
    """
    by_length, weak, places = _labels()
    for n in sorted(by_length, reverse=True):
        phrase = tokens.phrase(i - n, n)
        if phrase and phrase in by_length[n]:
            name = n == 1 and i > 1 and tokens.items[i - 1].case == 1 and tokens.items[i - 2].case == 1
            if name and phrase not in ("điều", "khoản"):
                return None  # Hải Phòng, Kon Tum: the last syllable of a name
            if phrase == "phút" and tokens.kind(i - 2) == NUMBER:
                return None  # sau 10 phút 2 người
            if n == 1 and units.is_compound(tokens, i - 2, 2):
                return None  # khẩn cấp, cung cấp, con số, tổng số
            if _counts(tokens, i, phrase, grouped=phrase in places):
                return None
            return "place" if phrase in places else "weak" if phrase in weak else "strong"
    return None


_GRADES: Final = 20  # no grade or storey that is told beside a counted thing lies above
_GROUP: Final = 3  # digits between two separators


def _counts(tokens: Tokens, i: int, phrase: str, *, grouped: bool) -> bool:
    """Whether a number behind a label counts what follows: `cấp 2.730 thẻ`, `mỗi tổ 5 người`."""
    low = tokens.low(i)
    if not low.isdigit():
        return grouped and low.count(".") == 1 and len(low.partition(".")[2]) == _GROUP
    unit = units.counted(tokens, i + 1)
    if unit is None or not unit.known:
        return False
    return tokens.low(i - 2) == "mỗi" or (phrase == "cấp" and int(low) > _GRADES)


def is_code(tokens: Tokens, i: int, end: int) -> bool:
    """Whether the digits over tokens `[i, end)` are glued into a code: `16-NQ/TU`, `Covid-19`, `4G`,
    `12/2023/NĐ-CP`."""
    hyphened = i > 1 and tokens.items[i].glued and tokens.low(i - 1) in _HYPHENS
    before = _hyphened(tokens, i, end) if hyphened else None
    return _code_after(tokens, end) if before is None else before


def _hyphened(tokens: Tokens, i: int, end: int) -> bool | None:
    """Whether digits behind a hyphen are part of a name; None where that cannot be told."""
    name, hyphen = tokens.items[i - 2 : i]
    if tokens.kind(i - 3) == NUMBER and name.glued:
        return False  # 50.000đ-100.000đ, 5tr-7tr
    if hyphen.glued and name.kind in (WORD, CODE):
        return True  # Covid-19, F-16, and the dash of NAME-27/10: a name in letters before the hyphen
    if not hyphen.glued and tokens.low(end) == "%":
        return False  # GDP -2,1%
    return True if name.case else None  # Tu -22, S -400: the space of a retyped text


def _code_after(tokens: Tokens, end: int) -> bool:
    """Whether what follows digits makes a code of them."""
    if end >= len(tokens):
        return False
    after = tokens.items[end]
    if after.low in _JOINS and end + 1 < len(tokens):
        name = tokens.items[end + 1]
        if name.kind == NUMBER:  # …/2020/NĐ-CP
            return tokens.low(end + 2) in ("/", "-") and end + 3 < len(tokens) and tokens.items[end + 3].case == 2
        return name.case > 0 and after.glued and name.glued
    if not after.glued or after.kind not in (WORD, CODE) or units.measure(tokens, end) is not None:
        return False  # 16GB, 500kV
    return after.case == 2 or (after.case > 0 and len(after.low) == 1)


def is_phone(tokens: Tokens, i: int) -> bool:
    """Whether token `i` looks like a telephone number."""
    return _PHONE.fullmatch(tokens.low(i)) is not None
