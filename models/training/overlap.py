"""Keeping articles of the test sets, and near-duplicates of them, out of training."""

from __future__ import annotations

from typing import Any

from models.training import corpus, rouge

TEST_SETS = ("brief-test", "lead-test", "brief-valid", "lead-valid", "vietnamesemds-clusters", "vims-clusters")
SHINGLE = 8
SHARE = 0.2


def shingles(text: str) -> set[int]:
    """Hashes of every run of 8 syllables (of one process: Python salts hashes)."""
    words = rouge.syllables(text)
    return {hash(tuple(words[i : i + SHINGLE])) for i in range(len(words) - SHINGLE + 1)}


def _title(row: dict[str, Any]) -> str:
    return " ".join(rouge.syllables(row["title"]))


class TestArticles:
    """What the test and validation sets hold; `near(row)` says whether a training row is too like one of them."""

    __test__ = False

    def __init__(self, names: tuple[str, ...] = TEST_SETS) -> None:
        self.seen: set[int] = set()
        self.titles: set[str] = set()
        for name in names:
            for row in corpus.rows(name):
                for document in row.get("docs", [row]):
                    self.seen |= shingles(document["body"])
                    self.titles.add(_title(document))
        self.titles.discard("")

    def near(self, row: dict[str, Any]) -> bool:
        """Same title, or a fifth of its shingles stand in one of the test sets."""
        if _title(row) in self.titles:
            return True
        own = shingles(row["body"])
        return bool(own) and len(own & self.seen) >= SHARE * len(own)
