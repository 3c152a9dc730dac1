"""The brief pane: the words, their evidence, and the editor that lies over the sentence being edited."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.timer import Timer
from textual.widgets import Label

from summarizer import locale
from summarizer.tui.bindings import bindings
from summarizer.tui.editing import Editing
from summarizer.tui.layout import lines
from summarizer.tui.panes.base import Pane
from summarizer.tui.widgets.bars import PaneTitle
from summarizer.tui.widgets.brief import BriefView
from summarizer.tui.widgets.editor import Editor

PAUSE = 0.12
"""Seconds without a keystroke before words are checked."""

PATIENCE = 1.0
"""Seconds that a sentence to be kept waits for its verdict."""

VERDICT = 5
"""Lines that the verdict on the words being typed may take: the useful half of a warning is often its second."""


class BriefPane(Pane):
    """The brief with an editor that lies over the sentence being edited, its verdict under it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("brief")]

    _pausing: Timer | None = None
    _verdict = ""

    def compose(self) -> ComposeResult:
        """Title, sheet; above them the editor."""
        yield PaneTitle(3, locale.text("tui.pane.brief"))
        yield BriefView(id="brief")
        yield Editor(id="editor")
        verdict = Label("", id="verdict", markup=False)
        verdict.display = False
        yield verdict

    @property
    def view(self) -> BriefView:
        """The sheet."""
        return self.query_one(BriefView)

    @property
    def editor(self) -> Editor:
        """The editor over it."""
        return self.query_one(Editor)

    # --- evidence

    @on(BriefView.Chosen)
    def _item_chosen(self) -> None:
        # What is chosen now: the message may come from an article that is no longer shown.
        self.board.show_evidence(self.view.chosen, reveal=True)
        self.board.refresh_bars()

    def action_to_source(self) -> None:
        """To the evidence."""
        item = self.view.chosen
        if item is None or not item.spans:
            self.board.tell("no_evidence")
            return
        self.board.focus_pane(1)
        # Where panes are tabs, the source is laid out only now.
        self.call_after_refresh(self.board.show_evidence, item, reveal=True)

    # --- changing

    @on(BriefView.Edited)
    def _clicked(self) -> None:
        self.action_edit()

    def action_edit(self) -> None:
        """Edit the sentence; the first, where none is chosen yet."""
        if self.view.chosen is None and self.view.choose("s0"):
            self._item_chosen()
        if not self.desk.edits.edit():
            self.editor.focus()

    def action_new_sentence(self) -> None:
        """Write a new sentence."""
        self.desk.edits.new_sentence()

    def action_remove(self) -> None:
        """Take the sentence out."""
        self.desk.edits.remove()

    def action_move_up(self) -> None:
        """The sentence one place up."""
        self.desk.edits.move(-1)

    def action_move_down(self) -> None:
        """The sentence one place down."""
        self.desk.edits.move(1)

    def action_restore(self) -> None:
        """The engine's words again."""
        self.desk.edits.restore()

    def action_include(self) -> None:
        """Put what a row rests on into the brief: the sentence of a figure or a directive."""
        item = self.view.chosen
        if item is None or not item.spans or item.sentence is not None:
            self.board.tell("no_row_chosen")
            return
        self.desk.edits.include(item.spans)

    def action_difference(self) -> None:
        """The reader's words beside the engine's."""
        from summarizer.tui.screens.difference import DifferenceScreen

        entry = self.desk.entry
        if entry is None or entry.history is None or not entry.history.edited:
            self.board.tell("nothing_to_restore" if entry and entry.history else "no_brief")
            return
        self.app.push_screen(DifferenceScreen(entry.history.original, entry.history.current))

    def action_all_figures(self) -> None:
        """All figures in the table, or the key ones."""
        self.view.all_figures = not self.view.all_figures
        self.view.refresh_entry()

    # --- the editor

    def open_editor(self, item: str, text: str) -> None:
        """Edit this item, its words being `text`."""
        # Of no height yet: placing the editor makes room for it.
        self.view.gap = (item, 0)
        self.editor.begin(text)
        self.tell_verdict("", "busy")
        self.call_after_refresh(self.place_editor)

    def close_editor(self, item: str) -> None:
        """Put the editor away, the cursor on that item."""
        if self._pausing is not None:
            self._pausing.stop()
        self.editor.display = False
        self.query_one("#verdict", Label).display = False
        self.view.gap = None
        self.view.refresh_entry()
        self.view.choose(item)
        self.screen.set_focus(self.view)

    @on(Editor.Typed)
    def _typed(self, event: Editor.Typed) -> None:
        edits = self.desk.edits
        if self._pausing is not None:
            self._pausing.stop()
        self._pausing = self.set_timer(PAUSE, lambda: edits.check(event.text))
        edits.typed(event.text)
        self.call_after_refresh(self.place_editor)

    @on(Editor.Finished)
    def _finished(self, event: Editor.Finished) -> None:
        if self._pausing is not None:
            self._pausing.stop()
        self.desk.edits.finish(event.text, kept=event.kept)
        if (waiting := self.desk.edits.now) is not None:
            self.set_timer(PATIENCE, lambda: self._waited(waiting))

    def _waited(self, editing: Editing) -> None:
        """The check takes long (a model is being loaded): the sentence is kept as unchecked, and checked later."""
        if self.desk.edits.now is editing and editing.keep:
            self.desk.edits.leave()

    @on(BriefView.Moved)
    def _moved(self) -> None:
        self.place_editor()

    def place_editor(self) -> None:
        """Lay the editor and the verdict over the gap that the view left for them."""
        view, editor = self.view, self.editor
        verdict = self.query_one("#verdict", Label)
        if view.gap is None or not editor.display:
            return
        item = view.item(view.gap[0])
        if item is None:
            return
        lead = 3 if item.sentence == -1 else 5
        width = max(12, view.scrollable_content_region.width - lead - 1)
        # Wrapped here for the width it is about to have (less one cell for the cursor): its own layout comes later.
        editor.wrapped_document.wrap(width - 1, editor.indent_width)
        # One row more than a short text needs keeps the cursor from scrolling the first row away.
        height = max(2, editor.wrapped_document.height)
        said = lines(self._verdict, width, VERDICT) if self._verdict else [""]
        reserve = height + len(said)
        if view.gap[1] != reserve:
            view.gap = (view.gap[0], reserve)
            view.reset()
            item = view.item(view.gap[0]) or item
            view.show_lines(item.first, item.last)
        top = 1 + item.first - view.scroll_offset.y
        editor.styles.width = width
        editor.styles.height = height
        editor.styles.offset = (lead, top)
        room = max(1, min(len(said), self.size.height - top - height))
        verdict.update("\n".join(said))
        verdict.styles.width = width
        verdict.styles.offset = (lead, top + height)
        verdict.styles.height = room
        verdict.display = 1 <= top + height < self.size.height

    def tell_verdict(self, words: str, tone: str) -> None:
        """Say what the check found; `tone` is ok, note, bad or busy."""
        self._verdict = words
        self.query_one("#verdict", Label).set_classes(f"-{tone}")
        self.place_editor()
