"""A writer of OLE containers, as small as tests need: streams of old Office files and mails of Outlook."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_SECTOR = 512
_SMALL = 4096  # bytes: shorter streams would go into a stream of their own, so all are filled up to it
_END, _FREE, _FAT, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF

Folder = Mapping[str, "bytes | Folder"]


def container(root: Folder) -> bytes:
    """The bytes of a container that holds streams and folders of streams, each stream filled up with zeros."""
    entries: list[list[object]] = [["Root Entry", 5, _NONE, _NONE, _END, 0]]  # name, kind, child, right, start, size
    sectors: list[bytes] = []
    chain: list[int] = []

    def store(data: bytes) -> tuple[int, int]:
        data = data.ljust(_SMALL, b"\0")
        start = len(sectors)
        count = -(-len(data) // _SECTOR)
        sectors.extend(data[i * _SECTOR : (i + 1) * _SECTOR].ljust(_SECTOR, b"\0") for i in range(count))
        chain.extend([*range(start + 1, start + count), _END])
        return start, len(data)

    def add(folder: Folder, parent: int) -> None:
        before = None
        for name, content in folder.items():
            at = len(entries)
            entries.append([name, 1, _NONE, _NONE, 0, 0])
            if before is None:
                entries[parent][2] = at
            else:
                entries[before][3] = at
            before = at
            if isinstance(content, bytes):
                start, size = store(content)
                entries[at] = [name, 2, _NONE, _NONE, start, size]
            else:
                add(content, at)

    add(root, 0)
    directory = b"".join(_entry(*entry) for entry in entries)  # type: ignore[arg-type]
    directory += b"\0" * (-len(directory) % _SECTOR)
    first = len(sectors)
    count = len(directory) // _SECTOR
    sectors.extend(directory[i * _SECTOR : (i + 1) * _SECTOR] for i in range(count))
    chain.extend([*range(first + 1, first + count), _END])
    fats = 1
    while fats * 128 < len(chain) + fats:
        fats += 1
    chain.extend([_FAT] * fats)
    table = struct.pack(f"<{fats * 128}I", *chain, *[_FREE] * (fats * 128 - len(chain)))
    places = [len(sectors) + i for i in range(fats)]
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII109I",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\0" * 16,
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        fats,
        first,
        0,
        _SMALL,
        _END,
        0,
        _END,
        0,
        *places,
        *[_FREE] * (109 - fats),
    )
    return header + b"".join(sectors) + table


def _entry(name: str, kind: int, child: int, right: int, start: int, size: int) -> bytes:
    letters = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16sI8s8sIII",
        letters.ljust(64, b"\0"),
        len(letters),
        kind,
        1,
        _NONE,
        right,
        child,
        b"\0" * 16,
        0,
        b"\0" * 8,
        b"\0" * 8,
        start,
        size,
        0,
    )


def record(kind: int, data: bytes = b"", *, number: int = 0, holds: bool = False) -> bytes:
    """A record of a presentation, or of the drawings in one."""
    return struct.pack("<HHI", number << 4 | (0xF if holds else 0), kind, len(data)) + data


def message(subject: str, sender: str, body: str, attached: Mapping[str, bytes], sent: int = 0) -> bytes:
    """A mail as Outlook saves it; `sent` in tenths of microseconds since 1601."""
    wide = str.encode
    properties = b"\0" * 32 + struct.pack("<HHIQ", 0x40, 0x0039, 6, sent)
    streams: dict[str, bytes | Folder] = {
        "__properties_version1.0": properties,
        "__substg1.0_0037001F": wide(subject, "utf-16-le"),
        "__substg1.0_0C1A001F": wide(sender, "utf-16-le"),
        "__substg1.0_1000001F": wide(body, "utf-16-le"),
    }
    for i, (name, data) in enumerate(attached.items()):
        streams[f"__attach_version1.0_#{i:08X}"] = {
            "__substg1.0_3707001F": wide(name, "utf-16-le"),
            "__substg1.0_37010102": data,
        }
    return container(streams)
