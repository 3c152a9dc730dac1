"""What the worker and the store answer, taken down: texts that were loaded, briefs that were written or fetched."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from summarizer.store.works import Work
from summarizer.tui import protocol as p
from summarizer.tui.edits import Draft, History
from summarizer.tui.entry import Entry, Known, State, Text
from summarizer.tui.eyes import INFORMATION, WARNING
from summarizer.tui.kept import history_of
from summarizer.tui.steps import Replacement

if TYPE_CHECKING:
    from summarizer.tui.desk import Desk


class Answers:
    """Takes them down on the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._arrivals: list[Entry] = []
        self._taking: set[int] = set()
        """Entries whose new text is asked for, edits or not."""

    def taking(self, entry: Entry) -> None:
        """The next text that is loaded for this entry takes the place of the one that is there, edits or not."""
        self._taking.add(entry.key)

    def replied(self, reply: p.Reply) -> None:
        """Take an answer down."""
        match reply:
            case p.EngineState():
                self._desk.engine_state = reply
                if reply.note:
                    self._desk.eyes.tell("engine_note", "warning", words=reply.note)
                self._desk.eyes.refresh_bars()
            case p.Died():
                self._desk.eyes.tell("worker_died" if reply.again else "worker_gone", "error", detail=reply.detail)
            case p.CheckedText():
                self._desk.edits.checked(reply)
            case p.Rendered():
                self._desk.eyes.rendered(reply)
            case _:
                entry = self._desk.library.by_key(reply.key)
                if entry is not None:
                    self._about(entry, reply)

    def _about(
        self,
        entry: Entry,
        reply: p.Loaded | p.LoadFailed | p.Progressed | p.Composed | p.ComposeFailed | p.Recounted,
    ) -> None:
        # What was on its way when the reader cancelled or changed something comes too late.
        if isinstance(reply, p.Progressed | p.Composed | p.ComposeFailed) and reply.ticket != entry.ticket:
            return
        match reply:
            case p.Loaded():
                self._loaded(entry, reply)
            case p.LoadFailed():
                self._not_loaded(entry, reply.error)
            case p.Progressed():
                entry.take(reply.progress)
                self._desk.eyes.entry_changed(entry)
            case p.Composed():
                self._composed(entry, reply)
            case p.ComposeFailed():
                entry.error = reply.error
                entry.settle()
                self._desk.eyes.entry_changed(entry, listed=True)
                if reply.error and entry is self._desk.entry:
                    self._desk.eyes.alarm(reply.error)
            case p.Recounted():
                if entry.brief is not None and reply.ticket == entry.recount:
                    entry.brief = replace(entry.brief, left_out=reply.brief.left_out)
                    self._desk.changed(entry, words=True)

    def _loaded(self, entry: Entry, reply: p.Loaded) -> None:
        text = Text(reply.article, reply.facts, reply.trouble, reply.stamp)
        taking = entry.key in self._taking
        self._taking.discard(entry.key)
        same = entry.article is not None and entry.article.id == reply.article.id
        if entry.article is not None and not same and entry.edited and not taking:
            # The reader's words hang on the text that they were written on.
            entry.newer, entry.since = text, "changed"
            entry.settle()
            self._desk.eyes.tell("changed_kept", "warning", name=entry.name)
            self._desk.changed(entry)
        elif entry.article is not None and not same and entry.brief is not None:
            self.replace(entry, text)
        else:
            if not same:
                entry.brief = entry.history = None
            self._take_text(entry, text)

    def _take_text(self, entry: Entry, text: Text) -> None:
        entry.article, entry.facts, entry.error = text.article, text.facts, text.trouble
        entry.since, entry.newer, entry.tables = "", None, None
        entry.known = Known(entry.known.id if entry.known.id == text.article.id else "", stamp=text.stamp)
        self._desk.memory.loaded(entry)
        entry.settle()
        if entry is self._desk.entry:
            self._desk.eyes.entry_shown()
        if not entry.recalling:
            self._desk.briefing.brief_wanted(entry)
        self._desk.eyes.entry_changed(entry, listed=True)

    def replace(self, entry: Entry, text: Text) -> None:
        """Another text takes the place of the one that is there; its brief is one step of undo away."""
        assert entry.article is not None
        if entry.brief is not None:
            self._desk.steps.append(
                Replacement(entry, _text_of(entry), entry.history, entry.brief, entry.since or "changed")
            )
            entry.before = entry.article.id if entry.edited else entry.before
        entry.brief = entry.history = None
        self._take_text(entry, text)
        self._desk.memory.touch(entry)

    def give_back(self, step: Replacement) -> None:
        """The text that gave way, with its brief."""
        entry = step.entry
        self._desk.inference.cancel([entry.key])
        entry.ticket = 0
        if entry.article is not None:
            entry.newer = _text_of(entry)
        entry.article, entry.facts, entry.tables = step.text.article, step.text.facts, None
        entry.known.stamp = step.text.stamp
        entry.brief, entry.history, entry.since = step.brief, step.history, step.since
        entry.error = entry.before = ""
        entry.settle()
        self._desk.show(entry)
        self._desk.changed(entry, words=True)
        self._desk.eyes.tell("earlier_back")

    def recalled_before(self, entry: Entry, work: Work | None) -> None:
        """The earlier text with its edited brief came from the store: it takes its place again."""
        entry.before = ""
        if work is None:
            self._desk.eyes.tell("nothing_to_undo")
            self._desk.memory.touch(entry)
            return
        text = Text(work.brief.article, work.brief.facts, stamp="")
        self.give_back(Replacement(entry, text, history_of(work), work.brief, "changed"))
        self._desk.edits.recheck(entry)

    def _not_loaded(self, entry: Entry, error: str) -> None:
        self._taking.discard(entry.key)
        if entry.brief is not None:
            # Brief, edit and text are here; only where they came from is not.
            entry.since = "gone"
            entry.settle()
            self._desk.changed(entry)
            if entry is self._desk.entry:
                self._desk.eyes.alarm(error)
            return
        entry.error = error
        entry.settle()
        self._desk.eyes.entry_changed(entry, listed=True)
        # A folder of bad files fills the queue with words, not the screen with notices.
        if entry is self._desk.entry:
            self._desk.eyes.tell("not_opened", "error", words=error)

    def _composed(self, entry: Entry, reply: p.Composed) -> None:
        draft = Draft.of(reply.brief)
        if entry.history is not None and entry.history.edited:
            # The reader's words stay one step of undo away.
            entry.history.push(draft)
            entry.history.original = draft
        else:
            entry.history = History.of(reply.brief)
        # Directives and key figures are found on the way to the brief.
        entry.brief, entry.facts = reply.brief, reply.brief.facts
        entry.error = ""
        entry.settle()
        self._desk.changed(entry, words=True)
        if entry.arrived:
            self._arrivals.append(entry)
        if self._arrivals and not self._desk.inference.busy:
            self._tell_arrivals()

    def _tell_arrivals(self) -> None:
        done, self._arrivals = self._arrivals, []
        for entry in done:
            entry.arrived = False
        warned = sum(entry.state is State.WARNED for entry in done)
        name = done[0].title if len(done) == 1 else f"{done[0].title}…"
        told, severity = ("arrivals_warned", WARNING) if warned else ("arrivals", INFORMATION)
        self._desk.eyes.tell(told, severity, n=len(done), name=name, warned=warned)

    def recalled(self, entry: Entry, work: Work | None) -> None:
        """A work came from the store."""
        entry.recalling = False
        if work is None:
            entry.known = Known()
            if entry.article is None:
                entry.state = State.LOADING
                self._desk.load(entry, first=entry is self._desk.entry)
            else:
                self._desk.briefing.brief_wanted(entry)
        elif entry.article is None or entry.brief is None:
            if entry.article is not None and entry.article.id != work.brief.article.id:
                return
            self._desk.memory.take(entry, work)
            entry.settle()
            if entry is self._desk.entry:
                self._desk.eyes.entry_shown()
            self._desk.edits.recheck(entry)
            self._desk.briefing.brief_wanted(entry)
            if entry.since == "changed" and not entry.edited:
                self._desk.reload(entry)
        self._desk.eyes.entry_changed(entry, listed=True)


def _text_of(entry: Entry) -> Text:
    assert entry.article is not None
    return Text(entry.article, entry.facts, entry.error, entry.known.stamp)
