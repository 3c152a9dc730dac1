"""Texts that a user reads, in Vietnamese (default) and English.

One TOML file a room and language (`vi/cli.toml`, `en/cli.toml`); a key is `room.name[.name…]`.
Both languages hold the same keys with the same `{placeholders}`: a test compares them. `{n:sentence|sentences}` is the
first word where `n` is 1 and else the second, which English needs and Vietnamese does not.
"""

from __future__ import annotations

import os
from functools import cache
from string import Formatter
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


class _Counting(Formatter):
    """Fills templates in; a format `one|many` is the word that goes with the value."""

    def format_field(self, value: object, format_spec: str) -> str:
        one, several, many = format_spec.partition("|")
        if not several:
            return str(super().format_field(value, format_spec))
        return one if str(value) == "1" else many


_COUNTING: Final = _Counting()


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
    if not values:
        return template
    # The standard way is ten times as fast, and most texts count nothing.
    return _COUNTING.format(template, **values) if "|" in template else template.format(**values)
