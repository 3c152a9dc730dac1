"""`tomtat check SOURCE [BRIEF|-]`: any brief, sentence by sentence, against the text it was made from."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from summarizer import locale
from summarizer.cli.console import Console, is_terminal
from summarizer.cli.exits import ExitCode
from summarizer.cli.inputs import Load, Tally, each, expanded
from summarizer.cli.options import Reading, output_options, source_options, strict_option
from summarizer.cli.output import Output, as_json, text_width
from summarizer.cli.words import Usage, command
from summarizer.errors import TomtatError


@command("check")
@click.argument("source", metavar="SOURCE")
@click.argument("brief", required=False, metavar="[BRIEF|-]")
@output_options("text", "json")
@strict_option
@source_options
def check(
    console: Console, source: str, brief: str | None, reading: Reading, format: str, output: Path | None, strict: bool
) -> ExitCode:
    """Check one brief; without BRIEF it is read from standard input."""
    if brief is None and is_terminal(sys.stdin):
        raise Usage("cli_check.no_brief")
    told = brief or "-"
    if source == told == "-":
        raise Usage("cli.usage.stdin_twice")

    articles = expanded([source], reading.max_bytes)
    with Output(output) as out:

        def work(place: str, load: Load) -> None:
            article = load()
            text = _words(reading, told)
            from summarizer.brief import check_text
            from summarizer.engines import registry
            from summarizer.facts import find

            judge = registry.judge()
            if judge is None:
                console.say(registry.judge_missing() or "")
            sentences = check_text(article, find(article, registry.marker()), text, judge=judge)
            if not sentences:
                raise TomtatError("brief_empty", name=told)
            tally.unsupported |= any(s.status == "unsupported" for s in sentences)
            for warning in article.warnings:
                console.say(locale.text("cli.warning.line", source=place, text=warning))
            if format == "json":
                from summarizer.brief.rendering.contract import check_document

                out.write(as_json(check_document(article, sentences), alone=len(articles) == 1))
            else:
                from summarizer.cli.check_report import report

                out.write(report(article, sentences, width=text_width(output), color=console.colors_output(output)))

        tally = Tally(len(articles))
        each(console, reading, articles, work, tally)
    tally.report(console)
    return tally.code(strict=strict)


def _words(reading: Reading, brief: str) -> str:
    """The text of the brief; one without any is not told as a text that was to be summarised."""
    try:
        return reading.load(brief).text
    except TomtatError as error:
        if error.code != "file_empty":
            raise
        return ""
