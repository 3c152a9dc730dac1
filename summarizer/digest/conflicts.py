"""Conflicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.brief.model import Brief
from summarizer.digest.document.model import Conflict, Entry


@dataclass(frozen=True, slots=True)
class Told:
    entry: Entry
    brief: Brief


def conflicts(told: Sequence[Told]) -> list[Conflict]:
    return []
