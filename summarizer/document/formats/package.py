"""ZIP packages of office formats: bounded before anything is unpacked, their XML read without entities or network."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from summarizer.document.failure import LoadError, megabytes
from summarizer.document.formats.content import Source

if TYPE_CHECKING:
    from lxml.etree import _Element

_ENTRIES: Final = 10_000
_UNPACKED: Final = 10  # times `max_bytes` that all parts together may unpack to; text alone may be `max_bytes`
_TEXT: Final = (".xml", ".rels")


def check(source: Source, *, broken: str) -> None:
    """Refuse a package that is broken (with the code `broken`), has a password, or would unpack to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as package:
            entries = package.infolist()
            if any(entry.flag_bits & 1 for entry in entries):
                raise LoadError("docx_encrypted", name=source.name)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
        raise LoadError(broken, name=source.name) from None
    total = sum(entry.file_size for entry in entries)
    text = sum(entry.file_size for entry in entries if entry.filename.endswith(_TEXT))
    if total > _UNPACKED * source.max_bytes:
        size, limit = total, _UNPACKED * source.max_bytes
    else:
        size, limit = text, source.max_bytes
    if size > limit or len(entries) > _ENTRIES:
        raise LoadError("docx_bomb", name=source.name, size=megabytes(size), limit=megabytes(limit))


@contextmanager
def opened(source: Source, *, broken: str) -> Iterator[zipfile.ZipFile]:
    """A checked package; what goes wrong inside is told by the code `broken`."""
    check(source, broken=broken)
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as package:
            yield package
    except LoadError:
        raise
    except Exception:  # zipfile and lxml let out whatever a broken member makes them raise
        raise LoadError(broken, name=source.name) from None


def xml(package: zipfile.ZipFile, member: str) -> _Element:
    """The tree of a member, without entities, DTD and network."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(package.read(member), parser)
