"""Page furniture: lines by their wording, by their place, and captions run into the text."""

from __future__ import annotations

import pytest

from summarizer.document import FurnitureKind, from_text
from summarizer.document.furniture import is_name, line_kind

TITLE = "Huyện Bình An thu hút ba dự án mới"
BODY = "Sáng 8/12, huyện Bình An trao giấy chứng nhận đầu tư cho ba dự án với tổng vốn 450 tỷ đồng. Các dự án tạo việc làm cho 600 lao động."
MORE = "Chủ tịch huyện yêu cầu các phòng, ban hỗ trợ nhà đầu tư làm thủ tục đất đai trong quý I năm sau."


def marked(text: str) -> list[tuple[str, str]]:
    article = from_text(text)
    return [(f.kind, f.of(article.text)) for f in article.furniture]


def body(text: str) -> list[str]:
    article = from_text(text)
    return [s.of(article.text) for s in article.body]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Ảnh: Lê An", "caption"),
        ("(Ảnh: Lê An)", "caption"),
        ("Ảnh minh họa", "caption"),
        ("(Ảnh minh hoạ)", "caption"),
        ("Ảnh minh họa: internet", "caption"),
        ("Hình minh họa.", "caption"),
        ("Đồ họa: Tiến Thành", "caption"),
        ("Video: VTV", "caption"),
        ("Toàn cảnh buổi lễ. Ảnh: Lê An", "caption"),
        ("Toàn cảnh buổi lễ - Ảnh: LÊ AN", "caption"),
        ("Toàn cảnh buổi lễ (Ảnh: Lê An).", "caption"),
        ("Toàn cảnh buổi lễ. Ảnh: T.A.", "caption"),
        ("lượt truy cập", "counter"),
        ("• Tất cả: 80195523", "counter"),
        ("Hôm nay: 1.204", "counter"),
        ("Đang truy cập: 12", "counter"),
        ("Lượt xem: 305", "counter"),
        ("305 lượt xem", "counter"),
        ("Đang trực tuyến: 125", "counter"),
        ("THỐNG KÊ TRUY CẬP", "counter"),
        ("Đã xem: 305", "counter"),
        ("Ghi rõ nguồn Báo An Lạc khi phát hành lại thông tin", "reprint"),
        ("Nghiêm cấm sao chép dưới mọi hình thức", "reprint"),
        ("© 2023 Báo An Lạc", "reprint"),
        ("Bản quyền thuộc Cổng thông tin huyện", "reprint"),
        ("Báo An Lạc. All rights reserved.", "reprint"),
        ("Cơ quan chủ quản: UBND tỉnh An Lạc", "footer"),
        ("Đơn vị quản lý: Sở Thông tin", "footer"),
        ("Giấy phép hoạt động báo chí số 12/GP-BTTTT", "footer"),
        ("Tổng biên tập: Lê An", "footer"),
        ("Chịu trách nhiệm nội dung: Trần Bình", "footer"),
        ("Thiết kế bởi VNPT", "footer"),
        ("Điện thoại Ban biên tập: 0299.626252 - Email: bbt@anlac.gov.vn", "contact"),
        ("Email: bbt@anlac.gov.vn", "contact"),
        ("Tòa soạn: 12 Trần Phú", "contact"),
        (">> Ba dự án lớn khởi công", "menu"),
        ("Xem thêm: Thu hút đầu tư năm 2023", "menu"),
        ("Đọc thêm >> Thu hút đầu tư", "menu"),
        ("Mời bạn đọc theo dõi trang của chúng tôi", "menu"),
        ("Độc giả gửi câu hỏi tại đây", "menu"),
        ("Từ khóa: đầu tư, Bình An", "menu"),
        ("Tags: đầu tư", "menu"),
        ("Trang chủ", "menu"),
        ("Trang chủ > Tin tức > Kinh tế", "menu"),
        ("Tin tức » Kinh tế » Đầu tư", "menu"),
        ("Videos", "menu"),
        ("Bình luận (3)", "menu"),
        ("Tin liên quan", "menu"),
        ("Các tin khác", "menu"),
        ("Có thể bạn quan tâm", "menu"),
        ("Tác giả: Lê An", "byline"),
        ("Bài, ảnh: Lê An", "byline"),
        ("Tin và ảnh: Lê An", "byline"),
        ("Nguồn: Báo Nhân Dân", "byline"),
        ("Thực hiện: Lê An - Trần Bình", "byline"),
        ("Theo VnExpress", "byline"),
        ("(TTXVN)", "byline"),
        ("[TTXVN]", "byline"),
        ("Cập nhật lúc 10:00 ngày 9/12/2023", "byline"),
        ("Thứ Bảy, 09/12/2023, 10:00 (GMT+7)", "byline"),
        ("Chủ nhật, ngày 10 tháng 12 năm 2023", "byline"),
        ("(15:30 | 03/08/2026)", "byline"),
        ("(ngày 03/08/2026)", "byline"),
        ("09/12/2023 10:00", "byline"),
        ("10:00 09/12/2023", "byline"),
        ("Lê An - 09/12/2023 10:00", "byline"),
        ("Lê An | 10:00 09/12/2023", "byline"),
        ("Hà Nội, ngày 15 tháng 3 năm 2024", "byline"),
        ("Kính gửi: Ủy ban nhân dân xã", "addressees"),
        ("Độc lập - Tự do - Hạnh phúc", "masthead"),
        ("Trang 3/12", "page"),
        ("- 3 -", "page"),
    ],
)
def test_line(line: str, kind: FurnitureKind) -> None:
    assert line_kind(line) == kind
    assert (kind, line) in marked(f"{TITLE}\n{BODY}\n{line}\n{MORE}")


@pytest.mark.parametrize(
    "line",
    [
        "Giấy phép của doanh nghiệp bị thu hồi từ ngày 3/4.",
        "Ảnh hưởng của bão làm 40 hộ phải sơ tán.",
        "Video ghi lại cảnh cứu hộ được chia sẻ rộng rãi.",
        "Tin vui đến với bà con xã Hòa Sơn.",
        "Thực hiện: đạt 95% kế hoạch.",
        "Dịch: số ca mắc giảm còn 12 ca.",
        "Theo Bộ Y tế, số ca mắc giảm.",
        "Hôm nay: trời nhiều mây, có mưa.",
        "Liên hệ với thực tế, ông An nêu ba bài học.",
        "Trang thiết bị được bổ sung.",
        "(c) Quy định về xử phạt.",
        "Chỉ tiêu | 2023 | 2024",
        "Địa chỉ nhà ông An ở thôn Hai.",
        "Điện thoại của nạn nhân đã tắt.",
        "Ngày 9/12/2023, huyện Bình An họp.",
        "Lượt khách đến thăm tăng 20% trong tháng.",
        "2023",
    ],
)
def test_no_furniture(line: str) -> None:
    assert line_kind(line) is None
    assert all(words != line for _, words in marked(f"{TITLE}\n{BODY}\n{line}\n{MORE}"))


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Lê An", "byline"),
        ("LÊ AN", "byline"),
        ("Lê An - Trần Bình", "byline"),
        ("Hoài Thu (Từ Kazan, Nga)", "byline"),
        ("Nhóm PV", "byline"),
        ("TTXVN", "byline"),
        ("Hồng Duy tổng hợp", "byline"),
        ("Địa chỉ: 56 Lê Duẩn", "contact"),
        ("Hotline: 1900 1234", "contact"),
        ("www.anlac.gov.vn", "contact"),
        ("Thông báo", "menu"),
        ("Tin tức", "menu"),
        ("Chủ đề: Đầu tư", "menu"),
        ("Trang chủ | Giới thiệu | Liên hệ", "menu"),
    ],
)
def test_below_the_last_paragraph(line: str, kind: FurnitureKind) -> None:
    assert marked(f"{TITLE}\n{BODY}\n{MORE}\n{line}") == [(kind, line)]
    if kind != "menu":
        assert line_kind(line) is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Lê An", True),
        ("Phạm Giang(Theo Reuters)", True),
        ("Q.H", True),
        ("Lê an", False),
        ("Lê An 3", False),
        ("Lê An, phóng viên", False),
    ],
)
def test_is_name(line: str, name: bool) -> None:
    assert is_name(line) is name


def test_everything_behind_the_closing_mark_goes() -> None:
    text = f"{TITLE}\n{BODY}\n{MORE[:-1]}./.\nLÊ AN\nBan Tuyên giáo huyện\nĐường dây hỗ trợ người dân và doanh nghiệp"
    assert [kind for kind, _ in marked(text)] == ["byline", "footer", "footer"]
    assert body(text)[-1].endswith("./.")


def test_an_appendix_behind_the_closing_mark_stays() -> None:
    text = f"{TITLE}\n{BODY}\n{MORE[:-1]}./.\nPHỤ LỤC\nDanh sách gồm ba dự án sau đây."
    assert marked(text) == []


def test_links_from_their_headline_to_the_next_paragraph() -> None:
    text = f"{TITLE}\n{BODY}\nTin liên quan\nXã Hòa Sơn làm đường\nVì sao giá lúa tăng?\n{MORE}"
    assert [words for _, words in marked(text)] == ["Tin liên quan", "Xã Hòa Sơn làm đường", "Vì sao giá lúa tăng?"]
    assert body(text)[-1] == MORE


def test_menu_above_the_title() -> None:
    text = f"Trang chủ\nTin tức\nKinh tế\n{TITLE}\nLê An\n{BODY}"
    article = from_text(text)
    assert article.title_text == TITLE
    assert article.byline == "Lê An"
    assert [f.kind for f in article.furniture] == ["menu", "menu", "menu", "byline"]


def test_the_caption_above_a_bare_credit() -> None:
    text = f"{TITLE}\n{BODY}\nToàn cảnh buổi lễ\nẢnh: Lê An\n{MORE}"
    assert marked(text) == [("caption", "Toàn cảnh buổi lễ"), ("caption", "Ảnh: Lê An")]


def test_the_sentence_above_a_bare_credit_stays() -> None:
    assert marked(f"{TITLE}\n{BODY}\n{MORE}\nẢnh: Lê An") == [("caption", "Ảnh: Lê An")]


def test_numbers_that_count_up_are_pages() -> None:
    pages = "\n".join(f"{BODY}\n{MORE}\n{BODY}\n{n}" for n in (1, 2, 3))
    assert [words for kind, words in marked(f"{TITLE}\n{pages}") if kind == "page"] == ["1", "2", "3"]


def test_a_column_of_numbers_is_no_pages() -> None:
    assert marked(f"{TITLE}\n{BODY}\n1\n2\n3\n{MORE}") == []


def test_rules_between_paragraphs() -> None:
    assert marked(f"{TITLE}\n{BODY}\n-----\n{MORE}\n* * *\n{BODY}") == [("page", "-----"), ("page", "* * *")]


CAPTION = "Người dân chợ Bình An mua bán sáng 3/8."


@pytest.mark.parametrize(
    ("credit", "following"),
    [
        ("Ảnh:AP", "Trong cuộc gặp hôm qua, hai bên đồng ý nối lại thương lượng."),
        ("Ảnh: AP", "Tổng thống Nga nói sẽ trả lời sau."),
        ("Ảnh: Giang Huy", "Sáng 8/8, giá lúa giảm còn 6.000 đồng."),
        ("Ảnh: Quỳnh Trần", "Ông Nguyễn Văn An cho biết giá lúa giảm."),
        ("Ảnh: Nguyễn Đông", "Công ty Hòa Bình thu mua hết lúa của dân."),
        ("Ảnh:Instagram lethianh99", "Cầu thủ Mỹ trở lại sân cỏ sau hai tháng."),
        ("Ảnh:Bệnh viện cung cấp", "Các bác sĩ khuyên người dân uống đủ nước."),
        ("Ảnh:Bệnh viện Đa khoa Bình An", "Tắm nước quá nóng làm da khô."),
        ("Ảnh: Nhân vật cung cấp", "Chị kể lại chuyện đời mình."),
        ("Ảnh: NVCC", "Chị kể lại chuyện đời mình."),
        ("Ảnh: Kyodo/TTXVN", "Thời gian qua, giá dầu tăng mạnh."),
        ("Ảnh: Ngọc Thành - Giang Huy", "Sau lễ, đoàn xe diễu hành qua phố."),
        ("Ảnh:FFF", "- Sau thất bại, mục tiêu tiếp theo của đội là gì?"),
        ("Ảnh: Tùng Tin", '"Chúng tôi sẽ làm xong", ông An nói.'),
        ("(Ảnh: Lê Thị Bích Ngọc)", "Nhà máy chạy thử từ tháng 5."),
        ("(Ảnh: Lê An).", "Nhà máy chạy thử từ tháng 5."),
        ("Video: VTV", "Nhà máy chạy thử từ tháng 5."),
        ("Đồ họa: Tiến Thành", "Nhà máy chạy thử từ tháng 5."),
        ("Ảnh: AFP, Reuters", "Nhà máy chạy thử từ tháng 5."),
        ("Ảnh: Cảnh sát bang Tennessee", "Không có thương vong dưới mặt đất."),
        ("Ảnh: Chủ đầu tư", "Khởi công cuối năm 2022, dự án đã xong."),
        ("Ảnh: Được tạo bởi AI", "Trước khi chạy, hãy khởi động kỹ."),
        ("Ảnh: Rayli, Nhân vật cung cấp", "Cô đóng phim từ năm 2010."),
        ("Ảnh: Britannica", "Iceland, nơi ít băng giá hơn, không giàu khoáng sản."),
        ("Video: Thu Hà", "Anh Bảy, 24 tuổi, vội đến chương trình."),
        ("Ảnh, video: Lê An", "Sau khi tan làm, cô cùng bạn về quê."),
        ("Ảnh:professor pimp", "Một người dùng chia sẻ trải nghiệm."),
        ("Ảnh: Lê An - Trần Bình", "Nhà máy chạy thử từ tháng 5."),
        ("Ảnh:SuoiBacPress", "Bình An là huyện dẫn đầu tỉnh về thu hút vốn."),  # a name that the text has elsewhere
        ("Ảnh: Press TV", "Theo ông An, nhà máy chạy thử từ tháng 5."),
    ],
)
def test_a_caption_inside_a_paragraph(credit: str, following: str) -> None:
    text = f"{TITLE}\n{BODY} {CAPTION} {credit} {following} {MORE}"
    assert marked(text) == [("caption", f"{CAPTION} {credit}")]
    assert [*body(BODY), following, MORE] == body(text)


def test_a_caption_printed_twice() -> None:
    first = "Cầu mới bắc qua sông Lam."
    caption = f"{first} Cầu dài 120 m, rộng hai làn xe. Ảnh:Art of Photo"
    text = f"{TITLE}\n{caption} {caption} {BODY} {MORE}"
    article = from_text(text)
    assert [s.of(text) for s in article.body] == [*body(BODY), MORE]
    assert [(f.kind, f.of(text)) for f in article.furniture] == [("caption", f"{caption} {caption}")]


def test_a_passage_printed_twice_without_a_credit_stays_once() -> None:
    text = f"{TITLE}\n{BODY} {BODY} {MORE}"
    assert body(text) == [*body(BODY), MORE]


def test_a_short_sentence_said_twice_stays() -> None:
    text = f"{TITLE}\n{BODY} Không. Không. {MORE}"
    assert body(text)[-3:] == ["Không.", "Không.", MORE]


@pytest.mark.parametrize(
    ("end", "byline"),
    [
        ("Phạm Giang(TheoReuters, AFP)", "Phạm Giang"),
        ("Vy Anh", "Vy Anh"),
        ("Hồng Duytổng hợp", "Hồng Duy"),
        ("Độc giả Vũ Vũ", "Vũ Vũ"),
        ("Minh Tâm *Tên người bệnh đã được thay đổi", "Minh Tâm"),
        ("Mỹ Anh(theoCH3 Plus)", "Mỹ Anh"),
        ("Bác sĩ Lê An, Khoa Nhi, Bệnh viện Hòa Sơn", "Bác sĩ Lê An, Khoa Nhi, Bệnh viện Hòa Sơn"),
        ("Tú Nguyễn - An Minh", "Tú Nguyễn - An Minh"),
        ("Sao MaiẢnh:Pinterest", "Sao Mai"),
    ],
)
def test_a_byline_at_the_end_of_the_last_paragraph(end: str, byline: str) -> None:
    article = from_text(f"{TITLE}\n{BODY} {MORE} {end}")
    assert article.byline == byline
    assert [s.of(article.text) for s in article.body] == [*body(BODY), MORE]


def test_a_paragraph_of_furniture_alone_has_that_role() -> None:
    article = from_text(f"{TITLE}\n{BODY}\n{CAPTION} Ảnh: AP\n{MORE}")
    assert [p.role for p in article.paragraphs] == ["title", "body", "furniture", "body"]


@pytest.mark.parametrize(
    "invitation",
    ["Độc giả gửi câu hỏi tại đây.", "Mọi đóng góp xin ủng hộ tại đây.", "Mời bạn đọc theo dõi trang của chúng tôi."],
)
def test_an_invitation_in_the_last_sentence(invitation: str) -> None:
    text = f"{TITLE}\n{BODY} {MORE} {invitation}"
    assert marked(text) == [("menu", invitation)]
    assert body(text) == [*body(BODY), MORE]


def test_an_invitation_broken_at_its_link() -> None:
    text = f"{TITLE}\n{BODY} {MORE} Mọi đóng góp của bạn đọc xin ủng hộ\ntại đây ."
    assert body(text) == [*body(BODY), MORE]


def test_a_title_and_a_paragraph_printed_twice() -> None:
    text = f"{TITLE}\nThứ Bảy, 09/12/2023\n{TITLE}\nLê An\n{MORE}\n{MORE}\n{BODY}"
    article = from_text(text)
    assert [f.kind for f in article.furniture] == ["byline", "menu", "byline", "caption"]
    assert article.byline == "Lê An"
    assert body(text) == [MORE, *body(BODY)]


def test_a_line_that_says_what_a_clip_shows_is_a_caption_to_its_end() -> None:
    clip = "Clip: An ninh được thắt chặt tại các điểm dừng chân của đoàn xe và dàn xe chống đạn của hai nguyên thủ quốc gia."
    text = f"Hai nguyên thủ gặp nhau tại Hồ Sen và bàn ba việc về thương mại.\n{clip}\nHội nghị kết thúc lúc 17h với một tuyên bố chung."
    article = from_text(text)
    assert [f.of(article.text) for f in article.furniture] == [clip]
