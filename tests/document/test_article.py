"""Articles from text: the Sóc Trăng report in full, what holds for any text, and linear time."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.document import Article, Encoding, Span, from_text
from summarizer.document.normalize import normalize
from tests.costs import grows_within

LINES = st.sampled_from(
    [
        "Xã Hòa Sơn làm đường liên thôn", "Sáng 8/8, UBND xã họp với dân. Cuộc họp kéo dài hai giờ.", "I. KẾT QUẢ ĐẠT ĐƯỢC", "1. Về kinh tế",
        "- Trồng 500 cây xanh;", "a) Thu ngân sách đạt 30 tỷ đồng.", "Toàn cảnh cuộc họp. Ảnh: Lê An", "(Ảnh: Lê An)", "Ảnh: AP", "LÊ AN", "Lê An",
        "Điện thoại: 0299.3822339", "Tin liên quan", "Trang chủ", "Đơn vị tính: tỷ đồng", "Chỉ tiêu | 2023 | 2024", "-----", "# Tiêu đề", "* mục",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số: 12/BC-UBND", "An Lạc, ngày 3 tháng 9 năm 2024", "BÁO CÁO", "Kính gửi:",
        "V/v phòng, chống dịch", "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "(Đã ký)", "Trên đây là báo cáo./.", "", "", " ", "\t", "dòng chữ thường đi tiếp",
        "Điều 5. Quyết định có hiệu lực.", "12", "13", "© 2023", "Người dân ở chợ. Ảnh:AP Người dân ở chợ. Ảnh:AP Chợ mở lại từ thứ hai.", "PHỤ LỤC",
        "\x1b[31mđỏ\x1b[0m", "e\u0301", "\u200b", "\u202e", "a" * 300, ">> Xem thêm", "Thứ Bảy, 09/12/2023, 10:00 (GMT+7)", "[TTXVN] [/b] [@click=x]",
    ]
)  # fmt: skip
texts = st.one_of(st.text(max_size=300), st.lists(LINES, max_size=40).map("\n".join))


def holds(article: Article) -> None:
    """What the document model promises."""
    text = article.text
    assert article.id == hashlib.sha256(text.encode()).hexdigest()
    for spans in (article.paragraphs, article.sentences, article.furniture):
        at = 0
        for span in spans:
            assert at <= span.start < span.end <= len(text)
            at = span.end
    for spans in (article.paragraphs, article.sentences):
        at = 0
        for span in spans:
            assert not text[at : span.start].strip()
            assert span.of(text) == span.of(text).strip()
            at = span.end
        assert not text[at:].strip()
    for sentence in article.sentences:
        assert article.paragraphs[sentence.paragraph].covers(sentence)
        assert (sentence.role == "furniture") == article.is_furniture(sentence)
        assert article.sentence_at(sentence.start) == article.sentences.index(sentence)
    for span in article.furniture:
        assert all(span.covers(s) for s in article.sentences if s.overlaps(span))
    if article.title is not None:
        assert article.title.of(text).strip()
        titles = [s for s in article.sentences if s.role == "title"]
        assert titles
        assert Span(titles[0].start, titles[-1].end).covers(article.title)
    else:
        assert all(s.role != "title" for s in article.sentences)


@given(texts)
def test_any_text(text: str) -> None:
    article = from_text(text)
    holds(article)
    assert article.text == normalize(text)


@given(texts)
def test_loading_the_text_of_an_article_again_gives_the_same_article(text: str) -> None:
    article = from_text(text)
    assert from_text(article.text) == article


@given(texts, st.text(max_size=30))
def test_any_title_from_metadata(text: str, title: str) -> None:
    holds(from_text(text, title=title))


@given(st.lists(LINES, max_size=12).map("\n".join))
def test_text_is_not_lost_to_furniture_alone(text: str) -> None:
    """What stands in the body stays in the body when lines of clean text are put around it."""
    body = "Hội nghị thông qua ba nghị quyết về đất đai, ngân sách và trồng rừng trong năm tới."
    article = from_text(f"Xã Hòa Sơn họp cuối năm\n\n{body}\n\n{body[:-1]}, theo báo cáo.\n\n{text}")
    assert any(body == s.of(article.text) for s in article.body)


class TestSocTrang:
    """The sample that the project was asked for."""

    @pytest.fixture(scope="class")
    def article(self, samples: Path) -> Article:
        return from_text((samples / "soctrang-thanh-uy-2023.txt").read_text(encoding="utf-8"))

    def test_model(self, article: Article) -> None:
        holds(article)

    def test_title_byline_and_date(self, article: Article) -> None:
        assert article.title_text == ("Thành ủy Sóc Trăng tổ chức Hội nghị Ban Chấp hành Đảng bộ thành phố lần thứ 16")
        assert article.byline == "LÊ VŨ"
        assert article.date == datetime.date(2023, 12, 9)

    def test_all_behind_the_closing_mark_is_furniture(self, article: Article) -> None:
        end = article.text.index("I./.") + 4
        behind = [s for s in article.sentences if s.start >= end]
        assert len(behind) == 12
        assert all(s.role == "furniture" for s in behind)
        assert all(
            s.role != "furniture"
            for s in article.sentences
            if s.start < end
            and "Ảnh" not in s.of(article.text)
            and not s.of(article.text).startswith("Đại biểu tham dự")
        )

    def test_the_caption_is_furniture(self, article: Article) -> None:
        at = article.text.index("Đại biểu tham dự hội nghị. Ảnh: LÊ VŨ")
        assert article.furniture[0] == article.furniture[0].__class__(at, at + 37, "caption")
        assert article.furniture[0].of(article.text) == "Đại biểu tham dự hội nghị. Ảnh: LÊ VŨ"

    def test_sentences(self, article: Article) -> None:
        starts = [s.of(article.text)[:24] for s in article.body]
        assert len(starts) == 18
        assert starts[0] == "Ngày 09/12/2023, Thành ủ"
        assert starts[1] == "Đồng chí Nguyễn Văn Quận"
        assert starts[-1] == "Xây dựng Đảng bộ thành p"
        assert all(s.of(article.text)[-1] == "." for s in article.body)

    def test_kinds(self, article: Article) -> None:
        kinds = {f.of(article.text)[:14]: f.kind for f in article.furniture}
        assert kinds["LÊ VŨ"] == "byline"
        assert kinds["Videos"] == "menu"
        assert kinds["lượt truy cập"] == "counter"
        assert kinds["Giấy phép số 0"] == "footer"
        assert kinds["Điện thoại Ban"] == "contact"
        assert kinds["@ Ghi rõ nguồn"] == "reprint"


def test_clean_text_keeps_its_offsets() -> None:
    text = "  Tiêu đề có khoảng trắng\n\n\tĐoạn một.  Hai câu.\n\n\n  Đoạn hai.\n"
    assert from_text(text).text == text


def test_what_is_known_from_elsewhere_wins() -> None:
    article = from_text(
        "Trang tin\nXã Hòa Sơn làm đường\nNgày 8/12/2023, xã khởi công. Đường dài 4 km.\nLê An",
        origin="a.html",
        title="Xã Hòa  Sơn làm đường",
        date=datetime.date(2024, 1, 2),
        byline="Trần Bình",
        encoding=Encoding("viscii", 0.9),
        warnings=["một"],
    )
    assert (article.origin, article.title_text) == ("a.html", "Xã Hòa Sơn làm đường")
    assert (article.byline, article.date) == ("Trần Bình", datetime.date(2024, 1, 2))
    assert (article.encoding.name, article.warnings) == ("viscii", ("một",))


def test_an_empty_text_is_an_article_without_sentences() -> None:
    article = from_text(" \n")
    assert (article.sentences, article.paragraphs, article.title, article.words) == ((), (), None, 0)


def test_markup_in_the_text_is_text() -> None:
    text = "[TTXVN] mở đầu [/b] bản tin. Câu sau có [@click=app.quit]."
    assert [s.of(text) for s in from_text(text).sentences] == [
        "[TTXVN] mở đầu [/b] bản tin.",
        "Câu sau có [@click=app.quit].",
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "Ảnh: An ", "(Ảnh: ", "Xã hội. Ảnh: AP\n", "Ảnh:X a. Ảnh:X a. ", "- a\n", "A\n", "1\n", "a,\nb ", "a > b\n", "A - B - C ", "A-A-", "| a ", "   a   b",
        "Kính gửi:\n", "Nơi nhận:\n", "./.\n", "\x1b[", "\x1b]", "# a\n", "Tin liên quan\n", "ngày 1 ", "Một câu giống nhau đây rồi nhé. ", "I. ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n", "\u0300", " ", "dòng chữ thường ở đây\n",
    ],
)  # fmt: skip
def test_time_is_linear_on_hostile_text(unit: str) -> None:
    def read(n: int) -> Callable[[], object]:
        text = (unit * n)[:n] + "\nHết rồi."
        return lambda: from_text(text)

    grows_within(read(4_000), read(16_000), 10, slack=0.2)


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 6))
def test_a_picture_series_keeps_its_captions(copies: int) -> None:
    """Where nearly all of a text is captions they are the text; each stays once, credits go."""
    places = ["hồ sen", "chợ nổi", "cầu gỗ", "đình làng", "vườn nhãn", "bến đò"]
    one = "Du khách ghé {} vào sáng sớm để chụp ảnh, ăn quà quê và trò chuyện với người dân bản địa mến khách. Ảnh: An Bình"
    captions = [one.format(place) for place in places]
    article = from_text("Một ngày ở cù lao\n" + "\n".join(c for c in captions for _ in range(copies)))
    kept = [s.of(article.text) for s in article.body]
    assert kept == [c.removesuffix(" Ảnh: An Bình") for c in captions]
