"""Words that lean on what the brief does not say are named, in copied sentences too; they are remarks."""

from __future__ import annotations

import pytest

from summarizer import document
from summarizer.brief.check import check_text
from summarizer.brief.gate.leaning import named
from summarizer.brief.model import BriefSentence
from summarizer.facts.model import Facts


def leaning(*sentences: str, headline: str | None = None) -> list[list[str]]:
    """What each sentence of a brief is said to lean on."""
    head = BriefSentence(headline) if headline else None
    return [
        [w.of(s.text) for f in s.faults for w in f.words] for s in named([BriefSentence(t) for t in sentences], head)
    ]


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Bàn thắng này giúp đội chủ nhà dẫn trước ở phút 80.", "Bàn thắng này"),
        ("Hãng tiếp tục mở thêm 12 cửa hàng.", "Hãng"),
        ("Ông cho biết giá sẽ giảm.", "Ông"),
        ("Họ sống ở đây từ năm 2010.", "Họ"),
        ("Công việc bận rộn hơn, lương vẫn thế.", "bận rộn hơn"),
        ("Năm 2024, công ty đã lãi 5 tỷ đồng.", "công ty"),
        ("Việc này gây khó cho dân.", "Việc này"),
    ],
)
def test_a_word_without_its_antecedent_is_named(sentence, word):
    assert leaning(sentence) == [[word]]


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("Tuấn Hải ghi bàn thắng duy nhất.", "Bàn thắng này giúp đội chủ nhà dẫn trước."),
        ("Hãng Biển Xanh mở 20 cửa hàng.", "Hãng tiếp tục tuyển thêm người."),
        ("Giám đốc Lê Văn Sáu dự họp.", "Ông cho biết giá sẽ giảm."),
        ("Giá thuê tăng ở mọi quận.", "Việc này gây khó cho dân."),
    ],
)
def test_an_antecedent_in_the_brief_is_enough(before, sentence):
    assert leaning(before, sentence)[1] == []
    assert leaning(sentence, headline=before) == [[]]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ông Lê Văn Sáu cho biết giá sẽ giảm.",
        "Trước đó, tỉnh đã chi 5 tỷ đồng.",
        "Giám đốc Lê Văn Sáu nói ông sẽ từ chức.",
        "Xã Tân Lập có 15 chỉ tiêu đạt; trong đó, 3 chỉ tiêu vượt.",
        "Công ty Biển Xanh lãi hơn năm trước.",
        "Năm nay tỉnh thu hơn 5.000 tỷ đồng.",
    ],
)
def test_a_sentence_that_stands_on_its_own_is_left_alone(sentence):
    assert leaning(sentence) == [[]]


def test_a_copied_sentence_is_supported_and_the_word_named_all_the_same():
    article = document.from_text("Tuấn Hải sút tung lưới phút 80. Bàn thắng này giúp đội chủ nhà dẫn trước.")
    (sentence,) = check_text(article, Facts(), "Bàn thắng này giúp đội chủ nhà dẫn trước.")
    assert (sentence.status, sentence.made) == ("supported", "copied")
    assert [(f.kind, f.gravity) for f in sentence.faults] == [("context", "note")]
    assert "«Bàn thắng này»" in sentence.reasons[0]
