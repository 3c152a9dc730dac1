"""Conflicts between articles of one story: forty hand-written pairs, half of them false."""

from __future__ import annotations

import tomllib
from pathlib import Path

from summarizer.digest.conflicts import claims_of, pairs
from summarizer.document import from_text
from summarizer.facts import find

PAIRS = tomllib.loads((Path(__file__).parent / "pairs" / "conflicts.toml").read_text(encoding="utf-8"))["pair"]
HEAD = "Tin trong ngày\n\n"


def claims(sentence: str):
    article = from_text(HEAD + sentence)
    return claims_of(article, find(article))


def test_forty_pairs():
    assert len(PAIRS) >= 40
    said = [(bool(pairs(claims(p["a"]), claims(p["b"]))), p["conflict"], p) for p in PAIRS]
    reported = [s for s in said if s[0]]
    right = [s for s in reported if s[1]]
    missed = [p for told, true, p in said if true and not told]
    false = [p for told, true, p in said if told and not true]
    assert len(right) >= 0.9 * len(reported), false
    assert len(missed) <= 4, missed


def test_a_pair_reads_the_same_from_both_sides():
    for p in PAIRS:
        assert bool(pairs(claims(p["a"]), claims(p["b"]))) == bool(pairs(claims(p["b"]), claims(p["a"]))), p
