"""What a check found: a kind of error, the words of the sentence and of the source, and a reason from the catalog."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer import locale
from summarizer.brief.gate.passage import Passage
from summarizer.brief.model import Fault, Gravity
from summarizer.document.model import Span


@dataclass(frozen=True)
class Finding:
    """One objection to a brief sentence; an `error` makes it unsupported, a `note` only tells the reader.

    `key` stands in the catalog room `gate`; its text shows the wordings `brief` and `source`. `words` are spans of the
    sentence, `there` of the article.
    """

    key: str
    kind: str
    brief: str
    words: tuple[Span, ...]
    source: str = ""
    there: tuple[Span, ...] = ()
    gravity: Gravity = "error"

    def fault(self) -> Fault:
        """The objection in the words of the current language."""
        reason = locale.text(f"gate.{self.key}", brief=shortened(self.brief), source=shortened(self.source))
        return Fault(self.kind, reason, self.gravity, self.words, self.there)

    def overlaps(self, other: Finding) -> bool:
        """Whether the two object to the same words."""
        return any(a.overlaps(b) for a in self.words for b in other.words)


def objection(
    key: str, kind: str, s: Passage, at: tuple[int, int], there: Span | None = None, text: str = ""
) -> Finding:
    """The finding that terms `at` of a sentence are not what stands at `there` in the article's `text`."""
    source = (there.of(text), (there,)) if there is not None else ("", ())
    return Finding(key, kind, s.wording(*at), (s.span(*at),), *source)


def shortened(text: str, limit: int = 70) -> str:
    """`text` on one line, cut at a word with an ellipsis where it is long."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return line[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
