"""Work that a command names with nouns, or only behind a condition: `quán triệt tinh thần …`, `chỉ đạo các biện
pháp …`."""

from __future__ import annotations

from typing import Final

from summarizer.facts.directives.cast import Cast
from summarizer.facts.directives.frames import Frame, frame
from summarizer.facts.directives.triggers import candidates
from summarizer.facts.directives.verbs import verb
from summarizer.facts.phrases import Line

_ADJUNCTS: Final = ("trong trường hợp", "trường hợp", "nếu", "khi", "sau khi", "trước khi", "đối với", "sau", "trước")
#: How far a second command word is looked for.
_AHEAD: Final = 60
NAMED: Final = (("mục", "tiêu"), ("nhiệm", "vụ"), ("tinh", "thần"), ("quan", "điểm"), ("phương", "châm"))


def bare_work(line: Line, j: int, end: int) -> Frame | None:
    """`lưu ý việc hướng dẫn …`, `quán triệt mục tiêu tiếp tục …`: work named as a noun, an action all the same."""
    if line.at(j) == "việc" and verb(line, j + 1):
        return Frame(None, (j + 1, end))
    for m in range(j + 2, min(end - 1, j + 12)):  # "lưu ý một số nội dung liên quan việc đa dạng hóa …"
        if line.low[m] == "việc" and line.low[m - 1] in ("quan", "về", "là", "trong") and verb(line, m + 1):
            return Frame(None, (m + 1, end))
        if line.low[m] in (",", ";"):
            break
    if line.low[j : j + 2] in NAMED and verb(line, j + 2):
        return Frame(None, (j + 2, end))
    return None


def measures(line: Line, j: int, end: int) -> Frame | None:
    """`chỉ đạo các biện pháp nhập khẩu điện`: means named with what they are for."""
    noun = line.low[j + 1 : j + 3]
    means = line.at(j) in ("các", "những") and noun in (("biện", "pháp"), ("giải", "pháp"), ("phương", "án"))
    return Frame(None, (j, end)) if means and verb(line, j + 3) else None


def later(line: Line, j: int, end: int, cast: Cast) -> Frame | None:
    """The frame of a second command word behind a condition: `yêu cầu trong trường hợp …, đề nghị các đơn vị …`."""
    opening = " ".join(line.low[j : j + 3]) + " "
    if not opening.startswith(tuple(a + " " for a in _ADJUNCTS)):
        return None
    for other in candidates(line, j, min(end, j + _AHEAD), cast):
        if not other.modal and line.at(other.start - 1) in (",", "thì"):
            return frame(line, other.end, end)
    return None
