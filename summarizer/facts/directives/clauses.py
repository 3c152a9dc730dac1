"""Sentences as clauses: stretches between semicolons, and quotations with who said them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from summarizer.facts.gazetteer import actor_words, directive_words
from summarizer.facts.phrases import QUOTES, Line, syllables

OPEN: Final = frozenset('"“(')
END: Final = frozenset('.!?…;:,"”-–—')
BULLETS: Final = frozenset("-–—+•*●○▪")
#: A quotation longer than this is taken for a stray quotation mark.
LONGEST_QUOTE: Final = 2500


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens `[start, end)` of a line, without the bullet before and the stop after them."""

    start: int
    end: int


def clauses(line: Line) -> list[Clause]:
    """The parts of a line between semicolons that stand outside parentheses."""
    cuts, depth = [0], 0
    for i, low in enumerate(line.low):
        if low == "(":
            depth += 1
        elif low == ")":
            depth = max(0, depth - 1)
        elif low == ";" and (depth == 0 or i - cuts[-1] > 60):
            cuts.append(i + 1)
    cuts.append(len(line) + 1)
    out = []
    for a, b in pairwise(cuts):
        start, end = trim(line, a, b - 1)
        if end > start:
            out.append(Clause(start, end))
    return out


def trim(line: Line, start: int, end: int) -> tuple[int, int]:
    """The range without bullets and numbering before, and stops after it."""
    if start < end and line.low[start] in BULLETS:
        start += 1
    if (
        start + 1 < end
        and line.low[start + 1] in (".", ")", "/")
        and (line.low[start].isdigit() or len(line.low[start]) == 1)
        and line.low[start].isalnum()
    ):
        start += 2
    while end > start and line.low[end - 1] in END:
        end -= 1
    return start, end


def skip_openers(line: Line, i: int, end: int) -> int:
    """Position after connectives (`Đồng thời,`, `Bên cạnh đó,`, `Hai là`) and the comma or colon behind them."""
    words = directive_words()
    for _ in range(4):
        n = words.openers.length(line, i)
        if not n or i + n > end:
            return i
        i += n
        if line.at(i) in (",", ":") and i + 1 < end:
            i += 1
    return i


_TIMES: Final = syllables("chậm muộn trong đến tới từ trước sau vào năm tháng quý ngày thời giai cuối đầu hết")
_TOPICS: Final = (
    ("đối", "với"),
    ("về",),
    ("liên", "quan"),
    ("cùng", "với"),
    ("trên", "cơ", "sở"),
    ("căn", "cứ"),
    ("thông", "qua"),
    ("để",),
    ("nhằm",),
    ("tại",),
    ("ở",),
    ("với",),
    ("riêng",),
    ("khi",),
    ("trong",),
    ("theo",),
    ("ngoài",),
    ("bên", "cạnh"),
)


_CASES: Final = (("đối", "với"), ("với", "các"), ("trường", "hợp"), ("các", "trường"), ("riêng", "các"))


def skip_adjunct(line: Line, i: int, end: int) -> int:
    """Position after an adverbial of time or topic that a comma or colon closes (`Đối với …,`, `Đến năm 2030:`)."""
    if directive_words().verbs.length(line, i) > 1:
        return i
    if line.low[i] == "nếu" and "thì" not in line.low[i : min(end, i + 40)]:
        return i
    case = line.low[i] == "nếu" or line.low[i : i + 2] == ("trường", "hợp")
    which = case or "nào" in line.low[i : i + 6]  # "Đơn vị nào chưa …, Sở …"
    if not (which or line.at(i) in _TIMES or any(line.low[i : i + len(t)] == t for t in _TOPICS)):
        return i
    if line.low[i : i + 2] in _CASES or line.low[i] == "nếu":  # "Đối với các hộ có cha, mẹ già thì hướng dẫn …"
        then = next((j for j in range(i + 2, min(end - 1, i + 40)) if line.low[j] == "thì"), 0)
        if then:
            return then + 1
    for j in range(i + 1, min(end - 1, i + 40)):
        low = line.low[j]
        if low in ("sẽ", "đã", "đang"):
            return i
        if low in ("phải", "cần") and line.low[j - 1].isdigit() and line.at(i) in _TIMES:
            return i  # "Tháng 10 phải vận hành tuyến đường sắt, …"
        if (low in (",", ":") and line.word(j + 1)) or low == ":":
            k = j + 1
            if low == "," and line.low[i] not in _TIMES and _in_list(line, j):
                continue
            return k
        if low in QUOTES:
            return i
    return i


def _in_list(line: Line, j: int) -> bool:
    """Whether the comma at `j` joins groups (`đối với các bộ, ngành, địa phương`)."""
    words = actor_words()
    return not line.capital(j + 1) and words.groups.length(line, j + 1) > 0 and words.groups.before(line, j) > 0


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: code points `[start, end)`, quotation marks included."""

    start: int
    end: int


_MARK = re.compile(r'["“”]')


def quotes(text: str) -> list[Quote]:
    """The quotations of a text, in order; straight marks open and close in turn, over paragraphs too."""
    out: list[Quote] = []
    opened = -1
    for m in _MARK.finditer(text):
        i, mark = m.start(), m[0]
        if opened >= 0 and i - opened > LONGEST_QUOTE:
            opened = -1
        if opened < 0:
            if mark != "”":
                opened = i
        elif mark != "“":
            out.append(Quote(opened, i + 1))
            opened = -1
        else:
            opened = i
    return out


def quote_at(found: Sequence[Quote], offset: int) -> Quote | None:
    """The quotation that holds `offset`."""
    i = bisect_right(found, offset, key=lambda q: q.start) - 1
    return found[i] if i >= 0 and offset < found[i].end else None


def token_at(line: Line, offset: int, low: int, high: int) -> int:
    """The first token at or behind an offset, within `[low, high]`."""
    for k in range(low, high):
        if line.start[k] >= offset:
            return k
    return high
