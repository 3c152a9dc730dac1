"""What a digest is made of: files, folders, addresses and feeds, and what stands on standard input."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.cli.options import Reading
from summarizer.cli.words import Usage

if TYPE_CHECKING:
    from summarizer.digest.inputs import Inputs
    from summarizer.digest.loading import Limits
    from summarizer.store import Store


def gather(
    sources: tuple[str, ...],
    feed: tuple[str, ...],
    since: str | None,
    exclude: tuple[str, ...],
    null: bool,
    output: Path | None,
    folder: Path,
    kept: Store,
    limits: Limits,
    reading: Reading,
) -> Inputs:
    """All inputs, in the order named, those of feeds last; a list on standard input is put where `-` stands."""
    from summarizer.digest import inputs
    from summarizer.digest.moments import parse_since

    try:
        moment = parse_since(since) if since else None
    except (ValueError, OverflowError):
        raise Usage("cli_digest.usage.since", value=since) from None
    try:
        choice = inputs.Choice(moment, exclude, [output] if output is not None else [], reading.max_bytes)
    except ValueError as error:
        raise Usage("cli_digest.usage.exclude", why=error) from None
    named: list[str] = []
    lines: list[inputs.Item] = []
    for source in sources:
        if source != "-":
            named.append(source)
            continue
        data = sys.stdin.buffer.read() if sys.stdin is not None else b""
        if not null and inputs.is_json_lines(data):
            spool = folder / "stdin.jsonl"
            spool.write_bytes(data)
            lines += inputs.json_lines(spool, reading.file_name or "-")
        else:
            named += inputs.names(data, nul=null)
    found = inputs.gather(named, choice)
    found.items.extend(lines)
    if feed:
        from summarizer.digest import feeds

        named_already = {item.origin for item in found.items}
        more = feeds.gather(feed, kept, limits, moment)
        found.items.extend(item for item in more.items if item.origin not in named_already)
        found.problems.extend(more.problems)
    return found
