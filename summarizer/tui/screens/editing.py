"""Editing a brief in place, with the check running along; undo; taking the brief away."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.timer import Timer

from summarizer import locale
from summarizer.brief.model import BriefSentence, Evidence
from summarizer.brief.rendering.clean import clean
from summarizer.errors import reason
from summarizer.tui import protocol as p
from summarizer.tui.clipboard import brief_with_sources, brief_words, copy_natively
from summarizer.tui.edits import Draft
from summarizer.tui.layout import clip
from summarizer.tui.library import Entry
from summarizer.tui.messages import Saved, Trouble
from summarizer.tui.screens.base import DeskBase
from summarizer.tui.widgets.brief import BriefView
from summarizer.tui.widgets.brief_lines import GLYPHS
from summarizer.tui.widgets.editor import Editor
from summarizer.tui.words import one_line

if TYPE_CHECKING:
    from summarizer.tui.screens.export import Export

PAUSE = 0.12
"""Seconds without a keystroke before words are checked."""


@dataclass(slots=True)
class Editing:
    """One sentence being edited. `index` -1 is the headline; `new` where it is not in the brief yet."""

    entry: Entry
    index: int
    new: bool
    before: str
    checked: str = ""
    sentences: tuple[BriefSentence, ...] = ()
    asked: str = ""
    ticket: int = 0
    keep: bool = False


class EditingDesk(DeskBase):
    """Commands that change a brief or take it away."""

    editing: Editing | None = None
    _pausing: Timer | None = None
    _exports: dict[int, Export]

    # --- in place

    def _edit(self) -> None:
        item = self.brief_view.chosen
        entry = self.entry
        if entry is None or entry.history is None:
            self.tell("no_brief")
        elif item is None or item.sentence is None:
            self.tell("no_sentence_chosen")
        else:
            self._begin(Editing(entry, item.sentence, False, item.text), item.id, item.text)

    def _new_sentence(self) -> None:
        entry = self.entry
        if entry is None or entry.history is None:
            self.tell("no_brief")
            return
        item = self.brief_view.chosen
        at = item.sentence + 1 if item and item.sentence is not None else len(entry.history.current.summary)
        # An empty sentence stands in the view while it is written, but not in the brief.
        entry.history.current = entry.history.current.inserted(at, BriefSentence("", status="unsupported"))
        self.brief_view.refresh_entry()
        self.brief_view.choose(f"s{at}")
        self._begin(Editing(entry, at, True, ""), f"s{at}", "")

    def _begin(self, editing: Editing, item: str, text: str) -> None:
        text = editing.before = clean(text)
        self.editing = editing
        self.brief_view.gap = (item, 3)
        self.editor.begin(text)
        self.brief_pane.tell_verdict("", "busy")
        self.call_after_refresh(self._placed)
        self._check(text)

    def _placed(self) -> None:
        if self.editing is not None:
            self.brief_pane.place_editor()
            self.refresh_bars()

    @on(BriefView.Moved)
    def _moved(self) -> None:
        if self.editing is not None:
            self.brief_pane.place_editor()

    @on(Editor.Typed)
    def _typed(self, event: Editor.Typed) -> None:
        if self._pausing is not None:
            self._pausing.stop()
        self._pausing = self.set_timer(PAUSE, lambda: self._check(event.text))
        self.call_after_refresh(self._placed)

    def _check(self, text: str) -> None:
        editing = self.editing
        if editing is None or editing.entry.article is None:
            return
        editing.asked = text
        if not text:
            self.brief_pane.tell_verdict(locale.text("tui.edit.empty"), "note")
            return
        editing.ticket = self.inference.check(editing.entry.article, editing.entry.facts, text)

    def checked(self, reply: p.CheckedText) -> None:
        """Show the verdict; finish where the reader waits for it."""
        editing = self.editing
        if editing is None or reply.ticket != editing.ticket:
            return
        if reply.error or not reply.sentences:
            why = reply.error or locale.text("tui.edit.unchecked")
            sentences: tuple[BriefSentence, ...] = (
                BriefSentence(editing.asked, status="unsupported", reasons=(one_line(why),)),
            )
        else:
            sentences = reply.sentences
        editing.checked, editing.sentences = editing.asked, sentences
        if editing.keep:
            self._finish()
            return
        worst = next((s for s in sentences if s.status == "unsupported"), sentences[0])
        words = "; ".join(one_line(reason) for reason in worst.reasons) or locale.text(f"tui.status.{worst.status}")
        tone = "ok" if worst.status == "supported" else "bad"
        width = max(8, self.editor.size.width)
        self.brief_pane.tell_verdict(clip(f"{GLYPHS[worst.status]} {words}", width), tone)
        evidence = [e for sentence in sentences for e in sentence.evidence]
        if self.entry is editing.entry:
            self.source_view.mark_evidence(evidence, (), reveal=False)

    @on(Editor.Finished)
    def _finished(self, event: Editor.Finished) -> None:
        editing = self.editing
        if editing is None:
            return
        if not event.kept or event.text == editing.before:
            self._abandon()
        elif not event.text:
            editing.sentences = ()
            self._finish()
        elif editing.checked == event.text:
            self._finish()
        else:
            if self._pausing is not None:
                self._pausing.stop()
            editing.keep = True
            self._check(event.text)

    def _abandon(self) -> None:
        editing = self.editing
        assert editing is not None
        history = editing.entry.history
        if editing.new and history is not None:
            history.current = history.current.with_sentence(editing.index)
        # Back to where the reader was: a new sentence was asked for on the one before it.
        self._put_away(editing.entry, max(0, editing.index - 1) if editing.new else editing.index)

    def _finish(self) -> None:
        editing = self.editing
        assert editing is not None
        history = editing.entry.history
        if history is not None:
            draft = history.current
            if editing.new:
                history.current = draft.with_sentence(editing.index)
                draft = history.current.inserted(editing.index, *editing.sentences)
            else:
                draft = draft.with_sentence(editing.index, *_as_headline(editing))
            self.change(editing.entry, draft)
        self._put_away(editing.entry, editing.index)

    def _put_away(self, entry: Entry, index: int) -> None:
        self.editing = None
        self.brief_pane.end_editing()
        self.entry_changed(entry)
        self.brief_view.choose("h" if index < 0 else f"s{index}")
        self.brief_view.focus()
        self.refresh_bars()

    def leave_editor(self) -> None:
        """Another article is shown: what is being written is kept out of its way."""
        if self.editing is not None:
            self._abandon()

    # --- changes

    def change(self, entry: Entry, draft: Draft) -> None:
        """Make `draft` the words of the brief, and count anew what they leave out."""
        if entry.history is None:
            return
        entry.history.push(draft)
        self._changed(entry)

    def _changed(self, entry: Entry) -> None:
        entry.settle()
        brief = entry.current()
        if brief is not None:
            entry.recount = self.inference.recount(entry.key, brief)
        self.entry_changed(entry, listed=True)
        self.desk.dirty = True

    def action_undo(self) -> None:
        """Take the last change back."""
        if self.entry is None or self.entry.history is None or not self.entry.history.undo():
            self.tell("nothing_to_undo")
        else:
            self._changed(self.entry)

    def action_redo(self) -> None:
        """Take it again."""
        if self.entry is None or self.entry.history is None or not self.entry.history.redo():
            self.tell("nothing_to_redo")
        else:
            self._changed(self.entry)

    def _remove(self) -> None:
        entry, item = self.entry, self.brief_view.chosen
        if entry is None or entry.history is None or item is None or item.sentence is None:
            self.tell("no_sentence_chosen")
            return
        self.change(entry, entry.history.current.with_sentence(item.sentence))
        if not self.brief_view.choose(item.id):
            self.brief_view.choose(f"s{item.sentence - 1}")

    def _move(self, by: int) -> None:
        entry, item = self.entry, self.brief_view.chosen
        if entry is None or entry.history is None or item is None or item.sentence is None or item.sentence < 0:
            self.tell("no_sentence_chosen")
            return
        draft = entry.history.current.moved(item.sentence, item.sentence + by)
        if draft is not entry.history.current:
            self.change(entry, draft)
            self.brief_view.choose(f"s{item.sentence + by}")

    def _restore(self) -> None:
        if self.entry is None or self.entry.history is None or not self.entry.history.edited:
            self.tell("nothing_to_restore")
            return
        self.change(self.entry, self.entry.history.original)
        self.tell("restored")

    def add_from_source(self) -> None:
        """Put the source sentence under the cursor into the brief, in the order of the source."""
        entry, index = self.entry, self.source_view.sentence
        if entry is None or entry.article is None or index is None:
            self.tell("no_sentence")
            return
        if entry.history is None:
            self.tell("no_brief")
            return
        span = entry.article.sentences[index]
        words = " ".join(span.of(entry.article.text).split())
        # It is its own evidence, word for word; the recount finds its figures.
        sentence = BriefSentence(words, (Evidence(span.start, span.end, 1.0),))
        draft = entry.history.current
        at = next(
            (n for n, s in enumerate(draft.summary) if s.evidence and min(s.evidence).start > span.start),
            len(draft.summary),
        )
        self.change(entry, draft.inserted(at, sentence))
        self.brief_view.choose(f"s{at}")
        self.tell("added", n=at + 1)

    # --- taking it away

    def action_copy(self) -> None:
        """Copy the sentence or row under the cursor of the pane in use."""
        if self.source_view.has_focus and self.entry and self.entry.article and self.source_view.sentence is not None:
            span = self.entry.article.sentences[self.source_view.sentence]
            self._copy(" ".join(span.of(self.entry.article.text).split()), "copied_sentence")
        elif item := self.brief_view.chosen:
            self._copy(item.text, "copied_sentence")
        else:
            self.tell("nothing_to_copy")

    def action_copy_brief(self) -> None:
        """Copy headline and sentences."""
        brief = self.entry.current() if self.entry else None
        self._copy(brief_words(brief), "copied_brief") if brief else self.tell("no_brief")

    def action_copy_sources(self) -> None:
        """Copy the brief with the source sentence of each sentence."""
        brief = self.entry.current() if self.entry else None
        self._copy(brief_with_sources(brief), "copied_sources") if brief else self.tell("no_brief")

    def _copy(self, text: str, notice: str) -> None:
        self.app.copy_to_clipboard(text)
        self._copy_natively(text)
        self.tell(notice)

    @work(thread=True, exit_on_error=False, group="clipboard")
    def _copy_natively(self, text: str) -> None:
        copy_natively(text)

    def action_export(self) -> None:
        """Save the brief as a file."""
        from summarizer.tui.screens.export import ExportDialog

        entry = self.entry
        brief = entry.current() if entry else None
        if entry is None or brief is None:
            self.tell("no_brief")
            return

        def chosen(export: Export | None) -> None:
            if export is not None:
                self.desk.last_export = export
                self._exports[self.inference.render(brief, export.format)] = export

        last = self.desk.last_export
        folder = last.path.parent if last else Path.cwd()
        name = locale.text("tui.export.name", name=Path(entry.name).stem or "tin")
        self.app.push_screen(ExportDialog(folder / name, last.format if last else "markdown"), chosen)

    def rendered(self, reply: p.Rendered) -> None:
        """Write the file whose bytes are ready."""
        export = self._exports.pop(reply.ticket, None)
        if export is None:
            return
        if reply.error:
            self.alarm(reply.error)
        else:
            self._write(export, reply.data)

    @work(thread=True, exit_on_error=False, group="export")
    def _write(self, export: Export, data: bytes) -> None:
        try:
            write_whole(export.path, data)
        except OSError as error:
            why = reason(error)
            self.post_message(Trouble(locale.text("tui.notice.not_saved", path=export.path, why=why)))
        else:
            self.post_message(Saved(export.path))

    @on(Saved)
    def _saved(self, event: Saved) -> None:
        self.tell("saved", path=event.path)

    # --- asked by the brief

    @on(BriefView.Asked)
    def _brief_asked(self, event: BriefView.Asked) -> None:
        match event.command:
            case "edit":
                self._edit()
            case "new_sentence":
                self._new_sentence()
            case "remove":
                self._remove()
            case "move_up":
                self._move(-1)
            case "move_down":
                self._move(1)
            case "restore":
                self._restore()


def _as_headline(editing: Editing) -> tuple[BriefSentence, ...]:
    """A headline is one sentence, whatever stops are in it."""
    if editing.index >= 0 or len(editing.sentences) < 2:
        return editing.sentences
    worst = next((s for s in editing.sentences if s.status == "unsupported"), editing.sentences[0])
    evidence = tuple(dict.fromkeys(e for s in editing.sentences for e in s.evidence))
    reasons = tuple(dict.fromkeys(reason for s in editing.sentences for reason in s.reasons))
    return (replace(worst, text=editing.asked, evidence=evidence, figures=(), reasons=reasons),)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file at once or not at all.

    Raises:
        OSError: it cannot be written.
    """
    fd, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(fd, "wb") as file:
            file.write(data)
        # A temporary file is for its owner alone; a brief is an ordinary file.
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
