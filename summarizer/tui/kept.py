"""What is on the desk as the store keeps it, and back: an entry as a row, its brief as a work, how all is arranged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from summarizer.brief.unchecked import in_words, unchecked
from summarizer.store import sessions
from summarizer.store.names import scrub
from summarizer.store.sessions import Row
from summarizer.store.works import Typing, Work
from summarizer.tui.edits import Draft, History
from summarizer.tui.entry import Asked, Entry, Known, Place

if TYPE_CHECKING:
    from summarizer.tui.desk import Desk
    from summarizer.tui.editing import Editing


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
        "before": entry.before,
        "asked": [entry.asked.engine, entry.asked.words] if entry.asked else None,
    }
    id = entry.id if entry.loaded and entry.briefed else entry.known.id
    return Row(0, entry.source, entry.piped, id or None, data, removed)


def fill(entry: Entry, row: Row) -> None:
    """Put what a row knows into an entry; what is not as it should be is left out."""
    data = row.data
    offset, item, words = data.get("offset"), data.get("item"), data.get("words")
    entry.place = Place(offset if isinstance(offset, int) else 0, item if isinstance(item, str) else "")
    entry.star, entry.handled = data.get("star") is True, data.get("done") is True
    entry.note = str(data.get("note") or "")
    entry.added = str(data.get("added") or entry.added)
    entry.before = str(data.get("before") or "")
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


def work_of(entry: Entry, editing: Editing | None) -> Work | None:
    """The brief of an entry as it stands, with what is being typed in it; None where it has none."""
    brief, history = entry.brief, entry.history
    if brief is None or history is None:
        return None
    typing = editing.typing if editing is not None and editing.entry is entry else None
    now = history.current
    if typing is not None and typing.new:
        # An empty sentence stands in the view while it is written, but not in the brief.
        now = now.with_sentence(typing.index)
    if typing is not None and typing.text == typing.before:
        typing = None
    made = replace(brief, headline=history.original.headline, summary=history.original.summary)
    return Work(made, now.headline, now.summary, typing)


def take_marks(entry: Entry, before: dict[str, Any], now: dict[str, Any]) -> None:
    """Take over what another desk set on an article, but for what was set here meanwhile."""
    mine = sessions.marks({"note": entry.note, "star": entry.star, "done": entry.handled})
    marks = {name: now[name] if mine[name] == before[name] else mine[name] for name in mine}
    entry.note, entry.star, entry.handled = str(marks["note"] or ""), bool(marks["star"]), bool(marks["done"])


def history_of(work: Work) -> History:
    """The words of a work as they stand, those that they took the place of as steps of undo."""
    headline = in_words(work.headline) if work.headline else None
    history = History(Draft.of(work.brief), Draft(headline, tuple(map(in_words, work.summary))))
    before: Draft | None = None
    for past in map(Draft.of, work.past):
        if past not in (before, history.current):
            history.came_between(past)
            before = past
    return history


def layout_of(desk: Desk, theme: str | None) -> dict[str, Any]:
    """How the desk is arranged, and what is read on it; `theme` is the one that it was kept with."""
    data: dict[str, Any] = {
        **desk.eyes.layout_data(),
        "sort": desk.library.sort,
        "filter": desk.library.filter,
    }
    if chosen := desk.preferences.theme or theme:
        data["theme"] = chosen
    if desk.entry is not None:
        same = [e for e in desk.library.entries if e.source == desk.entry.source]
        data["current"] = [scrub(desk.entry.source), same.index(desk.entry) if desk.entry in same else 0]
    return data


def typed(draft: Draft, typing: Typing) -> Draft:
    """A draft with the sentence that was being typed, as it stood."""
    if typing.new:
        return draft.inserted(min(typing.index, len(draft.summary)), *([unchecked(typing.text)] if typing.text else []))
    if not any(index == typing.index for index, _ in draft.sentences):
        return draft
    return draft.with_sentence(typing.index, *([unchecked(typing.text)] if typing.text else []))
