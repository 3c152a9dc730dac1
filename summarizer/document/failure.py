"""The error of loading."""

from __future__ import annotations

import math
import re

from summarizer import locale
from summarizer.errors import TomtatError

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class LoadError(TomtatError):
    """An input that cannot be read as an article; `values["name"]` is the input."""


def printable(name: str) -> str:
    """A file name or URL without control characters, bidirectional controls and lone surrogates (`?` for each)."""
    return _UNPRINTABLE.sub("?", name)


def megabytes(size: int) -> str:
    """A size in words, for messages: `20 MB`, `0,5 MB`; rounded up, so that what is past a limit is seen to be."""
    return f"{locale.number(math.ceil(size / 10_000) / 100)} MB" if size >= 100_000 else f"{locale.number(size)} B"
