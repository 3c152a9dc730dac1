"""Opening: files, folders, addresses, what is pasted or dragged here, what appears in a watched folder."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import webbrowser
from collections.abc import Iterable
from pathlib import Path

from textual.worker import get_current_worker

from summarizer.document.members import MARK, split
from summarizer.errors import reason
from summarizer.store.names import scrub
from summarizer.tui.entry import Entry
from summarizer.tui.intake import IntakeError, dropped, expand
from summarizer.tui.messages import Found, Trouble
from summarizer.tui.screens.hands import Hand

PASTED = 20
"""Words that a pasted text must have to be an article: a slip of the finger is none."""
_TEXTS = (".txt", ".md", ".markdown", ".html", ".htm")
"""What a text editor is the right program for; anything else goes to the desktop's own."""


class Opening(Hand):
    """Commands that bring articles here, or take one to its own program."""

    def take_in(self, names: Iterable[str], *, watched: bool = False) -> None:
        """Find the articles that names stand for, in a thread: a folder may be large or far away.

        Those of a watched folder do not come to the front, and it may well be empty.
        """
        wanted = list(names)
        self.board.run_worker(lambda: self._expand(wanted, watched), thread=True, exit_on_error=False, group="intake")

    def _expand(self, names: list[str], watched: bool) -> None:
        worker = get_current_worker()
        sources: list[str] = []
        for name in names:
            try:
                sources += expand(name, lambda: worker.is_cancelled, max_bytes=self.desk.preferences.reading.max_bytes)
            except IntakeError as error:
                if not watched:
                    self.board.post_message(Trouble(str(error)))
            except OSError as error:
                self.board.post_message(Trouble(reason(error)))
        if sources:
            self.board.post_message(Found(sources, not watched))

    def pasted(self, text: str) -> None:
        """What is pasted beside a text field is an article, or the path of a file that was dragged here."""
        text = text.strip()
        if names := dropped(text):
            self.take_in(names)
        elif len(text.split()) >= PASTED:
            self.desk.add_given(text.encode("utf-8"))
        elif text:
            self.board.tell("pasted_little")

    def open(self) -> None:
        """Open a file or folder."""
        self._open(self._start_folder())

    def open_url(self) -> None:
        """Open an address."""
        self._open("https://")

    def _start_folder(self) -> str:
        entry = self.desk.entry
        if entry is not None and entry.piped is None and "://" not in entry.source:
            folder = Path(entry.source).parent
            if folder.is_dir():
                return f"{str(folder).rstrip('/')}/"
        return f"{str(Path.cwd()).rstrip('/')}/"

    def _open(self, value: str) -> None:
        from summarizer.tui.screens.open import OpenDialog

        def opened(name: str | None) -> None:
            if name:
                self.take_in([name])

        self.app.push_screen(OpenDialog(value), opened)

    # --- elsewhere

    def outside(self) -> None:
        """The source in the reader's own editor, or the browser."""
        entry = self.desk.entry
        if entry is None:
            self.board.tell("no_article")
        elif entry.piped is not None:
            self.board.tell("no_file")
        elif "://" in entry.source:
            webbrowser.open(scrub(entry.source))
            self.board.tell("in_browser")
        elif not Path(_holder(entry.source)).exists():
            self.board.tell("file_gone", "warning", path=entry.source)
        else:
            self._in_editor(entry)

    def _in_editor(self, entry: Entry) -> None:
        editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        if editor and MARK not in entry.source and Path(entry.source).suffix.lower() in _TEXTS:
            try:
                with self.app.suspend():
                    subprocess.run([*shlex.split(editor), entry.source], check=False)
            except (OSError, ValueError) as error:
                self.board.alarm(reason(error) if isinstance(error, OSError) else str(error))
            self.app.refresh()
            self.desk.look_again(entry)
            return
        opener = {"darwin": "open", "win32": "explorer"}.get(sys.platform, "xdg-open")
        try:
            subprocess.Popen(
                [opener, _holder(entry.source)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError:
            self.board.tell("no_editor", "warning")
        else:
            self.board.tell("in_program")


def _holder(source: str) -> str:
    """The file to open for a source: the mail or archive that holds it, or itself."""
    inside = split(source)
    return inside[0] if inside else source
