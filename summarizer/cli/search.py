"""`tomtat search`: articles in the store by their words, marks or no marks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer import locale
from summarizer.cli.console import Console
from summarizer.cli.exits import ExitCode
from summarizer.cli.options import output_options
from summarizer.cli.output import Output
from summarizer.cli.stored import opened, store_option
from summarizer.cli.words import Whole, command, option

if TYPE_CHECKING:
    from summarizer.store.search import Hit, Passage


@command("search")
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@output_options("text", "json")
@option("--json", "as_json", key="cli_search.options.json", is_flag=True)
@option("--limit", "-n", key="cli_search.options.limit", type=Whole(), default=20, metavar="N")
@store_option
def search(
    console: Console,
    words: tuple[str, ...],
    format: str,
    output: Path | None,
    as_json: bool,
    limit: int,
    store: Path | None,
) -> ExitCode:
    """Search; exit code 1 where nothing is found, as grep has it."""
    import json

    from summarizer.store import search as finder

    query = words[0] if len(words) == 1 else " ".join(f'"{w}"' if " " in w else w for w in words)
    with opened(store) as kept, kept.explained() as db:
        hits = finder.search(db, query, limit)
        total = finder.count(db, query)
    with Output(output) as out:
        if as_json or format == "json":
            document = {"schema": "tomtat.search/1", "query": query, "total": total, "hits": [_json(h) for h in hits]}
            out.write(json.dumps(document, ensure_ascii=False, indent=2))
        elif hits:
            out.write("\n".join(_lines(hits, color=console.colors_output(output))))
    if not hits:
        console.say(locale.text("cli_search.nothing", query=query))
        return ExitCode.PARTIAL
    console.say(locale.text("cli_search.shown", shown=len(hits), total=total))
    return ExitCode.OK


def _lines(hits: list[Hit], *, color: bool) -> Iterator[str]:
    from summarizer.brief.rendering.clean import clean

    for hit in hits:
        date = f" · {hit.date}" if hit.date else ""
        title = click.style(clean(hit.title) or "—", bold=True) if color else clean(hit.title) or "—"
        yield f"{hit.id[:8]}  {title}{date}"
        yield f"          {clean(hit.origin)}"
        for passage in hit.passages:
            yield f"          … {_marked(passage, color=color)}"


def _marked(passage: Passage, *, color: bool) -> str:
    """A passage with what was found in colour, or as it stands."""
    from summarizer.brief.rendering.clean import clean

    if not color:
        return clean(passage.text)
    out, at, start = "", 0, passage.span.start
    for match in passage.matches:
        out += _inside(passage.text[at : match.start - start])
        out += click.style(_inside(passage.text[match.start - start : match.end - start]), fg="yellow", bold=True)
        at = match.end - start
    return out + _inside(passage.text[at:])


def _inside(text: str) -> str:
    """A piece of a line: cleaned, its outer spaces kept."""
    from summarizer.brief.rendering.clean import clean

    body = clean(text)
    lead = " " if text[:1].isspace() else ""
    return f"{lead}{body}{' ' if text[-1:].isspace() and body else ''}"


def _json(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "title": hit.title or None,
        "origin": hit.origin,
        "date": hit.date,
        "score": hit.score,
        "passages": [
            {
                "text": p.text,
                "start": p.span.start,
                "end": p.span.end,
                "matches": [{"start": m.start, "end": m.end} for m in p.matches],
            }
            for p in hit.passages
        ],
    }
