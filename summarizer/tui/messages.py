"""Messages that reach the desk from outside the widgets; those of a widget stand in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from textual.message import Message

from summarizer.tui.reports import Report


class Replied(Message):
    """The inference process answered: the inbox has something."""


@dataclass
class FilesAppeared(Message):
    """New or changed articles in a watched folder."""

    paths: list[Path]


@dataclass
class Trouble(Message):
    """Something for a notice, from a thread."""

    words: str


@dataclass
class Found(Message):
    """The articles behind names that the reader gave."""

    sources: list[str]
    show: bool


@dataclass
class Saved(Message):
    """A brief was written to a file."""

    path: Path


@dataclass
class Copied(Message):
    """A text went to the clipboard; `certain` where a program of the desktop or tmux took it."""

    notice: str
    certain: bool


@dataclass
class Reported(Message):
    """The keeper has something to say."""

    report: Report
