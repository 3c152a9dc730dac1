"""What a figure is compared with: `so với cùng kỳ năm 2022`, `kế hoạch`, `nghị quyết`, right behind it."""

from __future__ import annotations

import re
from typing import Final

from summarizer.document.model import Span

_COMPARED: Final = re.compile(
    r"\s*(?:\([^()\n]{1,40}\)\s*)?(?:,?\s*(?:cao|thấp)\s+nhất\s+)?(?:của\s+)?"
    r"(?P<basis>so\s+với\s|so\s+cùng|cùng\s+kỳ|kế\s+hoạch|dự\s+toán|nghị\s+quyết|chỉ\s+tiêu|mục\s+tiêu)",
    re.IGNORECASE,
)
_STOP: Final = re.compile(
    r"[,;:.()\n]|\s(?:và|nhưng|trong đó|đạt|tăng|giảm|bằng|là|do|nhờ|để|với|còn|đã|sẽ|cho)\s", re.IGNORECASE
)
_REACH: Final = 90


def basis_after(text: str, end: int, stop: int) -> Span | None:
    """The basis that stands right behind a figure that ends at `end`, before `stop`."""
    found = _COMPARED.match(text, end, min(stop, end + _REACH))
    if found is None:
        return None
    start = found.start("basis")
    border = _STOP.search(text, found.end(), min(stop, start + _REACH))
    last = border.start() if border else min(stop, start + _REACH)
    while last > start and text[last - 1].isspace():
        last -= 1
    return Span(start, last) if last > start else None
