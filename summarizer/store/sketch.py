"""Whether one text is the other's copy, cut or with a new head: MinHash sketches (Broder 1997; by rensa)."""

from __future__ import annotations

import struct
from collections import deque
from collections.abc import Iterator
from typing import Final

from summarizer.text.tokens import RUN

PERMUTATIONS: Final = 128
SEED: Final = 42
SHINGLE: Final = 3
"""Syllables a shingle; Vietnamese words are mostly two, so three rarely agree by chance."""
_BATCH: Final = 4_096


def _shingles(folded: str) -> Iterator[list[str]]:
    """The shingles of a folded text, by the thousand: no single step over a book holds up other threads for long."""
    window: deque[str] = deque(maxlen=SHINGLE)
    batch: list[str] = []
    found = False
    for match in RUN.finditer(folded):
        window.append(match[0])
        if len(window) == SHINGLE:
            found = True
            batch.append(" ".join(window))
            if len(batch) == _BATCH:
                yield batch
                batch = []
    yield batch if found else [" ".join(window)]


def sketch(folded: str) -> bytes:
    """The MinHash of a folded text: PERMUTATIONS unsigned 32-bit numbers, little-endian."""
    from rensa import RMinHash

    made = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    for batch in _shingles(folded):
        made.update(batch)
    return struct.pack(f"<{PERMUTATIONS}I", *made.digest())


def likeness(a: bytes, b: bytes) -> float:
    """Estimated Jaccard likeness of two texts, 0…1, from their sketches (standard error at most 0.045)."""
    import numpy as np

    return float((np.frombuffer(a, "<u4") == np.frombuffer(b, "<u4")).mean())
