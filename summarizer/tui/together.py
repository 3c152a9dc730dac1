"""Several briefs of the desk as one document: the digest's own, with stories, conflicts and a calendar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

from summarizer.brief.model import Brief, Options
from summarizer.store import Store, briefs, codec, runs
from summarizer.store.rows import Rows, rows
from summarizer.store.runs import RunBrief


def document(store: Store, chosen: Sequence[Brief], origins: Mapping[str, str], format: str) -> bytes:
    """A digest of these briefs as they stand, edits and warnings with them; it is a run like others of the store.

    Raises:
        StoreError: it cannot be written.
    """
    from summarizer.digest import card
    from summarizer.digest.document.assembling import Arrangement, assemble

    ready = [_rows(brief, card.pack(card.make(brief))) for brief in chosen]
    with store.write() as db:
        run = runs.begin(db, {"sources": [origins.get(b.article.id, "-") for b in chosen], "desk": True}, len(ready))
        entries = []
        for position, row in enumerate(ready):
            origin = origins.get(row.id, "-")
            entry = RunBrief(position, origin, "", briefs.put(db, row, origin, ""))
            runs.add(db, run, entry, made=True)
            entries.append(entry)
        runs.finish(db, run)
    made = assemble(store, run, entries, [], Arrangement())
    if format == "docx":
        from summarizer.digest.document.docx import to_docx

        return to_docx(made, store)
    from summarizer.digest.document.rendering import render

    return "".join(render(made, store, format)).encode("utf-8", "backslashreplace")


def _rows(brief: Brief, short: str) -> Rows:
    """The rows of a brief under a key of its own: the words may be a reader's, and another digest must not get them."""
    from dataclasses import replace

    made = rows(brief, Options(), short)
    words = sha256(codec.dumps([s.text for s in brief.summary]).encode()).hexdigest()[:12]
    return replace(made, key=replace(made.key, options=f"desk={words}"))
