"""Working: loading articles, briefing them, and what the inference process answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from textual import on, work
from textual.events import Paste
from textual.timer import Timer
from textual.worker import get_current_worker

from summarizer import locale
from summarizer.brief.model import Options
from summarizer.tui import protocol as p
from summarizer.tui.edits import Draft, History
from summarizer.tui.intake import IntakeError, dropped, expand
from summarizer.tui.library import Entry, State
from summarizer.tui.messages import FilesAppeared, Found, Replied, Trouble
from summarizer.tui.preferences import LENGTHS
from summarizer.tui.screens.base import DeskBase
from summarizer.tui.screens.dialog import Ask, Choose
from summarizer.tui.state import recall
from summarizer.tui.widgets.picklist import Choice

DWELL = 0.35
"""Seconds on an article before it is briefed unasked: paging through the queue must not start a brief a step."""

PASTED = 20
"""Words that a pasted text must have to be an article: a slip of the finger is none."""

ENGINES = ("reader", "writer", "extractive")


class Working(DeskBase):
    """Commands that make work, and replies."""

    engine_state = p.EngineState(loading=False)
    _dwelling: Timer | None = None

    # --- opening

    @work(thread=True, exit_on_error=False, group="intake")
    def take_in(self, names: Iterable[str], *, watched: bool = False) -> None:
        """Find the articles that names stand for, in a thread: a folder may be large or far away.

        Those of a watched folder do not come to the front, and it may well be empty.
        """
        worker = get_current_worker()
        sources: list[str] = []
        for name in names:
            try:
                sources += expand(name, lambda: worker.is_cancelled)
            except IntakeError as error:
                if not watched:
                    self.post_message(Trouble(str(error)))
            except OSError as error:
                self.post_message(Trouble(str(error)))
        if sources:
            self.post_message(Found(sources, not watched))

    @on(Found)
    def _found(self, event: Found) -> None:
        self.add(event.sources, show=event.show)

    def add(self, sources: Iterable[str], *, show: bool = True) -> None:
        """Put sources into the queue and load them; what is there already is shown, not doubled."""
        first: Entry | None = None
        for source in sources:
            entry = self.library.add(source)
            if entry is None:
                entry = self.library.by_source(source)
            else:
                self.inference.load(entry.key, source, reading=self.preferences.reading)
            first = first or entry
        self.relist()
        if first is not None and (show or self.entry is None):
            self.show_entry(first)

    def add_piped(self, data: bytes) -> Entry | None:
        """Put what stdin gave into the queue."""
        entry = self.library.add("-", piped=data)
        if entry is not None:
            self.inference.load(entry.key, "-", data, reading=self.preferences.reading, first=True)
            self.relist()
            self.show_entry(entry)
        return entry

    def on_paste(self, event: Paste) -> None:
        """What is pasted beside a text field is an article, or the path of a file that was dragged here."""
        event.stop()
        text = event.text.strip()
        if names := dropped(text):
            self.take_in(names)
        elif len(text.split()) >= PASTED:
            self.add_piped(text.encode("utf-8"))
        elif text:
            self.tell("pasted_little")

    def relist(self) -> None:
        """Show the queue as it is sorted and filtered now."""
        self.show_queue()
        self.refresh_bars()

    def show_queue(self) -> None:
        """Draw the queue as it is sorted and filtered now."""
        hidden = bool(self.library.entries)
        self.queue_view.show(self.library.view(), self.entry, "none_match" if hidden else "empty")

    def action_open(self) -> None:
        """Open a file or folder."""
        self._open(self._start_folder())

    def action_open_url(self) -> None:
        """Open an address."""
        self._open("https://")

    def _start_folder(self) -> str:
        if self.entry is not None and self.entry.piped is None and "://" not in self.entry.source:
            folder = Path(self.entry.source).parent
            if folder.is_dir():
                return f"{str(folder).rstrip('/')}/"
        return f"{str(Path.cwd()).rstrip('/')}/"

    def _open(self, value: str) -> None:
        from summarizer.tui.screens.open import OpenDialog

        def opened(name: str | None) -> None:
            if name:
                self.take_in([name])

        self.app.push_screen(OpenDialog(value), opened)

    @on(FilesAppeared)
    def _files_appeared(self, event: FilesAppeared) -> None:
        new = []
        for path in event.paths:
            entry = self.library.by_source(str(path))
            if entry is None:
                new.append(str(path))
            else:
                self.leave_editor(entry)
                if entry.history is not None and entry.history.edited:
                    self.tell("changed_kept", "warning", name=path.name)
                else:
                    self.reload(entry)
        if new:
            self.add(new, show=False)
            more = "…" if len(new) > 1 else ""
            self.tell("appeared", n=len(new), name=Path(new[0]).name + more)

    def reload(self, entry: Entry) -> None:
        """Load an article again from where it came."""
        self.inference.cancel([entry.key])
        entry.ticket = 0
        entry.error = ""
        entry.state = State.LOADING
        self.inference.load(entry.key, entry.source, entry.piped, reading=self.preferences.reading, first=True)
        self.entry_changed(entry)

    # --- briefing

    def brief(self, entry: Entry, *, first: bool = True) -> None:
        """Ask for a brief of an entry, before others or after them."""
        if entry.article is None:
            return
        self.leave_editor(entry)
        entry.ask()
        options = Options(words=self.preferences.words)
        entry.ticket = self.inference.compose(
            entry.key, entry.article, entry.facts, self.preferences.engine, options, first=first
        )
        self.entry_changed(entry)

    def action_brief(self) -> None:
        """Brief the article being read, again if need be."""
        if self.entry is None:
            self.tell("no_article")
        elif self.entry.state is State.LOADING:
            self.entry.wanted = True
        elif self.entry.article is None:
            self.tell("no_article")
        else:
            self.brief(self.entry)

    def action_brief_all(self) -> None:
        """Brief all that have none."""
        entries = [entry for entry in self.library.view() if entry.state in (State.WAITING, State.LOADING)]
        for entry in entries:
            if entry.state is State.LOADING:
                entry.wanted = True
            else:
                self.brief(entry, first=False)
        self.tell("brief_all", n=len(entries)) if entries else self.tell("nothing_waits")

    def action_cancel(self) -> None:
        """Stop the brief of the article being read, or else the one being written."""
        entry = self.entry if self.entry and self.entry.busy else None
        entry = entry or next((e for e in self.library.entries if e.state is State.BRIEFING), None)
        if entry is None:
            self.tell("nothing_runs")
        else:
            self._cancel([entry])

    def action_cancel_all(self) -> None:
        """Stop all briefs."""
        for entry in self.library.entries:
            entry.wanted = False
        entries = [entry for entry in self.library.entries if entry.busy]
        self._cancel(entries) if entries else self.tell("nothing_runs")

    def _cancel(self, entries: list[Entry]) -> None:
        self.inference.cancel(entry.key for entry in entries)
        for entry in entries:
            entry.ticket = 0
            entry.settle()
            self.entry_changed(entry)
        self.tell("cancelled", n=len(entries))

    def dwell(self) -> None:
        """Brief the article being read if the reader stays on it."""
        if self._dwelling is not None:
            self._dwelling.stop()
            self._dwelling = None
        if self.preferences.auto and self.entry is not None and self.entry.state is State.WAITING:
            self._dwelling = self.set_timer(DWELL, self._stayed)

    def _stayed(self) -> None:
        if self.entry is not None and self.entry.state is State.WAITING and not self.entry.error:
            self.brief(self.entry)

    # --- length and engine

    def action_shorter(self) -> None:
        """The next shorter length."""
        self._set_words(max((n for n in LENGTHS.values() if n < self.preferences.words), default=None))

    def action_longer(self) -> None:
        """The next longer length."""
        self._set_words(min((n for n in LENGTHS.values() if n > self.preferences.words), default=None))

    def action_length(self) -> None:
        """Choose a length."""
        choices = [
            Choice(str(words), locale.text(f"tui.length.{name}"), locale.text("tui.length.words", n=words))
            for name, words in LENGTHS.items()
        ]

        def chosen(words: str | None) -> None:
            if words:
                self._set_words(int(words))

        self.app.push_screen(Choose(locale.text("tui.length.title"), choices, now=str(self.preferences.words)), chosen)

    def _set_words(self, words: int | None) -> None:
        if words is None or words == self.preferences.words:
            self.tell("no_length")
            return
        self.preferences.words = words
        name = self.preferences.length
        self.tell("length", name=locale.text(f"tui.length.{name}"), n=words)
        self._again()

    def _again(self) -> None:
        """Brief the article being read by the new choice, unless that would put edits aside."""
        entry = self.entry
        if entry is not None and entry.brief is not None:
            if entry.history is not None and entry.history.edited:
                self.tell("edited_kept")
            else:
                self.brief(entry)
        self.refresh_bars()

    def action_engine(self) -> None:
        """Choose the engine."""
        text = locale.text
        choices = [Choice(name, text(f"tui.engine.{name}"), text(f"tui.engine.note.{name}")) for name in ENGINES]
        choices.append(Choice("model", text("tui.engine.model"), text("tui.engine.note.model")))
        choices.append(Choice("endpoint", text("tui.engine.endpoint"), text("tui.engine.note.endpoint")))
        now = self.preferences.engine
        current = "endpoint" if now.endpoints else "model" if now.model else now.name
        self.app.push_screen(Choose(text("tui.engine.title"), choices, now=current), self._engine_chosen)

    def _engine_chosen(self, name: str | None) -> None:
        now, text = self.preferences.engine, locale.text
        if name == "model":

            def model(value: str | None) -> None:
                if value:
                    self._set_engine(p.EngineChoice(now.name, model=value, threads=now.threads))

            ask = Ask(text("tui.engine.model"), now.model or "", hint=text("tui.engine.model_hint"))
            self.app.push_screen(ask, model)
        elif name == "endpoint":

            def endpoint(value: str | None) -> None:
                if value:
                    url, _, model = value.partition(" ")
                    choice = p.EngineChoice(
                        now.name, endpoints=(url,), endpoint_model=model.strip() or None, threads=now.threads
                    )
                    self._set_engine(choice)

            value = " ".join([*now.endpoints[:1], now.endpoint_model or ""]).strip()
            ask = Ask(text("tui.engine.endpoint"), value, hint=text("tui.engine.endpoint_hint"))
            self.app.push_screen(ask, endpoint)
        elif name:
            self._set_engine(p.EngineChoice(name, threads=now.threads))

    def _set_engine(self, choice: p.EngineChoice) -> None:
        if choice == self.preferences.engine:
            return
        self.preferences.engine = choice
        self.engine_state = p.EngineState(loading=False, name=choice.name)
        self.inference.warm(choice)
        self._again()

    # --- replies

    @on(Trouble)
    def _trouble(self, event: Trouble) -> None:
        self.alarm(event.words)

    @on(Replied)
    def _replied(self, event: Replied) -> None:
        reply = event.reply
        match reply:
            case p.EngineState():
                self.engine_state = reply
                if reply.note:
                    self.notify(reply.note, severity="warning", timeout=10, markup=False)
                self.refresh_bars()
            case p.Died():
                self.tell("worker_died" if reply.again else "worker_gone", "error", detail=reply.detail)
            case p.CheckedText():
                self.checked(reply)
            case p.Rendered():
                self.rendered(reply)
            case _:
                entry = self.library.by_key(reply.key)
                if entry is not None:
                    self._entry_replied(entry, reply)

    def _entry_replied(
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
                entry.error = reply.error
                entry.settle()
                self.entry_changed(entry, listed=True)
                # A folder of bad files fills the queue with words, not the screen with notices.
                if entry is self.entry and not self.panes[1].display:
                    self.alarm(reply.error)
            case p.Progressed():
                entry.take(reply.progress)
                self.entry_changed(entry)
            case p.Composed():
                self._composed(entry, reply)
            case p.ComposeFailed():
                entry.error = reply.error
                entry.settle()
                self.entry_changed(entry, listed=True)
                if reply.error and entry is self.entry:
                    self.alarm(reply.error)
            case p.Recounted():
                if entry.brief is not None and reply.ticket == entry.recount:
                    entry.brief = replace(entry.brief, left_out=reply.brief.left_out)
                    self.entry_changed(entry)

    def _loaded(self, entry: Entry, reply: p.Loaded) -> None:
        same = entry.article is not None and entry.article.id == reply.article.id
        entry.article, entry.facts = reply.article, reply.facts
        entry.error = reply.trouble
        if not same:
            entry.brief = entry.history = None
        if entry.brief is None and (kept := recall(self.desk.session, reply.article, reply.facts)):
            entry.brief, entry.history = kept
        entry.settle()
        if entry is self.entry:
            self.show_entry(entry)
        wanted, entry.wanted = entry.wanted, False
        if wanted and entry.state is State.WAITING:
            self.brief(entry, first=False)
        self.entry_changed(entry, listed=True)

    def _composed(self, entry: Entry, reply: p.Composed) -> None:
        draft = Draft.of(reply.brief)
        if entry.history is not None and entry.history.edited:
            # The reader's words stay one step of undo away.
            entry.history.push(draft)
            entry.history.original = draft
        else:
            entry.history = History.of(reply.brief)
        entry.brief = reply.brief
        entry.error = ""
        entry.settle()
        self.entry_changed(entry, listed=True)

    def checked(self, reply: p.CheckedText) -> None:
        """Words that were edited have been checked."""
        raise NotImplementedError

    def rendered(self, reply: p.Rendered) -> None:
        """A file's bytes are ready."""
        raise NotImplementedError
