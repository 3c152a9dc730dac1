"""Texts that a user reads, in Vietnamese (default) and English.

One TOML file a room and language (`vi/cli.toml`, `en/cli.toml`); a key is `room.name[.name…]`.
Both languages hold the same keys with the same `{placeholders}`: a test compares them.
"""

from __future__ import annotations

import os
from functools import cache
from typing import Any, Final, Literal, cast

from summarizer.text.data import load

Language = Literal["vi", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("vi", "en")

_current: Language = "vi"


def from_environment(environ: dict[str, str] | None = None) -> Language:
    """The language of the POSIX locale: `en_*` is English, all else Vietnamese."""
    env = os.environ if environ is None else environ
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := env.get(name):
            return "en" if value.lower().startswith("en") else "vi"
    return "vi"


def use(language: Language) -> None:
    """Speak `language` from here on (one language a process)."""
    global _current
    _current = language


def current() -> Language:
    """The language in use."""
    return _current


def number(value: int | float) -> str:
    """`1234567.5` → `1.234.567,5` in Vietnamese, `1,234,567.5` in English."""
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.6f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,")) if _current == "vi" else text


@cache
def catalog(language: Language, room: str) -> dict[str, Any]:
    """All texts of one room, as nested tables.

    Raises:
        FileNotFoundError: there is no such room.
    """
    return load(__name__, language, f"{room}.toml")


def text(key: str, /, **values: object) -> str:
    """The text under `room.name…` with `{placeholders}` filled in.

    Raises:
        KeyError: no such text; a programming error, never the user's.
    """
    room, _, rest = key.partition(".")
    node: Any = catalog(_current, room)
    for name in rest.split("."):
        node = node[name]
    template = cast("str", node)
    return template.format(**values) if values else template
