"""Where a digest goes: the document piece by piece, its calendar, and what is said of the run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer import locale
from summarizer.cli.console import Console
from summarizer.cli.exits import ExitCode
from summarizer.cli.output import Output, text_width

if TYPE_CHECKING:
    from summarizer.digest.document.model import Digest
    from summarizer.digest.run import Outcome
    from summarizer.store import Store


def template_page(template: str | None) -> Callable[[Digest, Store], Iterator[str]] | None:
    """The newsroom's template, read before any work is done."""
    if template is None:
        return None
    from summarizer.digest.document.template import load

    return load(Path(template))


def pieces(
    made: Digest,
    outcome: Outcome,
    store: Store,
    format: str,
    page: Callable[[Digest, Store], Iterator[str]] | None,
    output: Path | None,
) -> Iterator[bytes]:
    """The document as bytes, piece by piece."""
    if format == "docx":
        from summarizer.digest.document.docx import to_docx

        yield to_docx(made, store)
        return
    if page is not None:
        texts = page(made, store)
    elif format == "jsonl":
        from summarizer.digest.document.json import lines

        texts = lines(store, ((b.brief, b.origin) for b in outcome.briefs))
    else:
        from summarizer.digest.document.rendering import render

        texts = render(made, store, format, width=text_width(output))
    for text in texts:
        yield text.encode("utf-8", "backslashreplace")


def write_calendar(made: Digest, target: Path) -> None:
    """Write the tasks to come as a calendar file."""
    from summarizer.digest.document.ics import to_ics

    with Output(target) as out:
        out.write_bytes(to_ics(made))


def interrupted(console: Console, outcome: Outcome, store: Path) -> ExitCode:
    """Say how far a run came that was stopped."""
    progress = outcome.progress
    console.error(
        locale.text("cli_digest.say.interrupted", done=progress.done, total=progress.total, store=store.absolute())
    )
    return ExitCode.INTERRUPTED


def report(console: Console, outcome: Outcome, seconds: float, skipped: int) -> None:
    """Say what was made."""
    progress = outcome.progress
    if outcome.stands_in:
        console.say(outcome.stands_in)
    if not progress.total:
        console.say(locale.text("cli_digest.say.empty"))
        return
    console.say(
        locale.text(
            "cli_digest.say.done",
            total=progress.total,
            seconds=locale.number(round(seconds, 1)),
            made=progress.made,
            known=progress.known,
            failed=progress.failed,
        )
    )
    if skipped:
        console.say(locale.text("cli_digest.say.skipped", count=skipped))
