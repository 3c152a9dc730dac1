"""`tomtat history`: the runs that a store remembers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer import locale
from summarizer.cli.console import Console
from summarizer.cli.options import output_options
from summarizer.cli.output import Output
from summarizer.cli.stored import day, opened, store_option
from summarizer.cli.words import Whole, command, option

if TYPE_CHECKING:
    from summarizer.store.runs import Run


@command("history")
@output_options("text", "json")
@option("--limit", "-n", key="cli_history.options.limit", type=Whole(), default=20, metavar="N")
@store_option
def history(console: Console, format: str, output: Path | None, limit: int, store: Path | None) -> None:
    """List the last runs, newest first."""
    import json

    from summarizer.store import runs

    with opened(store) as kept, kept.explained() as db:
        found = runs.latest(db, limit)
    with Output(output) as out:
        if format == "json":
            document = {"schema": "tomtat.history/1", "runs": [_json(r) for r in found]}
            out.write(json.dumps(document, ensure_ascii=False, indent=2))
        elif found:
            out.write("\n".join(_line(r) for r in found))
    if not found:
        console.say(locale.text("cli_history.nothing"))


def _line(run: Run) -> str:
    from summarizer.text.clean import clean

    state = "" if run.finished else f" · {locale.text('cli_history.unfinished')}"
    counts = locale.text("cli_history.counts", total=run.total, made=run.made, known=run.known, failed=run.failed)
    sources = run.call.get("sources")
    asked = clean(" ".join(map(str, sources))) if isinstance(sources, list) else ""
    asked = asked if len(asked) <= 60 else f"{asked[:59]}…"
    return f"r{run.number:<5} {day(run.started)}  {counts}{state}  {asked}"


def _json(run: Run) -> dict[str, Any]:
    return {
        "run": run.number,
        "started": run.started,
        "finished": run.finished,
        "call": dict(run.call),
        "total": run.total,
        "made": run.made,
        "known": run.known,
        "failed": run.failed,
    }
