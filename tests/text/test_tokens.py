"""Tokens with offsets."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.tokens import CODE, NUMBER, SIGN, WORD, scan, tokenize


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1.234.567,89 đồng", [("1.234.567,89", NUMBER), ("đồng", WORD)]),
        ("virus H5N1", [("virus", WORD), ("h5n1", CODE)]),
        ("7h30", [("7", NUMBER), ("h", WORD), ("30", NUMBER)]),
        ("gần1.200", [("gần", WORD), ("1.200", NUMBER)]),  # a lost space, no code: codes bear no tone
        ("12\u200b.500%", [("12.500", NUMBER), ("%", SIGN)]),  # what is invisible parts no number
    ],
)
def test_kinds(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(t.low, t.kind) for t in scan(text)] == wanted


@given(st.text())
def test_tokens_are_in_order_and_disjoint(text: str) -> None:
    tokens = tokenize(text).items
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    assert all(t.glued == (i > 0 and tokens[i - 1].end == t.start) for i, t in enumerate(tokens))


def test_capitals_are_told() -> None:
    assert [t.case for t in scan("hà Nội UBND")] == [0, 1, 2]


def test_a_line_end_is_a_token_where_it_is_asked_for() -> None:
    assert len(scan("a\nb")) == 3
    assert len(scan("a\nb", breaks=False)) == 2
