"""Numbers that are part of a name: ordinals, laws, roads, wards, document and telephone numbers, models.

`lần thứ 16`, `khóa XII`, `quốc lộ 1A`, `Phường 3`, `16-NQ/TU`, `Nghị định 30/2020/NĐ-CP`, `Covid-19`, `0299.3822339`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal

from summarizer.facts import units
from summarizer.text.data import entries, load
from summarizer.text.tokens import CODE, NUMBER, WORD, Tokens, is_syllable

_HYPHENS: Final = ("-", "–", "‑")
_PHONE = re.compile(r"0\d{2,4}[.,]?\d{3,4}[.,]?\d{3,4}|0\d{9,10}|1[89]00\.?\d{3,4}(\.\d+)?|\d{4}\.\d{3,4}\.\d{2,4}")
# What a document number consists of after its digits: 16-NQ/TU, 30/2020/NĐ-CP, 1234/QĐ-UBND.
_SUBJECT: Final = 2  # letters in capitals


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
    k = i
    if tokens.low(k - 1) == "." and len(tokens.low(k - 2)) <= 2:  # Q. 2, P. 3
        k -= 1
    for n in sorted(by_length, reverse=True):
        phrase = tokens.phrase(k - n, n)
        if phrase and phrase in by_length[n]:
            name = n == 1 and k > 1 and tokens.items[k - 1].case == 1 and tokens.items[k - 2].case == 1
            if name and phrase not in ("điều", "khoản"):
                return None  # Hải Phòng, Kon Tum: the last syllable of a name
            if phrase == "phút" and tokens.kind(k - 2) == NUMBER:
                return None  # sau 10 phút 2 người
            if tokens.low(k - 1) == "cấp" and tokens.low(k - 2) in (
                "khẩn",
                "cao",
                "trung",
                "sơ",
                "phân",
                "nâng",
                "trợ",
            ):
                return None
            longer = tokens.phrase(k - 2, 2)
            if n == 1 and units.is_compound(tokens, k - 2, 2) and longer not in by_length.get(2, ()):
                return None  # khẩn cấp, cung cấp, con số, tổng số
            return "place" if phrase in places else "weak" if phrase in weak else "strong"
    return None


def is_code(tokens: Tokens, i: int, end: int) -> bool:
    """Whether the digits over tokens `[i, end)` are glued into a code: `16-NQ/TU`, `Covid-19`, `4G`,
    `12/2023/NĐ-CP`."""
    items = tokens.items
    if i > 0 and items[i].glued:
        before = items[i - 1]
        if before.kind in (WORD, CODE) and before.low not in ("us", "s") and not is_syllable(before):
            return True
        if before.low in _HYPHENS and i > 2 and items[i - 3].kind == NUMBER and items[i - 2].glued:
            return False  # 50.000đ-100.000đ, 5tr-7tr
        if before.low in _HYPHENS and i > 1 and before.glued and items[i - 2].kind in (WORD, CODE):
            # Covid-19, F-16, and the dash of NAME-27/10: a name in letters before the hyphen
            return True
        if before.low in _HYPHENS and i > 1 and not before.glued and tokens.low(end) == "%":
            return False  # GDP -2,1%
        if before.low in _HYPHENS and i > 1 and items[i - 2].case and len(items[i - 2].low) <= 4:
            return True  # Tu -22, S -400: the space of a retyped text
        if before.low in ("#", "@", "_"):
            return True
        if before.low in ("/", ".") and i > 1 and before.glued and items[i - 2].kind == WORD and items[i - 2].case:
            return True
    if end < len(items):
        after = items[end]
        if after.glued and units.measure(tokens, end) is not None:
            return False  # 16GB, 500kV
        if after.glued and after.kind in (WORD, CODE) and after.case == 2 and len(after.low) <= 6:
            return True
        if after.glued and after.kind == WORD and after.case and len(after.low) == 1 and after.low not in "%":
            return True
        if after.low in ("-", "/", "–") and end + 1 < len(items):
            name = items[end + 1]
            spaced_subject = name.case == 2 and end + 2 < len(items) and items[end + 2].low in ("-", "/", "–")
            if name.kind in (WORD, CODE) and name.case and ((after.glued and name.glued) or spaced_subject):
                return True
            if after.glued and name.kind == NUMBER and _document(tokens, end + 1):
                return True
    return False


def _document(tokens: Tokens, k: int) -> bool:
    """`…/2020/NĐ-CP` from the token `2020` on."""
    return tokens.low(k + 1) in ("/", "-") and k + 2 < len(tokens) and tokens.items[k + 2].case == 2


def is_phone(tokens: Tokens, i: int) -> bool:
    """Whether token `i` looks like a telephone number, alone or with the groups after it."""
    low = tokens.low(i)
    if _PHONE.fullmatch(low):
        return True
    digits = len(low.replace(".", ""))
    if not low.startswith(("0", "1900", "1800")) or not 3 <= digits <= 5:
        return False
    groups = 0
    k = i + 1
    while tokens.kind(k) == NUMBER or (tokens.low(k) in ("-", ".", ")") and tokens.kind(k + 1) == NUMBER):
        groups += tokens.kind(k) == NUMBER
        if groups == 1 and len(tokens.low(k).replace(".", "")) < 3:
            return False
        k += 1
        if groups > 4:
            break
    return groups >= 2 or (groups == 1 and digits >= 4 and len(tokens.low(k - 1).replace(".", "")) >= 6)
