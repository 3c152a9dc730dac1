"""Syllable ROUGE against values worked out by hand and a plain LCS."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.training import rouge

words = st.lists(st.sampled_from(["tỉnh", "xã", "hội", "nghị", "15", "18"]), max_size=40)


def plain_lcs(a: list[str], b: list[str]) -> int:
    row = [0] * (len(b) + 1)
    for x in a:
        diagonal = 0
        for j, y in enumerate(b, 1):
            diagonal, row[j] = row[j], diagonal + 1 if x == y else max(row[j], row[j - 1])
    return row[-1]


def test_syllables_keep_vietnamese_letters() -> None:
    assert rouge.syllables("Thành ủy đạt 39.740 tỷ.") == ["thành", "ủy", "đạt", "39", "740", "tỷ"]
    assert rouge.latin("Thành ủy") == ["th", "nh", "y"]


def test_by_hand() -> None:
    # candidate a b c d, reference a c b e: unigrams 3 of 4, bigrams 0, longest common subsequence 2
    score = rouge.rouge("a b c d", "a c b e")
    assert score == pytest.approx((0.75, 0.0, 0.5))
    assert rouge.rouge("a b c", "a b c") == (1.0, 1.0, 1.0)
    assert rouge.rouge("", "a") == (0.0, 0.0, 0.0)


def test_counts_are_clipped() -> None:
    assert rouge.overlap(["a"] * 4, ["a", "b"], 1) == pytest.approx(2 * 1 / 6)
    assert rouge.overlap(["a", "b", "a", "b"], ["a", "b"], 2) == pytest.approx(2 * 1 / 4)


def test_several_references_are_averaged() -> None:
    assert rouge.rouge_many("a b", ["a b", "c d"]).r1 == pytest.approx(0.5)


@given(words, words)
def test_bit_parallel_lcs_is_the_plain_one(a: list[str], b: list[str]) -> None:
    assert rouge.lcs(a, b) == plain_lcs(a, b)


@given(words, words)
def test_symmetric_and_bounded(a: list[str], b: list[str]) -> None:
    forward, backward = rouge.rouge(a, b), rouge.rouge(b, a)
    assert forward == pytest.approx(backward)
    assert all(0.0 <= x <= 1.0 for x in forward)


def test_bootstrap_holds_the_mean_and_repeats() -> None:
    values = [float(i % 7) for i in range(100)]
    first = rouge.bootstrap(values, seed=3)
    assert first == rouge.bootstrap(values, seed=3)
    assert first.low < first.mean < first.high
    with pytest.raises(ValueError, match="nothing"):
        rouge.bootstrap([])


def test_paired_difference() -> None:
    better = [0.3 + 0.001 * (i % 5) for i in range(50)]
    worse = [0.2 + 0.001 * (i % 3) for i in range(50)]
    assert rouge.paired(better, worse).low > 0
    with pytest.raises(ValueError, match="against"):
        rouge.paired([0.1], [0.1, 0.2])
