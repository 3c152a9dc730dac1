"""Sentence splitting: a table of cases written by hand, and what must hold for any text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.document import Span, split_sentences
from summarizer.document.sentences import is_starter
from tests.costs import grows_within

_MARK = "‖"
_TABLE = [
    line
    for line in (Path(__file__).parent / "splitting.txt").read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]
_PIECES = st.sampled_from(
    [
        "TP.HCM", "PGS.TS.", "Đ.T.H.", "30.6.2025", "9.860", "tỷ", "./.", "…", "...", ".", "!", "?", "?!", '"', "“", "”", "’", "'",
        "(", ")", "[1]", "[", "]", " ", "  ", "\n", "\n\n", "\t", "\u00a0", "- ", "• ", "1.", "I.", "a)", "Ông", "ông", "Nguyễn", "A.", "Q.", "v.v.",
        "gov.vn", "%", ",", ";", ":", "Ảnh:", "Huế.Sau", "năm 2023.", "é", "ế", "😀",
    ]
)  # fmt: skip
texts = st.one_of(
    st.text(max_size=200), st.lists(_PIECES, max_size=60).map("".join), st.lists(_PIECES, max_size=60).map(" ".join)
)


def test_the_table_is_large_enough() -> None:
    assert len(_TABLE) >= 150
    assert len(set(_TABLE)) == len(_TABLE)


@pytest.mark.parametrize("case", _TABLE)
def test_case(case: str) -> None:
    text = case.replace(_MARK, "")
    wanted = [part.strip() for part in case.split(_MARK) if part.strip()]
    assert [span.of(text) for span in split_sentences(text)] == wanted


@pytest.mark.parametrize("case", _TABLE)
def test_case_in_the_middle_of_a_text(case: str) -> None:
    """The same spans, shifted, where the case is a part of a longer text."""
    text = case.replace(_MARK, "")
    before = "Câu trước.\n"
    inside = split_sentences(before + text + "\nCâu sau.", len(before), len(before) + len(text))
    assert inside == [Span(s.start + len(before), s.end + len(before)) for s in split_sentences(text)]


def test_a_line_end_is_hard_unless_the_text_is_wrapped() -> None:
    text = "Xã hoàn thành tuyến đường\ndài 4 km. Dân góp công."
    assert [s.of(text) for s in split_sentences(text)] == [
        "Xã hoàn thành tuyến đường",
        "dài 4 km.",
        "Dân góp công.",
    ]
    assert [s.of(text) for s in split_sentences(text, soft_newlines=True)] == [
        "Xã hoàn thành tuyến đường\ndài 4 km.",
        "Dân góp công.",
    ]


def test_a_title_without_a_stop_stays_apart() -> None:
    text = "Xã Hòa Sơn làm đường\nTuyến đường dài 4 km. Dân góp công."
    assert split_sentences(text)[0] == Span(0, 20)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\t \u00a0"])
def test_nothing_but_white_space_holds_no_sentence(text: str) -> None:
    assert split_sentences(text) == []


def test_an_end_beyond_the_text_is_its_end() -> None:
    assert split_sentences("Một câu.", 0, 99) == [Span(0, 8)]


def test_starters() -> None:
    assert is_starter("Theo")
    assert is_starter("Sáng,")
    assert not is_starter("Nguyễn")


def covers_all(text: str, spans: list[Span], start: int, end: int) -> None:
    """Spans are ordered, disjoint, inside `[start, end)`, not blank at the ends, and cover all but white space."""
    at = start
    for span in spans:
        assert at <= span.start < span.end <= end
        assert not text[at : span.start].strip()
        words = span.of(text)
        assert words == words.strip()
        at = span.end
    assert not text[at:end].strip()


@given(texts, st.booleans())
def test_spans_cover_any_text(text: str, soft: bool) -> None:
    covers_all(text, split_sentences(text, soft_newlines=soft), 0, len(text))


@given(texts, st.integers(0, 200), st.integers(0, 200))
def test_spans_cover_any_part(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    covers_all(text, split_sentences(text, start, end), start, end)


@given(texts)
def test_no_sentence_crosses_a_hard_line_end(text: str) -> None:
    assert all("\n" not in span.of(text) for span in split_sentences(text))


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        ". ",
        "(",
        ") (",
        "“",
        "” ",
        '"',
        "TP. ",
        "Đ.T.H. ",
        "1. ",
        "… ",
        "a.",
        ".[1]",
        "Ảnh: ",
        "• ",
        " ",
        "\n",
        "a",
        "A.B ",
        "- ",
        "[1]",
        "\t.",
    ],
)
def test_time_is_linear_on_hostile_text(unit: str) -> None:
    """Four times the text takes nowhere near sixteen times as long."""

    def split(n: int) -> Callable[[], object]:
        text = (unit * n)[: 8 * n] + " Hết."
        return lambda: split_sentences(text, soft_newlines=True)

    grows_within(split(4_000), split(16_000), 10)
