"""What lies inside a file: attachments of a mail, files of an archive, each an article of its own.

A member is addressed by its container and its own name with `!/` between (`thu.eml!/bao-cao.docx`); as the origin of an
article it is `thu.eml › bao-cao.docx`.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Final

from summarizer.document.failure import LoadError, megabytes, printable
from summarizer.document.formats.sniff import SUFFIXES

MARK: Final = "!/"
BETWEEN: Final = " › "
"""What stands for the mark where people read it."""
CONTAINERS: Final = frozenset((".eml", ".msg", ".zip"))
_MAX_MEMBERS: Final = 500
_MAX_DEPTH: Final = 3


def expand(source: str | os.PathLike[str], *, max_bytes: int) -> tuple[str, ...]:
    """`source`, and the members inside it that can be read as articles, also those of mails in archives; an archive is
    none itself.

    Anything but a mail or an archive comes back alone, as does one that cannot be opened: loading it will say why.
    """
    where = os.fspath(source)
    if not is_container(where):
        return (where,)
    path = Path(where)
    try:
        if not path.is_file() or path.stat().st_size > max_bytes:
            return (where,)
        return tuple(islice(_inside(path.read_bytes(), where, max_bytes, 0), _MAX_MEMBERS)) or (where,)
    except (OSError, ValueError, LoadError):
        return (where,)


def _inside(data: bytes, where: str, max_bytes: int, depth: int) -> Iterator[str]:
    """The articles in a container, itself first if it is a mail."""
    suffix = PurePosixPath(where).suffix.lower()
    if suffix != ".zip":
        yield where
    for name, unpack in _members(data, suffix, where):
        if not wanted(name):
            continue
        inner = f"{where}{MARK}{name}"
        if PurePosixPath(name).suffix.lower() not in CONTAINERS or depth >= _MAX_DEPTH - 1:
            yield inner
            continue
        try:
            held = unpack(max_bytes)
            yield from _inside(held, inner, max_bytes, depth + 1) if len(held) <= max_bytes else (inner,)
        except LoadError:
            yield inner


def shown(where: str) -> str:
    """An address for people: `thu.eml › bao-cao.docx`; a plain file is called what it is called."""
    return where.replace(MARK, BETWEEN) if split(where) else where


def is_container(where: str) -> bool:
    """Whether a source, by its name, may hold several articles."""
    return MARK not in where and PurePosixPath(where).suffix.lower() in CONTAINERS and "://" not in where


def split(where: str) -> tuple[str, str] | None:
    """Container and member of an address, or None for a plain file. A file of that very name comes first."""
    if MARK not in where or Path(where).exists():
        return None
    container, _, member = where.partition(MARK)
    return (container, member) if container and member else None


def wanted(name: str) -> bool:
    """Whether a member is an article by its name, and no leftover of a system."""
    path = PurePosixPath(name.replace("\\", "/"))
    hidden = any(part.startswith((".", "__MACOSX", "~$")) for part in path.parts)
    return path.suffix.lower() in SUFFIXES and not hidden


def members(data: bytes, suffix: str, name: str) -> list[str]:
    """The names of the members, in order.

    Raises:
        LoadError: the container cannot be read.
    """
    return [member for member, _ in _members(data, suffix, name)]


def member(data: bytes, suffix: str, name: str, wanted: str, *, max_bytes: int, depth: int = 0) -> tuple[bytes, str]:
    """The bytes of a member and its name; one inside a member is named by one more `!/`.

    Raises:
        LoadError: there is none of that name, or it is too large.
    """
    own, _, deeper = wanted.partition(MARK)
    found = next((read for member, read in _members(data, suffix, name) if member == own), None)
    if found is None or depth >= _MAX_DEPTH:
        raise LoadError("file_missing", name=f"{name}{MARK}{printable(own)}")
    inner = found(max_bytes)
    if len(inner) > max_bytes:
        size = f"> {megabytes(max_bytes)}"
        raise LoadError("file_too_large", name=f"{name}{MARK}{printable(own)}", size=size, limit=megabytes(max_bytes))
    if deeper:
        kind = PurePosixPath(own).suffix.lower()
        return member(inner, kind, f"{name}{MARK}{own}", deeper, max_bytes=max_bytes, depth=depth + 1)
    return inner, own


def _members(data: bytes, suffix: str, name: str) -> Iterator[tuple[str, Callable[[int], bytes]]]:
    match suffix:
        case ".zip":
            yield from _of_archive(data, name)
        case ".msg":
            from summarizer.document.formats import msg

            for title, content in msg.attachments(data, name):
                yield title, lambda _, content=content: content  # type: ignore[misc]
        case _:
            from summarizer.document.formats import eml

            for title, part in eml.attachments(data, name):
                yield title, lambda _, part=part: eml.payload(part)  # type: ignore[misc]


def _of_archive(data: bytes, name: str) -> Iterator[tuple[str, Callable[[int], bytes]]]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = [entry for entry in archive.infolist() if not entry.is_dir()][:_MAX_MEMBERS]
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
        raise LoadError("archive_broken", name=name) from None
    for entry in entries:
        yield printable(_name(entry)), lambda most, entry=entry: _unpack(archive, entry, most, name)  # type: ignore[misc]


def _name(entry: zipfile.ZipInfo) -> str:
    """The name of an entry; archivers that do not say that it is UTF-8 write it so all the same."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return entry.filename


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int, name: str) -> bytes:
    """What an entry unpacks to, of which no more is unpacked than one byte above `most`."""
    try:
        with archive.open(entry) as stream:
            return stream.read(most + 1)
    except Exception:  # a password, a method that zipfile lacks, damaged data
        raise LoadError("archive_broken", name=name) from None
