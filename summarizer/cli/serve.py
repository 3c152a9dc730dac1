"""`tomtat serve`: the desk in a browser of this machine, for whoever has no terminal."""

from __future__ import annotations

from pathlib import Path

import click

from summarizer import locale
from summarizer.cli.console import Console
from summarizer.cli.exits import ExitCode
from summarizer.cli.stored import store_option
from summarizer.cli.words import FILE, Whole, command, option


@command("serve")
@click.argument("sources", nargs=-1, metavar="[FILE|FOLDER|URL]...", type=FILE)
@option("--port", key="cli_serve.options.port", type=Whole(most=65535), default=8765, metavar="N")
@store_option
def serve(console: Console, sources: tuple[str, ...], port: int, store: Path | None) -> ExitCode:
    """Serve the desk on the loopback address, and say where."""
    from summarizer.tui.web import serve as serve_desk

    arguments = [*(["--store", str(store.absolute())] if store else []), "--", *map(_absolute, sources)]

    def ready(address: str) -> None:
        console.say(locale.text("cli_serve.ready", address=address))

    serve_desk(arguments, port, ready)
    return ExitCode.OK


def _absolute(source: str) -> str:
    return source if "://" in source else str(Path(source).absolute())
