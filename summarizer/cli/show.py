"""`tomtat show ID`: a stored brief by its article's id, or a whole digest by its run (`r12`)."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summarizer import locale
from summarizer.cli.console import Console
from summarizer.cli.options import output_options
from summarizer.cli.output import Output, as_json, text_width
from summarizer.cli.stored import day, opened, store_option
from summarizer.cli.words import Usage, command
from summarizer.errors import TomtatError

if TYPE_CHECKING:
    from summarizer.store import Store

LEAST = 4
"""Hex digits of an id at least."""


@command("show")
@click.argument("id", metavar="ID")
@output_options("text", "markdown", "json", "html")
@store_option
def show(console: Console, id: str, format: str, output: Path | None, store: Path | None) -> None:
    """Print what the store has under ID."""
    with opened(store) as kept, Output(output) as out:
        if re.fullmatch(r"r\d{1,18}", id):
            beside = os.path.realpath(output.parent) if output is not None else None
            _run(out, kept, int(id[1:]), format, text_width(output), beside)
        elif re.fullmatch(rf"[0-9a-f]{{{LEAST},64}}", id):
            _brief(console, out, kept, id, format, output)
        else:
            raise Usage("cli_show.usage.id", value=id, least=LEAST)


def _run(out: Output, store: Store, number: int, format: str, width: int, beside: str | None) -> None:
    """The digest of a run, put together anew; links start from the folder `beside` where they can."""
    from datetime import datetime

    from summarizer.cli.digest import weights
    from summarizer.digest.document.assembling import Arrangement, assemble
    from summarizer.digest.document.rendering import render
    from summarizer.store import runs

    with store.explained() as db:
        run = runs.get(db, number)
        if run is None:
            raise TomtatError("store_no_run", id=f"r{number}")
        entries, failures = runs.briefs_of(db, number), runs.failures_of(db, number)
    started = datetime.fromisoformat(run.started).astimezone()
    made = assemble(store, number, entries, failures, Arrangement(newsroom=weights()), made=started, beside=beside)
    for piece in render(made, store, format, width=width):
        out.write_bytes(piece.encode("utf-8", "backslashreplace"))


def _brief(console: Console, out: Output, store: Store, prefix: str, format: str, output: Path | None) -> None:
    """The newest brief of an article."""
    from summarizer.brief.rendering import render
    from summarizer.store import briefs

    with store.explained() as db:
        found = briefs.of_article(db, prefix)
        if not found:
            raise TomtatError("store_no_article", id=prefix)
        if len({f.id for f in found}) > 1:
            raise TomtatError("store_ambiguous", id=prefix, count=len({f.id for f in found}))
        brief = briefs.get(db, found[0].number, found[0].origin)
    for other in found[1:]:
        console.say(locale.text("cli_show.other", engine=other.engine, made=day(other.made)))
    if format == "json":
        from summarizer.brief.rendering.contract import brief_document

        out.write(as_json(brief_document(brief), alone=True))
    else:
        out.write(render(brief, format, width=text_width(output), color=console.colors_output(output)))
