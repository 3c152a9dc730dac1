"""Limits that several rooms share, where they weigh nothing to import."""

from __future__ import annotations

from typing import Final

MAX_BYTES: Final = 20_000_000
"""Of a source of text: no report of a newsroom is as large, and what claims to be fills the memory."""
