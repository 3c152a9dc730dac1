"""`tomtat keys`: every command of the reading desk with its keys, as they are now."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from summarizer import locale
from summarizer.cli import settings
from summarizer.cli.console import Console
from summarizer.cli.exits import ExitCode
from summarizer.cli.output import Output
from summarizer.cli.words import Choice, command, option

if TYPE_CHECKING:
    from summarizer.tui.commands import Keymap


@command("keys")
@option("--format", "-f", key="cli.options.format", type=Choice(["text", "json"]), default="text")
def keys(console: Console, format: str) -> ExitCode:
    """Print the command table; the ids are what `[keys]` in the settings file takes."""
    from summarizer.tui.commands import SCOPES, TABLE, key_label

    bound = bound_keys()
    if format == "json":
        rows = [{"id": c.id, "keys": list(bound[c.id]), "title": c.title} for c in TABLE]
        with Output(None) as out:
            out.write(json.dumps(rows, ensure_ascii=False, indent=2))
        return ExitCode.OK
    width = max(len(command.id) for command in TABLE)
    lines: list[str] = []
    for scope in SCOPES:
        lines += ["", locale.text(f"tui.help.{scope}")]
        for entry in TABLE:
            if entry.scope == scope:
                labels = " ".join(key_label(key) for key in bound[entry.id]) or "-"
                lines.append(f"  {labels:<12} {entry.id:<{width}}  {entry.title}")
    lines += ["", locale.text("cli_keys.how", path=settings.path())]
    with Output(None) as out:
        out.write("\n".join(lines[1:]))
    return ExitCode.OK


def bound_keys() -> Keymap:
    """The keys of every command of the desk, with those of the settings file put in.

    Raises:
        SettingsError: what stands under `[keys]` there cannot be used.
    """
    from summarizer.tui.commands import KeysError, keymap

    found = settings.load()
    try:
        return keymap(found.table("keys"))
    except KeysError as error:
        raise found.wrong(error, "keys", str(error.values["name"])) from None
