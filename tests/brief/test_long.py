"""Long articles: time grows with the text, no faster, and a brief of any text is whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.brief.composing import compose
from summarizer.brief.model import Options
from summarizer.brief.rendering import render
from summarizer.document import from_text
from summarizer.document.model import Article
from summarizer.engines.registry import load
from summarizer.facts.model import Facts
from tests.costs import grows_within

PIECES = [
    "Thu ngân sách đạt 186 tỷ đồng, tăng 14,5% so với cùng kỳ; chi ngân sách đạt 95% dự toán.",
    "Chủ tịch huyện yêu cầu các xã hoàn thành trước ngày 30/6.",
    "- Rà soát hộ nghèo;",
    "I. KẾT QUẢ",
    "1. Về kinh tế",
    "Ảnh: T.L.",
    "“Chúng tôi sẽ làm", "ngay”, ông nói.",
    "[TTXVN]", "./.", "…", ";", "\t|\t", "12.345",
    "Đơn vị tính: triệu đồng",
    "A", "đ", "?", "\n\n",
]  # fmt: skip


def article(paragraphs: int) -> Article:
    lines = (
        f"Xã thứ {i} thu ngân sách được {i % 97 + 3} tỷ đồng trong kỳ; chi cho {i % 13} công trình đã hoàn thành. "
        f"Người dân ấp {i % 31} đóng góp {i} ngày công để làm con đường mới của ấp."
        for i in range(paragraphs)
    )
    return from_text("Kết quả thu chi ngân sách của các xã\n\n" + "\n\n".join(lines))


def briefed(of: Article, format: str) -> Callable[[], object]:
    return lambda: render(compose(of, load("extractive"), facts=Facts()), format)


@pytest.mark.slow
@pytest.mark.parametrize("format", ["text", "html"])
def test_time_grows_with_the_text(format: str) -> None:
    grows_within(briefed(article(300), format), briefed(article(1500), format), 8, slack=0.2)


@pytest.mark.slow
def test_a_sentence_that_never_ends_takes_no_longer_than_its_length() -> None:
    def endless(clauses: int) -> Article:
        return from_text(", ".join(f"xã thứ {i} thu được {i % 97 + 3} tỷ đồng" for i in range(clauses)))

    grows_within(briefed(endless(1500), "text"), briefed(endless(7500), "text"), 8, slack=0.2)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=24), st.integers(1, 60), st.booleans())
def test_a_brief_of_any_text_is_whole(pieces: list[str], length: int, by_sentences: bool) -> None:
    source = from_text(" ".join(pieces) if length % 2 else "\n\n".join(pieces))
    options = Options(sentences=length % 5 + 1) if by_sentences else Options(words=length)
    made = compose(source, load("extractive"), options)
    if by_sentences and options.sentences is not None:
        assert len(made.summary) <= options.sentences
    for sentence in made.summary:
        assert sentence.text.strip()
        for place in sentence.evidence:
            assert not source.is_furniture(place)
        for figure in sentence.figures:
            assert figure.source is not None
            assert figure.span.of(sentence.text).casefold() == figure.source.of(source.text).casefold()
    for format in ("text", "markdown", "json", "html"):
        assert render(made, format)
