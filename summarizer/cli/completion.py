"""`tomtat completion`: the script that lets a shell complete commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from summarizer.cli.console import Console
from summarizer.cli.output import Output
from summarizer.cli.words import Choice, command


@command("completion")
@click.argument("shell", type=Choice(["bash", "zsh", "fish"]))
def completion(console: Console, shell: str) -> None:
    """Print the completion script of `shell`."""
    from summarizer.cli.app import app

    found = get_completion_class(shell)
    assert found is not None
    with Output(None) as out:
        out.write(found(app, {}, "tomtat", "_TOMTAT_COMPLETE").source())
