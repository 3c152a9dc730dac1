"""The queue of articles, and the view of it that is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

from summarizer.tui.entry import Entry, State
from summarizer.tui.search import plain

Sort = Literal["added", "newest", "title", "source", "words", "state", "warnings"]
SORTS: Final[tuple[Sort, ...]] = ("added", "newest", "title", "source", "words", "state", "warnings")
Filter = Literal["all", "open", "done", "warned", "failed", "starred", "unhandled", "marked"]
FILTERS: Final[tuple[Filter, ...]] = ("all", "open", "done", "warned", "failed", "starred", "unhandled", "marked")


_ORDER: Final = (State.BRIEFING, State.QUEUED, State.WARNED, State.FAILED, State.WAITING, State.LOADING, State.DONE)
_FILTERED: Final[dict[str, frozenset[State]]] = {
    "all": frozenset(State),
    "open": frozenset({State.LOADING, State.WAITING, State.QUEUED, State.BRIEFING}),
    "done": frozenset({State.DONE, State.WARNED}),
    "warned": frozenset({State.WARNED}),
    "failed": frozenset({State.FAILED}),
}


class Library:
    """All entries, in the order added, and the view of them that the queue shows."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.sort: Sort = "added"
        self.filter: Filter = "all"
        self.query = ""
        self._next = 0
        self._keys: dict[int, Entry] = {}
        self._sources: dict[str, Entry] = {}

    def add(self, source: str, *, piped: bytes | None = None) -> Entry | None:
        """A new entry, or None where `source` is in the queue already (what was piped in never is)."""
        if piped is None and source in self._sources:
            return None
        entry = self.made(source, piped)
        self.entries.append(entry)
        self._index(entry)
        return entry

    def made(self, source: str, piped: bytes | None) -> Entry:
        """An entry that is in no queue yet."""
        self._next += 1
        return Entry(self._next, source, piped)

    def _index(self, entry: Entry) -> None:
        self._keys[entry.key] = entry
        if entry.piped is None:
            self._sources[entry.source] = entry

    def by_source(self, source: str) -> Entry | None:
        """The entry loaded from `source`."""
        return self._sources.get(source)

    def by_key(self, key: int) -> Entry | None:
        """The entry with this key; None once it was removed."""
        return self._keys.get(key)

    def remove(self, entries: Iterable[Entry]) -> list[tuple[int, Entry]]:
        """Take entries out of the queue, with the place each had; their files stay."""
        gone = {entry.key for entry in entries}
        taken = [(place, entry) for place, entry in enumerate(self.entries) if entry.key in gone]
        self.entries = [entry for entry in self.entries if entry.key not in gone]
        for _, entry in taken:
            self._keys.pop(entry.key, None)
            if self._sources.get(entry.source) is entry:
                del self._sources[entry.source]
        return taken

    def put_back(self, taken: Iterable[tuple[int, Entry]]) -> list[Entry]:
        """Entries that were removed at the places they had; one whose source came again meanwhile is left out."""
        back = []
        for place, entry in sorted(taken, key=lambda one: one[0]):
            if entry.piped is None and entry.source in self._sources:
                continue
            self.entries.insert(min(place, len(self.entries)), entry)
            self._index(entry)
            back.append(entry)
        return back

    def view(self) -> list[Entry]:
        """The entries that filter and query let through, sorted."""
        entries = [entry for entry in self.entries if self.filter == "all" or self._passes(entry)]
        if words := plain(self.query).split():
            entries = [entry for entry in entries if all(word in entry.findable for word in words)]
        if self.sort == "title":
            entries.sort(key=lambda entry: entry.title.lower())
        elif self.sort == "source":
            entries.sort(key=lambda entry: entry.source)
        elif self.sort == "words":
            entries.sort(key=lambda entry: -entry.words)
        elif self.sort == "state":
            entries.sort(key=lambda entry: _ORDER.index(entry.state))
        elif self.sort == "newest":
            entries.sort(key=lambda entry: (entry.added, entry.key), reverse=True)
        elif self.sort == "warnings":
            entries.sort(key=lambda entry: (-entry.warnings, entry.state is not State.WARNED))
        return entries

    def _passes(self, entry: Entry) -> bool:
        match self.filter:
            case "starred":
                return entry.star
            case "unhandled":
                return not entry.handled
            case "marked":
                return entry.marked
            case name:
                return entry.state in _FILTERED[name]

    def states(self) -> list[State]:
        """The state of each entry."""
        return [entry.state for entry in self.entries]

    def counts(self) -> tuple[int, int]:
        """How many entries there are, and how many have a brief."""
        return len(self.entries), sum(entry.briefed for entry in self.entries)
