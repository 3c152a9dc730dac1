"""A ZIP archive given as one article: its only readable file. `members.expand` names those of several."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

from summarizer.document import members
from summarizer.document.failure import LoadError
from summarizer.document.formats.content import Content, Source


def read(source: Source) -> Content:
    """The article in an archive.

    Raises:
        LoadError: `archive_broken`, `archive_empty`, or `archive_many` with the first of its files to name.
    """
    from summarizer.document import formats
    from summarizer.document.formats.sniff import sniff

    names = [name for name in members.members(source.data, ".zip", source.name) if members.wanted(name)]
    if not names:
        raise LoadError("archive_empty", name=source.name)
    if len(names) > 1:
        raise LoadError(
            "archive_many", name=source.name, count=len(names), first=f"{source.name}{members.MARK}{names[0]}"
        )
    data, name = members.member(source.data, ".zip", source.name, names[0], max_bytes=source.max_bytes)
    suffix = PurePosixPath(name).suffix.lower()
    if suffix == ".zip":
        raise LoadError("archive_empty", name=source.name)
    inner = replace(source, data=data, name=f"{source.name}{members.MARK}{name}")
    return formats.read(sniff(data, inner.name, suffix), inner)
