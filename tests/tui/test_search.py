"""Searching the way people type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text import fold
from summarizer.tui.search import begins, find, matches, prepare, short

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


def test_a_book_is_folded_once():
    book = "Hoà bình ở Đà Nẵng. " * 20_000
    assert short("Hoà bình")
    assert not short(book)
    assert prepare(book) == fold.plain(book)
    assert prepare(book) is prepare(book)
    assert find(book, "hoà", limit=1)[0].of(book) == "Hoà"


@given(st.text(max_size=80))
def test_folding_keeps_the_length(text):
    assert len(fold.plain(text)) == len(text)


def test_matching_names():
    assert matches("Bệnh viện huyện", "huyen benh")
    assert not matches("Bệnh viện", "truong")
    assert begins("Số liệu kế tiếp", "so ke")
    assert not begins("Chỉ số liệu", "ieu")
