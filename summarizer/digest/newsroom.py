"""What a newsroom puts first: weights of topics, offices, kinds of document, places, words and sources."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final

from summarizer.digest.card import Card
from summarizer.errors import TomtatError
from summarizer.text.data import load
from summarizer.text.phrases import pattern

TABLES: Final = ("topics", "offices", "documents", "places", "keywords", "sources", "balance")
_TITLE: Final = 1.0
_OPENING: Final = 0.5


class NewsroomWrong(TomtatError):
    """A table of the newsroom's weights that cannot be used; names the key."""


@dataclass(frozen=True)
class Newsroom:
    """Weights by table (`TABLES`), as in newsroom.toml."""

    weights: Mapping[str, Mapping[str, float]]

    def weight(self, card: Card, reports: int, origins: Sequence[str]) -> float:
        """How much a story counts: its leading card, how many reports of it are no copies, where all came from."""
        table = self.weights
        title, _, opening = card.opening.partition("\n")
        found = table["topics"].get(card.topic, 0.0)
        for name in ("offices", "documents"):
            found += max(_said(self._patterns[name], title, opening), default=0.0)
        for name in ("places", "keywords"):
            found += sum(_said(self._patterns[name], title, opening))
        found += max((w for part, w in table["sources"].items() if any(part in o for o in origins)), default=0.0)
        balance = table["balance"]
        return found + balance["reports"] * math.log2(max(1, reports)) + balance["substance"] * card.weight

    @cached_property
    def _patterns(self) -> dict[str, list[tuple[re.Pattern[str], float]]]:
        """Offices as they are written; the others whatever their case. Longer names hide those within them."""
        return {
            name: [
                (pattern([words], re.NOFLAG if name == "offices" else re.IGNORECASE), weight)
                for words, weight in sorted(self.weights[name].items(), key=lambda p: -len(p[0]))
            ]
            for name in ("offices", "documents", "places", "keywords")
        }


def _said(patterns: Sequence[tuple[re.Pattern[str], float]], title: str, opening: str) -> list[float]:
    """The weights of what stands in title or opening; what a longer name covers is not looked at again."""
    found = []
    for words, weight in patterns:
        title, in_title = words.subn(" · ", title)
        opening, in_opening = words.subn(" · ", opening)
        if in_title or in_opening:
            found.append(weight * (_TITLE if in_title else _OPENING))
    return found


@cache
def default() -> Newsroom:
    """The weights that are shipped, for a political desk."""
    return Newsroom(load(__package__, "newsroom.toml"))


def own(tables: Mapping[str, Any]) -> Newsroom:
    """The shipped weights with a newsroom's own numbers in their place.

    Raises:
        NewsroomWrong: there is no such table, or a weight is no number.
    """
    merged = {name: dict(default().weights[name]) for name in TABLES}
    for name, table in tables.items():
        if name not in TABLES or not isinstance(table, Mapping):
            raise NewsroomWrong("newsroom_table", key=f"newsroom.{name}", tables=", ".join(TABLES))
        for key, value in table.items():
            if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
                raise NewsroomWrong("newsroom_number", key=f"newsroom.{name}.{key}")
            if name == "balance" and key not in merged[name]:
                raise NewsroomWrong("newsroom_table", key=f"newsroom.balance.{key}", tables=", ".join(merged[name]))
            merged[name][key] = float(value)
    return Newsroom(merged)
