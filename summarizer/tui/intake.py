"""From what a reader names - files, folders, addresses - to the articles meant."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import Final

from summarizer.errors import TomtatError

SUFFIXES: Final = frozenset({".txt", ".md", ".html", ".htm", ".docx", ".pdf"})
LIMIT: Final = 5_000
"""Articles taken from one folder: a wrong folder (the home, the root) must not fill the queue without end."""


class IntakeError(TomtatError):
    """A name that leads to no article."""


def is_article(name: str) -> bool:
    """Whether a file could be an article, by its name."""
    path = PurePath(name)
    return path.suffix.lower() in SUFFIXES and not name.startswith((".", "~$")) and path.stem.upper() != "README"


def expand(name: str) -> Iterator[str]:
    """The sources that `name` stands for: itself, or the articles of a folder and its subfolders, in order.

    Paths come back absolute, so that a session can be taken up from another folder.

    Raises:
        IntakeError: nothing there, or a folder without articles.
    """
    if "://" in name:
        yield name
        return
    path = Path(name).expanduser()
    if path.is_dir():
        found = 0
        for article in _walk(path):
            yield str(article.resolve())
            found += 1
            if found >= LIMIT:
                return
        if not found:
            raise IntakeError("folder_empty", name=name, kinds=", ".join(sorted(SUFFIXES)))
    elif path.exists():
        yield str(path.resolve())
    else:
        raise IntakeError("path_missing", name=name)


def _walk(folder: Path) -> Iterable[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if is_article(name):
                yield Path(root, name)
