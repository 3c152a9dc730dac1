"""`tomtat config`: where the settings file is, and what all settings come to."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

import click

from summarizer import locale
from summarizer.cli import settings
from summarizer.cli.commands import COMMANDS
from summarizer.cli.console import Console
from summarizer.cli.output import Output
from summarizer.cli.words import Choice, Option, command


@command("config")
@click.argument("what", type=Choice(["path", "show"]))
def config(console: Console, what: str) -> None:
    """Print the settings file's path, or every setting with its value and where that came from."""
    with Output(None) as out:
        if what == "path":
            out.write(str(settings.path()))
        else:
            out.write("\n".join(_shown()))


def _shown() -> Iterator[str]:
    """All settings as a TOML file that could be saved as it stands.

    Raises:
        SettingsError: the file cannot be read, or holds a key that no command knows.
    """
    from summarizer.cli.app import app, load_command, settings_for

    found = settings.load()
    note = "" if found.path.exists() else f" {locale.text('cli_config.absent')}"
    yield f"# {found.path}{note}"
    yield from _lines(app, found.for_all())
    for name in (name for name in COMMANDS if name not in settings.FREE_TABLES):
        command = load_command(name)
        if lines := list(_lines(command, settings_for(name, command))):
            yield f"\n[{name}]"
            yield from lines
    for free in sorted(settings.FREE_TABLES):
        if table := found.table(free):
            yield f"\n[{free}]"
            yield from (f"{key} = {_toml(value)}" for key, value in table.items())


def _lines(command: click.Command, values: dict[str, Any]) -> Iterator[str]:
    inner = {"color", "quiet", "lang"} if command.name != "tomtat" else set()
    for option in command.params:
        if not isinstance(option, Option) or option.name is None or option.name in inner:
            continue
        variable = str(option.envvar)
        value: object
        if os.environ.get(variable):
            value, source = os.environ[variable], variable
        elif option.name in values:
            value, source = values[option.name], locale.text("cli_config.file")
        else:
            with click.Context(command) as ctx:
                value, source = option.get_default(ctx), locale.text("cli_config.default")
        if not isinstance(value, str | int | float | list | tuple) or value in ((), []):  # not set
            yield f"# {option.name} ="
        else:
            yield f"{f'{option.name} = {_toml(value)}':<32} # {source}"


def _toml(value: object) -> str:
    """A string, number, flag or list of them as TOML, whose basic strings are written as JSON's."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
