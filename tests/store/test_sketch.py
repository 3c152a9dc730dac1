"""Sketches are the same whether a text is taken in one piece or in many."""

from __future__ import annotations

import struct

from rensa import RMinHash

from summarizer.store.sketch import PERMUTATIONS, SEED, sketch
from summarizer.text.fold import plain


def test_pieces_make_no_difference():
    text = " ".join(f"từ{n % 997} số{n}" for n in range(40_000))
    folded = plain(text)
    assert len(folded) == len(text)
    words = folded.split()
    whole = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    whole.update(sorted({" ".join(words[i : i + 3]) for i in range(len(words) - 2)}))
    assert sketch(folded) == struct.pack(f"<{PERMUTATIONS}I", *whole.digest())
    assert sketch("một hai") == sketch("một hai")
    assert sketch("") == sketch("")
