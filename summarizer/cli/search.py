"""`tomtat search`: articles in the store by their words, marks or no marks, or by what they are about."""

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
from summarizer.errors import TomtatError

if TYPE_CHECKING:
    from summarizer.engines.vectors import Meaning
    from summarizer.store.meanings import Alike
    from summarizer.store.search import Hit, Passage


@command("search")
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@output_options("text", "json")
@option("--like", key="cli_search.options.like", is_flag=True)
@option("--json", key="cli_search.options.json", is_flag=True)
@option("--limit", "-n", key="cli_search.options.limit", type=Whole(), default=20, metavar="N")
@store_option
def search(
    console: Console,
    words: tuple[str, ...],
    format: str,
    output: Path | None,
    like: bool,
    json: bool,
    limit: int,
    store: Path | None,
) -> ExitCode:
    """Search; exit code 1 where nothing is found, as grep has it."""
    as_json = json or format == "json"
    if like:
        return _alike(console, " ".join(words), as_json, output, limit, store)
    from json import dumps

    from summarizer.store import search as finder

    query = words[0] if len(words) == 1 else " ".join(f'"{w}"' if " " in w else w for w in words)
    with opened(store) as kept, kept.explained() as db:
        hits = finder.search(db, query, limit)
        total = finder.count(db, query)
    with Output(output) as out:
        if as_json:
            document = {"schema": "tomtat.search/1", "query": query, "total": total, "hits": [_json(h) for h in hits]}
            out.write(dumps(document, ensure_ascii=False, indent=2))
        elif hits:
            out.write("\n".join(_lines(hits, color=console.colors_output(output))))
    if not hits:
        console.say(locale.text("cli_search.nothing", query=query))
        return ExitCode.PARTIAL
    console.say(locale.text("cli_search.shown", shown=len(hits), total=total))
    return ExitCode.OK


def _alike(
    console: Console, question: str, as_json: bool, output: Path | None, limit: int, store: Path | None
) -> ExitCode:
    """Search by meaning.

    Raises:
        TomtatError: there is no reader to say what the question is about.
    """
    from json import dumps

    from summarizer.store import meanings

    wanted = _meaning(question)
    with opened(store) as kept, kept.explained() as db:
        known, total = meanings.count(db, wanted.model)
        hits = meanings.search(db, question, wanted, limit)
    with Output(output) as out:
        if as_json:
            found = [_record(h, []) for h in hits]
            document = {"schema": "tomtat.search/1", "like": question, "total": known, "hits": found}
            out.write(dumps(document, ensure_ascii=False, indent=2))
        elif hits:
            out.write("\n".join(_alike_lines(hits, color=console.colors_output(output))))
    if known < total:
        console.say(locale.text("cli_search.unread", count=total - known, total=total))
    if not hits:
        console.say(locale.text("cli_search.nothing", query=question))
        return ExitCode.PARTIAL
    console.say(locale.text("cli_search.like", shown=len(hits), total=known))
    return ExitCode.OK


def _meaning(question: str) -> Meaning:
    """What a question is about.

    Raises:
        TomtatError: there is no reader to say it, or the question has no word.
    """
    from summarizer.engines.registry import EngineUnavailable
    from summarizer.engines.vectors import meaning

    try:
        found = meaning(question)
    except EngineUnavailable as error:
        raise TomtatError("search_no_meaning", why=str(error)) from error
    if found is None:
        raise TomtatError("search_no_meaning", why=question)
    return found


def _heading(hit: Hit | Alike, *, color: bool, more: str = "") -> Iterator[str]:
    """The lines that name an article."""
    from summarizer.text.clean import clean

    title = click.style(clean(hit.title) or "—", bold=True) if color else clean(hit.title) or "—"
    yield f"{hit.id[:8]}  {title}{f' · {hit.date}' if hit.date else ''}{more}"
    yield f"          {clean(hit.origin)}"


def _alike_lines(hits: list[Alike], *, color: bool) -> Iterator[str]:
    from summarizer.text.clean import clean

    for hit in hits:
        yield from _heading(hit, color=color, more=f" · {hit.score:.2f}")
        yield f"          … {clean(hit.opening)}"


def _lines(hits: list[Hit], *, color: bool) -> Iterator[str]:
    for hit in hits:
        yield from _heading(hit, color=color)
        for passage in hit.passages:
            yield f"          … {_marked(passage, color=color)}"


def _marked(passage: Passage, *, color: bool) -> str:
    """A passage with what was found in colour, or as it stands."""
    from summarizer.text.clean import clean

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
    from summarizer.text.clean import clean

    body = clean(text)
    lead = " " if text[:1].isspace() else ""
    return f"{lead}{body}{' ' if text[-1:].isspace() and body else ''}"


def _record(hit: Hit | Alike, passages: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": hit.id,
        "title": hit.title or None,
        "origin": hit.origin,
        "date": hit.date,
        "score": hit.score,
        "passages": passages,
    }


def _json(hit: Hit) -> dict[str, Any]:
    passages = [
        {
            "text": p.text,
            "start": p.span.start,
            "end": p.span.end,
            "matches": [{"start": m.start, "end": m.end} for m in p.matches],
        }
        for p in hit.passages
    ]
    return _record(hit, passages)
