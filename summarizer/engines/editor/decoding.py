"""From how likely each word is kept to the words that are: the best cut of few pieces that breaks no exact rule."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final

from summarizer.engines.editor.told import Word

BORDER: Final = 0.7
"""What a cut costs at each end, in nats. It begins and ends at borders of the sentence, never inside a clause."""
LEAST: Final = 0.4
"""Share of the words that a cut sentence must keep: with less it tells another thing."""
_SURE: Final = 1e-3
OPENS: Final = re.compile(
    r"(?:ngoài ra|bên cạnh đó|đồng thời|đáng chú ý|hiện nay|mới đây|vừa qua|sau đó|cùng với đó|được biết"
    r"|theo tìm hiểu)(?!\w)",
    re.IGNORECASE,
)
"""What may go from the head of a sentence: fillers. A place or a time there says for what the rest holds."""
CLOSES: Final = re.compile(
    r"(?:để|nhằm|trong đó|gồm|bao gồm|nhất là|đặc biệt|như|đồng thời|qua đó|cũng như|kể cả|góp phần|tạo|từ đó"
    r"|cùng với|bên cạnh"
    r"|phục vụ|hướng tới|tương đương|theo đó)(?!\w)",
    re.IGNORECASE,
)
GOES_ON: Final = re.compile(
    r"(?:đã|đang|sẽ|vừa|bị|được|là|có|phải|cần|không|chưa|vẫn|cũng|cho biết|cho hay|cho rằng"
    r"|nói|khẳng định|công bố|thông báo"
    r"|yêu cầu|đề nghị|đạt|tăng|giảm|chiếm|vượt|trở thành|gồm|giành|ký|trao|tổ chức"
    r"|triển khai|thực hiện|ban hành)(?!\w)",
    re.IGNORECASE,
)
_PREDICATE: Final = re.compile(r"(?<!\w)(?:đã|đang|sẽ|bị|được|là|có|phải|cần|không|chưa|khi|nếu)(?!\w)", re.IGNORECASE)


def kept(words: Sequence[Word], chances: Sequence[float], *, bias: float = 0.0) -> list[bool]:
    """Which words stay (`chances` 0…1 each); all of them where no cut is good enough.

    Viterbi over keep and drop: each change of the two costs, and is made at borders of the sentence alone. A word that
    is guarded stays; words of one group stay or go together. `bias` is added to the logit of keeping.
    """
    if not words:
        return []
    logits = _logits(words, chances, bias)
    cost = [[0.0, 0.0] for _ in words]
    back = [[0, 0] for _ in words]
    for i, word in enumerate(words):
        here = (math.log1p(math.exp(-logits[i])), math.log1p(math.exp(logits[i])))  # keep, drop
        for state in (0, 1):
            emit = math.inf if state and word.guarded else here[state]
            if i == 0:
                cost[i][state] = emit + (BORDER if state else 0.0)
                continue
            seam = _seam(words[i - 1], word)
            options = [cost[i - 1][before] + (seam if before != state else 0.0) for before in (0, 1)]
            back[i][state] = 0 if options[0] <= options[1] else 1
            cost[i][state] = emit + min(options)
    state = 0 if cost[-1][0] <= cost[-1][1] + BORDER else 1
    stays = [True] * len(words)
    for i in range(len(words) - 1, -1, -1):
        stays[i] = state == 0
        state = back[i][state]
    return stays if sum(stays) >= LEAST * len(words) else [True] * len(words)


def _seam(before: Word, word: Word) -> float:
    if before.group == word.group:
        return math.inf
    return BORDER if before.segment != word.segment else math.inf


def _logits(words: Sequence[Word], chances: Sequence[float], bias: float) -> list[float]:
    """Logits, the same for all words of a group: their mean."""
    raw = [math.log(min(1 - _SURE, max(_SURE, p)) / (1 - min(1 - _SURE, max(_SURE, p)))) + bias for p in chances]
    held: dict[int, list[float]] = {}
    for word, value in zip(words, raw, strict=True):
        held.setdefault(word.group, []).append(value)
    return [sum(held[w.group]) / len(held[w.group]) for w in words]


def lawful(sentence: str, words: Sequence[Word], stays: Sequence[bool]) -> list[bool]:
    """The cut without those of its pieces that would leave a sentence that is none.

    What opens a sentence goes if it is an adverbial without a number; what closes it, if it is an adjunct; what stands
    inside it, if a bracket holds it or a predicate goes on behind it.
    """
    out = list(stays)
    at = 0
    while at < len(words):
        if out[at]:
            at += 1
            continue
        stop = at
        while stop < len(words) and not out[stop]:
            stop += 1
        if not _allowed(sentence, words, at, stop):
            out[at:stop] = [True] * (stop - at)
        at = stop
    return out


def _allowed(sentence: str, words: Sequence[Word], first: int, stop: int) -> bool:
    gone = sentence[words[first].start : words[stop - 1].end]
    if first == 0:
        return stop < len(words) and OPENS.match(gone) is not None and not any(c.isdigit() for c in gone)
    if not any(c in gone for c in "()") and _bracketed(sentence, words[first].start, words[stop - 1].end):
        return True
    if any(gone.count(a) != gone.count(b) for a, b in ("()", "[]", "“”", "«»")) or gone.count('"') % 2:
        return False
    if stop == len(words):
        return CLOSES.match(gone) is not None
    aside = _PREDICATE.search(gone) is None
    return aside and GOES_ON.match(sentence, words[stop].start) is not None and words[first].segment != words[0].segment


def _bracketed(sentence: str, start: int, end: int) -> bool:
    return sentence[:start].rstrip().endswith("(") and sentence[end:].lstrip().startswith(")")
