"""The settings file: `config.toml` in the platform's folder for settings, or the file that TOMTAT_CONFIG names.

A key at the top (`words = 150`) holds for every command that has such an option; one in a table (`[brief]`) for that
command alone. Options on the command line win over TOMTAT_… variables, these over the file.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from summarizer.errors import TomtatError, reason

FREE_TABLES: Final = frozenset({"keys", "newsroom"})
"""Tables that are no command's options; who reads one checks what is in it."""

_HEADER = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]")
_ENTRY = re.compile(r"\s*((?:[\w-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[\w-]+|\"[^\"]*\"|'[^']*'))*)\s*=")

_LINE = re.compile(r"at line (\d+)")  # of tomllib's errors


class SettingsError(TomtatError):
    """A settings file that cannot be used; names the file, the line and the key."""


@dataclass(frozen=True)
class Settings:
    """What the file holds. `problem` is why it could not be read; then there are no values."""

    path: Path
    values: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    problem: SettingsError | None = None

    def table(self, name: str) -> dict[str, Any]:
        """One table by name; empty where the file has none."""
        found = self.values.get(name)
        return dict(found) if isinstance(found, dict) else {}

    def line(self, *key: str) -> int:
        """The line on which `key` (table names first), or else what holds it, stands, counted from 1."""
        parts = _parts(".".join(key))
        return next((self.lines[parts[:n]] for n in range(len(parts), 0, -1) if parts[:n] in self.lines), 1)

    def for_all(self) -> dict[str, Any]:
        """The keys at the top, as option names."""
        return {name(k): v for k, v in self.values.items() if not isinstance(v, dict)}

    def for_command(self, command: str, options: Iterable[str]) -> dict[str, Any]:
        """The values that hold for `command`, whose options are given by name.

        Raises:
            SettingsError: its table holds a key that is none of its options.
        """
        known = set(options)
        own = {} if command in FREE_TABLES else self.table(command)
        for key in own:
            if name(key) not in known:
                raise self.unknown(known, command, key)
        return {k: v for k, v in self.for_all().items() if k in known} | {name(k): v for k, v in own.items()}

    def unknown(self, known: Iterable[str], *key: str) -> SettingsError:
        """The error for a key that means nothing, with the nearest one that does."""
        from difflib import get_close_matches

        near = get_close_matches(name(key[-1]), sorted(known), n=1)
        code = "settings_key_near" if near else "settings_key"
        return SettingsError(
            code, path=self.path, line=self.line(*key), key=".".join(key), near=near[0] if near else ""
        )

    def wrong(self, error: TomtatError, *key: str) -> SettingsError:
        """`error`, which whoever reads a free table has with `key`, with its place in the file."""
        return SettingsError("settings_at", path=self.path, line=self.line(*key), error=error)


def name(key: str) -> str:
    """The option name of a key: `endpoint-model` and `endpoint_model` are one."""
    return key.replace("-", "_")


def path() -> Path:
    """Where the settings file is looked for, there or not."""
    if given := os.environ.get("TOMTAT_CONFIG"):
        return Path(given).expanduser()
    import platformdirs

    return platformdirs.user_config_path("tomtat", appauthor=False) / "config.toml"


@cache
def _load(file: Path) -> Settings:
    try:
        text = file.read_bytes().decode("utf-8-sig")
        values = tomllib.loads(text.replace("\r\n", "\n"))
    except FileNotFoundError:
        if os.environ.get("TOMTAT_CONFIG"):
            return Settings(file, problem=SettingsError("settings_missing", path=file))
        return Settings(file)
    except NotADirectoryError:
        return Settings(file)
    except OSError as error:
        return Settings(file, problem=SettingsError("settings_unreadable", path=file, why=reason(error)))
    except UnicodeDecodeError:
        return Settings(file, problem=SettingsError("settings_not_utf8", path=file))
    except tomllib.TOMLDecodeError as error:
        place = _LINE.search(str(error))
        line = place[1] if place else text.count("\n") + 1  # else at the end, as it says
        return Settings(file, problem=SettingsError("settings_syntax", path=file, line=line))
    return Settings(file, values, lines_of(text))


def load() -> Settings:
    """The settings of this machine, read once a process; an unreadable file is a `problem`, not an exception."""
    return _load(path())


def lines_of(text: str) -> dict[tuple[str, ...], int]:
    """Line numbers (from 1) of the keys and tables of a TOML text that parses; tomllib keeps none."""
    lines: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    fence = ""
    for number, line in enumerate(text.splitlines(), 1):
        if fence:  # inside a multi-line string
            fence = "" if fence in line else fence
            continue
        if header := _HEADER.match(line):
            table = _parts(header[1])
            lines.setdefault(table, number)
        elif entry := _ENTRY.match(line):
            lines.setdefault(table + _parts(entry[1]), number)
            for quotes in ('"""', "'''"):
                if line.count(quotes) == 1:
                    fence = quotes
    return lines


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(name(part.strip().strip("\"'")) for part in dotted.split("."))
