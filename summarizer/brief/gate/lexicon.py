"""The word lists of the gate, read once: `data/same.toml`, `data/contrast.toml`, `data/cues.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def _load(name: str) -> dict[str, Any]:
    file = resources.files(__package__).joinpath("data", f"{name}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def same_groups() -> tuple[tuple[str, ...], ...]:
    """Groups of phrases that say the same; a fixed expression is a group of its own."""
    data = _load("same")
    groups = [tuple(g) for name in ("bodies", "places", "words") for g in data[name]]
    return (*groups, *((phrase,) for phrase in data["fixed"]))


@cache
def contrasts(kind: str) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Contrast sets (`strict` or `slot`): each a tuple of poles, each pole a tuple of phrases."""
    return tuple(tuple(tuple(pole) for pole in poles) for poles in _load("contrast")[kind])


@cache
def cues(name: str) -> tuple[str, ...]:
    """A closed class of words by name."""
    return tuple(_load("cues")[name])


@cache
def metonyms() -> tuple[tuple[str, ...], ...]:
    """Groups of names that stand for each other (`Washington`, `Mỹ`)."""
    return tuple(tuple(group) for group in _load("same")["metonyms"])


@cache
def nouns() -> dict[str, dict[str, list[str]]]:
    """Classes of count nouns: name → `general` and `special` nouns."""
    return _load("nouns")


@cache
def bases() -> dict[str, list[str]]:
    """Classes of what a change is measured against."""
    return dict(_load("cues")["basis"])
