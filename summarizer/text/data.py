"""Word lists and tables that lie beside the code as TOML, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load(package: str | None, *path: str) -> dict[str, Any]:
    """The file `path` of a package, parsed (`load(__package__, "data", "units.toml")`); no caller changes it.

    Raises:
        FileNotFoundError: there is no such file.
    """
    return tomllib.loads(resources.files(package or "__main__").joinpath(*path).read_text(encoding="utf-8"))


def entries(text: str) -> list[str]:
    """The comma-separated entries of a multi-line string."""
    return [" ".join(e.split()) for e in text.split(",") if e.strip()]


def word_set(text: str) -> frozenset[str]:
    """The words of a string as a set: a table that reads as a line."""
    return frozenset(text.split())
