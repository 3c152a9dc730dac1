"""Editing a brief in place, with the check running along; undo."""

from __future__ import annotations

from dataclasses import dataclass, replace

from textual import on
from textual.timer import Timer

from summarizer import locale
from summarizer.brief.model import BriefSentence, Evidence
from summarizer.brief.rendering.clean import clean
from summarizer.tui import protocol as p
from summarizer.tui.edits import Draft, History
from summarizer.tui.layout import shown
from summarizer.tui.library import Entry
from summarizer.tui.screens.base import DeskBase
from summarizer.tui.widgets.brief import BriefView
from summarizer.tui.widgets.brief_lines import GLYPHS
from summarizer.tui.widgets.editor import Editor
from summarizer.tui.words import one_line

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
    """Commands that change a brief."""

    editing: Editing | None = None
    _pausing: Timer | None = None

    # --- in place

    def _to_change(self) -> tuple[Entry, History] | None:
        """The brief that a command is to change; None, and why, where there is none or it is being written anew."""
        chosen = self.brief_view.chosen
        self.leave_editor()
        if chosen is not None:
            self.brief_view.choose(chosen.id)
        entry = self.entry
        if entry is not None and entry.busy:
            self.tell("being_briefed")
        elif entry is None or entry.history is None:
            self.tell("no_brief")
        else:
            return entry, entry.history
        return None

    def _edit(self) -> None:
        item = self.brief_view.chosen
        if self.editing is not None and item is not None and item.sentence == self.editing.index:
            self.editor.focus()
        elif found := self._to_change():
            if item is None or item.sentence is None:
                self.tell("no_sentence_chosen")
            else:
                self._begin(Editing(found[0], item.sentence, False, item.text), item.id, item.text)

    def _new_sentence(self) -> None:
        if (found := self._to_change()) is None:
            return
        entry, history = found
        item = self.brief_view.chosen
        at = item.sentence + 1 if item and item.sentence is not None else len(history.current.summary)
        # An empty sentence stands in the view while it is written, but not in the brief.
        history.current = history.current.inserted(at, BriefSentence("", status="unsupported"))
        self.brief_view.refresh_entry()
        self.brief_view.choose(f"s{at}")
        self._begin(Editing(entry, at, True, ""), f"s{at}", "")

    def _begin(self, editing: Editing, item: str, text: str) -> None:
        text = editing.before = clean(text)
        self.editing = editing
        # Of no height yet: placing the editor makes room for it.
        self.brief_view.gap = (item, 0)
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
        # The verdict there is was on other words.
        self.brief_pane.tell_verdict(locale.text("tui.edit.checking"), "busy")
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
        self.brief_pane.tell_verdict(shown(f"{GLYPHS[worst.status]} {words}"), tone)
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

    def leave_editor(self, entry: Entry | None = None) -> None:
        """Something else wants the brief or the screen: what was typed is kept, as if by Enter, but at once."""
        editing = self.editing
        if editing is None or entry not in (None, editing.entry):
            return
        words = self.editor.words
        if words == editing.before:
            self._abandon()
            return
        if editing.checked != words:
            why = locale.text("tui.edit.unchecked")
            editing.asked = words
            editing.sentences = (BriefSentence(words, status="unsupported", reasons=(why,)),) if words else ()
        self._finish()

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
        found = self._to_change()
        if found and found[1].undo():
            self._changed(found[0])
        elif found:
            self.tell("nothing_to_undo")

    def action_redo(self) -> None:
        """Take it again."""
        found = self._to_change()
        if found and found[1].redo():
            self._changed(found[0])
        elif found:
            self.tell("nothing_to_redo")

    def _remove(self) -> None:
        if (found := self._to_change()) is None:
            return
        (entry, history), item = found, self.brief_view.chosen
        if item is None or item.sentence is None:
            self.tell("no_sentence_chosen")
            return
        self.change(entry, history.current.with_sentence(item.sentence))
        if not self.brief_view.choose(item.id):
            self.brief_view.choose(f"s{item.sentence - 1}")

    def _move(self, by: int) -> None:
        if (found := self._to_change()) is None:
            return
        (entry, history), item = found, self.brief_view.chosen
        if item is None or item.sentence is None or item.sentence < 0:
            self.tell("no_sentence_chosen")
            return
        draft = history.current.moved(item.sentence, item.sentence + by)
        if draft is not history.current:
            self.change(entry, draft)
            self.brief_view.choose(f"s{item.sentence + by}")

    def _restore(self) -> None:
        if (found := self._to_change()) is None:
            return
        entry, history = found
        if history.edited:
            self.change(entry, history.original)
            self.tell("restored")
        else:
            self.tell("nothing_to_restore")

    def add_from_source(self) -> None:
        """Put the source sentence under the cursor into the brief, in the order of the source."""
        index = self.source_view.sentence
        if self.entry is None or self.entry.article is None or index is None:
            self.tell("no_sentence")
            return
        if (found := self._to_change()) is None:
            return
        entry, history = found
        assert entry.article is not None
        span = entry.article.sentences[index]
        words = " ".join(span.of(entry.article.text).split())
        # It is its own evidence, word for word; the recount finds its figures.
        sentence = BriefSentence(words, (Evidence(span.start, span.end, 1.0),))
        draft = history.current
        at = next(
            (n for n, s in enumerate(draft.summary) if s.evidence and min(s.evidence).start > span.start),
            len(draft.summary),
        )
        self.change(entry, draft.inserted(at, sentence))
        self.brief_view.choose(f"s{at}")
        self.tell("added", n=at + 1)

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
