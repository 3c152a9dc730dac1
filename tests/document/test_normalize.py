"""Normalisation: what survives of a decoded string."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.document.normalize import normalize

HOSTILE = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from("\x1b\x9b\x9d\x07[]0;m\\\r\n\t\x00\x7f\x85\u200b\u202e\u2066\ufeff\u00ad\u0301e\ud800"),
    ),
    max_size=80,
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("một\r\nhai\rba", "một\nhai\nba"),
        ("một\x0bhai\x0cba\x85bốn\u2028năm\u2029sáu", "một\nhai\nba\nbốn\nnăm\nsáu"),
        ("thu đạt\r\n\r\n\x0c1.284 tấn lúa", "thu đạt 1.284 tấn lúa"),  # a page ends inside the sentence
        ("các xã của\n\n\x0chuyện", "các xã của\nhuyện"),
        ("các xã.\n\x0c12 xã họp", "các xã.\n\n12 xã họp"),
        ("Hòa Mỹ 140 95\n\x0c12 xã", "Hòa Mỹ 140 95\n\n12 xã"),
        ("Phụ lục\n\x0c1. Danh sách", "Phụ lục\n\n1. Danh sách"),
        ("\ufeffTiêu đề", "Tiêu đề"),
        ("a\x00b\x08c\x7fd\x9fe", "abcde"),
        ("\x1b[1;31mđỏ\x1b[0m", "đỏ"),
        ("\x9b31mđỏ", "đỏ"),
        ("\x1b]0;tên cửa sổ\x07chữ", "chữ"),
        ("\x1b]8;;https://a.vn\x1b\\liên kết\x1b]8;;\x1b\\", "liên kết"),
        ("\x1bP1;2qảnh\x1b\\chữ", "chữ"),
        ("\x1b(B\x1b=\x1b7chữ", "chữ"),
        ("\x1b]52;c;không đóng\nđoạn sau", "52;c;không đóng\nđoạn sau"),
        ("chữ\x1b", "chữ"),
        ("thu\u00ad nhập\u200b tăng\u2060", "thu nhập tăng"),
        ("ngược \u202eabc\u202c xuôi \u2066x\u2069 \u061c", "ngược abc xuôi x "),
        ("ẩn\U000e0041\U000e007f", "ẩn"),
        ("lẻ \ud800 đôi", "lẻ \ufffd đôi"),
        ("tiê\u0301ng Viê\u0323t", "tiếng Việt"),
        ("👩\u200d🌾", "👩\u200d🌾"),
    ],
)
def test_case(text: str, wanted: str) -> None:
    assert normalize(text) == wanted


def test_clean_text_comes_back_as_it_is() -> None:
    text = "Tiêu đề\n\n\tĐoạn một.\u00a0 Hết.\n"
    assert normalize(text) == text


@given(HOSTILE)
def test_what_never_survives(text: str) -> None:
    clean = normalize(text)
    assert all(unicodedata.category(c) not in ("Cc", "Cs") or c in "\n\t" for c in clean)
    assert not any(c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff" for c in clean)
    assert unicodedata.is_normalized("NFC", clean)


@given(HOSTILE)
def test_idempotent(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)


def test_a_long_run_of_combining_marks_does_not_hang() -> None:
    """NFC alone would take minutes here: it sorts the marks of a character in quadratic time."""
    clean = normalize("a" + "\u0301\u0327" * 200_000 + " hết")
    assert clean.endswith(" hết")
    assert len(clean) < 40


def test_scripts_without_marks_are_untouched() -> None:
    text = "漢字かな交じり文" * 20 + "हिन्दी" * 20
    assert normalize(text) == unicodedata.normalize("NFC", text)
