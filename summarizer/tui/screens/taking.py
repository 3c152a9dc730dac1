"""Taking a brief away: to the clipboard, or as a file; several at once as one document. Warnings go along."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer import locale
from summarizer.brief.model import Brief
from summarizer.errors import TomtatError, reason
from summarizer.tui import protocol as p
from summarizer.tui import together
from summarizer.tui.clipboard import brief_with_sources, brief_words, copy_natively, with_mark
from summarizer.tui.entry import Entry
from summarizer.tui.messages import Copied, Saved, Trouble
from summarizer.tui.screens.hands import Hand
from summarizer.tui.words import file_name

if TYPE_CHECKING:
    from summarizer.store import Store
    from summarizer.tui.screens.desk import DeskScreen
    from summarizer.tui.screens.export import Export

PATIENCE = 2.0
"""Seconds that a copy or a file waits for the check of words that were just left; then they go as unchecked."""
LOOK = 0.05
"""Seconds between two looks at whether the check is done."""


class Taking(Hand):
    """Commands that take a brief away."""

    def __init__(self, board: DeskScreen) -> None:
        super().__init__(board)
        self._exports: dict[int, Export] = {}
        self._warned: set[int] = set()
        self.last: Export | None = None

    def copy(self) -> None:
        """Copy the sentence or row under the cursor of the pane in use."""
        source, entry = self.board.source_view, self.desk.entry
        if source.has_focus and entry and entry.article and source.sentence is not None:
            span = entry.article.sentences[source.sentence]
            self._copy(" ".join(span.of(entry.article.text).split()), "copied_sentence")
        elif item := self.board.brief_view.chosen:
            brief = entry.current() if entry else None
            sentence = None
            if brief is not None and item.sentence is not None:
                sentence = brief.headline if item.sentence < 0 else brief.summary[item.sentence]
            self._copy(with_mark(sentence) if sentence else item.text, "copied_sentence")
        else:
            self.board.tell("nothing_to_copy")

    def copy_brief(self) -> None:
        """Copy headline and sentences."""
        self._take(lambda brief: self._copy(brief_words(brief), "copied_brief"))

    def copy_sources(self) -> None:
        """Copy the brief with the source sentence of each sentence."""
        self._take(lambda brief: self._copy(brief_with_sources(brief), "copied_sources"))

    def _take(self, then: Callable[[Brief], None]) -> None:
        """Do something with the brief as it stands, what was being typed in it and checked; say where there is none."""
        self.desk.edits.leave()
        entry = self.desk.entry
        if entry is None or entry.brief is None:
            self.board.tell("no_brief")
            return
        self._once_checked(entry, then)

    def _once_checked(self, entry: Entry, then: Callable[[Brief], None], waited: float = 0.0) -> None:
        if self.desk.edits.waits and waited < PATIENCE:
            self.board.set_timer(LOOK, lambda: self._once_checked(entry, then, waited + LOOK))
        elif (brief := entry.current()) is not None:
            then(brief)

    def _copy(self, text: str, notice: str) -> None:
        self.app.copy_to_clipboard(text)
        self.board.run_worker(
            lambda: self._copy_natively(text, notice), thread=True, exit_on_error=False, group="clipboard"
        )

    def _copy_natively(self, text: str, notice: str) -> None:
        self.board.post_message(Copied(notice, copy_natively(text)))

    # --- as a file

    def export(self) -> None:
        """Save the brief as a file."""
        self._take(self._export)

    def _export(self, brief: Brief) -> None:
        from summarizer.tui.screens.export import ExportDialog

        entry = self.desk.entry
        if entry is None:
            return

        def chosen(export: Export | None) -> None:
            if export is not None:
                self.last = export
                self._exports[self.desk.inference.render(brief, export.format)] = export

        name = locale.text("tui.export.name", name=file_name(entry))
        self.app.push_screen(ExportDialog(self._folder() / name, self.last.format if self.last else "markdown"), chosen)

    def _folder(self) -> Path:
        return self.last.path.parent if self.last else Path.cwd()

    def holds_up(self) -> bool:
        """Whether a file is still being made; whoever leaves is told, and may leave all the same."""
        news, self._warned = self._exports.keys() - self._warned, set(self._exports)
        for ticket in news:
            self.board.tell("being_saved", "warning", path=self._exports[ticket].path)
        return bool(news)

    def together(self) -> None:
        """The marked articles as one document: to the clipboard, or as a file."""
        from summarizer.tui.screens.export import TOGETHER, ExportDialog

        entries = [entry for entry in self.desk.library.entries if entry.marked and entry.briefed]
        if not entries:
            self.board.tell("none_marked")
            return
        if self.desk.memory.keeper is None:
            self.board.tell("no_store", "warning")
            return
        self.desk.edits.leave()

        def chosen(export: Export | None) -> None:
            if export is not None:
                self._write_together(entries, export)

        name = locale.text("tui.export.together_name", n=len(entries))
        title = locale.text("tui.export.together", n=len(entries))
        self.app.push_screen(ExportDialog(self._folder() / name, "html", title=title, formats=TOGETHER), chosen)

    def _write_together(self, entries: list[Entry], export: Export) -> None:
        memory = self.desk.memory
        assert memory.keeper is not None
        memory.save()
        ids = [entry.id or entry.known.id for entry in entries]
        origins = {id: entry.source for id, entry in zip(ids, entries, strict=True)}

        def write(store: Store, briefs: list[Brief]) -> None:
            try:
                if export.format == "copy":
                    self._copied_together(briefs)
                    return
                self._write(export, together.document(store, briefs, origins, export.format))
            except TomtatError as error:
                self.board.post_message(Trouble(str(error)))

        memory.keeper.gather(ids, write)

    def _copied_together(self, briefs: list[Brief]) -> None:
        text = "\n".join(brief_with_sources(brief) for brief in briefs)
        self.app.call_from_thread(self._copy, text, "copied_together")

    def rendered(self, reply: p.Rendered) -> None:
        """Write the file whose bytes are ready."""
        export = self._exports.pop(reply.ticket, None)
        if export is None:
            return
        if reply.error:
            self.board.alarm(reply.error)
        else:
            self.board.run_worker(
                lambda: self._write(export, reply.data), thread=True, exit_on_error=False, group="export"
            )

    def _write(self, export: Export, data: bytes) -> None:
        try:
            write_whole(export.path, data)
        except OSError as error:
            why = reason(error)
            self.board.post_message(Trouble(locale.text("tui.notice.not_saved", path=export.path, why=why)))
        else:
            self.board.post_message(Saved(export.path))


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
