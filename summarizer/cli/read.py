"""`tomtat read`: the reading desk."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from summarizer.cli.console import Console, is_terminal
from summarizer.cli.exits import ExitCode
from summarizer.cli.keys import bound_keys
from summarizer.cli.options import Reading, engine_options, source_options
from summarizer.cli.stored import store_option
from summarizer.cli.words import FILE, Usage, Whole, command, option
from summarizer.engines.choice import EngineChoice


@command("read")
@click.argument("sources", nargs=-1, metavar="[FILE|FOLDER|URL|-]...", type=FILE)
@option("--watch", "-w", key="cli_read.options.watch", metavar="FOLDER", multiple=True, type=FILE)
@option("--fresh", key="cli_read.options.fresh", is_flag=True)
@option("--manual", key="cli_read.options.manual", is_flag=True)
@option("--theme", key="cli_read.options.theme", metavar="NAME")
@option("--words", key="cli.options.words", type=Whole(), default=100, metavar="N")
@store_option
@engine_options
@source_options
def read(
    console: Console,
    sources: tuple[str, ...],
    watch: tuple[str, ...],
    fresh: bool,
    manual: bool,
    theme: str | None,
    words: int,
    store: Path | None,
    engine: EngineChoice,
    reading: Reading,
) -> ExitCode:
    """Open the desk on the sources and on what was there last time."""
    from summarizer.tui import garbage, protocol, terminal
    from summarizer.tui.web import served

    keys = bound_keys()
    for folder in watch:
        if not Path(folder).is_dir():
            raise Usage("cli_read.no_folder", value=folder)
    in_browser = served()
    if not in_browser and not terminal.can_draw():
        raise Usage("cli_read.no_terminal")
    piped = []
    if "-" in sources:
        if is_terminal(sys.stdin):
            raise Usage("cli_read.nothing_piped")
        piped.append(sys.stdin.buffer.read(reading.max_bytes + 1))
    if not in_browser and not terminal.keyboard_from_terminal():
        raise Usage("cli_read.no_terminal")

    with garbage.held():
        from summarizer.store import default_path
        from summarizer.tui import legacy
        from summarizer.tui.app import Keep, run
        from summarizer.tui.preferences import Preferences
        from summarizer.tui.themes import DARK, LIGHT, NAMES

        if theme is not None and theme not in NAMES:
            raise Usage("cli_read.no_theme", value=theme, names=", ".join(NAMES))
        preferences = Preferences(
            engine=engine,
            reading=protocol.Reading(reading.encoding, reading.max_bytes, reading.allow_private),
            words=words,
            auto=not manual,
            theme=theme,
            ground=DARK if in_browser or terminal.is_dark() else LIGHT,
            colors=in_browser or console.colors(sys.stderr),
            keys=keys,
        )
        run(
            preferences,
            sources=[source for source in sources if source != "-"],
            piped=piped,
            folders=[Path(folder) for folder in watch],
            keep=Keep(store or default_path(), os.environ.get("TOMTAT_SESSION", ""), legacy.default_path()),
            fresh=fresh,
        )
    return ExitCode.OK
