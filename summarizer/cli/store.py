"""`tomtat store check|vacuum|export`: looking after the store."""

from __future__ import annotations

from pathlib import Path

import click

from summarizer import locale
from summarizer.cli.console import Console
from summarizer.cli.exits import ExitCode
from summarizer.cli.output import Output
from summarizer.cli.stored import opened, store_option
from summarizer.cli.words import FILE, Choice, command, option
from summarizer.errors import TomtatError


@command("store")
@click.argument("what", type=Choice(["check", "vacuum", "export"]))
@option("--output", "-o", key="cli.options.output", metavar="FILE", type=FILE)
@store_option
def store(console: Console, what: str, output: str | None, store: Path | None) -> ExitCode:
    """Check that the store is sound, make it small, or print all it holds as JSON Lines."""
    from summarizer.store import default_path, keeping

    place = store or default_path()
    if what == "export":
        from summarizer.digest.document.json import lines

        with opened(place) as kept, Output(None if output in (None, "-") else Path(output)) as out:
            for line in lines(kept, keeping.newest(kept)):
                out.write(line)
        return ExitCode.OK
    if not place.exists():
        raise TomtatError("store_missing", path=place)
    try:
        return _looked_after(console, what, place)
    except TomtatError as error:
        if what == "vacuum" or error.code != "store_damaged":
            raise
        console.error(f"  {error.values['why']}")
        console.error(locale.text("cli_store.damaged", path=place))
        return ExitCode.FAILED


def _looked_after(console: Console, what: str, place: Path) -> ExitCode:
    from summarizer.store import keeping

    with opened(place, read_only=False) as kept:
        if what == "vacuum":
            before = keeping.counts(kept)["bytes"]
            keeping.vacuum(kept)
            after = keeping.counts(kept)["bytes"]
            console.say(locale.text("cli_store.vacuumed", before=before // 1024, after=after // 1024))
            return ExitCode.OK
        found = keeping.problems(kept)
        for problem in found:
            console.error(f"  {problem}")
        if found:
            console.error(locale.text("cli_store.damaged", path=place))
            return ExitCode.FAILED
        counts = keeping.counts(kept)
        with Output(None) as out:
            out.write(locale.text("cli_store.sound", path=place, kib=counts.pop("bytes") // 1024, **counts))
    return ExitCode.OK
