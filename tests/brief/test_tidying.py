"""What a page leaves around words of the source and no brief prints."""

from __future__ import annotations

import pytest

from summarizer.brief.quoting import stated
from summarizer.brief.subject import titled
from summarizer.brief.tidying import tidied
from summarizer.document import from_text
from summarizer.document.model import Span
from summarizer.facts.model import Facts

NOTHING = Facts()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Bài hát Mưa , phát hành ngày 6/12, đứng đầu bảng.", "Bài hát Mưa, phát hành ngày 6/12, đứng đầu bảng."),
        ("Tòa phạt chủ tàu về tội Buôn lậu .", "Tòa phạt chủ tàu về tội Buôn lậu."),
        ("Chủ sở hữu tài sản[9] được bồi thường 40 triệu đồng.", "Chủ sở hữu tài sản được bồi thường 40 triệu đồng."),
        ("Xã thu hồi đất để làm dự án …………………..[7].", "Xã thu hồi đất để làm dự án."),
        ('Các em vẽ lên hộp "Xà bông Mới"..', 'Các em vẽ lên hộp "Xà bông Mới".'),
        ("(Báo Mới) - Một cây cầu vừa thông xe.", "Một cây cầu vừa thông xe."),
        ("Chợ bán cam, bưởi..., giá 30.000 đồng.", "Chợ bán cam, bưởi..., giá 30.000 đồng."),
        ("Nhà xuất bản (tỉnh An Lạc) - nơi in sách - mở cửa.", "Nhà xuất bản (tỉnh An Lạc) - nơi in sách - mở cửa."),
    ],
)
def test_stray_marks_are_left_out_and_every_word_keeps_its_place(line: str, said: str) -> None:
    article = from_text(f"Tin trong ngày\n\n{line}\n\nMột câu nữa đứng ở đây.")
    start = article.text.index(line)
    made = stated(article, NOTHING, (Span(start, start + len(line)),))
    assert made.text == said
    for piece in made.pieces:
        assert piece.span.of(made.text) == piece.source.of(article.text)


def test_a_line_of_nothing_else_stays() -> None:
    article = from_text("Mẫu đơn\n\n……………………\n\nMột câu nữa đứng ở đây.")
    draft = (Span(article.text.index("…"), article.text.index("…") + 4),)
    assert tidied(article, draft) == draft


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("KẾ HOẠCH\nTruyền thông về nước sạch nông thôn", "Kế hoạch truyền thông về nước sạch nông thôn"),
        ("THÔNG BÁO\nVề kết quả đo mặn tháng 3", "Thông báo về kết quả đo mặn tháng 3"),
    ],
)
def test_a_title_has_the_word_that_it_puts_before_its_subject(title: str, head: str) -> None:
    article = from_text(
        f"ỦY BAN NHÂN DÂN\nTỈNH AN LẠC\n\nSố: 12/KH-UBND\n\nAn Lạc, ngày 02 tháng 3 năm 2025\n\n{title}\n\nỦy ban nhân dân tỉnh"
        " An Lạc đo mặn tại 12 cửa sông trong tháng 3."
    )
    draft = titled(article)
    assert draft is not None
    assert stated(article, NOTHING, draft).text.rstrip(".").lower() == head.lower()
