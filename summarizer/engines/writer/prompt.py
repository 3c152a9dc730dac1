"""How the writer is asked; training and use share these words."""

from __future__ import annotations

from typing import Final, Literal

WriterTask = Literal["compress", "headline", "lead"]

_ASK: Final[dict[WriterTask, str]] = {"compress": "Viết gọn", "headline": "Tiêu đề", "lead": "Mở đầu"}


def prompt(task: WriterTask, source: str, title: str) -> str:
    """The text before the answer. `source` is one line; `title` may be empty. The answer follows the last colon."""
    context = f"Bài: {title}\n" if title else ""
    return f"{context}Nguồn: {' '.join(source.split())}\n{_ASK[task]}:"
