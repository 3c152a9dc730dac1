"""Whether one text is the other's copy, cut or with a new head: MinHash sketches (Broder 1997; by rensa)."""

from __future__ import annotations

import re
import struct
from typing import Final

PERMUTATIONS: Final = 128
SEED: Final = 42
SHINGLE: Final = 3
"""Syllables a shingle; Vietnamese words are mostly two, so three rarely agree by chance."""
_WORD: Final = re.compile(r"\w+")


def shingles(folded: str) -> list[str]:
    """The shingles of a folded text, each once."""
    words = _WORD.findall(folded)
    if len(words) <= SHINGLE:
        return [" ".join(words)]
    return sorted({" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)})


def sketch(folded: str) -> bytes:
    """The MinHash of a folded text: PERMUTATIONS unsigned 32-bit numbers, little-endian."""
    from rensa import RMinHash

    made = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    made.update(shingles(folded))
    return struct.pack(f"<{PERMUTATIONS}I", *made.digest())


def likeness(a: bytes, b: bytes) -> float:
    """Estimated Jaccard likeness of two texts, 0…1, from their sketches (standard error at most 0.045)."""
    import numpy as np

    return float((np.frombuffer(a, "<u4") == np.frombuffer(b, "<u4")).mean())
