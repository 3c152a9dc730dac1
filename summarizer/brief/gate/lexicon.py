"""The word lists of the gate, read once: `data/same.toml`, `cues.toml`, `nouns.toml`, `contrast.toml`."""

from __future__ import annotations

from functools import cache
from typing import Any

from summarizer.text.data import load


def _load(name: str) -> dict[str, Any]:
    return load(__package__, "data", f"{name}.toml")


@cache
def same_groups() -> tuple[tuple[str, ...], ...]:
    """Groups of phrases that say the same, the first of each standing for all."""
    data = _load("same")
    return tuple(tuple(group) for name in ("bodies", "places", "words") for group in data[name])


@cache
def places() -> tuple[tuple[str, ...], ...]:
    """Those of the groups that name places."""
    return tuple(tuple(group) for group in _load("same")["places"])


@cache
def cues(name: str) -> tuple[str, ...]:
    """A closed class of words by name."""
    return tuple(_load("cues")[name])


@cache
def nouns() -> dict[str, list[str]]:
    """Classes of count nouns by name."""
    return _load("nouns")


@cache
def bases() -> dict[str, list[str]]:
    """Classes of what a change is measured against."""
    return dict(_load("cues")["basis"])


@cache
def ties() -> dict[str, list[str]]:
    """Words that tie two bodies, by what the first does to the second."""
    return dict(_load("cues")["ties"])


@cache
def contrast() -> dict[str, Any]:
    """Opposites, and the weights and kinds of what `contrast` finds."""
    return _load("contrast")
