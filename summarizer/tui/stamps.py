"""Whether a file is still the one that was read."""

from __future__ import annotations

from pathlib import Path


def stamp(source: str) -> str:
    """A file's size and time; '' where it is gone, '?' for what is no file. Asks the disk, which may be far away."""
    if source == "-" or "://" in source:
        return "?"
    try:
        found = Path(source).stat()
    except (OSError, ValueError):
        return ""
    return f"{found.st_size}-{found.st_mtime_ns}"
