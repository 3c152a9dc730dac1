"""Tone marks in the newspaper style."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.engines.tone import newspaper


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("hoà bình", "hòa bình"),
        ("Uỷ ban", "Ủy ban"),
        ("UỶ BAN", "ỦY BAN"),
        ("thuý, khoẻ, hoá", "thúy, khỏe, hóa"),
        ("quý, quả, quà", "quý, quả, quà"),  # qu is the consonant
        ("hoàn toàn, thuở", "hoàn toàn, thuở"),  # before a final consonant the mark stays
        ("hòa bình", "hòa bình"),
    ],
)
def test_marks_move_to_the_first_vowel(written: str, wanted: str) -> None:
    assert newspaper(written) == wanted


@given(st.text())
def test_offsets_stay(text: str) -> None:
    assert len(newspaper(text)) == len(text)
    assert newspaper(newspaper(text)) == newspaper(text)
