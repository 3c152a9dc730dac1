"""Raised characters: marks of notes, powers, and what is neither."""

from __future__ import annotations

import io

import pytest

from summarizer.document import load
from summarizer.document.formats.raised import behind


@pytest.mark.parametrize("before", ["12.450", "năm 2025", "57,9%", "hoạch", "hoạch.", "2010", "5,10"])
@pytest.mark.parametrize("mark", ["2", "13", "*", "iv", "[3]", "(3)"])
def test_the_mark_of_a_note_is_no_word_and_no_digit(before: str, mark: str) -> None:
    assert behind(before, mark) == ""


@pytest.mark.parametrize(
    ("before", "mark", "shown"),
    [
        ("35 km", "2", "²"),
        ("1.200m", "3", "³"),
        ("USD/m", "2", "²"),
        ("3 x 10", "6", "⁶"),
        ("5 km", "7", ""),
        ("xem", "2", ""),
        ("30", "0", "°"),
        ("trên 39", "o", "°"),
    ],
)
def test_a_power_of_a_unit_or_of_ten_is_shown_as_one(before: str, mark: str, shown: str) -> None:
    assert behind(before, mark) == shown


@pytest.mark.parametrize(
    ("before", "raised"), [("", "1"), ("hết. ", "1"), ("1", "st"), ("chú", " thích"), ("số", "2025"), ("N", "o")]
)
def test_what_is_no_mark_stays(before: str, raised: str) -> None:
    assert behind(before, raised) == raised


@pytest.mark.parametrize(
    "mark",
    [
        "<sup>2</sup>",
        '<sup class="ref"><a href="#n2">[2]</a></sup>',
        "<b><sup>2</sup></b>",
        "<sup>2</sup><sup>,</sup><sup>3</sup>",
        "<sup>2<sup></sup></sup>",
    ],
)
def test_marks_of_a_page(mark: str) -> None:
    more = "<p>Các xã chăm sóc rừng mới trồng trước ngày 30/12/2025, bảo đảm cây sống trên 90%.</p>"
    said = f"<p>Huyện trồng <i>12.450</i>{mark} ha rừng, rộng 35 km<sup>2</sup>, thải 12 tấn CO<sub>2</sub> mỗi năm.</p>{more}"
    page = (
        f"<html><head><title>Trồng rừng</title></head><body><article><h1>Trồng rừng</h1>{said}</article></body></html>"
    )
    article = load("-", stdin=io.BytesIO(page.encode()), file_name="a.html")
    assert "Huyện trồng 12.450 ha rừng, rộng 35 km², thải 12 tấn CO2 mỗi năm." in article.text
