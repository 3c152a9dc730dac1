"""Save a brief as a file: the format, the name, and a warning before anything is written over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Label

from summarizer import locale
from summarizer.tui.screens.dialog import Dialog
from summarizer.tui.widgets.picklist import Choice, PickList
from summarizer.tui.widgets.typing import Line

FORMATS: Final[dict[str, str]] = {"markdown": ".md", "html": ".html", "docx": ".docx", "json": ".json"}
TOGETHER: Final[dict[str, str]] = {"html": ".html", "docx": ".docx", "markdown": ".md", "copy": ""}
"""What several articles can become; `copy` is the clipboard."""


@dataclass(frozen=True, slots=True)
class Export:
    """What to write, and where."""

    format: str
    path: Path


class ExportDialog(Dialog[Export]):
    """Asks for format and path. Choosing a format changes the suffix of the name."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
    ]

    def __init__(self, path: Path, format: str, *, title: str = "", formats: Mapping[str, str] = FORMATS) -> None:
        super().__init__(title or locale.text("tui.export.title"), hint=locale.text("tui.export.hint"))
        self._path, self._format, self._formats = path, format, formats
        self._warned: Path | None = None

    def inside(self) -> ComposeResult:
        """The name, the formats, and room for a warning."""
        path = self._path.with_name(self._path.name + self._formats[self._format])
        yield Line(str(path), id="query", compact=True, select_on_focus=False)
        choices = [Choice(name, locale.text(f"tui.export.{name}"), suffix) for name, suffix in self._formats.items()]
        pick = PickList(choices, self._format, id="pick")
        pick.styles.height = len(choices)
        yield pick
        yield Label("", id="warning", markup=False)

    def on_mount(self) -> None:
        """Enter is enough."""
        self.query_one(Input).focus()

    def action_move(self, by: int) -> None:
        """Another format."""
        self.query_one(PickList).action_move(by)

    @on(PickList.Moved)
    def _format_chosen(self, event: PickList.Moved) -> None:
        line = self.query_one(Input)
        path = Path(line.value)
        suffix = self._formats[event.choice.id]
        if suffix and path.suffix in (*self._formats.values(), ""):
            line.value = str(path.with_suffix(suffix))

    @on(PickList.Picked)
    @on(Input.Submitted)
    def _done(self) -> None:
        value = self.query_one(Input).value.strip()
        choice = self.query_one(PickList).chosen
        if not value or choice is None:
            return
        path = Path(value).expanduser()
        if not self._formats[choice.id]:
            self.answer(Export(choice.id, path))
        elif path.is_dir():
            self._warn(locale.text("tui.export.is_folder"))
        elif not path.absolute().parent.is_dir():
            self._warn(locale.text("tui.export.no_folder"))
        elif path.exists() and self._warned != path:
            self._warned = path
            self._warn(locale.text("tui.export.exists"))
        else:
            self.answer(Export(choice.id, path))

    def _warn(self, words: str) -> None:
        label = self.query_one("#warning", Label)
        label.update(f"⚠ {words}")
