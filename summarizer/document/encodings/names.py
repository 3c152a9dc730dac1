"""Which encodings are known, and by what other names."""

from __future__ import annotations

import re
from typing import Final

NAMES: Final = (
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "tcvn3",
    "vni",
    "viscii",
    "windows-1258",
    "windows-1252",
)

_ALIASES: Final = {
    "utf8": "utf-8",
    "utf8sig": "utf-8",
    "unicode": "utf-16",
    "ucs2": "utf-16",
    "ascii": "utf-8",
    "usascii": "utf-8",
    "abc": "tcvn3",
    "tcvn": "tcvn3",
    "tcvn5712": "tcvn3",
    "tcvn57121": "tcvn3",
    "tcvn571211993": "tcvn3",
    "tcvn57121993": "tcvn3",
    "vntime": "tcvn3",
    "vniwindows": "vni",
    "vniwin": "vni",
    "csviscii": "viscii",
    "rfc1456": "viscii",
    "cp1258": "windows-1258",
    "1258": "windows-1258",
    "cp1252": "windows-1252",
    "iso88591": "windows-1252",
    "latin1": "windows-1252",
    "l1": "windows-1252",
}


def canonical(name: str) -> str | None:
    """The name in `NAMES` that `name` means (case, `-` and `_` do not matter), or None."""
    key = re.sub(r"[^a-z0-9]", "", name.lower())
    return next((known for known in NAMES if known.replace("-", "") == key), _ALIASES.get(key))
