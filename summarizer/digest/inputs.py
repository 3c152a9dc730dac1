"""From what a user names - files, folders, patterns, lists, JSON Lines, addresses - to articles in a fixed order.

Nothing is opened here but lists, mails and archives, whose members are articles of their own: an `Item` says where an
article is, a worker loads it.
"""

from __future__ import annotations

import errno
import glob
import hashlib
import json
import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePath
from typing import Final

from summarizer.digest.made_here import is_digest
from summarizer.document.failure import LoadError, printable
from summarizer.document.formats.record import DAY, NAME, TEXT, TITLE, first
from summarizer.document.formats.sniff import SUFFIXES
from summarizer.document.loading import URL
from summarizer.document.members import expand, shown, split
from summarizer.errors import TomtatError, reason
from summarizer.limits import MAX_BYTES

LINES: Final = (".jsonl", ".ndjson")
"""Files of a folder that hold an article a line, beside those that hold one. A file that is named itself is read
whatever it is called."""


@dataclass(frozen=True, slots=True)
class Item:
    """One article to come.

    Attributes:
        origin: names it to people, in the store and in the document; unique within a run.
        source: a path or address for `document.load`, or the file of a JSON line.
        folder: the folder it was found in, as the user would name it; "" for others.
        stamp: changes when the source does (size and time of a file, hash of a line); "" where nobody can tell.
        line: offset and length in bytes of a JSON line in `source`; None for others.
        published: ISO day that a feed gives for it, for an article that names none itself; "" where there is none.
    """

    origin: str
    source: str
    folder: str = ""
    stamp: str = ""
    line: tuple[int, int] | None = None
    published: str = ""


@dataclass(frozen=True)
class Inputs:
    """What was found: `items` in order, what could not be looked into, each with its place in that order, what was
    passed over with why (a key of `digest.skipped`), and the patterns of `--exclude` that fit nothing."""

    items: list[Item] = field(default_factory=list)
    problems: list[tuple[str, TomtatError]] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    idle: list[str] = field(default_factory=list)


class Choice:
    """Which of the files found in folders count.

    `since`: changed at or after; `exclude`: patterns by gitignore's rules, for paths below the folder; `own`: where the
    document goes, not read where an earlier one lies there; `max_bytes`: larger mails and archives are not opened.

    Raises:
        ValueError: a pattern is none.
    """

    def __init__(
        self,
        since: datetime | None = None,
        exclude: Sequence[str] = (),
        own: Iterable[str | Path] = (),
        max_bytes: int = MAX_BYTES,
    ) -> None:
        from pathspec import GitIgnoreSpec

        self.since = since
        self.exclude = tuple(exclude)
        self.own = frozenset(os.path.realpath(o) for o in own)
        self.max_bytes = max_bytes
        self._spec = GitIgnoreSpec.from_lines(self.exclude)
        self._used: set[int] = set()

    def excludes(self, below: str, *, folder: bool = False) -> bool:
        """Whether a pattern takes out what lies at `below` its folder."""
        found = self._spec.check_file(f"{below}/" if folder else below)
        if found.index is not None:
            self._used.add(found.index)
        return bool(found.include)

    def idle(self) -> list[str]:
        """The patterns that have fitted nothing so far."""
        return [p for i, p in enumerate(self.exclude) if i not in self._used and p.strip() and not p.startswith("#")]

    def refuses(self, path: Path) -> str | None:
        """Why a file found in a folder is passed over: a key of `digest.skipped`, empty where that goes without saying;
        None where it is taken."""
        if os.path.realpath(path) in self.own and is_digest(path):
            return ""
        try:
            status = path.stat()
        except OSError as error:
            return "loop" if error.errno == errno.ELOOP or path.is_symlink() else None  # loading it will say why
        if not stat.S_ISREG(status.st_mode):
            return "special"  # a pipe would keep its reader waiting for ever
        if self.since is not None and status.st_mtime < self.since.timestamp():
            return ""
        return "digest" if is_digest(path) else None


def gather(sources: Sequence[str], choice: Choice | None = None) -> Inputs:
    """All items of `sources` (paths, folders, glob patterns, addresses), in their order, each file once, whatever the
    names it goes by.

    What is found in a folder is sorted by path. A source that is missing or empty becomes a problem.
    """
    choice = choice or Choice()
    found = Inputs()
    seen: set[str] = set()
    for source in sources:
        try:
            for item in _items(source, choice, found.skipped):
                key = item.origin if item.line or URL.match(item.source) else os.path.realpath(item.source)
                if key not in seen:
                    seen.add(key)
                    found.items.append(item)
        except TomtatError as error:
            found.problems.append((printable(source), error))
    found.idle.extend(choice.idle())
    return found


def reads(inputs: Inputs, output: Path) -> bool:
    """Whether a run would write over one of its own inputs, however either was named."""
    target = os.path.realpath(output)
    files = {(split(i.source) or (i.source,))[0] for i in inputs.items if not URL.match(i.source)}
    return any(os.path.realpath(file) == target for file in files)


def names(data: bytes, *, nul: bool = False) -> list[str]:
    """The names in a list: one a line, or ended by zero bytes (`find -print0`)."""
    text = os.fsdecode(data)
    parts = text.split("\0") if nul else [line.rstrip("\r") for line in text.split("\n")]
    return [part for part in parts if part.strip()]


def is_json_lines(data: bytes) -> bool:
    """Whether a list on standard input is JSON Lines rather than names."""
    first = next((line for line in data.splitlines() if line.strip()), b"")
    try:
        return isinstance(json.loads(first), dict)
    except ValueError:
        return False


def _items(source: str, choice: Choice, skipped: list[tuple[str, str]]) -> Iterator[Item]:
    if URL.match(source):
        from summarizer.document.web import shown

        yield Item(shown(source), source)
        return
    path = Path(source)
    try:
        folder, there = path.is_dir(), path.exists()
    except (OSError, ValueError, RuntimeError):  # a name too long, or with a zero byte, or a loop of links
        folder = there = False
    if folder:
        yield from _below(path, choice, skipped)
    elif not there and glob.has_magic(source):
        matches = sorted(glob.glob(source, recursive=True), key=_order)  # noqa: PTH207 - `**` as shells know it
        if not matches:
            raise LoadError("pattern_empty", name=printable(source))
        for match in matches:
            one = Path(match)
            if one.is_dir() or choice.excludes(match.lstrip("/")):
                continue
            if _taken(one, choice, skipped):
                yield from _file(one, str(PurePath(match).parent), choice.max_bytes)
    else:
        yield from _file(path, str(path.parent) if there else "", choice.max_bytes)


def _taken(path: Path, choice: Choice, skipped: list[tuple[str, str]]) -> bool:
    """Whether a file is taken; what is not is noted, unless the user asked for it."""
    why = choice.refuses(path)
    if why:
        skipped.append((printable(str(path.absolute())), why))
    return why is None


def _below(folder: Path, choice: Choice, skipped: list[tuple[str, str]]) -> Iterator[Item]:
    """The articles of a folder and the folders in it, hidden ones left out, links to folders not followed."""
    problems: list[OSError] = []
    found: list[Path] = []
    other = False
    for where, folders, files in os.walk(folder, onerror=problems.append):
        below = Path(where).relative_to(folder)
        folders[:] = [
            f for f in folders if not f.startswith(".") and not choice.excludes((below / f).as_posix(), folder=True)
        ]
        linked = [path for f in folders if (path := Path(where, f)).is_symlink()]
        skipped += [(printable(str(path.absolute())), "linked") for path in linked]
        for name in sorted(files):
            path = Path(where, name)
            if name.startswith((".", "~$")) or choice.excludes((below / name).as_posix()):
                continue
            if path.suffix.lower() not in (*SUFFIXES, *LINES):
                skipped.append((printable(str(path.absolute())), "kind"))
            elif _taken(path, choice, skipped):
                found.append(path)
            else:
                other = True
    if problems and not found:
        raise LoadError("file_unreadable", name=printable(str(folder)), why=reason(problems[0]))
    if not found and not other and choice.since is None:
        raise LoadError("folder_empty", name=printable(str(folder)), kinds=" ".join((*SUFFIXES, *LINES)))
    for path in sorted(found, key=lambda p: _order(str(p))):
        yield from _file(path, str(path.parent), choice.max_bytes)


def _order(path: str) -> list[tuple[bool, int, str]]:
    """Sort key: `2.txt` before `10.txt`, and the same on every machine."""
    return [
        (not part.isdigit(), int(part) if part.isdigit() else 0, part)
        for part in re.split(r"([0-9]+)", path.replace(os.sep, "\0"))
    ]


def _file(path: Path, folder: str, max_bytes: int) -> Iterator[Item]:
    if path.suffix.lower() in LINES:
        yield from json_lines(path)
        return
    try:
        status = path.stat()
        stamp = f"{status.st_size}:{status.st_mtime_ns}"
    except (OSError, ValueError):
        stamp = ""
    # the store knows a file by its full path; a name that is no UTF-8 is shown with its odd bytes as `?`
    where = Path(os.path.realpath(path)) if ".." in path.parts else path.absolute()
    origin = printable(str(where)) if stamp else printable(str(path))
    for one in expand(path, max_bytes=max_bytes) if stamp else (str(path),):
        yield Item(f"{origin}{shown(one)[len(str(path)) :]}", one, folder, stamp)


def json_lines(path: Path, name: str | None = None) -> Iterator[Item]:
    """One item a line that is not blank; what the line holds is for the worker to judge."""
    shown = printable(name or str(path.absolute()))
    try:
        with path.open("rb") as file:
            at = 0
            for number, line in enumerate(file, 1):
                if line.strip():
                    stamp = hashlib.sha256(line).hexdigest()
                    origin = _address(line) or f"{shown}:{number}"
                    yield Item(origin, str(path), name or path.name, stamp, (at, len(line)))
                at += len(line)
    except FileNotFoundError:
        raise LoadError("file_missing", name=shown) from None
    except OSError as error:
        raise LoadError("file_unreadable", name=shown, why=reason(error)) from None


def _address(line: bytes) -> str:
    """The address that a line gives for its article; empty where it gives none."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return ""
    url = first(data, NAME) if isinstance(data, dict) else None
    return printable(url) if url and URL.match(url) else ""


@dataclass(frozen=True, slots=True)
class Line:
    """What a JSON line says of an article."""

    text: str
    title: str | None
    date: str | None
    origin: str | None


def read_line(item: Item) -> Line:
    """The line that `item` names.

    Raises:
        LoadError: it is no JSON object with a text.
    """
    assert item.line is not None
    offset, length = item.line
    try:
        with Path(item.source).open("rb") as file:
            file.seek(offset)
            data = json.loads(file.read(length))
    except OSError as error:
        raise LoadError("file_unreadable", name=item.origin, why=reason(error)) from None
    except (ValueError, RecursionError):
        raise LoadError("line_not_json", name=item.origin) from None
    if not isinstance(data, dict):
        raise LoadError("line_not_json", name=item.origin)
    text = first(data, TEXT)
    if not text or not text.strip():
        raise LoadError("line_no_text", name=item.origin, fields=", ".join(TEXT[:3]))
    return Line(text, first(data, TITLE), first(data, DAY), first(data, NAME))
