"""Searching the way people type."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text import fold
from summarizer.tui.search import begins, find, hits, matches

TEXT = "Hoà bình, hòa giải, Hóa đơn, hoa quả.\nĐà Nẵng đá bóng.  Sở  Tài\nchính"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("hoa", ["Hoà", "hòa", "Hóa", "hoa"]),
        ("HOA", ["Hoà", "hòa", "Hóa", "hoa"]),
        ("hoà", ["Hoà", "hòa"]),
        ("hòa", ["Hoà", "hòa"]),
        ("hóa", ["Hóa"]),
        ("hoa\u0300", ["Hoà", "hòa"]),
        ("da", ["Đà", "đá"]),
        ("đa", []),
        ("đá", ["đá"]),
        ("so tai chinh", ["Sở  Tài\nchính"]),
        ("  ", []),
        ("", []),
        (".*", []),
        ("bóng.", ["bóng."]),
    ],
)
def test_find(query, found):
    assert [span.of(TEXT) for span in find(TEXT, query)] == found


def test_many_hits_are_bounded():
    assert len(find("a " * 50_000, "a")) == 10_000
    assert len(find("a a a", "a", limit=2)) == 2


def test_a_book_is_searched_a_piece_at_a_time():
    book = "Hoà bình ở Đà Nẵng. " * 20_000
    search = hits(book, "cầu phao")
    assert all(hit is None for hit in search)
    assert [hit.of(book) for hit in hits(book, "hoà", limit=2) if hit] == ["Hoà", "Hoà"]
    paused = 0
    for hit in hits(book + "cầu phao", "phao"):
        paused += hit is None
    assert paused > 5


@pytest.mark.parametrize("before", range(19_990, 20_003))
def test_a_hit_over_the_end_of_a_piece_is_found_once(before):
    text = " " * before + "cầu  phao phao phao"
    assert [hit.of(text) for hit in find(text, "cau phao")] == ["cầu  phao"]
    assert [hit.start - before for hit in find(text, "phao")] == [5, 10, 15]


def test_a_text_and_a_query_of_one_letter_take_no_time():
    text, query, longest, now = "a" * 200_000, "a" * 5_000 + "b", 0.0, time.perf_counter()
    for _ in hits(text, query):
        before, now = now, time.perf_counter()
        longest = max(longest, now - before)
    assert longest < 1.0


@pytest.mark.parametrize("char", ["й", "Й", "ß", "ς", "漢", "한", "İ", "ŉ", "^", "]", "-"])
def test_whatever_is_typed_finds_itself(char):
    assert [hit.of(f"a {char} b") for hit in find(f"a {char} b", char)] == [char]


@given(st.text(max_size=80))
def test_folding_keeps_the_length(text):
    assert len(fold.plain(text)) == len(text)


def test_matching_names():
    assert matches("Bệnh viện huyện", "huyen benh")
    assert not matches("Bệnh viện", "truong")
    assert begins("Số liệu kế tiếp", "so ke")
    assert not begins("Chỉ số liệu", "ieu")
