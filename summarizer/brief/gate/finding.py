"""What a check found: a kind of error, the words of the sentence and of the source, and a reason from the catalog."""

from __future__ import annotations

from dataclasses import dataclass, field

from summarizer import locale
from summarizer.brief.model import Fault, Gravity
from summarizer.document.model import Span


@dataclass(frozen=True)
class Finding:
    """One objection to a brief sentence; an `error` makes it unsupported, a `note` only tells the reader.

    `key` stands in the catalog room `gate`, `values` fill its text; `words` are spans of the sentence, `source` of the
    article.
    """

    key: str
    kind: str
    values: dict[str, str] = field(default_factory=dict)
    gravity: Gravity = "error"
    words: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()

    def fault(self) -> Fault:
        """The objection in the words of the current language."""
        told = {name: shortened(value) for name, value in self.values.items()}
        return Fault(self.kind, locale.text(f"gate.{self.key}", **told), self.gravity, self.words, self.source)


def shortened(text: str, limit: int = 70) -> str:
    """`text` on one line, cut at a word with an ellipsis where it is long."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return line[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
