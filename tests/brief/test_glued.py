"""Words run together in the source stand apart in a brief, and nothing else is parted."""

from __future__ import annotations

import pytest

from summarizer.brief.glued import parted
from summarizer.brief.headline import headline
from summarizer.brief.quoting import stated
from summarizer.document import from_text
from summarizer.document.model import Span
from summarizer.facts.model import Facts

REST = " Luật này do Quốc hội thông qua. Arsenal đạt 20 điểm. Doanh thu tăng. Hai bên gặp nhau, giữ ý định cũ."


def words(said: str) -> str:
    """A sentence of an article with its words parted."""
    article = from_text(f"{said}{REST}")
    draft = parted(article, (Span(0, len(said)),))
    return " ".join(p.of(article.text) for p in draft if isinstance(p, Span))


@pytest.mark.parametrize(
    ("glued", "apart"),
    [
        ("Quốc hội bàn dự ánLuật Thanh tra.", "Quốc hội bàn dự án Luật Thanh tra."),  # a capital behind a syllable
        ("Hiện Arsenalđạt 20 điểm.", "Hiện Arsenal đạt 20 điểm."),  # a name that the article has by itself
        ("Công ty códoanh thu lớn.", "Công ty có doanh thu lớn."),  # two syllables
        ("TheoReuters, hai bên gặp nhau.", "Theo Reuters, hai bên gặp nhau."),  # before a source
        ("Công trình đê,kè chống xói lở.", "Công trình đê, kè chống xói lở."),  # a blank lost behind a comma
        ("Bờ biển Tam Quan(thị xã Hoài Nhơn).", "Bờ biển Tam Quan (thị xã Hoài Nhơn)."),  # and before a bracket
        ("Thu hồi gần970 tỷ đồng.", "Thu hồi gần 970 tỷ đồng."),  # a number behind a syllable
        ("Giá bán củaToyotatăng.", "Giá bán của Toyotatăng."),  # unknown where the name ends
    ],
)
def test_two_words_are_parted(glued: str, apart: str) -> None:
    assert words(glued) == apart


@pytest.mark.parametrize(
    "said",
    [
        "VnExpress, YouTube, McLaren và iPhone có mặt.",
        "Lực lượng bán môtơ, ôtô, nitơ ở Đakrông.",
        "Người Lênin và Êđê họp ngày 5/6.",
        "UBND, HĐND và LĐBĐ họp bàn 12h30.",
        "Xem nld.com.vn về L(one)ly, 1,5 triệu bản.",
    ],
)
def test_names_and_loan_words_stay_whole(said: str) -> None:
    assert words(said) == said


def test_each_word_keeps_its_place() -> None:
    article = from_text(f"Quốc hội bàn dự ánLuật Thanh tra trong sáng nay.{REST}")
    made = stated(article, Facts((), ()), (Span(0, 48),))
    assert made.text == "Quốc hội bàn dự án Luật Thanh tra trong sáng nay."
    assert [p.source.of(article.text) for p in made.pieces] == [
        "Quốc hội bàn dự án",
        "Luật Thanh tra trong sáng nay.",
    ]
    assert made.made == "edited"


def test_punctuation_before_the_border_stays() -> None:
    article = from_text(f"Ba lỗi:bỏ ca,trốn họp bị nêu tên trong sáng nay.{REST}")
    made = stated(article, Facts((), ()), (Span(0, 48),))
    assert made.text == "Ba lỗi: bỏ ca, trốn họp bị nêu tên trong sáng nay."


def test_a_long_text_of_run_together_words_is_no_work() -> None:
    said = "ánLuật" * 20_000
    assert words(said) == said  # no word has 40 letters and more


def test_headlines_are_parted_too() -> None:
    article = from_text(
        "Quốc hội bàn dự ánLuật Thanh tra\n\nSáng 5/6, Luật Thanh tra được Quốc hội bàn tại hội trường."
    )
    made = headline(article, Facts((), ()), (), None)
    assert made is not None
    assert made.text == "Quốc hội bàn dự án Luật Thanh tra"
