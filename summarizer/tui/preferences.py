"""What the reader chose for the desk, from settings and options."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from summarizer.engines.choice import EngineChoice
from summarizer.tui.commands import Keymap, keymap
from summarizer.tui.protocol import Reading

Length = Literal["short", "normal", "long"]
LENGTHS: Final[dict[Length, int]] = {"short": 60, "normal": 100, "long": 180}
"""Syllables of a brief."""


@dataclass(slots=True)
class Preferences:
    """Mutable: the reader changes engine, length and theme while reading.

    `auto` briefs an article as soon as the reader stays on it. `theme` None follows the
    terminal: `ground` is the theme for its background; without `colors` none is used at all.
    """

    engine: EngineChoice = field(default_factory=EngineChoice)
    reading: Reading = field(default_factory=Reading)
    words: int = LENGTHS["normal"]
    auto: bool = True
    theme: str | None = None
    ground: str = "tomtat-dark"
    colors: bool = True
    keys: Keymap = field(default_factory=keymap)

    @property
    def length(self) -> Length | None:
        """The name of the length, where it is one of the three."""
        return next((name for name, words in LENGTHS.items() if words == self.words), None)
