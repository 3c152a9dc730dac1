"""Folding: what compares equal, and that offsets stay."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.fold import key, newspaper, plain, without_marks


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


@given(st.text())
def test_plain_keeps_every_offset(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    assert len(plain(text)) == len(text)


def test_plain_drops_case_and_marks() -> None:
    assert plain("Thủ tướng ĐỖ Ưu Ặ ỷ") == "thu tuong do uu a y"


def test_without_marks_keeps_case() -> None:
    assert without_marks("Đỗ Cá") == "Do Ca"


@pytest.mark.parametrize(("one", "other"), [("hoà", "Hòa"), ("tỷ", "tỉ"), ("Quý", "quí"), ("kỹ", "kĩ")])
def test_two_spellings_of_a_syllable_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), [("thuý", "thúi"), ("tay", "tai"), ("hòa", "họa")])
def test_other_syllables_have_another_key(one: str, other: str) -> None:
    assert key(one) != key(other)
