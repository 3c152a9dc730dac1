"""Names of files and addresses as the store keeps them: any name at all is kept, and no password is."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote_from_bytes, unquote_to_bytes

_ESCAPED: Final = "\x01"
"""Begins a name that is not Unicode (a byte of a Windows zip, say): what follows is percent-encoded."""
_USER: Final = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*://)([^/?#\s]*)@")


def scrub(name: str) -> str:
    """An address without the password in it (`https://an:bí@x.vn/` → `https://an@x.vn/`); other names as they are."""
    return _USER.sub(lambda found: f"{found[1]}{found[2].partition(':')[0]}@", name, count=1)


def scrubbed(value: object) -> object:
    """What JSON holds, its addresses without their passwords."""
    if isinstance(value, str):
        return scrub(value)
    if isinstance(value, dict):
        return {key: scrubbed(one) for key, one in value.items()}
    return [scrubbed(one) for one in value] if isinstance(value, list | tuple) else value


def pack(name: str) -> str:
    """A name as SQLite can hold it; the way back is `unpack`."""
    name = scrub(name)
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return _ESCAPED + quote_from_bytes(name.encode("utf-8", "surrogatepass"), safe="/")
    return name


def unpack(name: str) -> str:
    """A stored name as the file system knows it."""
    if not name.startswith(_ESCAPED):
        return name
    return unquote_to_bytes(name[1:]).decode("utf-8", "surrogatepass")
