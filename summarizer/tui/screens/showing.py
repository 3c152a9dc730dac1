"""What the source pane shows of an entry besides its text."""

from __future__ import annotations

import time

from summarizer import locale
from summarizer.document.model import Span
from summarizer.tui.entry import Entry


def instead(entry: Entry | None, trouble: str = "") -> str:
    """What the source pane says where it has no article; `trouble`: why nothing can be kept."""
    if entry is None:
        text = locale.text
        after = f"\n\n⚠ {text('tui.notice.unsaved', why=trouble)}" if trouble else text("tui.source.kept")
        return text("tui.source.welcome", after=after)
    if entry.error:
        return f"✗ {entry.error}"
    seconds = int(time.monotonic() - entry.began) if entry.began else 0
    return locale.text("tui.source.loading_long", n=seconds) if seconds else locale.text("tui.source.loading")


def used(entry: Entry) -> list[tuple[Span, str]]:
    """Where the evidence of each brief sentence begins, with that sentence's number."""
    brief = entry.current()
    if brief is None:
        return []
    return [
        (Span(evidence.start, evidence.end), str(number))
        for number, sentence in enumerate(brief.summary, 1)
        for evidence in sentence.evidence
    ]
