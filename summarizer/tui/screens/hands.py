"""Hands: the commands that hold in every pane, by what they are about. A method is named as its command is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.tui.desk import Desk

if TYPE_CHECKING:
    from textual.app import App

    from summarizer.tui.screens.desk import DeskScreen


class Hand:
    """Some commands of the desk, carried out on a screen."""

    def __init__(self, board: DeskScreen) -> None:
        self.board = board

    @property
    def desk(self) -> Desk:
        """What the desk knows."""
        return self.board.desk

    @property
    def app(self) -> App[object]:
        """The application."""
        return self.board.app
