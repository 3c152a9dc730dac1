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
    spans = cutting.gone(article, found, words)
    draft = cutting.trimmed(article, (Span(span.start, span.end),), spans)
    made = realise(article, found, draft)
    for piece in made.pieces:
        assert piece.span.of(made.text).lower() == piece.source.of(article.text).lower()
    return made.text


STORM = "Chiều qua, bão số 5 đổ bộ vào đất liền, làm sập hơn 40 căn nhà ở xã Tân Lập và ba người bị thương."


def test_what_the_editor_can_do_without_goes() -> None:
    assert cut(STORM, "ở xã Tân Lập") == (
        "Chiều qua, bão số 5 đổ bộ vào đất liền, làm sập hơn 40 căn nhà và ba người bị thương."
    )


def test_a_sentence_begins_with_a_capital_where_its_opening_went() -> None:
    assert cut(STORM, "Chiều qua,").startswith("Bão số 5 đổ bộ")


def test_a_comma_stands_where_one_did() -> None:
    assert cut(STORM, "vào đất liền,") == (
        "Chiều qua, bão số 5 đổ bộ, làm sập hơn 40 căn nhà ở xã Tân Lập và ba người bị thương."
    )


def test_an_apposition_goes_with_both_its_commas() -> None:
    said = "Ông Nguyễn Văn An, người đứng đầu đội cứu hộ, cho biết đường vào bản đã thông từ sáng sớm hôm nay."
    assert cut(said, "người đứng đầu đội cứu hộ,").startswith("Ông Nguyễn Văn An cho biết đường vào bản")


@pytest.mark.parametrize(
    ("sentence", "gone"),
    [
        (
            "Năm nay tỉnh dự kiến thu ngân sách 85 tỷ đồng, cao hơn cùng kỳ, nhờ thu tiền sử dụng đất ở ba huyện.",
            "dự kiến",
        ),
        (
            "Cơ quan điều tra cho biết tài xế không uống rượu, bia trước khi lái xe trên quốc lộ vào đêm hôm đó.",
            "không",
        ),
        (
            "Giá vàng miếng hôm nay tăng gần 2 triệu đồng mỗi lượng, lên mức cao nhất trong vòng ba tháng vừa qua.",
            "triệu",
        ),
        (
            "Chủ tịch Ủy ban nhân dân tỉnh Nguyễn Văn Bình đã tới thăm các gia đình bị nạn ngay trong đêm xảy ra lũ.",
            "Văn",
        ),
        (
            'Ông An nói "chúng tôi sẽ làm hết sức mình để giúp bà con" khi tới thăm xã vùng cao vào sáng hôm nay.',
            "hết sức",
        ),
    ],
)
def test_what_belongs_together_is_not_parted(sentence: str, gone: str) -> None:
    assert cut(sentence, gone) == sentence


def test_a_sentence_that_would_be_left_with_little_stays_whole() -> None:
    assert cut(STORM, "Chiều qua, bão số 5 đổ bộ vào đất liền, làm sập hơn 40 căn nhà ở xã Tân Lập") == STORM


def test_a_short_sentence_stays_whole() -> None:
    assert cut("Ba người bị thương nhẹ trong vụ tai nạn ở cầu.", "trong vụ tai nạn") == (
        "Ba người bị thương nhẹ trong vụ tai nạn ở cầu."
    )


def test_nothing_of_an_official_document_is_cut(official: Article) -> None:
    found = facts.find(official)
    from summarizer.brief.units import candidates

    units = candidates(official, found)
    scores = registry.load("extractive").scorer
    assert scores is not None
    assert official.card is not None
    assert cutting.cuts(official, found, units, scores.score(official, units).relevance, Fixed("Sở")) == {}


@pytest.fixture
def official() -> Article:
    return from_text(
        "ỦY BAN NHÂN DÂN\nTỈNH HÀM GIANG\nSố: 12/CT-UBND\n\nCHỈ THỊ\nVề phòng, chống cháy rừng\n\n"
        "Chủ tịch Ủy ban nhân dân tỉnh yêu cầu Sở Nông nghiệp và Môi trường trực gác tại các chốt rừng trong mùa khô.\n"
    )


def test_a_brief_holds_more_where_its_sentences_are_shorter() -> None:
    from dataclasses import replace

    body = " ".join(
        f"Xã {name} có thêm {n} hộ dân được cấp nước sạch trong tháng này, theo lời kể dài dòng của một cán bộ ở đó."
        for n, name in ((310, "Tân Lập"), (420, "Vàm Lẽo"), (530, "Phú Hòa"), (640, "An Bình"), (750, "Mỹ Lộc"))
    )
    article = from_text(f"Nước sạch về các xã\n\n{body}")
    plain = registry.load("extractive")
    whole = compose(article, plain, Options(words=60))
    tail = "theo lời kể dài dòng của một cán bộ ở đó."
    brief = compose(article, replace(plain, editor=Fixed(tail)), Options(words=60))
    assert len(brief.summary) > len(whole.summary)
    assert all(tail not in s.text and s.made == "edited" for s in brief.summary)
