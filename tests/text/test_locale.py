"""Texts that a user reads: filled in, and counted as the language counts."""

from __future__ import annotations

import pytest

from summarizer import locale


@pytest.fixture
def english():
    locale.use("en")
    yield
    locale.use("vi")


@pytest.mark.parametrize(
    ("n", "said"), [(0, "0 sentences"), (1, "1 sentence"), ("1", "1 sentence"), (21, "21 sentences")]
)
def test_english_tells_one_from_several(english, n, said):
    assert locale.text("tui.brief.count", n=n) == said


def test_vietnamese_counts_without_endings():
    assert locale.text("tui.brief.count", n=1) == "1 câu"
