"""`tomtat digest`: a day's articles as one document."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer import locale
from summarizer.cli.console import Console, is_terminal
from summarizer.cli.counting import Counting
from summarizer.cli.digest_inputs import gather
from summarizer.cli.digest_output import interrupted, pieces, report, template_page, write_calendar
from summarizer.cli.exits import ExitCode
from summarizer.cli.inputs import EngineRefused, Tally
from summarizer.cli.options import Reading, engine_options, output_options, source_options, strict_option
from summarizer.cli.output import Output
from summarizer.cli.words import FILE, Choice, Maybe, Usage, Whole, command, option
from summarizer.engines.choice import EngineChoice
from summarizer.errors import TomtatError

if TYPE_CHECKING:
    from summarizer.digest.newsroom import Newsroom
    from summarizer.digest.run import Workers
    from summarizer.digest.work import Setup

FORMATS = ("markdown", "html", "json", "jsonl", "docx", "text")


@command("digest")
@click.argument("sources", nargs=-1, metavar="[FILE|FOLDER|URL|-]...", type=FILE)
@option("--feed", key="cli_digest.options.feed", metavar="URL|FILE", multiple=True)
@option("--since", key="cli_digest.options.since", metavar="TIME")
@option("--ics", key="cli_digest.options.ics", metavar="FILE", type=FILE)
@option("--exclude", key="cli_digest.options.exclude", metavar="PATTERN", multiple=True)
@option("--null", "-0", key="cli_digest.options.null", is_flag=True)
@output_options(*FORMATS)
@option("--template", key="cli_digest.options.template", metavar="FILE", type=FILE)
@option("--sections", key="cli_digest.options.sections", type=Choice(["topic", "folder", "none"]), default="topic")
@option("--top", key="cli_digest.options.top", type=Whole(0), default=20, metavar="N")
@option("--title", key="cli_digest.options.title", metavar="TEXT")
@option("--words", key="cli_digest.options.words", type=Whole(), default=60, metavar="N")
@option("--sentences", key="cli.options.sentences", type=Whole(), metavar="N")
@option("--jobs", "-j", key="cli_digest.options.jobs", type=Whole(), metavar="N")
@option(
    "--ray",
    key="cli_digest.options.ray",
    cls=Maybe,
    shape=r"auto|local|(?:ray://)?[\w.-]+:\d+",
    flag_value="local",
    metavar="[ADDRESS]",
)
@option("--store", key="cli_digest.options.store", metavar="FILE", type=FILE)
@engine_options
@strict_option
@source_options
def digest(
    console: Console,
    sources: tuple[str, ...],
    feed: tuple[str, ...],
    since: str | None,
    exclude: tuple[str, ...],
    null: bool,
    format: str,
    output: Path | None,
    template: str | None,
    ics: str | None,
    sections: Any,
    top: int,
    title: str | None,
    words: int,
    sentences: int | None,
    jobs: int | None,
    ray: str | None,
    store: str | None,
    engine: EngineChoice,
    reading: Reading,
    strict: bool,
) -> ExitCode:
    """Gather, brief, put together, write; see `summarizer/locale/*/cli_digest.toml` for the words."""
    _check(sources, feed, null, format, output, template)
    if ics is not None and output is not None and os.path.realpath(ics) == os.path.realpath(output):
        raise Usage("cli_digest.usage.one_place", path=output)
    from summarizer.brief.model import Options
    from summarizer.digest.document.assembling import Arrangement, assemble
    from summarizer.digest.inputs import reads
    from summarizer.digest.loading import Limits
    from summarizer.digest.run import default_jobs, run
    from summarizer.digest.work import Setup
    from summarizer.store import default_path, open_store

    newsroom = weights()
    place = Path(store) if store else default_path()
    jobs = jobs or default_jobs()
    limits = Limits(reading.encoding, reading.max_bytes, reading.allow_private)
    with contextlib.ExitStack() as stack:
        page = template_page(template)
        kept = stack.enter_context(open_store(place))
        out = stack.enter_context(Output(output))
        counting = stack.enter_context(Counting(console))
        counting.label(locale.text("cli_digest.progress.looking"))
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="tomtat-"))
        inputs = gather(sources, feed, since, exclude, null, output, Path(folder), kept, limits, reading)
        for target in (output, Path(ics) if ics else None):
            if target is not None and reads(inputs, target):
                raise Usage("cli.usage.output_is_source", path=target)
        for pattern in inputs.idle:
            console.say(locale.text("cli_digest.say.idle", pattern=pattern))
        asked = replace(engine, threads=engine.threads or (1 if jobs > 1 else None))
        setup = Setup(asked, Options(words, sentences), limits, locale.current(), place)
        began = time.monotonic()
        with _stoppable(console) as stopping:
            try:
                outcome = run(
                    inputs,
                    setup,
                    kept,
                    jobs=jobs,
                    call=_call(sources, feed, setup),
                    on_progress=counting.tell,
                    stopping=stopping,
                    workers=_workers(ray),
                )
            except TomtatError as error:
                raise EngineRefused.by(error) from error
            if outcome.interrupted:
                return interrupted(console, outcome, place)
            counting.label(locale.text("cli_digest.progress.writing"))
            made = assemble(
                kept,
                outcome.run,
                outcome.briefs,
                outcome.failures,
                Arrangement(sections, top, title, newsroom),
                note=outcome.stands_in,
                skipped=inputs.skipped,
                beside=os.path.realpath(output.parent) if output is not None else None,
            )
            if ics is not None:
                write_calendar(made, Path(ics))
            for piece in pieces(made, outcome, kept, format, page, output):
                out.write_bytes(piece)
    report(console, outcome, time.monotonic() - began, len(inputs.skipped))
    tally = Tally(outcome.progress.total, unsupported=made.counts.unsupported > 0)
    tally.failures = [(f.origin, _Said(f.code, f.message)) for f in outcome.failures]
    tally.report(console)
    return tally.code(strict=strict) if outcome.progress.total else ExitCode.OK


def weights() -> Newsroom:
    """The newsroom's weights: the shipped ones with what the settings file has under `[newsroom]`.

    Raises:
        SettingsError: a table there cannot be used.
    """
    from summarizer.cli import settings
    from summarizer.digest.newsroom import NewsroomWrong, default, own

    found = settings.load()
    try:
        return own(tables) if (tables := found.table("newsroom")) else default()
    except NewsroomWrong as error:
        raise found.wrong(error, str(error.values["key"])) from None


class _Said(TomtatError):
    """An error that another process put into words."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code)
        self.message = message

    def __str__(self) -> str:
        return self.message


def _check(
    sources: tuple[str, ...], feed: tuple[str, ...], null: bool, format: str, output: Path | None, template: str | None
) -> None:
    """Refuse calls that cannot be meant."""
    if not sources and not feed:
        raise Usage("cli.usage.no_source")
    if sources.count("-") > 1:
        raise Usage("cli.usage.stdin_twice")
    if null and "-" not in sources:
        raise Usage("cli_digest.usage.null_without_list")
    if template and format != FORMATS[0]:
        raise Usage("cli_digest.usage.template_format")
    if format == "docx" and output is None and is_terminal(sys.stdout):
        raise Usage("cli_digest.usage.docx_terminal")


def _workers(ray: str | None) -> Callable[[Setup, int], Workers]:
    """Processes of this machine, or actors of a Ray cluster."""
    if ray is None:
        from summarizer.digest.pool import Pool

        return Pool
    from summarizer.digest.cluster import RayPool

    return lambda setup, jobs: RayPool(setup, jobs, ray)


def _call(sources: Iterable[str], feed: Iterable[str], setup: Setup) -> dict[str, object]:
    """What the store remembers of the call."""
    return {"sources": list(sources), "feeds": list(feed), "engine": setup.asked.name, "words": setup.options.words}


@contextlib.contextmanager
def _stoppable(console: Console) -> Iterator[threading.Event]:
    """An event that Ctrl-C or SIGTERM sets; the second time it is a KeyboardInterrupt."""
    stopping = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stopping
        return

    def stop(number: int, frame: object) -> None:
        if stopping.is_set():
            raise KeyboardInterrupt
        stopping.set()
        console.say(locale.text("cli_digest.progress.stopping"))

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopping
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
