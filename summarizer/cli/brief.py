"""`tomtat brief`: from articles to checkable briefs."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from summarizer import locale
from summarizer.cli.console import Console, is_terminal
from summarizer.cli.exits import ExitCode
from summarizer.cli.inputs import Tally, each
from summarizer.cli.options import (
    EngineChoice,
    Reading,
    engine_options,
    length_options,
    output_options,
    source_options,
    sources_argument,
    strict_option,
)
from summarizer.cli.output import Output
from summarizer.cli.progress import Progress
from summarizer.cli.words import Usage, command

if TYPE_CHECKING:
    from summarizer.brief.model import Options
    from summarizer.brief.model import Progress as Step

FILE_WIDTH: Final = 100


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
    if format == "html" and len(sources) > 1:
        raise Usage("cli.usage.html_takes_one")

    with Output(output) as out, Progress(console) as progress:
        progress.tell(locale.text("cli_brief.progress.loading"))
        from summarizer.brief import compose, render

        made = engine.load()
        if made.fallback:
            console.say(made.fallback)

        def work(source: str) -> None:
            def tell(step: Step) -> None:
                text = locale.text(f"cli_brief.progress.{step.stage}", done=step.done, total=step.total)
                progress.tell(f"{source}: {text}")

            article = reading.load(source)
            result = compose(article, made, length, on_progress=tell)
            tally.unsupported |= any(s.status == "unsupported" for s in result.summary)
            progress.hide()
            for warning in result.warnings:
                console.say(locale.text("cli.warning.line", source=source, text=warning))
            if format == "text":
                screen = None if output else sys.stdout
                text = render(result, format, width=_width(screen), color=output is None and console.colors(screen))
            else:
                text = render(result, format)
            out.write(_joined(text, format, first=not written, alone=len(sources) == 1))
            written.append(source)

        written: list[str] = []
        tally = Tally(len(sources))
        each(console, sources, work, tally)
    tally.report(console)
    return tally.code(strict=strict)


def _joined(text: str, format: str, *, first: bool, alone: bool) -> str:
    """One result among several: JSON on a line of its own, the others with a rule between them."""
    if alone:
        return text
    if format == "json":
        return json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"))
    rule = "\n---\n\n" if format == "markdown" else "\n"
    return text if first else rule + text


def _width(stream: IO[str] | None) -> int:
    """Columns for text: the terminal's, or 100 into a file or pipe, so that the bytes do not hang on the window."""
    return shutil.get_terminal_size().columns if is_terminal(stream) else FILE_WIDTH
