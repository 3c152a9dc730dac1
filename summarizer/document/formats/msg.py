"""MSG of Outlook: subject, sender, date and body of a mail, and its attachments, by the streams of its container."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from summarizer.document.failure import LoadError, printable
from summarizer.document.formats.content import Content, Source
from summarizer.document.formats.eml import headed
from summarizer.document.formats.quiet import quiet
from summarizer.document.formats.thread import is_forward, own_page, own_words

if TYPE_CHECKING:
    from olefile import OleFileIO

# property tags
_SUBJECT, _SENDER, _BODY, _HTML = "0037", "0C1A", "1000", "1013"
_SUBMITTED, _DELIVERED = 0x0039, 0x0E06
_DATA, _LONG_NAME, _SHORT_NAME = "37010102", "3707", "3704"
_PROPERTIES: Final = "__properties_version1.0"


def read(source: Source) -> Content:
    """The body of a mail, its subject as the title above it.

    Raises:
        LoadError: `mail_broken`, or `file_empty` where it has no words of its own.
    """
    with _opened(source.data, source.name) as package:
        subject, sender, body = (_text(package, "", tag) for tag in (_SUBJECT, _SENDER, _BODY))
        page = _stream(package, f"__substg1.0_{_HTML}0102")
        day = _day(package)
    forward = is_forward(subject)
    content = Content(own_words(body.replace("\r\n", "\n"), forward=forward)) if body.strip() else None
    if content is None and page:
        content = own_page(replace(source, data=page), forward=forward)
    return headed(content, subject=subject, sender=sender, day=day, name=source.name)


def attachments(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """The attached files with their names."""
    with _opened(data, name) as package:
        folders = sorted({path[0] for path in package.listdir() if path[0].startswith("__attach_version1.0")})
        for folder in folders:
            title = _text(package, folder, _LONG_NAME) or _text(package, folder, _SHORT_NAME)
            content = _stream(package, f"{folder}/__substg1.0_{_DATA}")
            if title and content:
                yield printable(title.replace("/", "_").replace("\\", "_")), content


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[OleFileIO]:
    with quiet("olefile"):
        import olefile

        try:
            with olefile.OleFileIO(io.BytesIO(data)) as package:
                yield package
        except LoadError:
            raise
        except Exception:  # olefile and struct let out whatever a broken file makes them raise
            raise LoadError("mail_broken", name=name) from None


def _stream(package: OleFileIO, path: str) -> bytes:
    return bytes(package.openstream(path).read()) if package.exists(path) else b""


def _text(package: OleFileIO, folder: str, tag: str) -> str:
    """A property in words, from its Unicode or its 8-bit stream."""
    path = f"{folder}/__substg1.0_{tag}" if folder else f"__substg1.0_{tag}"
    wide = _stream(package, f"{path}001F")
    if wide:
        return wide[: len(wide) // 2 * 2].decode("utf-16-le", "replace").strip("\0")
    narrow = _stream(package, f"{path}001E")
    try:
        return narrow.decode("utf-8").strip("\0")
    except UnicodeDecodeError:
        return narrow.decode("cp1258", "replace").strip("\0")


def _day(package: OleFileIO) -> date | None:
    """The day on which it was sent, from the fixed properties."""
    data = _stream(package, _PROPERTIES)
    for at in range(32, len(data) - 15, 16):
        kind, tag, _, value = struct.unpack_from("<HHIQ", data, at)
        if kind == 0x40 and tag in (_SUBMITTED, _DELIVERED) and value:
            try:
                return (datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=value / 10)).date()
            except (OverflowError, ValueError):
                return None
    return None
