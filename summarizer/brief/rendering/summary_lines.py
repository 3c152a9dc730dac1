"""Lines that every rendering shares: where a brief comes from, what was checked, what was left out."""

from __future__ import annotations

from summarizer import locale
from summarizer.brief.model import Brief
from summarizer.brief.rendering.clean import clean

MARKS = {"supported": "✓", "replaced": "↺", "unsupported": "⚠"}
"""What stands before a sentence, by its status."""


def source_line(brief: Brief) -> str:
    """Origin, length before and after, engine."""
    kept = sum(len(s.text.split()) for s in brief.summary)
    engine = locale.text("brief.source.engine", name=clean(brief.engine.name))
    return locale.text(
        "brief.source.line", origin=clean(brief.article.origin), words=brief.article.words, kept=kept, engine=engine
    )


def check_lines(brief: Brief) -> list[str]:
    """What was checked and what was left out, in words."""
    summary = brief.summary
    counts = {s: sum(1 for x in summary if x.status == s) for s in ("supported", "replaced", "unsupported")}
    lines = []
    if summary:
        parts = [
            locale.text("brief.checks.sentences", supported=len(summary) - counts["unsupported"], total=len(summary))
        ]
        parts += [
            locale.text(f"brief.checks.{status}", count=counts[status])
            for status in ("replaced", "unsupported")
            if counts[status]
        ]
        lines.append("; ".join(parts) + ".")
        figures = [f for s in summary for f in s.figures]
        if figures:
            supported = sum(f.status == "supported" for f in figures)
            lines.append(locale.text("brief.checks.figures", supported=supported, total=len(figures)) + ".")
    missing = brief.left_out
    if missing.figures or missing.directives:
        text = locale.text("brief.checks.left_out", figures=len(missing.figures), directives=len(missing.directives))
        lines.append(f"{text}.")
    elif brief.facts.directives or any(f.key for f in brief.facts.figures):
        lines.append(locale.text("brief.checks.nothing_left_out") + ".")
    elif summary:
        lines.append(locale.text("brief.checks.nothing_to_leave_out") + ".")
    return lines
