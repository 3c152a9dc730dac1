"""Rows, cells and what may go to a terminal."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from summarizer.tui.layout import clip, lines, offset_at, shown, width_of, wrap
from tests.costs import grows_within

TEXTS = st.text(st.sampled_from("aăâđêôơư ế ộ  xyz.,0123456789%\t漢字👍🏽\u0301\u200b\u202e\xa0–“”"), max_size=300)


@given(TEXTS, st.integers(2, 60))
def test_rows_cover_the_text_and_fit(text, width):
    rows = list(wrap(text, 0, len(text), width))
    assert rows
    at = 0
    for start, end in rows:
        assert at <= start <= end <= len(text)
        assert text[at:start].strip(" \t") == ""
        drawn = shown(text[start:end])
        # a trailing space may hang over; one cluster alone may be wider than two cells
        assert cell_len(drawn.rstrip()) <= max(width, 2) or len(drawn.strip()) <= 2
        at = end
    assert text[at:].strip(" \t") == ""


@given(TEXTS, st.integers(0, 80))
def test_cells_lead_back_to_offsets(text, cell):
    text = text.replace("\t", " ")
    offset = offset_at(text, 0, len(text), cell)
    assert 0 <= offset <= len(text)
    if offset < len(text) and "\u0301" not in text and "🏽" not in text:
        assert width_of(text[:offset]) <= cell or offset == 0


def test_words_break_at_spaces_and_long_ones_anywhere():
    text = "Ngày 09/12/2023 Thành ủy xxxxxxxxxxxxxxxxxxxx"
    assert [text[a:b] for a, b in wrap(text, 0, len(text), 10)] == [
        "Ngày", "09/12/2023", "Thành ủy", "xxxxxxxxxx", "xxxxxxxxxx",
    ]  # fmt: skip
    assert [text[a:b] for a, b in wrap(text, 5, 15, 4)] == ["09/1", "2/20", "23"]
    assert list(wrap("", 0, 0, 10)) == [(0, 0)]


def test_line_ends_break_rows():
    text = "một\nhai ba"
    assert [text[a:b] for a, b in wrap(text, 0, len(text), 40)] == ["một", "hai ba"]


def test_wide_characters_take_two_cells():
    text = "漢字漢字 a"
    assert [text[a:b] for a, b in wrap(text, 0, len(text), 4)] == ["漢字", "漢字", "a"]
    assert offset_at(text, 0, len(text), 3) == 1
    assert width_of("漢字") == 4


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("tỷ đồng", "tỷ đồng"),
        ("a\x1b[31mb", "a\ufffd[31mb"),
        ("a\x9bb", "a\ufffdb"),
        ("a\tb\nc", "a b c"),
        ("a\u202eb", "a▯b"),
        ("a\u200bb\ufeff\u00ad", "ab"),
        ("[b]x[/b]", "[b]x[/b]"),
        ("a\U000e0041b", "ab"),
    ],
)
def test_nothing_that_a_terminal_acts_on_is_shown(text, drawn):
    assert shown(text) == drawn


def test_clipping():
    assert clip("ngắn", 10) == "ngắn"
    assert clip("một câu dài", 7) == "một câ…"
    assert clip("một câu dài", 1) == "…"
    assert clip("một câu dài", 0) == ""
    assert clip("漢字漢字", 5) == "漢字…"
    assert width_of(clip("x" * 5000, 20)) == 20


def test_short_texts_in_lines():
    assert lines("một hai ba bốn", 7) == ["một hai", "ba bốn"]
    assert lines("một hai ba bốn năm", 7, 2) == ["một hai", "ba bốn…"]
    assert lines("", 10) == [""]


def test_wrapping_is_linear():
    def wrapped(size: int) -> Callable[[], object]:
        text = "Thu ngân sách đạt 8.250 tỷ đồng. " * size
        return lambda: list(wrap(text, 0, len(text), 80))

    grows_within(wrapped(8_000), wrapped(40_000), 12, slack=0.02)
