"""The marks of lists at the head of a line."""

from __future__ import annotations

import pytest

from summarizer.brief.outline import unmarked
from summarizer.document.model import Span


@pytest.mark.parametrize("mark", ["1. ", "1.1. ", "a) ", "(ii) ", "iv) ", "- ", "+ ", "Điều 3. ", "Hai là, "])
def test_the_mark_of_a_list_is_no_part_of_its_line(mark: str) -> None:
    text = f"{mark}Sở Y tế mua thuốc"
    assert unmarked(text, Span(0, len(text))).of(text) == "Sở Y tế mua thuốc"


@pytest.mark.parametrize("line", ["(xã Hà Lâm) Sở Y tế", "Vi khuẩn", "xi măng"])
def test_words_are_no_mark(line: str) -> None:
    assert unmarked(line, Span(0, len(line))).of(line) == line
