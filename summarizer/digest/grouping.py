"""Articles that tell one story: near-duplicates, found by locality-sensitive hashing of their MinHash sketches.

Sketches are cut into bands; two texts that agree in a whole band are compared, and joined where they are alike enough
(Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, ch. 3). What is joined to one is joined to all.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Final

from summarizer.digest.sketch import PERMUTATIONS, likeness

ROWS: Final = 2
"""Numbers a band. With 64 bands of two, texts of likeness 0.3 are compared with probability 0.998."""
ALIKE: Final = 0.35
"""Likeness from which two texts are one story: a wire report and its rewritings, not two reports of one kind."""
_BYTES: Final = 4
_CROWD: Final = 200
"""A band that more texts share says nothing (the furniture of one site): only neighbours in it are compared."""


def groups(sketches: Sequence[bytes]) -> list[list[int]]:
    """Indices of the texts of each story, every text in one; in order of the first, each story in order."""
    parent = list(range(len(sketches)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    bands: dict[Hashable, list[int]] = {}
    width = ROWS * _BYTES
    for i, one in enumerate(sketches):
        for band in range(PERMUTATIONS // ROWS):
            bands.setdefault((band, one[band * width : (band + 1) * width]), []).append(i)
    compared: set[tuple[int, int]] = set()
    for members in bands.values():
        if len(members) < 2:
            continue
        reach = len(members) if len(members) <= _CROWD else 2
        for k, a in enumerate(members):
            for b in members[k + 1 : k + reach]:
                if (a, b) in compared:
                    continue
                compared.add((a, b))
                if root(a) != root(b) and likeness(sketches[a], sketches[b]) >= ALIKE:
                    low, high = sorted((root(a), root(b)))
                    parent[high] = low
    found: dict[int, list[int]] = {}
    for i in range(len(sketches)):
        found.setdefault(root(i), []).append(i)
    return list(found.values())
