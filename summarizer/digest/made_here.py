"""Digests that tomtat made: they lie in the folders of the day, and are no articles."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Final

HTML: Final = '<meta name="generator" content="tomtat digest">'
MARKDOWN: Final = "<!-- tomtat digest -->"
WORD: Final = "tomtat digest"
"""Among the keywords of a Word document."""
_HEAD: Final = 4_000
_JSON: Final = re.compile(r'\s*\{\s*"schema"\s*:\s*"tomtat\.')
_OVERVIEW: Final = re.compile(
    r"\d+ (?:bài \([\d.]+ chữ\), [\d.]+ tin|articles \([\d.,]+ syllables\), [\d.,]+ stories)\."
)
"""What the overview says; the only mark of a text file, and of those made before there were others."""


def is_digest(path: Path) -> bool:
    """Whether a file is a digest, or a list of briefs, that tomtat wrote. What cannot be read is none."""
    try:
        if path.suffix.lower() == ".docx":
            with zipfile.ZipFile(path) as package:
                return WORD.encode() in package.read("docProps/core.xml")[:_HEAD]
        with path.open("rb") as file:
            head = file.read(_HEAD).decode("utf-8", "replace")
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, NotImplementedError):
        return False
    return HTML in head or head.startswith(MARKDOWN) or bool(_JSON.match(head)) or bool(_OVERVIEW.search(head))
