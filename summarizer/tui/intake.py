"""From what a reader names - files, folders, addresses - to the articles meant."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath
from typing import Final
from urllib.parse import unquote, urlsplit

from summarizer.document import members
from summarizer.errors import TomtatError

LIMIT: Final = 5_000
"""Articles taken from one folder: a wrong folder (the home, the root) must not fill the queue without end."""


class IntakeError(TomtatError):
    """A name that leads to no article."""


def is_article(name: str) -> bool:
    """Whether a file could be an article, by its name."""
    # Not before the first screen: it brings the tables of encodings along.
    from summarizer.document.formats.sniff import SUFFIXES

    path = PurePath(name)
    return path.suffix.lower() in SUFFIXES and not name.startswith((".", "~$")) and path.stem.upper() != "README"


def expand(name: str, cancelled: Callable[[], bool] = lambda: False, *, max_bytes: int) -> Iterator[str]:
    """The sources that `name` stands for: itself, or the articles of a folder and its subfolders, in order.

    What lies in a mail or an archive is an article of its own, if that is no larger than `max_bytes`.

    Paths come back absolute, so that a session can be taken up from another folder. A large or far folder is left
    as soon as `cancelled` says so.

    Raises:
        IntakeError: nothing there, or a folder without articles.
    """
    if "://" in name:
        yield name
        return
    path = Path(name).expanduser()
    if path.is_dir():
        found = 0
        for article in _walk(path, cancelled):
            yield from members.expand(article.resolve(), max_bytes=max_bytes)
            found += 1
            if found >= LIMIT:
                return
        if not found and not cancelled():
            from summarizer.document.formats.sniff import SUFFIXES

            raise IntakeError("folder_empty", name=name, kinds=", ".join(sorted(SUFFIXES)))
    elif path.exists():
        yield from members.expand(path.resolve(), max_bytes=max_bytes)
    elif members.split(name):
        yield str(path.absolute())
    else:
        raise IntakeError("path_missing", name=name)


def dropped(text: str) -> list[str]:
    """The files, folders and addresses that a pasted text is; empty where it is anything else.

    A terminal pastes the path of a file that is dragged onto it: quoted, with backslashes or as `file://`.
    """
    names = []
    for line in text.splitlines():
        try:
            parts = [line.strip()] if Path(line.strip()).exists() else shlex.split(line)
        except (ValueError, OSError):
            return []
        for part in parts:
            url = urlsplit(part) if "://" in part else None
            name = unquote(url.path) if url and url.scheme == "file" else part
            if not (url and url.scheme in ("http", "https")) and not _exists(name):
                return []
            names.append(name)
    return names


def _exists(name: str) -> bool:
    try:
        return Path(name).is_absolute() and Path(name).exists()
    except (ValueError, OSError):
        return False


def _walk(folder: Path, cancelled: Callable[[], bool]) -> Iterable[Path]:
    for root, folders, files in os.walk(folder):
        if cancelled():
            return
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            # A pipe or a socket of such a name would be waited for without end.
            if is_article(name) and (path := Path(root, name)).is_file():
                yield path
