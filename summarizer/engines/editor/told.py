"""What is known exactly of a sentence before it is cut: kinds of words, and which words go together or may not go.

The network is told the kinds as flags a character. What follows from them is not left to it: numbers and names are kept
or dropped whole, nothing is cut inside a quotation, and a limit, hedge, condition, negation or speaker stays.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

_KINDS: Final = ("negation", "hedge", "condition", "speech", "time", "link")
STYLES: Final = ("hand", "brief", "lead", "title")
NAMES: Final = (*_KINDS, "number", "capital", "quoted", "bracket", "comma", "first", "own", "title", *STYLES)
"""Flags by column; a trained network holds to this order."""
_WORD: Final = re.compile(r"\w+(?:[.,/:-]\w+)*%?")
_TIED: Final = re.compile(
    r"(?:(?:khoảng|hơn|gần|trên|dưới|chừng|ước|tối đa|tối thiểu|ít nhất|trong|trước|đến|từ|ngày|tháng|năm|quý)\s)*"
    r"\d[\d.,/:%-]*(?:\s?(?:-|–)\s?\d[\d.,/%]*)?(?:\s?(?:%|tỷ|triệu|nghìn|ngàn|trăm|đồng|USD|km|m|ha|tấn|kg|người"
    r"|lần|ngày|tháng|năm|giờ|phút|độ))*",
    re.IGNORECASE,
)
_NAME: Final = re.compile(r"[A-ZĐÀ-ỸƯƠ][\wÀ-ỹ'’.-]*(?:\s[A-ZĐÀ-ỸƯƠ\d][\wÀ-ỹ'’.-]*)+")
_SHUT: Final = re.compile(r"[\"“«][^\"”»]*[\"”»]|\([^()]*\)")
_BORDER: Final = re.compile(r"[,;:()–—]|\s-\s")
_SPEAKER: Final = re.compile(
    r"\W*(?:theo|dẫn)\s|.*(?:cho biết|cho hay|nói|khẳng định|cho rằng|nhận định|cáo buộc|thừa nhận)\W*$",
    re.IGNORECASE,
)
_BOUND: Final = re.compile(
    r"(?:trong|trước|đến|từ|tối đa|tối thiểu|ít nhất|khoảng|hơn|gần|dưới|ước|chừng)\s",
    re.IGNORECASE,
)
_GUARD: Final = re.compile(
    r"\W*(?:nếu|trừ|khi|trong trường hợp|với điều kiện|miễn là|chỉ khi|dù|mặc dù|tuy)\s",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word `[start, end)` of a sentence; `segment` counts the borders before it, `group` those it is kept with."""

    start: int
    end: int
    segment: int
    group: int
    guarded: bool


@cache
def _phrases() -> dict[str, re.Pattern[str]]:
    raw = tomllib.loads(resources.files(__package__).joinpath("lexicon.toml").read_text(encoding="utf-8"))
    found = {}
    for kind in _KINDS:
        listed = sorted((p.strip() for p in raw[kind].split(",") if p.strip()), key=len, reverse=True)
        found[kind] = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)", re.IGNORECASE)
    return found


def flags(sentence: str, *, own: bool, style: str, title: bool = False) -> npt.NDArray[np.float32]:
    """Flags of every character, (len(sentence), len(NAMES)), 0 and 1."""
    table = np.zeros((len(sentence), len(NAMES)), np.float32)
    column = {name: i for i, name in enumerate(NAMES)}
    for kind, pattern in _phrases().items():
        for m in pattern.finditer(sentence):
            table[m.start() : m.end(), column[kind]] = 1
    for m in _WORD.finditer(sentence):
        table[m.start() : m.end(), column["number"]] = m[0][0].isdigit()
        table[m.start() : m.end(), column["capital"]] = m[0][0].isupper()
    for m in _SHUT.finditer(sentence):
        table[m.start() : m.end(), column["bracket" if m[0][0] == "(" else "quoted"]] = 1
    for m in _BORDER.finditer(sentence):
        table[m.start() : m.end(), column["comma"]] = 1
    if first := _WORD.search(sentence):
        table[first.start() : first.end(), column["first"]] = 1
    table[:, column["own"]] = own
    table[:, column["title"]] = title
    if own:
        table[:, column[style]] = 1
    return table


def words(sentence: str) -> list[Word]:
    """The words of a sentence with what is exact about cutting them."""
    found = [(m.start(), m.end()) for m in _WORD.finditer(sentence)]
    borders = [m.start() for m in _BORDER.finditer(sentence) if not _inside(sentence, m.start())]
    group = _groups(sentence, found)
    kinds = _phrases()
    limits = [m.span() for kind in ("negation", "hedge") for m in kinds[kind].finditer(sentence)]
    bounds = [m for m in _TIED.finditer(sentence) if _BOUND.match(m[0])]
    shut = list(_segments(sentence, borders))
    out = []
    for i, (start, end) in enumerate(found):
        segment = sum(b < start for b in borders)
        a, b = shut[segment]
        whole = sentence[a:b]
        guarded = _SPEAKER.match(whole) is not None or _GUARD.match(whole) is not None
        guarded |= any(m.start() <= start < m.end() for m in bounds)
        guarded |= any(x <= start < y for x, y in limits) and sentence[start:end].lower() not in ("các", "những")
        out.append(Word(start, end, segment, group[i], guarded))
    return out


def _segments(sentence: str, borders: list[int]) -> Iterator[tuple[int, int]]:
    edges = [0, *borders, len(sentence)]
    yield from pairwise(edges)


def _inside(sentence: str, at: int) -> bool:
    """Whether a place lies within a quotation or a number."""
    if 0 < at < len(sentence) - 1 and sentence[at - 1].isdigit() and sentence[at + 1].isdigit():
        return True
    return any(m.start() < at < m.end() - 1 and m[0][0] != "(" for m in _SHUT.finditer(sentence))


def _groups(sentence: str, found: list[tuple[int, int]]) -> list[int]:
    """Words that are kept or dropped together have one number: a figure with its unit, a name, what is quoted."""
    tied = [m.span() for p in (_SHUT, _TIED, _NAME) for m in p.finditer(sentence)]
    group = list(range(len(found)))
    for a, b in tied:
        inside = [i for i, (start, end) in enumerate(found) if a <= start and end <= b]
        for i in inside[1:]:
            old, new = group[i], group[inside[0]]
            group = [new if g == old else g for g in group]
    return group
