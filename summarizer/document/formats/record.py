"""An article as a JSON object: its text in one field, its title, day and address in others."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Final

from summarizer.document.failure import LoadError
from summarizer.document.formats.content import Content, Source
from summarizer.document.formats.plain import decoded_text

TEXT: Final = ("text", "body", "content", "bai", "noi_dung")
TITLE: Final = ("title", "tieu_de")
DAY: Final = ("date", "published")
NAME: Final = ("url", "link", "origin")


def read(source: Source) -> Content:
    """The article of an object.

    Raises:
        LoadError: `text_json` for any other JSON, several objects a line among it.
    """
    decoded, warnings = decoded_text(source)
    try:
        data = json.loads(decoded.text)
    except (ValueError, RecursionError):
        data = None
    text = first(data, TEXT) if isinstance(data, dict) else None
    if not isinstance(data, dict) or not text:
        raise LoadError("text_json", name=source.name, fields=", ".join(TEXT[:3]))
    title = first(data, TITLE)
    if title:
        title = " ".join(title.split())
        text = text if " ".join(text[: 2 * len(title)].split()).startswith(title) else f"{title}\n\n{text}"
    return Content(text, title=title, date=day(first(data, DAY)), encoding=decoded.encoding, warnings=warnings)


def first(data: dict[str, object], keys: Iterable[str]) -> str | None:
    """The first of the fields that holds a string."""
    return next((value for key in keys if isinstance(value := data.get(key), str) and value), None)


def day(text: str | None) -> date | None:
    """The day that an ISO time begins with, or None."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
