"""The reader: a sentence ranker and embedder of this project's own, shipped in `models/reader`."""

from __future__ import annotations

from typing import Final

CHOICE: Final = "choice"
"""The folder within the reader's that holds what it has learned of choosing."""
