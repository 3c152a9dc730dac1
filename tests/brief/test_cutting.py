"""Cutting: what can be parted, what a cut leaves, and that every word of it is the source's."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event

import pytest

from summarizer import facts
from summarizer.brief import compose, cutting
from summarizer.brief.drafting import realise
from summarizer.brief.model import Options
from summarizer.document import from_text
from summarizer.document.model import Article, Span
from summarizer.engines import registry
from summarizer.engines.base import Word
from summarizer.engines.editor.reading import words_of


class Fixed:
    """An editor that wants certain words gone, and all others kept."""

    revision = "fixed"

    def __init__(self, *gone: str) -> None:
        self.gone = gone

    def weigh(
        self, article: Article, spans: Sequence[Span], *, cancelled: Event | None = None
    ) -> list[tuple[Word, ...]]:
        out = []
        for span in spans:
            text = span.of(article.text)
            cuts = [(text.find(g), text.find(g) + len(g)) for g in self.gone if g in text]
            out.append(
                tuple(
                    Word(Span(span.start + a, span.start + b), -4.0 if any(x < b and a < y for x, y in cuts) else 4.0)
                    for a, b in words_of(text)
                )
            )
        return out


def cut(sentence: str, *gone: str) -> str:
    """A sentence of an article without what the editor wants gone, as far as that may go."""
    article = from_text(f"Tin trong ngày\n\n{sentence} Trời nắng đẹp suốt cả tuần qua ở nhiều nơi.")
    found = facts.find(article)
    span = article.sentences[1]
    (words,) = Fixed(*gone).weigh(article, [span])
    spans = cutting.gone(article, words)
    draft = cutting.trimmed(article, (Span(span.start, span.end),), spans)
    made = realise(article, found, draft)
    for piece in made.pieces:
        assert piece.span.of(made.text).lower() == piece.source.of(article.text).lower()
    return made.text


STORM = "Chiều qua, bão số 5 đổ bộ vào đất liền trong đêm, làm sập hơn 40 căn nhà (phần lớn là nhà tạm) ở xã Tân Lập."


def test_a_part_that_the_editor_can_do_without_goes() -> None:
    assert cut(STORM, "(phần lớn là nhà tạm)") == (
        "Chiều qua, bão số 5 đổ bộ vào đất liền trong đêm, làm sập hơn 40 căn nhà ở xã Tân Lập."
    )


def test_a_sentence_begins_with_a_capital_where_its_opening_went() -> None:
    assert cut(STORM, "Chiều qua,").startswith("Bão số 5 đổ bộ")


def test_a_part_goes_whole_or_not_at_all() -> None:
    assert cut(STORM, "trong đêm") == STORM


def test_an_apposition_goes_with_both_its_commas() -> None:
    said = "Ông Nguyễn Văn An, người đứng đầu đội cứu hộ, có mặt tại bản từ sáng sớm hôm nay để thông đường."
    assert cut(said, "người đứng đầu đội cứu hộ,").startswith("Ông Nguyễn Văn An có mặt tại bản")


def test_a_comma_stays_where_no_name_stands_before_it() -> None:
    said = "Từ hôm qua, nhìn chung trên cả vùng, nước sông đã rút gần nửa mét và các trạm bơm chạy hết công suất."
    assert cut(said, "nhìn chung trên cả vùng,").startswith("Từ hôm qua, nước sông")


def test_a_circumstance_may_go_without_a_comma_before_it() -> None:
    said = "Tỉnh hỗ trợ 40 triệu đồng cho mỗi căn nhà bị sập nhằm giúp bà con sớm ổn định cuộc sống sau bão."
    assert cut(said, "nhằm giúp bà con sớm ổn định cuộc sống sau bão.") == (
        "Tỉnh hỗ trợ 40 triệu đồng cho mỗi căn nhà bị sập."
    )


@pytest.mark.parametrize(
    ("sentence", "gone"),
    [
        ("Nếu mưa còn kéo dài, hồ chứa sẽ phải xả lũ từ đêm nay với lưu lượng gấp đôi hôm qua.", "Nếu mưa còn kéo dài,"),
        ("Giá nhà tăng gấp ba trong mười năm qua, song thu nhập của người lao động chỉ tăng nửa lần.",
         "song thu nhập của người lao động chỉ tăng nửa lần."),
        ("Đoàn công tác của Bộ, do Thứ trưởng dẫn đầu, cho biết sẽ ở lại vùng lũ cho đến khi đường thông.",
         "cho biết sẽ ở lại vùng lũ cho đến khi đường thông."),
        ("Dự án gồm ba hạng mục chính là hồ chứa nước, trạm bơm và tuyến kênh, đập tràn, đường công vụ dài 4 km.",
         "đường công vụ dài 4 km."),
        ("Các tổ chức, cá nhân và nhiều doanh nghiệp trong vùng đã góp tiền sửa lại cây cầu vừa bị lũ cuốn trôi.", "Các tổ chức,"),
        ('Ông An nói "chúng tôi sẽ ở lại, giúp bà con, đến khi nào đường thông" khi tới thăm xã vào sáng hôm nay.',
         "giúp bà con,"),
        ("Trong đêm qua, tại xã Vàm Lẽo, lũ quét.", "tại xã Vàm Lẽo,"),
    ],
)  # fmt: skip
def test_what_would_turn_or_break_the_sentence_stays(sentence: str, gone: str) -> None:
    assert cut(sentence, gone) == sentence


LEFT = "Bão tan trong đêm qua, một cán bộ xã vừa nói như vậy khi đi kiểm tra các khu dân cư ven sông."


def test_a_sentence_that_would_be_left_with_little_stays_whole() -> None:
    assert cut(LEFT, LEFT[LEFT.index("một") :]) == LEFT


def test_a_short_sentence_stays_whole() -> None:
    assert cut("Ba người bị thương nhẹ trong vụ tai nạn ở cầu.", "trong vụ tai nạn") == (
        "Ba người bị thương nhẹ trong vụ tai nạn ở cầu."
    )


def test_nothing_of_an_official_document_is_cut(official: Article) -> None:
    found = facts.find(official)
    from summarizer.brief.units import candidates

    units = dict(enumerate(candidates(official, found)))
    assert units
    assert official.card is not None
    assert cutting.cuts(official, units, Fixed("Sở")) == {}


@pytest.fixture
def official() -> Article:
    return from_text(
        "ỦY BAN NHÂN DÂN\nTỈNH HÀM GIANG\nSố: 12/CT-UBND\n\nCHỈ THỊ\nVề phòng, chống cháy rừng\n\n"
        "Chủ tịch Ủy ban nhân dân tỉnh yêu cầu Sở Nông nghiệp và Môi trường trực gác tại các chốt rừng trong mùa khô.\n"
    )


def test_a_brief_holds_more_where_its_sentences_are_shorter() -> None:
    from dataclasses import replace

    body = " ".join(
        f"Xã {name} có thêm {n} hộ dân được cấp nước sạch trong tháng này, một tin vui mà bà con ở đó chờ đã rất lâu."
        for n, name in ((310, "Tân Lập"), (420, "Vàm Lẽo"), (530, "Phú Hòa"), (640, "An Bình"), (750, "Mỹ Lộc"))
    )
    article = from_text(f"Nước sạch về các xã\n\n{body}")
    plain = registry.load("extractive")
    whole = compose(article, plain, Options(words=60))
    tail = "một tin vui mà bà con ở đó chờ đã rất lâu."
    brief = compose(article, replace(plain, editor=Fixed(tail)), Options(words=60))
    assert len(brief.summary) > len(whole.summary)
    assert all(tail not in s.text and s.made == "edited" for s in brief.summary)
