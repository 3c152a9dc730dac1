"""`tomtat keys`: every command of the reading desk with its keys, as they are now."""

from __future__ import annotations

import json
import sys

from summarizer import locale
from summarizer.cli import settings
from summarizer.cli.console import Console
from summarizer.cli.exits import ExitCode
from summarizer.cli.words import Choice, command, option


@command("keys")
@option("--format", "-f", key="cli.options.format", type=Choice(["text", "json"]), default="text")
def keys(console: Console, format: str) -> ExitCode:
    """Print the command table; the ids are what `[keys]` in the settings file takes."""
    from summarizer.tui.commands import SCOPES, TABLE, key_label, keymap

    bound = keymap(settings.load().table("keys"))
    if format == "json":
        rows = [{"id": c.id, "keys": list(bound[c.id]), "title": c.title} for c in TABLE]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
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
    sys.stdout.write("\n".join(lines[1:]) + "\n")
    return ExitCode.OK
