"""An entry of the queue as a row of the store, and back; and a draft with the sentence that was being typed."""

from __future__ import annotations

from typing import Any

from summarizer.store.sessions import Row
from summarizer.store.works import Typing
from summarizer.tui.edits import Draft, unchecked
from summarizer.tui.library import Asked, Entry, Known, Place


def row_of(entry: Entry, removed: str | None) -> Row:
    """An entry as a row of the store; `removed` is when it was taken off."""
    data: dict[str, Any] = {
        "offset": entry.place.offset,
        "item": entry.place.item,
        "title": entry.title[:300],
        "words": entry.words,
        "stamp": entry.known.stamp,
        "warnings": entry.warnings,
        "edited": entry.edited,
        "star": entry.star,
        "done": entry.handled,
        "note": entry.note,
        "added": entry.added,
        "asked": [entry.asked.engine, entry.asked.words] if entry.asked else None,
    }
    id = entry.article.id if entry.article is not None and entry.brief is not None else entry.known.id
    return Row(0, entry.source, entry.piped, id or None, data, removed)


def fill(entry: Entry, row: Row) -> None:
    """Put what a row knows into an entry; what is not as it should be is left out."""
    data = row.data
    offset, item, words = data.get("offset"), data.get("item"), data.get("words")
    entry.place = Place(offset if isinstance(offset, int) else 0, item if isinstance(item, str) else "")
    entry.star, entry.handled = data.get("star") is True, data.get("done") is True
    entry.note = str(data.get("note") or "")
    entry.added = str(data.get("added") or entry.added)
    asked = data.get("asked")
    if isinstance(asked, list) and len(asked) == 2:
        entry.asked = Asked(str(asked[0]), int(asked[1]))
    warnings = data.get("warnings")
    entry.known = Known(
        row.article or "",
        str(data.get("title") or ""),
        words if isinstance(words, int) else 0,
        str(data.get("stamp") or ""),
        warnings if isinstance(warnings, int) else 0,
        data.get("edited") is True,
    )


def typed(draft: Draft, typing: Typing) -> Draft:
    """A draft with the sentence that was being typed, as it stood."""
    if typing.new:
        return draft.inserted(min(typing.index, len(draft.summary)), *([unchecked(typing.text)] if typing.text else []))
    if not any(index == typing.index for index, _ in draft.sentences):
        return draft
    return draft.with_sentence(typing.index, *([unchecked(typing.text)] if typing.text else []))
