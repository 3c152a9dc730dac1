"""Themes of the desk: paper and ink of its own, the best of Textual's, and one without any colour."""

from __future__ import annotations

from typing import Final

from textual.theme import BUILTIN_THEMES, Theme

DARK: Final = "tomtat-dark"
LIGHT: Final = "tomtat-light"
PLAIN: Final = "tomtat-plain"

OWN: Final[tuple[Theme, ...]] = (
    Theme(
        name=DARK,
        primary="#7cb7ff",
        secondary="#a9b4c2",
        accent="#f2b866",
        success="#86cf94",
        warning="#e9b949",
        error="#f4817f",
        foreground="#d9dde3",
        background="#15181d",
        surface="#1b1f26",
        panel="#252b35",
        dark=True,
    ),
    Theme(
        name=LIGHT,
        primary="#1a56a0",
        secondary="#625c50",
        accent="#9c4f00",
        success="#22703a",
        warning="#8a5800",
        error="#b02a20",
        foreground="#25221c",
        background="#fcfaf5",
        surface="#f5f1e8",
        panel="#e9e3d5",
        dark=False,
    ),
    # No colour at all, where NO_COLOR asks for that: bold, underline and reverse say everything.
    Theme(
        name=PLAIN,
        ansi=True,
        primary="ansi_default",
        secondary="ansi_default",
        accent="ansi_default",
        success="ansi_default",
        warning="ansi_default",
        error="ansi_default",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        dark=True,
        variables=BUILTIN_THEMES["ansi-dark"].variables,
    ),
)

_BUILTIN: Final = (
    "textual-dark", "textual-light", "nord", "gruvbox", "catppuccin-mocha", "catppuccin-latte", "tokyo-night",
    "rose-pine", "rose-pine-dawn", "solarized-dark", "solarized-light", "monokai", "dracula", "ansi-dark", "ansi-light",
)  # fmt: skip

NAMES: Final[tuple[str, ...]] = (
    DARK,
    LIGHT,
    *(name for name in _BUILTIN if name in BUILTIN_THEMES),
    PLAIN,
)
