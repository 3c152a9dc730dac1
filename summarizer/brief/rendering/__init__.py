"""A brief as text for the terminal, Markdown, JSON or HTML."""

from __future__ import annotations

from typing import Literal

from summarizer.brief.model import Brief

Format = Literal["text", "markdown", "json", "html"]


def render(brief: Brief, format: str = "text", *, width: int = 100, color: bool = False) -> str:
    """The brief in a format; ends with a line end.

    `width` (columns, at least 40) and `color` (ANSI) matter to text alone; the others never hold escapes. The same
    brief, format, width and language give the same bytes.

    Raises:
        ValueError: no such format.
    """
    if format == "text":
        from summarizer.brief.rendering.text import to_text

        return to_text(brief, width=width, color=color)
    if format == "markdown":
        from summarizer.brief.rendering.markdown import to_markdown

        return to_markdown(brief)
    if format == "json":
        from summarizer.brief.rendering.contract import brief_document, dumps

        return dumps(brief_document(brief))
    if format == "html":
        from summarizer.brief.rendering.html import to_html

        return to_html(brief)
    raise ValueError(f"no such format: {format!r}")


__all__ = ["Format", "render"]
