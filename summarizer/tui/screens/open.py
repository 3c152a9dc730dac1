"""Open a file, a whole folder, or an address: one line to type in and the folder's contents under it."""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from summarizer import locale
from summarizer.document.formats.sniff import SUFFIXES
from summarizer.tui.intake import dropped, is_article
from summarizer.tui.screens.dialog import Dialog
from summarizer.tui.search import plain
from summarizer.tui.widgets.picklist import Choice, PickList
from summarizer.tui.widgets.typing import Line

_LIMIT = 2_000
_WHOLE = "whole:"
_PARENT = "parent:"
_URL = "url:"


@dataclass(frozen=True, slots=True)
class _Listing:
    folders: list[str]
    files: list[str]


def _list(folder: Path) -> _Listing | None:
    """Names in a folder: other folders, and files that could be articles; None where it cannot be read."""
    folders, files = [], []
    try:
        with os.scandir(folder) as entries:
            for number, entry in enumerate(entries):
                if number >= _LIMIT:
                    break
                if entry.name.startswith("."):
                    continue
                if entry.is_dir():
                    folders.append(entry.name)
                elif is_article(entry.name):
                    files.append(entry.name)
    except OSError:
        return None
    return _Listing(sorted(folders, key=plain), sorted(files, key=plain))


def _whole_name(pasted: str) -> str | None:
    """The path or address that a pasted text is, as terminals and file managers give them; None for anything else."""
    text = pasted.strip()
    if text.startswith(("http://", "https://")) and " " not in text:
        return text
    names = dropped(text)
    if names:
        return names[0]
    return text if text.startswith(("/", "~/")) else None


class OpenDialog(Dialog[str]):
    """Gives a path or an address."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("pageup", "move(-10)", show=False, priority=True),
        Binding("pagedown", "move(10)", show=False, priority=True),
        Binding("tab", "complete", show=False, priority=True),
    ]

    def __init__(self, value: str) -> None:
        super().__init__(locale.text("tui.open.title"), hint=locale.text("tui.open.hint"))
        self._value = value
        self._listed: str | None = None
        """The line that the list is of."""
        self._entered = False
        """Whether the first of a list that is still to come is meant."""

    def inside(self) -> ComposeResult:
        """Line and list."""
        line = Line(
            self._value,
            placeholder=locale.text("tui.open.placeholder"),
            id="query",
            compact=True,
            select_on_focus=False,
        )
        line.whole = _whole_name
        yield line
        pick = PickList(id="pick")
        pick.styles.height = 16
        yield pick

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()
        self.query_one(Input).cursor_position = len(self._value)

    def action_move(self, by: int) -> None:
        """Move in the list while typing."""
        self.query_one(PickList).action_move(by)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._entered = False
        self._offer(event.value)

    @work(exclusive=True, exit_on_error=False, group="listing")
    async def _offer(self, value: str) -> None:
        choices = await self._choices(value)
        pick = self.query_one(PickList)
        pick.offer(choices)
        self._listed = value
        if self._entered and pick.chosen is not None:
            self._take(pick.chosen)
        self._entered = False

    async def _choices(self, value: str) -> list[Choice]:
        if "://" in value:
            # Whoever types an address in full after the one that stands there means the second.
            value = value[value.rindex("http") :] if value.count("://") > 1 else value
            return [Choice(_URL + value.strip(), locale.text("tui.open.url"), "")]
        head, _, tail = value.rpartition("/") if "/" in value else ("", "", value)
        folder = Path(head + "/" if "/" in value else ".").expanduser()
        # A folder on a slow network share must not hold the screen.
        listing = await asyncio.to_thread(_list, folder)
        if listing is None:
            return [Choice("", locale.text("tui.open.no_folder"))]
        wanted = plain(tail)
        choices = []
        if not tail:
            here = _WHOLE + (head + "/" if "/" in value else ".")
            # First where there are articles to see, after the way up where they may be deeper down.
            if listing.files:
                choices.append(Choice(here, locale.text("tui.open.whole", n=len(listing.files))))
            choices.append(Choice(_PARENT, "../", ""))
            if listing.folders and not listing.files:
                choices.append(Choice(here, locale.text("tui.open.deep")))
        prefix = head + "/" if "/" in value else ""
        choices += [Choice(f"{prefix}{name}/", f"{name}/", "") for name in listing.folders if wanted in plain(name)]
        choices += [
            Choice(prefix + name, name, Path(name).suffix[1:]) for name in listing.files if wanted in plain(name)
        ]
        return choices or [Choice("", locale.text("tui.open.nothing", kinds=" ".join(sorted(SUFFIXES))))]

    def action_complete(self) -> None:
        """Put the chosen name into the line."""
        choice = self.query_one(PickList).chosen
        if choice and choice.id and not choice.id.startswith((_WHOLE, _URL)):
            self._go(choice.id)

    def _go(self, value: str) -> None:
        line = self.query_one(Input)
        if value == _PARENT:
            here = Path(line.value.rpartition("/")[0] + "/" if "/" in line.value else ".").expanduser().resolve()
            value = f"{str(here.parent).rstrip('/')}/"
        line.value = value
        line.cursor_position = len(value)

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        choice = self.query_one(PickList).chosen
        # What was typed in full counts, whatever the list points at.
        typed = event.value.strip()
        if typed and "://" not in typed and Path(typed).expanduser().is_file():
            self.answer(typed)
        elif event.value != self._listed:
            # Typed faster than a folder is read: what the list points at is of an earlier line.
            self._entered = True
        elif choice is not None:
            self._take(choice)

    @on(PickList.Picked)
    def _picked(self, event: PickList.Picked) -> None:
        self._take(event.choice)

    def _take(self, choice: Choice) -> None:
        if choice.id.startswith(_WHOLE):
            self.answer(choice.id.removeprefix(_WHOLE))
        elif choice.id.startswith(_URL):
            self.answer(choice.id.removeprefix(_URL))
        elif choice.id == _PARENT or choice.id.endswith("/"):
            self._go(choice.id)
        elif choice.id:
            self.answer(choice.id)
