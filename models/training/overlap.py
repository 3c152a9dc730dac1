"""Keeping articles of the test sets, and near-duplicates of them, out of training."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from models.training import corpus, rouge

TEST_SETS = ("brief-test", "lead-test", "brief-valid", "lead-valid", "vietnamesemds-clusters", "vims-clusters")
SHINGLE = 8
SHARE = 0.2


def shingles(text: str) -> set[int]:
    """Hashes of every run of 8 syllables (of one process: Python salts hashes)."""
    words = rouge.syllables(text)
    return {hash(tuple(words[i : i + SHINGLE])) for i in range(len(words) - SHINGLE + 1)}


def _bodies(row: dict[str, Any]) -> Iterator[str]:
    for doc in row.get("docs", [row]):
        yield doc["body"]


class TestArticles:
    """What the test and validation sets hold; `near(row)` says whether a training row is too like one of them."""

    __test__ = False

    def __init__(self, names: tuple[str, ...] = TEST_SETS) -> None:
        self.seen: set[int] = set()
        self.titles: set[str] = set()
        for name in names:
            for row in corpus.rows(name):
                for body in _bodies(row):
                    self.seen |= shingles(body)
                if "summary" in row:
                    self.titles.add(" ".join(rouge.syllables(row["title"])))

    def near(self, row: dict[str, Any]) -> bool:
        """Same title, or a fifth of its shingles stand in one of the test sets."""
        if " ".join(rouge.syllables(row["title"])) in self.titles:
            return True
        own = shingles(row["body"])
        return bool(own) and len(own & self.seen) >= SHARE * len(own)
