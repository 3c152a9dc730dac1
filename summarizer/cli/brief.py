"""`tomtat brief`: from articles to checkable briefs."""

from __future__ import annotations

import sys
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from summarizer import locale
from summarizer.cli.ahead import Ahead
from summarizer.cli.console import Console, is_terminal
from summarizer.cli.exits import ExitCode
from summarizer.cli.inputs import EngineRefused, Load, Tally, each, expanded
from summarizer.cli.options import (
    Reading,
    engine_options,
    length_options,
    output_options,
    source_options,
    sources_argument,
    strict_option,
)
from summarizer.cli.output import Output, as_json, text_width
from summarizer.cli.progress import Progress
from summarizer.cli.words import Usage, command
from summarizer.engines.choice import EngineChoice
from summarizer.errors import TomtatError

if TYPE_CHECKING:
    from summarizer.brief.model import Options
    from summarizer.brief.model import Progress as Step
    from summarizer.engines.base import Engine

BETWEEN: Final = {"text": "\n", "markdown": "\n---\n\n"}
"""What stands between the briefs of several inputs."""


@command("brief")
@sources_argument
@output_options("text", "markdown", "json", "html")
@length_options
@engine_options
@strict_option
@source_options
def brief(
    console: Console,
    sources: tuple[str, ...],
    reading: Reading,
    engine: EngineChoice,
    length: Options,
    format: str,
    output: Path | None,
    strict: bool,
) -> ExitCode:
    """Brief every source in turn; see `summarizer/locale/*/cli_brief.toml` for the words."""
    articles = expanded(sources, reading.max_bytes)
    if format == "html" and len(articles) > 1:
        raise Usage("cli.usage.html_takes_one")

    on_screen = output is None and format in BETWEEN and is_terminal(sys.stdout)
    ahead = Ahead(engine, sources)
    with Output(output) as out, Progress(console) as progress:

        @cache
        def loaded() -> Engine:
            """The engine, once there is something to brief: a missing file is told at once."""
            progress.tell(locale.text("cli_brief.progress.loading"))
            try:
                made = ahead.take()
            except TomtatError as error:
                raise EngineRefused.by(error) from error
            if made.fallback:
                console.say(made.fallback)
            return made

        def work(source: str, load: Load) -> None:
            label = source if len(articles) == 1 else f"[{next(turns)}/{len(articles)}] {source}"

            def tell(step: Step) -> None:
                text = locale.text(f"cli_brief.progress.{step.stage}", done=step.done, total=step.total)
                progress.tell(f"{label}: {text}")

            article = load()
            from summarizer.brief import compose, render
            from summarizer.facts import find

            figures = find(article)  # by rule, while the engine is on its way
            result = compose(article, loaded(), length, facts=figures, on_progress=tell)
            tally.unsupported |= any(s.status == "unsupported" for s in result.summary)
            progress.hide()
            for warning in () if on_screen else result.warnings:  # the brief says them
                console.say(locale.text("cli.warning.line", source=source, text=warning))
            if format == "json":
                from summarizer.brief.rendering.contract import brief_document

                text = as_json(brief_document(result), alone=len(articles) == 1)
            else:
                text = render(result, format, width=text_width(output), color=console.colors_output(output))
            out.write(BETWEEN.get(format, "") + text if out.written else text)

        turns = count(1)
        tally = Tally(len(articles))
        models = bool(engine.model or engine.endpoints) or engine.name != "extractive"
        each(console, reading, articles, work, tally, models=models)
    tally.report(console)
    return tally.code(strict=strict)
