"""`tomtat store check|vacuum|export|forget|prune`: looking after the store."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import click
from click.core import ParameterSource

from summarizer import locale
from summarizer.cli.console import Console
from summarizer.cli.exits import ExitCode
from summarizer.cli.output import Output
from summarizer.cli.stored import opened, store_option
from summarizer.cli.words import FILE, Choice, Usage, command, option
from summarizer.errors import TomtatError


@command("store")
@click.argument("what", type=Choice(["check", "vacuum", "export", "forget", "prune"]))
@click.argument("names", nargs=-1, metavar="[ID|PATH|URL]...", type=FILE)
@option("--output", "-o", key="cli.options.output", metavar="FILE", type=FILE)
@option("--older-than", key="cli_store.options.older_than", metavar="AGE")
@store_option
def store(
    console: Console, what: str, names: tuple[str, ...], output: str | None, older_than: str | None, store: Path | None
) -> ExitCode:
    """Check that the store is sound, make it small, print all it holds, or take something out for good."""
    if names and what != "forget":
        raise Usage("cli_store.usage.no_names", what=what)
    typed = click.get_current_context().get_parameter_source("older_than") is ParameterSource.COMMANDLINE
    if (older_than is None) if what == "prune" else typed:  # what a settings file says is for `prune`
        raise Usage("cli_store.usage.older_than")
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
    if what == "forget":
        return _forgotten(console, place, names)
    if what == "prune":
        return _pruned(console, place, older_than or "")
    try:
        return _looked_after(console, what, place)
    except TomtatError as error:
        if what == "vacuum" or error.code != "store_damaged":
            raise
        console.error(f"  {error.values['why']}")
        console.error(locale.text("cli_store.damaged", path=place))
        return ExitCode.FAILED


def _forgotten(console: Console, place: Path, names: tuple[str, ...]) -> ExitCode:
    """Take named articles out, all that hangs on them, and their places on desks."""
    from summarizer.store import purging

    if not names:
        raise Usage("cli_store.usage.forget_what")
    with opened(place, read_only=False) as kept:
        articles: list[int] = []
        entries: list[int] = []
        for name in names:
            with kept.explained() as db:
                found, places = purging.find(db, name), purging.entries_of(db, name)
            if len(found) > 1 and not places and purging.is_id(name):
                raise TomtatError("store_ambiguous", id=name, count=len(found))
            if not found and not places:
                raise TomtatError("store_nothing", name=name)
            articles += found
            entries += places
        gone = purging.forget(kept, sorted(set(articles)), sorted(set(entries)))
    console.say(locale.text("cli_store.forgotten", articles=gone.articles, entries=gone.entries))
    return ExitCode.OK


def _pruned(console: Console, place: Path, age: str) -> ExitCode:
    """Take out what nobody has touched for so long."""
    from summarizer.store import purging

    span = _age(age)
    with opened(place, read_only=False) as kept:
        gone = purging.prune(kept, span)
    console.say(locale.text("cli_store.forgotten", articles=gone.articles, entries=gone.entries))
    return ExitCode.OK


def _age(text: str) -> timedelta:
    """`90d`, `12h`, `8w` as a span of time.

    Raises:
        Usage: it is none.
    """
    found = re.fullmatch(r"(\d{1,5})\s*([hdw])", text.strip().lower())
    if found is None:
        raise Usage("cli_store.usage.age", value=text)
    return timedelta(**{{"h": "hours", "d": "days", "w": "weeks"}[found[2]]: int(found[1])})


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
