"""Load an article from wherever a newsroom has it: a file, standard input, a URL."""

from __future__ import annotations

import os
import re
import stat
import sys
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO, Final

from summarizer import locale
from summarizer.document import encodings, formats, members
from summarizer.document.builder import from_text
from summarizer.document.encodings.syllable import is_right_to_left, is_unaccented, look
from summarizer.document.failure import LoadError, megabytes, printable
from summarizer.document.formats.content import Content, Source
from summarizer.document.formats.sniff import sniff
from summarizer.document.model import Article
from summarizer.errors import reason
from summarizer.limits import MAX_BYTES
from summarizer.text.letters import in_capitals

__all__ = ["Fetched", "LoadError", "fetch", "load", "read"]

# Of 3,250 news articles none has fewer accented words that are Vietnamese syllables; a PDF whose letters come from two
# fonts, one after the other, has.
_GARBLED: Final = 0.9
_VIETNAMESE: Final = 0.25  # of the syllables: less of them with the letters of Vietnamese is another language
_JUDGED: Final = 8  # syllables, or
_LONG: Final = 80  # characters, that are enough to judge by
_SYLLABLES: Final = 30  # accented words that are enough to judge by
URL: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes of an article, wherever they came from, and what tells their format."""

    source: Source
    suffix: str
    media_type: str | None = None


def load(
    source: str | os.PathLike[str],
    *,
    stdin: BinaryIO | None = None,
    file_name: str | None = None,
    encoding: str | None = None,
    max_bytes: int = MAX_BYTES,
    allow_private: bool = False,
) -> Article:
    """Load one article.

    Args:
        source: a path, `-` for standard input, an `http(s)` URL, or a member of a mail or an archive
            (`thu.eml!/bao-cao.docx`, see `expand`).
        stdin: what to read for `-`; the process's own by default.
        file_name: a name for what comes from standard input; its suffix tells the format.
        encoding: forces the encoding of text and HTML; detected where it is None.
        max_bytes: refuse what is larger, also unpacked.
        allow_private: let URLs reach private, local and link-local addresses.

    Raises:
        LoadError: with one line on what is wrong with the input and what to do; no input raises anything else.
    """
    return read(
        fetch(
            source,
            stdin=stdin,
            file_name=file_name,
            encoding=encoding,
            max_bytes=max_bytes,
            allow_private=allow_private,
        )
    )


def fetch(
    source: str | os.PathLike[str],
    *,
    stdin: BinaryIO | None = None,
    file_name: str | None = None,
    encoding: str | None = None,
    max_bytes: int = MAX_BYTES,
    allow_private: bool = False,
) -> Fetched:
    """The first half of `load`, which waits for disks and networks; several run side by side in threads.

    Raises:
        LoadError: as `load`.
    """
    forced = _encoding(encoding)
    where = os.fspath(source)
    if where == "-":
        name = printable(file_name or "-")
        data = _limited(stdin or sys.stdin.buffer, name, max_bytes)
        return Fetched(Source(name, data, max_bytes, forced), PurePath(file_name or "").suffix.lower())
    if URL.match(where):
        from summarizer.document import web

        name = web.shown(where)
        page = web.fetch(where, max_bytes=max_bytes, allow_private=allow_private)
        whole = Source(name, page.data, max_bytes, forced, page.charset, page.url)
        return Fetched(whole, page.suffix, page.media_type)
    name = printable(where) or "''"
    if inside := members.split(where):
        container, member = inside
        kind = PurePath(container).suffix.lower()
        data, own = members.member(
            _file(container, name, max_bytes), kind, printable(container), member, max_bytes=max_bytes
        )
        return Fetched(Source(printable(members.shown(where)), data, max_bytes, forced), PurePath(own).suffix.lower())
    return Fetched(Source(name, _file(where, name, max_bytes), max_bytes, forced), PurePath(where).suffix.lower())


def read(fetched: Fetched) -> Article:
    """The second half of `load`, which computes.

    Raises:
        LoadError: as `load`.
    """
    return _article(fetched.source, fetched.suffix, fetched.media_type)


def _encoding(name: str | None) -> str | None:
    if name is None:
        return None
    known = encodings.canonical(name)
    if known is None:
        raise LoadError("encoding_unknown", name=printable(name), known=", ".join(encodings.NAMES))
    return known


def _file(where: str, name: str, max_bytes: int) -> bytes:
    path = Path(where)
    try:
        if not where:
            raise FileNotFoundError  # pathlib takes it for the folder
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise LoadError("file_directory", name=name)
        if stat.S_ISREG(status.st_mode) and status.st_size > max_bytes:
            raise LoadError("file_too_large", name=name, size=megabytes(status.st_size), limit=megabytes(max_bytes))
        with path.open("rb") as stream:
            return _limited(stream, name, max_bytes)
    except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: a zero byte in the path
        raise LoadError("file_missing", name=name) from None
    except OSError as error:
        raise LoadError("file_unreadable", name=name, why=reason(error)) from None


def _limited(stream: BinaryIO, name: str, max_bytes: int) -> bytes:
    """All of `stream`, which may be a pipe that never ends."""
    try:
        data = stream.read(max_bytes + 1)
    except OSError as error:
        raise LoadError("file_unreadable", name=name, why=reason(error)) from None
    if len(data) > max_bytes:
        raise LoadError("file_too_large", name=name, size=f"> {megabytes(max_bytes)}", limit=megabytes(max_bytes))
    return data


def _article(source: Source, suffix: str, media_type: str | None = None) -> Article:
    if not source.data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise LoadError("file_empty", name=source.name)
    content = formats.read(sniff(source.data, source.name, suffix, media_type), source)
    article = from_text(
        content.text,
        origin=source.url or source.name,
        title=content.title,
        date=content.date,
        byline=content.byline,
        hints=content.hints,
        encoding=content.encoding,
        warnings=_warnings(content),
        doubtful=content.doubtful,
    )
    if not article.sentences:
        raise LoadError("file_empty", name=source.name)
    return article


def _warnings(content: Content) -> list[str]:
    said = list(content.warnings)
    seen = look(content.text[:60_000])
    if is_right_to_left(content.text[:60_000]):
        said.append(("not_vietnamese", {}))
    elif (seen.tokens >= _JUDGED or len(content.text) > _LONG) and seen.vietnamese < _VIETNAMESE:
        said.append(("unaccented" if is_unaccented(content.text[:60_000]) else "not_vietnamese", {}))
    elif seen.accented >= _SYLLABLES and seen.validity < _GARBLED and not said:
        said.append(("garbled", {"share": round(100 * (1 - seen.validity))}))
    if in_capitals(content.text[:60_000]):
        said.append(("capitals", {}))
    return [locale.text(f"document.warnings.{key}", **values) for key, values in said]
