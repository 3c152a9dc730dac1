"""Taking a brief away: to the clipboard, or as a file."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work

from summarizer import locale
from summarizer.brief.model import Brief
from summarizer.errors import reason
from summarizer.tui import protocol as p
from summarizer.tui.clipboard import brief_with_sources, brief_words, copy_natively
from summarizer.tui.messages import Saved, Trouble
from summarizer.tui.screens.base import DeskBase
from summarizer.tui.words import file_name

if TYPE_CHECKING:
    from summarizer.tui.screens.export import Export


class Taking(DeskBase):
    """Commands that take a brief away."""

    def __init__(self) -> None:
        super().__init__()
        self._exports: dict[int, Export] = {}

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
        if brief := self._to_take():
            self._copy(brief_words(brief), "copied_brief")

    def action_copy_sources(self) -> None:
        """Copy the brief with the source sentence of each sentence."""
        if brief := self._to_take():
            self._copy(brief_with_sources(brief), "copied_sources")

    def _to_take(self) -> Brief | None:
        """The brief as it stands, with what is being typed; None, and why, where there is none."""
        self.leave_editor()
        brief = self.entry.current() if self.entry else None
        if brief is None:
            self.tell("no_brief")
        return brief

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

        entry, brief = self.entry, self._to_take()
        if entry is None or brief is None:
            return

        def chosen(export: Export | None) -> None:
            if export is not None:
                self.desk.last_export = export
                self._exports[self.inference.render(brief, export.format)] = export

        last = self.desk.last_export
        folder = last.path.parent if last else Path.cwd()
        name = locale.text("tui.export.name", name=file_name(entry))
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
