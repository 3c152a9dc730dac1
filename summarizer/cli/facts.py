"""`tomtat facts`: the figures and directives of articles."""

from __future__ import annotations

from pathlib import Path

from summarizer import locale
from summarizer.cli.console import Console
from summarizer.cli.exits import ExitCode
from summarizer.cli.inputs import Load, Tally, each, expanded
from summarizer.cli.options import Reading, output_options, source_options, sources_argument
from summarizer.cli.output import Output, as_json, text_width
from summarizer.cli.words import command, option


@command("facts")
@sources_argument
@output_options("text", "json", "csv")
@option("--figures-only", key="cli_facts.option.figures_only", is_flag=True)
@source_options
def facts(
    console: Console,
    sources: tuple[str, ...],
    reading: Reading,
    format: str,
    output: Path | None,
    figures_only: bool,
) -> ExitCode:
    """Print what `facts.find` finds in every source; without the marker where only figures are wanted."""
    from summarizer.engines import registry

    marker = None if figures_only else registry.marker()
    if marker is None and not figures_only:
        console.say(registry.marker_missing() or "")
    articles = expanded(sources, reading.max_bytes)
    tally = Tally(len(articles))
    with Output(output) as out:

        def work(source: str, load: Load) -> None:
            from summarizer.facts import find

            article = load()
            found = find(article, marker)
            for warning in article.warnings:
                console.say(locale.text("cli.warning.line", source=source, text=warning))
            if format == "json":
                from summarizer.brief.rendering.contract import facts_document

                out.write(as_json(facts_document(article, found), alone=len(articles) == 1))
            elif format == "csv":
                from summarizer.cli import facts_csv

                out.write(("" if out.written else facts_csv.header()) + facts_csv.rows(article, found))
            else:
                from summarizer.cli.facts_text import table

                wide, color = text_width(output), console.colors_output(output)
                shown = table(article, found, width=wide, color=color, marked=marker is not None)
                out.write(("\n" if out.written else "") + shown)

        each(console, reading, articles, work, tally, models=marker is not None)
    tally.report(console)
    return tally.code()
