"""What the desk remembers: which entries changed since they were kept, and the way there and back.

The desk touches an entry; within half a second what changed goes to the keeper, which writes it. At the start the queue
comes back as it was listed, each brief with the text it was made of when it is looked at.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from summarizer import locale
from summarizer.errors import TomtatError
from summarizer.store.names import scrub
from summarizer.store.sessions import Row
from summarizer.store.works import Work
from summarizer.tui import keeping, legacy, reports
from summarizer.tui.crossing import Crossings
from summarizer.tui.entry import Entry, Known, State
from summarizer.tui.keeping import Keeper, Snapshot
from summarizer.tui.kept import fill, history_of, layout_of, row_of, take_marks, typed, work_of
from summarizer.tui.library import FILTERS, SORTS
from summarizer.tui.reports import Report
from summarizer.tui.steps import Removal

if TYPE_CHECKING:
    from summarizer.tui.desk import Desk

EVERY: Final = 0.3
"""Seconds between looking whether anything changed; a keystroke is in the store within a second."""
OTHERS: Final = 3.0
"""Seconds between looking what other desks of the session put into the queue."""
SLICE: Final = 0.006
"""Seconds that handing over may take at once, where thousands of rows changed."""
_UNDOABLE: Final = 50
"""Removals of earlier runs that can be taken back."""


class Memory:
    """Between the desk and its keeper. Without a keeper nothing is kept, and nothing is lost by asking."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.keeper: Keeper | None = None
        self._known: frozenset[str] | set[str] = frozenset()
        self._rows: dict[int, Entry] = {}
        self._words: dict[int, Entry] = {}
        self._layout = False
        self._removed: dict[int, str] = {}
        self._legacy: dict[str, Any] = {}
        self.crossings = Crossings(desk)
        self.theme: str | None = None

    @property
    def trouble(self) -> str:
        """Why what changed last could not be kept, in words; empty where all is well."""
        return self.keeper.trouble if self.keeper else ""

    # --- what changed

    def touch(self, entry: Entry, *, words: bool = False) -> None:
        """An entry is to be kept; `words`: its brief too."""
        if self.keeper is not None:
            self._rows[entry.key] = entry
            if words and entry.loaded and entry.briefed:
                self._words[entry.key] = entry

    def holds(self, entry: Entry) -> bool:
        """Whether its words are still to be handed over."""
        return entry.key in self._words

    def touch_layout(self) -> None:
        """How the desk is arranged is to be kept."""
        self._layout = True

    def removed(self, entries: Iterable[Entry]) -> None:
        """These were taken off the queue."""
        moment = datetime.now(UTC).isoformat(timespec="microseconds")
        for entry in entries:
            self._removed[entry.key] = moment
            self.touch(entry)

    def restored(self, entries: Iterable[Entry]) -> None:
        """These are back."""
        for entry in entries:
            self._removed.pop(entry.key, None)
            self.touch(entry)

    def look_for_others(self) -> None:
        """What other desks of this session put into the queue comes here, too."""
        if self.keeper is not None:
            self.keeper.look_for_others()

    def save(self, seconds: float | None = SLICE) -> bool:
        """Hand over what changed, words first, as much as can be done in so many seconds; whether any is left."""
        self.crossings.settle()
        if self.keeper is None or not (self._rows or self._words or self._layout):
            return False
        until = None if seconds is None else time.perf_counter() + seconds
        words, self._words = self._words, {}
        works = {key: work for key, entry in words.items() if (work := work_of(entry, self._desk.edits.now))}
        rows = {key: row_of(entry, self._removed.get(entry.key)) for key, entry in words.items()}
        while self._rows and (until is None or time.perf_counter() < until):
            key = next(iter(self._rows))
            entry = self._rows.pop(key)
            if key not in rows:
                rows[key] = row_of(entry, self._removed.get(entry.key))
        layout = layout_of(self._desk, self.theme) if self._layout else None
        self._layout = False
        self._known = {*self._known, *(work.brief.article.id for work in works.values())} if works else self._known
        self.keeper.save(Snapshot(rows, works, layout))
        return bool(self._rows)

    # --- the beginning

    def open(self, path: Path, session: str, post: Callable[[Report], None], *, fresh: bool = False) -> None:
        """Take the desk up as it was left; what cannot be read is told, and tried again at every save."""
        self.keeper = Keeper(path, session, post)
        self._layout = True
        try:
            opened = keeping.look(path, session)
        except TomtatError as error:
            self.keeper.trouble = str(error)
            self._desk.eyes.tell("unsaved", "error", why=str(error))
            return
        self._known = opened.works
        self._held = frozenset((row.source, row.given) for row in opened.rows)
        if opened.layout:
            self._take_layout(opened.layout)
        rows: dict[int, Row] = {}
        gone: dict[str, list[tuple[int, Entry]]] = {}
        for place, row in enumerate(opened.rows):
            entry = self._entry(row, fresh=fresh)
            if entry is None:
                continue
            rows[entry.key] = row
            if row.removed or fresh:
                moment = row.removed or ""
                gone.setdefault(moment, []).append((place, entry))
                self._removed[entry.key] = moment
        self.keeper.began(rows, max((row.number for row in opened.rows), default=0))
        self._take_off(gone)
        self._desk.eyes.relist()
        parked = {e.key: e.source for e in self._desk.library.entries if e.parked and e.piped is None}
        if parked:
            self.keeper.look_at(parked)

    def _take_off(self, gone: dict[str, list[tuple[int, Entry]]]) -> None:
        """What was taken off before can be put back, the last first; with `--fresh`, what stood there too."""
        now = gone.pop("", [])
        for moment in sorted(gone)[-_UNDOABLE:]:
            self._desk.steps.append(Removal(tuple(gone[moment])))
        if now:
            self._desk.steps.append(Removal(tuple(now)))
            self.removed(entry for _, entry in now)

    def _entry(self, row: Row, *, fresh: bool) -> Entry | None:
        library = self._desk.library
        away = fresh or row.removed is not None
        entry = library.made(row.source, row.given) if away else library.add(row.source, piped=row.given)
        if entry is None:
            return None
        fill(entry, row)
        if entry.known.id in self._known:
            entry.settle()
        else:
            entry.known.id = ""
            if not away:
                self._desk.load(entry)
        return entry

    def _take_layout(self, data: dict[str, Any]) -> None:
        library = self._desk.library
        sort, only, theme = data.get("sort"), data.get("filter"), data.get("theme")
        library.sort = next((name for name in SORTS if name == sort), "added")
        library.filter = next((name for name in FILTERS if name == only and only != "marked"), "all")
        self.theme = theme if isinstance(theme, str) else None
        self.layout = data

    layout: dict[str, Any] = {}
    """How the desk was left."""

    def current(self) -> Entry | None:
        """What was being read when the desk was left, or the first."""
        entries = self._desk.library.entries
        current = self.layout.get("current")
        if isinstance(current, list) and len(current) == 2:
            same = [entry for entry in entries if scrub(entry.source) == current[0]]
            if same:
                return same[min(int(current[1]), len(same) - 1)]
        return entries[0] if entries else None

    def take_over(self, path: Path) -> None:
        """The session file of an older program: its queue at once, its briefs as their articles are loaded."""
        session = legacy.load(path)
        if session is None or self.keeper is None or self.trouble:
            return
        self._legacy = session.briefs
        if not self.layout:
            self._take_layout(session.desk)
        for kept in session.entries:
            text = kept.get("text")
            if (kept["source"], None if text is None else text.encode("utf-8")) in self._held:
                continue
            entry = self._desk.library.add(kept["source"], piped=None if text is None else text.encode("utf-8"))
            if entry is not None:
                entry.place = legacy.place_of(kept)
                self._desk.load(entry)
                self.touch(entry)
        self._desk.eyes.relist()
        self._legacy_file = path

    _legacy_file: Path | None = None
    _held: frozenset[tuple[str, bytes | None]] = frozenset()
    """What the store had on the desk at the start, taken off or not."""

    # --- fetching

    def recall(self, entry: Entry) -> None:
        """Fetch the brief of an entry with its text."""
        if self.keeper is not None and entry.known.id and not entry.recalling:
            entry.recalling = True
            origin = entry.source if entry.piped is None else "-"
            self.keeper.recall(entry.key, entry.known.id, origin)

    def recall_before(self, entry: Entry) -> None:
        """Fetch the edited brief of the text that gave way to what the source says now."""
        if self.keeper is not None:
            self.keeper.recall(entry.key, entry.before, entry.source)

    def loaded(self, entry: Entry) -> None:
        """An article was loaded: fetch the brief that it may have."""
        assert entry.article is not None
        if entry.brief is not None:
            return
        if entry.article.id in self._known:
            entry.known.id = entry.article.id
            self.recall(entry)
        elif found := legacy.recall(self._legacy, entry.article, entry.facts):
            entry.brief, entry.history = found
            self.touch(entry, words=True)

    def take(self, entry: Entry, work: Work) -> None:
        """Put a brief that was fetched on the desk, with what was being typed."""
        brief = work.brief
        if entry.article is None:
            entry.article = brief.article
        else:
            brief = replace(brief, article=entry.article)
        entry.facts, entry.brief, entry.tables = brief.facts, brief, None
        entry.history = history_of(work)
        entry.known = Known(brief.article.id, stamp=entry.known.stamp)
        if work.typing is not None:
            entry.history.push(typed(entry.history.current, work.typing))
            self.touch(entry, words=True)

    def reported(self, report: Report) -> None:
        """What the keeper says."""
        desk = self._desk
        match report:
            case reports.Failed():
                desk.eyes.tell("unsaved", "error", why=report.words)
                desk.eyes.refresh_bars()
            case reports.Recovered():
                desk.eyes.tell("saved_again")
                desk.eyes.refresh_bars()
            case reports.Recalled():
                entry = desk.library.by_key(report.key)
                if entry is not None and report.id == entry.before:
                    desk.answers.recalled_before(entry, report.work)
                elif entry is not None:
                    desk.answers.recalled(entry, report.work)
            case reports.Crossed():
                self.crossings.crossed(report)
            case reports.Overtaken():
                self.crossings.overtaken(report)
            case reports.Looked():
                self._looked(report.stamps)
            case reports.Joined():
                self._joined(report.rows)
            case reports.Marked():
                entry = desk.library.by_key(report.key)
                if entry is not None:
                    take_marks(entry, report.before, report.now)
                    desk.eyes.entry_changed(entry, listed=True)

    def _joined(self, rows: list[Row]) -> None:
        """What another desk put into the queue stands in this one, too."""
        if self.keeper is None:
            return
        self._known = {*self._known, *(row.article for row in rows if row.article)}
        came = {entry.key: row for row in rows if (entry := self._entry(row, fresh=False)) is not None}
        if not came:
            return
        self.keeper.began(came)
        desk = self._desk
        desk.eyes.relist()
        if desk.entry is None:
            desk.show(desk.library.by_key(next(iter(came))))
        first = desk.library.by_key(next(iter(came)))
        desk.eyes.tell("joined", n=len(came), name=first.title if first else "")

    def _looked(self, stamps: dict[int, str]) -> None:
        for key, stamp in stamps.items():
            entry = self._desk.library.by_key(key)
            if entry is None or stamp in ("?", entry.known.stamp):
                continue
            entry.since = "changed" if stamp else "gone"
            self._desk.eyes.entry_changed(entry)
            if entry is self._desk.entry and entry.since == "changed" and entry.brief and not entry.edited:
                self._desk.reload(entry)

    # --- the end

    def move(self, path: Path) -> None:
        """Keep everything in another store from here on."""
        if self.keeper is None:
            return
        self.keeper.move(path)
        for entry in self._desk.library.entries:
            self.touch(entry, words=True)
        self._layout = True
        self.save(None)

    def close(self, seconds: float = 10.0) -> str:
        """Keep what is left. Why that failed, in words, or empty."""
        if self.keeper is None:
            return ""
        self._layout = True
        self.save(None)
        if not self.keeper.rest(seconds):
            return self.keeper.trouble or locale.text("tui.notice.slow_store")
        return self.keeper.trouble

    def end(self) -> None:
        """Let the store go, whether all was written or not."""
        if self.keeper is None:
            return
        trouble = self.keeper.close()
        if self._legacy_file is not None and not trouble and not self._unread_legacy():
            keeping.put_aside(self._legacy_file)
        self.keeper = None

    def _unread_legacy(self) -> bool:
        """Whether briefs of the old session file still wait for articles that were not loaded to the end."""
        return any(entry.state is State.LOADING for entry in self._desk.library.entries)
