"""What a check found: a key of the catalog room `gate` and the values for its text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from summarizer import locale

Gravity = Literal["error", "note"]


@dataclass(frozen=True)
class Finding:
    """One objection to a brief sentence. An `error` makes it unsupported; a `note` only tells the reader.

    `at` is the term of the brief sentence it is about, so that two checks do not say one thing twice.
    """

    key: str
    values: dict[str, str] = field(default_factory=dict)
    gravity: Gravity = "error"
    at: int | None = None

    def __str__(self) -> str:
        return locale.text(f"gate.{self.key}", **{k: shortened(v) for k, v in self.values.items()})


def shortened(text: str, limit: int = 70) -> str:
    """`text` on one line, cut at a word with an ellipsis where it is long."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return line[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
